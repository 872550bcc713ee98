//! What is different between two editions, or since the newest one.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::{PartialDate, Text};
use crate::parse::records::{Correction, Period};
use crate::plan::{Compared, Differences, FactDifference, FactKind, PageDifference, PageFate, RecordedFact, Subject};
use crate::plan::{RecordedIdentity, identity};
use crate::render::frame::{self, Head};
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{differences_title, year_words};
use crate::render::view::View;
use crate::render::{figures, statement};

/// What is different between two editions, or since the newest one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferencesPage {
    /// The facts that are different, by kind; kinds without one are left out.
    pub sections: Vec<DifferencesSection>,
    /// The pages that are different, by what became of them.
    pub pages: Vec<PageFateList>,
}

impl PageData for DifferencesPage {
    const TEMPLATE: &'static str = "differences.html";
}

/// The facts of a kind that are different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferencesSection {
    /// The kind, for anchors.
    pub id: String,
    /// The kind in words.
    pub name: String,
    /// What was published and is different.
    pub changed: Vec<DifferenceRow>,
    /// What was not published before.
    pub new: Vec<DifferenceRow>,
    /// What is published no longer.
    pub gone: Vec<DifferenceRow>,
}

/// A fact that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferenceRow {
    /// What it is of.
    pub name: String,
    /// The page of that; none when it has no page.
    pub href: Option<String>,
    /// Place, year and part, where it has some.
    pub details: Vec<String>,
    /// What it said; none when it is new.
    pub was: Option<String>,
    /// What it says now; none when it is gone.
    pub now: Option<String>,
    /// Why it was corrected, as the log has it.
    pub why: Option<Html>,
}

/// The pages that became the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageFateList {
    /// What became of them.
    pub name: String,
    /// The pages.
    pub pages: Vec<ChangedPage>,
}

/// A page that came, changed, moved or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedPage {
    /// Its address, or the former one when it is gone.
    pub label: String,
    /// The page; none when it is gone.
    pub href: Option<String>,
    /// Its former address, when it moved.
    pub from: Option<String>,
    /// Why, as the log has it.
    pub why: Option<Html>,
}

/// The page of what is different.
pub fn differences(view: &View<'_>, compared: Compared) -> Made {
    let (title, data) = match view.differences(compared) {
        Some(found) => (differences_title(view, found.from, found.to), page_data(view, &found)),
        None => (view.word("differences.title"), DifferencesPage { sections: Vec::new(), pages: Vec::new() }),
    };
    let head = Head::new(title.clone(), view.word("differences.lede"))
        .crumb(view.word("menu.about"), frame::about_link(view))
        .crumb(view.word("corrections.title"), view.link(Subject::Corrections))
        .crumb(title, None);
    Made::new(head, &data)
}

/// What is different since the newest edition, for those who are about to publish; nothing before
/// the first.
pub fn since_newest(view: &View<'_>) -> Option<(PartialDate, DifferencesPage)> {
    let found = view.differences(Compared::Now)?;
    Some((found.from, page_data(view, &found)))
}

fn page_data(view: &View<'_>, found: &Differences) -> DifferencesPage {
    let sections = FactKind::ALL.into_iter().map(|(name, kind)| {
        let rows = |keep: fn(&FactDifference) -> bool| {
            let of_kind = found.facts.iter().filter(|fact| fact.kind == kind && keep(fact));
            of_kind.map(|fact| row(view, fact)).collect::<Vec<_>>()
        };
        DifferencesSection {
            id: name.to_owned(),
            name: view.word(&format!("differences.of.{name}")),
            changed: rows(|fact| fact.was.is_some() && fact.now.is_some()),
            new: rows(|fact| fact.was.is_none()),
            gone: rows(|fact| fact.now.is_none()),
        }
    });
    let sections =
        sections.filter(|section| !(section.changed.is_empty() && section.new.is_empty() && section.gone.is_empty()));
    let fates =
        [("new", PageFate::New), ("changed", PageFate::Changed), ("moved", PageFate::Moved), ("gone", PageFate::Gone)];
    let pages = fates.into_iter().map(|(name, fate)| PageFateList {
        name: view.word(&format!("differences.pages.{name}")),
        pages: found.pages.iter().filter(|page| page.fate == fate).map(|page| changed_page(view, page)).collect(),
    });
    DifferencesPage { sections: sections.collect(), pages: pages.filter(|list| !list.pages.is_empty()).collect() }
}

fn why(view: &View<'_>, entry: Option<&Correction>) -> Option<Html> {
    entry.map(|entry| statement::html(view, &entry.why))
}

