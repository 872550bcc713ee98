//! Where each piece of a YAML text stands, from the event stream of saphyr-parser.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// The place of a piece and of what is in it.
#[derive(Clone, Debug)]
pub struct SpanTree {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub kind: SpanKind,
}

/// What the piece is made of.
#[derive(Clone, Debug)]
pub enum SpanKind {
    Scalar {
        /// Line ends in it are read as spaces.
        folds: bool,
    },
    Seq(Vec<SpanTree>),
    Map(Vec<(SpanTree, SpanTree)>),
}

/// Why there are no spans.
#[derive(Debug)]
pub struct SpanError {
    pub byte: usize,
    pub message: String,
}

/// The spans of a text's first document; `None` when it is empty.
///
/// # Errors
/// When the event parser refuses the text, or it is deeper than serde_yaml allows.
pub fn read(text: &str) -> Result<Option<SpanTree>, SpanError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    SpanReader { parser: Parser::new_from_str(text), bytes: CharacterBytes::of(text), anchors: HashMap::new() }
        .document()
}

/// How deep a document may be nested; serde_yaml has the same limit.
const DEEPEST: usize = 128;

/// The byte of each character, for parsers that count characters.
struct CharacterBytes {
    /// Empty for ASCII, where both counts are the same.
    of_char: Vec<u32>,
    length: usize,
}

impl CharacterBytes {
    fn of(text: &str) -> CharacterBytes {
        let of_char = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX)).collect()
        };
        CharacterBytes { of_char, length: text.len() }
    }

    fn at(&self, character: usize) -> usize {
        if self.of_char.is_empty() {
            return character.min(self.length);
        }
        self.of_char.get(character).map_or(self.length, |byte| *byte as usize)
    }
}

struct SpanReader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: CharacterBytes,
    anchors: HashMap<usize, SpanTree>,
}

impl<'a> SpanReader<'a> {
    fn next(&mut self) -> Result<Option<(Event<'a>, Range<usize>)>, SpanError> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                let range = self.bytes.at(span.start.index())..self.bytes.at(span.end.index());
                Ok(Some((event, range)))
            }
            Some(Err(error)) => {
                Err(SpanError { byte: self.bytes.at(error.marker().index()), message: error.info().to_owned() })
            }
        }
    }

    fn document(mut self) -> Result<Option<SpanTree>, SpanError> {
        while let Some((event, range)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => return Ok(None),
                event => return self.tree(event, range, 0).map(Some),
            }
        }
        Ok(None)
    }

    fn tree(&mut self, event: Event<'a>, range: Range<usize>, depth: usize) -> Result<SpanTree, SpanError> {
        if depth > DEEPEST {
            return Err(SpanError { byte: range.start, message: "nested too deep".to_owned() });
        }
        match event {
            Event::Scalar(_, style, anchor, _) => {
                let kind = SpanKind::Scalar { folds: style != ScalarStyle::Literal };
                let tree = SpanTree { range, kind };
                Ok(self.remember(anchor, tree))
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                let mut end = range.end;
                while let Some((event, range)) = self.next()? {
                    if matches!(event, Event::SequenceEnd) {
                        end = end.max(if range.is_empty() { end } else { range.end });
                        break;
                    }
                    let item = self.tree(event, range, depth + 1)?;
                    end = end.max(item.range.end);
                    items.push(item);
                }
                let tree = SpanTree { range: range.start..end, kind: SpanKind::Seq(items) };
                Ok(self.remember(anchor, tree))
            }
            Event::MappingStart(anchor, _) => {
                let mut entries = Vec::new();
                let mut end = range.end;
                while let Some((event, range)) = self.next()? {
                    if matches!(event, Event::MappingEnd) {
                        end = end.max(if range.is_empty() { end } else { range.end });
                        break;
                    }
                    let key = self.tree(event, range, depth + 1)?;
                    let Some((event, range)) = self.next()? else { break };
                    let value = self.tree(event, range, depth + 1)?;
                    end = end.max(key.range.end).max(value.range.end);
                    entries.push((key, value));
                }
                let tree = SpanTree { range: range.start..end, kind: SpanKind::Map(entries) };
                Ok(self.remember(anchor, tree))
            }
            // An alias stands where it is used, and has the structure of its anchor.
            Event::Alias(anchor) => Ok(match self.anchors.get(&anchor) {
                Some(tree) => SpanTree { range, kind: tree.kind.clone() },
                None => SpanTree { range, kind: SpanKind::Scalar { folds: false } },
            }),
            _ => Ok(SpanTree { range, kind: SpanKind::Scalar { folds: false } }),
        }
    }

    fn remember(&mut self, anchor: usize, tree: SpanTree) -> SpanTree {
        if anchor != 0 {
            self.anchors.insert(anchor, tree.clone());
        }
        tree
    }
}
