//! The small line of a place for a cell of a table.

use super::request::chart;
use crate::chart::{ChartKind, enough};
use crate::portal::{ChartRequest, IndicatorId, JurisdictionId};
use crate::render::html::Html;
use crate::render::view::View;

/// A tiny trend of a place for a cell of a table: its newest years of one definition, with
/// the first and the last of them. `None` where they are no course.
pub fn spark(view: &View<'_>, place: JurisdictionId, indicator: IndicatorId, id: &str) -> Option<(Html, u16, u16)> {
    let years = view.steady_years(place, indicator);
    let (first, last) = (*years.first()?, *years.last()?);
    if !view.drawable(indicator) || !enough::makes_course(years.len()) {
        return None;
    }
    let request =
        ChartRequest { kind: ChartKind::Trend, indicators: vec![indicator], group: None, years, focus: vec![place] };
    let chart = chart(view, &request, None, view.lang())?;
    Some((Html(crate::chart::svg(&crate::chart::spark(&chart.drawn), id)), first, last))
}
