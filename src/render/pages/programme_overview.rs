//! What a programme's entrance shows: newest results, findings, problems, cases, and the
//! ways into its pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::findings::{EntranceFinding, findings};
use super::updates::{Update, updates};
use crate::plan::{CaseList, DataFile, ProblemList, Subject};
use crate::portal::{GroupId, ProgrammeId};
use crate::render::charts::{self, PlaceTiles};
use crate::render::frame;
use crate::render::parts::{
    CaseEntry, EvaluationCard, ReportEntry, StateCount, case_entry, evaluation_card, report_entries, state_counts,
    year_words,
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
    /// How many there are of each category.
    pub categories: Vec<CategoryLink>,
    /// The states as pieces of one bar.
    pub bar: Vec<BarPiece>,
    /// How many are in each state.
    pub states: Vec<StateCount>,
}

/// A category of problems with their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CategoryLink {
    /// The category.
    pub name: String,
    /// The page of its problems.
    pub href: Option<String>,
    /// How many problems of the year are of it.
    pub count: usize,
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
        years: years.collect(),
        tiles,
        findings: group.map(|group| findings(view, programme, group)).unwrap_or_default(),
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
    let categories = view.programme(programme).categories.iter().enumerate();
    let categories = categories.filter_map(|(position, category)| {
        let count = ids.iter().filter(|id| view.problem(**id).category == Some(position)).count();
        (count > 0).then(|| CategoryLink {
            name: view.say(&category.names).to_owned(),
            href: view.link(Subject::Problems(programme, ProblemList::Category(position))),
            count,
        })
    });
    let states = state_counts(view, &ids);
    Some(NewestProblems {
        year: year_words(view, newest),
        href: view.link(Subject::Problems(programme, ProblemList::Year(newest))),
        count: ids.len(),
        categories: categories.collect(),
        bar: bar_pieces(&states, ids.len()),
        states,
    })
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
