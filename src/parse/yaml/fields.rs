//! The fields of one mapping, each asked for by its name.

use std::collections::HashSet;

use super::decode::{Cx, Decode, listed};
use super::node::{Node, Value};
use crate::diag::{Amendment, Code, Cure, Diagnostic, Span, Spanned, nearest, one_slip};
use crate::i18n::ChoiceWord;
use crate::say;

/// The fields of one mapping, taken one by one; what nobody asked for is reported at
/// the end, with the nearest name that was asked for.
pub struct Fields<'n> {
    node: &'n Node,
    entries: &'n [(Spanned<String>, Node)],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
    /// What is missing is told at the end: a misspelt key explains it.
    missing: Vec<(&'static str, Diagnostic)>,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping; anything else is reported.
    pub fn of(node: &'n Node, cx: &mut Cx<'_>) -> Option<Fields<'n>> {
        match &node.value {
            Value::Map(entries) => {
                let taken = vec![false; entries.len()];
                Some(Fields { node, entries, taken, asked: Vec::new(), missing: Vec::new() })
            }
            _ => {
                cx.wrong_type(node, "一组`键: 值`", "fields, `key: value`");
                None
            }
        }
    }

    /// Where the mapping begins.
    pub fn span(&self) -> Span {
        self.node.beginning()
    }

    /// The piece under a key; `None` when it is not there or null.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let position = self.entries.iter().position(|(known, _)| known.value == key)?;
        self.taken[position] = true;
        let node = &self.entries[position].1;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// A field that may be missing. A key after which nothing is written is not missing: what
    /// was to stand there was forgotten.
    pub fn optional<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        let given = self.node(key);
        let node = given.or_else(|| self.node.get(key).filter(|_| T::MAY_BE_BLANK));
        if let Some(node) = node {
            return T::decode(node, cx);
        }
        let forgotten = self.node.get(key).is_some_and(Node::is_blank);
        if let Some(span) = self.key_span(key).filter(|_| forgotten) {
            cx.report(
                Diagnostic::new(Code::EmptyText, span, say!("`{key}`后面没有内容", "there is nothing after `{key}`"))
                    .help(say!(
                        "补上`{key}: …`；确实没有的，删去这个键",
                        "add `{key}: …`, or delete the key where there is none"
                    )),
            );
        }
        None
    }

    /// A field that must be there.
    pub fn required<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        match self.node(key) {
            Some(node) => T::decode(node, cx),
            None => {
                self.missing(key, self.absent(key, T::WORDS));
                None
            }
        }
    }

    /// That a key is missing, or stands without content.
    fn absent(&self, key: &str, words: &[ChoiceWord]) -> Diagnostic {
        let place = self.key_span(key);
        let span = place.unwrap_or_else(|| self.span());
        if words.is_empty() {
            let message = match place {
                Some(_) => say!("`{key}`后面没有内容", "there is nothing after `{key}`"),
                None => say!("缺少`{key}`", "`{key}` is missing"),
            };
            let problem = Diagnostic::new(Code::MissingField, span, message);
            let problem = problem.help(say!("补上`{key}: …`", "add `{key}: …`"));
            return if place.is_none() { problem.cure(add_key(span, key)) } else { problem };
        }
        let (zh, en) = listed(words);
        let problem = Diagnostic::new(Code::MissingField, span, say!("缺少`{key}`", "`{key}` is missing"))
            .help(say!("补上`{key}`，可用：{zh}", "add `{key}`, one of {en}"));
        if place.is_none() { problem.cure(add_key(span, key)) } else { problem }
    }

    /// Reports at the end that a key is missing, unless a misspelt one explains it.
    pub fn missing(&mut self, key: &'static str, problem: Diagnostic) {
        self.missing.push((key, problem));
    }

    /// A list that may be missing.
    pub fn list<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Vec<T> {
        self.optional(key, cx).unwrap_or_default()
    }

    /// A truth that is false unless said.
    pub fn flag(&mut self, key: &'static str, cx: &mut Cx<'_>) -> bool {
        self.optional(key, cx).unwrap_or(false)
    }

    /// The piece under a key, without asking for it: `None` when it is not there or null.
    pub fn peek(&self, key: &str) -> Option<&'n Node> {
        self.node.get(key).filter(|node| !node.is_null())
    }

    /// Where a key stands, if it does.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(known, _)| known.value == key).map(|(known, _)| known.span)
    }

    /// All keys that stand here.
    pub fn keys(&self) -> Vec<Spanned<String>> {
        self.entries.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Reports the fields that nobody asked for, and those that are missing. Returns
    /// whether every field was known: where one was not, what is absent may stand there.
    pub fn finish(mut self, cx: &mut Cx<'_>) -> bool {
        let given: HashSet<&str> = self.entries.iter().map(|(key, _)| key.value.as_str()).collect();
        let absent: Vec<&str> = self.asked.iter().copied().filter(|asked| !given.contains(asked)).collect();
        for ((key, _), taken) in self.entries.iter().zip(&self.taken) {
            if *taken {
                continue;
            }
            let name = &key.value;
            let mut problem = Diagnostic::new(
                Code::UnknownField,
                key.span,
                say!("没有名为`{name}`的字段", "there is no field `{name}` here"),
            );
            if let Some(meant) = nearest(name, absent.iter().copied()).first() {
                self.missing.retain(|(key, _)| key != meant);
            }
            let certain = one_slip(name, &nearest(name, absent.iter().copied()));
            problem = problem.meant(name, absent.iter().copied(), || {
                let list = self.asked.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
                let (zh, en) = (list.join("、"), list.join(", "));
                say!("可用的字段：{zh}", "fields that stand here: {en}")
            });
            problem.cures = problem.cures.into_iter().map(|cure| cure.certain_if(certain)).collect();
            cx.report(problem);
        }
        self.missing.into_iter().for_each(|(_, problem)| cx.report(problem));
        self.taken.iter().all(|taken| *taken)
    }
}

/// A key for a mapping that lacks it; what it says is still to be written.
pub(super) fn add_key(mapping: Span, key: &str) -> Cure {
    let says = say!("加上`{key}`，内容由人填写", "add `{key}`; what it says is yours to write");
    Cure::proposed(says, Amendment::AddKey { at: mapping, key: key.to_owned(), value: "''".to_owned() })
}
