//! What the data holds of a report besides its figures: sections and points, problems,
//! planned actions, answers to earlier findings, stages and frameworks.

use schemars::JsonSchema;
use serde::Serialize;

use super::framework_links::{FrameworkItemLink, framework_link, item_link};
use super::report_heads::report_href;
use crate::figure::lexicon::names::SECTION_WORDS_ZH;
use crate::i18n::Lang;
use crate::parse::records::{Rectification, Section, SourceRef, YearBasis};
use crate::plan::{ProblemList, Subject};
use crate::portal::{FrameworkId, LinkedReport, ObservationId, ProgrammeId, ReportId};
use crate::render::html::Html;
use crate::render::links::NamedLink;
use crate::render::parts::{
    Citations, FigureBrief, LegalBasis, ProblemEntry, StageEntry, figure_brief, legal_basis, problem_entry,
    report_kind, stage_entries, state_words,
};
use crate::render::statement;
use crate::render::view::View;

/// What the data holds of a report besides its figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportOutline {
    /// The kind of report in words.
    pub kind: String,
    /// Who issued the document.
    pub issuer: Option<String>,
    /// The body that reports, where the data names it.
    pub body: Option<String>,
    /// What the report covers.
    pub scope: Option<Html>,
    /// What it was written by.
    pub basis: Vec<Html>,
    /// How the place is known.
    pub identity: ReportIdentity,
    /// A remark on how the place is known.
    pub identity_note: Option<Html>,
    /// Whether the year was inferred by the editors: the document does not print it.
    pub year_inferred: bool,
    /// The documents on which the evaluation of the place rests.
    pub legal_basis: Vec<LegalBasis>,
    /// The table of the stages of all years and places.
    pub course_href: Option<String>,
    /// The stages that are known.
    pub stages: Vec<StageEntry>,
    /// The sections of the document, each with its points.
    pub sections: Vec<OutlineSection>,
    /// How many points the document has.
    pub points: usize,
    /// The problems that the government names itself.
    pub problems: Vec<ProblemEntry>,
    /// The ledger of the place's problems of the year.
    pub ledger_href: Option<String>,
    /// What the government plans to do.
    pub planned: Vec<PlannedAction>,
    /// The answers to earlier findings.
    pub rectification: Vec<RectificationAnswer>,
    /// What holds for all these answers, to be said once.
    pub common: CommonToAnswers,
    /// The frameworks that the points answer.
    pub frameworks: Vec<NamedLink>,
    /// The other reports of the programme.
    pub others: Vec<NamedLink>,
    /// Remarks of the editors on the report.
    pub notes: Vec<Html>,
}

/// How the place of a report is known.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportIdentity {
    /// The document names it.
    Stated,
    /// The editors inferred it.
    Inferred,
    /// The document hides it.
    Unnamed,
}

/// A section of the document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutlineSection {
    /// Its id, part of its anchor on the page.
    pub id: String,
    /// Its number in the document, as printed there; empty where it has none.
    pub locator: String,
    /// Its title.
    pub title: String,
    /// The points that stand in it.
    pub points: Vec<OutlinePoint>,
    /// What stands in it and is listed below on the page as records.
    pub below: SectionRecords,
    /// The sections in it.
    pub children: Vec<OutlineSection>,
}

/// The records that stand in a section of a document.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct SectionRecords {
    /// Problems that the government names itself.
    pub problems: usize,
    /// Planned actions.
    pub planned: usize,
    /// Answers to earlier findings.
    pub answers: usize,
    /// How many there are in all.
    pub all: usize,
}

/// A point of a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutlinePoint {
    /// What it says.
    pub text: Html,
    /// The framework items that it answers, without those named like its section.
    pub items: Vec<FrameworkItemLink>,
    /// The figures that it gives.
    pub figures: Vec<FigureBrief>,
}

/// Something that a government plans to do.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlannedAction {
    /// What it plans.
    pub text: Html,
    /// The figures of the plan.
    pub figures: Vec<FigureBrief>,
    /// The number of its source in the list at the end of the page.
    pub cite: Option<usize>,
}

