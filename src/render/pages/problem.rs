//! One problem at its permanent address: who named it, and what the documents of all years
//! say of it, each step with its document and the place in it.

use schemars::JsonSchema;
use serde::Serialize;

use super::report_heads::report_href;
use crate::parse::records::SourceRef;
use crate::plan::{ProblemList, Subject};
use crate::portal::{JurisdictionId, LinkedProblem, ObservationId, ProblemAnswer, ProblemId, Voice};
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::NamedLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, FigureBrief, ProblemEntry, figure_brief, problem_entry, state_words, year_words,
};
use crate::render::statement;
use crate::render::view::View;

/// The page of a problem.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProblemPage {
    /// The words of the document.
    pub html: Html,
    /// The year evaluated, in words.
    pub year: String,
    /// What lists show of the problem.
    pub entry: ProblemEntry,
    /// The place whose government names it.
    pub finder: String,
    /// The page of the document that names it.
    pub document_href: Option<String>,
    /// The category into which the evaluator sorts it.
    pub category: Option<NamedLink>,
    /// What the documents say, oldest first.
    pub steps: Vec<ProblemStep>,
    /// The figures of the problem and of its answer.
    pub figures: Vec<FigureBrief>,
    /// Its place in the ledger.
    pub ledger_href: Option<String>,
    /// Problems of other years on an indicator of this one, by the same voice.
    pub near: Vec<NearProblem>,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
}

/// What one document says of the problem.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProblemStep {
    /// The year of the document, in words.
    pub year: String,
    /// The document and the place in it, in words.
    pub source: Option<String>,
    /// The number of that source in the list at the end of the page.
    pub cite: Option<usize>,
    /// Whether the document finds the problem. Otherwise it answers an earlier finding.
    pub found: bool,
    /// The code of the state that an answer gives, for styles.
    pub code: Option<String>,
    /// The sign of that state.
    pub mark: Option<String>,
    /// That state in words.
    pub state: Option<String>,
    /// Whether the editors inferred the state from the words of the answer.
    pub inferred: bool,
    /// The words of an answer.
    pub text: Option<Html>,
}

/// A problem of another year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NearProblem {
    /// The problem.
    pub text: String,
    /// The year evaluated, in words.
    pub year: String,
    /// The page of the problem.
    pub href: Option<String>,
}

impl PageData for ProblemPage {
    const TEMPLATE: &'static str = "problem.html";
}

/// A problem and its history.
pub fn problem(view: &View<'_>, id: ProblemId) -> Made {
    let problem = view.problem(id);
    let programme = problem.programme;
    let year = year_words(view, problem.year);
    let text = view.say(&problem.def.text);
    let ledger = view.link(Subject::Problems(programme, ProblemList::Year(problem.year)));
    let head = Head::new(text, view.fill("problem.lede", &[("text", text), ("year", &year)]))
        .crumb(view.word("menu.problems"), view.link(Subject::Problems(programme, ProblemList::All)))
        .crumb(year.clone(), ledger.clone())
        .crumb(problem.def.id.value.clone(), None);
    let (finder, document_href) = finder(view, problem);
    let category = problem.category.and_then(|category| {
        let href = view.link(Subject::Problems(programme, ProblemList::Category(category)))?;
        let name = view.say(&view.programme(programme).categories[category].names).to_owned();
        Some(NamedLink { name, href: Some(href) })
    });
    let mut citations = Citations::default();
    let page = ProblemPage {
        html: statement::html(view, &problem.def.text),
        year,
        entry: problem_entry(view, programme, id, &mut citations),
        finder,
        document_href,
        category,
        steps: steps(view, problem, &mut citations),
        figures: figures_of(view, problem).into_iter().map(|id| figure_brief(view, id)).collect(),
        ledger_href: ledger.map(|href| format!("{href}#{}", problem.def.id.value)),
        near: near_problems(view, id),
        sources: citations.list(),
    };
    Made::new(head, &page)
}

/// Who names the problem, and the page of the document that does.
fn finder(view: &View<'_>, problem: &LinkedProblem) -> (String, Option<String>) {
    let href = match problem.voice {
        Voice::Evaluation(id) => view.link(Subject::Bulletin(id)),
        Voice::Own(id) | Voice::Answered(id, _) => report_href(view, id),
    };
    (view.say(&view.place(speaker(view, problem)).def.names).to_owned(), href)
}

/// The place whose documents speak of a problem.
fn speaker(view: &View<'_>, problem: &LinkedProblem) -> JurisdictionId {
    match problem.voice {
        Voice::Evaluation(id) => view.evaluation(id).evaluator,
        Voice::Own(id) | Voice::Answered(id, _) => view.published_report(id).jurisdiction,
    }
}

/// The figures of a problem, and those of the answer from which alone it is known.
fn figures_of(view: &View<'_>, problem: &LinkedProblem) -> Vec<ObservationId> {
    let mut figures = problem.observations.clone();
    if let Voice::Answered(report, position) = problem.voice {
        figures.extend(view.published_report(report).rectification.get(position).into_iter().flatten());
    }
    figures
}

/// What the documents say, oldest first: the finding, then each answer. A finding known only
/// from its answer is told with that answer.
fn steps(view: &View<'_>, problem: &LinkedProblem, citations: &mut Citations) -> Vec<ProblemStep> {
    let mut steps = Vec::new();
    if !matches!(problem.voice, Voice::Answered(..)) {
        steps.push(step(view, problem.year, &problem.def.source, None, citations));
    }
    for answer in &problem.answers {
        steps.push(step(view, answer.year, &answer.source, Some(answer), citations));
    }
    steps
}

fn step(
    view: &View<'_>,
    year: u16,
    source: &SourceRef,
    answer: Option<&ProblemAnswer>,
    citations: &mut Citations,
) -> ProblemStep {
    let document = view.document_named(&source.document);
    let text = answer.and_then(|answer| answer.text.as_ref());
    let state = answer.map(|answer| answer.state);
    ProblemStep {
        year: year_words(view, year),
        source: document.map(|id| figures::source(view, id, source, view.lang())),
        cite: document.map(|id| citations.cite(view, id, source)),
        found: answer.is_none(),
        code: state.map(|state| state.code().to_owned()),
        mark: state.map(|state| state.mark().to_owned()),
        state: state.map(|state| state_words(view, state)),
        inferred: answer.is_some_and(|answer| answer.state_inferred),
        text: text.map(|text| statement::html(view, text)),
    }
}

/// Problems of other years on an indicator of this one, by the same voice. No document says
/// that they are the same problem.
fn near_problems(view: &View<'_>, id: ProblemId) -> Vec<NearProblem> {
    let here = view.problem(id);
    let near = view.problems(here.programme, ProblemList::All).into_iter().filter(|other| {
        let other = view.problem(*other);
        let shared = other.indicators.iter().any(|indicator| here.indicators.contains(indicator));
        shared && other.year != here.year && speaker(view, other) == speaker(view, here)
    });
    near.map(|other| {
        let href = view.link(Subject::Problem(other));
        let other = view.problem(other);
        NearProblem { text: view.say(&other.def.text).to_owned(), year: year_words(view, other.year), href }
    })
    .collect()
}
