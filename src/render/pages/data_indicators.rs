//! The files of each indicator: many rows, and so a page of its own.

use schemars::JsonSchema;
use serde::Serialize;

use super::downloads::{IndicatorFiles, indicator_files};
use crate::plan::Subject;
use crate::portal::IndicatorId;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The files of each indicator that has figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataIndicatorsPage {
    /// The themes of all programmes; those without figures are left out.
    pub themes: Vec<ThemeFiles>,
}

impl PageData for DataIndicatorsPage {
    const TEMPLATE: &'static str = "data_indicators.html";
}

/// The files of the indicators of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThemeFiles {
    /// The programme of the theme.
    pub programme: String,
    /// The theme.
    pub name: String,
    /// The indicators, each with its files.
    pub files: Vec<IndicatorFiles>,
}

/// The files of each indicator that has figures.
pub fn data_indicators(view: &View<'_>) -> Made {
    let title = view.word("downloads.indicators");
    let head = Head::new(title.clone(), view.word("downloads.indicators_text"))
        .crumb(view.word("menu.data"), view.link(Subject::Data))
        .crumb(title, None);
    let mut themes = Vec::new();
    for programme in view.programmes() {
        let def = view.programme(programme);
        let indicators: Vec<IndicatorId> = view.indicators(programme).collect();
        for (position, theme) in def.themes.iter().enumerate() {
            let of_theme = indicators.iter().copied().filter(|id| view.indicator(*id).theme == position);
            themes.push(ThemeFiles {
                programme: view.say(&def.short).to_owned(),
                name: view.say(&theme.names).to_owned(),
                files: indicator_files(view, of_theme),
            });
        }
    }
    themes.retain(|theme| !theme.files.is_empty());
    Made::new(head, &DataIndicatorsPage { themes })
}
