//! The page at a former address.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The page at a former address: it leads readers to the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedPage {
    /// The link to the page at its new address.
    pub href: Option<String>,
    /// The new address with the site's own, where that is known: what search engines keep.
    pub canonical: Option<String>,
}

impl PageData for MovedPage {
    const TEMPLATE: &'static str = "moved.html";
}

/// The page at the former address of an entry.
pub fn moved(view: &View<'_>, position: usize) -> Made {
    let to = view.moves().get(position).map(|entry| entry.to.value.as_str());
    let href = to.and_then(|to| view.link_to_address(to));
    let canonical = view.base_url().zip(to).map(|(url, to)| format!("{url}{}/{to}/", view.lang().code()));
    Made::new(Head::new(view.word("moved.title"), view.word("moved.text")), &MovedPage { href, canonical })
}
