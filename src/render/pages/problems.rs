//! The ledger of problems: whole, by year, by place, by category.

use schemars::JsonSchema;
use serde::Serialize;

use super::report_heads::report_href;
use crate::parse::records::ProblemState;
use crate::plan::{ProblemList, Subject};
use crate::portal::{LinkedProblem, ProblemId, ProgrammeId, ReportId, Voice};
use crate::render::frame::Head;
use crate::render::links::FilterLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{Citations, ProblemEntry, StateCount, problem_entry, state_counts, state_words, year_words};
use crate::render::view::View;

/// The page of a list of problems.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProblemsPage {
    /// The title of the list.
    pub title: String,
    /// How many problems it holds.
    pub count: usize,
    /// How many of them are in each state.
    pub states: Vec<StateCount>,
    /// What each state means.
    pub legend: Vec<StateMeaning>,
    /// Categories by how widely the problems occur, where that is known of several.
    pub matrix: Option<ExtentMatrix>,
    /// The problems, by who names them.
    pub groups: Vec<ProblemGroup>,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
    /// The lists of single years.
    pub years: Vec<FilterLink>,
    /// The lists of single categories.
    pub categories: Vec<FilterLink>,
}

/// What a state means, for the explanation of the signs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StateMeaning {
    /// The code of the state, for styles.
    pub code: String,
    /// The sign of the state.
    pub mark: String,
    /// The state in words.
    pub name: String,
    /// What it means that a problem is in it.
    pub meaning: String,
}

/// Categories by how widely a problem is said to occur.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExtentMatrix {
    /// The heads of the columns: how widely.
    pub heads: Vec<String>,
    /// A row for each category that has problems.
    pub rows: Vec<ExtentMatrixRow>,
}

/// A category in the matrix.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExtentMatrixRow {
    /// The name of the category.
    pub name: String,
    /// The ledger of the category's problems.
    pub href: Option<String>,
    /// How many problems there are, column by column.
    pub cells: Vec<usize>,
    /// How many there are of the category.
    pub total: usize,
}

/// Problems that one document names, of one category.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProblemGroup {
    /// Who names them, when and, for an evaluator, of which category.
    pub heading: String,
    /// The page of the document that names them.
    pub bulletin_href: Option<String>,
    /// Who names them: `evaluation`, `own` or `answered`.
    pub voice: String,
    /// Whether it is the first group of its voice.
    pub first: bool,
    /// The problems, in the order of the document.
    pub entries: Vec<ProblemEntry>,
    /// No later document speaks of any of them: that is said once, with this state.
    pub unreported: Option<StateMeaning>,
}

impl PageData for ProblemsPage {
    const TEMPLATE: &'static str = "problems.html";
}

/// A list of problems.
pub fn problems(view: &View<'_>, programme: ProgrammeId, list: ProblemList) -> Made {
    let ids = view.problems(programme, list);
    let (title, scope) = title(view, programme, list);
    let all = Subject::Problems(programme, ProblemList::All);
    let mut head = Head::new(title.clone(), view.fill("problems.lede", &[("n", &ids.len().to_string())]));
    if list != ProblemList::All {
        head = head.crumb(view.word("menu.problems"), view.link(all));
    }
    head = head.crumb(scope, None);
    let mut citations = Citations::default();
    let years = years_with_problems(view, programme).into_iter().map(ProblemList::Year);
    let categories = (0..view.programme(programme).categories.len()).map(ProblemList::Category);
    let page = ProblemsPage {
        title,
        count: ids.len(),
        states: state_counts(view, &ids),
        legend: state_meanings(view),
        matrix: problem_matrix(view, programme, &ids),
        groups: problem_groups(view, programme, &ids, &mut citations),
        sources: citations.list(),
        years: filter_links(view, programme, list, years),
        categories: filter_links(view, programme, list, categories),
    };
    Made::new(head, &page)
}

/// The title of a list, and what it is of, for breadcrumbs and links.
fn title(view: &View<'_>, programme: ProgrammeId, list: ProblemList) -> (String, String) {
    match list {
        ProblemList::All => (view.word("problems.title"), view.word("menu.problems")),
        ProblemList::Year(year) => {
            let year = year_words(view, year);
            (view.fill("problems.title_year", &[("year", &year)]), year)
        }
        ProblemList::PlaceYear(year, place) => {
            let year = year_words(view, year);
            let place = view.say(&view.place(place).def.names);
            (view.fill("problems.title_place", &[("place", place), ("year", &year)]), format!("{place} {year}"))
        }
        ProblemList::Category(category) => {
            let name = view.say(&view.programme(programme).categories[category].names);
            (view.fill("problems.title_category", &[("category", name)]), name.to_owned())
        }
    }
}

fn years_with_problems(view: &View<'_>, programme: ProgrammeId) -> Vec<u16> {
    let mut years: Vec<u16> =
        view.problems(programme, ProblemList::All).into_iter().map(|id| view.problem(id).year).collect();
    years.dedup();
    years
}

