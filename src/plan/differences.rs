//! What is different between two editions, or between the newest one and what is published now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::address as address_of;
use super::editions::{RecordedFact, addresses, figures, grades, texts};
use super::stated::{print, state, statements};
use super::{Compared, Plan, Subject, route};
use crate::i18n::{Lang, PartialDate, Text};
use crate::parse::records::{Correction, Edition};
use crate::portal::Portal;

/// What a fact of a record is of, in the order in which readers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    Figure,
    Grade,
    Target,
    Definition,
    Problem,
    Document,
}

impl FactKind {
    /// By its name in the interface words.
    pub const ALL: [(&'static str, FactKind); 6] = [
        ("figures", FactKind::Figure),
        ("grades", FactKind::Grade),
        ("targets", FactKind::Target),
        ("definitions", FactKind::Definition),
        ("problems", FactKind::Problem),
        ("documents", FactKind::Document),
    ];

    /// The first part of the id of a statement, as records write it.
    fn of_statement(id: &str) -> Option<FactKind> {
        Some(match id.split('/').next()? {
            "target" => FactKind::Target,
            "definition" => FactKind::Definition,
            "problem" => FactKind::Problem,
            "document" => FactKind::Document,
            _ => return None,
        })
    }
}

/// A fact that came, changed or went.
#[derive(Clone, Debug)]
pub struct FactDifference {
    pub kind: FactKind,
    /// As records name it.
    pub id: String,
    pub was: Option<RecordedFact>,
    pub now: Option<RecordedFact>,
    /// The entry of the log that says why.
    pub entry: Option<Arc<Correction>>,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageFate {
    New,
    /// Its text says something else.
    Changed,
    /// It is at another address.
    Moved,
    Gone,
}

/// A page that came, changed, moved or went: addresses without their language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDifference {
    pub fate: PageFate,
    /// Where it is; where it was, when it is gone.
    pub address: String,
    /// Where it was, when it moved.
    pub from: Option<String>,
    /// The entry of the log that says why.
    pub entry: Option<Arc<Correction>>,
}

/// All that is different.
#[derive(Clone, Debug)]
pub struct Differences {
    /// The day of the edition that is compared with.
    pub from: PartialDate,
    /// The day of the edition that is compared; none for what is published now.
    pub to: Option<PartialDate>,
    pub facts: Vec<FactDifference>,
    /// The pages of one language.
    pub pages: Vec<PageDifference>,
}

/// All that can be compared, the newest first; nothing as long as there is one edition.
pub fn compared(portal: &Portal) -> Vec<Compared> {
    let editions = portal.editions.len();
    if editions < 2 {
        return Vec::new();
    }
    std::iter::once(Compared::Now).chain((1..editions).rev().map(Compared::Edition)).collect()
}

/// The days between which something is compared: of the edition before, and of the later one.
pub fn days(portal: &Portal, compared: Compared) -> Option<(PartialDate, Option<PartialDate>)> {
    let (before, after) = pair(portal, compared)?;
    Some((before.date.value, after.map(|edition| edition.date.value)))
}

fn pair(portal: &Portal, compared: Compared) -> Option<(&Edition, Option<&Edition>)> {
    match compared {
        Compared::Edition(position) => {
            Some((portal.editions.get(position.checked_sub(1)?)?, Some(portal.editions.get(position)?)))
        }
        Compared::Now => Some((portal.editions.last()?, None)),
    }
}

/// What is different, with the pages of a language.
pub fn differences(portal: &Portal, plan: &Plan, compared: Compared, lang: Lang) -> Option<Differences> {
    let (before, after) = pair(portal, compared)?;
    let carried = |edition: &Edition| edition.corrections.iter().map(|print| print.value.clone()).collect();
    let known: BTreeSet<String> = carried(before);
    let told: Option<BTreeSet<String>> = after.map(carried);
    let since = |entry: &&Arc<Correction>| {
        let print = print(entry);
        !known.contains(&print) && told.as_ref().is_none_or(|told| told.contains(&print))
    };
    let entries: Vec<&Arc<Correction>> = portal.corrections.iter().filter(since).collect();
    let (was, now) = (State::of_edition(before), after.map_or_else(|| State::of_now(portal, plan), State::of_edition));
    Some(Differences {
        from: before.date.value,
        to: after.map(|edition| edition.date.value),
        facts: facts(&was, &now, &entries),
        pages: pages(portal, &was, &now, &entries, lang),
    })
}

/// What was published at some moment.
struct State {
    facts: BTreeMap<(FactKind, String), RecordedFact>,
    addresses: BTreeSet<String>,
    /// The fingerprints of texts, by address.
    texts: BTreeMap<String, String>,
}

impl State {
    fn of_edition(edition: &Edition) -> State {
        let kinds = edition.figures.iter().map(|fact| (Some(FactKind::Figure), fact));
        let kinds = kinds.chain(edition.grades.iter().map(|fact| (Some(FactKind::Grade), fact)));
        let statements = edition.statements.iter().map(|fact| (FactKind::of_statement(&fact.id), fact));
        let facts = kinds.chain(statements).filter_map(|(kind, fact)| {
            let recorded = RecordedFact { state: fact.state.clone(), label: fact.label.clone() };
            Some(((kind?, fact.id.value.clone()), recorded))
        });
        State {
            facts: facts.collect(),
            addresses: edition.addresses.iter().map(|address| address.value.clone()).collect(),
            texts: edition.texts.iter().map(|(page, print)| (page.value.clone(), print.value.clone())).collect(),
        }
    }

