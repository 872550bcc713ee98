//! `data/programmes/<id>.yaml`: one yearly evaluation and its fixed vocabulary.

use crate::choices;
use crate::diag::Spanned;
use crate::i18n::{PerLang, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::MaybeEmpty;

record! {
    pub struct Programme, "一项评价：评什么，用什么词", "A programme of evaluation: what is evaluated, in which words.";
    id: Spanned<String> = required, "编号", "By which folders and files name it.";
    prefix: String = default as MaybeEmpty,
        "页面网址的第一段；默认的评价留空", "First part of its pages' addresses; empty for the site's default programme.";
    names: Text = required, "名称", "Its name.";
    short: Text = or(names.clone()), "菜单里的简称；不写时用名称", "In menus; the name where it is not given.";
    description: Statement = required, "介绍", "What it is.";
    legal_basis: Vec<Basis> = list, "依据的文件", "The documents on which it rests.";
    grades: Vec<Grade> = list, "等级，从高到低", "The grades, best first.";
    process: Vec<ProcessStage> = list, "每年的环节，按先后", "The stages of the yearly process, in order.";
    themes: Vec<Named> = list, "主题", "The themes.";
    categories: Vec<Category> = list, "问题的类别", "The categories of problems.";
    extents: Vec<Named> = list, "问题的普遍程度，从少到多",
        "How widely a problem occurs, in the documents' words, from the rarest to the most common.";
    recognitions: Vec<Named> = list, "案例所称的荣誉和推广", "Recognitions that cases claim.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

record! {
    pub struct Named, "有编号和名称的一项", "Something with an id and names.";
    id: Spanned<String> = required, "编号", "By which others name it.";
    names: Text = required, "名称", "Its name.";
}

record! {
    pub struct Basis, "评价依据的一份文件", "A document on which the programme rests.";
    document: Spanned<String> = required, "文件编号", "The id of the document.";
    jurisdiction: Option<Spanned<String>> = optional,
        "在哪里适用（含下级）；不写时各地适用", "Where it holds, with all places below; everywhere when it is not given.";
    sets: Option<Statement> = optional, "规定了什么", "What it lays down.";
    note: Option<Statement> = optional, "说明", "A note.";
}

record! {
    pub struct Grade, "一个等级", "A grade as issued.";
    id: Spanned<String> = required, "编号", "By which evaluations name it.";
    names: Text = required, "名称", "Its name.";
    tone: Tone = default(Tone::Fair), "徽标的轻重", "How strongly its badge is drawn.";
}

choices! {
    /// How strongly a grade's badge is drawn; never a traffic light.
    pub enum Tone {
        Best = "best", "最高", "The best.";
        Good = "good", "较高", "Good.";
        Fair = "fair", "一般", "Fair.";
        Poor = "poor", "较低", "Poor.";
    }
}

record! {
    pub struct ProcessStage, "每年评价的一个环节", "A stage of the yearly process.";
    id: Spanned<String> = required, "编号", "By which evaluations name it.";
    names: Text = required, "名称", "Its name.";
    actor: Option<Text> = default as PerLang<MaybeEmpty>, "由谁进行", "Who carries it out.";
    description: Option<Statement> = optional, "做什么", "What is done.";
    product: Option<Statement> = optional, "产生什么", "What comes out of it.";
}

record! {
    pub struct Category, "问题的一个类别", "A category of problems.";
    id: Spanned<String> = required, "编号", "By which problems name it.";
    names: Text = required, "名称", "Its name.";
    theme: Option<Spanned<String>> = optional, "所属主题", "The theme to which it belongs.";
}

/// A text without Chinese words is none.
impl From<PerLang<MaybeEmpty>> for Option<Text> {
    fn from(text: PerLang<MaybeEmpty>) -> Option<Text> {
        Some(Text::from(text)).filter(|text| !text.zh.is_empty())
    }
}
