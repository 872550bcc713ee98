//! Editions: what is published now, and what has changed since it was published last.
//!
//! The newest edition is what readers, printouts and other people's texts may quote. A
//! figure or grade of it that is different now, and a page or problem of it that is gone,
//! needs an entry in the log of corrections that says so; without one nothing is
//! published. Texts may change freely: what they state is held by the figures they bind.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Compared, Page, Plan, Subject, stated};
use crate::diag::Span;
use crate::i18n::{Lang, PartialDate, Text};
use crate::parse::NarrativeKind;
use crate::parse::records::{Qualifier, Status, seal_of};
use crate::portal::{self, LinkTarget, NarrativeId, ObservationId, Portal};
use crate::source::Fingerprint;

/// A fact as it is published.
#[derive(Clone, Debug)]
pub struct RecordedFact {
    pub state: String,
    pub label: Text,
}

/// A published text: where it begins, and the figures that it binds, as a record writes them.
pub struct TextWithFigures {
    pub span: Span,
    pub names: String,
}

/// The fingerprints of the pages of an edition by their path: of its own copy, and of the site as it is published.
#[derive(Default)]
pub struct EditionPrints {
    pub copy: BTreeMap<String, String>,
    pub site: BTreeMap<String, String>,
}

/// The record of what is published, as the text of its file.
pub fn record(portal: &Portal, plan: &Plan, date: PartialDate, prints: &EditionPrints) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# Written by `gongbao publish`. Not to be edited: later changes go into data/corrections.yaml."
    );
    let _ = writeln!(text, "date: {}", quoted(&date.to_string()));
    let stated = |(id, label): (String, Text)| (id, RecordedFact { state: stated::state(&label), label });
    let statements = stated::statements(portal).into_iter().map(stated).collect();
    for (name, facts) in [("figures", figures(portal)), ("grades", grades(portal)), ("statements", statements)] {
        let _ = writeln!(text, "{name}:{}", if facts.is_empty() { " []" } else { "" });
        for (id, RecordedFact { state, label }) in facts {
            let (state, zh, en) = (quoted(&state), quoted(&label.zh), quoted(&label.en));
            let _ = writeln!(text, "  - {{id: {}, state: {state}, zh: {zh}, en: {en}}}", quoted(&id));
        }
    }
    let problems: BTreeSet<&str> = portal.problems.iter().map(|problem| problem.def.id.value.as_str()).collect();
    list(&mut text, "problems", problems.into_iter());
    let printed = |page: &Page| match prints.copy.get(page.route.file()) {
        Some(print) => format!("{} {print}", page.route.address()),
        None => page.route.address().to_owned(),
    };
    let printed: Vec<String> = plan.pages.iter().filter(|page| is_cited(page)).map(printed).collect();
    list(&mut text, "addresses", printed.iter().map(String::as_str));
    let texts = texts(portal, plan);
    let _ = writeln!(text, "texts:{}", if texts.is_empty() { " {}" } else { "" });
    for (address, fingerprint) in texts {
        let _ = writeln!(text, "  {}: {}", quoted(&address), quoted(&fingerprint));
    }
    let _ = writeln!(text, "site:{}", if prints.site.is_empty() { " {}" } else { "" });
    for (path, print) in &prints.site {
        let _ = writeln!(text, "  {}: {}", quoted(path), quoted(print));
    }
    let bound = texts_with_figures(portal, plan);
    let _ = writeln!(text, "bound:{}", if bound.is_empty() { " {}" } else { "" });
    for (address, TextWithFigures { names, .. }) in bound {
        let _ = writeln!(text, "  {}: {}", quoted(&address), quoted(&names));
    }
    let entries: Vec<String> = portal.corrections.iter().map(|entry| stated::print(entry)).collect();
    list(&mut text, "corrections", entries.iter().map(String::as_str));
    let before = portal.editions.iter().rev().find(|edition| edition.date.value < date);
    let before = before.and_then(|edition| edition.seal.as_ref()).map_or("", |seal| seal.value.as_str());
    let _ = writeln!(text, "before: {}", quoted(before));
    let seal = seal_of(&text);
    let _ = writeln!(text, "seal: {}", quoted(&seal));
    text
}

/// The published texts that bind figures, by address.
pub fn texts_with_figures(portal: &Portal, plan: &Plan) -> BTreeMap<String, TextWithFigures> {
    let mut texts = BTreeMap::new();
    for id in portal.narrative_ids() {
        for lang in Lang::ALL {
            let route = plan.route(subject(portal, id), lang);
            let (Some(route), Some(text)) = (route, portal.narrative(id).texts.get(lang)) else { continue };
            let bound: BTreeSet<&str> =
                text.bound_figures().map(|(id, _)| portal.observation(id).def.id.value.as_str()).collect();
            let marked = text.links().filter(|(_, target)| **target == LinkTarget::NoData).count();
            let names = format!("{} +{marked}", bound.into_iter().collect::<Vec<_>>().join(" "));
            texts.insert(route.address().to_owned(), TextWithFigures { span: text.def.fields.title.span, names });
        }
    }
    texts
}

fn list<'a>(text: &mut String, name: &str, entries: impl Iterator<Item = &'a str>) {
    let entries: Vec<&str> = entries.collect();
    let _ = writeln!(text, "{name}:{}", if entries.is_empty() { " []" } else { "" });
    for entry in entries {
        let _ = writeln!(text, "  - {}", quoted(entry));
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace(['\n', '\r'], " "))
}

