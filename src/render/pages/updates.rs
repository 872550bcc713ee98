//! What came last: documents with a known date, and corrections.

use serde_json::{Value as Json, json};

use crate::diag::Spanned;
use crate::i18n::PartialDate;
use crate::plan::Subject;
use crate::portal::ProgrammeId;
use crate::render::view::View;

/// How many an entrance shows.
const SHOWN: usize = 5;

/// The newest bulletins, reports and corrections. Corrections are of the whole portal, so
/// that they are told at its home.
pub fn updates(view: &View<'_>, programme: ProgrammeId) -> Vec<Json> {
    let mut found: Vec<(PartialDate, Json)> = bulletins(view, programme);
    found.extend(reports(view, programme));
    if view.page().subject == Subject::Home {
        found.extend(corrections(view));
    }
    found.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    found.truncate(SHOWN);
    let dated = |(date, mut entry): (PartialDate, Json)| {
        entry["date"] = json!(date.words(view.lang()));
        entry["datetime"] = json!(date.to_string());
        entry
    };
    found.into_iter().map(dated).collect()
}

fn bulletins(view: &View<'_>, programme: ProgrammeId) -> Vec<(PartialDate, Json)> {
    let evaluations = view.evaluations(programme).into_iter();
    let entries = evaluations.filter_map(|id| {
        let evaluation = &view.evaluation(id).def;
        let date = evaluation
            .published
            .as_ref()
            .map(|date| date.value)
            .or_else(|| issued(view, evaluation.document.as_ref()?))?;
        Some((date, entry(view, "bulletin", view.say(&evaluation.titles), view.link(Subject::Bulletin(id)))))
    });
    entries.collect()
}

fn reports(view: &View<'_>, programme: ProgrammeId) -> Vec<(PartialDate, Json)> {
    let entries = view.reports(programme).into_iter().filter_map(|id| {
        let report = view.published_report(id);
        let date = issued(view, &report.def.document)?;
        let href = report.digest.and_then(|digest| view.link(Subject::Report(digest)));
        Some((date, entry(view, report.def.kind.code(), view.say(&report.def.titles), href)))
    });
    entries.collect()
}

fn corrections(view: &View<'_>) -> Vec<(PartialDate, Json)> {
    let log = view.link(Subject::Corrections);
    let entries = view.corrections().iter();
    entries
        .map(|correction| (correction.date.value, entry(view, "correction", view.say(&correction.why), log.clone())))
        .collect()
}

fn entry(view: &View<'_>, kind: &str, title: &str, href: Option<String>) -> Json {
    json!({"title": title, "href": href, "kind": view.word(&format!("home.updates_of.{kind}"))})
}

/// The day on which a document was issued, where it is known.
fn issued(view: &View<'_>, document: &Spanned<String>) -> Option<PartialDate> {
    view.document(view.document_named(document)?).date.as_ref().map(|date| date.value)
}
