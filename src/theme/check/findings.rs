//! What the check finds, each at its place once, however often the place is looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::nearest_words;
use crate::i18n::Text;
use crate::say;

/// A range of a template, by the name of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplatePlace {
    pub template: String,
    pub start: usize,
    pub end: usize,
}

impl TemplatePlace {
    pub fn new(template: &str, span: &Range<usize>) -> TemplatePlace {
        TemplatePlace { template: template.to_owned(), start: span.start, end: span.end }
    }
}

/// Whose body a place is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateOwner {
    Template(String),
    Component(String),
}

/// What is wrong at a place.
#[derive(Clone, Debug)]
pub struct TemplateFinding {
    pub owner: TemplateOwner,
    pub message: Text,
    pub help: Text,
    /// The call with which a component's body does not agree.
    pub call: Option<TemplatePlace>,
    /// Tera refuses the template for the same reason.
    pub refused: bool,
}

/// A field that is asked for: a component may be given records that differ.
#[derive(Debug, Default)]
struct Access {
    found: bool,
    missing: Option<TemplateFinding>,
    optional: bool,
}

/// Keys of words, with the places that ask for them.
pub type AskedWords = BTreeMap<String, BTreeSet<(TemplatePlace, TemplateOwner)>>;

/// The findings of a theme, and the words that its templates ask for.
#[derive(Debug, Default)]
pub struct TemplateFindings {
    by_place: BTreeMap<TemplatePlace, TemplateFinding>,
    accesses: BTreeMap<TemplatePlace, Access>,
    /// Keys of words with the places that ask for them; a key that is a branch stands for
    /// all words below it.
    pub words: AskedWords,
}

impl TemplateFindings {
    pub fn push(&mut self, place: TemplatePlace, finding: TemplateFinding) {
        self.by_place.entry(place).or_insert(finding);
    }

    /// Notes that a field was asked for, and that it is there (or why not).
    pub fn access(&mut self, place: TemplatePlace, optional: bool, missing: Option<TemplateFinding>) {
        let access = self.accesses.entry(place).or_default();
        access.optional = optional;
        access.found |= missing.is_none();
        if access.missing.is_none() {
            access.missing = missing;
        }
    }

    /// All findings by their place. A field with `?.` may be absent from some records, not
    /// from all.
    pub fn all(self) -> (BTreeMap<TemplatePlace, TemplateFinding>, AskedWords) {
        let mut all = self.by_place;
        for (place, access) in self.accesses {
            if let Some(finding) = access.missing.filter(|_| !(access.optional && access.found)) {
                all.entry(place).or_insert(finding);
            }
        }
        (all, self.words)
    }
}

/// The cure for a wrong name: the nearest right ones, or all of them.
pub fn instead<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Text {
    let right: Vec<&str> = right.into_iter().collect();
    if let Some(near) = nearest_words(wrong, right.iter().copied()) {
        return near;
    }
    if right.is_empty() {
        return say!("删去它", "remove it");
    }
    // Many names say less than the list of all that a template is given.
    if right.len() > 12 {
        return say!(
            "运行`gongbao theme --data`可看到模板得到的全部数据",
            "`gongbao theme --data` shows all that templates are given"
        );
    }
    let zh = right.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、");
    let en = right.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    say!("可以写{zh}", "write one of {en}")
}
