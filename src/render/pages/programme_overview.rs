//! What a programme's entrance shows: newest results, findings, problems, cases, and the
//! ways into its pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::findings::{EntranceFinding, findings};
use super::updates::{Update, updates};
use crate::parse::records::ProblemState;
use crate::plan::{CaseList, DataFile, ProblemList, Subject};
use crate::portal::{GroupId, ProblemId, ProgrammeId};
use crate::render::charts::{self, PlaceTiles};
use crate::render::frame;
use crate::render::parts::{
    CaseEntry, EvaluationCard, GradeGrid, ReportEntry, StateCount, case_entry, current_state, evaluation_card,
    grade_grids, report_entries, state_counts, year_words,
};
use crate::render::view::View;

/// How many evaluations an entrance shows.
const LATEST: usize = 2;

/// How many cases an entrance shows.
const CASES: usize = 3;

/// The least part of a bar, in tenths of a percent, on which its mark has room on a phone.
const LABELLED: usize = 80;

/// The newest results of a programme, and the ways into its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeOverview {
    /// The name of the programme; empty where the portal has none.
    pub programme: String,
    /// The newest evaluations, newest first.
    pub latest: Vec<EvaluationCard>,
    /// The newest evaluation that gave grades.
    pub graded: Option<EvaluationCard>,
    /// The grades of places over the cycles, where there are enough of them.
    pub grids: Vec<GradeGrid>,
    /// The years with pages, newest first.
    pub years: Vec<YearLink>,
    /// The places of the group that the portal is about, on a map of tiles.
    pub tiles: Option<PlaceTiles>,
    /// The charts that compare the most places, each as one number.
    pub findings: Vec<EntranceFinding>,
    /// The problems of the newest evaluation that names some.
    pub problems: Option<NewestProblems>,
    /// A few cases, from all of the list.
    pub cases: Vec<CaseEntry>,
    /// What was published or corrected last, newest first.
    pub updates: Vec<Update>,
    /// The file of all data.
    pub archive_href: Option<String>,
    /// How many cases there are.
    pub case_count: usize,
    /// The page of all cases.
    pub cases_href: Option<String>,
    /// The page of indicators.
    pub indicators_href: Option<String>,
    /// The page of frameworks.
    pub frameworks_href: Option<String>,
    /// The page of data.
    pub data_href: Option<String>,
    /// The reports of governments.
    pub reports: Vec<ReportEntry>,
}

/// A year with a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearLink {
    /// The year in words.
    pub year: String,
    /// Its page.
    pub href: Option<String>,
}

/// The problems of a year, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NewestProblems {
    /// The year in words.
    pub year: String,
    /// The page of these problems.
    pub href: Option<String>,
    /// How many there are.
    pub count: usize,
    /// The title of the drawing: which category has the most; none where two share that.
    pub finding: Option<String>,
    /// The words for problems that occur widely, which the drawing marks.
    pub wide: Vec<String>,
    /// How many there are of each category.
    pub categories: Vec<ProblemDots>,
    /// A document reports what became of at least one of them.
    pub answered: bool,
    /// The states as pieces of one bar.
    pub bar: Vec<BarPiece>,
    /// How many are in each state.
    pub states: Vec<StateCount>,
}

/// A category of problems, one dot for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemDots {
    /// The category.
    pub name: String,
    /// The page of its problems.
    pub href: Option<String>,
    /// How many problems of the year are of it.
    pub count: usize,
    /// A dot for each, those that occur widely first.
    pub dots: Vec<ProblemDot>,
}

/// A problem as a dot in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemDot {
    /// Where its middle is, in pixels from the left.
    pub x: usize,
    /// It occurs widely.
    pub wide: bool,
}

/// A piece of a bar: the problems in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BarPiece {
    /// The code of the state, for styles.
    pub code: String,
    /// The sign of the state.
    pub mark: String,
    /// Where the piece begins, in percent of the bar.
    pub from: String,
    /// How wide it is, in percent of the bar.
    pub width: String,
    /// Where its middle is, in percent of the bar.
    pub middle: String,
    /// It is wide enough for its sign.
    pub labelled: bool,
}

