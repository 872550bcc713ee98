//! `data/frameworks/<programme>/<id>.yaml`: the headings and items by which reports are
//! written.

use super::jurisdiction::checked_slug;
use crate::diag::Spanned;
use crate::i18n::Text;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};

/// A set of numbered headings and items that a report answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Framework {
    pub id: Spanned<String>,
    pub programme: Spanned<String>,
    pub names: Text,
    pub notes: Vec<Statement>,
    pub items: Vec<FrameworkItem>,
}

/// A heading or an item below one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FrameworkItem {
    /// Unique in the portal; also the anchor on the framework's page.
    pub id: Spanned<String>,
    pub number: String,
    pub names: Text,
    pub notes: Vec<Statement>,
    pub children: Vec<FrameworkItem>,
}

impl Framework {
    /// Reads a file that lies in the folder of a programme.
    pub fn read(node: &Node, programme_folder: &str, cx: &mut Cx<'_>) -> Option<Framework> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| checked_slug(id, cx));
        let programme = super::filed::programme(&mut fields, programme_folder, cx);
        let names = fields.required("names", cx);
        let notes = fields.list("notes", cx);
        let items = fields.list("items", cx);
        fields.finish(cx);
        Some(Framework { id: id?, programme: programme?, names: names?, notes, items })
    }
}

impl Decode for FrameworkItem {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<FrameworkItem> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|id| checked_slug(id, cx));
        let number = fields.optional("number", cx).unwrap_or_default();
        let names = fields.required("names", cx);
        let notes = fields.list("notes", cx);
        let children = fields.list("children", cx);
        fields.finish(cx);
        Some(FrameworkItem { id: id?, number, names: names?, notes, children })
    }
}
