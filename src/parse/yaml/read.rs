//! Reads a text into a tree: by the fast path where that is certain, else by two parsers
//! whose readings are laid over each other.

use super::depth::{DEEPEST, too_deep};
use std::collections::HashSet;

use super::node::{Node, Value, has_key};
use super::{explain, fast_path, folding, spans, translations, values};
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::say;
use crate::source::FileId;

/// Reads the YAML of a whole file, or of the front matter that begins at byte `offset`.
///
/// Returns `None` when nothing can be made of it; the problems say why.
pub fn read(file: FileId, text: &str, offset: usize, problems: &mut Diagnostics) -> Option<Node> {
    fast_path::read(file, text, offset).or_else(|| by_two_parsers(file, text, offset, problems))
}

pub(super) fn by_two_parsers(file: FileId, text: &str, offset: usize, problems: &mut Diagnostics) -> Option<Node> {
    if let Some(at) = too_deep(text) {
        let span = Span::new(file, offset + at..offset + at + 1);
        let message = say!("套了{DEEPEST}层以上", "more than {DEEPEST} levels stand in each other");
        let help = say!(
            "多半是括号或缩进写错了：对照别的文件改正",
            "brackets or indentation are wrong here: compare with another file"
        );
        problems.push(Diagnostic::new(Code::YamlSyntax, span, message).help(help));
        return None;
    }
    let value = match values::read(text) {
        Ok(value) => value,
        Err(error) => {
            problems.push(explain::explain(file, text, offset, &error));
            return None;
        }
    };
    let spans = match spans::read(text) {
        Ok(spans) => spans,
        Err(error) => {
            let span = Span::new(file, offset + error.byte..offset + error.byte);
            let (cause, cure) = translations::translate(&error.message);
            problems.push(Diagnostic::new(Code::YamlSyntax, span, cause).help(cure));
            return None;
        }
    };
    let whole = Span::new(file, offset..offset + text.len());
    let mut zip = Zip { file, offset, text, problems };
    Some(match spans {
        Some(spans) => zip.node(&value, &spans),
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
    fn span(&self, tree: &spans::SpanTree) -> Span {
        Span::new(self.file, self.offset + tree.range.start..self.offset + tree.range.end)
    }

    fn node(&mut self, value: &values::Meaning, tree: &spans::SpanTree) -> Node {
        use spans::SpanKind;
        use values::Meaning;
        let span = self.span(tree);
        let value = match (value, &tree.kind) {
            (Meaning::Null, _) => Value::Null,
            (Meaning::Text(text), SpanKind::Scalar { folds: true }) => {
                let written = self.text.get(tree.range.clone()).unwrap_or("");
                Value::Scalar(folding::joined(text, written).into_owned())
            }
            (Meaning::Text(text), _) => Value::Scalar(text.clone()),
            (Meaning::Plain, _) => Value::Scalar(self.text.get(tree.range.clone()).unwrap_or("").to_owned()),
            (Meaning::Seq(items), SpanKind::Seq(spans)) => {
                Value::Seq(items.iter().zip(spans).map(|(value, tree)| self.node(value, tree)).collect())
            }
            (Meaning::Map(entries), SpanKind::Map(spans)) => self.map(entries, spans),
            // The two parsers agree on structure; should they ever differ, the text wins
            // nothing and the reader of the file is told a type error instead.
            (Meaning::Seq(_) | Meaning::Map(_), _) => Value::Null,
        };
        Node { span, value }
    }

    fn map(
        &mut self,
        entries: &[(values::Meaning, values::Meaning)],
        spans: &[(spans::SpanTree, spans::SpanTree)],
    ) -> Value {
        let mut map: Vec<(Spanned<String>, Node)> = Vec::with_capacity(entries.len());
        let mut many = HashSet::new();
        let mut twice = false;
        for ((key, value), (key_tree, value_tree)) in entries.iter().zip(spans) {
            let key_node = self.node(key, key_tree);
            let value_node = self.node(value, value_tree);
            let Value::Scalar(key) = key_node.value else {
                self.problems.push(Diagnostic::new(
                    Code::WrongType,
                    key_node.span,
                    say!("键必须是一个词", "a key must be a word"),
                ));
                continue;
            };
            if has_key(&map, &mut many, &key) {
                // Several keys twice are two records run together: one cause, one message.
                if std::mem::replace(&mut twice, true) {
                    continue;
                }
                let first = map.iter().find(|(known, _)| known.value == key).map_or(key_node.span, |(key, _)| key.span);
                self.problems.push(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        key_node.span,
                        say!("键`{key}`出现了两次", "the key `{key}` stands twice"),
                    )
                    .related(first, say!("第一次在这里", "first here"))
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
