//! Single figures: as a chart sees them, as they are printed, and what lies between two of
//! them.

use rust_decimal::Decimal;

use crate::chart::{Figure, Status};
use crate::figure::write::{UnitKind as Written, write};
use crate::i18n::Lang;
use crate::parse::records::{self, UnitKind};
use crate::parse::{Amount, Exact};
use crate::portal::ObservationId;
use crate::render::figures;
use crate::render::view::View;

/// An observation as a chart sees it.
pub fn chart_figure(view: &View<'_>, id: ObservationId, lang: Lang) -> Figure {
    let observation = view.observation(id);
    let decimals = view.indicator(observation.indicator).def.decimals;
    let unit = view.unit(observation.indicator);
    let in_full = figures::label(view, observation, unit, lang);
    let label = figures::shown(view, observation, unit, decimals, lang);
    Figure {
        value: observation.decimal(),
        upper: observation.upper.and_then(Amount::decimal),
        in_full: (in_full != label).then_some(in_full),
        label,
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
        UnitKind::Money
        | UnitKind::Count
        | UnitKind::Points
        | UnitKind::Ratio
        | UnitKind::Rank
        | UnitKind::Clock
        | UnitKind::Plain => figures::written(Amount::Decimal(Exact(change)), unit, lang),
    };
    format!("{plus}{text}")
}

/// A figure as it is printed, or why there is none.
pub fn figure_label(view: &View<'_>, id: ObservationId, lang: Lang) -> String {
    let observation = view.observation(id);
    figures::label(view, observation, view.unit(observation.indicator), lang)
}