fn filter_links(
    view: &View<'_>,
    programme: ProgrammeId,
    current: ProblemList,
    lists: impl Iterator<Item = ProblemList>,
) -> Vec<FilterLink> {
    lists
        .filter_map(|list| {
            let href = view.link(Subject::Problems(programme, list))?;
            let (_, label) = title(view, programme, list);
            let count = view.problems(programme, list).len();
            Some(FilterLink { label, href, count, current: list == current })
        })
        .collect()
}

/// All states with their meanings, in the order in which they are counted.
fn state_meanings(view: &View<'_>) -> Vec<StateMeaning> {
    let meanings = ProblemState::ALL.into_iter().map(|(code, state)| StateMeaning {
        code: code.to_owned(),
        mark: state.mark().to_owned(),
        name: state_words(view, state),
        meaning: view.word(&format!("states.{code}.meaning")),
    });
    meanings.collect()
}

/// Categories by how widely a problem is said to occur, with counts. Problems without a
/// category are not counted: no evaluator sorted them.
fn problem_matrix(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId]) -> Option<ExtentMatrix> {
    let def = view.programme(programme);
    let problems = ids.iter().map(|id| view.problem(*id));
    let problems: Vec<&LinkedProblem> = problems.filter(|problem| problem.evaluation().is_some()).collect();
    if def.extents.is_empty() || problems.len() < 2 {
        return None;
    }
    let mut columns: Vec<Option<usize>> = (0..def.extents.len()).map(Some).collect();
    columns.push(None);
    columns.retain(|extent| problems.iter().any(|problem| problem.extent == *extent));
    let rows = def.categories.iter().enumerate().filter_map(|(position, category)| {
        let of: Vec<&&LinkedProblem> = problems.iter().filter(|problem| problem.category == Some(position)).collect();
        let count = |extent: &Option<usize>| of.iter().filter(|problem| problem.extent == *extent).count();
        (!of.is_empty()).then(|| ExtentMatrixRow {
            name: view.say(&category.names).to_owned(),
            href: view.link(Subject::Problems(programme, ProblemList::Category(position))),
            cells: columns.iter().map(count).collect(),
            total: of.len(),
        })
    });
    let heads = columns.iter().map(|extent| match extent {
        Some(extent) => view.say(&def.extents[*extent].names).to_owned(),
        None => view.word("problems.no_extent"),
    });
    Some(ExtentMatrix { heads: heads.collect(), rows: rows.collect() })
}

/// The problems by who names them: by evaluation and category, then by report; each in
/// the order of the documents.
fn problem_groups(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: &[ProblemId],
    citations: &mut Citations,
) -> Vec<ProblemGroup> {
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| view.problem(*id).voice.class());
    let mut groups: Vec<ProblemGroup> = Vec::new();
    for id in ids {
        let (heading, bulletin_href) = heading(view, programme, view.problem(id));
        let entry = problem_entry(view, programme, id, citations);
        match groups.last_mut() {
            Some(last) if last.heading == heading => last.entries.push(entry),
            last => {
                let voice = entry.voice.code.clone();
                let first = last.is_none_or(|last| last.voice != voice);
                groups.push(ProblemGroup {
                    heading,
                    bulletin_href,
                    voice,
                    first,
                    entries: vec![entry],
                    unreported: None,
                });
            }
        }
    }
    let not_reported = ProblemState::NotReported.code();
    for group in &mut groups {
        if group.entries.iter().all(|entry| entry.code == not_reported && entry.history.is_empty()) {
            group.unreported = state_meanings(view).into_iter().find(|state| state.code == not_reported);
        }
    }
    groups
}

/// The heading of the group to which a problem belongs, and the way to the document's page.
fn heading(view: &View<'_>, programme: ProgrammeId, problem: &LinkedProblem) -> (String, Option<String>) {
    let year = year_words(view, problem.year);
    let of_report = |report: ReportId, words: &str| {
        let place = view.say(&view.place(view.published_report(report).jurisdiction).def.names);
        (view.fill(words, &[("place", place), ("year", &year)]), report_href(view, report))
    };
    match problem.voice {
        Voice::Evaluation(id) => {
            let evaluator = view.say(&view.place(view.evaluation(id).evaluator).def.names);
            let categories = &view.programme(programme).categories;
            let category = problem.category.and_then(|position| categories.get(position));
            let category = category.map_or("", |category| view.say(&category.names));
            let values = [("year", year.as_str()), ("evaluator", evaluator), ("category", category)];
            (view.fill("problems.group", &values), view.link(Subject::Bulletin(id)))
        }
        Voice::Own(report) => of_report(report, "reports.problems.own"),
        Voice::Answered(report, _) => of_report(report, "reports.problems.answered"),
    }
}
