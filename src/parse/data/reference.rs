//! `data/documents.yaml`: the published documents that figures and statements cite.

use crate::diag::{Code, Diagnostic, Spanned};
use crate::i18n::{PartialDate, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};
use crate::say;

/// A published document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PublishedDocument {
    pub id: Spanned<String>,
    pub titles: Statement,
    pub issuer: Text,
    /// 发文字号, such as 鲁政办发〔2018〕29号.
    pub number: Option<Spanned<String>>,
    pub date: Option<Spanned<PartialDate>>,
    /// What is known about the date when the document prints none.
    pub date_note: Option<Statement>,
    pub url: Option<String>,
    /// Doubts about the document.
    pub notes: Vec<Statement>,
}

impl PublishedDocument {
    /// Its number, where it has one.
    pub fn numbered(&self) -> Option<&str> {
        self.number.as_ref().map(|number| number.value.as_str())
    }
}

impl Decode for PublishedDocument {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PublishedDocument> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let titles = fields.required("titles", cx);
        let issuer = fields.required("issuer", cx);
        let number = fields.optional("number", cx);
        let date = fields.optional("date", cx);
        let date_note = fields.optional("date_note", cx);
        let url = fields.optional::<Spanned<String>>("url", cx).and_then(|url| web_address(url, cx));
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(PublishedDocument { id: id?, titles: titles?, issuer: issuer?, number, date, date_note, url, notes })
    }
}

/// An address that may stand in a link: http or https only, so that no data file can
/// put a script into a page.
fn web_address(url: Spanned<String>, cx: &mut Cx<'_>) -> Option<String> {
    if url.starts_with("https://") || url.starts_with("http://") {
        return Some(url.value);
    }
    let found = &url.value;
    cx.report(
        Diagnostic::new(Code::DeadReference, url.span, say!("`{found}`不是网址", "`{found}` is no web address"))
            .help(say!("以`https://`开头", "begin it with `https://`")),
    );
    None
}

/// Where something is published: a document, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceRef {
    pub document: Spanned<String>,
    /// In the document's own numbering.
    pub place: Option<Spanned<Text>>,
}

impl Decode for SourceRef {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<SourceRef> {
        let mut fields = Fields::of(node, cx)?;
        let document = fields.required("document", cx);
        let place = fields.optional("place", cx);
        fields.finish(cx);
        Some(SourceRef { document: document?, place })
    }
}
