//! The usual slips that turn one number into another.

use rust_decimal::{Decimal, RoundingStrategy};

/// A slip that explains the difference of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// 万 for 亿 or none, million for billion: a factor of thousand (English), ten thousand or more.
    MagnitudeWord,
    /// A factor of ten or hundred, or a lost decimal point.
    DecimalPoint,
    /// Two neighbouring digits changed places.
    DigitsSwapped,
    /// One digit is another.
    OneDigit,
    /// The figure was cut off where it should have been rounded.
    CutOff,
}

/// Factors a wrong scale word makes, then those a lost or moved point makes.
const WORDS: [i64; 5] = [10_000, 100_000_000, 1_000, 1_000_000, 1_000_000_000];
const POINTS: [i64; 3] = [10, 100, 100_000];

/// The slip that makes `value` into `printed`, if one does; `step` is the worth of the last printed digit.
pub fn find(printed: Decimal, step: Decimal, value: Decimal) -> Option<Slip> {
    if printed.is_zero() || value.is_zero() {
        return None;
    }
    if WORDS.iter().any(|factor| differs_by(printed, step, value, Decimal::from(*factor))) {
        return Some(Slip::MagnitudeWord);
    }
    if POINTS.iter().any(|factor| differs_by(printed, step, value, Decimal::from(*factor))) {
        return Some(Slip::DecimalPoint);
    }
    if !step.is_zero() && truncated(value, step) == Some(printed) {
        return Some(Slip::CutOff);
    }
    compare_digits(&digits(printed), &digits(value))
}

fn differs_by(printed: Decimal, step: Decimal, value: Decimal, factor: Decimal) -> bool {
    let close = |corrected: Option<Decimal>, step: Option<Decimal>| match (corrected, step) {
        (Some(corrected), Some(step)) if !step.is_zero() => nearest(value, step) == Some(corrected),
        (Some(corrected), _) => corrected == value,
        _ => false,
    };
    close(printed.checked_mul(factor), step.checked_mul(factor))
        || close(printed.checked_div(factor), step.checked_div(factor))
}

fn nearest(value: Decimal, step: Decimal) -> Option<Decimal> {
    let steps = value.checked_div(step)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    steps.checked_mul(step)
}

fn truncated(value: Decimal, step: Decimal) -> Option<Decimal> {
    value.checked_div(step)?.trunc().checked_mul(step)
}

/// The digits without sign, point and noughts at the end.
fn digits(number: Decimal) -> Vec<char> {
    let text = number.abs().normalize().to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').chars().collect()
}

fn compare_digits(a: &[char], b: &[char]) -> Option<Slip> {
    if a.len() != b.len() {
        return None;
    }
    let other: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    match other.as_slice() {
        // One digit of one or two is no sign of anything.
        [_] if a.len() > 2 => Some(Slip::OneDigit),
        [first, second] if second - first == 1 && a[*first] == b[*second] && a[*second] == b[*first] => {
            Some(Slip::DigitsSwapped)
        }
        _ => None,
    }
}
