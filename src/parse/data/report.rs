//! `data/reports/<programme>/<year>/<place>.yaml`: one published self-evaluation,
//! rectification letter or talk, in outline.

use std::sync::Arc;

use super::evaluation::{Problem, ProblemState, Stage};
use super::filed;
use super::jurisdiction::checked_slug;
use super::observation::YearBasis;
use super::reference::SourceRef;
use crate::diag::Spanned;
use crate::i18n::Text;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};

/// What one government publishes about itself for one year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    pub id: Spanned<String>,
    pub programme: Spanned<String>,
    /// The year evaluated.
    pub year: u16,
    pub year_basis: YearBasis,
    pub jurisdiction: Spanned<String>,
    /// The slug of the digest beside it; empty for the only one of a place and year.
    pub slug: String,
    /// The name is hidden in print and was concluded.
    pub identity_inferred: bool,
    pub identity_note: Option<Statement>,
    pub kind: ReportKind,
    pub document: Spanned<String>,
    pub titles: Statement,
    pub reporting_body: Option<Text>,
    pub scope: Option<Statement>,
    /// Documents that it names as its basis, as notes.
    pub basis: Vec<Statement>,
    /// Stages of the evaluation of which it speaks.
    pub stages: Vec<Stage>,
    pub sections: Vec<Section>,
    pub points: Vec<ReportPoint>,
    /// Problems that it names itself.
    pub problems: Vec<Arc<Problem>>,
    pub planned: Vec<Planned>,
    pub rectification: Vec<Rectification>,
    pub notes: Vec<Statement>,
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    SelfEvaluation,
    Rectification,
    Talk,
}

impl ReportKind {
    /// All kinds with their words.
    pub const ALL: [(&'static str, ReportKind); 3] = [
        ("self-evaluation", ReportKind::SelfEvaluation),
        ("rectification", ReportKind::Rectification),
        ("talk", ReportKind::Talk),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        ReportKind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(code, _)| code)
    }
}

/// A section of the document, with the document's own numbering.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Section {
    pub id: Spanned<String>,
    pub locator: String,
    pub title: Text,
    pub children: Vec<Section>,
}

/// What the document says at one place, in our words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportPoint {
    pub id: Spanned<String>,
    pub section: Spanned<String>,
    pub text: Statement,
    /// The items of a framework that it answers.
    pub items: Vec<Spanned<String>>,
    pub observations: Vec<Spanned<String>>,
}

/// What the document says will be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Planned {
    pub id: Spanned<String>,
    pub text: Statement,
    pub observations: Vec<Spanned<String>>,
    pub source: SourceRef,
}

/// An answer to an earlier finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rectification {
    pub id: Spanned<String>,
    /// The problem of the portal that is answered, where it is one.
    pub problem: Option<Spanned<String>>,
    /// The finding as far as the answer tells it.
    pub finding: Arc<Problem>,
    /// The finding's wording was concluded from the answer.
    pub finding_inferred: bool,
    /// Whose finding it was, as far as stated.
    pub finding_source: Option<Statement>,
    pub state: ProblemState,
    /// The state was read from what was done; the document does not name it.
    pub state_inferred: bool,
    /// What was done.
    pub text: Statement,
    pub observations: Vec<Spanned<String>>,
    pub source: SourceRef,
}

const BASES: [(&str, bool); 2] = [("stated", false), ("inferred", true)];

