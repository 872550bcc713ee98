//! Grades: as badges, by place and by grade.

use schemars::JsonSchema;
use serde::Serialize;

use super::places::{place_year_link, year_words};
use crate::plan::Subject;
use crate::portal::{EvaluationId, JurisdictionId, ProgrammeId};
use crate::render::links::NamedLink;
use crate::render::view::View;

/// A grade as issued, for a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GradeBadge {
    /// The words of the grade.
    pub name: String,
    /// How it is coloured: the tone that the programme gives it.
    pub tone: String,
}

/// The grade of a place in one evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceGrade {
    /// The year evaluated.
    pub year: String,
    /// The page of the place in that year.
    pub href: Option<String>,
    /// The grade; none when the evaluation gave the place none.
    pub grade: Option<GradeBadge>,
    /// The title of the bulletin.
    pub bulletin: String,
    /// The page of the bulletin.
    pub bulletin_href: Option<String>,
}

/// The places that were given one grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesOfGrade {
    /// The grade.
    pub grade: GradeBadge,
    /// How many places were given it.
    pub count: usize,
    /// These places, each with its page in the year.
    pub places: Vec<NamedLink>,
}

/// A grade as issued, for a badge.
pub fn grade_badge(view: &View<'_>, programme: ProgrammeId, grade: usize) -> GradeBadge {
    let grade = &view.programme(programme).grades[grade];
    GradeBadge { name: view.say(&grade.names).to_owned(), tone: grade.tone.code().to_owned() }
}

/// The grades that a place was given, newest first.
pub fn grades_of_place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<PlaceGrade> {
    let evaluations = view.evaluations_of_place(programme, place).iter();
    evaluations
        .map(|id| {
            let evaluation = view.evaluation(*id);
            PlaceGrade {
                year: year_words(view, evaluation.year()),
                href: place_year_link(view, programme, evaluation.year(), place),
                grade: evaluation.grade_of(place).map(|grade| grade_badge(view, programme, grade)),
                bulletin: view.say(&evaluation.def.titles).to_owned(),
                bulletin_href: view.link(Subject::Bulletin(*id)),
            }
        })
        .collect()
}

/// The groups of grades of an evaluation, each place a link.
pub fn grade_groups(view: &View<'_>, id: EvaluationId) -> Vec<PlacesOfGrade> {
    let evaluation = view.evaluation(id);
    let programme = evaluation.programme;
    let groups = evaluation.grades.iter().map(|(position, places)| {
        let places: Vec<NamedLink> = places
            .iter()
            .map(|place| NamedLink {
                name: view.say(&view.place(*place).def.names).to_owned(),
                href: place_year_link(view, programme, evaluation.year(), *place),
            })
            .collect();
        PlacesOfGrade { grade: grade_badge(view, programme, *position), count: places.len(), places }
    });
    groups.collect()
}
