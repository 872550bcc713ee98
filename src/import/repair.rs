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
    let half: String = text.chars().map(half_width).collect();
    if half != text {
        remarks.push(say!("全角数字改为半角", "full-width digits made half-width"));
    }
    let narrow = joined(&half);
    if narrow != half {
        remarks.push(say!(
            "数里的句号、逗号或空格改为数字的写法",
            "a full stop, comma or space within a number made that of numbers"
        ));
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

/// The text with a point for a full stop between the digits of a share or amount, a comma
/// for a Chinese one before three digits, and no space between a number and what it counts.
fn joined(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |position: usize| chars.get(position).copied().unwrap_or_default();
    let digits = |from: usize| (from..chars.len()).take_while(|position| at(*position).is_ascii_digit()).count();
    let before = |position: usize| (0..position).rev().take_while(|position| at(*position).is_ascii_digit()).count();
    let written = chars.iter().enumerate().filter_map(|(position, c)| {
        let (left, right) = (before(position), digits(position + 1));
        match c {
            // A sentence may end and another begin with a digit; a share or amount tells that neither does.
            '。' if left > 0 && right > 0 && "%‰万亿倍元".contains(at(position + 1 + right)) => Some('.'),
            '，' if (1..=3).contains(&left) && right == 3 => Some(','),
            ' ' | '\u{3000}' | '\u{a0}' if left > 0 && is_han_or_share(at(position + 1)) => None,
            other => Some(*other),
        }
    });
    written.collect()
}

fn is_han_or_share(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || "%‰".contains(c)
}

/// A figure without a space in it.
fn plain_figure(figure: &str) -> String {
    figure.chars().filter(|c| ![' ', '\u{3000}', '\u{a0}'].contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn numbers_are_written_as_numbers_and_sentences_left_alone() {
        for (source, kept) in [
            ("达93。37％，", "达93.37%，"),
            ("３，200 余座", "3,200余座"),
            ("新增18.3 万个", "新增18.3万个"),
            ("共100。3月起", "共100。3月起"),
            ("2021，200人", "2021，200人"),
            ("某政〔２０２１〕29号", "某政〔2021〕29号"),
        ] {
            assert_eq!(repaired(source).0, kept);
        }
    }
}
