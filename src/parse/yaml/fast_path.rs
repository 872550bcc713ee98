//! Reads plain YAML in one pass: mappings and lists by indentation or in brackets, values
//! that stand on one line. Most front matter and nearly all data files are so plain, and
//! are read many times faster than by two parsers.
//!
//! It never guesses: at the first thing it does not know for certain (anchors, block texts,
//! escapes, a key that stands twice, odd indentation, anything wrong) it returns nothing, and
//! the two parsers read the text. Where it returns a tree, theirs is the same to the byte;
//! the tests hold both against each other.

use std::collections::HashSet;

use super::node::{Node, Value, has_key};
use crate::diag::{Span, Spanned};
use crate::source::FileId;

/// How deep plain YAML may be nested here.
const DEEPEST: usize = 24;

/// The tree of a plain text that begins at byte `offset` of its file.
pub fn read(file: FileId, text: &str, offset: usize) -> Option<Node> {
    if !text.chars().all(usual) {
        return None;
    }
    let mut reader = FastReader { file, offset, lines: lines(text)?, next: 0 };
    let first = *reader.lines.first()?;
    let node = reader.block(first.indent, 0)?;
    (reader.next == reader.lines.len()).then_some(node)
}

/// Characters that mean themselves wherever they stand.
fn usual(c: char) -> bool {
    c == '\n' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'))
}

/// A line that says something.
#[derive(Clone, Copy)]
struct Line<'a> {
    indent: usize,
    /// Where its first character stands in the text.
    at: usize,
    /// Without the indentation.
    words: &'a str,
}

fn lines(text: &str) -> Option<Vec<Line<'_>>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let marker = indent == 0 && ["---", "...", "%"].iter().any(|marker| words.starts_with(marker));
        if marker || words.ends_with(' ') {
            return None;
        }
        if !words.is_empty() && !words.starts_with('#') {
            lines.push(Line { indent, at: at + indent, words });
        }
        at += line.len() + 1;
    }
    Some(lines)
}

struct FastReader<'a> {
    file: FileId,
    offset: usize,
    lines: Vec<Line<'a>>,
    next: usize,
}

impl<'a> FastReader<'a> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start..self.offset + end)
    }

    /// A mapping or list whose lines are indented by so much.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let line = *self.lines.get(self.next)?;
        if depth > DEEPEST || line.indent != indent {
            return None;
        }
        if line.words.starts_with("- ") { self.list(indent, depth) } else { self.map(line, depth) }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let start = self.lines.get(self.next)?.at;
        let mut items = Vec::new();
        while let Some(line) = self.lines.get(self.next).filter(|line| line.indent >= indent) {
            let inner = line.words.strip_prefix("- ")?.trim_start_matches(' ');
            if line.indent != indent || inner.is_empty() {
                return None;
            }
            let inset = line.words.len() - inner.len();
            let item = Line { indent: indent + inset, at: line.at + inset, words: inner };
            items.push(if key_of(inner).is_some() { self.map(item, depth + 1)? } else { self.single(item)? });
        }
        let end = items.last()?.span.end as usize - self.offset;
        Some(Node { span: self.span(start, end), value: Value::Seq(items) })
    }

    /// A value that ends with its line.
    fn single(&mut self, item: Line<'a>) -> Option<Node> {
        let mut flow = Flow { reader: self, words: item.words, start: item.at, at: 0 };
        let node = flow.value(None, 0)?;
        let whole = flow.at == item.words.len();
        self.next += 1;
        whole.then_some(node)
    }

    /// A mapping that begins with a line, which may be the rest of a list item's.
    fn map(&mut self, first: Line<'a>, depth: usize) -> Option<Node> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut many = HashSet::new();
        let mut line = first;
        loop {
            let (key, rest) = key_of(line.words)?;
            if depth > DEEPEST || has_key(&entries, &mut many, key) {
                return None;
            }
            let value = if rest.is_empty() {
                self.next += 1;
                self.below(first.indent, depth)?
            } else {
                let inset = line.words.len() - rest.len();
                self.single(Line { indent: 0, at: line.at + inset, words: rest })?
            };
            entries.push((Spanned::new(key.to_owned(), self.span(line.at, line.at + key.len())), value));
            match self.lines.get(self.next) {
                Some(next) if next.indent == first.indent && !next.words.starts_with("- ") => line = *next,
                Some(next) if next.indent > first.indent => return None,
                _ => break,
            }
        }
        let end = entries.last()?.1.span.end as usize - self.offset;
        Some(Node { span: self.span(first.at, end), value: Value::Map(entries) })
    }

    /// What stands below a key: indented further, or a list in the same column.
    fn below(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let line = *self.lines.get(self.next)?;
        if line.indent > indent {
            return self.block(line.indent, depth + 1);
        }
        if line.indent < indent || !line.words.starts_with("- ") {
            return None;
        }
        let mut list = self.list(indent, depth + 1)?;
        // The event parser lets such a list begin at its first item, and the others at their dash.
        if let Value::Seq(items) = &list.value {
            list.span.start = items.first()?.span.start;
        }
        Some(list)
    }
}

