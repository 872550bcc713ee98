//! The fields of a narrative's front matter.

use crate::diag::Spanned;
use crate::i18n::PartialDate;
use crate::parse::data::SourceRef;
use crate::parse::yaml::{Cx, Fields, Node};

use super::NarrativeKind;

/// What the front matter says. The first three belong to the language of the file; the
/// others hold for both languages and may stand in either file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NarrativeFields {
    pub title: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    /// Doubts, in the language of the file.
    pub notes: Vec<Spanned<String>>,
    /// Numbers of title and summary that are no data, as they stand there. In the body
    /// they are marked in place.
    pub no_data: Vec<String>,
    pub shared: SharedFields,
    /// All keys, to point at.
    pub keys: Vec<Spanned<String>>,
}

/// The fields that hold for both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SharedFields {
    pub draft: bool,
    /// The first is the main one.
    pub themes: Vec<Spanned<String>>,
    /// The place below the jurisdiction that the whole narrative is about.
    pub county: Option<Spanned<String>>,
    pub mentions: Vec<Spanned<String>>,
    pub recognitions: Vec<Spanned<String>>,
    pub tags: Vec<String>,
    pub source: Option<SourceRef>,
    /// The record from which the narrative was written.
    pub fact: Option<String>,
    pub published: Option<PartialDate>,
    /// Position among the static pages.
    pub order: Option<u16>,
}

impl NarrativeFields {
    pub fn read(node: &Node, kind: NarrativeKind, cx: &mut Cx<'_>) -> Option<NarrativeFields> {
        let mut fields = Fields::of(node, cx)?;
        let title = fields.required("title", cx);
        let summary: Option<Spanned<String>> = match kind {
            NarrativeKind::Page => fields.optional("summary", cx),
            _ => fields.required("summary", cx),
        };
        let notes = fields.list("notes", cx);
        let no_data = fields.list("no_data", cx);
        let states = [("draft", true), ("published", false)];
        let draft = fields.choice("status", &states, cx).unwrap_or(false);
        let mut shared = SharedFields {
            draft,
            source: fields.optional("source", cx),
            published: fields.optional("published", cx),
            ..SharedFields::default()
        };
        if kind == NarrativeKind::Case {
            shared.themes = fields.list("themes", cx);
            shared.county = fields.optional("county", cx);
            shared.mentions = fields.list("mentions", cx);
            shared.recognitions = fields.list("recognitions", cx);
            shared.tags = fields.list("tags", cx);
            shared.fact = fields.optional("fact", cx);
        }
        if kind == NarrativeKind::Page {
            shared.order = fields.optional("order", cx);
        }
        let keys = fields.keys();
        fields.finish(cx);
        Some(NarrativeFields { title: title?, summary, notes, no_data, shared, keys })
    }
}
