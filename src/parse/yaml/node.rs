//! A piece of YAML and its place.

use std::collections::HashSet;
use std::ops::Range;

use crate::diag::{Span, Spanned};

/// A piece of YAML and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a piece of YAML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar, as written: numbers and booleans keep their characters.
    Scalar(String),
    Seq(Vec<Node>),
    /// Keys in the order of the file, a key that stands twice standing twice.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The piece under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(known, _)| known.value == key).map(|(_, node)| node)
    }

    /// The characters of a scalar, without the blanks around them.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text.trim()),
            Value::Null | Value::Seq(_) | Value::Map(_) => None,
        }
    }

    /// Whether nothing stands here.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// Whether nothing is written here, not even `null`.
    pub fn is_blank(&self) -> bool {
        self.is_null() && self.span.start == self.span.end
    }

    /// Whether `null` or `~` is written here: there is none, and it is said.
    pub fn says_none(&self) -> bool {
        self.is_null() && !self.is_blank()
    }

    /// A span that shows where a long node begins.
    pub fn beginning(&self) -> Span {
        match self.value {
            Value::Seq(_) | Value::Map(_) => Span { end: self.span.start, ..self.span },
            Value::Null | Value::Scalar(_) => self.span,
        }
    }
}

/// Whether a mapping has a key already. A few keys are looked through; many, which a file may
/// have by mistake, are hashed into `many`.
pub fn has_key(entries: &[(Spanned<String>, Node)], many: &mut HashSet<String>, key: &str) -> bool {
    const FEW: usize = 32;
    if entries.len() < FEW {
        return entries.iter().any(|(known, _)| known.value == key);
    }
    if many.is_empty() {
        many.extend(entries.iter().map(|(known, _)| known.value.clone()));
    }
    !many.insert(key.to_owned())
}

/// The place of a part of a plain or quoted scalar; of the whole of it where quotes,
/// escapes or folding change the text.
pub fn part_of_scalar(span: Span, text: &str, range: Range<usize>) -> Span {
    let written = (span.end - span.start) as usize;
    match written.checked_sub(text.len()) {
        Some(0) => span.part(range),
        Some(2) => span.part(range.start + 1..range.end + 1),
        _ => span,
    }
}
