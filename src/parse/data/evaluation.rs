//! `data/evaluations/<programme>/<year>/<evaluator>.yaml`: one yearly evaluation as
//! published: stages, grades, problems, demands, answers.

use std::sync::Arc;

use super::filed;
use super::reference::SourceRef;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};

/// One evaluation of one year by one evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Evaluation {
    pub programme: Spanned<String>,
    /// The year evaluated, not the year of issue.
    pub year: u16,
    pub evaluator: Spanned<String>,
    /// The peer group evaluated.
    pub peers: Option<Spanned<String>>,
    /// The bulletin.
    pub document: Option<Spanned<String>>,
    pub titles: Statement,
    pub published: Option<Spanned<PartialDate>>,
    pub stages: Vec<Stage>,
    /// As issued, in issued order; empty when none were published.
    pub grades: Vec<GradeGroup>,
    pub grades_note: Option<Statement>,
    pub achievements: Vec<Passage>,
    pub problems: Vec<Arc<Problem>>,
    pub demands: Vec<Passage>,
    pub answers: Vec<Answer>,
    pub notes: Vec<Statement>,
}

/// A stage as it was run that year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stage {
    pub stage: Spanned<String>,
    pub names: Option<Text>,
    pub actor: Option<Text>,
    pub date: Option<PartialDate>,
    pub note: Option<Statement>,
    pub source: Option<SourceRef>,
}

/// The places that were given one grade, in issued order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GradeGroup {
    pub grade: Spanned<String>,
    pub jurisdictions: Vec<Spanned<String>>,
}

/// One statement of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    pub text: Statement,
    pub note: Option<Statement>,
    pub indicators: Vec<Spanned<String>>,
    pub observations: Vec<Spanned<String>>,
}

/// What the bulletin reports as done, or asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    pub id: Spanned<String>,
    pub theme: Spanned<String>,
    pub title: Statement,
    pub points: Vec<Point>,
    pub source: Option<SourceRef>,
}

/// A problem that the bulletin names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Permanent; also the anchor on the problems page.
    pub id: Spanned<String>,
    /// One of the programme's categories; problems that a government names itself have
    /// none.
    pub category: Option<Spanned<String>>,
    pub text: Statement,
    /// How widely, as an id of the programme's extents.
    pub extent: Option<Spanned<String>>,
    /// The document's own word for it.
    pub quantifier: Option<String>,
    /// What the quantifier counts.
    pub applies_to: Option<Statement>,
    pub theme: Option<Spanned<String>>,
    /// The places that the document names; none when it names none.
    pub jurisdictions: Vec<Spanned<String>>,
    pub indicators: Vec<Spanned<String>>,
    pub observations: Vec<Spanned<String>>,
    pub source: SourceRef,
    pub notes: Vec<Statement>,
}

/// What this evaluation says about a problem of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub problem: Spanned<String>,
    pub state: ProblemState,
    pub text: Option<Statement>,
    pub source: SourceRef,
}

/// The state of a problem; only ever set by a document that is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemState {
    NotReported,
    InProgress,
    Rectified,
    Standing,
    FoundAgain,
}

impl ProblemState {
    /// All states with their words, in the order in which they are counted.
    pub const ALL: [(&'static str, ProblemState); 5] = [
        ("rectified", ProblemState::Rectified),
        ("in-progress", ProblemState::InProgress),
        ("standing", ProblemState::Standing),
        ("not-reported", ProblemState::NotReported),
        ("found-again", ProblemState::FoundAgain),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        ProblemState::ALL.iter().find(|(_, state)| *state == self).map_or("", |(code, _)| code)
    }

    /// The mark printed before the word, so that no state is told by colour alone.
    pub fn mark(self) -> &'static str {
        match self {
            ProblemState::Rectified => "●",
            ProblemState::InProgress => "◐",
            ProblemState::Standing => "○",
            ProblemState::NotReported => "–",
            ProblemState::FoundAgain => "↻",
        }
    }
}

