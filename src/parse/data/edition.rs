//! `data/editions/<date>.yaml`: what an edition of the portal published.
//!
//! The command `publish` writes these files and nobody else does. They are kept with the
//! data, so that later changes of what was published cannot go unnoticed.

use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::i18n::{PartialDate, Text};
use crate::parse::yaml::{Cx, Decode, Fields, Node, Value};
use crate::say;

/// What one edition published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    pub date: Spanned<PartialDate>,
    /// By observation.
    pub figures: Vec<PublishedFact>,
    /// By programme, year, evaluator and place.
    pub grades: Vec<PublishedFact>,
    /// Ids.
    pub problems: Vec<Spanned<String>>,
    /// Of pages, with their language; behind each, the fingerprint of the page is left out.
    pub addresses: Vec<Spanned<String>>,
    /// Addresses of texts and the fingerprints of what they said, for lists of changes.
    pub texts: Vec<(Spanned<String>, Spanned<String>)>,
}

/// A figure or grade as published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PublishedFact {
    pub id: Spanned<String>,
    /// What must stay the same.
    pub state: String,
    /// As readers saw it.
    pub label: Text,
}

impl Edition {
    /// Reads the file whose name says `date`.
    pub fn read(node: &Node, name: &str, cx: &mut Cx<'_>) -> Option<Edition> {
        let mut fields = Fields::of(node, cx)?;
        let date: Option<Spanned<PartialDate>> = fields.required("date", cx);
        let figures = fields.list("figures", cx);
        let grades = fields.list("grades", cx);
        let problems = fields.list("problems", cx);
        let mut addresses: Vec<Spanned<String>> = fields.list("addresses", cx);
        for address in &mut addresses {
            if let Some((page, _)) = address.value.split_once(' ') {
                address.value = page.to_owned();
            }
        }
        let texts = fields.node("texts").map(|node| pairs(node, cx)).unwrap_or_default();
        fields.finish(cx);
        let date = date?;
        if date.value.to_string() != name {
            wrong_name(date.span, date.value, name, cx);
        }
        Some(Edition { date, figures, grades, problems, addresses, texts })
    }
}

fn wrong_name(span: Span, date: PartialDate, name: &str, cx: &mut Cx<'_>) {
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            span,
            say!("文件名是`{name}`，内容却写`{date}`", "the file is named `{name}` and says `{date}`"),
        )
        .help(say!(
            "这些文件由`publish`写出，不要手工改动", "the command `publish` writes these files; do not edit them"
        )),
    );
}

fn pairs(node: &Node, cx: &mut Cx<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Value::Map(entries) = &node.value else {
        cx.wrong_type(node, "一组`网址: 指纹`", "pairs of `address: fingerprint`");
        return Vec::new();
    };
    entries.iter().filter_map(|(key, value)| Some((key.clone(), Spanned::decode(value, cx)?))).collect()
}

impl Decode for PublishedFact {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PublishedFact> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let state = fields.required("state", cx);
        let zh: Option<String> = fields.required("zh", cx);
        let en: Option<String> = fields.required("en", cx);
        fields.finish(cx);
        Some(PublishedFact { id: id?, state: state?, label: crate::i18n::text(zh?, en?) })
    }
}
