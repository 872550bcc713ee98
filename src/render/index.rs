//! Which things each list holds: found once, and kept while an edit changes none of it.

use std::collections::HashMap;

use crate::parse::NarrativeKind;
use crate::plan::{CaseList, ProblemList};
use crate::portal::{
    EvaluationId, JurisdictionId, LinkedNarrative, LinkedProblem, NarrativeId, Portal, ProblemId, ProgrammeId,
};

/// The lists of a world.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// By programme, as the evaluations.
    cases: Vec<ProgrammeCases>,
    problems: HashMap<(ProgrammeId, ProblemList), Vec<ProblemId>>,
    evaluations: Vec<ProgrammeEvaluations>,
}

/// The shown cases of a programme.
#[derive(Clone, Debug, Default)]
struct ProgrammeCases {
    /// Newest year first, then in the official order of places.
    all: Vec<NarrativeId>,
    /// The years and places that have cases, in that order.
    runs: Vec<CaseRun>,
    /// By the position of the theme.
    themes: Vec<Vec<NarrativeId>>,
    /// The cases that are about a place below their own, or mention it.
    mentions: HashMap<JurisdictionId, Vec<NarrativeId>>,
}

/// The cases of a place in a year.
#[derive(Clone, Copy, Debug)]
pub struct CaseRun {
    pub year: u16,
    pub place: Option<JurisdictionId>,
    /// Where the cases begin and end in the list of all.
    start: usize,
    end: usize,
}

/// The evaluations of a programme.
#[derive(Clone, Debug, Default)]
struct ProgrammeEvaluations {
    /// Newest first, as all that follow.
    all: Vec<EvaluationId>,
    of_place: HashMap<JurisdictionId, Vec<EvaluationId>>,
    by_evaluator: HashMap<(u16, JurisdictionId), EvaluationId>,
}

impl Index {
    /// The lists of a portal, with its drafts or without them.
    pub fn of(portal: &Portal, drafts: bool) -> Index {
        Index { cases: cases(portal, drafts), problems: problems(portal), evaluations: evaluations(portal) }
    }

    /// The cases of a list that are shown, in display order.
    pub fn cases(&self, programme: ProgrammeId, list: CaseList) -> &[NarrativeId] {
        let cases = self.programme_cases(programme);
        let runs = |year: u16| {
            let start = cases.runs.partition_point(|run| run.year > year);
            let length = cases.runs[start..].partition_point(|run| run.year == year);
            &cases.runs[start..start + length]
        };
        match list {
            CaseList::All => &cases.all,
            CaseList::Theme(theme) => cases.themes.get(theme).map_or(&[], Vec::as_slice),
            CaseList::Year(year) => match runs(year) {
                [] => &[],
                [first, .., last] => &cases.all[first.start..last.end],
                [only] => &cases.all[only.start..only.end],
            },
            CaseList::PlaceYear(year, place) => {
                let runs = runs(year);
                let found = runs.binary_search_by_key(&Some(place), |run| run.place);
                found.map_or(&[], |at| &cases.all[runs[at].start..runs[at].end])
            }
        }
    }

    /// The years and places that have cases, newest year first.
    pub fn case_runs(&self, programme: ProgrammeId) -> &[CaseRun] {
        &self.programme_cases(programme).runs
    }

    /// The shown cases that are about a place below their own, or mention it.
    pub fn mentions(&self, programme: ProgrammeId, place: JurisdictionId) -> &[NarrativeId] {
        self.programme_cases(programme).mentions.get(&place).map_or(&[], Vec::as_slice)
    }

    fn programme_cases(&self, programme: ProgrammeId) -> &ProgrammeCases {
        &self.cases[programme.index()]
    }

    /// The problems of a list, newest year first, in the order of the documents.
    pub fn problems(&self, programme: ProgrammeId, list: ProblemList) -> &[ProblemId] {
        self.problems.get(&(programme, list)).map_or(&[], Vec::as_slice)
    }

    /// The evaluations of a programme, newest first.
    pub fn evaluations(&self, programme: ProgrammeId) -> &[EvaluationId] {
        &self.programme_evaluations(programme).all
    }

