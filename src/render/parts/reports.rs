//! Governments' own reports in lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::places::{PlaceLink, place_link, year_words};
use crate::parse::NarrativeKind;
use crate::parse::records::YearBasis;
use crate::plan::Subject;
use crate::portal::{JurisdictionId, NarrativeId, ProgrammeId, ReportId};
use crate::render::view::View;

/// A report in a list, by the title of its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportEntry {
    /// The title.
    pub title: String,
    /// The language of the title, as a BCP 47 tag.
    pub tag: String,
    /// The title is in the other language.
    pub foreign: bool,
    /// The page of the report.
    pub href: Option<String>,
    /// The year.
    pub year: String,
    /// The place that reports.
    pub place: Option<PlaceLink>,
    /// The kind of report in words; none where only a digest is known.
    pub kind: Option<String>,
}

/// A report of a place as a short link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceReportLink {
    /// The kind of report in words.
    pub kind: String,
    /// The year.
    pub year: String,
    /// The document does not give the year; it was concluded.
    pub inferred: bool,
    /// The page of the report.
    pub href: String,
}

/// The report whose digest a narrative is.
pub fn report_of_digest(view: &View<'_>, programme: ProgrammeId, digest: NarrativeId) -> Option<ReportId> {
    view.reports(programme).into_iter().find(|id| view.published_report(*id).digest == Some(digest))
}

/// The kind of the report whose digest a narrative is, in words.
fn kind_of_digest(view: &View<'_>, programme: ProgrammeId, digest: NarrativeId) -> Option<String> {
    Some(report_kind(view, report_of_digest(view, programme, digest)?))
}

/// The kind of a report in words.
pub fn report_kind(view: &View<'_>, id: ReportId) -> String {
    view.word(&format!("reports.kind.{}", view.published_report(id).def.kind.code()))
}

/// The reports of a place as short links: kind and year.
pub fn reports_of_place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<PlaceReportLink> {
    view.reports(programme)
        .into_iter()
        .filter(|id| view.published_report(*id).jurisdiction == place)
        .filter_map(|id| {
            let report = view.published_report(id);
            Some(PlaceReportLink {
                href: view.link(Subject::Report(report.digest?))?,
                kind: report_kind(view, id),
                year: year_words(view, report.def.year),
                inferred: report.def.year_basis == YearBasis::Inferred,
            })
        })
        .collect()
}

/// The digests of reports of a programme, of a year and a place when they are given.
pub fn report_entries(
    view: &View<'_>,
    programme: ProgrammeId,
    year: Option<u16>,
    place: Option<JurisdictionId>,
) -> Vec<ReportEntry> {
    let digests = view.texts(programme).into_iter().filter(|id| {
        let identity = view.identity(*id);
        identity.kind == NarrativeKind::Report
            && year.is_none_or(|year| identity.year == year)
            && place.is_none_or(|place| identity.jurisdiction == Some(place))
    });
    let entries = digests.map(|id| {
        let card = view.card(id);
        ReportEntry {
            title: card.title().to_owned(),
            tag: card.text_lang().tag().to_owned(),
            foreign: card.text_lang() != view.lang(),
            href: view.link(Subject::Report(id)),
            year: year_words(view, card.year()),
            place: card.jurisdiction().map(|place| place_link(view, programme, place)),
            kind: kind_of_digest(view, programme, id),
        }
    });
    entries.collect()
}
