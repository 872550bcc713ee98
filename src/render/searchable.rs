//! What is searched: the finished pages of a language with their kind, place and year, and
//! the figures that answer by themselves.

use std::collections::HashMap;

use super::figures;
use super::parts;
use super::view::View;
use super::world::World;
use crate::i18n::Lang;
use crate::plan::{RecordId, Section, Subject};
use crate::portal::JurisdictionId;
use crate::search::{PageText, SearchableFigure, SearchablePage, SearchableSite};

/// The kinds of pages, those first that readers look for first.
const KINDS: [&str; 8] = ["places", "indicators", "bulletins", "reports", "cases", "problems", "compare", "others"];

/// All that is searched in a language, given what each page says by its file.
pub fn searchable<'a>(world: &'a World, lang: Lang, pages: &'a HashMap<String, PageText>) -> SearchableSite<'a> {
    let search = world.plan.route(Subject::Search, lang).and_then(|route| world.plan.at(route.file()));
    let Some(search) = search else { return SearchableSite::default() };
    let view = View::new(world, search);
    let places: Vec<JurisdictionId> = world.portal.jurisdiction_ids().collect();
    let position: HashMap<JurisdictionId, usize> = places.iter().enumerate().map(|(at, place)| (*place, at)).collect();
    let of_lang = world.plan.pages.iter().filter(|page| page.lang == lang && is_searched(page.subject));
    let searchable_pages = of_lang.filter_map(|page| {
        Some(SearchablePage {
            address: page.route.address(),
            text: pages.get(page.route.file())?,
            kind: KINDS.iter().position(|kind| *kind == kind_of(page.subject)).unwrap_or(KINDS.len() - 1),
            place: place_of(&view, page.subject).and_then(|place| position.get(&place).copied()),
            year: year_of(world, page.subject),
            named: matches!(page.subject, Subject::Place(..) | Subject::Indicator(_)),
        })
    });
    SearchableSite {
        kinds: KINDS.iter().map(|kind| view.word(&format!("search.kinds.{kind}"))).collect(),
        places: places.iter().map(|place| names(&view, *place)).collect(),
        pages: searchable_pages.collect(),
        figures: (0..).zip(&places).flat_map(|(at, place)| figures_of(&view, world, at, *place)).collect(),
        pronounced: lang == Lang::Zh,
    }
}

/// The page of all languages belongs to the first; pages that nobody looks for are left out.
fn is_searched(subject: Subject) -> bool {
    !subject.is_file()
        && !matches!(subject, Subject::NotFound | Subject::Search | Subject::Moved(_) | Subject::Embed(_))
}

/// The names of a place: the one that is shown, then the short one.
fn names(view: &View<'_>, place: JurisdictionId) -> Vec<String> {
    let def = &view.place(place).def;
    let (name, short) = (view.say(&def.names).to_owned(), view.say(&def.short).to_owned());
    if name == short { vec![name] } else { vec![name, short] }
}

fn figures_of<'a>(view: &View<'_>, world: &'a World, place: usize, id: JurisdictionId) -> Vec<SearchableFigure<'a>> {
    let lang = view.lang();
    let mut found = Vec::new();
    for figure in world.portal.observations_of(id) {
        let observation = world.portal.observation(figure);
        let Some(route) = world.plan.route(Subject::Indicator(observation.indicator), lang) else { continue };
        let brief = parts::figure_brief(view, figure);
        let said = brief.breakdown.into_iter().chain(brief.nature);
        let text = std::iter::once(brief.value).chain(said).collect::<Vec<_>>().join(&view.word("search.separator"));
        found.push(SearchableFigure {
            place,
            address: route.address(),
            anchor: &observation.def.id.value,
            year: observation.def.period.map(|period| period.to),
            text,
            source: figures::source(view, observation.document, &observation.def.source, lang),
        });
    }
    found
}

fn kind_of(subject: Subject) -> &'static str {
    match subject.facets().section {
        Section::Places => "places",
        Section::Indicators => "indicators",
        Section::Bulletins => "bulletins",
        Section::Reports => "reports",
        Section::Cases => "cases",
        Section::Problems => "problems",
        Section::Compare => "compare",
        Section::Site | Section::Data | Section::About => "others",
    }
}

/// The place that a page is about, where it is one.
fn place_of(view: &View<'_>, subject: Subject) -> Option<JurisdictionId> {
    let facets = subject.facets();
    facets.place.or_else(|| match facets.record? {
        RecordId::Evaluation(id) => Some(view.evaluation(id).evaluator),
        RecordId::Narrative(id) => view.identity(id).jurisdiction,
        RecordId::Problem(id) => match view.problem(id).jurisdictions.as_slice() {
            [place] => Some(*place),
            _ => None,
        },
        RecordId::Programme(_) | RecordId::Indicator(_) | RecordId::Framework(_) => None,
    })
}

/// The year that a page is about, where it is one.
fn year_of(world: &World, subject: Subject) -> Option<u16> {
    let facets = subject.facets();
    facets.year.or_else(|| match facets.record? {
        RecordId::Evaluation(id) => Some(world.portal.evaluation(id).year()),
        RecordId::Narrative(id) => Some(world.portal.narrative(id).year).filter(|_| facets.section != Section::About),
        RecordId::Problem(id) => Some(world.portal.problem(id).year),
        RecordId::Programme(_) | RecordId::Indicator(_) | RecordId::Framework(_) => None,
    })
}
