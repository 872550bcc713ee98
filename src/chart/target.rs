//! Whether a figure reaches a target. Only a certain answer counts: "about 85" never does.

use rust_decimal::Decimal;

use super::spec::{ChartSpec, ChartTarget, Direction, Figure, Qualifier};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    Yes,
    No,
    /// No value, no wanted direction, another definition, or not precise enough to tell.
    Unknown,
}

/// Whether a figure reaches a target in the wanted direction.
pub fn met(figure: &Figure, target: Decimal, direction: Direction) -> Met {
    let Some((low, high)) = bounds(figure) else {
        return Met::Unknown;
    };
    let (reached, failed) = match direction {
        Direction::Higher => (
            low.is_some_and(|low| low.value >= target),
            high.is_some_and(|high| high.value < target || (high.open && high.value == target)),
        ),
        Direction::Lower => (
            high.is_some_and(|high| high.value <= target),
            low.is_some_and(|low| low.value > target || (low.open && low.value == target)),
        ),
        Direction::None => (false, false),
    };
    match (reached, failed) {
        (true, _) => Met::Yes,
        (_, true) => Met::No,
        _ => Met::Unknown,
    }
}

/// For each target in their order, how many places surely reach it, and how many surely do
/// not; nothing where there is none, or where not all can be told.
pub(super) fn counts(spec: &ChartSpec, column: usize) -> Option<Vec<(usize, usize)>> {
    let measure = spec.measure_of(column);
    if measure.direction == Direction::None || measure.targets.is_empty() {
        return None;
    }
    measure.targets.iter().map(|target| count(spec, column, target)).collect()
}

fn count(spec: &ChartSpec, column: usize, target: &ChartTarget) -> Option<(usize, usize)> {
    let measure = spec.measure_of(column);
    let answers: Vec<Met> =
        spec.rows.iter().map(|row| met(row.figure(column), target.value, measure.direction)).collect();
    let of = |wanted: Met| answers.iter().filter(|a| **a == wanted).count();
    let (reached, failed) = (of(Met::Yes), of(Met::No));
    // Where nothing is certain, "0 reach it" would be read as a finding.
    (reached + failed > 0).then_some((reached, failed))
}

/// One end of what the true value may be; open when the value itself is excluded.
#[derive(Clone, Copy)]
struct End {
    value: Decimal,
    open: bool,
}

fn bounds(figure: &Figure) -> Option<(Option<End>, Option<End>)> {
    let value = figure.ranked()?;
    let closed = Some(End { value, open: false });
    let open = Some(End { value, open: true });
    Some(match figure.bound() {
        Qualifier::Exact => (closed, closed),
        Qualifier::About => return None,
        Qualifier::AtLeast => (closed, None),
        Qualifier::MoreThan => (open, None),
        Qualifier::AtMost => (None, closed),
        Qualifier::LessThan => (None, open),
        Qualifier::Range => {
            let (low, high) = figure.range()?;
            (Some(End { value: low, open: false }), Some(End { value: high, open: false }))
        }
    })
}
