//! Whether a printed figure states a value of the data.
//!
//! The rule, in the order it is applied:
//!
//! 1. **Status.** A masked value may only be printed masked, a missing one not at all, and a known one not masked.
//! 2. **Dimension.** Per cent are not percentage points, yuan are no count. Bare "points" pass for percentage points,
//!    a bare number for a ratio or a rank (not for money or a share), a share in words (一半, a third) for per cent, and
//!    a nought in words (清零, none) for anything. What is counted (persons, person-times, institutions, vehicles,
//!    routes) and units of area, length, mass and time are told apart where both sides name one of them.
//! 3. **Direction.** "Down 7.2%" states −7.2, or 7.2 of an indicator that counts a fall. A negative value printed
//!    without its sign is [`Verdict::SignMissing`]: fine where a word before the figure says that it fell.
//! 4. **Number and qualifier.** Two numbers agree if they are equal, or if the value rounded half up at the last
//!    printed digit is the printed number. Then the qualifiers must agree:
//!    - the same qualifier, or a range with the same ends, agrees;
//!    - the data qualifies the number and the text does not: [`Verdict::QualifierMissing`];
//!    - a true and telling statement is fine: 约2100, "more than 2,100" or "less than 2,200" for 2138, 90 to 95 for
//!      93.37, "at least" where the data says "more than". Telling means that the next number of the same roundness
//!      (2200 after 2100, 3000 after 2000) would no longer be true; for "about", that it differs by at most 5 %;
//!    - a value that is only known with a qualifier is stated by its own number alone; a weaker number would be true,
//!      but could as well be a slip;
//!    - anything else about the same number is [`Verdict::QualifierDiffers`]: 约2138 or "more than 2,138" for an exact
//!      2138, "more than" for a value that is only known as "at least".
//! 5. Otherwise the figures differ. If the usual slips explain it, the verdict names one.

mod slip;

use super::lexicon::measures::{Counted, counted};
use super::printed::{Dimension, Printed};
use super::qualifier::Qualifier;
use rust_decimal::{Decimal, RoundingStrategy};

pub use slip::Slip;

/// Whether the data has the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Known,
    /// The source hides it.
    Masked,
    /// Illegible or not published.
    Missing,
}

/// Which end of a published range a value of the data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Lower,
    Upper,
}

/// A value of the data, as far as a printed figure can be compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedValue {
    /// In the unit of the dimension (yuan, minutes since midnight). Without meaning unless the status is known.
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub qualifier: Qualifier,
    pub dimension: Dimension,
    pub status: Status,
    /// What the unit counts, where a wrong measure word would be a mistake.
    pub counted: Counted,
    /// The indicator itself counts a fall: its 7.2 is printed "down 7.2%".
    pub counts_fall: bool,
    /// The value is one end of a range of which the data keeps both ends apart.
    pub bound: Option<Bound>,
}

impl ComparedValue {
    /// An exact, known value.
    pub fn exact(value: Decimal, dimension: Dimension) -> Self {
        Self {
            low: value,
            high: None,
            qualifier: Qualifier::Exact,
            dimension,
            status: Status::Known,
            counted: Counted::Anything,
            counts_fall: false,
            bound: None,
        }
    }
}

/// What the comparison found; [`Verdict::is_fine`] says which need nothing done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The same number with the same qualifier.
    Equal,
    /// The value rounded at the last printed digit is the printed number.
    Rounded,
    /// Not the same number, but a true and telling statement about it.
    Fine,
    Differs {
        hint: Option<Slip>,
    },
    QualifierMissing,
    QualifierDiffers,
    DimensionDiffers,
    /// The number is right, but it counts other things: 144人 for 144 schools.
    MeasureDiffers,
    /// "Down" is printed where the value rose.
    DirectionDiffers,
    /// The value is negative and the figure has no sign.
    SignMissing,
    MaskedRevealed,
    /// The text masks a value the data knows.
    ValueMasked,
    /// The text prints a number where the data has none.
    NoValue,
}