impl Evaluation {
    /// Reads a file that lies in the folder of a programme and a year.
    pub fn read(node: &Node, programme_folder: &str, year_folder: &str, cx: &mut Cx<'_>) -> Option<Evaluation> {
        let mut fields = Fields::of(node, cx)?;
        let programme = filed::programme(&mut fields, programme_folder, cx);
        let year = filed::year(&mut fields, year_folder, cx);
        let evaluator = fields.required("evaluator", cx);
        let peers = fields.optional("peers", cx);
        let document = fields.optional("document", cx);
        let titles = fields.required("titles", cx);
        let published = fields.optional("published", cx);
        let stages = fields.list("stages", cx);
        let grades = fields.list("grades", cx);
        let grades_note = fields.optional("grades_note", cx);
        let achievements = fields.list("achievements", cx);
        let problems = fields.list("problems", cx);
        let demands = fields.list("demands", cx);
        let answers = fields.list("answers", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(Evaluation {
            programme: programme?,
            // Where folder and field differ, which is reported, the folder decides.
            year: year_folder.parse().ok().or(year.map(|year| year.value))?,
            evaluator: evaluator?,
            peers,
            document,
            titles: titles?,
            published,
            stages,
            grades,
            grades_note,
            achievements,
            problems,
            demands,
            answers,
            notes,
        })
    }
}

impl Decode for Stage {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Stage> {
        let mut fields = Fields::of(node, cx)?;
        let stage = fields.required("stage", cx);
        let names = fields.optional("names", cx);
        let actor = fields.optional("actor", cx);
        let date = fields.optional("date", cx);
        let note = fields.optional("note", cx);
        let source = fields.optional("source", cx);
        fields.finish(cx);
        Some(Stage { stage: stage?, names, actor, date, note, source })
    }
}

impl Decode for GradeGroup {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<GradeGroup> {
        let mut fields = Fields::of(node, cx)?;
        let grade = fields.required("grade", cx);
        let jurisdictions = fields.list("jurisdictions", cx);
        fields.finish(cx);
        Some(GradeGroup { grade: grade?, jurisdictions })
    }
}

impl Decode for Point {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Point> {
        let mut fields = Fields::of(node, cx)?;
        let zh = fields.required("zh", cx);
        let en = fields.required("en", cx);
        let note = fields.optional("note", cx);
        let indicators = fields.list("indicators", cx);
        let observations = fields.list("observations", cx);
        fields.finish(cx);
        Some(Point { text: Statement::read(&zh?, &en?, cx), note, indicators, observations })
    }
}

impl Decode for Passage {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Passage> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let theme = fields.required("theme", cx);
        let title = fields.required("title", cx);
        let points = fields.list("points", cx);
        let source = fields.optional("source", cx);
        fields.finish(cx);
        Some(Passage { id: id?, theme: theme?, title: title?, points, source })
    }
}

impl Decode for Problem {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Problem> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| super::jurisdiction::checked_slug(id, cx));
        let category = fields.required("category", cx);
        let text = fields.required("text", cx);
        let extent = fields.optional("extent", cx);
        let quantifier = fields.optional("quantifier", cx);
        let applies_to = fields.optional("applies_to", cx);
        let theme = fields.optional("theme", cx);
        let jurisdictions = fields.list("jurisdictions", cx);
        let indicators = fields.list("indicators", cx);
        let observations = fields.list("observations", cx);
        let source = fields.required("source", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(Problem {
            id: id?,
            category: Some(category?),
            text: text?,
            extent,
            quantifier,
            applies_to,
            theme,
            jurisdictions,
            indicators,
            observations,
            source: source?,
            notes,
        })
    }
}

impl Decode for Answer {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Answer> {
        let mut fields = Fields::of(node, cx)?;
        let problem = fields.required("problem", cx);
        let state = fields.required_choice("state", &ProblemState::ALL, cx);
        let text = fields.optional("text", cx);
        let source = fields.required("source", cx);
        fields.finish(cx);
        Some(Answer { problem: problem?, state: state?, text, source: source? })
    }
}
