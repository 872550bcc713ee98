//! Axes: where they start, where they end, and which numbers stand on them. Steps are 1, 2 or 5
//! times a power of ten; bars have zero inside, always.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::spec::ScaleKind;

/// The range of an axis and its printed steps, low to high.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub low: Decimal,
    pub high: Decimal,
    pub ticks: Vec<Decimal>,
}

impl Axis {
    /// An axis that holds all values and zero, for bars.
    pub fn from_zero(kind: ScaleKind, values: &[Decimal], most_ticks: usize) -> Axis {
        let mut low = values.iter().copied().min().unwrap_or_default().min(Decimal::ZERO);
        let mut high = values.iter().copied().max().unwrap_or_default().max(Decimal::ZERO);
        if matches!(kind, ScaleKind::Share | ScaleKind::GrossRate) {
            high = high.max(Decimal::ONE_HUNDRED);
        }
        if low == high {
            high = low.checked_add(Decimal::ONE).unwrap_or(Decimal::MAX);
        }
        let step = step_for(kind, low, high, most_ticks);
        // A rate past 100 ends at the next ten: up to the next step would leave too much empty.
        let end_step = if high > Decimal::ONE_HUNDRED && is_rate(kind) { Decimal::TEN } else { step };
        high = ceil_to(high, end_step);
        low = floor_to(low, step);
        Axis { low, high, ticks: ticks(low, high, step) }
    }

    /// An axis that holds all values closely, for dots and lines; zero is taken in when it is near.
    pub fn close(kind: ScaleKind, values: &[Decimal], most_ticks: usize) -> Axis {
        let (Some(low), Some(high)) = (values.iter().copied().min(), values.iter().copied().max()) else {
            return Axis::from_zero(kind, values, most_ticks);
        };
        let spread = high.checked_sub(low).unwrap_or(Decimal::MAX);
        // Where the values fill half of the way to zero, zero costs little and tells more.
        if low < Decimal::ZERO || low <= spread {
            return Axis::near_zero(kind, values, most_ticks);
        }
        let capped = kind == ScaleKind::Share && high <= Decimal::ONE_HUNDRED;
        let (low, high) = if spread.is_zero() { around(kind, low) } else { (low, high) };
        let step = step_for(kind, low, high, most_ticks);
        let top = ceil_to(high, step);
        let high = if capped { top.min(Decimal::ONE_HUNDRED) } else { top };
        let low = floor_to(low, step);
        Axis { low, high, ticks: ticks(low, high, step) }
    }

    /// An axis from the lowest to the highest value, for drawings that print the values themselves.
    pub fn tight(values: &[Decimal]) -> Axis {
        let low = values.iter().copied().min().unwrap_or_default();
        let high = values.iter().copied().max().unwrap_or_default();
        Axis { low, high, ticks: Vec::new() }
    }

    fn near_zero(kind: ScaleKind, values: &[Decimal], most_ticks: usize) -> Axis {
        let loose = if is_rate(kind) { ScaleKind::Amount } else { kind };
        let axis = Axis::from_zero(loose, values, most_ticks);
        let within = kind == ScaleKind::Share && values.iter().all(|v| *v <= Decimal::ONE_HUNDRED);
        if within && axis.high > Decimal::ONE_HUNDRED {
            return Axis::from_zero(kind, values, most_ticks);
        }
        axis
    }

    /// Whether 100 lies inside and must be marked.
    pub fn passes_hundred(&self, kind: ScaleKind) -> bool {
        is_rate(kind) && self.high > Decimal::ONE_HUNDRED && self.low < Decimal::ONE_HUNDRED
    }

    pub fn starts_at_zero(&self) -> bool {
        self.low <= Decimal::ZERO && self.high >= Decimal::ZERO
    }
}

fn is_rate(kind: ScaleKind) -> bool {
    matches!(kind, ScaleKind::Share | ScaleKind::GrossRate)
}

/// A little room on both sides of a lonely value.
fn around(kind: ScaleKind, value: Decimal) -> (Decimal, Decimal) {
    let room = if is_rate(kind) { Decimal::TWO } else { value.abs() / Decimal::TEN };
    let low = value.checked_sub(room).unwrap_or(value);
    (low.max(Decimal::ZERO.min(value)), value.checked_add(room).unwrap_or(value))
}

fn step_for(kind: ScaleKind, low: Decimal, high: Decimal, most_ticks: usize) -> Decimal {
    let span = (number(high) - number(low)).max(f64::MIN_POSITIVE);
    let raw = span / most_ticks.max(1) as f64;
    let power = raw.log10().floor();
    let unit = raw / 10f64.powf(power);
    // The tolerance keeps 2.0000000001 from becoming a step of 5.
    let lead = [1, 2, 5].into_iter().find(|lead| unit <= f64::from(*lead) * 1.000_001);
    let (lead, power) = lead.map_or((1, power + 1.0), |lead| (lead, power));
    let step = power_of_ten(power as i32).checked_mul(Decimal::from(lead)).unwrap_or(high);
    if kind == ScaleKind::Count { step.max(Decimal::ONE) } else { step }
}

fn power_of_ten(power: i32) -> Decimal {
    if power >= 0 {
        (0..power).try_fold(Decimal::ONE, |p, _| p.checked_mul(Decimal::TEN)).unwrap_or(Decimal::MAX)
    } else {
        Decimal::try_new(1, power.unsigned_abs().min(27)).unwrap_or(Decimal::ONE)
    }
}

fn floor_to(value: Decimal, step: Decimal) -> Decimal {
    steps(value, step).and_then(|n| n.floor().checked_mul(step)).unwrap_or(value)
}

fn ceil_to(value: Decimal, step: Decimal) -> Decimal {
    steps(value, step).and_then(|n| n.ceil().checked_mul(step)).unwrap_or(value)
}

fn steps(value: Decimal, step: Decimal) -> Option<Decimal> {
    value.checked_div(step)
}

fn ticks(low: Decimal, high: Decimal, step: Decimal) -> Vec<Decimal> {
    let mut out = Vec::new();
    let mut next = ceil_to(low, step);
    // A step can be too small to move a very long number; the bound ends the loop all the same.
    while next <= high && out.len() < 24 {
        out.push(next);
        match next.checked_add(step) {
            Some(sum) if sum > next => next = sum,
            _ => break,
        }
    }
    out
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A straight map from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    low: f64,
    high: f64,
    pub start: f64,
    pub end: f64,
}

impl Extent {
    /// `start` is where the low end of the axis lies; it may be right of or below `end`.
    pub fn new(axis: &Axis, start: f64, end: f64) -> Extent {
        Extent { low: number(axis.low), high: number(axis.high), start, end }
    }

    pub fn at(&self, value: Decimal) -> f64 {
        let span = self.high - self.low;
        let part = if span > 0.0 { (number(value) - self.low) / span } else { 0.5 };
        self.start + part.clamp(0.0, 1.0) * (self.end - self.start)
    }
}