impl Verdict {
    pub fn is_fine(self) -> bool {
        matches!(self, Self::Equal | Self::Rounded | Self::Fine)
    }
}

/// Compares by the rule of this module.
pub fn compare(printed: &Printed, value: &ComparedValue) -> Verdict {
    match (value.status, printed.masked) {
        (Status::Masked, true) if dimensions_agree(printed, value) => return Verdict::Equal,
        (Status::Masked, true) => return Verdict::DimensionDiffers,
        (Status::Masked, false) => return Verdict::MaskedRevealed,
        (Status::Missing, _) => return Verdict::NoValue,
        (Status::Known, true) => return Verdict::ValueMasked,
        (Status::Known, false) => {}
    }
    if !dimensions_agree(printed, value) {
        return Verdict::DimensionDiffers;
    }
    let verdict = compare_directed(printed, value);
    if verdict.is_fine() { measures(printed, value).unwrap_or(verdict) } else { verdict }
}

fn dimensions_agree(printed: &Printed, value: &ComparedValue) -> bool {
    let nought = printed.worded && printed.low.is_zero();
    let points = printed.measure.as_deref().is_some_and(|m| m.starts_with("point"));
    match (printed.dimension, value.dimension) {
        (a, b) if a == b => true,
        _ if nought => true,
        (Dimension::Plain, Dimension::Ratio) => true,
        (Dimension::Plain, Dimension::Rank) => printed.measure.is_none(),
        (Dimension::Plain, Dimension::PercentagePoints) => points,
        _ => false,
    }
}

/// What is wrong with the measure word or noun behind the number, if both sides name one.
fn measures(printed: &Printed, value: &ComparedValue) -> Option<Verdict> {
    let plain = printed.dimension == Dimension::Plain && value.dimension == Dimension::Plain;
    let (text, data) = (counted(printed.measure.as_ref()?), value.counted);
    if !plain || text == data || text == Counted::Anything || data == Counted::Anything {
        return None;
    }
    let units = text.is_measure() && data.is_measure();
    Some(if units { Verdict::DimensionDiffers } else { Verdict::MeasureDiffers })
}

fn compare_directed(printed: &Printed, value: &ComparedValue) -> Verdict {
    let positive =
        |printed: &Printed| Printed { low: printed.low.abs(), negative: false, fall_word: false, ..printed.clone() };
    if printed.fall_word && value.low >= Decimal::ZERO {
        let verdict = compare_numbers(&positive(printed), value);
        return if verdict.is_fine() && !value.counts_fall { Verdict::DirectionDiffers } else { verdict };
    }
    if !printed.negative && value.low < Decimal::ZERO {
        let verdict = compare_numbers(printed, &ComparedValue { low: value.low.abs(), ..value.clone() });
        return if verdict.is_fine() { Verdict::SignMissing } else { verdict };
    }
    compare_numbers(printed, value)
}

fn compare_numbers(printed: &Printed, value: &ComparedValue) -> Verdict {
    if let (Some(high), Some(bound)) = (printed.high, value.bound) {
        let end = if bound == Bound::Lower { printed.low } else { high };
        return if end == value.low { Verdict::Equal } else { differs(printed, end, value.low) };
    }
    match (printed.high, value.high) {
        (Some(high), Some(upper)) => compare_ends(printed, high, value.low, upper),
        (Some(high), None) => compare_range(printed, high, value),
        (None, Some(upper)) => {
            let end = printed.low == value.low || printed.low == upper;
            if end { Verdict::QualifierMissing } else { differs(printed, printed.low, value.low) }
        }
        (None, None) => compare_single(printed, value),
    }
}