/// The key at the beginning of a line, and what follows it.
fn key_of(words: &str) -> Option<(&str, &str)> {
    let end = words.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let (key, rest) = words.split_at(end);
    let rest = rest.strip_prefix(':')?;
    let usable = key.starts_with(|c: char| c.is_ascii_alphabetic()) && end <= 100 && !is_null(key);
    let separated = rest.is_empty() || rest.starts_with(' ');
    (usable && separated).then(|| (key, rest.trim_start_matches(' ')))
}

/// The words for nothing in the YAML 1.2 core schema (section 10.3.2).
fn is_null(word: &str) -> bool {
    matches!(word, "null" | "Null" | "NULL" | "~")
}

/// Reads values within one line.
struct Flow<'r, 'a> {
    reader: &'r FastReader<'a>,
    words: &'a str,
    /// Where the words begin in the text.
    start: usize,
    at: usize,
}

impl<'a> Flow<'_, 'a> {
    fn rest(&self) -> &'a str {
        &self.words[self.at..]
    }

    fn node(&self, from: usize, value: Value) -> Node {
        Node { span: self.reader.span(self.start + from, self.start + self.at), value }
    }

    /// Passes over one character, if it is there.
    fn pass(&mut self, wanted: char) -> bool {
        let there = self.rest().starts_with(wanted);
        self.at += usize::from(there) * wanted.len_utf8();
        there
    }

    fn pass_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    /// A value; within brackets, `close` is the one that ends them.
    fn value(&mut self, close: Option<char>, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        match self.rest().chars().next()? {
            '[' => self.list(depth),
            '{' => self.map(depth),
            quote @ ('\'' | '"') => self.quoted(quote),
            _ => self.plain(close.is_some()),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Node> {
        let from = self.at;
        self.pass('[');
        let mut items = Vec::new();
        loop {
            self.pass_spaces();
            items.push(self.value(Some(']'), depth + 1)?);
            self.pass_spaces();
            if self.pass(']') {
                return Some(self.node(from, Value::Seq(items)));
            }
            if !self.pass(',') {
                return None;
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Node> {
        let from = self.at;
        self.pass('{');
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut many = HashSet::new();
        loop {
            self.pass_spaces();
            let (key, rest) = key_of(self.rest())?;
            if rest.is_empty() || has_key(&entries, &mut many, key) {
                return None;
            }
            let start = self.start + self.at;
            let key = Spanned::new(key.to_owned(), self.reader.span(start, start + key.len()));
            self.at = self.words.len() - rest.len();
            entries.push((key, self.value(Some('}'), depth + 1)?));
            self.pass_spaces();
            if self.pass('}') {
                return Some(self.node(from, Value::Map(entries)));
            }
            if !self.pass(',') {
                return None;
            }
        }
    }

    /// A quoted text that needs no unescaping beyond a doubled single quote.
    fn quoted(&mut self, quote: char) -> Option<Node> {
        let from = self.at;
        let inner = &self.rest()[1..];
        let mut text = String::new();
        let mut at = 0;
        loop {
            let length = inner[at..].find(quote)?;
            text.push_str(&inner[at..at + length]);
            at += length + 1;
            if quote == '"' || !inner[at..].starts_with(quote) {
                break;
            }
            text.push(quote);
            at += 1;
        }
        if quote == '"' && text.contains('\\') {
            return None;
        }
        self.at += 1 + at;
        let ends = self.rest().is_empty() || self.rest().starts_with([',', ']', '}']);
        ends.then(|| self.node(from, Value::Scalar(text)))
    }

    /// A text without quotes, to the end of the line or of its place in brackets.
    fn plain(&mut self, in_brackets: bool) -> Option<Node> {
        const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`";
        let from = self.at;
        let rest = self.rest();
        let length = if in_brackets { rest.find([',', '[', ']', '{', '}'])? } else { rest.len() };
        let text = rest[..length].trim_end_matches(' ');
        let number = text.strip_prefix('-').is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()));
        let doubtful = text.is_empty()
            || (text.starts_with(|c| INDICATORS.contains(c)) && !number)
            || text.contains(" #")
            || text.contains(": ")
            || text.ends_with(':')
            || (in_brackets && [":", " -", " ?"].iter().any(|piece| text.contains(piece)));
        if doubtful {
            return None;
        }
        self.at += text.len();
        let value = if is_null(text) { Value::Null } else { Value::Scalar(text.to_owned()) };
        Some(self.node(from, value))
    }
}