fn row(view: &View<'_>, fact: &FactDifference) -> DifferenceRow {
    let named = name(view, fact);
    let (was, now) = (fact.was.as_ref(), fact.now.as_ref());
    let said = |fact: &RecordedFact| said(view, &fact.label);
    // A figure may be of another place or year now, and read the same.
    let moved = fact.kind == FactKind::Figure && was.zip(now).is_some_and(|(was, now)| !same_identity(was, now));
    let details =
        |fact: &RecordedFact| identity(&fact.state).map(|of| details(view, &of).join(" ")).unwrap_or_default();
    let said = |fact: &RecordedFact| {
        if moved { [said(fact), details(fact)].join(" · ") } else { said(fact) }
    };
    DifferenceRow {
        name: named.name,
        href: named.href,
        details: if moved { Vec::new() } else { named.details },
        was: was.map(said),
        now: now.map(said),
        why: why(view, fact.entry.as_deref()),
    }
}

fn same_identity(was: &RecordedFact, now: &RecordedFact) -> bool {
    identity(&was.state) == identity(&now.state)
}

fn said(view: &View<'_>, label: &Text) -> String {
    label.get(view.lang()).clone()
}

/// What a fact is of, in words.
struct FactName {
    name: String,
    href: Option<String>,
    details: Vec<String>,
}

fn name(view: &View<'_>, fact: &FactDifference) -> FactName {
    let last = fact.id.split('/').nth(1).unwrap_or(&fact.id);
    match fact.kind {
        FactKind::Figure => {
            let state = fact.now.as_ref().or(fact.was.as_ref()).map_or("", |fact| fact.state.as_str());
            match identity(state) {
                Some(of) => FactName { details: details(view, &of), ..indicator(view, &of.indicator) },
                None => unknown(&fact.id),
            }
        }
        FactKind::Grade => grade(view, &fact.id),
        FactKind::Target | FactKind::Definition => indicator(view, last),
        FactKind::Problem => FactName { name: last.to_owned(), href: view.link_to_problem(last), details: Vec::new() },
        FactKind::Document => {
            let known = view.document_named(last).map(|id| view.say(&view.document(id).titles).to_owned());
            known.map_or_else(|| unknown(last), |name| FactName { name, href: None, details: Vec::new() })
        }
    }
}

fn unknown(id: &str) -> FactName {
    FactName { name: id.to_owned(), href: None, details: Vec::new() }
}

fn indicator(view: &View<'_>, id: &str) -> FactName {
    match view.indicator_named(id) {
        Some(known) => FactName {
            name: view.say(&view.indicator(known).def.names).to_owned(),
            href: view.link(Subject::Indicator(known)),
            details: Vec::new(),
        },
        None => unknown(id),
    }
}

fn place_name(view: &View<'_>, slug: &str) -> String {
    view.place_named(slug).map_or_else(|| slug.to_owned(), |id| view.say(&view.place(id).def.names).to_owned())
}

/// Place, years and parts of a figure.
fn details(view: &View<'_>, of: &RecordedIdentity) -> Vec<String> {
    let years = of.years.map(|(from, to)| figures::period(view, Some(Period { from, to }), view.lang()));
    let parts = of.breakdown.iter().map(|(dimension, value)| view.part_named(dimension, value));
    std::iter::once(place_name(view, &of.place)).chain(years).chain(parts).collect()
}

/// A grade is recorded by programme, year, evaluator and place.
fn grade(view: &View<'_>, id: &str) -> FactName {
    let parts: Vec<&str> = id.split('/').collect();
    let [programme, year, evaluator, place] = parts.as_slice() else { return unknown(id) };
    let evaluator = place_name(view, evaluator);
    let year_named = year.parse().map_or_else(|_| (*year).to_owned(), |year| year_words(view, year));
    let known = view.programmes().find(|id| view.programme(*id).id.value == *programme);
    let href = known
        .zip(view.place_named(place))
        .and_then(|(programme, place)| view.link(Subject::PlaceYear(programme, year.parse().ok()?, place)));
    FactName { name: place_name(view, place), href, details: vec![year_named, evaluator] }
}

fn changed_page(view: &View<'_>, page: &PageDifference) -> ChangedPage {
    let address = |path: &str| format!("{path}/");
    ChangedPage {
        label: address(&page.address),
        href: (page.fate != PageFate::Gone).then(|| view.link_to_address(&page.address)).flatten(),
        from: page.from.as_deref().map(address),
        why: why(view, page.entry.as_deref()),
    }
}
