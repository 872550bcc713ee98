//! Numbers as cells write them.

use rust_decimal::Decimal;

use crate::parse::exact::Exact;

/// The number with which a text begins, and how many bytes it has: digits, plain or full
/// width, in groups of three (1,234.5; 1 234.5) or without, with a sign. The decimals are
/// kept as they are.
pub fn number(text: &str) -> Option<(Exact, usize)> {
    let mut plain = String::new();
    let mut end = 0;
    let mut groups: Vec<usize> = Vec::new();
    let mut point = false;
    let mut digits = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let follows = |count: usize| {
            let after: Vec<char> = text[next..].chars().take(count + 1).collect();
            after.len() >= count
                && after[..count].iter().all(|c| digit(*c).is_some())
                && after.get(count).is_none_or(|c| digit(*c).is_none())
        };
        match c {
            '-' | '−' | '－' if at == 0 => plain.push('-'),
            '+' | '＋' if at == 0 => {}
            '.' | '．' if !point && text[next..].chars().next().and_then(digit).is_some() => {
                if digits == 0 {
                    plain.push('0');
                }
                plain.push('.');
                point = true;
            }
            ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' if !point && digits > 0 && follows(3) => {
                groups.push(digits);
                digits = 0;
            }
            _ => {
                let Some(value) = digit(c) else { break };
                plain.push(value);
                digits += usize::from(!point);
            }
        }
        end = next;
    }
    let grouped_right = groups.split_first().is_none_or(|(first, rest)| *first <= 3 && rest.iter().all(|n| *n == 3));
    // Digits behind an unfinished group would be dropped: 1,23 is no number.
    let unfinished = text[end..].starts_with([',', '，']) && text[end..].chars().nth(1).and_then(digit).is_some();
    if !grouped_right || unfinished {
        return None;
    }
    Exact::parse(&without_leading_zeros(&plain)).map(|value| (value, end))
}

/// `007` is 7 in a table; `0.5` stays.
fn without_leading_zeros(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let whole = digits.split('.').next().map_or(0, str::len);
    let zeros = digits.bytes().take(whole.saturating_sub(1)).take_while(|byte| *byte == b'0').count();
    let digits = &digits[zeros..];
    let nothing = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    format!("{}{digits}", if nothing { "" } else { sign })
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// A number that a spreadsheet keeps, with the fifteen digits that it means and at least the
/// decimals that it shows.
pub fn of_spreadsheet(stored: &str, decimals: u32, percent: bool) -> Option<String> {
    let value = Decimal::from_scientific(&stored.to_uppercase()).or_else(|_| stored.parse()).ok()?;
    let value = value.round_sf(15)?.normalize();
    let mut value = if percent { value.checked_mul(Decimal::ONE_HUNDRED)?.normalize() } else { value };
    if value.scale() < decimals {
        value.rescale(decimals);
    }
    Some(format!("{value}{}", if percent { "%" } else { "" }))
}
