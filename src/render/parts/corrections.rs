//! Corrections, and the editions that keep what was published before.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::PartialDate;
use crate::parse::records::Correction;
use crate::plan::{Compared, Subject};
use crate::render::html::Html;
use crate::render::statement;
use crate::render::view::View;

/// A correction of something that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageCorrection {
    /// When it was corrected, in words.
    pub date: String,
    /// The same date for machines.
    pub datetime: String,
    /// What stood there before.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// Why it was corrected.
    pub why: Html,
    /// The page of all corrections.
    pub log: Option<String>,
}

/// A lasting copy of the site as it was on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EditionLink {
    /// The day in words.
    pub date: String,
    /// The same date for machines.
    pub datetime: String,
    /// The same page in that copy.
    pub href: String,
    /// What is different in it since the edition before, where there is one.
    pub differences: Option<String>,
}

/// A page of what is different between two editions, or since the newest one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferencesLink {
    /// The days that are compared, in words.
    pub label: String,
    /// The page.
    pub href: Option<String>,
}

/// A correction as the page shows it that has the corrected value on it.
pub fn page_correction(view: &View<'_>, entry: &Correction) -> PageCorrection {
    PageCorrection {
        date: entry.date.words(view.lang()),
        datetime: entry.date.to_string(),
        was: entry.was.get(view.lang()).to_owned(),
        now: entry.now.get(view.lang()).to_owned(),
        why: statement::html(view, &entry.why),
        log: view.link(Subject::Corrections),
    }
}

/// A page in the lasting copies of former editions, newest first. A copy does not list the
/// others: they do not lie beside it.
pub fn edition_links(view: &View<'_>, page: &str) -> Vec<EditionLink> {
    if view.edition().is_some() {
        return Vec::new();
    }
    let (root, lang) = (view.page().route.to_root(), view.lang());
    let mut editions: Vec<EditionLink> = view
        .editions()
        .enumerate()
        .map(|(position, date)| EditionLink {
            differences: view.link(Subject::Differences(Compared::Edition(position))),
            date: date.words(lang),
            datetime: date.to_string(),
            href: format!("{root}editions/{date}/{}/{page}", lang.code()),
        })
        .collect();
    editions.reverse();
    editions
}

/// What can be compared, newest first.
pub fn differences_links(view: &View<'_>) -> Vec<DifferencesLink> {
    let links = view.compared().into_iter().map(|(compared, from, to)| DifferencesLink {
        label: differences_title(view, from, to),
        href: view.link(Subject::Differences(compared)),
    });
    links.collect()
}

/// What a page of differences is called.
pub fn differences_title(view: &View<'_>, from: PartialDate, to: Option<PartialDate>) -> String {
    let from = from.words(view.lang());
    match to {
        Some(to) => view.fill("differences.between", &[("from", &from), ("to", &to.words(view.lang()))]),
        None => view.fill("differences.since", &[("from", &from)]),
    }
}
