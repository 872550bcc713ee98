//! The charts of an indicator for pages of other sites, and how these take them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Subject;
use crate::portal::IndicatorId;
use crate::render::charts::{self, ChartFigure};
use crate::render::frame::Head;
use crate::render::html::escape;
use crate::render::links::NamedLink;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The charts of an indicator for pages of other sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EmbedPage {
    /// The name of the indicator.
    pub name: String,
    /// The charts; the main one, which is shown where the address names none, comes last.
    pub charts: Vec<ChartFigure>,
    /// The page of the indicator.
    pub href: Option<String>,
}

impl PageData for EmbedPage {
    const TEMPLATE: &'static str = "embed.html";
}

/// How pages of other sites show the charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EmbedOffer {
    /// The lines for another page that show the main chart; none where the address of the site
    /// is not known.
    pub snippet: Option<String>,
    /// Each chart as others show it.
    pub charts: Vec<NamedLink>,
}

/// How tall the frame is: the main chart of most indicators fits in, others scroll.
const HEIGHT: u16 = 640;

/// The charts of an indicator for pages of other sites.
pub fn embed(view: &View<'_>, id: IndicatorId) -> Made {
    let name = view.say(&view.indicator(id).def.names);
    let charts = charts::chart_figures_of(view, Subject::Indicator(id)).into_iter();
    let mut charts: Vec<ChartFigure> =
        charts.filter(|chart| !chart.empty).map(|chart| ChartFigure { saved: None, ..chart }).collect();
    if !charts.is_empty() {
        charts.rotate_left(1);
    }
    let data = EmbedPage { name: name.to_owned(), charts, href: view.link(Subject::Indicator(id)) };
    Made::new(Head::new(name, view.say(&view.indicator(id).def.definition)), &data)
}

/// How others show the charts of an indicator; nothing where there are none.
pub fn embed_offer(view: &View<'_>, id: IndicatorId, charts: &[ChartFigure]) -> Option<EmbedOffer> {
    let page = Subject::Embed(id);
    let href = view.link(page)?;
    let shown = || charts.iter().filter(|chart| !chart.empty);
    let main = shown().next()?;
    let address = view.base_url().zip(view.address(page, view.lang()));
    let title = escape(main.title.as_deref().unwrap_or_default());
    let snippet = address.map(|(base, address)| {
        format!(
            "<iframe src=\"{}#{}\" title=\"{title}\" width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\" sandbox=\"allow-popups\"></iframe>",
            escape(&format!("{base}{address}")),
            main.id,
        )
    });
    let links = shown().map(|chart| NamedLink {
        name: chart.title.clone().unwrap_or_default(),
        href: Some(format!("{href}#{}", chart.id)),
    });
    Some(EmbedOffer { snippet, charts: links.collect() })
}
