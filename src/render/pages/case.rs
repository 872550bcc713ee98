//! One case.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CaseList, Subject};
use crate::portal::NarrativeId;
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    CaseEntry, Citations, DisplayNumber, DocumentFacts, FigureRow, NarrativeBody, case_entry, display_numbers,
    document_facts, figure_row, narrative_body, place_year_link, year_words,
};
use crate::render::prose::Setting;
use crate::render::view::View;

/// How many other cases of a list a case shows.
const OTHERS: usize = 3;

/// One case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasePage {
    /// The case as lists show it; none for a text of no programme or place.
    pub entry: Option<CaseEntry>,
    /// The title.
    pub title: String,
    /// The text; none when it could not be read.
    pub narrative: Option<NarrativeBody>,
    /// The numbers that the text is about.
    pub numbers: Vec<DisplayNumber>,
    /// The figures bound in the text.
    pub figures: Vec<FigureRow>,
    /// The document that it is a digest of.
    pub document: Option<DocumentFacts>,
    /// Document and place in it, in words.
    pub source: Option<String>,
    /// When it was published, in words.
    pub published: Option<String>,
    /// The same date for machines.
    pub published_datetime: Option<String>,
    /// The sources that are cited.
    pub sources: Vec<String>,
    /// The recognitions that it was given.
    pub recognitions: Vec<String>,
    /// The page of its place in its year.
    pub place_year: Option<String>,
    /// Some other cases of the place and year.
    pub same_place: Vec<CaseEntry>,
    /// Some other cases of its first theme.
    pub same_theme: Vec<CaseEntry>,
}

impl PageData for CasePage {
    const TEMPLATE: &'static str = "case.html";
}

/// One case.
pub fn case(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let narrative = narrative_body(view, id, Setting::default());
    let foreign = narrative.as_ref().is_some_and(|narrative| narrative.foreign);
    let mut citations = Citations::default();
    let numbers = display_numbers(view, view.figures_in(id));
    let figures = view.figures_in(id).into_iter().map(|figure| figure_row(view, figure, &mut citations)).collect();
    let source = card.document().zip(card.shared().source.as_ref());
    let mut data = CasePage {
        entry: case_entry(view, id),
        title: card.title().to_owned(),
        narrative,
        numbers,
        figures,
        document: card.document().map(|id| document_facts(view, id)),
        source: source.map(|(document, source)| figures::source(view, document, source, view.lang())),
        published: card.shared().published.map(|date| date.words(view.lang())),
        published_datetime: card.shared().published.map(|date| date.to_string()),
        sources: citations.list(),
        recognitions: Vec::new(),
        place_year: None,
        same_place: Vec::new(),
        same_theme: Vec::new(),
    };
    let mut head = Head::new(card.title(), card.summary()).untranslated(foreign);
    if let (Some(programme), Some(place)) = (card.programme(), card.jurisdiction()) {
        let year = card.year();
        let list = |list| view.link(Subject::Cases(programme, list, 1));
        head = head
            .crumb(view.word("menu.cases"), list(CaseList::All))
            .crumb(year_words(view, year), list(CaseList::Year(year)))
            .crumb(view.say(&view.place(place).def.names), list(CaseList::PlaceYear(year, place)));
        let known = &view.programme(programme).recognitions;
        data.recognitions =
            card.recognitions().iter().map(|position| view.say(&known[*position].names).to_owned()).collect();
        data.place_year = place_year_link(view, programme, year, place);
        data.same_place = other_cases(view, id, &view.cases(programme, CaseList::PlaceYear(year, place)));
        if let Some(theme) = card.themes().first() {
            data.same_theme = other_cases(view, id, &view.cases(programme, CaseList::Theme(*theme)));
        }
    }
    Made::new(head.crumb(card.title(), None), &data)
}

/// A few other cases of a list: those that follow, so that each case is shown by some
/// other.
fn other_cases(view: &View<'_>, here: NarrativeId, list: &[NarrativeId]) -> Vec<CaseEntry> {
    let position = list.iter().position(|id| *id == here).unwrap_or(0);
    let around = list.iter().cycle().skip(position + 1).take(list.len().saturating_sub(1)).take(OTHERS);
    around.filter_map(|id| case_entry(view, *id)).collect()
}
