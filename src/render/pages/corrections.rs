//! The log of corrections, and the copies of what was published before.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::frame::{self, Head};
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{DifferencesLink, EditionLink, differences_links, edition_links};
use crate::render::statement;
use crate::render::view::View;

/// The log of corrections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CorrectionsPage {
    /// The corrections, newest first.
    pub entries: Vec<CorrectionEntry>,
    /// The former editions, newest first.
    pub editions: Vec<EditionLink>,
    /// What is different between editions and since the newest one, newest first; none as long as there is one edition.
    pub differences: Vec<DifferencesLink>,
}

impl PageData for CorrectionsPage {
    const TEMPLATE: &'static str = "corrections.html";
}

/// A correction in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CorrectionEntry {
    /// When it was corrected, in words.
    pub date: String,
    /// The same date for machines.
    pub datetime: String,
    /// The address of the page that was corrected.
    pub page: String,
    /// That page; none when it exists no longer.
    pub href: Option<String>,
    /// What stood there before.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// Why it was corrected.
    pub why: Html,
}

/// The log of corrections, newest first.
pub fn corrections(view: &View<'_>) -> Made {
    let entries = view.corrections().iter().map(|correction| CorrectionEntry {
        date: correction.date.words(view.lang()),
        datetime: correction.date.to_string(),
        page: correction.page.value.clone(),
        href: view.link_to_address(&correction.page),
        was: view.say(&correction.was).to_owned(),
        now: view.say(&correction.now).to_owned(),
        why: statement::html(view, &correction.why),
    });
    let head = Head::new(view.word("corrections.title"), view.word("corrections.lede"))
        .crumb(view.word("menu.about"), frame::about_link(view))
        .crumb(view.word("corrections.title"), None);
    let data = CorrectionsPage {
        entries: entries.collect(),
        editions: edition_links(view, "index.html"),
        differences: differences_links(view),
    };
    Made::new(head, &data)
}
