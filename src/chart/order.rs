//! The order of places by value. It is an order of numbers, never an evaluation rank.

use std::cmp::Ordering;

use super::spec::{ChartSpec, Direction, Status};

/// Indices of the rows: ranked values first, the wanted end on top; then values that cannot be
/// compared; then places without a value. Equal ones stay in official order.
pub fn ranked_order(spec: &ChartSpec, column: usize) -> Vec<usize> {
    let direction = spec.measure_of(column).direction;
    let mut order: Vec<usize> = (0..spec.rows.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (spec.rows[*a].figure(column), spec.rows[*b].figure(column));
        match (a.ranked(), b.ranked()) {
            (Some(a), Some(b)) if direction == Direction::Lower => a.cmp(&b),
            (Some(a), Some(b)) => b.cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => group(a.drawn().is_some(), a.status).cmp(&group(b.drawn().is_some(), b.status)),
        }
    });
    order
}

/// Places without a rank are kept together by their reason.
fn group(has_value: bool, status: Status) -> (bool, Status) {
    (!has_value, status)
}