    fn of_now(portal: &Portal, plan: &Plan) -> State {
        let of_kind =
            |kind, facts: BTreeMap<String, RecordedFact>| facts.into_iter().map(move |(id, fact)| ((kind, id), fact));
        let statements = statements(portal).into_iter().filter_map(|(id, label)| {
            Some(((FactKind::of_statement(&id)?, id), RecordedFact { state: state(&label), label }))
        });
        State {
            facts: of_kind(FactKind::Figure, figures(portal))
                .chain(of_kind(FactKind::Grade, grades(portal)))
                .chain(statements)
                .collect(),
            addresses: addresses(plan).into_iter().map(str::to_owned).collect(),
            texts: texts(portal, plan),
        }
    }
}

fn facts(was: &State, now: &State, entries: &[&Arc<Correction>]) -> Vec<FactDifference> {
    let ids: BTreeSet<&(FactKind, String)> = was.facts.keys().chain(now.facts.keys()).collect();
    let different = ids.into_iter().filter_map(|key| {
        let (was, now) = (was.facts.get(key), now.facts.get(key));
        let same = was.zip(now).is_some_and(|(was, now)| was.state == now.state);
        let (kind, id) = key;
        let entry = entries.iter().find(|entry| explains(entry, *kind, id, was.map(|fact| &fact.label)));
        (!same).then(|| FactDifference {
            kind: *kind,
            id: id.clone(),
            was: was.cloned(),
            now: now.cloned(),
            entry: entry.map(|entry| Arc::clone(entry)),
        })
    });
    different.collect()
}

/// Whether an entry of the log is about a fact.
fn explains(entry: &Correction, kind: FactKind, id: &str, was: Option<&Text>) -> bool {
    let named =
        |name: &Option<crate::diag::Spanned<String>>, id: &str| name.as_ref().is_some_and(|name| name.value == id);
    let quotes = || was.is_some_and(|was| entry.was.zh.contains(&was.zh));
    match kind {
        FactKind::Figure => named(&entry.observation, id),
        FactKind::Problem => id.strip_prefix("problem/").is_some_and(|id| named(&entry.problem, id)) || quotes(),
        FactKind::Grade => {
            let place = id.rsplit('/').next().unwrap_or("");
            let free = entry.observation.is_none() && entry.problem.is_none();
            free && quotes() && entry.page.split('/').any(|part| part == place)
        }
        FactKind::Target | FactKind::Definition | FactKind::Document => quotes(),
    }
}

fn pages(portal: &Portal, was: &State, now: &State, entries: &[&Arc<Correction>], lang: Lang) -> Vec<PageDifference> {
    let (before, after) = (readable(portal, was, lang), readable(portal, now, lang));
    let mut moved = BTreeMap::new();
    for entry in &portal.moves {
        let (from, to) = (entry.from.value.as_str(), entry.to.value.as_str());
        if before.contains(from) && !before.contains(to) && after.contains(to) {
            moved.insert(to, from);
        }
    }
    let left: BTreeSet<&str> = moved.values().copied().collect();
    let text = |state: &State, page: &str| state.texts.get(&format!("{}/{page}/", lang.code())).cloned();
    let fate = |page: &str| match (before.contains(page), after.contains(page)) {
        (false, true) if moved.contains_key(page) => Some(PageFate::Moved),
        (false, true) => Some(PageFate::New),
        (true, false) if !left.contains(page) => Some(PageFate::Gone),
        (true, true) if !left.contains(page) && text(was, page) != text(now, page) => Some(PageFate::Changed),
        _ => None,
    };
    let all: BTreeSet<&str> = before.union(&after).copied().collect();
    let mut pages: Vec<PageDifference> = all
        .into_iter()
        .filter_map(|page| {
            let about = |entry: &&&Arc<Correction>| {
                entry.observation.is_none() && entry.problem.is_none() && address_of(&entry.page) == page
            };
            Some(PageDifference {
                fate: fate(page)?,
                address: page.to_owned(),
                from: moved.get(page).map(|from| (*from).to_owned()),
                entry: entries.iter().find(about).map(|entry| Arc::clone(entry)),
            })
        })
        .collect();
    pages.sort_by_key(|page| page.fate);
    pages
}

/// The pages of a language without it; the pages of differences follow from the editions and are left out.
fn readable<'s>(portal: &Portal, state: &'s State, lang: Lang) -> BTreeSet<&'s str> {
    let own = route::of(portal, Subject::Differences(Compared::Now), lang);
    let folder = own.address().trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    let pages = state.addresses.iter().filter(|address| address.ends_with('/'));
    let pages = pages.filter(|address| address.split('/').next() == Some(lang.code()));
    pages.filter(|address| !address.starts_with(&format!("{folder}/"))).map(|address| address_of(address)).collect()
}
