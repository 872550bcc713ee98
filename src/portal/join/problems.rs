//! Problems: named by an evaluation or by a government itself, and what was said of them
//! later.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned, nearest_words};
use crate::parse::Statement;
use crate::parse::data::{self, ProblemState, SourceRef};
use crate::portal::ids::{
    DocumentId, EvaluationId, IndicatorId, JurisdictionId, ObservationId, ProblemId, ProgrammeId, ReportId,
};
use crate::portal::join::assemble::{NameTable, one_of, theme_of};
use crate::portal::join::evaluations::known_observation;
use crate::portal::model::Portal;
use crate::portal::names::Names;
use crate::say;

/// A problem and what was said of it later.
#[derive(Clone, Debug)]
pub struct LinkedProblem {
    pub def: Arc<data::Problem>,
    pub programme: ProgrammeId,
    /// The year evaluated.
    pub year: u16,
    pub voice: Voice,
    /// Position among the programme's categories.
    pub category: Option<usize>,
    pub theme: Option<usize>,
    pub extent: Option<usize>,
    pub jurisdictions: Vec<JurisdictionId>,
    pub indicators: Vec<IndicatorId>,
    pub observations: Vec<ObservationId>,
    pub document: Option<DocumentId>,
    /// Oldest first.
    pub answers: Vec<ProblemAnswer>,
}

/// Who names a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The evaluator, in a bulletin.
    Evaluation(EvaluationId),
    /// The government itself.
    Own(ReportId),
    /// An evaluator whose document is not here: the finding is known from the answer, by
    /// its position among the report's answers.
    Answered(ReportId, usize),
}

impl LinkedProblem {
    /// The evaluation that names it, where one does.
    pub fn evaluation(&self) -> Option<EvaluationId> {
        match self.voice {
            Voice::Evaluation(id) => Some(id),
            Voice::Own(_) | Voice::Answered(..) => None,
        }
    }

    /// The report from which it is known, where it is one.
    pub fn report(&self) -> Option<ReportId> {
        match self.voice {
            Voice::Evaluation(_) => None,
            Voice::Own(id) | Voice::Answered(id, _) => Some(id),
        }
    }
}

/// What a document says of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProblemAnswer {
    /// The year of the evaluation or report that says it.
    pub year: u16,
    pub state: ProblemState,
    /// The state was read from what was done; the document does not name it.
    pub state_inferred: bool,
    pub text: Option<Statement>,
    pub source: SourceRef,
}

/// Fills the portal's problems and attaches the answers.
pub fn gather(portal: &mut Portal, book: &mut NameTable, problems: &mut Diagnostics) {
    let mut found = of_evaluations(portal, book, problems);
    found.extend(of_reports(portal, book, problems));
    found.sort_by_key(|problem| (problem.programme, Reverse(problem.year), problem.voice.class(), problem.voice));
    let mut names = Names::new(Code::UnknownName, "问题", "problem");
    for problem in found {
        let id = ProblemId::new(portal.problems.len());
        if names.add(&problem.def.id, id, Code::DuplicateId, problems) {
            portal.problems_by_id.insert(problem.def.id.value.clone(), id);
            match problem.voice {
                Voice::Evaluation(evaluation) => portal.evaluations[evaluation.index()].problems.push(id),
                Voice::Own(report) => portal.reports[report.index()].problems.push(id),
                Voice::Answered(report, _) => portal.reports[report.index()].answered.push(id),
            }
            portal.problems.push(problem);
        }
    }
    attach(portal, book, problems);
    unanswered(portal, problems);
}

impl Voice {
    /// The order in lists: evaluators first, then what governments name, then what they
    /// answer.
    pub fn class(self) -> u8 {
        match self {
            Voice::Evaluation(_) => 0,
            Voice::Own(_) => 1,
            Voice::Answered(..) => 2,
        }
    }
}

fn of_evaluations(portal: &Portal, book: &mut NameTable, problems: &mut Diagnostics) -> Vec<LinkedProblem> {
    let mut found = Vec::new();
    for id in portal.evaluation_ids() {
        let evaluation = portal.evaluation(id);
        for def in &evaluation.def.problems {
            let voice = Voice::Evaluation(id);
            let problem = resolve(portal, def, evaluation.programme, evaluation.year(), voice, book, problems);
            if problem.category.is_some() {
                found.push(problem);
            } else {
                // Reported; what answers it is no second error.
                book.lost.insert(def.id.value.clone());
            }
        }
    }
    found
}

fn of_reports(portal: &Portal, book: &NameTable, problems: &mut Diagnostics) -> Vec<LinkedProblem> {
    let mut found = Vec::new();
    for id in portal.report_ids() {
        let report = portal.report(id);
        let (programme, year) = (report.programme, report.def.year);
        let own = report.def.problems.iter().map(|def| (def, Voice::Own(id)));
        let answered = report.def.rectification.iter().enumerate();
        let answered = answered.filter(|(_, answer)| answer.problem.is_none());
        let answered = answered.map(|(position, answer)| (&answer.finding, Voice::Answered(id, position)));
        for (def, voice) in own.chain(answered) {
            let mut problem = resolve(portal, def, programme, year, voice, book, problems);
            problem.jurisdictions = vec![report.jurisdiction];
            found.push(problem);
        }
    }
    found
}

