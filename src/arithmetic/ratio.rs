//! Exact fractions: the numbers in which declared arithmetic is computed.
//!
//! Every operation that could leave the range of 128-bit numbers gives a [`Fault`];
//! none of them panics and none of them rounds unless its name says so.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// Why a computation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The result, or a step on the way, has more digits than can be held exactly.
    TooLarge,
    DivisionByZero,
}

/// A fraction in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// How a fraction is cut to a number of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// To the nearest, a half away from zero (四舍五入).
    HalfUp,
    /// Toward zero: the further digits are dropped.
    Truncate,
    /// Down, toward minus infinity.
    Floor,
    /// Up, toward plus infinity.
    Ceiling,
}

impl Ratio {
    pub const ZERO: Ratio = Ratio { numerator: 0, denominator: 1 };
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    /// The fraction in lowest terms.
    pub fn new(numerator: i128, denominator: i128) -> Result<Ratio, Fault> {
        if denominator == 0 {
            return Err(Fault::DivisionByZero);
        }
        let divisor = greatest_common_divisor(numerator, denominator)?;
        let (mut numerator, mut denominator) = (numerator / divisor, denominator / divisor);
        if denominator < 0 {
            numerator = numerator.checked_neg().ok_or(Fault::TooLarge)?;
            denominator = denominator.checked_neg().ok_or(Fault::TooLarge)?;
        }
        Ok(Ratio { numerator, denominator })
    }

    /// The value of a decimal, which always has one.
    pub fn from_decimal(decimal: Decimal) -> Ratio {
        let decimal = decimal.normalize();
        // A mantissa has 96 bits and a scale is at most 28: both fit.
        Ratio::new(decimal.mantissa(), 10_i128.pow(decimal.scale())).unwrap_or(Ratio::ZERO)
    }

    /// Ten to this power.
    pub fn power_of_ten(exponent: i32) -> Result<Ratio, Fault> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs()).ok_or(Fault::TooLarge)?;
        if exponent < 0 { Ratio::new(1, power) } else { Ratio::new(power, 1) }
    }

    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub fn negated(self) -> Result<Ratio, Fault> {
        let numerator = self.numerator.checked_neg().ok_or(Fault::TooLarge)?;
        Ok(Ratio { numerator, ..self })
    }

    pub fn plus(self, other: Ratio) -> Result<Ratio, Fault> {
        // Over the least common multiple of the denominators, so that sums of money
        // with the same scale stay small.
        let divisor = greatest_common_divisor(self.denominator, other.denominator)?;
        let widened = other.denominator / divisor;
        let left = self.numerator.checked_mul(widened);
        let right = other.numerator.checked_mul(self.denominator / divisor);
        let numerator = left.zip(right).and_then(|(left, right)| left.checked_add(right));
        let denominator = self.denominator.checked_mul(widened);
        Ratio::new(numerator.ok_or(Fault::TooLarge)?, denominator.ok_or(Fault::TooLarge)?)
    }

    pub fn minus(self, other: Ratio) -> Result<Ratio, Fault> {
        self.plus(other.negated()?)
    }

    pub fn times(self, other: Ratio) -> Result<Ratio, Fault> {
        // Cancelling crosswise first keeps the products as small as the result is.
        let left = Ratio::new(self.numerator, other.denominator)?;
        let right = Ratio::new(other.numerator, self.denominator)?;
        let numerator = left.numerator.checked_mul(right.numerator).ok_or(Fault::TooLarge)?;
        let denominator = left.denominator.checked_mul(right.denominator).ok_or(Fault::TooLarge)?;
        Ratio::new(numerator, denominator)
    }

    pub fn over(self, other: Ratio) -> Result<Ratio, Fault> {
        self.times(Ratio::new(other.denominator, other.numerator)?)
    }

    /// The nearest fraction with so many decimals. A negative number of decimals cuts
    /// to tens, hundreds and so on: −4 is to 万.
    pub fn cut(self, decimals: i32, how: Cut) -> Result<Ratio, Fault> {
        let exponent = decimals.checked_neg().ok_or(Fault::TooLarge)?;
        self.cut_to(Ratio::power_of_ten(exponent)?, how)
    }

    /// The nearest multiple of a unit.
    pub fn cut_to(self, unit: Ratio, how: Cut) -> Result<Ratio, Fault> {
        let steps = self.over(unit)?;
        Ratio::new(steps.cut_to_whole(how)?, 1)?.times(unit)
    }

    fn cut_to_whole(self, how: Cut) -> Result<i128, Fault> {
        let down = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        let up = if rest == 0 { Some(down) } else { down.checked_add(1) };
        // `rest` is below the denominator, so the difference cannot overflow.
        let half = rest.cmp(&(self.denominator - rest));
        let take_up = match how {
            Cut::Floor => false,
            Cut::Ceiling => true,
            Cut::Truncate => self.is_negative(),
            Cut::HalfUp => half == Ordering::Greater || (half == Ordering::Equal && !self.is_negative()),
        };
        if take_up { up.ok_or(Fault::TooLarge) } else { Ok(down) }
    }

    /// The fewest decimals that write the fraction exactly, if `most` are enough.
    pub fn decimals_needed(self, most: u32) -> Option<u32> {
        (0..=most).find(|decimals| 10_i128.checked_pow(*decimals).is_some_and(|power| power % self.denominator == 0))
    }

    /// The fraction written with exactly so many decimals, rounded half up.
    pub fn to_text(self, decimals: u32) -> Result<String, Fault> {
        let places = i32::try_from(decimals).map_err(|_| Fault::TooLarge)?;
        let steps = self.times(Ratio::power_of_ten(places)?)?.cut_to_whole(Cut::HalfUp)?;
        let digits = steps.unsigned_abs().to_string();
        let width = decimals as usize + 1;
        let padded = format!("{digits:0>width$}");
        let (whole, fraction) = padded.split_at(padded.len() - decimals as usize);
        let sign = if steps < 0 { "-" } else { "" };
        let point = if decimals == 0 { "" } else { "." };
        Ok(format!("{sign}{whole}{point}{fraction}"))
    }
}

