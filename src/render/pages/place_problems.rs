//! The problems named for a place, by year, each with its state.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::ProblemState;
use crate::plan::{ProblemList, Subject};
use crate::portal::{JurisdictionId, ProblemId, ProgrammeId};
use crate::render::parts::{StateCount, current_state, state_counts, state_words, year_words};
use crate::render::view::View;

/// The problems named for a place in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceProblemYear {
    /// The year evaluated, in words.
    pub year: String,
    /// The ledger of these problems.
    pub href: Option<String>,
    /// How many of them are in each state.
    pub states: Vec<StateCount>,
    /// The problems.
    pub items: Vec<PlaceProblem>,
}

/// A problem named for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceProblem {
    /// The words of the document.
    pub text: String,
    /// The page of the problem.
    pub href: Option<String>,
    /// The badge of a problem that was found again once, whatever became of it since.
    pub again: Option<FoundAgain>,
    /// The code of its state, for styles.
    pub code: String,
    /// The sign of its state.
    pub mark: String,
    /// Its state in words.
    pub state: String,
}

/// The badge of a problem that was found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundAgain {
    /// The code of that state, for styles.
    pub code: String,
    /// The sign of that state.
    pub mark: String,
    /// That state in words.
    pub state: String,
}

/// The problems named for a place, newest year first.
pub fn place_problems(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<PlaceProblemYear> {
    let problems = view.problems(programme, ProblemList::All).into_iter().map(|id| view.problem(id));
    let mut years: Vec<u16> =
        problems.filter(|problem| problem.jurisdictions.contains(&place)).map(|problem| problem.year).collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    let groups = years.into_iter().map(|year| {
        let list = ProblemList::PlaceYear(year, place);
        let ids = view.problems(programme, list);
        PlaceProblemYear {
            year: year_words(view, year),
            href: view.link(Subject::Problems(programme, list)),
            states: state_counts(view, &ids),
            items: ids.iter().map(|id| place_problem(view, *id)).collect(),
        }
    });
    groups.collect()
}

fn place_problem(view: &View<'_>, id: ProblemId) -> PlaceProblem {
    let (problem, state) = (view.problem(id), current_state(view, id));
    let found_again = ProblemState::FoundAgain;
    let again = state != found_again && problem.answers.iter().any(|answer| answer.state == found_again);
    PlaceProblem {
        text: view.say(&problem.def.text).to_owned(),
        href: view.link(Subject::Problem(id)),
        again: again.then(|| FoundAgain {
            code: found_again.code().to_owned(),
            mark: found_again.mark().to_owned(),
            state: state_words(view, found_again),
        }),
        code: state.code().to_owned(),
        mark: state.mark().to_owned(),
        state: state_words(view, state),
    }
}
