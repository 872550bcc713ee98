//! One page of a list of cases.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CASES_PER_PAGE, CaseList, Subject};
use crate::portal::ProgrammeId;
use crate::render::frame::Head;
use crate::render::links::FilterLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{CaseEntry, case_entry, year_words};
use crate::render::view::View;

/// One page of a list of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasesPage {
    /// The title of the list.
    pub title: String,
    /// How many cases the list has on all its pages.
    pub count: usize,
    /// The cases of this page.
    pub entries: Vec<CaseEntry>,
    /// The page before; none on the first.
    pub previous: Option<String>,
    /// The page after; none on the last.
    pub next: Option<String>,
    /// By what the list can be narrowed.
    pub filters: Vec<CaseFilter>,
}

impl PageData for CasesPage {
    const TEMPLATE: &'static str = "cases.html";
}

/// One way to narrow a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseFilter {
    /// Its name.
    pub label: String,
    /// The narrowed lists, each with its number of cases.
    pub links: Vec<FilterLink>,
}

/// One page of a list of cases.
pub fn cases(view: &View<'_>, programme: ProgrammeId, list: CaseList, page: u16) -> Made {
    let ids = view.cases(programme, list);
    let (title, label) = list_title(view, programme, list);
    let start = (usize::from(page) - 1) * CASES_PER_PAGE;
    let entries = ids.iter().skip(start).take(CASES_PER_PAGE).filter_map(|id| case_entry(view, *id));
    let neighbour = |number: u16| view.link(Subject::Cases(programme, list, number));
    let mut head = Head::new(title.clone(), view.fill("cases.lede", &[("n", &ids.len().to_string())]));
    if list != CaseList::All {
        head = head.crumb(view.word("menu.cases"), view.link(Subject::Cases(programme, CaseList::All, 1)));
    }
    if let CaseList::PlaceYear(year, _) = list {
        let subject = Subject::Cases(programme, CaseList::Year(year), 1);
        head = head.crumb(year_words(view, year), view.link(subject));
    }
    let data = CasesPage {
        title,
        count: ids.len(),
        entries: entries.collect(),
        previous: page.checked_sub(1).filter(|page| *page > 0).and_then(neighbour),
        next: neighbour(page + 1),
        filters: filters(view, programme, list),
    };
    Made::new(head.crumb(label, None), &data)
}

/// The title of a list, and its name among others.
fn list_title(view: &View<'_>, programme: ProgrammeId, list: CaseList) -> (String, String) {
    match list {
        CaseList::All => (view.word("cases.title"), view.word("menu.cases")),
        CaseList::Year(year) => {
            let year = year_words(view, year);
            (view.fill("cases.title_year", &[("year", &year)]), year)
        }
        CaseList::PlaceYear(year, place) => {
            let year = year_words(view, year);
            let place = view.say(&view.place(place).def.names);
            (view.fill("cases.title_place", &[("place", place), ("year", &year)]), place.to_owned())
        }
        CaseList::Theme(theme) => {
            let name = view.say(&view.programme(programme).themes[theme].names);
            (view.fill("cases.title_theme", &[("theme", name)]), name.to_owned())
        }
    }
}

/// Links to the other lists, with counts: they filter without a script.
fn filters(view: &View<'_>, programme: ProgrammeId, current: CaseList) -> Vec<CaseFilter> {
    let runs = view.case_runs(programme);
    let mut years: Vec<u16> = runs.iter().map(|run| run.year).collect();
    years.dedup();
    let places = runs.iter().filter_map(|run| Some((run.year, run.place?)));
    // Places are offered for the year that is looked at, or the newest.
    let shown = match current {
        CaseList::Year(year) | CaseList::PlaceYear(year, _) => Some(year),
        CaseList::All | CaseList::Theme(_) => years.first().copied(),
    };
    let links = |lists: Vec<CaseList>| -> Vec<FilterLink> {
        lists
            .into_iter()
            .filter_map(|list| {
                let href = view.link(Subject::Cases(programme, list, 1))?;
                let (_, label) = list_title(view, programme, list);
                let count = view.cases(programme, list).len();
                Some(FilterLink { label, href, count, current: list == current })
            })
            .collect()
    };
    let themes = (0..view.programme(programme).themes.len()).map(CaseList::Theme).collect();
    let places = places.filter(|(year, _)| Some(*year) == shown);
    [
        ("filters.year", links(years.into_iter().map(CaseList::Year).collect())),
        ("filters.place", links(places.map(|(year, place)| CaseList::PlaceYear(year, place)).collect())),
        ("filters.theme", links(themes)),
    ]
    .into_iter()
    .map(|(word, links)| CaseFilter { label: view.word(word), links })
    .collect()
}
