//! Ranked bars and amount bars: one bar per place, from zero, always. Where there is a column
//! before, the change since then stands behind the value.

use rust_decimal::Decimal;

use crate::chart::facts;
use crate::chart::order;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Datum, Face, Pattern, Scene, ScenePoint, Shape, Size, line, mark, rect};
use crate::chart::spec::{ChartSpec, Figure, Qualifier, Status};
use crate::chart::words;

use super::axis::{self, Room};
use super::callouts::{self, Feet, Flag, FlagLine};
use super::rows::{self, Frame, KeptColumn, PrintedRow, RowPlan, ValueColumn};
use super::{marks_of, missing, scene};

const BAR: f64 = 18.0;
/// A value that is not zero is never drawn as nothing.
const LEAST: f64 = 2.0;

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let column = spec.current();
    let order = order::ranked_order(spec, column);
    let mut values = vec![values(&mut scene, spec, column, &order)];
    values.extend(changes(spec, column, &order));
    let frame = rows::frame(&RowPlan { spec, size, order: &order, column, values, kept: KeptColumn::First });
    let measure = spec.measure_of(column);
    let numbers = numbers(spec, column);
    let steps = axis::most_ticks(frame.right - frame.left);
    let axis = Axis::from_zero(measure.scale, &numbers, steps);
    let span = Extent::new(&axis, frame.left, frame.right);

    let (header, left_over) = callouts::place(flags(spec, column, &span), scene.width);
    left_over.iter().for_each(|text| scene.remark(text));
    let heads = write_heads(&mut scene, &frame);
    let top = heads + header.height + 2.0;
    let bottom = top + frame.height;
    let all = frame.stretches(top, frame.bands.len());
    let room = Room { stretches: &all, bottom };
    axis::across(&mut scene, spec, measure, &axis, &span, &room);
    draw_bars(&mut scene, spec, &frame, &span, top);
    if axis.passes_hundred(measure.scale) {
        draw_hundred(&mut scene, spec, &span, &all);
    }
    let ranked = frame.stretches(top, ranked_count(spec, &order));
    callouts::draw(&mut scene, &header, heads, &Feet { plot_top: top, stretches: &ranked, leaders: top });
    draw_missing(&mut scene, spec, &frame, top);
    frame.write(&mut scene, spec, top);
    scene.height = bottom + 22.0;
    scene
}

/// Lines of targets and group end with the last value that may be compared with them.
fn ranked_count(spec: &ChartSpec, order: &[usize]) -> usize {
    order.iter().filter(|row| spec.rows[**row].figure(spec.current()).ranked().is_some()).count()
}

/// The line at 100 of a rate that passes it, with the reason why it may.
pub fn draw_hundred(scene: &mut Scene, spec: &ChartSpec, span: &Extent, stretches: &[(f64, f64)]) {
    let x = span.at(Decimal::ONE_HUNDRED);
    for (top, bottom) in stretches {
        scene.draw(mark("halo thin", line(x, *top, x, *bottom)));
        scene.draw(mark("hundred-line", line(x, *top, x, *bottom)));
    }
    scene.remark(&spec.words.hundred);
}

fn values(scene: &mut Scene, spec: &ChartSpec, column: usize, order: &[usize]) -> ValueColumn {
    let print = |row: &usize| {
        let figure = spec.rows[*row].figure(column);
        let marks = marks_of(scene, spec, figure);
        let text = figure.drawn().map_or(String::new(), |_| figure.label.clone());
        PrintedRow { text, marks }
    };
    ValueColumn { head: spec.head(column).to_owned(), values: order.iter().map(print).collect() }
}

/// What changed since the column before, where there is one.
fn changes(spec: &ChartSpec, column: usize, order: &[usize]) -> Option<ValueColumn> {
    let earlier = column.checked_sub(1)?;
    let unit = spec.change_unit.as_ref();
    let print = |row: &usize| {
        let mut text = facts::change(spec, &spec.rows[*row], earlier, column);
        if unit.is_some() {
            text.truncate(rows::number_end(&text));
        }
        PrintedRow { text, marks: String::new() }
    };
    let head = &spec.words.change_head;
    let head = match unit {
        Some(unit) => words::fill_known(&spec.words.head_unit, &[("head", head), ("unit", unit)]),
        None => head.clone(),
    };
    Some(ValueColumn { head, values: order.iter().map(print).collect() })
}

/// The heads of printed columns where there are several; returns the height used.
fn write_heads(scene: &mut Scene, frame: &Frame) -> f64 {
    if frame.values.len() < 2 {
        return 0.0;
    }
    for place in &frame.values {
        let at = ScenePoint::new(place.edge, 8.0 + Face::HEAD.drop());
        scene.write(Face::HEAD, Anchor::End, at, &place.column.head);
    }
    20.0
}

/// Every number the axis must hold.
fn numbers(spec: &ChartSpec, column: usize) -> Vec<Decimal> {
    let figures = spec.rows.iter().chain(&spec.group).map(|row| row.figure(column));
    let mut out: Vec<Decimal> = figures.flat_map(ends).collect();
    out.extend(spec.measure_of(column).targets.iter().map(|target| target.value));
    out
}

/// The value of a figure and the upper end of its range.
pub fn ends(figure: &Figure) -> Vec<Decimal> {
    match (figure.range(), figure.drawn()) {
        (Some((low, high)), _) => vec![low, high],
        (None, Some(value)) => vec![value],
        (None, None) => Vec::new(),
    }
}

