//! The lists of codes, each code with its names.

use std::collections::BTreeMap;

use super::components::{CONFIDENTIALITIES, OBSERVATION_STATUSES};
use super::figure::{TOTAL, breakdown_code, figures_of, frequency, spans};
use super::lists::CodeListId;
use super::{code_word, identifier, word};
use crate::i18n::{Lang, Text};
use crate::render::downloads::sheet::CodeList;
use crate::render::view::View;

/// A code.
pub struct ListedCode {
    pub id: String,
    pub names: Text,
    pub description: Option<Text>,
    /// The code that it is a part of.
    pub parent: Option<String>,
}

impl ListedCode {
    fn new(id: String, names: Text) -> ListedCode {
        ListedCode { id, names, description: None, parent: None }
    }
}

/// The codes of a list.
pub fn codes(view: &View<'_>, list: CodeListId) -> Vec<ListedCode> {
    let of_list = |list: CodeList| {
        let codes = list.codes().into_iter();
        codes.map(|code| ListedCode::new(code.to_owned(), code_word(view, list, code))).collect()
    };
    let of_table = |table: &[(&str, &str)]| {
        table.iter().map(|(code, key)| ListedCode::new((*code).to_owned(), word(view, key))).collect()
    };
    match list {
        CodeListId::Frequencies => {
            spans(view).into_iter().map(|years| ListedCode::new(frequency(years), of_years(view, years))).collect()
        }
        CodeListId::Places => places(view),
        CodeListId::Indicators => indicators(view),
        CodeListId::Breakdowns => breakdowns(view),
        CodeListId::Natures => of_list(CodeList::Natures),
        CodeListId::ObservationStatuses => of_table(&OBSERVATION_STATUSES),
        CodeListId::Confidentialities => of_table(&CONFIDENTIALITIES),
        CodeListId::Units => units(view),
        CodeListId::Statuses => of_list(CodeList::Statuses),
        CodeListId::Qualifiers => of_list(CodeList::Qualifiers),
        CodeListId::Documents => documents(view),
        CodeListId::YearBases => of_list(CodeList::YearBases),
    }
}

fn of_years(view: &View<'_>, years: u16) -> Text {
    match years {
        1 => word(view, "sdmx.annual"),
        years => Text::from_fn(|lang| view.words_in(lang).fill("sdmx.years", &[("n", &years.to_string())])),
    }
}

fn places(view: &View<'_>) -> Vec<ListedCode> {
    let places = view.all_places().into_iter().map(|id| {
        let place = view.place(id);
        let parent = place.parent.map(|parent| identifier(&view.place(parent).def.slug.value));
        ListedCode { parent, ..ListedCode::new(identifier(&place.def.slug.value), place.def.names.clone()) }
    });
    places.collect()
}

fn indicators(view: &View<'_>) -> Vec<ListedCode> {
    let ids = view.programmes().flat_map(|programme| view.indicators(programme).collect::<Vec<_>>());
    let indicators = ids.map(|id| {
        let def = &view.indicator(id).def;
        let definition = Text::from_fn(|lang| def.definition.get(lang).clone());
        ListedCode { description: Some(definition), ..ListedCode::new(identifier(&def.id.value), def.names.clone()) }
    });
    indicators.collect()
}

fn units(view: &View<'_>) -> Vec<ListedCode> {
    let ids = view.programmes().flat_map(|programme| view.indicators(programme).collect::<Vec<_>>());
    let units: BTreeMap<String, Text> =
        ids.map(|id| view.unit(id)).map(|unit| (identifier(&unit.id.value), unit.names.clone())).collect();
    units.into_iter().map(|(id, names)| ListedCode::new(id, names)).collect()
}

fn documents(view: &View<'_>) -> Vec<ListedCode> {
    let documents = view.documents().into_iter().map(|id| {
        let document = view.document(id);
        ListedCode::new(identifier(&document.id.value), Text::from_fn(|lang| document.titles.get(lang).clone()))
    });
    documents.collect()
}

/// What tells figures of one indicator apart: each combination that a figure has.
fn breakdowns(view: &View<'_>) -> Vec<ListedCode> {
    let figures = view.programmes().flat_map(|programme| figures_of(view, programme));
    let mut known: BTreeMap<String, Text> = BTreeMap::from([(TOTAL.to_owned(), word(view, "sdmx.total"))]);
    for observation in figures.map(|id| view.observation(id)).filter(|observation| !observation.breakdown.is_empty()) {
        known.entry(breakdown_code(view, observation)).or_insert_with(|| {
            let parts = view.breakdown(observation);
            Text::from_fn(|lang: Lang| {
                let (colon, between) = match lang {
                    Lang::Zh => ("：", "；"),
                    Lang::En => (": ", "; "),
                };
                let said = parts.iter().map(|(name, value)| format!("{}{colon}{}", name.get(lang), value.get(lang)));
                said.collect::<Vec<_>>().join(between)
            })
        });
    }
    known.into_iter().map(|(id, names)| ListedCode::new(id, names)).collect()
}
