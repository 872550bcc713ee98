//! Figures found in running prose.
//!
//! A scan goes through a text from left to right. Wherever a numeral stands it says what it is: a figure, which has to
//! be bound to the data or marked, or something else that merely holds a numeral. It never changes the text, and what
//! it finds never overlaps. It judges by form and lexicon alone; whether a figure is true is for
//! [`compare`](super::compare).
//!
//! What counts as a figure, where the form leaves a choice:
//!
//! - Counts with a measure word, shares, money, ratios, ranks in a place (全省第二), times of day, and stretches of time
//!   that measure something (连续5年, 3个月) are figures.
//! - A number of years that only dates the sentence (近三年, the past five years) is a date.
//! - Counts of items of the text itself (五个方面, 三项措施, three points) are list numbers, in words; with Arabic digits
//!   only 点, 方面, 部分 are.
//! - 一 with a measure word (一所学校) and English "one" are articles, unless a word limits them (仅一所, only one) or
//!   they measure (one hour, 一年以上).
//! - Rough amounts (数十, 两三, dozens) and words for all and none state no number that could be compared.
//! - Numerals in titles 《》 and in short quotations “双减” belong to names.

mod chinese;
mod chinese_dates;
mod english;
mod english_dates;
mod names;

use super::printed::{Printed, parse};
use crate::i18n::Lang;
use std::ops::Range;

/// What a numeral in prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoundKind {
    /// States a quantity: to be bound to the data or marked.
    Figure,
    Year,
    /// A date, a time span that only dates, a school year.
    Date,
    DocumentNumber,
    /// 第三部分, （一）, item 4, three points.
    ListNumber,
    /// 双减, 1+X, 第一中学, a telephone number.
    Name,
    /// 十分, 进一步, one another, rough amounts.
    Idiom,
}

/// One place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In bytes.
    pub range: Range<usize>,
    pub kind: FoundKind,
    /// The figure as read; nothing for other kinds, and for a figure that only stands in its sentence's words.
    pub printed: Option<Printed>,
}

/// Everything in the text that holds a numeral, in order.
pub fn scan(text: &str, lang: Lang) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let floor = found.last().map_or(0, |last| last.range.end);
        let here = ScanPosition { text, at, floor };
        let hit = match lang {
            Lang::Zh => chinese::find(here),
            Lang::En => english::find(here),
        };
        match hit {
            Some(hit) => {
                at = hit.range.end.max(at + 1);
                let printed = figure_text(&hit, text).and_then(|figure| parse(figure, lang).ok());
                found.push(Found { range: hit.range, kind: hit.kind, printed });
            }
            None => at += step(text, at, lang),
        }
    }
    found
}

fn figure_text<'a>(hit: &Hit, text: &'a str) -> Option<&'a str> {
    (hit.kind == FoundKind::Figure).then(|| text.get(hit.range.clone())).flatten()
}

/// To the next letter in Chinese; in English over the whole word, since numerals begin words.
fn step(text: &str, at: usize, lang: Lang) -> usize {
    let rest = &text[at..];
    let letter = rest.chars().next().map_or(1, char::len_utf8);
    let inner = |c: char| c.is_alphabetic() || c == '’' || c == '\'';
    if lang == Lang::Zh || !rest.starts_with(inner) {
        return letter;
    }
    rest.find(|c: char| !inner(c)).unwrap_or(rest.len()).max(letter)
}

/// A place in a text; nothing before `floor` is free any more.
#[derive(Debug, Clone, Copy)]
struct ScanPosition<'a> {
    text: &'a str,
    at: usize,
    floor: usize,
}

impl<'a> ScanPosition<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    fn hit(&self, length: usize, kind: FoundKind) -> Option<Hit> {
        Some(Hit { range: self.at..self.at + length, kind })
    }

    /// Whether only white space stands between this place and the beginning of its line.
    fn begins_line(&self) -> bool {
        self.before().trim_end_matches([' ', '\u{3000}', '#', '*', '\t']).chars().next_back().is_none_or(|c| c == '\n')
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Hit {
    range: Range<usize>,
    kind: FoundKind,
}

#[cfg(test)]
mod tests;
