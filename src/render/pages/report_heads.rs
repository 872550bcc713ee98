//! Reports where they stand beside each other: in the heads of columns and of answers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::YearBasis;
use crate::plan::Subject;
use crate::portal::{FrameworkId, ReportId};
use crate::render::parts::year_words;
use crate::render::view::View;

/// A report beside others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportHead {
    /// The title of the document.
    pub title: String,
    /// The short name of the place that reports.
    pub short: String,
    /// The full name of the place that reports.
    pub place: String,
    /// The year of the report, in words.
    pub year: String,
    /// The document does not give the year; it was concluded.
    pub inferred: bool,
    /// The page of the report.
    pub href: Option<String>,
}

/// A report beside others.
pub fn report_head(view: &View<'_>, id: ReportId) -> ReportHead {
    let report = view.published_report(id);
    let place = &view.place(report.jurisdiction).def;
    ReportHead {
        title: view.say(&report.def.titles).to_owned(),
        short: view.say(&place.short).to_owned(),
        place: view.say(&place.names).to_owned(),
        year: year_words(view, report.def.year),
        inferred: report.def.year_basis == YearBasis::Inferred,
        href: report_href(view, id),
    }
}

/// The page of a report: that of its digest.
pub fn report_href(view: &View<'_>, id: ReportId) -> Option<String> {
    view.published_report(id).digest.and_then(|digest| view.link(Subject::Report(digest)))
}

/// The reports that answer an item of a framework.
pub fn reports_answering(view: &View<'_>, framework: FrameworkId, reports: &[ReportId]) -> Vec<ReportId> {
    let answers = |id: &&ReportId| {
        let points = &view.published_report(**id).points;
        points.iter().any(|point| point.items.iter().any(|(of, _)| *of == framework))
    };
    reports.iter().filter(answers).copied().collect()
}
