//! `data/glossary.yaml` and `data/corrections.yaml`.

use super::notation::{SitePath, Slug};
use crate::diag::Spanned;
use crate::i18n::{PartialDate, PerLang, Text};
use crate::parse::statement::Statement;

record! {
    pub struct GlossaryFile, "术语表", "The glossary.";
    terms: Vec<std::sync::Arc<Term>> = required, "术语", "The terms.";
}

record! {
    pub struct Term, "一个术语和它固定的译法", "A term with its fixed translation.";
    id: Spanned<String> = required as Spanned<Slug>, "编号，也是页面里的锚点", "Also the anchor on the page.";
    names: Text = required, "术语", "The term.";
    definition: Statement = required, "解释", "What it means.";
    sort: String = required, "不带声调的拼音，中文表按它排序", "Toneless pinyin, for the order of the Chinese list.";
    mistyped: PerLang<Vec<String>> = default, "见过的错误写法", "Spellings that are met and wrong.";
}

record! {
    pub struct CorrectionFile, "更正", "The log of corrections.";
    corrections: Vec<std::sync::Arc<Correction>> = required, "更正", "The corrections.";
    moved: Vec<std::sync::Arc<Move>> = default, "改了网址的页面", "Pages whose address changed.";
}

record! {
    pub struct Move, "一个页面改了网址：旧网址上留一页，引读者到新网址", "A page has another address: a page stays at the former one and leads readers on.";
    from: Spanned<String> = required as Spanned<SitePath>, "原来的网址，不含语言", "The former address, without language: `2021/city/`.";
    to: Spanned<String> = required as Spanned<SitePath>, "现在的网址，不含语言", "The address now, without language.";
}

record! {
    pub struct Correction, "对已公布的数或页面的一次更正", "A published change of a figure or page.";
    date: Spanned<PartialDate> = required, "更正日期", "When it was made.";
    page: Spanned<String> = required, "页面网址，不含语言", "The address of the page, without language: `2021/city/`.";
    observation: Option<Spanned<String>> = optional, "改的是一条数据时，它的编号", "The observation that changed, where it was one.";
    problem: Option<Spanned<String>> = optional, "撤回的是一个问题时，它的编号", "The problem that was withdrawn, where it was one.";
    was: Text = required, "原来的写法", "What it was.";
    now: Text = required, "现在的写法", "What it is now.";
    why: Statement = required, "原因", "Why it was changed.";
}
