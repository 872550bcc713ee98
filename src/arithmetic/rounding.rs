//! Compares a computed value with a printed number, under the rounding of the print.

use super::formula::ComputedValue;
use super::interval::Interval;
use super::operand::{Exactness, PrintedOperand, rounded};
use super::ratio::{Cut, Fault, Ratio};
use crate::choices;

choices! {
    /// How the document cut the result before it printed it.
    #[derive(Default)]
    pub enum Rounding {
        #[default]
        Auto = "auto", "不清楚：先按四舍五入，再按截断", "Not known: rounding half up is tried first, then truncation.";
        Round = "round", "四舍五入", "Half up.";
        Truncate = "truncate", "舍去后面的数字", "Further digits were dropped.";
        Exact = "exact", "没有取舍，如各数之和", "Not at all, as with sums of counts.";
    }
}

/// How a computed value stands to a printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// They are equal.
    Equal,
    /// The print gives only a bound (700余万), and the value respects it.
    WithinBound,
    /// Equal after rounding half up.
    Rounded,
    /// Equal only when the further digits are dropped.
    Truncated,
    /// Not equal for the operands as printed, but for values that they can stand for.
    Bracketed,
    Different,
}

/// Compares `computed` with `printed`. `decimals` is the precision of the print, −4
/// meaning 万; without it the precision is read from the printed number.
pub fn fit(
    computed: &ComputedValue,
    printed: &PrintedOperand,
    decimals: Option<i32>,
    rounding: Rounding,
) -> Result<Fit, Fault> {
    let unit = unit(printed, decimals)?;
    if let Some((value, print)) = computed.point.zip(printed.point()) {
        if value == print {
            return Ok(Fit::Equal);
        }
        if respects_bound(value, print, printed.exactness) {
            return Ok(Fit::WithinBound);
        }
        let round = matches!(rounding, Rounding::Auto | Rounding::Round | Rounding::Truncate);
        if round && value.cut_to(unit, Cut::HalfUp)? == print {
            return Ok(Fit::Rounded);
        }
        let truncate = matches!(rounding, Rounding::Auto | Rounding::Truncate);
        if truncate && value.cut_to(unit, Cut::Truncate)? == print {
            return Ok(Fit::Truncated);
        }
    }
    let meets = computed.range.overlaps(&range_of_print(printed, unit, rounding)?);
    Ok(if meets { Fit::Bracketed } else { Fit::Different })
}

/// One unit of the last digit of the print.
fn unit(printed: &PrintedOperand, decimals: Option<i32>) -> Result<Ratio, Fault> {
    if let Some(decimals) = decimals {
        return Ratio::power_of_ten(decimals.checked_neg().ok_or(Fault::TooLarge)?);
    }
    if let Some(step) = printed.step {
        return Ok(Ratio::from_decimal(step));
    }
    let scale = i32::try_from(printed.low.scale()).map_err(|_| Fault::TooLarge)?;
    Ratio::power_of_ten(-scale)
}

fn respects_bound(value: Ratio, print: Ratio, exactness: Exactness) -> bool {
    match exactness {
        Exactness::AtLeast | Exactness::MoreThan => value > print,
        Exactness::AtMost | Exactness::LessThan => value < print,
        Exactness::Exact | Exactness::About => false,
    }
}

/// All values that would have been printed like this.
fn range_of_print(printed: &PrintedOperand, unit: Ratio, rounding: Rounding) -> Result<Interval, Fault> {
    let plain = printed.exactness == Exactness::Exact && printed.high.is_none();
    if !plain {
        return printed.range();
    }
    let value = Ratio::from_decimal(printed.low);
    match rounding {
        Rounding::Exact => Ok(Interval::exactly(value)),
        Rounding::Auto | Rounding::Round => rounded(value, unit),
        Rounding::Truncate if value.is_negative() => Ok(Interval::between(value.minus(unit)?, false, value, true)),
        Rounding::Truncate => Ok(Interval::between(value, true, value.plus(unit)?, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> PrintedOperand {
        PrintedOperand::exactly(text.parse().expect("a decimal"))
    }

    fn compare(value: (i128, i128), printed: &str, rounding: Rounding) -> Fit {
        let value = Ratio::new(value.0, value.1).expect("a fraction");
        let computed = ComputedValue { point: Some(value), range: Interval::exactly(value) };
        fit(&computed, &number(printed), None, rounding).expect("small")
    }

    #[test]
    fn rounding_is_tried_before_truncation() {
        assert_eq!(compare((1000, 37), "27.03", Rounding::Auto), Fit::Rounded);
        assert_eq!(compare((1000, 37), "27.02", Rounding::Auto), Fit::Truncated);
        assert_eq!(compare((1000, 37), "27.02", Rounding::Round), Fit::Different);
        assert_eq!(compare((1000, 37), "27.02", Rounding::Truncate), Fit::Truncated);
        assert_eq!(compare((-1000, 37), "-27.02", Rounding::Truncate), Fit::Truncated);
        assert_eq!(compare((1000, 37), "27.01", Rounding::Auto), Fit::Different);
        assert_eq!(compare((27, 1), "27.00", Rounding::Exact), Fit::Equal);
        assert_eq!(compare((2701, 100), "27.0", Rounding::Exact), Fit::Different);
        assert_eq!(compare((2701, 100), "27.0", Rounding::Round), Fit::Rounded);
    }

    #[test]
    fn a_bound_is_respected_or_not() {
        let more = PrintedOperand { exactness: Exactness::MoreThan, ..number("700") };
        let value = |whole| {
            let value = Ratio::new(whole, 1).expect("a fraction");
            ComputedValue { point: Some(value), range: Interval::exactly(value) }
        };
        assert_eq!(fit(&value(720), &more, None, Rounding::Round), Ok(Fit::WithinBound));
        assert_eq!(fit(&value(690), &more, None, Rounding::Round), Ok(Fit::Different));
    }
}
