//! The figures in the words of a narrative: those that links bind, and those that stand
//! free in the text.
//!
//! A block is read as its reader sees it, links and emphasis resolved, so that the words
//! around a link help to understand a number. Only what stands outside links is returned.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::Span;

use crate::figure::lexicon::measures::{Counted, counted, is_unit};
use crate::figure::printed::falls_before;
use crate::figure::scan::Found;
use crate::figure::{Dimension, FoundKind, Printed, PrintedError, Qualifier, parse, scan};
use crate::i18n::Lang;
use crate::source::FileId;

/// What the text of a bound figure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub printed: Result<Printed, PrintedError>,
    /// A word before the link says that the value fell: its sign may be missing.
    pub falls: bool,
}

impl Stated {
    pub fn read(text: &str, before: &str, lang: Lang) -> Stated {
        Stated { printed: parse(text, lang), falls: falls_before(before, lang) }
    }
}

/// A figure outside links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub span: Span,
    pub text: String,
    /// As read; nothing where only its sentence gives it a unit.
    pub printed: Option<Printed>,
    /// A word before it says that the value fell.
    pub falls: bool,
}

/// One paragraph, heading or table cell while it is read.
#[derive(Debug, Default)]
pub struct Block {
    text: String,
    /// Where pieces begin in `text`, and where they stand in the file.
    pieces: Vec<(usize, Range<usize>)>,
    links: Vec<Range<usize>>,
    open: Vec<usize>,
}

/// Stands for code: no letter, no digit, no punctuation that ends a sentence.
const OBJECT: &str = "\u{fffc}";

impl Block {
    /// Adds words that stand at a range of the file.
    pub fn push(&mut self, text: &str, place: Range<usize>) {
        self.pieces.push((self.text.len(), place));
        self.text.push_str(text);
    }

    /// Adds something that is no prose.
    pub fn push_object(&mut self) {
        self.text.push_str(OBJECT);
    }

    pub fn open_link(&mut self) {
        self.open.push(self.text.len());
    }

    /// Ends a link and returns the words before it.
    pub fn close_link(&mut self) -> &str {
        let start = self.open.pop().unwrap_or(0);
        // What stands within another link is a part of that one: the links stay disjoint, in order.
        while self.links.last().is_some_and(|inner| inner.start >= start) {
            self.links.pop();
        }
        self.links.push(start..self.text.len());
        &self.text[..start]
    }

    /// The words read so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the words of the link that was closed last stand.
    pub fn last_link(&self) -> Option<Range<usize>> {
        self.links.last().cloned()
    }

    /// The figures that no link covers.
    pub fn numerals(&self, file: FileId, lang: Lang) -> Vec<Numeral> {
        let free = |range: &Range<usize>| {
            let next = self.links.partition_point(|link| link.end <= range.start);
            self.links.get(next).is_none_or(|link| range.end <= link.start)
        };
        scan(&self.text, lang)
            .into_iter()
            .filter(|found| wanted(found, &self.text) && free(&found.range))
            .map(|found| Numeral {
                span: Span::new(file, self.place(found.range.start)..self.place_end(found.range.end)),
                text: self.text[found.range.clone()].to_owned(),
                falls: falls_before(&self.text[..found.range.start], lang),
                printed: found.printed,
            })
            .collect()
    }

    fn place(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= byte);
        let Some((start, place)) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        (place.start + (byte - start)).min(place.end)
    }

    fn place_end(&self, byte: usize) -> usize {
        let last = self.text[..byte].char_indices().next_back();
        last.map_or(0, |(at, c)| self.place(at) + c.len_utf8())
    }
}

/// Whether the data should know it. A small number in words of things that no unit names
/// (两项, three groups, 三年) counts what the text itself speaks of, unless it is qualified
/// (至少两项); a bare number in brackets points to a part of the document.
fn wanted(found: &Found, text: &str) -> bool {
    let casual = |printed: &Printed| {
        let thing = printed.measure.as_deref().map_or(Counted::Anything, counted);
        printed.dimension == Dimension::Plain
            && printed.low.is_integer()
            && printed.low > Decimal::ZERO
            && printed.low <= Decimal::TEN
            && !printed.negative
            && !thing.always_data()
            && (thing == Counted::Years || matches!(printed.qualifier, Qualifier::Exact | Qualifier::Range))
            && !printed.measure.as_deref().is_some_and(is_unit)
            && !text[found.range.clone()].contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    let read = found.printed.as_ref();
    found.kind == FoundKind::Figure && !read.is_some_and(casual) && !in_brackets(found, text)
}

/// Whether only numbers stand in the brackets around a number: (4, 5).
fn in_brackets(found: &Found, text: &str) -> bool {
    // Longer lists of numbers point to no parts.
    const FARTHEST: usize = 120;
    let bare = |c: &char| c.is_ascii_digit() || ", –、和，".contains(*c);
    let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
    let opens = before.chars().rev().take(FARTHEST).find(|c| !bare(c)).is_some_and(|c| matches!(c, '(' | '（'));
    let closes = after.chars().take(FARTHEST).find(|c| !bare(c)).is_some_and(|c| matches!(c, ')' | '）'));
    opens && closes && text[found.range.clone()].chars().all(|c| bare(&c))
}

/// The figures of a text of the front matter, whose value stands somewhere in `source`.
pub fn numerals_of_field(value: &str, span: Span, source: &str, lang: Lang) -> Vec<Numeral> {
    let written = source.get(span.start as usize..span.end as usize).unwrap_or("");
    let mut from = 0;
    let mut numerals = Vec::new();
    for found in scan(value, lang).into_iter().filter(|found| wanted(found, value)) {
        let text = &value[found.range.clone()];
        // A folded text has line breaks of its own; then the whole field is shown.
        let at = written.get(from..).and_then(|rest| rest.find(text)).map(|at| from + at);
        from = at.map_or(from, |at| at + text.len());
        numerals.push(Numeral {
            span: at.map_or(span, |at| span.part(at..at + text.len())),
            text: text.to_owned(),
            falls: falls_before(&value[..found.range.start], lang),
            printed: found.printed,
        });
    }
    numerals
}