fn resolve(
    portal: &Portal,
    def: &Arc<data::Problem>,
    programme: ProgrammeId,
    year: u16,
    voice: Voice,
    book: &NameTable,
    problems: &mut Diagnostics,
) -> LinkedProblem {
    let words = portal.programme(programme);
    let category = def.category.as_ref().and_then(|name| {
        let known = words.categories.iter().map(|category| category.id.value.as_str());
        one_of(Code::UnknownName, "问题类别", "category", known, name, &book.lost, problems)
    });
    let extent = def.extent.as_ref().and_then(|name| {
        let known = words.extents.iter().map(|extent| extent.id.value.as_str());
        one_of(Code::UnknownName, "程度", "extent", known, name, &book.lost, problems)
    });
    LinkedProblem {
        programme,
        year,
        voice,
        category,
        theme: def.theme.as_ref().and_then(|name| theme_of(words, name, &book.lost, problems)),
        extent,
        jurisdictions: def
            .jurisdictions
            .iter()
            .filter_map(|name| book.places.resolve(name, &book.lost, problems))
            .collect(),
        indicators: def
            .indicators
            .iter()
            .filter_map(|name| book.indicators.resolve(name, &book.lost, problems))
            .collect(),
        observations: observations(portal, &def.observations, book, problems),
        document: book.documents.resolve(&def.source.document, &book.lost, problems),
        answers: Vec::new(),
        def: def.clone(),
    }
}

/// The figures that a list of ids names.
pub fn observations(
    portal: &Portal,
    names: &[Spanned<String>],
    book: &NameTable,
    problems: &mut Diagnostics,
) -> Vec<ObservationId> {
    names.iter().filter_map(|name| known_observation(portal, name, &book.lost, problems)).collect()
}

/// Answers of later evaluations and of reports, attached to the problems that they
/// answer.
fn attach(portal: &mut Portal, book: &NameTable, problems: &mut Diagnostics) {
    let mut answers: Vec<(ProblemId, ProblemAnswer)> = Vec::new();
    for evaluation in &portal.evaluations {
        for answer in &evaluation.def.answers {
            book.documents.resolve(&answer.source.document, &book.lost, problems);
            let said = ProblemAnswer {
                year: evaluation.year(),
                state: answer.state,
                state_inferred: false,
                text: answer.text.clone(),
                source: answer.source.clone(),
            };
            answers.extend(answered(portal, &answer.problem, book, problems).map(|id| (id, said)));
        }
    }
    for report in &portal.reports {
        for answer in &report.def.rectification {
            let problem = match &answer.problem {
                Some(name) => answered(portal, name, book, problems),
                None => portal.problem_named(&answer.finding.id),
            };
            let said = ProblemAnswer {
                year: report.def.year,
                state: answer.state,
                state_inferred: answer.state_inferred,
                text: Some(answer.text.clone()),
                source: answer.source.clone(),
            };
            answers.extend(problem.map(|id| (id, said)));
        }
    }
    answers.sort_by_key(|(_, answer)| answer.year);
    for (id, answer) in answers {
        portal.problems[id.index()].answers.push(answer);
    }
}

/// The problem that an answer names; an unknown one is reported.
fn answered(
    portal: &Portal,
    name: &Spanned<String>,
    book: &NameTable,
    problems: &mut Diagnostics,
) -> Option<ProblemId> {
    let found = portal.problem_named(name);
    if found.is_none() && !book.lost.contains(name.value.as_str()) {
        let wrong = &name.value;
        let known = portal.problems_by_id.keys().map(String::as_str);
        let problem = Diagnostic::new(
            Code::UnknownName,
            name.span,
            say!("没有编号为`{wrong}`的问题", "there is no problem `{wrong}`"),
        );
        let help = nearest_words(wrong, known)
            .unwrap_or_else(|| say!("写以前评价里已有的问题编号", "use the id of a problem of an earlier evaluation"));
        problems.push(problem.help(help));
    }
    found
}

/// A problem that is open and that the same evaluator's next evaluation passes over. An
/// evaluation of which neither problems nor answers are known accounts for nothing.
fn unanswered(portal: &Portal, problems: &mut Diagnostics) {
    for problem in &portal.problems {
        let (Some(evaluation), Some(open_since)) = (problem.evaluation(), open_since(problem)) else { continue };
        let evaluation = portal.evaluation(evaluation);
        let later = portal.evaluations.iter().filter(|later| {
            let same = (later.programme, later.evaluator) == (evaluation.programme, evaluation.evaluator);
            let speaks = !later.problems.is_empty() || !later.def.answers.is_empty();
            same && speaks && later.year() > open_since
        });
        let Some(next) = later.min_by_key(|later| later.year()) else { continue };
        let (id, year, next_year) = (&problem.def.id.value, open_since, next.year());
        problems.push(
            Diagnostic::new(
                Code::ProblemUnanswered,
                problem.def.id.span,
                say!(
                    "问题`{id}`到{year}年还没有整改完，{next_year}年的评价没有交代",
                    "the problem `{id}` was open in {year}, and the evaluation of {next_year} does not account for it"
                ),
            )
            .related(next.def.evaluator.span, say!("{next_year}年的评价", "the evaluation of {next_year}"))
            .help(say!(
                "在{next_year}年评价的`answers`里写出文件怎样说；文件没有说的，写`state: not-reported`并注明出处",
                "say in the `answers` of {next_year} what the document says of it; if it says nothing, write `state: not-reported` with the source"
            )),
        );
    }
}

/// Since when a problem is open; nothing when the last document that speaks of it says
/// that it is settled, or a standing task.
fn open_since(problem: &LinkedProblem) -> Option<u16> {
    match problem.answers.last() {
        None => Some(problem.year),
        Some(answer) if matches!(answer.state, ProblemState::Rectified | ProblemState::Standing) => None,
        Some(answer) => Some(answer.year),
    }
}
