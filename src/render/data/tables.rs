//! The tables of the whole portal.

use super::sheet::{Column, Sheet, Type, column, full, refers};
use crate::i18n::{Lang, Text};
use crate::parse::Statement;
use crate::parse::data::{self, Qualifier, YearBasis};
use crate::plan::{CaseList, ProblemList, Table};
use crate::portal::{IndicatorId, JurisdictionId, ObservationId};
use crate::render::parts::current_state;
use crate::render::parts::does_not_add_up;
use crate::render::view::View;

/// A table of the package.
pub fn sheet(view: &View<'_>, table: Table) -> Sheet {
    let (columns, key, rows) = match table {
        Table::Observations => return observations(view, "observations", &all_figures(view)),
        Table::Indicators => (INDICATORS, Some("id"), indicators(view)),
        Table::Cities => (CITIES, Some("slug"), cities(view)),
        Table::Problems => (PROBLEMS, Some("id"), problems(view)),
        Table::Cases => (CASES, Some("id"), cases(view)),
        Table::Documents => (DOCUMENTS, Some("id"), documents(view)),
        Table::Corrections => (CORRECTIONS, None, corrections(view)),
    };
    Sheet { name: table.name().to_owned(), columns, key, rows }
}

/// The columns of figures: those every user looks for first, then what tells records of
/// one indicator, place and year apart.
const OBSERVATIONS: &[Column] = &[
    refers("indicator", "indicators", "id"),
    column("city_code", Type::Text),
    full("city_zh", Type::Text),
    full("city_en", Type::Text),
    column("year", Type::Whole),
    column("value", Type::Number),
    full("qualifier", Type::Choice("qualifiers")),
    column("value_low", Type::Number),
    column("value_high", Type::Number),
    full("unit", Type::Text),
    full("status", Type::Choice("statuses")),
    column("definition_version", Type::Whole),
    column("as_printed", Type::Text),
    refers("source_doc", "documents", "id"),
    column("source_place", Type::Text),
    column("note_zh", Type::Text),
    column("note_en", Type::Text),
    full("id", Type::Text),
    refers("city", "cities", "slug"),
    full("nature", Type::Choice("natures")),
    column("breakdown", Type::Text),
    column("year_from", Type::Whole),
    column("year_basis", Type::Choice("year_bases")),
    column("time_of_day", Type::Text),
    column("source_place_en", Type::Text),
    column("remarks", Type::Text),
];

/// Figures as a table.
pub fn observations(view: &View<'_>, name: &str, ids: &[ObservationId]) -> Sheet {
    let rows = ids.iter().map(|id| observation(view, *id)).collect();
    Sheet { name: name.to_owned(), columns: OBSERVATIONS, key: Some("id"), rows }
}

fn all_figures(view: &View<'_>) -> Vec<ObservationId> {
    let programmes = view.programmes();
    let indicators = programmes.flat_map(|programme| view.indicators(programme).collect::<Vec<IndicatorId>>());
    indicators.flat_map(|id| view.figures_of_indicator(id)).collect()
}

fn observation(view: &View<'_>, id: ObservationId) -> Vec<String> {
    let observation = view.observation(id);
    let def = &observation.def;
    let place = &view.place(observation.jurisdiction).def;
    let number = observation.decimal().map(|value| value.to_string()).unwrap_or_default();
    let range = def.qualifier == Qualifier::Range;
    let clock = observation.value.filter(|value| value.decimal().is_none());
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let source_place = def.source.place.as_ref();
    let version = view.indicator(observation.indicator).def.definition_version(def.period);
    vec![
        view.indicator(observation.indicator).def.id.value.clone(),
        place.code.as_ref().map(|code| code.value.clone()).unwrap_or_default(),
        place.names.zh.clone(),
        place.names.en.clone(),
        year(def.period.map(|period| period.to)),
        if range { String::new() } else { number.clone() },
        def.qualifier.code().to_owned(),
        if range { number } else { String::new() },
        observation.upper.map(|upper| upper.to_string()).unwrap_or_default(),
        view.unit(observation.indicator).id.value.clone(),
        def.status.code().to_owned(),
        version.map(|version| version.to_string()).unwrap_or_default(),
        def.printed().unwrap_or_default().to_owned(),
        view.document(observation.document).id.value.clone(),
        source_place.map(|place| place.zh.clone()).unwrap_or_default(),
        notes(&def.notes, Lang::Zh),
        notes(&def.notes, Lang::En),
        def.id.value.clone(),
        place.slug.value.clone(),
        def.nature.code().to_owned(),
        def.breakdown
            .iter()
            .map(|(name, value)| format!("{}={}", name.value, value.value))
            .collect::<Vec<_>>()
            .join(";"),
        year(def.period.filter(|period| period.from != period.to).map(|period| period.from)),
        def.period
            .map(|_| if def.year_basis == YearBasis::Stated { "stated" } else { "inferred" }.to_owned())
            .unwrap_or_default(),
        clock.map(|clock| clock.to_string()).unwrap_or_default(),
        source_place.map(|place| place.en.clone()).unwrap_or_default(),
        remarks(view, id),
    ]
}

