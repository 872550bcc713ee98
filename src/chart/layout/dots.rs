//! A strip of dots: one per place on one axis, the chosen place and the extremes named.

use rust_decimal::Decimal;

use crate::chart::facts;
use crate::chart::order;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Datum, Face, Scene, Size};
use crate::chart::spec::ChartSpec;

use super::axis::{self, Room};
use super::bars;
use super::callouts::{self, Feet, Flag, FlagLine};
use super::dot_marks::{self, Dot};
use super::{marks_of, missing, scene};

/// The most a stack of equal dots may lie away from the line.
const REACH: f64 = 90.0;

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let column = spec.current();
    let axis = axis(spec, column, size);
    let span = Extent::new(&axis, 14.0, scene.width - 14.0);
    let dots = swarm(spec, column, &span);
    let reach = dots.iter().map(|dot| dot.offset.abs()).fold(0.0, f64::max) + 14.0;

    let named = named(spec, column);
    let mut all = bars::flags(spec, column, &span);
    all.extend(named.iter().filter_map(|row| name_flag(&mut scene, spec, column, *row, &span)));
    let (header, left_over) = callouts::place(all, scene.width);
    left_over.iter().for_each(|text| scene.remark(text));
    let top = header.height + 2.0;
    let (middle, bottom) = (top + reach, top + 2.0 * reach);
    let measure = spec.measure_of(column);
    let all = [(top, bottom)];
    let room = Room { stretches: &all, bottom };
    axis::across(&mut scene, spec, measure, &axis, &span, &room);
    if axis.passes_hundred(measure.scale) {
        bars::draw_hundred(&mut scene, spec, &span, &all);
    }
    let feet = Feet { plot_top: top, stretches: &all, leaders: middle };
    callouts::draw(&mut scene, &header, 0.0, &feet);
    for dot in &dots {
        draw_dot(&mut scene, spec, column, dot, &span, middle);
    }
    let list = missing::list(&mut scene, spec, column, bottom + 24.0);
    scene.height = bottom + 22.0 + if list > 0.0 { list + 4.0 } else { 0.0 };
    scene
}

fn draw_dot(scene: &mut Scene, spec: &ChartSpec, column: usize, dot: &Placed, span: &Extent, middle: f64) {
    let row = &spec.rows[dot.row];
    let class = if spec.in_focus(row) { "focus" } else { "muted" };
    let datum = Datum { row: dot.row, column };
    let look = Dot { figure: row.figure(column), datum, class, radius: dot_marks::RADIUS };
    dot_marks::draw(scene, &look, span, middle + dot.offset);
}

fn axis(spec: &ChartSpec, column: usize, size: Size) -> Axis {
    let figures = spec.rows.iter().chain(&spec.group).map(|row| row.figure(column));
    let mut numbers: Vec<Decimal> = figures.flat_map(bars::ends).collect();
    let measure = spec.measure_of(column);
    numbers.extend(measure.targets.iter().map(|target| target.value));
    Axis::from_zero(measure.scale, &numbers, axis::most_ticks(size.width()))
}

/// Places named on the strip: those in focus, else the two ends.
fn named(spec: &ChartSpec, column: usize) -> Vec<usize> {
    let drawn: Vec<usize> = order::ranked_order(spec, column)
        .into_iter()
        .filter(|row| spec.rows[*row].figure(column).ranked().is_some())
        .collect();
    let focus: Vec<usize> = drawn.iter().copied().filter(|row| spec.in_focus(&spec.rows[*row])).take(3).collect();
    if !focus.is_empty() {
        return focus;
    }
    let value = |row: &usize| spec.rows[*row].figure(column).ranked();
    let ends = [drawn.first(), drawn.last().filter(|last| drawn.first().map(value) != Some(value(last)))];
    ends.into_iter().flatten().copied().collect()
}

fn name_flag(scene: &mut Scene, spec: &ChartSpec, column: usize, row: usize, span: &Extent) -> Option<Flag> {
    let row = &spec.rows[row];
    let figure = row.figure(column);
    let value = figure.drawn()?;
    let marks = marks_of(scene, spec, figure);
    let name = if spec.in_focus(row) { row.place.short.clone() } else { facts::equals(spec, column, value) };
    let text = format!("{name} {} {marks}", figure.label).trim_end().to_owned();
    let face = if spec.in_focus(row) { Face::FLAG_FOCUS } else { Face::FLAG_PLACE };
    Some(Flag { x: span.at(value), text, line: FlagLine::Leader, face })
}

struct Placed {
    row: usize,
    offset: f64,
}

/// Dots of near values are moved off the line, as little as needed; the named ones stay on it.
fn swarm(spec: &ChartSpec, column: usize, span: &Extent) -> Vec<Placed> {
    let mut rows: Vec<(usize, f64)> =
        (0..spec.rows.len()).filter_map(|row| Some((row, span.at(spec.rows[row].figure(column).drawn()?)))).collect();
    let named = named(spec, column);
    rows.sort_by(|a, b| {
        let key = |row: &(usize, f64)| !named.contains(&row.0);
        key(a).cmp(&key(b)).then(a.1.total_cmp(&b.1))
    });
    // Many equal values move closer together instead of making the strip a tower.
    for step in [11.0, 6.0, 3.0, 1.5] {
        let dots = stack(&rows, step);
        if dots.iter().all(|dot| dot.offset.abs() <= REACH) || step < 2.0 {
            return dots;
        }
    }
    Vec::new()
}

fn stack(rows: &[(usize, f64)], step: f64) -> Vec<Placed> {
    let mut placed: Vec<(f64, Placed)> = Vec::new();
    for (row, x) in rows {
        let free = |offset: &f64| {
            placed.iter().all(|(other, dot)| {
                let (across, down) = ((x - other).abs(), (offset - dot.offset).abs());
                across >= 11.0 || down >= step - 0.01
            })
        };
        let offset = (0..).map(|turn| side(turn, step)).find(free).unwrap_or(0.0);
        placed.push((*x, Placed { row: *row, offset }));
    }
    placed.into_iter().map(|(_, dot)| dot).collect()
}

/// 0, up one, down one, up two, …
fn side(turn: usize, step: f64) -> f64 {
    let away = turn.div_ceil(2) as f64 * step;
    if turn % 2 == 1 { -away } else { away }
}
