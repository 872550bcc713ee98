//! What is different from the newest edition, and not corrected.

use std::collections::{BTreeSet, HashMap};

use super::corrections::address as address_of;
use super::editions::{RecordedFact, addresses, figures, grades};
use super::{Plan, moves};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::figure::{self, Lang as Tongue};
use crate::i18n::{Lang, Text};
use crate::parse::records::{Correction, Edition, PublishedFact};
use crate::portal::{self, LinkTarget, ObservationId, Portal};
use crate::say;

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
