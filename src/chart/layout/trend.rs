//! Trend lines: time left to right in equal steps, chosen places coloured, the others grey, every
//! coloured line named at its end.

use rust_decimal::Decimal;

use crate::chart::order;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, Size, line, mark, rect};
use crate::chart::spec::{ChartSpec, Measure};
use crate::chart::text;
use crate::chart::words;

use super::edge_labels::{self, Edge, EdgeLabel};
use super::line_labels::{self, EndLabel};
use super::series::{self, Grid, Series};
use super::{axis, bars, marks_of, missing, scene};

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let all = series::all(spec);
    let measure = spec.measure_of(spec.current());
    let names = end_names(&mut scene, spec, &all, size);
    let height = size.pick(220.0, 300.0).max(line_labels::height(&names) + 12.0);
    let axis = Axis::close(measure.scale, &numbers(spec, measure), (height / 56.0) as usize);
    let labels = axis::labels(spec, measure, &axis);
    if !axis.starts_at_zero() {
        scene.remark(&spec.words.axis_not_zero);
    }

    let plot = TrendPlot::new(&scene, spec, &labels, &names, height);
    let span = Extent::new(&axis, plot.bottom, plot.top);
    axis::up(&mut scene, &labels, &axis, &span, plot.left - 6.0, plot.right);
    draw_gaps(&mut scene, spec, &all, &plot);
    draw_breaks(&mut scene, spec, &plot);
    draw_targets(&mut scene, measure, &plot, &span);
    let grid = Grid { xs: &plot.xs, first: 0, span: &span, radius: size.pick(3.5, 4.0), picked: true };
    for series in &all {
        series::draw(&mut scene, spec, series, &grid);
    }
    let labels: Vec<EdgeLabel> = names.into_iter().map(|name| plot.end(name, &span)).collect();
    let room = Edge { x: plot.right + 8.0, anchor: Anchor::Start, top: plot.top - 10.0, bottom: plot.bottom + 6.0 };
    edge_labels::draw(&mut scene, &labels, &room);
    write_columns(&mut scene, spec, &plot);
    if all.iter().any(Series::is_muted) && all.iter().any(|s| !s.is_muted()) {
        scene.remark(&spec.words.others);
    }
    let list = missing::list(&mut scene, spec, spec.current(), plot.bottom + 28.0);
    scene.height = plot.bottom + 24.0 + if list > 0.0 { list + 6.0 } else { 0.0 };
    scene
}

fn draw_targets(scene: &mut Scene, measure: &Measure, plot: &TrendPlot, span: &Extent) {
    for target in &measure.targets {
        let y = span.at(target.value);
        scene.draw(mark("target-line", line(plot.left, y, plot.right, y)));
    }
}

/// Every number the upright axis must hold.
fn numbers(spec: &ChartSpec, measure: &Measure) -> Vec<Decimal> {
    let rows = spec.rows.iter().chain(&spec.group);
    let figures = rows.flat_map(|row| (0..spec.columns.len()).map(|column| row.figure(column)));
    let mut out: Vec<Decimal> = figures.flat_map(bars::ends).collect();
    out.extend(measure.targets.iter().map(|target| target.value));
    out
}

/// The inner rectangle of a drawing over time and the x of every column.
struct TrendPlot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    xs: Vec<f64>,
}

impl TrendPlot {
    fn new(scene: &Scene, spec: &ChartSpec, labels: &[String], names: &[EndLabel], height: f64) -> TrendPlot {
        let left = text::widest(labels, Face::TICK) + 12.0;
        let wide = line_labels::width(names);
        let right = scene.width - if wide > 0.0 { wide + 8.0 } else { 8.0 };
        // Numbers of breaks and of gaps stand in two levels above the plot.
        let top = 10.0 + if spec.breaks.is_empty() { 0.0 } else { 16.0 } + 16.0;
        let xs = columns(spec.columns.len(), left + 8.0, right - 8.0);
        TrendPlot { left, right, top, bottom: top + height, xs }
    }

    /// A label at the end of its line; that of a target at the edge.
    fn end(&self, label: EndLabel, span: &Extent) -> EdgeLabel {
        let x = label.column.and_then(|column| self.xs.get(column)).copied().unwrap_or(self.right);
        label.at(x, span)
    }

    /// Half of the distance between two columns.
    fn half_step(&self) -> f64 {
        match self.xs.as_slice() {
            [first, second, ..] => (second - first) / 2.0,
            _ => (self.right - self.left) / 2.0,
        }
    }
}

/// Equal steps from left to right; a single column stands in the middle.
pub fn columns(count: usize, left: f64, right: f64) -> Vec<f64> {
    let steps = count.saturating_sub(1) as f64;
    (0..count)
        .map(|index| match count {
            1 => (left + right) / 2.0,
            _ => left + (right - left) * index as f64 / steps,
        })
        .collect()
}

fn end_names(scene: &mut Scene, spec: &ChartSpec, all: &[Series], size: Size) -> Vec<EndLabel> {
    let named = named(spec, all);
    // A name of one word is not broken while the lines keep most of the width.
    let longest = line_labels::longest_word(named.iter().map(|series| series.row.place.short.as_str()));
    let room = size.pick(longest.clamp(82.0, 112.0), 190.0);
    let mut out = Vec::new();
    for series in named {
        let Some(column) = series.last(spec.columns.len()) else {
            continue;
        };
        let figure = series.row.figure(column);
        let Some(value) = figure.drawn() else {
            continue;
        };
        let marks = marks_of(scene, spec, figure);
        let face = line_labels::face(series);
        let printed = format!("{} {marks}", figure.label);
        // Name and value stand on two lines on a phone: the lines need the width more.
        let lines = match size {
            Size::Phone => {
                let mut lines = text::wrap(&series.row.place.short, room, face);
                lines.extend(text::wrap(&printed, room, face));
                lines
            }
            Size::Desk => text::wrap(&format!("{} {printed}", series.row.place.short), room, face),
        };
        out.push(EndLabel::of_series(series, column, value, lines));
    }
    let targets = &spec.measure_of(spec.current()).targets;
    out.extend(targets.iter().map(|target| EndLabel::of_target(target, room)));
    out
}

