//! Links, as lists, menus and tables of pages hold them.

use schemars::JsonSchema;
use serde::Serialize;

/// A label that leads to a page, where that page exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LabelLink {
    /// What the link says.
    pub label: String,
    /// Where it leads; none when there is no such page.
    pub href: Option<String>,
}

/// The name of a thing, with the way to its page where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedLink {
    /// The name in the page's language.
    pub name: String,
    /// The page of the thing; none when it has no page.
    pub href: Option<String>,
}

/// A link whose words may be in the other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LanguageLink {
    /// What the link says.
    pub label: String,
    /// Where it leads; none when there is no such page.
    pub href: Option<String>,
    /// The language of the label, as a BCP 47 tag.
    pub tag: String,
}

/// One of several pages of which the reader looks at one, such as the years of an
/// indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChoiceLink {
    /// What the link says.
    pub label: String,
    /// Where it leads; none when there is no such page.
    pub href: Option<String>,
    /// This is the page that is looked at.
    pub current: bool,
}

/// A list narrowed down, with the number of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FilterLink {
    /// By what the list is narrowed.
    pub label: String,
    /// The page of the narrowed list.
    pub href: String,
    /// How many entries that list has.
    pub count: usize,
    /// This is the list that is looked at.
    pub current: bool,
}