/// Labels of targets and group.
pub fn flags(spec: &ChartSpec, column: usize, span: &Extent) -> Vec<Flag> {
    let mut out: Vec<Flag> = spec
        .measure_of(column)
        .targets
        .iter()
        .map(|target| Flag {
            x: span.at(target.value),
            text: target.label.clone(),
            line: FlagLine::Target,
            face: Face::FLAG_TARGET,
        })
        .collect();
    if let Some(group) = &spec.group
        && let Some(value) = group.figure(column).drawn()
    {
        out.push(Flag {
            x: span.at(value),
            text: format!("{} {}", group.place.short, group.figure(column).label),
            line: FlagLine::Group,
            face: Face::FLAG_GROUP,
        });
    }
    out
}

fn draw_bars(scene: &mut Scene, spec: &ChartSpec, frame: &Frame, span: &Extent, top: f64) {
    let column = spec.current();
    for band in &frame.bands {
        let row = &spec.rows[band.row];
        let bar = Bar {
            figure: row.figure(column),
            datum: Datum { row: band.row, column },
            focus: spec.in_focus(row),
            centre: top + band.centre,
        };
        if let Some(value) = bar.figure.drawn() {
            draw_bar(scene, &bar, value, span);
        }
    }
}

fn draw_missing(scene: &mut Scene, spec: &ChartSpec, frame: &Frame, top: f64) {
    for band in frame.bands.iter().filter(|band| !band.words.is_empty()) {
        let status = spec.rows[band.row].figure(spec.current()).status;
        let centre = top + band.centre;
        missing::draw(scene, status, &band.words, frame.left, frame.right, centre);
    }
}

struct Bar<'a> {
    figure: &'a Figure,
    datum: Datum,
    focus: bool,
    centre: f64,
}

fn draw_bar(scene: &mut Scene, bar: &Bar, value: Decimal, span: &Extent) {
    let zero = span.at(Decimal::ZERO);
    if let Some((low, high)) = bar.figure.range() {
        let sure = if low > Decimal::ZERO { low } else { high.min(Decimal::ZERO) };
        if !sure.is_zero() {
            part(scene, bar, zero, span.at(sure), solid(bar));
        }
        return part(scene, bar, span.at(low), span.at(high), hatched(bar));
    }
    if value.is_zero() {
        let (y1, y2) = (bar.centre - BAR / 2.0, bar.centre + BAR / 2.0);
        return scene.draw(mark("bar-zero", line(zero, y1, zero, y2)).with(bar.datum));
    }
    let end = reach(zero, span.at(value), value);
    let bound = bar.figure.bound();
    if bound == Qualifier::Exact {
        return part(scene, bar, zero, end, solid(bar));
    }
    part(scene, bar, zero, end, hatched(bar));
    draw_arrow(scene, bar, end, end < zero, bound);
}

/// The end of a bar, moved so far from zero that the bar can be seen.
fn reach(zero: f64, end: f64, value: Decimal) -> f64 {
    if value.is_sign_negative() { end.min(zero - LEAST) } else { end.max(zero + LEAST) }
}

/// Class and filling of a part of a bar.
type Look = (&'static str, Option<Pattern>);

fn solid(bar: &Bar) -> Look {
    match (bar.figure.status, bar.focus) {
        (Status::NotComparable, _) => ("bar outline", None),
        (_, true) => ("bar focus", None),
        (_, false) => ("bar", None),
    }
}

fn hatched(bar: &Bar) -> Look {
    match (bar.figure.status, bar.focus) {
        (Status::NotComparable, _) => ("bar outline", None),
        (_, true) => ("hatched focus", Some(Pattern::HatchFocus)),
        (_, false) => ("hatched", Some(Pattern::Hatch)),
    }
}

fn part(scene: &mut Scene, bar: &Bar, from: f64, to: f64, look: Look) {
    let (left, right) = (from.min(to), from.max(to).max(from.min(to) + LEAST));
    // A stroke lies half outside of its shape; the outline is drawn inside the bar.
    let inset = if look.0.contains("bar focus") || look.0 == "bar" { 0.0 } else { 0.75 };
    let wide = (right - left - 2.0 * inset).max(0.5);
    let area = rect(left + inset, bar.centre - BAR / 2.0 + inset, wide, BAR - 2.0 * inset);
    let mut mark = mark(look.0, area).with(bar.datum);
    mark.pattern = look.1;
    scene.draw(mark);
}

/// An open arrow beyond the end of a bar, pointing to where the true value lies.
fn draw_arrow(scene: &mut Scene, bar: &Bar, end: f64, leftward: bool, bound: Qualifier) {
    let right = match bound {
        Qualifier::AtLeast | Qualifier::MoreThan => true,
        Qualifier::AtMost | Qualifier::LessThan => false,
        Qualifier::Exact | Qualifier::About | Qualifier::Range => return,
    };
    // A bar that ends at the edge of the drawing carries its arrow on its end.
    let start = if leftward { (end - 10.0).max(1.0) } else { (end + 4.0).min(scene.width - 7.0) };
    let (tail, tip) = if right { (start, start + 6.0) } else { (start + 6.0, start) };
    let points = vec![
        ScenePoint::new(tail, bar.centre - 6.0),
        ScenePoint::new(tip, bar.centre),
        ScenePoint::new(tail, bar.centre + 6.0),
    ];
    scene.draw(mark(if bar.focus { "arrow focus" } else { "arrow" }, Shape::Path(points)));
}