/// The answer to an earlier finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RectificationAnswer {
    /// Its permanent id, also its anchor.
    pub id: String,
    /// What had been found.
    pub finding: Html,
    /// Whether the finding was inferred from the answer.
    pub finding_inferred: bool,
    /// Who had found it, where the document says so.
    pub finder: Option<String>,
    /// The code of the state that the answer gives, for styles.
    pub code: String,
    /// The sign of the state.
    pub mark: String,
    /// The state in words.
    pub state: String,
    /// Whether the editors inferred the state from the words of the answer.
    pub state_inferred: bool,
    /// The answer.
    pub text: Html,
    /// The figures of the answer.
    pub figures: Vec<FigureBrief>,
    /// The number of its source in the list at the end of the page.
    pub cite: Option<usize>,
}

/// What holds for all answers of a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CommonToAnswers {
    /// Who had found all of it.
    pub finder: Option<String>,
    /// Whether the editors inferred the state of every answer.
    pub state_inferred: bool,
    /// Whether every finding was inferred from its answer.
    pub finding_inferred: bool,
}

/// What the data holds of a report besides its figures.
pub fn report_outline(view: &View<'_>, id: ReportId, citations: &mut Citations) -> ReportOutline {
    let report = view.published_report(id);
    let def = &report.def;
    let (programme, place) = (report.programme, report.jurisdiction);
    let problems = report.problems.iter().map(|id| problem_entry(view, programme, *id, citations)).collect();
    let planned = planned_actions(view, report, citations);
    ReportOutline {
        kind: report_kind(view, id),
        issuer: report.document.map(|id| view.say(&view.document(id).issuer).to_owned()),
        body: def.reporting_body.as_ref().map(|text| view.say(text).to_owned()),
        scope: def.scope.as_ref().map(|text| statement::html(view, text)),
        basis: statement::list(view, &def.basis),
        identity: identity(view, report),
        identity_note: def.identity_note.as_ref().map(|text| statement::html(view, text)),
        year_inferred: def.year_basis == YearBasis::Inferred,
        legal_basis: legal_basis(view, programme, place),
        course_href: view.link(Subject::Frameworks(programme)).map(|href| format!("{href}#part-course")),
        stages: stage_entries(view, programme, &def.stages, report.document),
        sections: def.sections.iter().map(|section| outline_section(view, report, section, "")).collect(),
        points: def.points.len(),
        problems,
        ledger_href: view.link(Subject::Problems(programme, ProblemList::PlaceYear(def.year, place))),
        planned,
        rectification: rectification_answers(view, report, citations),
        common: common_to_answers(view, &def.rectification),
        frameworks: answered_frameworks(view, report),
        others: other_reports(view, programme, id),
        notes: statement::list(view, &def.notes),
    }
}

fn identity(view: &View<'_>, report: &LinkedReport) -> ReportIdentity {
    if view.place(report.jurisdiction).def.placeholder {
        ReportIdentity::Unnamed
    } else if report.def.identity_inferred {
        ReportIdentity::Inferred
    } else {
        ReportIdentity::Stated
    }
}

fn cite(view: &View<'_>, source: &SourceRef, citations: &mut Citations) -> Option<usize> {
    let document = view.document_named(&source.document)?;
    Some(citations.cite(view, document, source))
}

fn figure_briefs(view: &View<'_>, ids: &[ObservationId]) -> Vec<FigureBrief> {
    ids.iter().map(|id| figure_brief(view, *id)).collect()
}

/// A section with the points that stand in it; `above` are the numbers of those around it.
fn outline_section(view: &View<'_>, report: &LinkedReport, section: &Section, above: &str) -> OutlineSection {
    let title = view.say(&section.title);
    let path = format!("{above}{}", bare_locator(&section.locator));
    let points = report.def.points.iter().zip(&report.points);
    let points = points.filter(|(point, _)| point.section.value == section.id.value).map(|(point, refs)| {
        let items = refs.items.iter().filter_map(|(framework, item)| item_link(view, *framework, *item));
        OutlinePoint {
            text: statement::html(view, &point.text),
            items: items.filter(|item| item.name != title).collect(),
            figures: figure_briefs(view, &refs.figures),
        }
    });
    OutlineSection {
        id: section.id.value.clone(),
        locator: section.locator.clone(),
        title: title.to_owned(),
        points: points.collect(),
        below: section_records(report, &path, section.children.is_empty()),
        children: section.children.iter().map(|child| outline_section(view, report, child, &path)).collect(),
    }
}

