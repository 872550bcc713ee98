//! `data/documents.yaml`: the published documents that figures and statements cite.

use super::notation::WebAddress;
use crate::choices;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::statement::Statement;

record! {
    pub struct PublishedDocumentFile, "引用的公开文件", "The published documents that are cited.";
    documents: Vec<std::sync::Arc<PublishedDocument>> = required, "文件", "The documents.";
}

record! {
    pub struct PublishedDocument, "一份公开文件", "A published document.";
    id: Spanned<String> = required, "编号", "By which sources name it.";
    titles: Statement = required, "标题", "Its title.";
    issuer: Text = required, "发文单位", "Who issued it.";
    number: Option<Spanned<String>> = optional, "发文字号", "发文字号, such as 鲁政办发〔2018〕29号.";
    date: Option<Spanned<PartialDate>> = optional, "成文或发布日期", "The date that it bears.";
    date_note: Option<Statement> = optional,
        "文件没有印日期时，关于日期所知的情况", "What is known about the date when the document prints none.";
    url: Option<String> = optional as WebAddress, "公开的网址", "Where it can be read.";
    text: Option<TextNature> = optional,
        "依据它的文稿是原文还是摘要；文稿自己可以另写", "Whether texts that have it as their source are its own words; a text may say otherwise.";
    notes: Vec<Statement> = list, "对文件的疑问", "Doubts about the document.";
}

choices! {
    /// Whose words a text is.
    pub enum TextNature {
        Issued = "issued", "原文：照登，一字不改", "The issued text, shown word for word.";
        Digest = "digest", "摘要：编者所写", "Written by the editors.";
    }
}

impl PublishedDocument {
    /// Its number, where it has one.
    pub fn numbered(&self) -> Option<&str> {
        self.number.as_ref().map(|number| number.value.as_str())
    }
}
