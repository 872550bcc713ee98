//! Frameworks and their items where other pages name them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Subject;
use crate::portal::FrameworkId;
use crate::render::links::NamedLink;
use crate::render::view::View;

/// A framework item as a link to its place on the framework's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkItemLink {
    /// Its number in the framework, in the document's language; empty where it has none.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its place on the framework's page.
    pub href: Option<String>,
}

/// A framework as a link.
pub fn framework_link(view: &View<'_>, id: FrameworkId) -> NamedLink {
    NamedLink { name: view.say(&view.framework(id).def.names).to_owned(), href: view.link(Subject::Framework(id)) }
}

/// A framework item, by its position, as a link.
pub fn item_link(view: &View<'_>, framework: FrameworkId, item: usize) -> Option<FrameworkItemLink> {
    let item = view.framework(framework).items.get(item)?;
    let href = view.link(Subject::Framework(framework));
    Some(FrameworkItemLink {
        number: item.number.clone(),
        name: view.say(&item.names).to_owned(),
        href: href.map(|href| format!("{href}#{}", item.id)),
    })
}
