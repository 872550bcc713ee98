//! Problems: named by an evaluation or by a government itself, and what was said of them
//! later.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::records::{self, ProblemState};
use crate::portal::ids::{ProblemId, ProgrammeId};
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, resolve_among, resolve_observations, resolve_theme};
use crate::portal::records::{LinkedProblem, ProblemAnswer, Voice};
use crate::say;

/// Fills the portal's problems and attaches the answers.
pub fn collect_problems(portal: &mut Portal, table: &mut NameTable, diagnostics: &mut Diagnostics) {
    let mut found = problems_of_evaluations(portal, table, diagnostics);
    found.extend(problems_of_reports(portal, table, diagnostics));
    found.sort_by_key(|problem| (problem.programme, Reverse(problem.year), problem.voice.class(), problem.voice));
    let mut names = Names::new(Code::UnknownName, "问题", "problem");
    for problem in found {
        let id = ProblemId::new(portal.problems.len());
        if names.add(&problem.def.id, id, Code::DuplicateId, diagnostics) {
            portal.problems_by_id.insert(problem.def.id.value.clone(), id);
            match problem.voice {
                Voice::Evaluation(evaluation) => portal.evaluations[evaluation.index()].problems.push(id),
                Voice::Own(report) => portal.reports[report.index()].problems.push(id),
                Voice::Answered(report, _) => portal.reports[report.index()].answered.push(id),
            }
            portal.problems.push(problem);
        }
    }
    attach_answers(portal, table, diagnostics);
    diagnose_unanswered(portal, diagnostics);
}

fn problems_of_evaluations(
    portal: &Portal,
    table: &mut NameTable,
    diagnostics: &mut Diagnostics,
) -> Vec<LinkedProblem> {
    let mut found = Vec::new();
    for id in portal.evaluation_ids() {
        let evaluation = portal.evaluation(id);
        for def in &evaluation.def.problems {
            let voice = Voice::Evaluation(id);
            let problem = link_problem(portal, def, evaluation.programme, evaluation.year(), voice, table, diagnostics);
            if problem.category.is_some() {
                found.push(problem);
            } else {
                // Reported; what answers it is no second error.
                table.unreadable_names.insert(def.id.value.clone());
            }
        }
    }
    found
}

fn problems_of_reports(portal: &Portal, table: &NameTable, diagnostics: &mut Diagnostics) -> Vec<LinkedProblem> {
    let mut found = Vec::new();
    for id in portal.report_ids() {
        let report = portal.report(id);
        let (programme, year) = (report.programme, report.def.year);
        let own = report.def.problems.iter().map(|def| (def, Voice::Own(id)));
        let answered = report.def.rectification.iter().enumerate();
        let answered = answered.filter(|(_, answer)| answer.problem.is_none());
        let answered = answered.map(|(position, answer)| (&answer.finding, Voice::Answered(id, position)));
        for (def, voice) in own.chain(answered) {
            let mut problem = link_problem(portal, def, programme, year, voice, table, diagnostics);
            problem.jurisdictions = vec![report.jurisdiction];
            found.push(problem);
        }
    }
    found
}

fn link_problem(
    portal: &Portal,
    def: &Arc<records::Problem>,
    programme: ProgrammeId,
    year: u16,
    voice: Voice,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> LinkedProblem {
    let words = portal.programme(programme);
    let category = def.category.as_ref().and_then(|name| {
        let known = words.categories.iter().map(|category| category.id.value.as_str());
        resolve_among(Code::UnknownName, "问题类别", "category", known, name, &table.unreadable_names, diagnostics)
    });
    let extent = def.extent.as_ref().and_then(|name| {
        let known = words.extents.iter().map(|extent| extent.id.value.as_str());
        resolve_among(Code::UnknownName, "程度", "extent", known, name, &table.unreadable_names, diagnostics)
    });
    LinkedProblem {
        programme,
        year,
        voice,
        category,
        theme: def.theme.as_ref().and_then(|name| resolve_theme(words, name, &table.unreadable_names, diagnostics)),
        extent,
        jurisdictions: def
            .jurisdictions
            .iter()
            .filter_map(|name| table.places.resolve(name, &table.unreadable_names, diagnostics))
            .collect(),
        indicators: def
            .indicators
            .iter()
            .filter_map(|name| table.indicators.resolve(name, &table.unreadable_names, diagnostics))
            .collect(),
        observations: resolve_observations(portal, &def.observations, table, diagnostics),
        document: table.documents.resolve(&def.source.document, &table.unreadable_names, diagnostics),
        answers: Vec::new(),
        def: def.clone(),
    }
}

/// Answers of later evaluations and of reports, attached to the problems that they
/// answer.
fn attach_answers(portal: &mut Portal, table: &NameTable, diagnostics: &mut Diagnostics) {
    let mut answers: Vec<(ProblemId, ProblemAnswer)> = Vec::new();
    for evaluation in &portal.evaluations {
        for answer in &evaluation.def.answers {
            table.documents.resolve(&answer.source.document, &table.unreadable_names, diagnostics);
            let said = ProblemAnswer {
                year: evaluation.year(),
                state: answer.state,
                state_inferred: false,
                text: answer.text.clone(),
                source: answer.source.clone(),
            };
            answers.extend(answered_problem(portal, &answer.problem, table, diagnostics).map(|id| (id, said)));
        }
    }
    for report in &portal.reports {
        for answer in &report.def.rectification {
            let problem = match &answer.problem {
                Some(name) => answered_problem(portal, name, table, diagnostics),
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
fn answered_problem(
    portal: &Portal,
    name: &Spanned<String>,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Option<ProblemId> {
    let found = portal.problem_named(name);
    if found.is_none() && !table.unreadable_names.contains(name.value.as_str()) {
        let wrong = &name.value;
        let known = portal.problems_by_id.keys().map(String::as_str);
        let problem = Diagnostic::new(
            Code::UnknownName,
            name.span,
            say!("没有编号为`{wrong}`的问题", "there is no problem `{wrong}`"),
        );
        let otherwise = || say!("写以前评价里已有的问题编号", "use the id of a problem of an earlier evaluation");
        diagnostics.push(problem.meant(wrong, known, otherwise));
    }
    found
}

/// A problem that is open and that the same evaluator's next evaluation passes over. An
/// evaluation of which neither problems nor answers are known accounts for nothing.
fn diagnose_unanswered(portal: &Portal, diagnostics: &mut Diagnostics) {
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
        diagnostics.push(
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
