//! A government's own report: the digest, and beside it what the data holds of the
//! document: outline, points, problems, plans, answers, figures and how complete they are.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_coverage::{FigureCoverage, figure_coverage};
use super::report_data::{ReportSources, report_sources};
use super::report_outline::{ReportOutline, report_outline};
use crate::plan::Subject;
use crate::portal::NarrativeId;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, DocumentFacts, FigureGroup, NarrativeBody, PlaceLink, document_facts, figures_by_theme, narrative_body,
    place_link, place_year_link, report_kind, year_words,
};
use crate::render::prose::Setting;
use crate::render::view::View;

/// The page of a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportPage {
    /// The title of the digest.
    pub title: String,
    /// The year of the report, in words.
    pub year: String,
    /// The place whose government reports.
    pub place: Option<PlaceLink>,
    /// The published document.
    pub document: Option<DocumentFacts>,
    /// The digest.
    pub narrative: Option<NarrativeBody>,
    /// What the data holds of the document besides its figures, where the data knows it.
    pub outline: Option<ReportOutline>,
    /// How complete the figures of the document are.
    pub coverage: FigureCoverage,
    /// The page with all figures of the document; none where the document has none.
    pub data_href: Option<String>,
    /// The figures of the digest, by theme, where there is no page of all.
    pub figures: Vec<FigureGroup>,
    /// How many figures there are.
    pub figure_count: usize,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
}

impl PageData for ReportPage {
    const TEMPLATE: &'static str = "report.html";
}

/// A report, by its digest.
pub fn report(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let year = year_words(view, card.year());
    let narrative = narrative_body(view, id, Setting { numbered: true, ..Setting::default() });
    let mut citations = Citations::default();
    let foreign = narrative.as_ref().is_some_and(|narrative| narrative.foreign);
    let mut head = Head::new(card.title(), card.summary()).untranslated(foreign);
    let ReportSources { report, document, figures: ids } = report_sources(view, id);
    let kind = report.map(|report| report_kind(view, report));
    let (mut place, mut outline) = (None, None);
    if let (Some(programme), Some(jurisdiction)) = (card.programme(), card.jurisdiction()) {
        place = Some(place_link(view, programme, jurisdiction));
        let name = view.say(&view.place(jurisdiction).def.names);
        head = head
            .crumb(year.clone(), view.link(Subject::Year(programme, card.year())))
            .crumb(name, place_year_link(view, programme, card.year(), jurisdiction));
        outline = report.map(|report| report_outline(view, report, &mut citations));
    }
    head = head.crumb(kind.unwrap_or_else(|| view.word("report.crumb")), None);
    let data_href = view.link(Subject::ReportData(id));
    let here = card.programme().filter(|_| data_href.is_none());
    let figures = here.map(|programme| figures_by_theme(view, programme, ids.iter().copied(), &mut citations));
    let page = ReportPage {
        title: card.title().to_owned(),
        year,
        place,
        document: document.map(|id| document_facts(view, id)),
        narrative,
        outline,
        coverage: figure_coverage(view, &ids),
        data_href,
        figures: figures.unwrap_or_default(),
        figure_count: ids.len(),
        sources: citations.list(),
    };
    Made::new(head, &page)
}
