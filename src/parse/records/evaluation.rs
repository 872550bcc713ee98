//! `data/evaluations/<programme>/<year>/<evaluator>.yaml`: one yearly evaluation as
//! published: stages, grades, problems, demands, answers.

use std::sync::Arc;

use super::notation::Slug;
use super::reference::SourceRef;
use crate::choices;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::statement::Statement;

record! {
    pub struct Evaluation, "一个评价主体一年的评价", "One evaluation of one year by one evaluator.";
    programme: Spanned<String> = required, "所属评价，与文件夹一致", "Its programme, as the folder says.";
    year: u16 = required, "被评价的年份，与文件夹一致", "The year evaluated, not the year of issue; as the folder says.";
    evaluator: Spanned<String> = required, "评价主体，与文件名一致", "The place that evaluates, as the name of the file says.";
    peers: Option<Spanned<String>> = optional, "被评价的一组地方", "The peer group evaluated.";
    document: Option<Spanned<String>> = optional, "公报的文件编号", "The bulletin, a document.";
    titles: Statement = required, "标题", "Its title.";
    published: Option<Spanned<PartialDate>> = optional, "公布日期", "When it was published.";
    stages: Vec<Stage> = list, "这一年实际经过的环节", "The stages as they were run that year.";
    grades: Vec<GradeGroup> = list,
        "等级，按公布的先后；没有公布的不写", "As issued, in issued order; empty when none were published.";
    grades_note: Option<Statement> = optional, "关于等级的说明", "A note on the grades.";
    achievements: Vec<Passage> = list, "公报所述的成绩", "What the bulletin reports as done.";
    problems: Vec<Arc<Problem>> = list, "公报指出的问题", "The problems that it names.";
    demands: Vec<Passage> = list, "公报提出的要求", "What it asks for.";
    answers: Vec<Answer> = list, "对以前问题的说法", "What it says of problems of earlier years.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

record! {
    pub struct Stage, "这一年的一个环节", "A stage as it was run that year.";
    stage: Spanned<String> = required, "环节编号", "A stage of the programme's process.";
    names: Option<Text> = optional, "这一年的叫法", "What it was called that year.";
    actor: Option<Text> = optional, "由谁进行", "Who carried it out.";
    date: Option<PartialDate> = optional, "时间", "When.";
    note: Option<Statement> = optional, "说明", "A note.";
    source: Option<SourceRef> = optional, "出处", "Where it is published.";
}

record! {
    pub struct GradeGroup, "得到同一等级的地方", "The places that were given one grade, in issued order.";
    grade: Spanned<String> = required, "等级编号", "A grade of the programme.";
    jurisdictions: Vec<Spanned<String>> = list, "地方，按公布的先后", "The places, in issued order.";
}

record! {
    pub struct Point, "一条内容", "One statement of a list.";
    text: Statement = both_languages, "文字", "Its words.";
    note: Option<Statement> = optional, "说明", "A note.";
    indicators: Vec<Spanned<String>> = list, "有关的指标", "The indicators concerned.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
}

record! {
    pub struct Passage, "一段成绩或要求", "What the bulletin reports as done, or asks for.";
    id: Spanned<String> = required, "编号", "Unique in the portal.";
    theme: Spanned<String> = required, "主题", "A theme of the programme.";
    title: Statement = required, "标题", "Its title.";
    points: Vec<Point> = list, "各条内容", "What it says, one by one.";
    source: Option<SourceRef> = optional, "出处", "Where it is published.";
}

record! {
    pub struct Problem, "公报指出的一个问题", "A problem that the bulletin names.";
    id: Spanned<String> = required as Spanned<Slug>,
        "编号，永不改变，也是页面里的锚点", "Permanent; also the anchor on the problems page.";
    category: Option<Spanned<String>> = required as Spanned<String>,
        "类别编号", "One of the programme's categories; problems that a government names itself have none.";
    text: Statement = required, "问题", "What is wrong.";
    extent: Option<Spanned<String>> = optional, "普遍程度的编号", "How widely, as an id of the programme's extents.";
    quantifier: Option<String> = optional, "原文表示多少的词", "The document's own word for it.";
    applies_to: Option<Statement> = optional, "这个词说的是什么", "What the quantifier counts.";
    theme: Option<Spanned<String>> = optional, "主题", "A theme of the programme.";
    jurisdictions: Vec<Spanned<String>> = list, "原文点名的地方", "The places that the document names; none when it names none.";
    indicators: Vec<Spanned<String>> = list, "有关的指标", "The indicators concerned.";
    observations: Vec<Spanned<String>> = list, "有关的数据", "The figures concerned.";
    source: SourceRef = required, "出处", "Where it is published.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

impl Problem {
    /// A problem of which no more is known than its words and their source.
    pub fn plain(id: Spanned<String>, text: Statement, source: SourceRef) -> Problem {
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
}

record! {
    pub struct Answer, "对以前一个问题的说法", "What this evaluation says about a problem of an earlier one.";
    problem: Spanned<String> = required, "问题编号", "The problem.";
    state: ProblemState = required, "问题的状态", "Its state.";
    text: Option<Statement> = optional, "原文怎么说", "What is said.";
    source: SourceRef = required, "出处", "Where it is published.";
}

choices! {
    /// The state of a problem; only ever set by a document that is cited. In the order in
    /// which states are counted.
    pub enum ProblemState {
        Rectified = "rectified", "已整改", "Put right.";
        InProgress = "in-progress", "整改中", "Being put right.";
        Standing = "standing", "长期坚持", "Kept up without an end.";
        NotReported = "not-reported", "没有说法", "Nothing is said of it.";
        FoundAgain = "found-again", "再次发现", "Found again.";
    }
}

impl ProblemState {
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
