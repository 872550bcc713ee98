//! YAML text to a tree in which everything has its place.
//!
//! serde_yaml says what the file means: its structure, its strings, aliases expanded and
//! bounded, scalars resolved by the YAML 1.2 core schema. The event stream of
//! saphyr-parser says where each piece stands. Both readings are laid over each other
//! here, so that every later message can point at the very word, and a plain number
//! keeps the characters it was written with (`14.80` stays `14.80`).
//!
//! What is so plain that one pass can tell both is read in one pass (`quick`).

mod decode;
mod marks;
mod open;
mod quick;
mod shape;
mod trouble;
mod words;

pub use decode::{Cx, Decode, Fields, MaybeEmpty, in_both_languages};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::say;
use crate::source::FileId;

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

/// Reads the YAML of a whole file, or of the front matter that begins at byte `offset`.
///
/// Returns `None` when nothing can be made of it; the problems say why.
pub fn read(file: FileId, text: &str, offset: usize, problems: &mut Diagnostics) -> Option<Node> {
    quick::read(file, text, offset).or_else(|| by_two_parsers(file, text, offset, problems))
}

fn by_two_parsers(file: FileId, text: &str, offset: usize, problems: &mut Diagnostics) -> Option<Node> {
    let shape = match shape::read(text) {
        Ok(shape) => shape,
        Err(error) => {
            problems.push(trouble::explain(file, text, offset, &error));
            return None;
        }
    };
    let marks = match marks::read(text) {
        Ok(marks) => marks,
        Err(error) => {
            let span = Span::new(file, offset + error.byte..offset + error.byte);
            let (cause, cure) = words::translate(&error.message);
            problems.push(Diagnostic::new(Code::YamlSyntax, span, cause).help(cure));
            return None;
        }
    };
    let whole = Span::new(file, offset..offset + text.len());
    let mut zip = Zip { file, offset, text, problems };
    Some(match marks {
        Some(marks) => zip.node(&shape, &marks),
        None => Node { span: Span { end: whole.start, ..whole }, value: Value::Null },
    })
}

/// Lays the two readings over each other.
struct Zip<'a> {
    file: FileId,
    offset: usize,
    text: &'a str,
    problems: &'a mut Diagnostics,
}

impl Zip<'_> {
    fn span(&self, mark: &marks::Mark) -> Span {
        Span::new(self.file, self.offset + mark.range.start..self.offset + mark.range.end)
    }

    fn node(&mut self, shape: &shape::Shape, mark: &marks::Mark) -> Node {
        use marks::Kind;
        use shape::Shape;
        let span = self.span(mark);
        let value = match (shape, &mark.kind) {
            (Shape::Null, _) => Value::Null,
            (Shape::Text(text), _) => Value::Scalar(text.clone()),
            (Shape::Plain, _) => Value::Scalar(self.text.get(mark.range.clone()).unwrap_or("").to_owned()),
            (Shape::Seq(items), Kind::Seq(marks)) => {
                Value::Seq(items.iter().zip(marks).map(|(shape, mark)| self.node(shape, mark)).collect())
            }
            (Shape::Map(entries), Kind::Map(marks)) => self.map(entries, marks),
            // The two parsers agree on structure; should they ever differ, the text wins
            // nothing and the reader of the file is told a type error instead.
            (Shape::Seq(_) | Shape::Map(_), _) => Value::Null,
        };
        Node { span, value }
    }

    fn map(&mut self, entries: &[(shape::Shape, shape::Shape)], marks: &[(marks::Mark, marks::Mark)]) -> Value {
        let mut map: Vec<(Spanned<String>, Node)> = Vec::with_capacity(entries.len());
        let mut twice = false;
        for ((key, value), (key_mark, value_mark)) in entries.iter().zip(marks) {
            let key_node = self.node(key, key_mark);
            let value_node = self.node(value, value_mark);
            let Value::Scalar(key) = key_node.value else {
                self.problems.push(Diagnostic::new(
                    Code::WrongType,
                    key_node.span,
                    say!("键必须是一个词", "a key must be a word"),
                ));
                continue;
            };
            if let Some((first, _)) = map.iter().find(|(known, _)| known.value == key) {
                // Several keys twice are two records run together: one cause, one message.
                if std::mem::replace(&mut twice, true) {
                    continue;
                }
                self.problems.push(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        key_node.span,
                        say!("键`{key}`出现了两次", "the key `{key}` stands twice"),
                    )
                    .related(first.span, say!("第一次在这里", "first here"))
                    .help(say!(
                        "保留一个，删去另一个；若是新的一条记录，前面补上`- `",
                        "keep one of the two and delete the other; if a new record begins here, put `- ` before it"
                    )),
                );
                continue;
            }
            map.push((Spanned::new(key, key_node.span), value_node));
        }
        Value::Map(map)
    }
}

#[cfg(test)]
mod tests;
