//! The chain of editions and the log of corrections: that nobody altered what is on record.
//!
//! Each record ends with its seal, the fingerprint of all that stands above it (which is checked where the file is read),
//! and holds the seal of the one before. What the log says is held against the newest edition as long as no edition
//! carries it; after that, an entry may neither change nor go.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::editions::{RecordedFact, figures, grades, texts_with_figures};
use super::moves::address_now;
use super::stated::{print, state, statements};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::{Lang, Text};
use crate::parse::records::{Correction, Edition, PublishedFact};
use crate::portal::Portal;
use crate::say;

/// Checks the chain, the log, and what has become of the statements and bindings of the newest edition.
pub fn check(portal: &Portal, plan: &Plan, problems: &mut Diagnostics) {
    check_chain(portal, problems);
    portal.corrections.iter().for_each(|entry| check_reason(entry, problems));
    let Some(edition) = portal.editions.last() else { return };
    check_carried(portal, edition, problems);
    let carried: BTreeSet<&str> = edition.corrections.iter().map(|print| print.value.as_str()).collect();
    let (figures, grades) = (figures(portal), grades(portal));
    for entry in portal.corrections.iter().filter(|entry| !carried.contains(print(entry).as_str())) {
        if entry.date.value >= edition.date.value {
            check_entry(entry, edition, &figures, &grades, problems);
        }
    }
    check_statements(portal, edition, problems);
    check_bound(portal, plan, edition, problems);
}

/// Each edition holds the seal of the one before.
fn check_chain(portal: &Portal, problems: &mut Diagnostics) {
    for pair in portal.editions.windows(2) {
        let [before, edition] = pair else { continue };
        let held = edition.before.as_ref().map(|seal| seal.value.as_str());
        if held == before.seal.as_ref().map(|seal| seal.value.as_str()) && held.is_some() {
            continue;
        }
        let span = edition.before.as_ref().map_or(edition.date.span, |seal| seal.span);
        let date = before.date.value;
        problems.push(
            Diagnostic::new(
                Code::RecordAltered,
                span,
                say!(
                    "这一版不是接着{date}版的：中间的记录被改过、删过或换过",
                    "this edition does not follow that of {date}: a record between was altered, deleted or exchanged"
                ),
            )
            .related(before.date.span, say!("{date}版", "the edition of {date}"))
            .help(restore()),
        );
    }
    if let Some(first) = portal.editions.first()
        && let Some(before) = first.before.as_ref().filter(|before| !before.value.is_empty())
    {
        let date = first.date.value;
        problems.push(
            Diagnostic::new(
                Code::RecordAltered,
                before.span,
                say!("{date}版之前的记录没有了", "the record before the edition of {date} is gone"),
            )
            .help(restore()),
        );
    }
}

fn restore() -> Text {
    say!(
        "从版本库或备份中取回`data/editions`里的记录；以后的更正写进`data/corrections.yaml`",
        "bring the records of `data/editions` back from version control or a backup; later corrections go into `data/corrections.yaml`"
    )
}

/// Whether somebody wrote something: dots and dashes say nothing.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn check_reason(entry: &Correction, problems: &mut Diagnostics) {
    if let Some(lang) = Lang::ALL.into_iter().find(|lang| !says_something(entry.why.get(*lang))) {
        problems.push(
            Diagnostic::new(
                Code::FalseCorrection,
                entry.why.place(lang),
                say!("更正没有写原因", "the correction does not say why"),
            )
            .help(say!("用两种语言写明为什么改", "say in both languages why it was changed")),
        );
    }
}

/// An entry that an edition carries stays as it is.
fn check_carried(portal: &Portal, edition: &Edition, problems: &mut Diagnostics) {
    let now: BTreeSet<String> = portal.corrections.iter().map(|entry| print(entry)).collect();
    for carried in edition.corrections.iter().filter(|carried| !now.contains(&carried.value)) {
        let date = edition.date.value;
        problems.push(
            Diagnostic::new(
                Code::FalseCorrection,
                carried.span,
                say!(
                    "{date}版公布过的一条更正被改动或删去了",
                    "a correction that the edition of {date} published was changed or deleted"
                ),
            )
            .help(say!(
                "把它在`data/corrections.yaml`里恢复原样；要更正它，另写一条",
                "bring it back into `data/corrections.yaml` as it was; to correct it, add another entry"
            )),
        );
    }
}

