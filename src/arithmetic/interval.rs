//! Ranges of fractions: where a value lies when only bounds of it are known.
//!
//! The rules are those of interval arithmetic: a result always holds every value that
//! could arise, and may be wider than necessary when an operand occurs twice.

use std::cmp::Ordering;

use super::ratio::{Cut, Fault, Ratio};

/// A number, or what lies beyond all numbers on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extended {
    Below,
    Finite(Ratio),
    Beyond,
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct IntervalEnd {
    at: Extended,
    /// Whether the end itself belongs to the range; an infinite end never does.
    included: bool,
}

/// All numbers between two ends. The lower end is never above the upper one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    low: IntervalEnd,
    high: IntervalEnd,
}

/// The whole numbers of a range: the first and the last, each only where the range ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeNumbers {
    pub first: Option<Ratio>,
    pub last: Option<Ratio>,
}

impl Interval {
    /// Nothing is known.
    pub const EVERYTHING: Interval = Interval {
        low: IntervalEnd { at: Extended::Below, included: false },
        high: IntervalEnd { at: Extended::Beyond, included: false },
    };

    /// One number.
    pub fn exactly(value: Ratio) -> Interval {
        Interval::between(value, true, value, true)
    }

    /// From `low` to `high`; each end says whether it belongs to the range.
    pub fn between(low: Ratio, low_included: bool, high: Ratio, high_included: bool) -> Interval {
        let (low, low_included, high, high_included) = if low <= high {
            (low, low_included, high, high_included)
        } else {
            (high, high_included, low, low_included)
        };
        Interval {
            low: IntervalEnd { at: Extended::Finite(low), included: low_included },
            high: IntervalEnd { at: Extended::Finite(high), included: high_included },
        }
    }

    /// Everything from `low` on.
    pub fn from(low: Ratio, included: bool) -> Interval {
        Interval { low: IntervalEnd { at: Extended::Finite(low), included }, ..Interval::EVERYTHING }
    }

    /// Everything up to `high`.
    pub fn up_to(high: Ratio, included: bool) -> Interval {
        Interval { high: IntervalEnd { at: Extended::Finite(high), included }, ..Interval::EVERYTHING }
    }

    /// The lower end, where there is one.
    pub fn low(&self) -> Option<Ratio> {
        finite(self.low.at)
    }

    /// The upper end, where there is one.
    pub fn high(&self) -> Option<Ratio> {
        finite(self.high.at)
    }

    /// Whether the range is one number.
    pub fn is_point(&self) -> bool {
        self.low.at == self.high.at
    }

    /// Whether the number lies in the range.
    pub fn contains(&self, value: Ratio) -> bool {
        self.overlaps(&Interval::exactly(value))
    }

    /// Whether some number lies in both ranges.
    pub fn overlaps(&self, other: &Interval) -> bool {
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }

    /// Whether every number of this range is below every number of the other.
    pub fn below(&self, other: &Interval) -> bool {
        match self.high.at.cmp(&other.low.at) {
            Ordering::Less => true,
            Ordering::Equal => !(self.high.included && other.low.included),
            Ordering::Greater => false,
        }
    }

    /// Whether no number of this range is above any number of the other.
    pub fn not_above(&self, other: &Interval) -> bool {
        self.high.at <= other.low.at
    }

    /// The whole numbers in the range; `None` if there are none.
    pub fn whole_numbers(&self) -> Result<Option<WholeNumbers>, Fault> {
        let first = whole_end(self.low, Cut::Ceiling, Ratio::ONE)?;
        let last = whole_end(self.high, Cut::Floor, Ratio::ONE.negated()?)?;
        let empty = first.zip(last).is_some_and(|(first, last)| first > last);
        Ok((!empty).then_some(WholeNumbers { first, last }))
    }

    pub fn negated(&self) -> Result<Interval, Fault> {
        let turn = |end: IntervalEnd| -> Result<IntervalEnd, Fault> {
            let at = match end.at {
                Extended::Below => Extended::Beyond,
                Extended::Beyond => Extended::Below,
                Extended::Finite(value) => Extended::Finite(value.negated()?),
            };
            Ok(IntervalEnd { at, ..end })
        };
        Ok(Interval { low: turn(self.high)?, high: turn(self.low)? })
    }

    pub fn plus(&self, other: &Interval) -> Result<Interval, Fault> {
        let sum = |left: IntervalEnd, right: IntervalEnd| -> Result<IntervalEnd, Fault> {
            let included = left.included && right.included;
            Ok(match (left.at, right.at) {
                (Extended::Finite(a), Extended::Finite(b)) => {
                    IntervalEnd { at: Extended::Finite(a.plus(b)?), included }
                }
                (Extended::Finite(_), infinite) | (infinite, _) => IntervalEnd { at: infinite, included: false },
            })
        };
        Ok(Interval { low: sum(self.low, other.low)?, high: sum(self.high, other.high)? })
    }

    pub fn times(&self, other: &Interval) -> Result<Interval, Fault> {
        let first = product(self.low, other.low)?;
        let mut result = Interval { low: first, high: first };
        for (left, right) in [(self.low, other.high), (self.high, other.low), (self.high, other.high)] {
            let corner = product(left, right)?;
            result.low = pick(result.low, corner, Ordering::Less);
            result.high = pick(result.high, corner, Ordering::Greater);
        }
        Ok(result)
    }

