//! Prints numbers that no caller printed: axis steps and differences. Never rounds.

use rust_decimal::Decimal;

use super::words::Magnitude;
use crate::figure::grouped;

/// With a plus before a gain: a change without a sign could be read as a value.
pub fn signed(value: Decimal) -> String {
    if value > Decimal::ZERO { format!("+{}", grouped(&value)) } else { grouped(&value) }
}

/// The largest step that the value reaches.
pub fn magnitude_for(value: Decimal, magnitudes: &[Magnitude]) -> Option<&Magnitude> {
    magnitudes.iter().filter(|m| m.factor > Decimal::ONE && value.abs() >= m.factor).max_by_key(|m| m.factor)
}

/// A value in a given magnitude; zero needs no word.
pub fn in_magnitude(value: Decimal, magnitude: Option<&Magnitude>) -> String {
    match magnitude {
        Some(m) if !value.is_zero() => match value.checked_div(m.factor) {
            Some(part) => format!("{}{}", grouped(&part.normalize()), m.word),
            None => grouped(&value),
        },
        _ => grouped(&value.normalize()),
    }
}

/// The difference between two values with the digits of the more precise one; none when the
/// numbers are too long to be subtracted exactly.
pub fn difference(later: Decimal, earlier: Decimal) -> Option<Decimal> {
    later.checked_sub(earlier)
}
