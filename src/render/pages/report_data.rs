//! All figures of a report's document: many rows, and so a page of its own beside the report.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_coverage::{FigureCoverage, figure_coverage};
use crate::plan::Subject;
use crate::portal::{DocumentId, NarrativeId, ObservationId, ReportId};
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, FigureGroup, PlaceLink, figures_by_theme, place_link, place_year_link, report_of_digest, year_words,
};
use crate::render::view::View;

/// All figures of a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportDataPage {
    /// The title of the digest.
    pub title: String,
    /// The page of the report.
    pub report_href: Option<String>,
    /// The place whose government reports.
    pub place: Option<PlaceLink>,
    /// How complete the figures of the document are.
    pub coverage: FigureCoverage,
    /// The figures of the document, by theme.
    pub figures: Vec<FigureGroup>,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
}

impl PageData for ReportDataPage {
    const TEMPLATE: &'static str = "report_data.html";
}

/// All figures of a report, by its digest.
pub fn report_data(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let year = year_words(view, card.year());
    let ReportSources { figures: ids, .. } = report_sources(view, id);
    let mut citations = Citations::default();
    let mut head = Head::new(
        format!("{} - {}", view.word("reports.all_figures"), card.title()),
        view.word("reports.figures_caption"),
    );
    let report_href = view.link(Subject::Report(id));
    let mut place = None;
    if let (Some(programme), Some(jurisdiction)) = (card.programme(), card.jurisdiction()) {
        place = Some(place_link(view, programme, jurisdiction));
        head = head.crumb(year, view.link(Subject::Year(programme, card.year()))).crumb(
            view.say(&view.place(jurisdiction).def.names),
            place_year_link(view, programme, card.year(), jurisdiction),
        );
    }
    head = head.crumb(view.word("report.crumb"), report_href.clone()).crumb(view.word("reports.all_figures"), None);
    let figures =
        card.programme().map(|programme| figures_by_theme(view, programme, ids.iter().copied(), &mut citations));
    let page = ReportDataPage {
        title: card.title().to_owned(),
        report_href,
        place,
        coverage: figure_coverage(view, &ids),
        figures: figures.unwrap_or_default(),
        sources: citations.list(),
    };
    Made::new(head, &page)
}

/// What a report's figures come from, and which they are.
pub struct ReportSources {
    pub report: Option<ReportId>,
    pub document: Option<DocumentId>,
    pub figures: Vec<ObservationId>,
}

/// The figures of the document of a report; without these, those that the digest prints.
pub fn report_sources(view: &View<'_>, id: NarrativeId) -> ReportSources {
    let card = view.card(id);
    let report = card.programme().and_then(|programme| report_of_digest(view, programme, id));
    let document = report.and_then(|report| view.published_report(report).document).or(card.document());
    let of_document = document.map(|document| view.figures_of_document(document)).unwrap_or_default();
    let figures = if of_document.is_empty() { view.figures_in(id) } else { of_document };
    ReportSources { report, document, figures }
}