/// What the entrance of a programme shows.
pub fn programme_overview(view: &View<'_>, programme: ProgrammeId, focus: Option<GroupId>) -> ProgrammeOverview {
    let evaluations = view.evaluations(programme);
    let group = focus.or_else(|| evaluations.iter().find_map(|id| view.evaluation(*id).peers));
    let tiles =
        group.map(|group| charts::place_tiles(view, group, |place| view.link(Subject::Place(programme, place))));
    let cases = view.cases(programme, CaseList::All);
    let years = frame::years(view, programme)
        .into_iter()
        .map(|year| YearLink { year: year_words(view, year), href: view.link(Subject::Year(programme, year)) });
    ProgrammeOverview {
        programme: view.say(&view.programme(programme).names).to_owned(),
        latest: evaluations.iter().take(LATEST).map(|id| evaluation_card(view, *id)).collect(),
        graded: evaluations
            .iter()
            .find(|id| !view.evaluation(**id).grades.is_empty())
            .map(|id| evaluation_card(view, *id)),
        grids: grade_grids(view, programme),
        years: years.collect(),
        tiles,
        findings: findings(view, programme),
        problems: newest_problems(view, programme),
        cases: spread(&cases, CASES).into_iter().filter_map(|id| case_entry(view, id)).collect(),
        updates: updates(view, programme),
        archive_href: view.link(Subject::File(DataFile::Archive)),
        case_count: cases.len(),
        cases_href: view.link(Subject::Cases(programme, CaseList::All, 1)),
        indicators_href: view.link(Subject::Indicators(programme)),
        frameworks_href: view.link(Subject::Frameworks(programme)),
        data_href: view.link(Subject::Data),
        reports: report_entries(view, programme, None, None),
    }
}

/// A few of many, evenly from the whole list, so that not one place fills them all.
fn spread<T: Copy>(list: &[T], wanted: usize) -> Vec<T> {
    let step = (list.len() / wanted.max(1)).max(1);
    list.iter().step_by(step).take(wanted).copied().collect()
}

/// The problems of the newest evaluation that names some, by category.
fn newest_problems(view: &View<'_>, programme: ProgrammeId) -> Option<NewestProblems> {
    let mut ids = view.problems(programme, ProblemList::All);
    ids.retain(|id| view.problem(*id).evaluation().is_some());
    let newest = ids.iter().map(|id| view.problem(*id).year).max()?;
    ids.retain(|id| view.problem(*id).year == newest);
    let categories = problem_dots(view, programme, &ids);
    let states = state_counts(view, &ids);
    Some(NewestProblems {
        year: year_words(view, newest),
        href: view.link(Subject::Problems(programme, ProblemList::Year(newest))),
        count: ids.len(),
        finding: most_problems(view, &categories),
        wide: wide_extents(view, programme),
        categories,
        answered: ids.iter().any(|id| current_state(view, *id) != ProblemState::NotReported),
        bar: bar_pieces(&states, ids.len()),
        states,
    })
}

/// How far the middles of two dots stand apart, and the first from the edge, in pixels.
const DOT: (usize, usize) = (19, 8);

/// The problems of each category that has some, those that occur widely first.
fn problem_dots(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId]) -> Vec<ProblemDots> {
    let extents = view.programme(programme).extents.len();
    let categories = view.programme(programme).categories.iter().enumerate();
    let rows = categories.filter_map(|(position, category)| {
        let of: Vec<_> = ids.iter().map(|id| view.problem(*id)).filter(|p| p.category == Some(position)).collect();
        let wide = of.iter().filter(|problem| problem.extent.is_some_and(|extent| is_wide(extent, extents))).count();
        let dots = (0..of.len()).map(|dot| ProblemDot { x: DOT.1 + dot * DOT.0, wide: dot < wide });
        (!of.is_empty()).then(|| ProblemDots {
            name: view.say(&category.names).to_owned(),
            href: view.link(Subject::Problems(programme, ProblemList::Category(position))),
            count: of.len(),
            dots: dots.collect(),
        })
    });
    rows.collect()
}

/// Whether an extent lies in the upper half of those of its programme, which go from the
/// rarest to the most common.
fn is_wide(extent: usize, extents: usize) -> bool {
    (extent + 1) * 2 > extents
}

fn wide_extents(view: &View<'_>, programme: ProgrammeId) -> Vec<String> {
    let extents = &view.programme(programme).extents;
    let wide = extents.iter().enumerate().filter(|(position, _)| is_wide(*position, extents.len()));
    wide.map(|(_, extent)| view.say(&extent.names).to_owned()).collect()
}

/// Which category has more problems than any other.
fn most_problems(view: &View<'_>, categories: &[ProblemDots]) -> Option<String> {
    let most = categories.iter().max_by_key(|category| category.count)?;
    let alone = categories.iter().filter(|category| category.count == most.count).count() == 1;
    let values = [("category", most.name.as_str()), ("n", &most.count.to_string())];
    (alone && categories.len() > 1).then(|| view.fill("home.most_problems", &values))
}

/// A bar of counts, one piece after the other: where each begins and how wide it is, in
/// tenths of a percent of the whole, so that the pieces end where the bar ends.
fn bar_pieces(states: &[StateCount], total: usize) -> Vec<BarPiece> {
    let share = |count: usize| count * 1000 / total.max(1);
    let percent = |tenths: usize| format!("{}.{}%", tenths / 10, tenths % 10);
    let mut before = 0;
    let pieces = states.iter().map(|state| {
        let (from, to) = (share(before), share(before + state.count));
        before += state.count;
        BarPiece {
            code: state.code.clone(),
            mark: state.mark.clone(),
            from: percent(from),
            width: percent(to - from),
            middle: percent((from + to) / 2),
            labelled: to - from >= LABELLED,
        }
    });
    pieces.collect()
}
