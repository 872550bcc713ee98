//! The ids of figures that give none: made of what the figure is, so that they stay the same
//! wherever it stands in its file.

use crate::i18n::Choice;
use crate::parse::records::{Nature, Period};

/// Place, indicator, years, breakdown and nature: `jinan-school-places-2020-level-primary`.
pub fn made_id<'a>(
    place: &str,
    indicator: &str,
    period: Option<Period>,
    breakdown: impl Iterator<Item = (&'a str, &'a str)>,
    nature: Nature,
) -> String {
    let mut parts = vec![place.to_owned(), indicator.to_owned()];
    parts.extend(period.map(|period| match period.year() {
        Some(year) => year.to_string(),
        None => format!("{}-{}", period.from, period.to),
    }));
    let mut breakdown: Vec<(&str, &str)> = breakdown.collect();
    breakdown.sort_unstable();
    parts.extend(breakdown.into_iter().map(|(dimension, value)| format!("{dimension}-{value}")));
    if nature != Nature::Measured {
        parts.push(nature.word().to_owned());
    }
    parts.join("-")
}
