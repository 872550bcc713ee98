//! Mappings whose keys are data themselves.

use crate::diag::Spanned;
use crate::parse::yaml::{Cx, Decode, Node, Value};

/// The keys and texts of a mapping, in the order of the file.
pub fn pairs(node: &Node, zh: &str, en: &str, cx: &mut Cx<'_>) -> Option<Vec<(Spanned<String>, Spanned<String>)>> {
    let Value::Map(entries) = &node.value else {
        cx.wrong_type(node, zh, en);
        return None;
    };
    Some(entries.iter().filter_map(|(key, value)| Some((key.clone(), Spanned::decode(value, cx)?))).collect())
}