/// The records whose source names a section by its number. What the document divides
/// further than its outline here belongs to the innermost section that is known.
fn section_records(report: &LinkedReport, path: &str, innermost: bool) -> SectionRecords {
    let stands_here = |source: &SourceRef| {
        let at = source.place.as_ref().map(|place| bare_locator(place.get(Lang::Zh))).unwrap_or_default();
        !path.is_empty() && (at == path || innermost && at.starts_with(path))
    };
    let def = &report.def;
    let problems = def.problems.iter().filter(|problem| stands_here(&problem.source)).count();
    let planned = def.planned.iter().filter(|action| stands_here(&action.source)).count();
    let answers = def.rectification.iter().filter(|answer| stands_here(&answer.source)).count();
    SectionRecords { problems, planned, answers, all: problems + planned + answers }
}

/// A number of a section without the words and signs around it: `第二部分（一）` and `二`
/// above `（一）、` are both `二一`. The words are those of documents, which are Chinese.
fn bare_locator(locator: &str) -> String {
    let bare = SECTION_WORDS_ZH.iter().fold(locator.to_owned(), |text, word| text.replace(word, ""));
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn planned_actions(view: &View<'_>, report: &LinkedReport, citations: &mut Citations) -> Vec<PlannedAction> {
    let actions = report.def.planned.iter().zip(&report.planned);
    actions
        .map(|(action, figures)| PlannedAction {
            text: statement::html(view, &action.text),
            figures: figure_briefs(view, figures),
            cite: cite(view, &action.source, citations),
        })
        .collect()
}

/// The answers to earlier findings, with the state of each.
fn rectification_answers(
    view: &View<'_>,
    report: &LinkedReport,
    citations: &mut Citations,
) -> Vec<RectificationAnswer> {
    let answers = report.def.rectification.iter().zip(&report.rectification);
    answers
        .map(|(answer, figures)| RectificationAnswer {
            id: answer.id.value.clone(),
            finding: statement::html(view, &answer.finding.text),
            finding_inferred: answer.finding_inferred,
            finder: answer.finding_source.as_ref().map(|text| view.say(text).to_owned()),
            code: answer.state.code().to_owned(),
            mark: answer.state.mark().to_owned(),
            state: state_words(view, answer.state),
            state_inferred: answer.state_inferred,
            text: statement::html(view, &answer.text),
            figures: figure_briefs(view, figures),
            cite: cite(view, &answer.source, citations),
        })
        .collect()
}

/// What holds for all answers of a report where there are several.
fn common_to_answers(view: &View<'_>, answers: &[Rectification]) -> CommonToAnswers {
    let several = answers.len() > 1;
    let finder = answers.first().and_then(|first| first.finding_source.as_ref());
    let finder = finder.filter(|_| several && answers.iter().all(|a| a.finding_source.as_ref() == finder));
    CommonToAnswers {
        finder: finder.map(|text| view.say(text).to_owned()),
        state_inferred: several && answers.iter().all(|answer| answer.state_inferred),
        finding_inferred: several && answers.iter().all(|answer| answer.finding_inferred),
    }
}

/// The frameworks that the points of a report answer.
fn answered_frameworks(view: &View<'_>, report: &LinkedReport) -> Vec<NamedLink> {
    let items = report.points.iter().flat_map(|point| &point.items);
    let mut ids: Vec<FrameworkId> = items.map(|(framework, _)| *framework).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter().map(|id| framework_link(view, id)).collect()
}

/// The other reports of a programme that have a digest.
fn other_reports(view: &View<'_>, programme: ProgrammeId, here: ReportId) -> Vec<NamedLink> {
    let others = view.reports(programme).into_iter().filter(|id| *id != here);
    others
        .filter(|id| view.published_report(*id).digest.is_some())
        .map(|id| NamedLink {
            name: view.say(&view.published_report(id).def.titles).to_owned(),
            href: report_href(view, id),
        })
        .collect()
}