    /// The quotient. A divisor that may be zero leaves nothing known.
    pub fn over(&self, other: &Interval) -> Result<Interval, Fault> {
        let zero = Extended::Finite(Ratio::ZERO);
        if other.low.at <= zero && other.high.at >= zero {
            return Ok(Interval::EVERYTHING);
        }
        self.times(&Interval { low: reciprocal(other.high)?, high: reciprocal(other.low)? })
    }
}

fn finite(at: Extended) -> Option<Ratio> {
    match at {
        Extended::Finite(value) => Some(value),
        Extended::Below | Extended::Beyond => None,
    }
}

/// Whether a range that ends at `high` meets one that begins at `low`.
fn reaches(high: IntervalEnd, low: IntervalEnd) -> bool {
    match low.at.cmp(&high.at) {
        Ordering::Less => true,
        Ordering::Equal => low.included && high.included,
        Ordering::Greater => false,
    }
}

fn whole_end(end: IntervalEnd, cut: Cut, inward: Ratio) -> Result<Option<Ratio>, Fault> {
    let Some(value) = finite(end.at) else {
        return Ok(None);
    };
    let whole = value.cut(0, cut)?;
    let excluded = whole == value && !end.included;
    if excluded { whole.plus(inward).map(Some) } else { Ok(Some(whole)) }
}

/// A corner of the product. Zero times anything is zero, also beyond all numbers.
fn product(left: IntervalEnd, right: IntervalEnd) -> Result<IntervalEnd, Fault> {
    let zero = Extended::Finite(Ratio::ZERO);
    if left.at == zero || right.at == zero {
        let included = (left.at == zero && left.included) || (right.at == zero && right.included);
        return Ok(IntervalEnd { at: zero, included });
    }
    if let (Some(a), Some(b)) = (finite(left.at), finite(right.at)) {
        let included = left.included && right.included;
        return Ok(IntervalEnd { at: Extended::Finite(a.times(b)?), included });
    }
    let positive = (left.at > zero) == (right.at > zero);
    Ok(IntervalEnd { at: if positive { Extended::Beyond } else { Extended::Below }, included: false })
}

/// The end that lies further in the wanted direction; of equal ones the included.
fn pick(known: IntervalEnd, corner: IntervalEnd, wanted: Ordering) -> IntervalEnd {
    match corner.at.cmp(&known.at) {
        Ordering::Equal => IntervalEnd { included: known.included || corner.included, ..known },
        order if order == wanted => corner,
        _ => known,
    }
}

/// The reciprocal of an end of a range that does not hold zero.
fn reciprocal(end: IntervalEnd) -> Result<IntervalEnd, Fault> {
    Ok(match finite(end.at) {
        Some(value) => IntervalEnd { at: Extended::Finite(Ratio::ONE.over(value)?), ..end },
        None => IntervalEnd { at: Extended::Finite(Ratio::ZERO), included: false },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(value: i128) -> Ratio {
        Ratio::new(value, 1).expect("a whole number")
    }

    #[test]
    fn bounds_survive_arithmetic() {
        let more_than_700 = Interval::from(whole(700), false);
        let sum = more_than_700.plus(&Interval::exactly(whole(100))).expect("small");
        assert_eq!((sum.low(), sum.high()), (Some(whole(800)), None));
        assert!(!sum.contains(whole(800)));
        let quotient = more_than_700.over(&Interval::from(whole(7), true)).expect("small");
        assert_eq!((quotient.low(), quotient.high()), (Some(whole(0)), None));
        let below = more_than_700.negated().expect("small");
        assert_eq!(more_than_700.plus(&below), Ok(Interval::EVERYTHING));
    }

    #[test]
    fn touching_counts_only_when_both_ends_belong() {
        let below = Interval::between(whole(1), true, whole(2), false);
        let above = Interval::between(whole(2), true, whole(3), true);
        assert!(!below.overlaps(&above));
        assert!(Interval::exactly(whole(2)).overlaps(&above));
    }

    #[test]
    fn whole_numbers_of_a_range() {
        let half = |n| Ratio::new(n, 2).expect("a fraction");
        let range = Interval::between(half(3), true, whole(4), false);
        let two_and_three = WholeNumbers { first: Some(whole(2)), last: Some(whole(3)) };
        assert_eq!(range.whole_numbers(), Ok(Some(two_and_three)));
        let gap = Interval::between(whole(1), false, whole(2), false);
        assert_eq!(gap.whole_numbers(), Ok(None));
    }

    proptest! {
        #[test]
        fn results_hold_what_can_arise(
            a in -50_i128..50, b in 0_i128..20, x in 0_i128..20,
            c in -50_i128..50, d in 0_i128..20, y in 0_i128..20,
        ) {
            let left = Interval::between(whole(a), true, whole(a + b), true);
            let right = Interval::between(whole(c), true, whole(c + d), true);
            let (x, y) = (whole(a + x.min(b)), whole(c + y.min(d)));
            prop_assert!(left.plus(&right).unwrap().contains(x.plus(y).unwrap()));
            prop_assert!(left.times(&right).unwrap().contains(x.times(y).unwrap()));
            if !y.is_zero() {
                prop_assert!(left.over(&right).unwrap().contains(x.over(y).unwrap()));
            }
        }
    }
}
