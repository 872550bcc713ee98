//! What a document prints for a figure: a number with its qualifier and its precision.

use rust_decimal::Decimal;

use super::interval::Interval;
use super::ratio::{Fault, Ratio};

/// How a printed number stands to the true value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exactness {
    Exact,
    /// 以上, 不少于: this much or more.
    AtLeast,
    /// 以内, 不超过: this much or less.
    AtMost,
    /// 余, 多, 超过: more than this.
    MoreThan,
    /// 不到, 不足: less than this.
    LessThan,
    /// 约, 近, 左右: near this, within one unit of the last digit that is not zero.
    About,
}

/// A figure as an operand. A figure that a rule sets (a target, a norm) is looked up as
/// [`Exactness::Exact`]: “at least 10 %” there is the bar itself, not a vague value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    Printed(PrintedOperand),
    /// Hidden, illegible or not published: it has no value and never counts as zero.
    Masked,
}

/// A printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedOperand {
    /// The number, or the lower end of a printed range.
    pub low: Decimal,
    /// The upper end of a printed range (8 to 10 times).
    pub high: Option<Decimal>,
    pub exactness: Exactness,
    /// One unit of the last digit printed where the number may have been rounded (2.02万
    /// stands for 100 persons); absent for a number printed in single units.
    pub step: Option<Decimal>,
}

impl PrintedOperand {
    /// A number that is exactly as printed.
    pub fn exactly(value: Decimal) -> PrintedOperand {
        PrintedOperand { low: value, high: None, exactness: Exactness::Exact, step: None }
    }

    /// The number to compute with as printed; a range has none.
    pub fn point(&self) -> Option<Ratio> {
        self.high.is_none().then(|| Ratio::from_decimal(self.low))
    }

    /// Where the true value can lie, going by qualifier, range and rounding.
    pub fn range(&self) -> Result<Interval, Fault> {
        let low = Ratio::from_decimal(self.low);
        if let Some(high) = self.high {
            return Ok(Interval::between(low, true, Ratio::from_decimal(high), true));
        }
        let step = self.step.map(Ratio::from_decimal);
        Ok(match self.exactness {
            Exactness::AtLeast => Interval::from(low, true),
            Exactness::MoreThan => Interval::from(low, false),
            Exactness::AtMost => Interval::up_to(low, true),
            Exactness::LessThan => Interval::up_to(low, false),
            Exactness::About => {
                let step = step.map_or_else(|| last_digit(self.low), Ok)?;
                Interval::between(low.minus(step)?, true, low.plus(step)?, true)
            }
            Exactness::Exact => match step {
                Some(step) => rounded(low, step)?,
                None => Interval::exactly(low),
            },
        })
    }
}

/// All values that round half up to `value` at this step.
pub fn rounded(value: Ratio, step: Ratio) -> Result<Interval, Fault> {
    let half = step.over(Ratio::new(2, 1)?)?;
    // Half a step nearer to zero still rounds away from zero, to the value itself.
    let (below, above) = (value.minus(half)?, value.plus(half)?);
    let (low, high) = (value > Ratio::ZERO, value < Ratio::ZERO);
    Ok(Interval::between(below, low, above, high))
}

/// One unit of the last digit that is not zero: 10 for 190, 1000 for 2000.
fn last_digit(value: Decimal) -> Result<Ratio, Fault> {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let exponent = i32::try_from(zeros).ok().zip(i32::try_from(value.scale()).ok());
    Ratio::power_of_ten(exponent.map_or(0, |(zeros, scale)| zeros - scale))
}

/// The step to which a figure was rounded, read from the way it is printed: the last
/// decimal place times 万 or 亿. `None` for single units, which are taken as counted.
///
/// The last numeral with a decimal point or a 万 or 亿 decides, so that 1:12.1 has the
/// step 0.1. A Chinese full stop between digits is a decimal point.
pub fn printed_step(as_printed: &str) -> Option<Decimal> {
    let mut step = None;
    let mut rest = as_printed;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let numeral = &rest[start..];
        let end = numeral.find(|c: char| !is_numeral(c)).unwrap_or(numeral.len());
        let after = &numeral[end..];
        step = step_of(&numeral[..end], after.chars().next()).or(step);
        rest = after;
    }
    step
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '。' | ',')
}

fn step_of(numeral: &str, unit: Option<char>) -> Option<Decimal> {
    let numeral = numeral.trim_end_matches(['.', '。', ',']);
    let decimals =
        numeral.find(['.', '。']).map_or(0, |point| numeral[point..].chars().filter(char::is_ascii_digit).count());
    let exponent = match unit {
        Some('万') => 4,
        Some('亿') => 8,
        _ => 0,
    };
    if decimals == 0 && exponent == 0 {
        return None;
    }
    let decimals = u32::try_from(decimals).ok().filter(|decimals| *decimals <= 28)?;
    Decimal::from(10_u64.pow(exponent)).checked_mul(Decimal::new(1, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_printed_figures() {
        let step = |text| printed_step(text).map(|step| step.normalize().to_string());
        assert_eq!(step("2.02万人").as_deref(), Some("100"));
        assert_eq!(step("197。12亿元").as_deref(), Some("1000000"));
        assert_eq!(step("2138084万元").as_deref(), Some("10000"));
        assert_eq!(step("1:12.1").as_deref(), Some("0.1"));
        assert_eq!(step("96.40%").as_deref(), Some("0.01"));
        assert_eq!(step("10155个"), None);
        assert_eq!(step("全覆盖"), None);
    }

    #[test]
    fn ranges_of_printed_figures() {
        let at = |low: &str, exactness, step: Option<&str>| {
            let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
            let step = step.map(decimal);
            PrintedOperand { low: decimal(low), high: None, exactness, step }.range().expect("small")
        };
        let number = |text: &str| Ratio::from_decimal(text.parse().expect("a decimal"));
        let staff = at("20200", Exactness::Exact, Some("100"));
        assert!(staff.contains(number("20150")) && !staff.contains(number("20250")));
        let fall = at("-2.38", Exactness::Exact, Some("0.01"));
        assert!(fall.contains(number("-2.375")) && !fall.contains(number("-2.385")));
        let near = at("2000", Exactness::About, None);
        assert!(near.contains(number("1430")) && !near.contains(number("990")));
    }
}