pub fn figures(portal: &Portal) -> BTreeMap<String, RecordedFact> {
    (0..portal.observations.len())
        .map(|position| {
            let id = ObservationId::new(position);
            let label = Text::from_fn(|lang| portal::label(portal, id, lang));
            (portal.observation(id).def.id.value.clone(), RecordedFact { state: state(portal, id), label })
        })
        .collect()
}

/// Everything about a value that a reader relies on.
fn state(portal: &Portal, id: ObservationId) -> String {
    let observation = portal.observation(id);
    let number = |amount: Option<crate::parse::Amount>| amount.map(|amount| amount.to_string());
    let status = Some(observation.def.status).filter(|status| !matches!(status, Status::Ok | Status::Approx));
    let qualifier = Some(observation.def.qualifier).filter(|qualifier| *qualifier != Qualifier::Exact);
    let parts = [
        number(observation.value),
        number(observation.upper),
        qualifier.map(|qualifier| qualifier.code().to_owned()),
        status.map(|status| status.code().to_owned()),
    ];
    let value = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let place = &portal.jurisdiction(observation.jurisdiction).def.slug.value;
    let indicator = &portal.indicator(observation.indicator).def.id.value;
    let years = observation.def.period.map_or("-".to_owned(), |period| format!("{}-{}", period.from, period.to));
    let document = &portal.document(observation.document).id.value;
    let breakdown = observation.def.breakdown.iter().map(|(name, value)| format!(" {}={}", name.value, value.value));
    format!("{value}; {place} {indicator} {years} {document}{}", breakdown.collect::<String>())
}

/// What a recorded figure is of, by the names of the portal at that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedIdentity {
    pub place: String,
    pub indicator: String,
    pub years: Option<(u16, u16)>,
    /// Dimension and value.
    pub breakdown: Vec<(String, String)>,
}

/// Reads what [`state`] wrote of a figure.
pub fn identity(state: &str) -> Option<RecordedIdentity> {
    let (_, written) = state.split_once("; ")?;
    let mut parts = written.split(' ');
    let (place, indicator) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let years = parts.next()?.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    let breakdown = parts.skip(1).filter_map(|part| part.split_once('='));
    let breakdown = breakdown.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Some(RecordedIdentity { place, indicator, years, breakdown })
}

pub fn grades(portal: &Portal) -> BTreeMap<String, RecordedFact> {
    let mut grades = BTreeMap::new();
    for evaluation in &portal.evaluations {
        let programme = portal.programme(evaluation.programme);
        let slug = |id| &portal.jurisdiction(id).def.slug.value;
        for (grade, places) in &evaluation.grades {
            let grade = &programme.grades[*grade];
            for place in places {
                let (year, evaluator) = (evaluation.year(), slug(evaluation.evaluator));
                let id = format!("{}/{year}/{evaluator}/{}", programme.id.value, slug(*place));
                grades.insert(id, RecordedFact { state: grade.id.value.clone(), label: grade.names.clone() });
            }
        }
    }
    grades
}

/// The addresses that must last.
pub fn addresses(plan: &Plan) -> BTreeSet<&str> {
    plan.pages.iter().filter(|page| is_cited(page)).map(|page| page.route.address()).collect()
}

/// Whether an address must last: the root cannot go, what is made of a picture goes with it,
/// and what is different since the newest edition is so until the next one.
fn is_cited(page: &Page) -> bool {
    let picture = matches!(page.subject, Subject::File(file) if file.is_picture());
    !picture && page.subject != Subject::Differences(Compared::Now) && !page.route.address().is_empty()
}

/// The page on which a narrative stands.
fn subject(portal: &Portal, id: NarrativeId) -> Subject {
    let narrative = portal.narrative(id);
    match narrative.kind {
        NarrativeKind::Case => Subject::Case(id),
        NarrativeKind::Report => Subject::Report(id),
        NarrativeKind::Page => Subject::Text(id),
        NarrativeKind::Bulletin => {
            let own = portal.evaluation_ids().find(|evaluation| {
                let evaluation = portal.evaluation(*evaluation);
                Some(evaluation.evaluator) == narrative.jurisdiction && evaluation.year() == narrative.year
            });
            own.map_or(Subject::Home, Subject::Bulletin)
        }
    }
}

/// The addresses of narratives with the fingerprints of title, summary and body.
pub fn texts(portal: &Portal, plan: &Plan) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for id in portal.narrative_ids() {
        for lang in Lang::ALL {
            let route = plan.route(subject(portal, id), lang);
            let (Some(route), Some(text)) = (route, portal.narrative(id).texts.get(lang)) else { continue };
            let summary = text.def.fields.summary.as_ref().map_or("", |summary| &summary.value);
            let said = [text.def.fields.title.value.as_str(), summary, &text.def.body].join("\n");
            texts.insert(route.address().to_owned(), Fingerprint::of(said.as_bytes()).short(16));
        }
    }
    texts
}

/// The addresses of the texts that are new or different since the newest edition.
pub fn changed_texts(portal: &Portal, plan: &Plan) -> Vec<String> {
    let Some(edition) = portal.editions.last() else { return Vec::new() };
    let known: BTreeMap<&str, &str> =
        edition.texts.iter().map(|(address, print)| (address.value.as_str(), print.value.as_str())).collect();
    let now = texts(portal, plan);
    now.into_iter()
        .filter(|(address, print)| known.get(address.as_str()) != Some(&print.as_str()))
        .map(|(a, _)| a)
        .collect()
}
