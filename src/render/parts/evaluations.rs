//! Evaluations as cards.

use schemars::JsonSchema;
use serde::Serialize;

use super::grades::{PlacesOfGrade, grade_groups};
use super::places::year_words;
use crate::plan::Subject;
use crate::portal::EvaluationId;
use crate::render::html::Html;
use crate::render::statement;
use crate::render::view::View;

/// An evaluation in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvaluationCard {
    /// The title of its bulletin.
    pub title: String,
    /// The page of the bulletin.
    pub href: Option<String>,
    /// Who evaluated.
    pub evaluator: String,
    /// The year evaluated.
    pub year: String,
    /// When the bulletin was published, in words.
    pub published: Option<String>,
    /// How many places were evaluated.
    pub subjects: usize,
    /// How many problems it names.
    pub problems: usize,
    /// The grades with the places that were given them.
    pub grades: Vec<PlacesOfGrade>,
    /// What is to be said about the grades.
    pub grades_note: Option<Html>,
}

/// An evaluation in short.
pub fn evaluation_card(view: &View<'_>, id: EvaluationId) -> EvaluationCard {
    let evaluation = view.evaluation(id);
    EvaluationCard {
        title: view.say(&evaluation.def.titles).to_owned(),
        href: view.link(Subject::Bulletin(id)),
        evaluator: view.say(&view.place(evaluation.evaluator).def.names).to_owned(),
        year: year_words(view, evaluation.year()),
        published: evaluation.def.published.as_ref().map(|date| date.words(view.lang())),
        subjects: evaluation.subjects.len(),
        problems: evaluation.problems.len(),
        grades: grade_groups(view, id),
        grades_note: evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
    }
}
