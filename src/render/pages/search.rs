//! The search of all pages of a language.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Subject;
use crate::render::frame::Head;
use crate::render::links::LabelLink;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SearchPage {
    /// Where the index of this language lies, below the root of the site.
    pub index: String,
    /// The ways to all pages for readers without a script.
    pub ways: Vec<LabelLink>,
}

impl PageData for SearchPage {
    const TEMPLATE: &'static str = "search.html";
}

/// The search.
pub fn search(view: &View<'_>) -> Made {
    let mut ways = vec![LabelLink { label: view.word("sitemap.title"), href: view.link(Subject::SiteMap) }];
    ways.extend(view.programmes().filter_map(|id| {
        let href = view.link(Subject::Indicators(id))?;
        let label = view.fill("search.catalogue", &[("programme", view.say(&view.programme(id).short))]);
        Some(LabelLink { label, href: Some(href) })
    }));
    let head = Head::new(view.word("search.title"), view.word("search.lede")).crumb(view.word("search.title"), None);
    Made::new(head, &SearchPage { index: format!("search/{}/", view.lang().code()), ways })
}