/// Series named at their ends: all that are told apart; where none is, the highest and the lowest.
fn named<'a>(spec: &ChartSpec, all: &'a [Series<'a>]) -> Vec<&'a Series<'a>> {
    let told_apart: Vec<&Series> = all.iter().filter(|series| !series.is_muted()).collect();
    if told_apart.iter().any(|series| series.index < spec.rows.len()) {
        return told_apart;
    }
    let order = order::ranked_order(spec, spec.current());
    let ranked: Vec<usize> =
        order.into_iter().filter(|row| spec.rows[*row].figure(spec.current()).ranked().is_some()).collect();
    let mut ends: Vec<usize> = ranked.first().into_iter().chain(ranked.last()).copied().collect();
    ends.dedup();
    let muted = all.iter().filter(|series| series.is_muted() && ends.contains(&series.index));
    muted.chain(told_apart).collect()
}

/// A dashed slot over the height of the plot for each run of columns in which a series that is
/// told apart has no value; numbered and explained under the drawing.
fn draw_gaps(scene: &mut Scene, spec: &ChartSpec, all: &[Series], plot: &TrendPlot) {
    for run in gap_runs(spec, all) {
        let (Some(first), Some(last)) = (plot.xs.get(run.first), plot.xs.get(run.last)) else {
            continue;
        };
        let half = plot.half_step().min(7.0);
        let (left, right) = (first - half, last + half);
        let area = rect(left, plot.top, right - left, plot.bottom - plot.top);
        scene.draw(mark("gap", area));
        let number = scene.footnote(&run.text);
        write_number(scene, (left + right) / 2.0, plot.top - 8.0, &number);
    }
}

/// What is missing in the series that are told apart, in words.
pub fn gaps(spec: &ChartSpec, all: &[Series]) -> Vec<String> {
    gap_runs(spec, all).into_iter().map(|run| run.text).collect()
}

struct Run {
    first: usize,
    last: usize,
    text: String,
}

fn gap_runs(spec: &ChartSpec, all: &[Series]) -> Vec<Run> {
    let mut out: Vec<(Run, Vec<&str>)> = Vec::new();
    // Places without a value in the last column are listed under the drawing anyway.
    for column in 0..spec.current() {
        let absent: Vec<&Series> =
            all.iter().filter(|s| !s.is_muted() && s.row.figure(column).drawn().is_none()).collect();
        let words: Vec<String> = absent.iter().map(|s| status_of(spec, s, column)).collect();
        if words.is_empty() {
            continue;
        }
        let key: Vec<&str> = absent.iter().map(|s| s.row.place.id.as_str()).collect();
        let text = format!("{} {}", spec.head(column), words.join(&spec.words.separator));
        match out.last_mut().filter(|(run, known)| run.last + 1 == column && *known == key) {
            Some((run, _)) => {
                run.last = column;
                run.text = format!("{}{}{text}", run.text, spec.words.separator);
            }
            None => out.push((Run { first: column, last: column, text }, key)),
        }
    }
    out.into_iter().map(|(run, _)| run).collect()
}

fn status_of(spec: &ChartSpec, series: &Series, column: usize) -> String {
    let status = spec.words.status.missing(series.row.figure(column).status);
    let facts = [("place", series.row.place.short.as_str()), ("status", status)];
    words::fill_known(&spec.words.place_status, &facts)
}

fn draw_breaks(scene: &mut Scene, spec: &ChartSpec, plot: &TrendPlot) {
    for change in &spec.breaks {
        let Some(x) = plot.xs.get(change.before_column) else {
            continue;
        };
        let x = (x - plot.half_step()).max(plot.left);
        let number = scene.footnote(&change.note);
        scene.draw(mark("break", line(x, plot.top - 16.0, x, plot.bottom)));
        write_number(scene, x, plot.top - 24.0, &number);
    }
}

/// A number above the plot; left out where another one already stands, its note remains.
fn write_number(scene: &mut Scene, x: f64, centre: f64, number: &str) {
    let y = centre + Face::MARK.drop();
    let wide = text::width(number, Face::MARK) + 2.0;
    let taken = scene.texts.iter().any(|t| (t.y - y).abs() < 1.0 && (t.x - x).abs() < wide);
    if !taken {
        scene.write_inside(Face::MARK, ScenePoint::new(x, y), number);
    }
}

/// The heads of the columns under the plot; the last and the first are kept, others thinned out.
fn write_columns(scene: &mut Scene, spec: &ChartSpec, plot: &TrendPlot) {
    let y = plot.bottom + 18.0;
    let mut free = f64::INFINITY;
    let first = plot.xs.first().map_or(0.0, |x| x + text::width(spec.head(0), Face::TICK) / 2.0);
    for (index, x) in plot.xs.iter().enumerate().rev() {
        let head = spec.head(index);
        let half = text::width(head, Face::TICK) / 2.0;
        let middle = x.min(scene.width - half).max(half);
        let clear_of_first = index == 0 || middle - half > first.max(2.0 * half) + 8.0;
        if middle + half + 8.0 <= free && clear_of_first {
            scene.write_inside(Face::TICK, ScenePoint::new(*x, y), head);
            scene.draw(mark("axis", line(*x, plot.bottom, *x, plot.bottom + 4.0)));
            free = middle - half;
        }
    }
}
