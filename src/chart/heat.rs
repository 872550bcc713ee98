//! A heat table: every value printed, cells shaded in five equal steps toward the wanted direction.
//! Says which step a cell has; the colour of a step is the style sheet's.

use rust_decimal::Decimal;

use super::spec::{ChartSpec, Direction};
use super::table::{self, Table, TableCell};

/// A table whose cells carry a shading step.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatTable {
    pub table: Table,
    pub rows: Vec<HeatRow>,
    /// The group as the last row: printed, never shaded.
    pub group: Option<HeatRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    pub head: String,
    pub place: String,
    pub focus: bool,
    pub cells: Vec<HeatCell>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    pub cell: TableCell,
    /// 1 to 5, 5 nearest to what is wanted; none where no direction is wanted, the value is missing,
    /// or it cannot be compared.
    pub step: Option<u8>,
}

/// Places in official order, one column per indicator.
pub fn heat_table(spec: &ChartSpec) -> HeatTable {
    let table = table::table(spec);
    let steps: Vec<Vec<Option<u8>>> = (0..spec.columns.len()).map(|c| column_steps(spec, c)).collect();
    let mut rows = Vec::new();
    let mut group = None;
    for (index, row) in table.rows.iter().enumerate() {
        let step = |column: usize| match row.group {
            true => None,
            false => steps.get(column).and_then(|steps| steps.get(index)).copied().flatten(),
        };
        let cells = row.cells.iter().enumerate();
        let cells = cells.map(|(c, cell)| HeatCell { cell: cell.clone(), step: step(c) }).collect();
        let heat = HeatRow { head: row.head.clone(), place: row.place.clone(), focus: row.focus, cells };
        if row.group { group = Some(heat) } else { rows.push(heat) }
    }
    HeatTable { table, rows, group }
}

/// The shading step of every row of a column.
pub(super) fn column_steps(spec: &ChartSpec, column: usize) -> Vec<Option<u8>> {
    let direction = spec.measure_of(column).direction;
    let ranked = || spec.rows.iter().map(|row| row.figure(column).ranked());
    // Of two values one would always be the darkest and one the lightest, however near they are.
    if ranked().flatten().count() < 3 {
        return vec![None; spec.rows.len()];
    }
    let (Some(low), Some(high)) = (ranked().flatten().min(), ranked().flatten().max()) else {
        return vec![None; spec.rows.len()];
    };
    ranked().map(|value| shading_step(value?, low, high, direction)).collect()
}

/// The step of a value between the lowest and the highest. Where all are equal there is nothing to
/// tell apart, and all take the middle step.
pub fn shading_step(value: Decimal, low: Decimal, high: Decimal, direction: Direction) -> Option<u8> {
    if direction == Direction::None {
        return None;
    }
    let span = high.checked_sub(low)?;
    if span.is_zero() {
        return Some(3);
    }
    let part = value.checked_sub(low)?.checked_mul(Decimal::from(5))?.checked_div(span)?;
    let rising = (1..5).filter(|edge| part >= Decimal::from(*edge)).count() as u8 + 1;
    // Counted from the other end, a value on an edge must still fall to the better side.
    let falling = (1..5).filter(|edge| part <= Decimal::from(5 - *edge)).count() as u8 + 1;
    Some(if direction == Direction::Higher { rising } else { falling })
}
