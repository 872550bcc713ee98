//! What an evaluation reports as done and what it asks for: headings with their statements,
//! each heading with its place in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::{Named, Passage, Point};
use crate::plan::Subject;
use crate::portal::{EvaluationId, IndicatorId};
use crate::render::html::Html;
use crate::render::links::NamedLink;
use crate::render::parts::{Citations, FigureBrief, figure_brief};
use crate::render::statement;
use crate::render::view::View;

/// What a document reports or asks for under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvaluationPassage {
    /// Its permanent name in the data, used as an anchor.
    pub id: String,
    /// The heading.
    pub title: Html,
    /// The theme of the programme.
    pub theme: Option<String>,
    /// The place in the document, in words.
    pub place: Option<String>,
    /// The number of its source in the list at the end of the page.
    pub cite: Option<usize>,
    /// The single statements.
    pub points: Vec<EvaluationPoint>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvaluationPoint {
    /// What the document says.
    pub text: Html,
    /// What is to be said about it.
    pub note: Option<Html>,
    /// The indicators that it is about.
    pub indicators: Vec<NamedLink>,
    /// The figures that it gives.
    pub figures: Vec<FigureBrief>,
}

/// What an evaluation reports as done, in the order of the document.
pub fn achievements(view: &View<'_>, id: EvaluationId, citations: &mut Citations) -> Vec<EvaluationPassage> {
    let passages = &view.evaluation(id).def.achievements;
    passages.iter().map(|passage| evaluation_passage(view, id, passage, citations)).collect()
}

/// What an evaluation asks for, in the order of the document.
pub fn demands(view: &View<'_>, id: EvaluationId, citations: &mut Citations) -> Vec<EvaluationPassage> {
    let passages = &view.evaluation(id).def.demands;
    passages.iter().map(|passage| evaluation_passage(view, id, passage, citations)).collect()
}

fn evaluation_passage(
    view: &View<'_>,
    id: EvaluationId,
    passage: &Passage,
    citations: &mut Citations,
) -> EvaluationPassage {
    let themes = &view.programme(view.evaluation(id).programme).themes;
    let named = &passage.theme.value;
    let is = |theme: &&Named| [&theme.id.value, &theme.names.zh, &theme.names.en].contains(&named);
    let theme = themes.iter().find(is);
    let source = passage.source.as_ref();
    let document = source.and_then(|source| view.document_named(&source.document));
    EvaluationPassage {
        id: passage.id.value.clone(),
        title: statement::html(view, &passage.title),
        theme: theme.map(|theme| view.say(&theme.names).to_owned()),
        place: source.and_then(|source| source.place.as_ref()).map(|place| place.get(view.lang()).clone()),
        cite: source.zip(document).map(|(source, document)| citations.cite(view, document, source)),
        points: passage.points.iter().map(|point| evaluation_point(view, point)).collect(),
    }
}

fn evaluation_point(view: &View<'_>, point: &Point) -> EvaluationPoint {
    let indicators = point.indicators.iter().filter_map(|name| view.indicator_named(name));
    let figures = point.observations.iter().filter_map(|name| view.observation_named(name));
    EvaluationPoint {
        text: statement::html(view, &point.text),
        note: point.note.as_ref().map(|note| statement::html(view, note)),
        indicators: indicators.map(|id| indicator_link(view, id)).collect(),
        figures: figures.map(|id| figure_brief(view, id)).collect(),
    }
}

fn indicator_link(view: &View<'_>, id: IndicatorId) -> NamedLink {
    NamedLink { name: view.say(&view.indicator(id).def.names).to_owned(), href: view.link(Subject::Indicator(id)) }
}
