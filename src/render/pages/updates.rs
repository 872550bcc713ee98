//! What came last: documents with a known date, and corrections.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::Spanned;
use crate::i18n::PartialDate;
use crate::plan::Subject;
use crate::portal::ProgrammeId;
use crate::render::view::View;

/// How many an entrance shows.
const SHOWN: usize = 5;

/// Something that was published or corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Update {
    /// What it is called, or why it was corrected.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// What it is, in a word.
    pub kind: String,
    /// When it was, in words.
    pub date: String,
    /// The same date for machines.
    pub datetime: String,
}

/// The newest bulletins, reports and corrections. Corrections are of the whole portal, so
/// that they are told at its home.
pub fn updates(view: &View<'_>, programme: ProgrammeId) -> Vec<Update> {
    let mut found = bulletin_updates(view, programme);
    found.extend(report_updates(view, programme));
    if view.page().subject == Subject::Home {
        found.extend(correction_updates(view));
    }
    found.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    found.truncate(SHOWN);
    found.into_iter().map(|(_, update)| update).collect()
}

fn bulletin_updates(view: &View<'_>, programme: ProgrammeId) -> Vec<(PartialDate, Update)> {
    let evaluations = view.evaluations(programme).into_iter();
    let entries = evaluations.filter_map(|id| {
        let evaluation = &view.evaluation(id).def;
        let date = evaluation
            .published
            .as_ref()
            .map(|date| date.value)
            .or_else(|| issue_date(view, evaluation.document.as_ref()?))?;
        Some(update(view, date, "bulletin", view.say(&evaluation.titles), view.link(Subject::Bulletin(id))))
    });
    entries.collect()
}

fn report_updates(view: &View<'_>, programme: ProgrammeId) -> Vec<(PartialDate, Update)> {
    let entries = view.reports(programme).into_iter().filter_map(|id| {
        let report = view.published_report(id);
        let date = issue_date(view, &report.def.document)?;
        let href = report.digest.and_then(|digest| view.link(Subject::Report(digest)));
        Some(update(view, date, report.def.kind.code(), view.say(&report.def.titles), href))
    });
    entries.collect()
}

fn correction_updates(view: &View<'_>) -> Vec<(PartialDate, Update)> {
    let log = view.link(Subject::Corrections);
    let entries = view
        .corrections()
        .iter()
        .map(|correction| update(view, correction.date.value, "correction", view.say(&correction.why), log.clone()));
    entries.collect()
}

fn update(view: &View<'_>, date: PartialDate, kind: &str, title: &str, href: Option<String>) -> (PartialDate, Update) {
    let update = Update {
        title: title.to_owned(),
        href,
        kind: view.word(&format!("home.updates_of.{kind}")),
        date: date.words(view.lang()),
        datetime: date.to_string(),
    };
    (date, update)
}

/// The day on which a document was issued, where it is known.
fn issue_date(view: &View<'_>, document: &Spanned<String>) -> Option<PartialDate> {
    view.document(view.document_named(document)?).date.as_ref().map(|date| date.value)
}
