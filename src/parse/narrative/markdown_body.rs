//! The Markdown of a narrative as it stands in its file, and what the parser made of it.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diag::Span;
use crate::source::FileId;

/// An event of the parser and the bytes of the body that it was read from.
pub type BodyPiece<'a> = (Event<'a>, Range<usize>);

/// The body of a narrative and where it stands.
#[derive(Clone, Copy)]
pub struct MarkdownBody<'a> {
    pub file: FileId,
    pub text: &'a str,
    /// The byte of the file at which the body begins.
    pub offset: usize,
}

impl<'a> MarkdownBody<'a> {
    /// The place of a range of the body.
    pub fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    /// The range of the body that a place in its file is.
    pub fn range(self, span: Span) -> Range<usize> {
        let in_body = |byte: u32| (byte as usize).saturating_sub(self.offset);
        in_body(span.start)..in_body(span.end)
    }

    /// What stands at a range of the body.
    pub fn raw(self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    /// The character before a byte of the body.
    pub fn before(self, byte: usize) -> Option<char> {
        self.raw(0..byte).chars().next_back()
    }

    /// The character at a byte of the body.
    pub fn after(self, byte: usize) -> Option<char> {
        self.raw(byte..self.text.len()).chars().next()
    }
}

/// Stretches of a body, in order and apart from each other.
pub struct Stretches(Vec<Range<usize>>);

impl Stretches {
    /// Of ranges in any order, those that touch or overlap made one.
    pub fn of(mut ranges: Vec<Range<usize>>) -> Stretches {
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Stretches(apart)
    }

    /// Whether a range has a byte in one of them.
    pub fn meet(&self, range: Range<usize>) -> bool {
        let before = self.0.partition_point(|stretch| stretch.start < range.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|last| range.start < last.end)
    }

    /// The gaps between them, up to the end of a body of so many bytes.
    pub fn gaps(&self, length: usize) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.0.iter().map(|stretch| stretch.end));
        let ends = self.0.iter().map(|stretch| stretch.start).chain(std::iter::once(length));
        starts.zip(ends).map(|(start, end)| start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_meet_what_has_a_byte_in_them() {
        let stretches = Stretches::of(vec![7..9, 1..3, 2..5, 5..6]);
        assert_eq!(stretches.0, [1..6, 7..9]);
        assert_eq!(stretches.gaps(12).collect::<Vec<_>>(), [0..1, 6..7, 9..12]);
        for (range, met) in [(0..1, false), (0..2, true), (5..6, true), (6..7, false), (6..8, true), (9..12, false)] {
            assert_eq!(stretches.meet(range.clone()), met, "{range:?}");
        }
    }
}
