//! `data/frameworks/<programme>/<id>.yaml`: the headings and items by which reports are
//! written.

use super::notation::Slug;
use crate::diag::Spanned;
use crate::i18n::Text;
use crate::parse::statement::Statement;

record! {
    pub struct Framework, "报告提纲：报告要回答的条目", "A set of numbered headings and items that a report answers.";
    id: Spanned<String> = required as Spanned<Slug>, "编号，也是网址的一段", "Unique in the portal, part of its address.";
    programme: Spanned<String> = required, "所属评价，与文件夹一致", "Its programme, as the folder says.";
    names: Text = required, "名称", "Its name.";
    notes: Vec<Statement> = list, "说明", "Notes.";
    items: Vec<FrameworkItem> = list, "标题和条目", "Its headings and items.";
}

record! {
    pub struct FrameworkItem, "一个标题或条目", "A heading or an item below one.";
    id: Spanned<String> = required as Spanned<Slug>,
        "编号，也是页面里的锚点", "Unique in the portal; also the anchor on the framework's page.";
    number: String = default, "提纲自己的序号", "Its number in the framework.";
    names: Text = required, "文字", "Its words.";
    notes: Vec<Statement> = list, "说明", "Notes.";
    children: Vec<FrameworkItem> = list, "下面的条目", "The items below.";
}
