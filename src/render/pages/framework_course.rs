//! Evaluations and reports by stages: which stages of each are known, and when. Shows what
//! differs between years and places.

use schemars::JsonSchema;
use serde::Serialize;

use super::report_heads::report_href;
use crate::parse::records::{ProcessStage, Stage, YearBasis};
use crate::plan::Subject;
use crate::portal::{EvaluationId, JurisdictionId, ProgrammeId, ReportId};
use crate::render::parts::{LegalBasis, legal_basis, report_kind, year_words};
use crate::render::view::View;

/// Evaluations and reports by stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Course {
    /// The stages of the programme that are known of at least one document, as heads of the
    /// columns.
    pub heads: Vec<String>,
    /// The evaluations and reports of which stages are known.
    pub rows: Vec<CourseRow>,
}

/// The stages of an evaluation or report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CourseRow {
    /// The short name of the place that evaluates or reports.
    pub place: String,
    /// The kind of document in words.
    pub kind: String,
    /// The year in words.
    pub year: String,
    /// The document does not give the year; it was concluded.
    pub inferred: bool,
    /// The page of the bulletin or report.
    pub href: Option<String>,
    /// The stages, column by column; none where a stage is not known.
    pub cells: Vec<Option<CourseCell>>,
    /// The documents on which the evaluation of the place rests.
    pub basis: Vec<LegalBasis>,
}

/// A stage that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CourseCell {
    /// Its own name, where it is not the programme's.
    pub name: Option<String>,
    /// When it was, in words.
    pub date: Option<String>,
    /// The same date for machines.
    pub datetime: Option<String>,
}

/// A row without its cells, and what they are made of.
struct Known<'w> {
    row: CourseRow,
    stages: &'w [Stage],
}

/// Evaluations and reports by stages; nothing where no stage is known.
pub fn course(view: &View<'_>, programme: ProgrammeId, reports: &[ReportId]) -> Option<Course> {
    let evaluations = view.evaluations(programme).into_iter();
    let evaluations = evaluations.filter(|id| !view.evaluation(*id).def.stages.is_empty());
    let reports = reports.iter().filter(|id| !view.published_report(**id).def.stages.is_empty());
    let evaluations = evaluations.map(|id| of_evaluation(view, programme, id));
    let known: Vec<Known<'_>> = evaluations.chain(reports.map(|id| of_report(view, programme, *id))).collect();
    let is_used =
        |stage: &&ProcessStage| known.iter().any(|known| known.stages.iter().any(|s| s.stage.value == stage.id.value));
    let used: Vec<&ProcessStage> = view.programme(programme).process.iter().filter(is_used).collect();
    let heads = used.iter().map(|stage| view.say(&stage.names).to_owned()).collect();
    let rows: Vec<CourseRow> = known
        .into_iter()
        .map(|known| CourseRow {
            cells: used.iter().map(|stage| cell(view, stage, known.stages)).collect(),
            ..known.row
        })
        .collect();
    (!rows.is_empty()).then_some(Course { heads, rows })
}

fn of_evaluation<'w>(view: &View<'w>, programme: ProgrammeId, id: EvaluationId) -> Known<'w> {
    let evaluation = view.evaluation(id);
    let row = CourseRow {
        place: short_name(view, evaluation.evaluator),
        kind: view.word("frameworks.bulletin"),
        year: year_words(view, evaluation.year()),
        inferred: false,
        href: view.link(Subject::Bulletin(id)),
        cells: Vec::new(),
        basis: legal_basis(view, programme, evaluation.evaluator),
    };
    Known { row, stages: &evaluation.def.stages }
}

fn of_report<'w>(view: &View<'w>, programme: ProgrammeId, id: ReportId) -> Known<'w> {
    let report = view.published_report(id);
    let row = CourseRow {
        place: short_name(view, report.jurisdiction),
        kind: report_kind(view, id),
        year: year_words(view, report.def.year),
        inferred: report.def.year_basis == YearBasis::Inferred,
        href: report_href(view, id),
        cells: Vec::new(),
        basis: legal_basis(view, programme, report.jurisdiction),
    };
    Known { row, stages: &report.def.stages }
}

fn short_name(view: &View<'_>, place: JurisdictionId) -> String {
    view.say(&view.place(place).def.short).to_owned()
}

fn cell(view: &View<'_>, known: &ProcessStage, stages: &[Stage]) -> Option<CourseCell> {
    let stage = stages.iter().find(|stage| stage.stage.value == known.id.value)?;
    Some(CourseCell {
        name: stage.names.as_ref().map(|names| view.say(names).to_owned()),
        date: stage.date.map(|date| date.words(view.lang())),
        datetime: stage.date.map(|date| date.to_string()),
    })
}
