//! The glossary.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::Lang;
use crate::render::frame::{self, Head};
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::statement;
use crate::render::view::View;

/// The glossary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GlossaryPage {
    /// The terms, in the order of pinyin or the alphabet.
    pub entries: Vec<GlossaryEntry>,
}

impl PageData for GlossaryPage {
    const TEMPLATE: &'static str = "glossary.html";
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GlossaryEntry {
    /// The term's name in the data, used as an anchor.
    pub id: String,
    /// The term.
    pub name: String,
    /// The term in the other language.
    pub other: String,
    /// The other language, as a BCP 47 tag.
    pub other_tag: String,
    /// What it means.
    pub definition: Html,
}

/// The glossary.
pub fn glossary(view: &View<'_>) -> Made {
    let mut terms: Vec<_> = view.terms().iter().collect();
    if view.lang() == Lang::En {
        terms.sort_by_key(|term| term.names.en.to_lowercase());
    }
    let other = view.lang().other();
    let entries = terms.into_iter().map(|term| GlossaryEntry {
        id: term.id.value.clone(),
        name: view.say(&term.names).to_owned(),
        other: term.names.get(other).clone(),
        other_tag: other.tag().to_owned(),
        definition: statement::html(view, &term.definition),
    });
    let head = Head::new(view.word("glossary.title"), view.word("glossary.lede"))
        .crumb(view.word("menu.about"), frame::about_link(view))
        .crumb(view.word("glossary.title"), None);
    Made::new(head, &GlossaryPage { entries: entries.collect() })
}
