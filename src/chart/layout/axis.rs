//! Draws axes: thin grid lines and the numbers under or beside them.

use rust_decimal::Decimal;

use crate::chart::number;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, line, mark};
use crate::chart::spec::{ChartSpec, Measure};
use crate::chart::text;

/// How many steps an axis of a length can carry without crowding.
pub fn most_ticks(length: f64) -> usize {
    ((length / 56.0) as usize).clamp(2, 6)
}

/// The printed steps of an axis; all in one magnitude, zero without a word.
pub fn labels(spec: &ChartSpec, measure: &Measure, axis: &Axis) -> Vec<String> {
    let reach = axis.high.abs().max(axis.low.abs());
    let magnitude = number::magnitude_for(reach, &spec.words.magnitudes);
    let print = |tick: &Decimal| format!("{}{}", number::in_magnitude(*tick, magnitude), measure.unit.suffix);
    axis.ticks.iter().map(print).collect()
}

/// Where vertical lines may run: a line never crosses the text between two stretches.
pub struct Room<'a> {
    pub stretches: &'a [(f64, f64)],
    pub bottom: f64,
}

/// Vertical grid lines over the stretches, with their numbers below `bottom`; numbers that would
/// meet are thinned out evenly.
pub fn across(scene: &mut Scene, spec: &ChartSpec, measure: &Measure, axis: &Axis, span: &Extent, room: &Room) {
    let labels = &labels(spec, measure, axis);
    let every = thinning(scene.width, labels, axis, span);
    let zero = zero_index(axis);
    for (index, (tick, label)) in axis.ticks.iter().zip(labels).enumerate() {
        if index.abs_diff(zero) % every != 0 {
            continue;
        }
        let x = span.at(*tick);
        let class = if tick.is_zero() { "axis" } else { "grid" };
        for (top, bottom) in room.stretches {
            scene.draw(mark(class, line(x, *top, x, *bottom)));
        }
        scene.write_inside(Face::TICK, ScenePoint::new(x, room.bottom + 15.0), label);
    }
}

/// Horizontal grid lines with their numbers at the left, right-aligned at `edge`.
pub fn up(scene: &mut Scene, labels: &[String], axis: &Axis, span: &Extent, edge: f64, right: f64) {
    for (tick, label) in axis.ticks.iter().zip(labels) {
        let y = span.at(*tick);
        let class = if tick.is_zero() { "axis" } else { "grid" };
        scene.draw(mark(class, line(edge + 6.0, y, right, y)));
        let at = ScenePoint::new(edge, y + Face::TICK.drop());
        scene.write(Face::TICK, Anchor::End, at, label);
    }
}

/// The smallest n for which every n-th number, counted from zero, stands clear of the next.
fn thinning(frame: f64, labels: &[String], axis: &Axis, span: &Extent) -> usize {
    let zero = zero_index(axis);
    let clear = |every: &usize| {
        let mut last = f64::NEG_INFINITY;
        axis.ticks.iter().zip(labels).enumerate().all(|(index, (tick, label))| {
            if index.abs_diff(zero) % every != 0 {
                return true;
            }
            let half = text::width(label, Face::TICK) / 2.0;
            let middle = span.at(*tick).min(frame - half).max(half);
            let free = middle - half > last + 8.0;
            last = middle + half;
            free
        })
    };
    (1..=axis.ticks.len().max(1)).find(clear).unwrap_or(axis.ticks.len().max(1))
}

fn zero_index(axis: &Axis) -> usize {
    axis.ticks.iter().position(Decimal::is_zero).unwrap_or(0)
}