/// What pages say of a figure in marks: how it came here, and whether the document
/// contradicts itself about it.
fn remarks(view: &View<'_>, id: ObservationId) -> String {
    let def = &view.observation(id).def;
    let marks = [
        (def.worded, "worded"),
        (def.counted, "counted"),
        (def.repaired, "repaired"),
        (def.derived, "derived"),
        (does_not_add_up(view, id), "does-not-add-up"),
    ];
    marks.into_iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect::<Vec<_>>().join(" ")
}

fn notes(notes: &[Statement], lang: Lang) -> String {
    let separator = if lang == Lang::Zh { "" } else { " " };
    notes.iter().map(|note| note.get(lang).as_str()).collect::<Vec<_>>().join(separator)
}

fn slugs(view: &View<'_>, places: &[JurisdictionId]) -> String {
    places.iter().map(|place| view.place(*place).def.slug.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn or_empty(text: Option<&Text>, lang: Lang) -> String {
    text.map(|text| text.get(lang).clone()).unwrap_or_default()
}

const INDICATORS: &[Column] = &[
    full("id", Type::Text),
    full("programme", Type::Text),
    full("theme", Type::Text),
    full("theme_zh", Type::Text),
    full("theme_en", Type::Text),
    full("name_zh", Type::Text),
    full("name_en", Type::Text),
    full("definition_zh", Type::Text),
    full("definition_en", Type::Text),
    full("unit", Type::Text),
    full("unit_zh", Type::Text),
    full("unit_en", Type::Text),
    full("direction", Type::Choice("directions")),
    full("may_exceed_100", Type::Truth),
    column("targets", Type::Text),
    column("definition_changes", Type::Text),
    column("next_expected", Type::Text),
    column("note_zh", Type::Text),
    column("note_en", Type::Text),
];

fn indicators(view: &View<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for programme in view.programmes() {
        let themes = &view.programme(programme).themes;
        for id in view.indicators(programme) {
            let indicator = view.indicator(id);
            let def = &indicator.def;
            let theme = &themes[indicator.theme];
            let unit = view.unit(id);
            let targets: Vec<String> = indicator.targets.iter().map(|target| target_code(&target.def)).collect();
            rows.push(vec![
                def.id.value.clone(),
                view.programme(programme).id.value.clone(),
                theme.id.value.clone(),
                theme.names.zh.clone(),
                theme.names.en.clone(),
                def.names.zh.clone(),
                def.names.en.clone(),
                def.definition.zh.clone(),
                def.definition.en.clone(),
                unit.id.value.clone(),
                unit.names.zh.clone(),
                unit.names.en.clone(),
                def.direction.name().to_owned(),
                def.may_exceed_100.to_string(),
                targets.join("; "),
                versions(def),
                def.next_expected.as_ref().map(|next| next.date.to_string()).unwrap_or_default(),
                notes(&def.notes, Lang::Zh),
                notes(&def.notes, Lang::En),
            ]);
        }
    }
    rows
}

/// `at-least 80`, `at-least 90 qingdao from 2020`.
fn target_code(target: &data::Target) -> String {
    let mut code = target.operator.name().to_owned();
    let value = target.value.as_ref().map(|value| value.value.to_string());
    let place = target.jurisdiction.as_ref().map(|place| place.value.clone());
    let year = target.from_year().map(|year| format!("from {year}"));
    for part in [value, place, year].into_iter().flatten() {
        code.push(' ');
        code.push_str(&part);
    }
    code
}

/// `2 from 2022; 3 from 2024`: versions of the definition after the first.
fn versions(def: &data::Indicator) -> String {
    let changes = def.definition_changes.iter();
    let codes = changes.map(|change| format!("{} from {}", def.definition_of_year(change.from), change.from));
    codes.collect::<Vec<_>>().join("; ")
}

const CITIES: &[Column] = &[
    full("slug", Type::Text),
    column("code", Type::Text),
    full("level", Type::Choice("levels")),
    refers("parent", "", "slug"),
    full("name_zh", Type::Text),
    full("name_en", Type::Text),
    full("short_zh", Type::Text),
    full("short_en", Type::Text),
    full("placeholder", Type::Truth),
    column("valid_from", Type::Whole),
    column("valid_to", Type::Whole),
    column("note_zh", Type::Text),
    column("note_en", Type::Text),
];

fn cities(view: &View<'_>) -> Vec<Vec<String>> {
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let row = |id: JurisdictionId| {
        let place = view.place(id);
        let def = &place.def;
        vec![
            def.slug.value.clone(),
            def.code.as_ref().map(|code| code.value.clone()).unwrap_or_default(),
            def.level.name().to_owned(),
            place.parent.map(|parent| view.place(parent).def.slug.value.clone()).unwrap_or_default(),
            def.names.zh.clone(),
            def.names.en.clone(),
            def.short.zh.clone(),
            def.short.en.clone(),
            def.placeholder.to_string(),
            year(def.valid.from),
            year(def.valid.to),
            notes(&def.notes, Lang::Zh),
            notes(&def.notes, Lang::En),
        ]
    };
    view.all_places().into_iter().map(row).collect()
}

const PROBLEMS: &[Column] = &[
    full("id", Type::Text),
    full("programme", Type::Text),
    full("year", Type::Whole),
    refers("evaluator", "cities", "slug"),
    column("category", Type::Text),
    column("category_zh", Type::Text),
    column("category_en", Type::Text),
    column("theme", Type::Text),
    full("text_zh", Type::Text),
    full("text_en", Type::Text),
    column("extent", Type::Text),
    column("quantifier", Type::Text),
    column("cities", Type::Text),
    column("indicators", Type::Text),
    full("state", Type::Choice("states")),
    refers("source_doc", "documents", "id"),
    column("source_place", Type::Text),
    column("source_place_en", Type::Text),
    column("note_zh", Type::Text),
    column("note_en", Type::Text),
];

fn problems(view: &View<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for programme in view.programmes() {
        let def = view.programme(programme);
        for id in view.problems(programme, ProblemList::All) {
            let problem = view.problem(id);
            let evaluator = problem.evaluation().map(|id| view.place(view.evaluation(id).evaluator));
            let category = problem.category.map(|category| &def.categories[category]);
            let indicators: Vec<&str> =
                problem.indicators.iter().map(|id| view.indicator(*id).def.id.value.as_str()).collect();
            rows.push(vec![
                problem.def.id.value.clone(),
                def.id.value.clone(),
                problem.year.to_string(),
                evaluator.map(|place| place.def.slug.value.clone()).unwrap_or_default(),
                category.map(|category| category.id.value.clone()).unwrap_or_default(),
                category.map(|category| category.names.zh.clone()).unwrap_or_default(),
                category.map(|category| category.names.en.clone()).unwrap_or_default(),
                problem.theme.map(|theme| def.themes[theme].id.value.clone()).unwrap_or_default(),
                problem.def.text.zh.clone(),
                problem.def.text.en.clone(),
                problem.extent.map(|extent| def.extents[extent].id.value.clone()).unwrap_or_default(),
                problem.def.quantifier.clone().unwrap_or_default(),
                slugs(view, &problem.jurisdictions),
                indicators.join(" "),
                current_state(view, id).code().to_owned(),
                problem.document.map(|id| view.document(id).id.value.clone()).unwrap_or_default(),
                or_empty(problem.def.source.place.as_deref(), Lang::Zh),
                or_empty(problem.def.source.place.as_deref(), Lang::En),
                notes(&problem.def.notes, Lang::Zh),
                notes(&problem.def.notes, Lang::En),
            ]);
        }
    }
    rows
}

const CASES: &[Column] = &[
    full("id", Type::Text),
    full("programme", Type::Text),
    full("year", Type::Whole),
    refers("city", "cities", "slug"),
    refers("county", "cities", "slug"),
    column("title_zh", Type::Text),
    column("title_en", Type::Text),
    column("summary_zh", Type::Text),
    column("summary_en", Type::Text),
    column("themes", Type::Text),
    column("recognitions", Type::Text),
    refers("source_doc", "documents", "id"),
    column("source_place", Type::Text),
    column("source_place_en", Type::Text),
];

fn cases(view: &View<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for programme in view.programmes() {
        let def = view.programme(programme);
        for id in view.cases(programme, CaseList::All) {
            let card = view.card(id);
            let slug = |place: Option<JurisdictionId>| {
                place.map(|place| view.place(place).def.slug.value.clone()).unwrap_or_default()
            };
            let place = slug(card.jurisdiction());
            let names = |ids: &[usize], list: &dyn Fn(usize) -> String| {
                ids.iter().map(|id| list(*id)).collect::<Vec<_>>().join(" ")
            };
            let source = card.shared().source.as_ref().and_then(|source| source.place.as_ref());
            rows.push(vec![
                format!("{}/{}/{place}/{}", def.id.value, card.year(), card.slug()),
                def.id.value.clone(),
                card.year().to_string(),
                place,
                slug(card.county()),
                card.title_in(Lang::Zh).to_owned(),
                card.title_in(Lang::En).to_owned(),
                card.summary_in(Lang::Zh).to_owned(),
                card.summary_in(Lang::En).to_owned(),
                names(card.themes(), &|id| def.themes[id].id.value.clone()),
                names(card.recognitions(), &|id| def.recognitions[id].id.value.clone()),
                card.document().map(|id| view.document(id).id.value.clone()).unwrap_or_default(),
                or_empty(source.map(|place| &place.value), Lang::Zh),
                or_empty(source.map(|place| &place.value), Lang::En),
            ]);
        }
    }
    rows
}

const DOCUMENTS: &[Column] = &[
    full("id", Type::Text),
    full("title_zh", Type::Text),
    full("title_en", Type::Text),
    full("issuer_zh", Type::Text),
    full("issuer_en", Type::Text),
    column("number", Type::Text),
    column("date", Type::Text),
    column("date_note_zh", Type::Text),
    column("date_note_en", Type::Text),
    column("url", Type::Text),
    column("note_zh", Type::Text),
    column("note_en", Type::Text),
];

fn documents(view: &View<'_>) -> Vec<Vec<String>> {
    let row = |id| {
        let document = view.document(id);
        vec![
            document.id.value.clone(),
            document.titles.zh.clone(),
            document.titles.en.clone(),
            document.issuer.zh.clone(),
            document.issuer.en.clone(),
            document.numbered().unwrap_or_default().to_owned(),
            document.date.as_ref().map(|date| date.to_string()).unwrap_or_default(),
            or_empty(document.date_note.as_deref(), Lang::Zh),
            or_empty(document.date_note.as_deref(), Lang::En),
            document.url.clone().unwrap_or_default(),
            notes(&document.notes, Lang::Zh),
            notes(&document.notes, Lang::En),
        ]
    };
    view.documents().into_iter().map(row).collect()
}

const CORRECTIONS: &[Column] = &[
    full("date", Type::Text),
    full("page", Type::Text),
    refers("observation", "observations", "id"),
    full("was_zh", Type::Text),
    full("was_en", Type::Text),
    full("now_zh", Type::Text),
    full("now_en", Type::Text),
    full("why_zh", Type::Text),
    full("why_en", Type::Text),
];

fn corrections(view: &View<'_>) -> Vec<Vec<String>> {
    let row = |correction: &std::sync::Arc<data::Correction>| {
        vec![
            correction.date.value.to_string(),
            correction.page.value.clone(),
            correction.observation.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
            correction.was.zh.clone(),
            correction.was.en.clone(),
            correction.now.zh.clone(),
            correction.now.en.clone(),
            correction.why.zh.clone(),
            correction.why.en.clone(),
        ]
    };
    view.corrections().iter().map(row).collect()
}

/// The rows of a table of figures, named for programs: used by the JSON of an indicator.
pub fn named(sheet: &Sheet) -> Vec<serde_json::Value> {
    let cell = |column: &Column, text: &str| -> serde_json::Value {
        match column.kind {
            _ if text.is_empty() => serde_json::Value::Null,
            Type::Whole | Type::Number => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
            Type::Truth => (text == "true").into(),
            Type::Text | Type::Choice(_) => text.into(),
        }
    };
    let row = |row: &Vec<String>| {
        let cells = sheet.columns.iter().zip(row).map(|(column, text)| (column.name.to_owned(), cell(column, text)));
        serde_json::Value::Object(cells.collect())
    };
    sheet.rows.iter().map(row).collect()
}
