//! Digits of both widths, with grouping commas, a decimal point and masks.

use super::{Form, Number};
use crate::figure::words::digit;
use rust_decimal::Decimal;

/// Reads digits or a mask; the second part is the length in bytes.
pub fn read(text: &str) -> Option<(Number, usize)> {
    read_masked(text).or_else(|| read_digits(text))
}

fn read_digits(text: &str) -> Option<(Number, usize)> {
    let mut digits = String::new();
    let mut end = take_digits(text, &mut digits);
    if digits.is_empty() {
        return None;
    }
    if digits.len() <= 3 {
        end += take_groups(&text[end..], &mut digits);
    }
    let mut decimals = 0;
    if text[end..].starts_with(['.', '．']) || is_misread_point(&text[end..]) {
        let point = text[end..].chars().next().map_or(0, char::len_utf8);
        let mut tail = String::new();
        let length = take_digits(&text[end + point..], &mut tail);
        if length > 0 {
            decimals = u32::try_from(tail.len()).ok()?;
            digits.push('.');
            digits.push_str(&tail);
            end += point + length;
        }
    }
    let value = Decimal::from_str_exact(&digits).ok()?;
    let step = Decimal::try_new(1, decimals).ok()?;
    Some((Number::plain(value, step, Form::Digits), end))
}

/// Recognised text sometimes has a full stop of Chinese for the decimal point. Between digits it is nothing else, unless
/// a date or a number of a list begins behind it.
fn is_misread_point(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('。') else { return false };
    let mut tail = String::new();
    let length = take_digits(rest, &mut tail);
    (1..=3).contains(&tail.len())
        && !rest[length..].starts_with(['年', '月', '日', '.', '．', '、', ')', '）', '—', '-'])
}

fn take_digits(text: &str, into: &mut String) -> usize {
    let mut length = 0;
    for c in text.chars() {
        let Some(d) = digit(c).and_then(|d| char::from_digit(d, 10)) else { break };
        into.push(d);
        length += c.len_utf8();
    }
    length
}

/// Takes `,123` as often as it stands there; a comma before any other count of digits is punctuation.
fn take_groups(text: &str, into: &mut String) -> usize {
    let mut length = 0;
    while let Some(rest) = text[length..].strip_prefix(',') {
        let mut group = String::new();
        let bytes = take_digits(rest, &mut group);
        if group.len() != 3 {
            break;
        }
        into.push_str(&group);
        length += 1 + bytes;
    }
    length
}

/// xx, x.x, xxx, **, 2xxx, ××: at least one mask sign, and perhaps digits around it.
fn read_masked(text: &str) -> Option<(Number, usize)> {
    let mut length = 0;
    let mut masks = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            'x' | 'X' | '*' | '＊' | '×' | '？' | '?' => masks += 1,
            '.' if masks > 0 && next.is_some_and(is_mask) => {}
            _ if digit(c).is_some() => {}
            _ => break,
        }
        length = at + c.len_utf8();
    }
    // A single question mark ends a sentence; 5×8 and 24×7 are products.
    let taken = &text[..length];
    if masks == 0 || taken == "?" || taken == "？" || is_product(taken) {
        return None;
    }
    Some((Number::masked(), length))
}

fn is_mask(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '＊' | '×')
}

fn is_product(text: &str) -> bool {
    let ends_in_digit = |c: Option<char>| c.is_some_and(|c| digit(c).is_some());
    ends_in_digit(text.chars().next()) && ends_in_digit(text.chars().next_back())
}