    /// The evaluations that cover a place, newest first.
    pub fn evaluations_of(&self, programme: ProgrammeId, place: JurisdictionId) -> &[EvaluationId] {
        self.programme_evaluations(programme).of_place.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The evaluation that a place made of a year.
    pub fn evaluation_by(&self, programme: ProgrammeId, year: u16, evaluator: JurisdictionId) -> Option<EvaluationId> {
        self.programme_evaluations(programme).by_evaluator.get(&(year, evaluator)).copied()
    }

    fn programme_evaluations(&self, programme: ProgrammeId) -> &ProgrammeEvaluations {
        &self.evaluations[programme.index()]
    }
}

/// The shown narratives of a kind, which stand together.
pub fn of_kind(portal: &Portal, drafts: bool, kind: NarrativeKind) -> impl Iterator<Item = &LinkedNarrative> {
    let start = portal.narratives.partition_point(|narrative| narrative.kind < kind);
    let length = portal.narratives[start..].partition_point(|narrative| narrative.kind == kind);
    let all = portal.narratives[start..start + length].iter().map(|narrative| &**narrative);
    all.filter(move |narrative| drafts || !narrative.draft)
}

fn cases(portal: &Portal, drafts: bool) -> Vec<ProgrammeCases> {
    let empty = |id| ProgrammeCases {
        themes: vec![Vec::new(); portal.programme(id).themes.len()],
        ..ProgrammeCases::default()
    };
    let mut found: Vec<ProgrammeCases> = portal.programme_ids().map(empty).collect();
    for case in of_kind(portal, drafts, NarrativeKind::Case) {
        let Some(programme) = case.programme else { continue };
        let cases = &mut found[programme.index()];
        let position = cases.all.len();
        cases.all.push(case.id);
        match cases.runs.last_mut().filter(|run| (run.year, run.place) == (case.year, case.jurisdiction)) {
            Some(run) => run.end = position + 1,
            None => cases.runs.push(CaseRun {
                year: case.year,
                place: case.jurisdiction,
                start: position,
                end: position + 1,
            }),
        }
        for theme in once(&case.themes) {
            if let Some(of_theme) = cases.themes.get_mut(*theme) {
                of_theme.push(case.id);
            }
        }
        let about: Vec<JurisdictionId> = case.county.iter().chain(&case.mentions).copied().collect();
        for place in once(&about) {
            cases.mentions.entry(*place).or_default().push(case.id);
        }
    }
    found
}

/// The members of a short list, each once.
fn once<T: PartialEq>(list: &[T]) -> impl Iterator<Item = &T> {
    let first = |position: usize, member: &T| !list[..position].contains(member);
    list.iter().enumerate().filter(move |(position, member)| first(*position, member)).map(|(_, member)| member)
}

fn problems(portal: &Portal) -> HashMap<(ProgrammeId, ProblemList), Vec<ProblemId>> {
    let mut found: HashMap<(ProgrammeId, ProblemList), Vec<ProblemId>> = HashMap::new();
    for id in portal.problem_ids() {
        let problem = portal.problem(id);
        for list in lists_of(problem) {
            found.entry((problem.programme, list)).or_default().push(id);
        }
    }
    found
}

/// The lists that hold a problem, each once.
fn lists_of(problem: &LinkedProblem) -> impl Iterator<Item = ProblemList> {
    let places = once(&problem.jurisdictions).map(|place| ProblemList::PlaceYear(problem.year, *place));
    let category = problem.category.map(ProblemList::Category);
    [ProblemList::All, ProblemList::Year(problem.year)].into_iter().chain(places).chain(category)
}

fn evaluations(portal: &Portal) -> Vec<ProgrammeEvaluations> {
    let mut found: Vec<ProgrammeEvaluations> =
        portal.programme_ids().map(|_| ProgrammeEvaluations::default()).collect();
    for id in portal.evaluation_ids() {
        let evaluation = portal.evaluation(id);
        let of_programme = &mut found[evaluation.programme.index()];
        of_programme.all.push(id);
        for place in once(&evaluation.subjects) {
            of_programme.of_place.entry(*place).or_default().push(id);
        }
        of_programme.by_evaluator.entry((evaluation.year(), evaluation.evaluator)).or_insert(id);
    }
    found
}
