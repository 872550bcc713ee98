//! What templates and components are given, written for a designer.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::types::{TemplateType, Types};
use super::walk::Checker;
use super::{Given, read, variables, walked};
use crate::diag::{Diagnostics, Spanned};
use crate::i18n::{Lang, Text};
use crate::say;
use crate::source::Sources;
use crate::theme::{Files, words};

/// The names, types and sentences of all that the templates of a theme are given.
pub fn describe(sources: &Sources, name: &Spanned<String>, given: &[Given], lang: Lang) -> String {
    let files = Files::of(sources, &name.value);
    let loaded = words::load(&files, &mut Diagnostics::new());
    let read = read(&files);
    let checker = walked(&loaded, given, &read.templates, std::collections::HashSet::new());
    let mut page = Description { types: &checker.types, lang, text: String::new(), records: BTreeSet::new() };
    page.templates(given, &mut Types::default());
    page.components(&checker, &files);
    page.all_records();
    page.text
}

/// The text that is being written.
struct Description<'a> {
    types: &'a Types,
    lang: Lang,
    text: String,
    /// Records that were named and are to be explained.
    records: BTreeSet<usize>,
}

impl Description<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.lang).clone()
    }

    fn heading(&mut self, text: &Text) {
        let heading = self.say(text);
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{heading}");
    }

    fn line(&mut self, depth: usize, name: &str, of: &str, sentence: &str) {
        let dash = if sentence.is_empty() { "" } else { " — " };
        let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(self.text, "{:depth$}{name}: {of}{dash}{sentence}", "", depth = depth * 2);
    }

    fn templates(&mut self, given: &[Given], types: &mut Types) {
        self.heading(&say!("模板", "Templates"));
        // The schemas are read in the same order as for the check: the places agree.
        for given in given {
            let _ = writeln!(self.text, "\n{}", given.template);
            for (name, of) in variables(types, &given.schema) {
                let sentence = match of {
                    TemplateType::Record(at) => self.types.record(at).map(|record| record.sentence.clone()),
                    _ => None,
                };
                let of_name = self.name(&of);
                self.line(1, &name, &of_name, &sentence.unwrap_or_default());
                if let (TemplateType::Record(at), true) = (&of, name == "d") {
                    self.fields(*at, 2);
                }
            }
            let words = self.say(&say!("界面用语", "interface words"));
            self.line(1, "w", &words, "");
        }
    }

    fn components(&mut self, checker: &Checker<'_>, files: &Files<'_>) {
        self.heading(&say!("组件", "Components"));
        for (name, parameters) in &checker.passed {
            let Some((file, component)) = checker.components.get(name) else { continue };
            let sentence = comment_before(files, file, component.name.span.start);
            let dash = if sentence.is_empty() { "" } else { " — " };
            let _ = writeln!(self.text, "\n{name} ({file}){dash}{sentence}");
            for (parameter, of) in parameters {
                let of = self.name(of);
                self.line(1, parameter, &of, "");
            }
        }
    }

    fn all_records(&mut self) {
        self.heading(&say!("字段组", "Records"));
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let mut names: BTreeSet<(String, String)> = BTreeSet::new();
        while let Some(at) = self.records.difference(&told).next().copied() {
            told.insert(at);
            let Some(record) = self.types.record(at) else { continue };
            let before = self.text.len();
            let dash = if record.sentence.is_empty() { "" } else { " — " };
            let sentence = record.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(self.text, "\n{}{dash}{sentence}", record.name);
            self.fields(at, 1);
            let entry = self.text.split_off(before);
            names.insert((record.name.clone(), entry));
        }
        for (_, entry) in names {
            self.text.push_str(&entry);
        }
    }

    fn fields(&mut self, at: usize, depth: usize) {
        for (name, field) in self.types.record(at).map(|record| record.fields.clone()).unwrap_or_default() {
            let mut of = self.name(&field.of);
            if field.may_be_absent {
                of.push_str(&self.say(&say!("，可缺", ", may be absent")));
            }
            self.line(depth, &name, &of, &field.sentence);
        }
    }

    /// What a type is called; records are noted, to be explained.
    fn name(&mut self, of: &TemplateType) -> String {
        match of {
            TemplateType::Record(at) => {
                let name = self.types.record(*at).map(|record| record.name.clone()).unwrap_or_default();
                if name.is_empty() {
                    return self.say(&say!("一组字段", "a record"));
                }
                self.records.insert(*at);
                name
            }
            TemplateType::List(of) => {
                let of = self.name(of);
                self.say(&say!("{of}的列表", "list of {of}"))
            }
            TemplateType::Map(of) => {
                let of = self.name(of);
                self.say(&say!("名称对应{of}", "{of} by name"))
            }
            TemplateType::Choice(at) => {
                let choices = self.types.choices.get(*at).into_iter().flatten();
                choices.map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(" | ")
            }
            TemplateType::OneOf(several) => several.iter().map(|one| self.name(one)).collect::<Vec<_>>().join(" | "),
            TemplateType::Any
            | TemplateType::Nothing
            | TemplateType::Text
            | TemplateType::Number
            | TemplateType::Boolean
            | TemplateType::Word(_) => self.say(&super::types::describe(of)),
        }
    }
}

/// The comment that stands before a component.
fn comment_before(files: &Files<'_>, template: &str, at: usize) -> String {
    let text = files.get(&format!("templates/{template}")).and_then(|source| source.text()).unwrap_or("");
    let before = text[..at].rfind("{%").map_or("", |tag| text[..tag].trim_end());
    let comment = before.strip_suffix("#}").and_then(|rest| rest.rsplit("{#").next());
    comment.unwrap_or("").trim_matches('-').split_whitespace().collect::<Vec<_>>().join(" ")
}
