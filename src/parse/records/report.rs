//! `data/reports/<programme>/<year>/<place>.yaml`: one published self-evaluation,
//! rectification letter or talk, in outline.

use std::sync::Arc;

use super::evaluation::{Problem, ProblemState, Stage};
use super::notation::Slug;
use super::observation::YearBasis;
use super::reference::SourceRef;
use crate::choices;
use crate::diag::Spanned;
use crate::i18n::Text;
use crate::parse::statement::Statement;

record! {
    pub struct Report, "一个政府一年公布的关于自己的材料", "What one government publishes about itself for one year.";
    id: Spanned<String> = required as Spanned<Slug>, "编号", "Unique in the portal.";
    programme: Spanned<String> = required, "所属评价，与文件夹一致", "Its programme, as the folder says.";
    year: u16 = required, "被评价的年份，与文件夹一致", "The year evaluated, as the folder says.";
    year_basis: YearBasis = default(YearBasis::Stated), "年份的依据", "Where the year comes from.";
    jurisdiction: Spanned<String> = required, "地方", "The place.";
    slug: String = default as Slug,
        "同一地方同一年有几份时，摘要的文件夹名", "The slug of the digest beside it; empty for the only one of a place and year.";
    identity_inferred @ "identity": bool = default(YearBasis::Stated) as YearBasis,
        "地名的依据：原文写明，还是推断", "Whether the name is hidden in print and was concluded.";
    identity_note: Option<Statement> = optional, "怎样推断的", "How it was concluded.";
    kind: ReportKind = required, "哪一种材料", "What kind of document it is.";
    document: Spanned<String> = required, "文件编号", "The document.";
    titles: Statement = required, "标题", "Its title.";
    reporting_body: Option<Text> = optional, "报告单位", "Who reports.";
    scope: Option<Statement> = optional, "范围", "What it covers.";
    basis: Vec<Statement> = list, "所称的依据", "Documents that it names as its basis, as notes.";
    stages: Vec<Stage> = list, "所述的评价环节", "Stages of the evaluation of which it speaks.";
    sections: Vec<Section> = list, "章节", "Its sections.";
    points: Vec<ReportPoint> = list, "要点", "What it says, point by point.";
    problems: Vec<Arc<Problem>> = list as OwnProblem, "自己指出的问题", "Problems that it names itself.";
    planned: Vec<Planned> = list, "下一步打算", "What it says will be done.";
    rectification: Vec<Rectification> = list, "对以前问题的整改", "Its answers to earlier findings.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

choices! {
    /// What kind of document it is.
    pub enum ReportKind {
        SelfEvaluation = "self-evaluation", "自评报告", "A self-evaluation.";
        Rectification = "rectification", "整改材料", "A letter of rectification.";
        Talk = "talk", "讲话", "A talk.";
    }
}

/// Whether something was inferred.
impl From<YearBasis> for bool {
    fn from(basis: YearBasis) -> bool {
        basis == YearBasis::Inferred
    }
}

record! {
    pub struct Section, "原文的一个章节", "A section of the document, with the document's own numbering.";
    id: Spanned<String> = required, "编号", "By which points name it.";
    locator: String = default, "原文的序号", "The document's own number.";
    title: Text = required, "标题", "Its title.";
    children: Vec<Section> = list, "下面的章节", "The sections below.";
}

record! {
    pub struct ReportPoint, "原文一处的内容，用我们的话", "What the document says at one place, in our words.";
    id: Spanned<String> = required, "编号", "Unique in the report.";
    section: Spanned<String> = required, "章节编号", "The section where it stands.";
    text: Statement = both_languages, "文字", "Its words.";
    items: Vec<Spanned<String>> = list, "回答了提纲的哪些条目", "The items of a framework that it answers.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
}

record! {
    pub struct OwnProblem, "政府自己指出的问题", "A problem that a government names itself.";
    id: Spanned<String> = required as Spanned<Slug>, "编号，永不改变", "Permanent; also the anchor on the problems page.";
    text: Statement = both_languages, "文字", "Its words.";
    category: Option<Spanned<String>> = optional, "类别编号", "One of the programme's categories.";
    theme: Option<Spanned<String>> = optional, "主题", "A theme of the programme.";
    indicators: Vec<Spanned<String>> = list, "有关的指标", "The indicators concerned.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
    source: SourceRef = required, "出处", "Where it is published.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

impl From<OwnProblem> for Arc<Problem> {
    fn from(own: OwnProblem) -> Arc<Problem> {
        let OwnProblem { id, text, category, theme, indicators, observations, source, notes } = own;
        let plain = Problem::plain(id, text, source);
        Arc::new(Problem { category, theme, indicators, observations, notes, ..plain })
    }
}

record! {
    pub struct Planned, "下一步打算的一条", "What the document says will be done.";
    id: Spanned<String> = required, "编号", "Unique in the report.";
    text: Statement = both_languages, "文字", "Its words.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
    source: SourceRef = required, "出处", "Where it is published.";
}

record! {
    pub struct Rectification, "对以前一个问题的整改", "An answer to an earlier finding.";
    id: Spanned<String> = required as Spanned<Slug>, "编号", "Unique in the portal.";
    problem: Option<Spanned<String>> = optional,
        "整改的是已收录的问题时，它的编号", "The problem of the portal that is answered, where it is one.";
    wording @ "finding": Statement = required, "问题，按整改材料所述", "The finding as far as the answer tells it.";
    finding_inferred: bool = flag, "问题的文字由整改推断", "The finding's wording was concluded from the answer.";
    finding_source: Option<Statement> = optional, "问题由谁指出", "Whose finding it was, as far as stated.";
    state: ProblemState = required as AnswerState, "整改的状态", "What became of it.";
    state_inferred @ "state_basis": bool = default(YearBasis::Stated) as YearBasis,
        "状态的依据", "Whether the state was read from what was done; the document does not name it.";
    text: Statement = both_languages, "做了什么", "What was done.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
    source: SourceRef = required, "出处", "Where it is published.";
    finding: Arc<Problem> = computed(Problem::plain(id.clone()?, wording.clone()?, source.clone()?).into()),
        "作为问题的这一条", "The finding as a problem.";
}

choices! {
    /// What a rectification can say of a problem.
    pub enum AnswerState {
        Rectified = "rectified", "已整改", "Put right.";
        InProgress = "in-progress", "整改中", "Being put right.";
        Standing = "standing", "长期坚持", "Kept up without an end.";
    }
}

impl From<AnswerState> for ProblemState {
    fn from(state: AnswerState) -> ProblemState {
        match state {
            AnswerState::Rectified => ProblemState::Rectified,
            AnswerState::InProgress => ProblemState::InProgress,
            AnswerState::Standing => ProblemState::Standing,
        }
    }
}
