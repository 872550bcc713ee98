//! Evaluations as cards.

use schemars::JsonSchema;
use serde::Serialize;

use super::grades::{PlacesOfGrade, grade_groups};
use super::places::year_words;
use crate::parse::NarrativeKind;
use crate::plan::{CaseList, Subject};
use crate::portal::{EvaluationId, NarrativeId};
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
    /// What its text says, in short; none where there is no text or no summary.
    pub summary: Option<String>,
    /// The language of the summary, as a BCP 47 tag.
    pub summary_tag: Option<String>,
    /// How many problems it names.
    pub problems: usize,
    /// How many cases its year has.
    pub cases: usize,
    /// How many points it asks for.
    pub demands: usize,
    /// The grades with the places that were given them.
    pub grades: Vec<PlacesOfGrade>,
    /// What is to be said about the grades.
    pub grades_note: Option<Html>,
}

/// An evaluation in short.
pub fn evaluation_card(view: &View<'_>, id: EvaluationId) -> EvaluationCard {
    let evaluation = view.evaluation(id);
    let text = bulletin_text(view, id).map(|text| view.card(text)).filter(|text| !text.summary().is_empty());
    let demands = evaluation.def.demands.iter().map(|passage| passage.points.len());
    EvaluationCard {
        title: view.say(&evaluation.def.titles).to_owned(),
        href: view.link(Subject::Bulletin(id)),
        evaluator: view.say(&view.place(evaluation.evaluator).def.names).to_owned(),
        year: year_words(view, evaluation.year()),
        published: evaluation.def.published.as_ref().map(|date| date.words(view.lang())),
        subjects: evaluation.subjects.len(),
        summary: text.map(|text| text.summary().to_owned()),
        summary_tag: text.map(|text| text.text_lang().tag().to_owned()),
        problems: evaluation.problems.len(),
        cases: view.cases(evaluation.programme, CaseList::Year(evaluation.year())).len(),
        demands: demands.sum(),
        grades: grade_groups(view, id),
        grades_note: evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
    }
}

/// The text of an evaluation's bulletin.
pub fn bulletin_text(view: &View<'_>, id: EvaluationId) -> Option<NarrativeId> {
    let evaluation = view.evaluation(id);
    view.texts(evaluation.programme).into_iter().find(|text| {
        let identity = view.identity(*text);
        identity.kind == NarrativeKind::Bulletin
            && identity.year == evaluation.year()
            && identity.jurisdiction == Some(evaluation.evaluator)
    })
}
