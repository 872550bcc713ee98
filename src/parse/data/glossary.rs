//! `data/glossary.yaml` and `data/corrections.yaml`.

use crate::diag::Spanned;
use crate::i18n::{PartialDate, PerLang, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};

/// A term with its fixed translation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    pub id: Spanned<String>,
    pub names: Text,
    pub definition: Statement,
    /// Toneless pinyin, for the order of the Chinese list.
    pub sort: String,
    /// Spellings that are met and wrong.
    pub mistyped: PerLang<Vec<String>>,
}

impl Decode for Term {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Term> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| super::jurisdiction::checked_slug(id, cx));
        let names = fields.required("names", cx);
        let definition = fields.required("definition", cx);
        let sort = fields.required("sort", cx);
        let mistyped = fields.optional("mistyped", cx).unwrap_or_default();
        fields.finish(cx);
        Some(Term { id: id?, names: names?, definition: definition?, sort: sort?, mistyped })
    }
}

/// A published change of a figure or page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Correction {
    pub date: Spanned<PartialDate>,
    /// The address of the page, without language: `2020/jinan/`.
    pub page: Spanned<String>,
    /// The observation that changed, where it was one.
    pub observation: Option<Spanned<String>>,
    /// The problem that was withdrawn, where it was one.
    pub problem: Option<Spanned<String>>,
    pub was: Text,
    pub now: Text,
    pub why: Statement,
}

impl Decode for Correction {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Correction> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", cx);
        let page = fields.required("page", cx);
        let observation = fields.optional("observation", cx);
        let problem = fields.optional("problem", cx);
        let was = fields.required("was", cx);
        let now = fields.required("now", cx);
        let why = fields.required("why", cx);
        fields.finish(cx);
        Some(Correction { date: date?, page: page?, observation, problem, was: was?, now: now?, why: why? })
    }
}
