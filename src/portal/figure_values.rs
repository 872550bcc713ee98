//! The figures of a portal as the grammar of figures compares them, and in words.

use rust_decimal::Decimal;

use crate::figure::compare::{Bound, Status};
use crate::figure::lexicon::measures::{Counted, counted};
use crate::figure::printed::names_fall;
use crate::figure::write::{UnitKind as Written, write_qualified, write_range};
use crate::figure::{ComparedValue, Dimension, Printed, Verdict, compare};
use crate::i18n::{Lang, Text, text};
use crate::parse::Amount;
use crate::parse::records::{self, UnitKind};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::say;

/// The breakdown that keeps the two ends of a printed range apart, and its values.
const BOUND: (&str, &str, &str) = ("bound", "lower", "upper");

/// What is wrong with a printed figure; nothing where it states the value.
pub fn verdict(printed: &Printed, value: &ComparedValue, falls: bool) -> Option<Verdict> {
    match compare(printed, value) {
        verdict if verdict.is_fine() => None,
        Verdict::SignMissing if falls => None,
        Verdict::DimensionDiffers if value.status == Status::Masked && printed.masked => None,
        verdict => Some(verdict),
    }
}

/// An observation as the grammar of figures compares it.
pub fn comparable_value(portal: &Portal, id: ObservationId) -> ComparedValue {
    let observation = portal.observation(id);
    let indicator = portal.indicator(observation.indicator);
    let unit = portal.unit(indicator.unit);
    let status = match observation.def.status {
        records::Status::Masked => Status::Masked,
        status if status.has_value() && observation.value.is_some() => Status::Known,
        _ => Status::Missing,
    };
    ComparedValue {
        low: observation.value.map(decimal_of).unwrap_or_default(),
        high: observation.upper.map(decimal_of),
        qualifier: observation.def.qualifier,
        dimension: dimension(unit),
        status,
        counted: counted_by(unit, observation.def.printed()),
        counts_fall: names_fall(&indicator.def.names.zh),
        bound: printed_bound(portal, &observation.breakdown),
    }
}

fn decimal_of(amount: Amount) -> Decimal {
    match amount {
        Amount::Decimal(exact) => exact.0,
        Amount::Clock(minutes) => Decimal::from(minutes),
    }
}

/// What numbers of a unit count, as the grammar of figures tells it apart.
pub fn dimension(unit: &records::Unit) -> Dimension {
    match unit.kind {
        // n to one, the other way round: 3.87∶1.
        UnitKind::Plain if unit.suffix.zh.starts_with(['∶', ':', '：']) => Dimension::Ratio,
        UnitKind::Money => Dimension::Money,
        UnitKind::Percent => Dimension::Percent,
        UnitKind::Points => Dimension::PercentagePoints,
        UnitKind::Ratio => Dimension::Ratio,
        UnitKind::Rank => Dimension::Rank,
        UnitKind::Clock => Dimension::Clock,
        UnitKind::Count | UnitKind::Plain => Dimension::Plain,
    }
}

/// What a unit counts, from the words that stand behind its numbers; where it counts
/// anything, what the document itself counts.
pub fn counted_by(unit: &records::Unit, as_printed: Option<&str>) -> Counted {
    let words = [unit.suffix.zh.trim(), unit.names.zh.trim(), unit.suffix.en.trim(), unit.names.en.trim()];
    let by_unit = words.into_iter().map(counted).find(|counted| *counted != Counted::Anything);
    let printed = || crate::figure::parse(as_printed?, Lang::Zh).ok()?.measure;
    by_unit.or_else(|| printed().map(|measure| counted(&measure))).unwrap_or(Counted::Anything)
}

fn printed_bound(portal: &Portal, breakdown: &[(usize, usize)]) -> Option<Bound> {
    let (dimension, lower, upper) = BOUND;
    breakdown.iter().find_map(|(position, value)| {
        let known = &portal.dimensions[*position];
        let value = known.values.get(*value).filter(|_| known.id.value == dimension)?;
        match value.id.value.as_str() {
            word if word == lower => Some(Bound::Lower),
            word if word == upper => Some(Bound::Upper),
            _ => None,
        }
    })
}

/// A value as a reader of `lang` expects it, qualifier and unit included.
pub fn label(portal: &Portal, id: ObservationId, lang: Lang) -> String {
    let observation = portal.observation(id);
    let Some(low) = observation.value.map(decimal_of) else {
        return status_words(observation.def.status).get(lang).clone();
    };
    let unit = portal.unit(portal.indicator(observation.indicator).unit);
    let kind = written_unit(unit.kind);
    let text = match observation.upper.map(decimal_of) {
        Some(high) => write_range(&low, &high, kind, lang),
        None => write_qualified(&low, observation.def.qualifier, kind, lang),
    };
    let counts = matches!(unit.kind, UnitKind::Count | UnitKind::Plain);
    let suffix = match &unit.suffix_one {
        Some(one) if low == Decimal::ONE => one,
        _ => &unit.suffix,
    };
    // The suffix belongs behind the number: 2,100人以上.
    match (counts, lang) {
        (true, Lang::Zh) => match text.strip_suffix("以上") {
            Some(number) => format!("{number}{}以上", suffix.zh),
            None => format!("{text}{}", suffix.zh),
        },
        (true, Lang::En) => format!("{text}{}", suffix.en),
        (false, _) => text,
    }
}

fn written_unit(kind: UnitKind) -> Written {
    match kind {
        UnitKind::Money => Written::Money,
        UnitKind::Count => Written::Count,
        UnitKind::Percent => Written::Percent,
        UnitKind::Points => Written::Points,
        UnitKind::Ratio => Written::Ratio,
        UnitKind::Rank => Written::Rank,
        UnitKind::Clock => Written::Clock,
        UnitKind::Plain => Written::Plain,
    }
}

fn status_words(status: records::Status) -> Text {
    match status {
        records::Status::Masked => text("隐去", "masked"),
        records::Status::Illegible => text("无法辨认", "illegible"),
        records::Status::NotApplicable => text("不适用", "not applicable"),
        _ => text("未公布", "not published"),
    }
}

/// Where the data says the value.
pub fn place_of(portal: &Portal, id: ObservationId) -> crate::diag::Span {
    let def = &portal.observation(id).def;
    def.value.as_ref().map_or(def.id.span, |value| value.span)
}

/// What the data says, and on whose word.
pub fn data_has(portal: &Portal, id: ObservationId) -> Text {
    let observation = portal.observation(id);
    let (zh, en) = (label(portal, id, Lang::Zh), label(portal, id, Lang::En));
    let title = &portal.document(observation.document).titles;
    let place = observation.def.source.place.as_ref();
    let (at_zh, at_en) = place.map_or((String::new(), String::new()), |p| (p.zh.clone(), format!(", {}", p.en)));
    let (title_zh, title_en) = (&title.zh, &title.en);
    say!("数据是{zh}，出自《{title_zh}》{at_zh}", "the data has {en}, from “{title_en}”{at_en}")
}
