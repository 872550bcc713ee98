//! Lines and columns of the places of problems, from an index of each file, made when it is
//! first asked for: a file may have as many problems as lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{CellPlace, Place, Span, has_cells};
use crate::source::{FileId, Source, Sources};

/// The files, and where their lines begin, for printing many problems.
pub struct SourcePlaces<'s> {
    sources: &'s Sources,
    lines: RefCell<HashMap<FileId, Rc<Lines>>>,
}

impl<'s> SourcePlaces<'s> {
    /// The places of these files.
    pub fn of(sources: &'s Sources) -> SourcePlaces<'s> {
        SourcePlaces { sources, lines: RefCell::default() }
    }

    /// The files.
    pub fn sources(&self) -> &'s Sources {
        self.sources
    }

    /// The file of a span; `None` for what lies in no file.
    pub fn file(&self, span: Span) -> Option<&'s Source> {
        self.sources.find(span.file)
    }

    /// The file and the place in it at which a span begins; `None` for what lies in no file.
    pub fn locate(&self, span: Span) -> Option<(&'s Source, Place)> {
        let source = self.file(span)?;
        if has_cells(source) {
            let cell = CellPlace::of(span);
            return Some((source, Place { line: cell.row as usize, column: cell.column as usize }));
        }
        Some((source, self.place(source, span.start as usize)))
    }

    /// Where a byte of a file stands.
    pub fn place(&self, source: &Source, byte: usize) -> Place {
        self.lines(source).place(source.text().unwrap_or(""), byte)
    }

    /// The bytes of the line, its end left out, in which a byte of a file stands.
    pub fn line(&self, source: &Source, byte: usize) -> Range<usize> {
        let text = source.text().unwrap_or("");
        self.lines(source).range(text, byte.min(text.len()))
    }

    fn lines(&self, source: &Source) -> Rc<Lines> {
        let mut known = self.lines.borrow_mut();
        known.entry(source.id).or_insert_with(|| Rc::new(Lines::of(source.text().unwrap_or("")))).clone()
    }
}

/// How many bytes are counted together.
const BLOCK: usize = 1024;

/// Where the lines of a text begin, and how many characters stand before each block of it.
struct Lines {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl Lines {
    fn of(text: &str) -> Lines {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| small(at + 1))).collect();
        let mut before = 0;
        let characters = text.as_bytes().chunks(BLOCK).map(|block| {
            let here = before;
            before += begun(block);
            small(here)
        });
        Lines { starts, characters: characters.collect() }
    }

    /// The number of the line in which a byte stands, from zero, and where it begins.
    fn line(&self, byte: usize) -> (usize, usize) {
        let after = self.starts.partition_point(|start| *start as usize <= byte);
        let line = after.saturating_sub(1);
        (line, self.starts.get(line).map_or(0, |start| *start as usize))
    }

    fn range(&self, text: &str, byte: usize) -> Range<usize> {
        let (line, start) = self.line(byte);
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize - 1);
        start..end
    }

    fn place(&self, text: &str, byte: usize) -> Place {
        let byte = floor(text, byte);
        let (line, start) = self.line(byte);
        Place { line: line + 1, column: self.characters_before(text, byte) - self.characters_before(text, start) + 1 }
    }

    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        // The end of a text may be the beginning of a block that is not there.
        let Some(before) = self.characters.get(block) else { return begun(text.as_bytes()) };
        *before as usize + begun(&text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many characters begin in some bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count()
}

/// The nearest boundary of characters at or before a byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::super::place;
    use super::*;

    #[test]
    fn the_index_says_what_counting_from_the_beginning_says() {
        let long = "数字 and words, ".repeat(200);
        for text in ["", "a", "\n", "甲\n乙丙\n\nd", &long, &format!("{long}\n{long}"), &"x".repeat(BLOCK)] {
            let lines = Lines::of(text);
            for byte in 0..=text.len() + 2 {
                assert_eq!(lines.place(text, byte), place(text, byte), "byte {byte} of {} bytes", text.len());
                let line = lines.range(text, byte.min(text.len()));
                assert!(!text[line.clone()].contains('\n') && line.start <= byte);
            }
        }
    }
}
