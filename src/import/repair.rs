//! Slips of typing and recognition in figures: each repair is named, nothing else is touched.

use crate::figure::{FoundKind, scan};
use crate::i18n::{Lang, Text};
use crate::say;

/// Signs that recognition or an editor left for characters that are lost.
const LOST: [&str; 6] = ["□", "■", "�", "xx", "XX", "**"];

/// The text with its figures written as figures are, and what was done. Each repair puts one
/// character for one, or takes a space away.
pub fn repaired(text: &str) -> (String, Vec<Text>) {
    let mut remarks = Vec::new();
    let narrow: String = text.chars().map(half_width).collect();
    if narrow != text {
        remarks.push(say!("全角数字改为半角", "full-width digits made half-width"));
    }
    let mut out = String::with_capacity(narrow.len());
    let mut from = 0;
    for found in scan(&narrow, Lang::Zh).into_iter().filter(|found| found.kind == FoundKind::Figure) {
        let Some(figure) = narrow.get(found.range.clone()) else { continue };
        let plain = plain_figure(figure);
        if plain != figure {
            remarks.push(say!("`{figure}`改为`{plain}`", "`{figure}` made `{plain}`"));
        }
        out.push_str(narrow.get(from..found.range.start).unwrap_or_default());
        out.push_str(&plain);
        from = found.range.end;
    }
    out.push_str(narrow.get(from..).unwrap_or_default());
    (out, remarks)
}

/// What may have been lost in a text.
pub fn doubts(text: &str) -> Vec<Text> {
    let found: Vec<&str> = LOST.into_iter().filter(|sign| text.contains(sign)).collect();
    let list = found.join(" ");
    if found.is_empty() {
        return Vec::new();
    }
    vec![say!("有{list}：原文隐去或没有认出的字", "holds {list}: characters that the source hides or lost")]
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A figure with a point for a full stop between its digits, a comma for a Chinese one
/// before three digits, and no space in it.
fn plain_figure(figure: &str) -> String {
    let chars: Vec<char> = figure.chars().collect();
    let digit = |position: usize| chars.get(position).is_some_and(char::is_ascii_digit);
    let group = |position: usize| (1..=3).all(|ahead| digit(position + ahead)) && !digit(position + 4);
    let written = chars.iter().enumerate().filter_map(|(position, c)| {
        let between = position > 0 && digit(position - 1) && digit(position + 1);
        match c {
            '。' if between => Some('.'),
            '，' if between && group(position) => Some(','),
            ' ' | '\u{3000}' | '\u{a0}' => None,
            other => Some(*other),
        }
    });
    written.collect()
}
