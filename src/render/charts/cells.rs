//! Single figures: as a chart sees them, as they are printed, what lies between two of
//! them, and the small line of a place for a cell of a table.

use rust_decimal::Decimal;

use super::spec::chart;
use crate::chart::{ChartKind, Figure, Status};
use crate::figure::write::{UnitKind as Written, write};
use crate::i18n::Lang;
use crate::parse::records::{self, UnitKind};
use crate::parse::{Amount, Exact};
use crate::portal::{ChartRequest, IndicatorId, JurisdictionId, ObservationId};
use crate::render::figures;
use crate::render::view::View;

/// An observation as a chart sees it.
pub fn of_observation(view: &View<'_>, id: ObservationId, lang: Lang) -> Figure {
    let observation = view.observation(id);
    Figure {
        value: observation.decimal(),
        upper: observation.upper.and_then(Amount::decimal),
        label: figures::label(view, observation, view.unit(observation.indicator), lang),
        status: match observation.def.status {
            records::Status::Ok => Status::Ok,
            records::Status::Approx => Status::Approx,
            records::Status::Provisional => Status::Provisional,
            records::Status::Revised => Status::Revised,
            records::Status::NotPublished => Status::NotPublished,
            records::Status::Masked => Status::Masked,
            records::Status::NotApplicable => Status::NotApplicable,
            records::Status::NotComparable => Status::NotComparable,
            records::Status::Illegible => Status::Illegible,
        },
        qualifier: observation.def.qualifier,
        footnote: None,
    }
}

/// The exact difference of two figures; none where one is missing, approximate or of
/// another definition.
pub fn difference(later: &Figure, earlier: &Figure) -> Option<Decimal> {
    later.certain()?.checked_sub(earlier.certain()?)
}

/// A change with its sign, percentages in percentage points.
pub fn change_words(change: Decimal, unit: &records::Unit, lang: Lang) -> String {
    let plus = if change > Decimal::ZERO { "+" } else { "" };
    let text = match unit.kind {
        UnitKind::Percent => write(&change, Written::Points, lang),
        _ => figures::written(Amount::Decimal(Exact(change)), unit, lang),
    };
    format!("{plus}{text}")
}

/// A figure as it is printed, or why there is none.
pub fn label_of(view: &View<'_>, id: ObservationId, lang: Lang) -> String {
    let observation = view.observation(id);
    figures::label(view, observation, view.unit(observation.indicator), lang)
}

/// A tiny trend of a place for a cell of a table: its newest years of one definition, with
/// the first and the last of them. `None` with fewer than two.
pub fn spark(view: &View<'_>, place: JurisdictionId, indicator: IndicatorId, id: &str) -> Option<(String, u16, u16)> {
    let years = view.steady_years(place, indicator);
    let (first, last) = (*years.first()?, *years.last()?);
    if !view.drawable(indicator) {
        return None;
    }
    let request =
        ChartRequest { kind: ChartKind::Trend, indicators: vec![indicator], group: None, years, focus: vec![place] };
    let chart = chart(view, &request, None, view.lang())?;
    Some((crate::chart::svg(&crate::chart::spark(&chart.drawn), id), first, last))
}
