//! All places of a group by all indicators that two or more of them published in a year.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison_years::comparison_years;
use crate::chart::{ChartKind, enough};
use crate::plan::Subject;
use crate::portal::{ChartRequest, GroupId, IndicatorId, JurisdictionId, ProgrammeId};
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
    /// The indicators of which too few places have a value for a table, with their values.
    pub listed: Vec<ListedIndicator>,
    /// How many indicators stand in the tables.
    pub count: usize,
    /// How many indicators only one place published.
    pub alone: usize,
    /// The catalogue of indicators.
    pub indicators_href: Option<String>,
    /// The page of the data.
    pub data_href: Option<String>,
}

/// An indicator with the values of the few places that have one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedIndicator {
    /// The indicator.
    pub name: String,
    /// The page of the indicator.
    pub href: Option<String>,
    /// Its values in the official order of places.
    pub values: Vec<ListedValue>,
}

/// The value of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ListedValue {
    /// The short name of the place.
    pub place: String,
    /// The page of the place.
    pub href: Option<String>,
    /// The value with unit and qualifier.
    pub value: String,
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
    let ids: Vec<IndicatorId> = view.indicators(programme).filter(|id| enough::compares(compared(id))).collect();
    let (ids, few): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| enough::fills(compared(id), members.len()));
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
        listed: few.into_iter().map(|id| listed_indicator(view, programme, id, members, year)).collect(),
        count: ids.len(),
        alone: view.indicators(programme).filter(|id| compared(id) == 1).count(),
        indicators_href: view.link(Subject::Indicators(programme)),
        data_href: view.link(Subject::Data),
    };
    Made::new(head, &page)
}

/// An indicator with the places that have a value, each with it.
fn listed_indicator(
    view: &View<'_>,
    programme: ProgrammeId,
    id: IndicatorId,
    members: &[JurisdictionId],
    year: u16,
) -> ListedIndicator {
    let values = members.iter().filter(|place| view.compares(**place, id, year)).filter_map(|place| {
        Some(ListedValue {
            place: view.say(&view.place(*place).def.short).to_owned(),
            href: view.link(Subject::Place(programme, *place)),
            value: charts::figure_label(view, view.figure_for(*place, id, year)?, view.lang()),
        })
    });
    ListedIndicator {
        name: view.say(&view.indicator(id).def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
        values: values.collect(),
    }
}

/// A few indicators together; many by their themes, each with its name.
fn divide_by_theme(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: &[IndicatorId],
) -> Vec<(Option<String>, Vec<IndicatorId>)> {
    if ids.is_empty() {
        return Vec::new();
    }
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
