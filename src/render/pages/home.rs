//! The home page: the default programme's newest results, and the way to the others.

use schemars::JsonSchema;
use serde::Serialize;

use super::programme_overview::{ProgrammeOverview, programme_overview};
use crate::plan::Subject;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The home page. Without a programme, lists are empty and the rest is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HomePage {
    /// The programme whose pages have no prefix in their address.
    #[serde(flatten)]
    pub overview: ProgrammeOverview,
    /// The other programmes of the portal.
    pub others: Vec<ProgrammeCard>,
}

impl PageData for HomePage {
    const TEMPLATE: &'static str = "home.html";
}

/// A programme in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeCard {
    /// The name.
    pub name: String,
    /// What it evaluates, in one sentence.
    pub description: String,
    /// Its entrance.
    pub href: Option<String>,
}

/// The home page.
pub fn home(view: &View<'_>) -> Made {
    let title = view.site().map(|site| view.say(&site.names)).unwrap_or_default();
    let tagline = view.site().map(|site| view.say(&site.tagline)).unwrap_or_default();
    let data = view.default_programme().map(|programme| {
        let others = view.programmes().filter(|id| *id != programme).map(|id| {
            let def = view.programme(id);
            ProgrammeCard {
                name: view.say(&def.names).to_owned(),
                description: view.say(&def.description).to_owned(),
                href: view.link(Subject::Programme(id)),
            }
        });
        HomePage { overview: programme_overview(view, programme, view.focus()), others: others.collect() }
    });
    Made::new(Head::new(title, tagline), &data.unwrap_or_default())
}
