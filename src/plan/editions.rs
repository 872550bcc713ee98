//! Editions: what is published now, and what has changed since it was published last.
//!
//! The newest edition is what readers, printouts and other people's texts may quote. A
//! figure or grade of it that is different now, and a page or problem of it that is gone,
//! needs an entry in the log of corrections that says so; without one nothing is
//! published. Texts may change freely: what they state is held by the figures they bind.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use super::corrections::address as address_of;
use super::{Compared, Page, Plan, Subject, moves, stated};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::figure::{self, Lang as Tongue};
use crate::i18n::{Lang, PartialDate, Text};
use crate::parse::NarrativeKind;
use crate::parse::records::{Correction, Edition, PublishedFact, Qualifier, Status, seal_of};
use crate::portal::{self, LinkTarget, NarrativeId, ObservationId, Portal};
use crate::say;
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

/// The figures of the newest edition that are different now and not corrected.
pub fn changed_figures(portal: &Portal) -> BTreeSet<ObservationId> {
    let Some(edition) = portal.editions.last() else { return BTreeSet::new() };
    let now = figures(portal);
    let published = edition.figures.iter();
    let silent = published.filter(|published| is_silent(portal, edition, published, now.get(&published.id.value)));
    silent.filter_map(|published| portal.observation_named(&published.id)).collect()
}

/// Whether a published figure is different now without an entry that says so.
fn is_silent(portal: &Portal, edition: &Edition, published: &PublishedFact, fact: Option<&RecordedFact>) -> bool {
    let same = fact.is_some_and(|fact| fact.state == published.state);
    !same && !portal.corrections.iter().any(|entry| corrects(entry, edition, published, fact))
}

/// Holds the portal against its newest edition.
///
/// `pages_of` has the addresses of the pages that show a changed figure.
pub fn check(portal: &Portal, plan: &Plan, pages_of: &HashMap<ObservationId, Vec<String>>, problems: &mut Diagnostics) {
    let Some(edition) = portal.editions.last() else { return };
    let now = figures(portal);
    for published in &edition.figures {
        let fact = now.get(&published.id.value);
        if is_silent(portal, edition, published, fact) {
            problems.push(changed(portal, pages_of, edition, published, fact));
        }
    }
    let now = grades(portal);
    for published in &edition.grades {
        let fact = now.get(&published.id.value);
        let known = fact.is_some_and(|fact| fact.state == published.state);
        if !known && !portal.corrections.iter().any(|entry| grade_corrected(entry, edition, published)) {
            problems.push(grade_changed(edition, published, fact));
        }
    }
    for id in &edition.problems {
        let told = |entry: &Correction| since(entry, edition) && entry.problem.as_ref() == Some(id);
        if portal.problem_named(id).is_none() && !portal.corrections.iter().any(|entry| told(entry)) {
            problems.push(problem_gone(edition, &id.value, id.span));
        }
    }
    let now = addresses(plan);
    for address in &edition.addresses {
        let page = address_of(address);
        let told = |entry: &Correction| since(entry, edition) && address_of(&entry.page) == page;
        // One message for both languages.
        let second = address.starts_with(Lang::En.code())
            && edition.addresses.iter().any(|other| {
                other.starts_with(Lang::Zh.code()) && address_of(other) == page && !now.contains(other.value.as_str())
            });
        let gone = !now.contains(address.value.as_str());
        if gone && !second && !moves::is_held_elsewhere(address) && !portal.corrections.iter().any(|entry| told(entry))
        {
            problems.push(address_gone(edition, &address.value, address.span));
        }
    }
}

fn since(entry: &Correction, edition: &Edition) -> bool {
    entry.date.value >= edition.date.value
}

/// Whether an entry speaks of a changed figure and says what it is now.
fn corrects(entry: &Correction, edition: &Edition, published: &PublishedFact, fact: Option<&RecordedFact>) -> bool {
    let named = entry.observation.as_ref().is_some_and(|id| id.value == published.id.value);
    let says = |fact: &RecordedFact| same_words(&entry.now.zh, &fact.label.zh, Lang::Zh);
    named && since(entry, edition) && fact.is_none_or(says)
}

fn same_words(said: &str, label: &str, lang: Tongue) -> bool {
    let number =
        |text: &str| figure::parse(text, lang).ok().map(|printed| (printed.low, printed.high, printed.qualifier));
    said.contains(label) || (number(said).is_some() && number(said) == number(label))
}

fn grade_corrected(entry: &Correction, edition: &Edition, published: &PublishedFact) -> bool {
    let place = published.id.rsplit('/').next().unwrap_or("");
    let about = entry.page.split('/').any(|part| part == place) || entry.page.trim_matches('/').is_empty();
    about && since(entry, edition) && entry.observation.is_none() && entry.problem.is_none()
}

