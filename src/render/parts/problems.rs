//! Problems that evaluations and reports name: with their state, in lists and counts.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_rows::Citations;
use super::places::{PlaceLink, place_link, year_words};
use crate::parse::records::ProblemState;
use crate::plan::Subject;
use crate::portal::{ProblemId, ProgrammeId, Voice};
use crate::render::html::Html;
use crate::render::links::NamedLink;
use crate::render::statement;
use crate::render::view::View;

/// A problem with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemEntry {
    /// The problem's name in the data, used as an anchor.
    pub id: String,
    /// Its permanent page; none on that page itself.
    pub href: Option<String>,
    /// The words of the document.
    pub text: Html,
    /// Who names it.
    pub voice: ProblemVoice,
    /// The category that the evaluator gave it.
    pub category: Option<String>,
    /// The theme that it belongs to.
    pub theme: Option<String>,
    /// How widely it is said to occur, in words of the programme.
    pub extent: Option<String>,
    /// The same in the words of the document, in its language.
    pub quantifier: Option<String>,
    /// Whom it applies to.
    pub applies_to: Option<Html>,
    /// The places it is named for.
    pub places: Vec<PlaceLink>,
    /// The indicators that it is about.
    pub indicators: Vec<NamedLink>,
    /// The code of its state, for styles.
    pub code: String,
    /// The sign of its state.
    pub mark: String,
    /// Its state in words.
    pub state: String,
    /// What documents say of it, oldest first.
    pub history: Vec<AnswerStep>,
    /// The number of its source in the list at the end of the page.
    pub cite: Option<usize>,
    /// What is to be said about it.
    pub notes: Vec<Html>,
}

/// Who names a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemVoice {
    /// `evaluation`, `own` for a report on itself, or `answered` for a finding that a
    /// report answers.
    pub code: String,
    /// The same in words; none for an evaluation.
    pub label: Option<String>,
    /// The finding was concluded from the answer to it.
    pub inferred: bool,
    /// Who found it, where a report says so.
    pub finder: Option<String>,
}

/// What a document says of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerStep {
    /// The year of the document.
    pub year: String,
    /// The code of the state, for styles.
    pub code: String,
    /// The sign of the state.
    pub mark: String,
    /// The state in words.
    pub state: String,
    /// The document does not name the state; it was concluded.
    pub inferred: bool,
    /// The words of the document.
    pub text: Option<Html>,
    /// The number of its source in the list at the end of the page.
    pub cite: Option<usize>,
}

/// How many problems are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StateCount {
    /// The code of the state, for styles.
    pub code: String,
    /// The sign of the state.
    pub mark: String,
    /// The state in words.
    pub name: String,
    /// How many problems are in it.
    pub count: usize,
}

/// The state that the newest document gives; not reported when none speaks of it.
pub fn current_state(view: &View<'_>, id: ProblemId) -> ProblemState {
    view.problem(id).answers.last().map_or(ProblemState::NotReported, |answer| answer.state)
}

/// A state in words.
pub fn state_words(view: &View<'_>, state: ProblemState) -> String {
    view.word(&format!("states.{}.name", state.code()))
}

/// How many problems stand in each state, those that occur only.
pub fn state_counts(view: &View<'_>, ids: &[ProblemId]) -> Vec<StateCount> {
    ProblemState::ALL
        .into_iter()
        .filter_map(|(code, state)| {
            let count = ids.iter().filter(|id| current_state(view, **id) == state).count();
            (count > 0).then(|| StateCount {
                code: code.to_owned(),
                mark: state.mark().to_owned(),
                name: state_words(view, state),
                count,
            })
        })
        .collect()
}

/// A problem with its history.
pub fn problem_entry(
    view: &View<'_>,
    programme: ProgrammeId,
    id: ProblemId,
    citations: &mut Citations,
) -> ProblemEntry {
    let problem = view.problem(id);
    let def = view.programme(programme);
    let state = current_state(view, id);
    let indicators = problem.indicators.iter().map(|id| NamedLink {
        name: view.say(&view.indicator(*id).def.names).to_owned(),
        href: view.link(Subject::Indicator(*id)),
    });
    let history = history(view, id, citations);
    ProblemEntry {
        id: problem.def.id.value.clone(),
        href: view.link(Subject::Problem(id)).filter(|_| view.page().subject != Subject::Problem(id)),
        text: statement::html(view, &problem.def.text),
        voice: voice(view, problem.voice),
        category: problem.category.map(|category| view.say(&def.categories[category].names).to_owned()),
        theme: problem.theme.map(|theme| view.say(&def.themes[theme].names).to_owned()),
        extent: problem.extent.map(|extent| view.say(&def.extents[extent].names).to_owned()),
        quantifier: problem.def.quantifier.clone(),
        applies_to: problem.def.applies_to.as_ref().map(|text| statement::html(view, text)),
        places: problem.jurisdictions.iter().map(|place| place_link(view, programme, *place)).collect(),
        indicators: indicators.collect(),
        code: state.code().to_owned(),
        mark: state.mark().to_owned(),
        state: state_words(view, state),
        history,
        cite: problem.document.map(|document| citations.cite(view, document, &problem.def.source)),
        notes: statement::list(view, &problem.def.notes),
    }
}

fn history(view: &View<'_>, id: ProblemId, citations: &mut Citations) -> Vec<AnswerStep> {
    let answers = view.problem(id).answers.iter();
    answers
        .map(|answer| {
            let document = view.document_named(&answer.source.document);
            AnswerStep {
                year: year_words(view, answer.year),
                code: answer.state.code().to_owned(),
                mark: answer.state.mark().to_owned(),
                state: state_words(view, answer.state),
                inferred: answer.state_inferred,
                text: answer.text.as_ref().map(|text| statement::html(view, text)),
                cite: document.map(|document| citations.cite(view, document, &answer.source)),
            }
        })
        .collect()
}

fn voice(view: &View<'_>, voice: Voice) -> ProblemVoice {
    let labelled = |code: &str| ProblemVoice {
        code: code.to_owned(),
        label: Some(view.word(&format!("reports.problems.{code}_label"))),
        inferred: false,
        finder: None,
    };
    match voice {
        Voice::Evaluation(_) => {
            ProblemVoice { code: "evaluation".to_owned(), label: None, inferred: false, finder: None }
        }
        Voice::Own(_) => labelled("own"),
        Voice::Answered(report, position) => {
            let answer = view.published_report(report).def.rectification.get(position);
            let finder = answer.and_then(|answer| answer.finding_source.as_ref());
            ProblemVoice {
                inferred: answer.is_some_and(|answer| answer.finding_inferred),
                finder: finder.map(|text| view.say(text).to_owned()),
                ..labelled("answered")
            }
        }
    }
}
