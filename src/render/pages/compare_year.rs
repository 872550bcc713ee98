//! All places of a group by all indicators that two or more of them published in a year.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison_years::comparison_years;
use crate::chart::ChartKind;
use crate::plan::Subject;
use crate::portal::{ChartRequest, GroupId, IndicatorId, ProgrammeId};
use crate::render::charts::{self, ChartHeatTable};
use crate::render::frame::Head;
use crate::render::links::ChoiceLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::year_words;
use crate::render::view::View;

/// The page of a group in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareYearPage {
    /// The title: group and year.
    pub title: String,
    /// The years of the group that have such a page, newest first.
    pub years: Vec<ChoiceLink>,
    /// The tables: one of all indicators, or one for each theme when they are many.
    pub tables: Vec<CompareYearTable>,
    /// How many indicators are compared.
    pub count: usize,
    /// How many indicators only one place published.
    pub alone: usize,
    /// The catalogue of indicators.
    pub indicators_href: Option<String>,
    /// The page of the data.
    pub data_href: Option<String>,
}

/// Places by indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareYearTable {
    /// The theme of the indicators; none when the table has all of them.
    pub theme: Option<String>,
    /// The table.
    pub heat: ChartHeatTable,
}

impl PageData for CompareYearPage {
    const TEMPLATE: &'static str = "compare_year.html";
}

/// How many indicators stand in one table before it is divided by theme.
const ONE_TABLE: usize = 10;

/// All places of a group in a year.
pub fn compare_year(view: &View<'_>, programme: ProgrammeId, group: GroupId, year: u16) -> Made {
    let members = &view.group(group).members;
    let compared = |id: &IndicatorId| members.iter().filter(|place| view.compares(**place, *id, year)).count();
    let ids: Vec<IndicatorId> = view.indicators(programme).filter(|id| compared(id) > 1).collect();
    let words = year_words(view, year);
    let values = [("year", words.as_str()), ("group", view.say(&view.group(group).def.names))];
    let title = view.fill("compare.year_title", &values);
    let head = Head::new(title.clone(), view.fill("compare.year_lede", &values))
        .crumb(view.word("menu.compare"), view.link(Subject::Compare(programme)))
        .crumb(words.clone(), None);
    let tables = divide_by_theme(view, programme, &ids).into_iter().filter_map(|(theme, indicators)| {
        Some(CompareYearTable { theme, heat: heat_table(view, indicators, group, year)? })
    });
    let page = CompareYearPage {
        title,
        years: comparison_years(view, programme, group, Some(year)),
        tables: tables.collect(),
        count: ids.len(),
        alone: view.indicators(programme).filter(|id| compared(id) == 1).count(),
        indicators_href: view.link(Subject::Indicators(programme)),
        data_href: view.link(Subject::Data),
    };
    Made::new(head, &page)
}

/// A few indicators together; many by their themes, each with its name.
fn divide_by_theme(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: &[IndicatorId],
) -> Vec<(Option<String>, Vec<IndicatorId>)> {
    if ids.len() <= ONE_TABLE {
        return vec![(None, ids.to_vec())];
    }
    let themes = view.programme(programme).themes.iter().enumerate();
    let divided = themes.map(|(position, theme)| {
        let of_theme = ids.iter().copied().filter(|id| view.indicator(*id).theme == position).collect();
        (Some(view.say(&theme.names).to_owned()), of_theme)
    });
    divided.filter(|(_, of_theme): &(_, Vec<IndicatorId>)| !of_theme.is_empty()).collect()
}

fn heat_table(view: &View<'_>, indicators: Vec<IndicatorId>, group: GroupId, year: u16) -> Option<ChartHeatTable> {
    let years = vec![year];
    let request = ChartRequest { kind: ChartKind::Heat, indicators, group: Some(group), years, focus: Vec::new() };
    let chart = charts::chart(view, &request, None, view.lang())?;
    Some(charts::heat_table(view, &chart))
}