fn changed(
    portal: &Portal,
    pages_of: &HashMap<ObservationId, Vec<String>>,
    edition: &Edition,
    published: &PublishedFact,
    fact: Option<&RecordedFact>,
) -> Diagnostic {
    let (id, date) = (&published.id.value, edition.date.value);
    let (was_zh, was_en) = (&published.label.zh, &published.label.en);
    let Some(fact) = fact else {
        return Diagnostic::new(
            Code::SilentChange,
            published.id.span,
            say!("已公布的数值`{id}`没有了", "the published figure `{id}` is gone"),
        )
        .label(say!("{date}公布的是{was_zh}", "published on {date} as {was_en}"))
        .help(entry("…", id, "observation", &published.label, &crate::i18n::text("已删除", "removed")));
    };
    let (now_zh, now_en) = (&fact.label.zh, &fact.label.en);
    let (was_zh, was_en) = if fact.label == published.label {
        let state = &published.state;
        (&format!("{was_zh}（{state}）"), &format!("{was_en} ({state})"))
    } else {
        (was_zh, was_en)
    };
    let known = portal.observation_named(id);
    let span = known.map_or(published.id.span, |known| portal::place_of(portal, known));
    let mut problem = Diagnostic::new(
        Code::SilentChange,
        span,
        say!(
            "已公布的数值改了，却没有更正说明：{was_zh} → {now_zh}",
            "a published figure changed without a correction: {was_en} → {now_en}"
        ),
    )
    .label(say!("`{id}`现在是{now_zh}", "`{id}` is now {now_en}"))
    .related(published.id.span, say!("{date}公布的是{was_zh}", "published on {date} as {was_en}"));
    let Some(known) = known else { return problem };
    for (place, what) in mentions(portal, known) {
        problem = problem.related(place, what);
    }
    let pages = pages_of.get(&known).map(Vec::as_slice).unwrap_or_default();
    let pages: Vec<String> = pages.iter().map(|page| format!("{}/", address_of(page))).collect();
    let first = pages.first().map_or("…", String::as_str);
    let pages = pages.join(", ");
    let help = entry(first, id, "observation", &published.label, &fact.label);
    let (zh, en) = (&help.zh, &help.en);
    problem.help(say!("{zh}\n出现在：{pages}", "{en}\nshown on: {pages}"))
}

/// Every sentence and chart that shows an observation.
fn mentions(portal: &Portal, id: ObservationId) -> Vec<(Span, Text)> {
    let indicator = portal.observation(id).indicator;
    let mut found = Vec::new();
    for narrative in portal.narratives.iter() {
        for (_, text) in narrative.texts.iter() {
            let Some(text) = text else { continue };
            for (reference, target) in text.links() {
                let what = if matches!(target, LinkTarget::Observation(known) if *known == id) {
                    say!("这句话写着它", "this sentence states it")
                } else if let LinkTarget::Chart(request) = target
                    && request.indicators.contains(&indicator)
                {
                    say!("这张图画着它", "this chart may draw it")
                } else {
                    continue;
                };
                found.push((reference.text.span, what));
            }
        }
    }
    for (reference, known) in portal::bound_figures(portal) {
        if known == id {
            found.push((reference.text.span, say!("这句话写着它", "this sentence states it")));
        }
    }
    found
}

/// What to write into the log.
fn entry(page: &str, id: &str, field: &str, was: &Text, now: &Text) -> Text {
    let (was_zh, was_en, now_zh, now_en) = (&was.zh, &was.en, &now.zh, &now.en);
    let lines = format!(
        "- {{date: …, page: {page}, {field}: {id}, was: {{zh: {was_zh}, en: {was_en}}}, now: {{zh: {now_zh}, en: {now_en}}}, why: {{zh: …, en: …}}}}"
    );
    say!(
        "改回原值；确要更正的，在`data/corrections.yaml`里写：{lines}",
        "change it back; if the correction is meant, write in `data/corrections.yaml`: {lines}"
    )
}

fn grade_changed(edition: &Edition, published: &PublishedFact, fact: Option<&RecordedFact>) -> Diagnostic {
    let (id, date) = (&published.id.value, edition.date.value);
    let (was_zh, was_en) = (&published.label.zh, &published.label.en);
    let (now_zh, now_en) = fact.map_or(("没有了", "gone"), |fact| (fact.label.zh.as_str(), fact.label.en.as_str()));
    let place = id.rsplit('/').next().unwrap_or("");
    Diagnostic::new(
        Code::SilentChange,
        published.id.span,
        say!(
            "已公布的等级改了，却没有更正说明：`{id}` {was_zh} → {now_zh}",
            "a published grade changed without a correction: `{id}` {was_en} → {now_en}"
        ),
    )
    .label(say!("{date}公布的是{was_zh}", "published on {date} as {was_en}"))
    .help(say!(
        "改回来；确要更正的，在`data/corrections.yaml`里写一条，`page`写`{place}`那一页",
        "change it back; if the correction is meant, add an entry to `data/corrections.yaml` whose `page` is that of `{place}`"
    ))
}

fn problem_gone(edition: &Edition, id: &str, span: Span) -> Diagnostic {
    let date = edition.date.value;
    Diagnostic::new(
        Code::AddressGone,
        span,
        say!("已公布的问题`{id}`没有了", "the published problem `{id}` is gone"),
    )
    .label(say!("{date}公布", "published on {date}"))
    .help(say!(
        "把它放回评价文件；确要撤下的，在`data/corrections.yaml`里写一条，注明`problem: {id}`",
        "put it back into its evaluation; if it is withdrawn, add an entry with `problem: {id}` to `data/corrections.yaml`"
    ))
}

fn address_gone(edition: &Edition, address: &str, span: Span) -> Diagnostic {
    let (date, page) = (edition.date.value, address_of(address));
    Diagnostic::new(
        Code::AddressGone,
        span,
        say!("已公布的网址`{address}`没有了", "the published address `{address}` is gone"),
    )
    .label(say!("{date}公布", "published on {date}"))
    .help(say!(
        "恢复这一页；改了网址的，在`data/corrections.yaml`的`moved`里写`{{from: {page}, to: 新网址}}`；确要撤下的，在那里写一条更正，注明`page: {page}/`",
        "bring the page back; where it has another address now, write `{{from: {page}, to: …}}` under `moved` in `data/corrections.yaml`; if it is withdrawn, add a correction there with `page: {page}/`"
    ))
}