impl Ord for Ratio {
    /// Compares without overflow: whole parts first, then the reciprocals of the rests.
    fn cmp(&self, other: &Ratio) -> Ordering {
        let (mut left, mut right) = (*self, *other);
        let mut reversed = false;
        loop {
            let whole = |ratio: Ratio| ratio.numerator.div_euclid(ratio.denominator);
            let rest = |ratio: Ratio| ratio.numerator.rem_euclid(ratio.denominator);
            let order = whole(left).cmp(&whole(right));
            let done = rest(left) == 0 || rest(right) == 0 || order != Ordering::Equal;
            if done {
                let order = order.then(rest(left).signum().cmp(&rest(right).signum()));
                return if reversed { order.reverse() } else { order };
            }
            left = Ratio { numerator: left.denominator, denominator: rest(left) };
            right = Ratio { numerator: right.denominator, denominator: rest(right) };
            reversed = !reversed;
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn greatest_common_divisor(left: i128, right: i128) -> Result<i128, Fault> {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    i128::try_from(left.max(1)).map_err(|_| Fault::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).expect("a fraction")
    }

    #[test]
    fn halves_go_away_from_zero() {
        let written = |n, d, decimals| ratio(n, d).to_text(decimals).expect("small");
        assert_eq!(written(25, 10, 0), "3");
        assert_eq!(written(-25, 10, 0), "-3");
        assert_eq!(written(-1, 1000, 2), "0.00");
        assert_eq!(written(1, 8, 2), "0.13");
        assert_eq!(ratio(-19, 10).cut(0, Cut::Truncate), Ok(ratio(-1, 1)));
        assert_eq!(ratio(29237, 1).cut(-2, Cut::HalfUp), Ok(ratio(29200, 1)));
    }

    #[test]
    fn too_large_is_a_fault_and_no_panic() {
        let huge = ratio(i128::MAX, 1);
        assert_eq!(huge.plus(Ratio::ONE), Err(Fault::TooLarge));
        assert_eq!(huge.times(huge), Err(Fault::TooLarge));
        assert_eq!(Ratio::new(i128::MIN, -1), Err(Fault::TooLarge));
        assert_eq!(Ratio::ONE.over(Ratio::ZERO), Err(Fault::DivisionByZero));
        assert_eq!(Ratio::ONE.cut(39, Cut::Floor), Err(Fault::TooLarge));
    }

    proptest! {
        #[test]
        fn any_numbers_never_panic(a: i128, b: i128, c: i128, d: i128, places in -50..50) {
            if let (Ok(left), Ok(right)) = (Ratio::new(a, b), Ratio::new(c, d)) {
                let _ = left.plus(right);
                let _ = left.minus(right);
                let _ = left.times(right);
                let _ = left.over(right);
                let _ = left.cmp(&right);
                let _ = left.cut(places, Cut::HalfUp);
                let _ = left.to_text(places.unsigned_abs());
            }
        }

        #[test]
        fn order_is_that_of_the_cross_products(
            a in -9999_i128..9999, b in 1_i128..9999, c in -9999_i128..9999, d in 1_i128..9999,
        ) {
            prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn what_is_added_can_be_taken_away(
            a in -99999_i128..99999, b in 1_i128..9999, c in -99999_i128..99999, d in 1_i128..9999,
        ) {
            let sum = ratio(a, b).plus(ratio(c, d)).expect("small");
            prop_assert_eq!(sum.minus(ratio(c, d)), Ok(ratio(a, b)));
        }
    }
}
