//! A government's own report: the digest, and beside it what the data holds of the
//! document: outline, points, problems, plans, answers, figures and how complete they are.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_coverage::{FigureCoverage, figure_coverage};
use super::report_outline::{ReportOutline, report_outline};
use crate::plan::Subject;
use crate::portal::NarrativeId;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, DocumentFacts, FigureGroup, NarrativeBody, PlaceLink, document_facts, figures_by_theme, narrative_body,
    place_link, place_year_link, report_kind, report_of_digest, year_words,
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
    /// The figures of the document, by theme.
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
    let (mut place, mut outline, mut kind, mut document) = (None, None, None, card.document());
    if let Some(programme) = card.programme() {
        let report = report_of_digest(view, programme, id);
        kind = report.map(|report| report_kind(view, report));
        if let Some(jurisdiction) = card.jurisdiction() {
            place = Some(place_link(view, programme, jurisdiction));
            let name = view.say(&view.place(jurisdiction).def.names);
            head = head
                .crumb(year.clone(), view.link(Subject::Year(programme, card.year())))
                .crumb(name, place_year_link(view, programme, card.year(), jurisdiction));
            if let Some(report) = report {
                document = view.published_report(report).document.or(document);
                outline = Some(report_outline(view, report, &mut citations));
            }
        }
    }
    head = head.crumb(kind.unwrap_or_else(|| view.word("report.crumb")), None);
    let of_document = document.map(|document| view.figures_of_document(document)).unwrap_or_default();
    let ids = if of_document.is_empty() { view.figures_in(id) } else { of_document };
    let figures = card.programme().map(|programme| {
        let ids = ids.iter().copied();
        figures_by_theme(view, programme, ids, &mut citations)
    });
    let page = ReportPage {
        title: card.title().to_owned(),
        year,
        place,
        document: document.map(|id| document_facts(view, id)),
        narrative,
        outline,
        coverage: figure_coverage(view, &ids),
        figures: figures.unwrap_or_default(),
        figure_count: ids.len(),
        sources: citations.list(),
    };
    Made::new(head, &page)
}