fn compare_ends(printed: &Printed, high: Decimal, low: Decimal, upper: Decimal) -> Verdict {
    match (agreement(printed.low, printed.step, low), agreement(high, printed.step, upper)) {
        (Some(Verdict::Equal), Some(verdict)) => verdict,
        (Some(verdict), Some(_)) => verdict,
        (None, _) => differs(printed, printed.low, low),
        (_, None) => differs(printed, high, upper),
    }
}

/// A printed range states an exact value that lies in it; a value known one-sidedly is not so limited.
fn compare_range(printed: &Printed, high: Decimal, value: &ComparedValue) -> Verdict {
    let inside = printed.low <= value.low && value.low <= high;
    match value.qualifier {
        Qualifier::Exact if inside => Verdict::Fine,
        _ if inside => Verdict::QualifierDiffers,
        _ => differs(printed, printed.low, value.low),
    }
}

fn compare_single(printed: &Printed, value: &ComparedValue) -> Verdict {
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan};
    let same = agreement(printed.low, printed.step, value.low);
    match (value.qualifier, printed.qualifier, same) {
        (a, b, Some(verdict)) if a == b => verdict,
        (MoreThan, AtLeast, Some(_)) | (LessThan, AtMost, Some(_)) => Verdict::Fine,
        (Exact, _, Some(Verdict::Rounded)) if is_true(printed, value.low) => Verdict::Fine,
        (Exact, _, Some(_)) => Verdict::QualifierDiffers,
        (_, Exact, Some(_)) => Verdict::QualifierMissing,
        (_, _, Some(_)) => Verdict::QualifierDiffers,
        (Exact | About, About, None) if is_true(printed, value.low) => Verdict::Fine,
        (Exact, MoreThan | AtLeast | AtMost | LessThan, None) if is_true(printed, value.low) => Verdict::Fine,
        _ => differs(printed, printed.low, value.low),
    }
}

/// Equal, equal by rounding at the last printed digit, or neither.
fn agreement(printed: Decimal, step: Decimal, value: Decimal) -> Option<Verdict> {
    if printed == value {
        return Some(Verdict::Equal);
    }
    // A share in words has more digits than any data: the data's own precision decides.
    let rounded = if step.is_zero() {
        return (round(printed, Decimal::new(1, value.scale()))? == value && value.scale() > 0)
            .then_some(Verdict::Rounded);
    } else {
        round(value, step)?
    };
    (rounded == printed).then_some(Verdict::Rounded)
}

fn round(value: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = value.checked_div(step)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    steps.checked_mul(step)
}

/// Whether the qualified number is true of an exact value and says something about its size.
fn is_true(printed: &Printed, value: Decimal) -> bool {
    let reach = roundness(printed.low, printed.step);
    let (low, gap) = (printed.low, value - printed.low);
    match printed.qualifier {
        Qualifier::About => {
            let near = gap.abs() <= (low.abs() * Decimal::new(5, 2));
            near && round(value, reach).is_some_and(|rounded| rounded == low)
        }
        Qualifier::MoreThan => gap > Decimal::ZERO && gap < reach,
        Qualifier::AtLeast => gap > Decimal::ZERO && gap < reach,
        Qualifier::LessThan | Qualifier::AtMost => gap < Decimal::ZERO && -gap < reach,
        Qualifier::Exact | Qualifier::Range => false,
    }
}

/// The worth of the last digit that is not a nought: 100 for 2100, 0.1 for 93.4, 50 for half.
fn roundness(number: Decimal, step: Decimal) -> Decimal {
    if number.is_zero() {
        return Decimal::ONE;
    }
    if step.is_zero() {
        return number.abs();
    }
    let mut reach = step;
    while let Some(next) = reach.checked_mul(Decimal::TEN) {
        if !(number % next).is_zero() {
            break;
        }
        reach = next;
    }
    reach
}

fn differs(printed: &Printed, number: Decimal, value: Decimal) -> Verdict {
    Verdict::Differs { hint: slip::find(number, printed.step, value) }
}

#[cfg(test)]
mod tests;
