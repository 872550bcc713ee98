//! The grades of an evaluator's places over its cycles, as a grid.

use schemars::JsonSchema;
use serde::Serialize;

use super::grades::{GradeBadge, grade_badge};
use super::places::year_words;
use crate::chart::enough;
use crate::plan::Subject;
use crate::portal::{EvaluationId, JurisdictionId, ProgrammeId};
use crate::render::links::NamedLink;
use crate::render::view::View;

/// The grades of places, one column for a cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GradeGrid {
    /// Who evaluated.
    pub evaluator: String,
    /// What the grid shows: how many places were given the best grade each time; none where no place was.
    pub finding: Option<String>,
    /// The cycles, oldest first, each with its bulletin.
    pub cycles: Vec<NamedLink>,
    /// The places in the official order.
    pub rows: Vec<GradeGridRow>,
}

/// A place of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GradeGridRow {
    /// The place.
    pub place: NamedLink,
    /// Its grade in each cycle; none where the cycle gave it none.
    pub grades: Vec<Option<GradeBadge>>,
}

/// The grids of a programme: one for each evaluator with enough cycles for a course, whose
/// cells are not mostly empty.
pub fn grade_grids(view: &View<'_>, programme: ProgrammeId) -> Vec<GradeGrid> {
    let mut of_evaluator: Vec<(JurisdictionId, Vec<EvaluationId>)> = Vec::new();
    for id in view.evaluations(programme).into_iter().rev() {
        let evaluation = view.evaluation(id);
        if evaluation.grades.is_empty() {
            continue;
        }
        match of_evaluator.iter_mut().find(|(evaluator, _)| *evaluator == evaluation.evaluator) {
            Some((_, cycles)) => cycles.push(id),
            None => of_evaluator.push((evaluation.evaluator, vec![id])),
        }
    }
    let grids = of_evaluator.into_iter().filter(|(_, cycles)| enough::makes_course(cycles.len()));
    grids.filter_map(|(evaluator, cycles)| grade_grid(view, programme, evaluator, &cycles)).collect()
}

fn grade_grid(
    view: &View<'_>,
    programme: ProgrammeId,
    evaluator: JurisdictionId,
    cycles: &[EvaluationId],
) -> Option<GradeGrid> {
    let mut places: Vec<JurisdictionId> = Vec::new();
    for id in cycles.iter().rev() {
        let new = view.evaluation(*id).subjects.iter().filter(|place| !places.contains(place)).copied();
        places.extend(new.collect::<Vec<_>>());
    }
    let grades_of = |place: JurisdictionId| cycles.iter().map(move |id| view.evaluation(*id).grade_of(place));
    let given = places.iter().flat_map(|place| grades_of(*place)).flatten().count();
    if !enough::fills(given, places.len() * cycles.len()) {
        return None;
    }
    // The grades of a programme stand from the best to the poorest.
    let always = places.iter().filter(|place| grades_of(**place).all(|grade| grade == Some(0))).count();
    let best = grade_badge(view, programme, 0).name;
    let [n, total, times] = [always, places.len(), cycles.len()].map(|count| count.to_string());
    let finding =
        || view.fill("home.always_best", &[("grade", &best), ("n", &n), ("total", &total), ("times", &times)]);
    let rows = places.iter().map(|place| GradeGridRow {
        place: NamedLink {
            name: view.say(&view.place(*place).def.names).to_owned(),
            href: view.link(Subject::Place(programme, *place)),
        },
        grades: grades_of(*place).map(|grade| grade.map(|grade| grade_badge(view, programme, grade))).collect(),
    });
    let cycles = cycles.iter().map(|id| NamedLink {
        name: year_words(view, view.evaluation(*id).year()),
        href: view.link(Subject::Bulletin(*id)),
    });
    Some(GradeGrid {
        evaluator: view.say(&view.place(evaluator).def.names).to_owned(),
        finding: (always > 0).then(finding),
        cycles: cycles.collect(),
        rows: rows.collect(),
    })
}