impl Report {
    /// Reads a file that lies in the folder of a programme and a year.
    pub fn read(node: &Node, programme_folder: &str, year_folder: &str, cx: &mut Cx<'_>) -> Option<Report> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| checked_slug(id, cx));
        let programme = filed::programme(&mut fields, programme_folder, cx);
        let year = filed::year(&mut fields, year_folder, cx);
        let bases = [("stated", YearBasis::Stated), ("inferred", YearBasis::Inferred)];
        let year_basis = fields.choice("year_basis", &bases, cx).unwrap_or(YearBasis::Stated);
        let jurisdiction = fields.required("jurisdiction", cx);
        let slug: Option<Spanned<String>> = fields.optional("slug", cx).and_then(|slug| checked_slug(slug, cx));
        let identity_inferred = fields.choice("identity", &BASES, cx).unwrap_or(false);
        let identity_note = fields.optional("identity_note", cx);
        let kind = fields.required_choice("kind", &ReportKind::ALL, cx);
        let document = fields.required("document", cx);
        let titles = fields.required("titles", cx);
        let reporting_body = fields.optional("reporting_body", cx);
        let scope = fields.optional("scope", cx);
        let basis = fields.list("basis", cx);
        let stages = fields.list("stages", cx);
        let sections = fields.list("sections", cx);
        let points = fields.list("points", cx);
        let problems: Vec<OwnProblem> = fields.list("problems", cx);
        let planned = fields.list("planned", cx);
        let rectification = fields.list("rectification", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(Report {
            id: id?,
            programme: programme?,
            year: year?.value,
            year_basis,
            jurisdiction: jurisdiction?,
            slug: slug.map(|slug| slug.value).unwrap_or_default(),
            identity_inferred,
            identity_note,
            kind: kind?,
            document: document?,
            titles: titles?,
            reporting_body,
            scope,
            basis,
            stages,
            sections,
            points,
            problems: problems.into_iter().map(|problem| problem.0.into()).collect(),
            planned,
            rectification,
            notes,
        })
    }
}

impl Decode for Section {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Section> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let locator = fields.optional("locator", cx).unwrap_or_default();
        let title = fields.required("title", cx);
        let children = fields.list("children", cx);
        fields.finish(cx);
        Some(Section { id: id?, locator, title: title?, children })
    }
}

impl Decode for ReportPoint {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<ReportPoint> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let section = fields.required("section", cx);
        let text = in_both(&mut fields, cx);
        let items = fields.list("items", cx);
        let observations = fields.list("observations", cx);
        fields.finish(cx);
        Some(ReportPoint { id: id?, section: section?, text: text?, items, observations })
    }
}

/// The texts `zh` and `en` of a record.
fn in_both(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Statement> {
    let zh = fields.required("zh", cx);
    let en = fields.required("en", cx);
    Some(Statement::read(&zh?, &en?, cx))
}

/// A problem that a government names itself: it has no category of the evaluators.
struct OwnProblem(Problem);

impl Decode for OwnProblem {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<OwnProblem> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| checked_slug(id, cx));
        let text = in_both(&mut fields, cx);
        let category = fields.optional("category", cx);
        let theme = fields.optional("theme", cx);
        let indicators = fields.list("indicators", cx);
        let observations = fields.list("observations", cx);
        let source = fields.required("source", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        let problem = plain_problem(id?, text?, source?);
        Some(OwnProblem(Problem { category, theme, indicators, observations, notes, ..problem }))
    }
}

/// A problem of which no more is known than its words and their source.
fn plain_problem(id: Spanned<String>, text: Statement, source: SourceRef) -> Problem {
    Problem {
        id,
        category: None,
        text,
        extent: None,
        quantifier: None,
        applies_to: None,
        theme: None,
        jurisdictions: Vec::new(),
        indicators: Vec::new(),
        observations: Vec::new(),
        source,
        notes: Vec::new(),
    }
}

impl Decode for Planned {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Planned> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let text = in_both(&mut fields, cx);
        let observations = fields.list("observations", cx);
        let source = fields.required("source", cx);
        fields.finish(cx);
        Some(Planned { id: id?, text: text?, observations, source: source? })
    }
}

impl Decode for Rectification {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Rectification> {
        let mut fields = Fields::of(node, cx)?;
        let id: Option<Spanned<String>> = fields.required("id", cx).and_then(|id| checked_slug(id, cx));
        let problem = fields.optional("problem", cx);
        let finding = fields.required("finding", cx);
        let finding_inferred = fields.flag("finding_inferred", cx);
        let finding_source = fields.optional("finding_source", cx);
        let states = [
            ("rectified", ProblemState::Rectified),
            ("in-progress", ProblemState::InProgress),
            ("standing", ProblemState::Standing),
        ];
        let state = fields.required_choice("state", &states, cx);
        let state_inferred = fields.choice("state_basis", &BASES, cx).unwrap_or(false);
        let text = in_both(&mut fields, cx);
        let observations = fields.list("observations", cx);
        let source: Option<SourceRef> = fields.required("source", cx);
        fields.finish(cx);
        let (id, source) = (id?, source?);
        Some(Rectification {
            problem,
            finding: plain_problem(id.clone(), finding?, source.clone()).into(),
            finding_inferred,
            finding_source,
            state: state?,
            state_inferred,
            text: text?,
            observations,
            id,
            source,
        })
    }
}