/// `was` is what the edition had, `now` what the data has.
fn check_entry(
    entry: &Correction,
    edition: &Edition,
    figures: &BTreeMap<String, RecordedFact>,
    grades: &BTreeMap<String, RecordedFact>,
    problems: &mut Diagnostics,
) {
    let of_figure = entry.observation.as_ref().and_then(|id| {
        let published = edition.figures.iter().find(|published| published.id.value == id.value)?;
        Some((published, figures.get(&id.value)))
    });
    let of_grade = || {
        let free = entry.observation.is_none() && entry.problem.is_none();
        let about = |published: &&PublishedFact| {
            let place = published.id.rsplit('/').next().unwrap_or("");
            let changed = grades.get(&published.id.value).is_none_or(|fact| fact.state != published.state);
            changed && entry.page.split('/').any(|part| part == place)
        };
        let published = edition.grades.iter().filter(|_| free).find(about)?;
        Some((published, grades.get(&published.id.value)))
    };
    let Some((published, fact)) = of_figure.or_else(of_grade) else { return };
    let differs =
        |said: &Text, label: &Text| Lang::ALL.into_iter().find(|lang| !same(said.get(*lang), label.get(*lang)));
    let now = fact.map(|fact| &fact.label);
    let wrong = match (differs(&entry.was, &published.label), now.and_then(|now| differs(&entry.now, now))) {
        (Some(lang), _) => Some(("was", entry.was.get(lang).as_str(), published.label.get(lang).as_str())),
        (None, Some(lang)) => Some(("now", entry.now.get(lang).as_str(), now.map_or("", |now| now.get(lang).as_str()))),
        (None, None) => None,
    };
    let Some((field, said, right)) = wrong else { return };
    let date = edition.date.value;
    problems.push(
        Diagnostic::new(
            Code::FalseCorrection,
            entry.page.span,
            say!(
                "更正的`{field}`写的是{said}，实为{right}",
                "`{field}` of the correction says {said}, and it is {right}"
            ),
        )
        .related(published.id.span, say!("{date}版", "the edition of {date}"))
        .help(say!(
            "`was`照上一版写，`now`照现在的数据写",
            "write in `was` what the edition had, and in `now` what the data has"
        )),
    );
}

/// The same words, but for spaces and what stands around a value.
fn same(said: &str, label: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain(said).contains(&plain(label))
}

/// Problems, targets, definitions and documents of the edition say what they said, or an entry tells.
fn check_statements(portal: &Portal, edition: &Edition, problems: &mut Diagnostics) {
    let now = statements(portal);
    for published in &edition.statements {
        let fact = now.get(&published.id.value);
        // A problem that is gone is told by itself.
        if fact.is_some_and(|fact| state(fact) == published.state)
            || (fact.is_none() && published.id.starts_with("problem/"))
        {
            continue;
        }
        let told = |entry: &&std::sync::Arc<Correction>| {
            let named = entry.problem.as_ref().is_some_and(|id| published.id.value == format!("problem/{}", id.value));
            entry.date.value >= edition.date.value && (named || same(&entry.was.zh, &published.label.zh))
        };
        if portal.corrections.iter().find(told).is_some() {
            continue;
        }
        let (id, date) = (&published.id.value, edition.date.value);
        let (was_zh, was_en) = (&published.label.zh, &published.label.en);
        problems.push(
            Diagnostic::new(
                Code::SilentChange,
                published.id.span,
                say!("已公布的`{id}`改了，却没有更正说明", "the published `{id}` changed without a correction"),
            )
            .label(say!("{date}公布的是：{was_zh}", "published on {date} as: {was_en}"))
            .help(say!(
                "改回原文；确要更正的，在`data/corrections.yaml`里写一条，`was`照原文",
                "change it back; if the correction is meant, add an entry to `data/corrections.yaml` with the former words in `was`"
            )),
        );
    }
}

/// A figure that a published text had bound does not turn into one that nobody checks.
fn check_bound(portal: &Portal, plan: &Plan, edition: &Edition, problems: &mut Diagnostics) {
    let now = texts_with_figures(portal, plan);
    for (address, bound) in &edition.bound {
        let Some(text) = now.get(&address_now(portal, &address.value)) else { continue };
        let (before, after) = (BoundNames::read(&bound.value), BoundNames::read(&text.names));
        if after.marked <= before.marked {
            continue;
        }
        for lost in before.names.difference(&after.names) {
            let told = portal.corrections.iter().any(|entry| {
                let named = entry.observation.as_ref().is_some_and(|id| &id.value == lost);
                named && entry.date.value >= edition.date.value
            });
            if !told {
                problems.push(diagnose_unbound(edition, lost, text.span, bound.span));
            }
        }
    }
}

fn diagnose_unbound(edition: &Edition, id: &str, span: Span, published: Span) -> Diagnostic {
    let date = edition.date.value;
    Diagnostic::new(
        Code::SilentChange,
        span,
        say!(
            "已公布的文稿不再写数值`{id}`，却多了标成不是数据的数",
            "a published text no longer states the figure `{id}`, and has another number marked as no data"
        ),
    )
    .related(published, say!("{date}版里它绑定了这个数", "the edition of {date} has it bound"))
    .help(say!(
        "重新绑定`figure:{id}`；确要撤下的，在`data/corrections.yaml`里写一条，注明`observation: {id}`",
        "bind `figure:{id}` again; if it is withdrawn, add an entry with `observation: {id}` to `data/corrections.yaml`"
    ))
}

/// The figures that a text binds, and how many numbers it marks as no data, as a record writes them.
struct BoundNames {
    names: BTreeSet<String>,
    marked: usize,
}

impl BoundNames {
    fn read(written: &str) -> BoundNames {
        let (names, marked) = written.rsplit_once('+').unwrap_or((written, "0"));
        BoundNames {
            names: names.split_whitespace().map(str::to_owned).collect(),
            marked: marked.trim().parse().unwrap_or(0),
        }
    }
}
