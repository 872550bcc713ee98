//! Dumbbells: what changed between two points in time, or how two sides differ. One row per place,
//! two dots, the change printed at the edge.

use rust_decimal::Decimal;

use crate::chart::facts;
use crate::chart::order;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Datum, Face, Scene, ScenePoint, Size, line, mark};
use crate::chart::spec::{ChartSpec, Figure, Qualifier, Row, Status};
use crate::chart::text;
use crate::chart::words;

use super::axis::{self, Room};
use super::bars;
use super::callouts::{self, Feet};
use super::dot_marks::{self, Dot};
use super::key::{self, KeyItem};
use super::rows::{self, Band, Frame, KeptColumn, PrintedRow, RowPlan, ValueColumn};
use super::{marks_of, missing, scene};

/// From a dot to the words beside it.
const NEAR: f64 = dot_marks::RADIUS + 8.0;

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let pair = DumbbellPair::of(spec);
    let order = if spec.is_of_sides() { (0..spec.rows.len()).collect() } else { order::ranked_order(spec, pair.later) };
    let values = pair.values(&mut scene, spec, &order, size);
    let frame = rows::frame(&RowPlan { spec, size, order: &order, column: pair.later, values, kept: KeptColumn::Last });
    let axis = pair.axis(spec, axis::most_ticks(frame.right - frame.left));
    let span = Extent::new(&axis, frame.left + 12.0, frame.right - pair.margin(spec));
    pair.remark(&mut scene, spec, &axis);

    let key = pair.write_key(&mut scene, spec, &frame);
    let marked = if spec.is_of_sides() { Vec::new() } else { bars::flags(spec, pair.later, &span) };
    let (header, left_over) = callouts::place(marked, scene.width);
    left_over.iter().for_each(|text| scene.remark(text));
    let top = key + header.height + 2.0;
    let bottom = top + frame.height;
    let all = frame.stretches(top, frame.bands.len());
    let measure = spec.measure_of(pair.later);
    let room = Room { stretches: &all, bottom };
    axis::across(&mut scene, spec, measure, &axis, &span, &room);
    let drawn = frame.stretches(top, pair.drawn_count(spec, &order));
    let feet = Feet { plot_top: top, stretches: &drawn, leaders: top };
    callouts::draw(&mut scene, &header, key, &feet);
    let plot = DumbbellPlot { spec, frame: &frame, span: &span, top };
    for band in &frame.bands {
        pair.draw_row(&mut scene, &plot, band);
    }
    frame.write(&mut scene, spec, top);
    scene.height = bottom + 22.0;
    scene
}

/// The two columns compared.
#[derive(Debug, Clone, Copy)]
struct DumbbellPair {
    earlier: usize,
    later: usize,
}

impl DumbbellPair {
    fn of(spec: &ChartSpec) -> DumbbellPair {
        let later = spec.current();
        DumbbellPair { earlier: later.saturating_sub(1), later }
    }

    fn figures<'a>(&self, row: &'a Row) -> (&'a Figure, &'a Figure) {
        (row.figure(self.earlier), row.figure(self.later))
    }

    /// The rows from the top down to the last one with a dot.
    fn drawn_count(&self, spec: &ChartSpec, order: &[usize]) -> usize {
        let has_dot = |row: &usize| {
            let (earlier, later) = self.figures(&spec.rows[*row]);
            earlier.drawn().or(later.drawn()).is_some()
        };
        order.iter().rposition(has_dot).map_or(0, |last| last + 1)
    }

    /// Both values where there is room, the change always.
    fn values(&self, scene: &mut Scene, spec: &ChartSpec, order: &[usize], size: Size) -> Vec<ValueColumn> {
        let mut columns = Vec::new();
        for column in [self.earlier, self.later] {
            let mut values = Vec::new();
            for row in order {
                let figure = spec.rows[*row].figure(column);
                let text = figure.drawn().map_or(String::new(), |_| figure.label.clone());
                values.push(PrintedRow { text, marks: String::new() });
            }
            columns.push(ValueColumn { head: spec.head(column).to_owned(), values });
        }
        // On a phone the plot needs the width that the unit would take in every row.
        let unit = spec.change_unit.as_ref().filter(|_| size == Size::Phone);
        let change = |row: &usize| {
            let row = &spec.rows[*row];
            let (earlier, later) = self.figures(row);
            let mut marks = marks_of(scene, spec, earlier);
            let more = marks_of(scene, spec, later);
            if !more.is_empty() && more != marks {
                marks = format!("{marks} {more}").trim_start().to_owned();
            }
            let mut text = facts::change(spec, row, self.earlier, self.later);
            if unit.is_some() {
                text.truncate(rows::number_end(&text));
            }
            PrintedRow { text, marks }
        };
        let values = order.iter().map(change).collect();
        let head = &spec.words.change_head;
        let head = match unit {
            Some(unit) => words::fill_known(&spec.words.head_unit, &[("head", head), ("unit", unit)]),
            None => head.clone(),
        };
        columns.push(ValueColumn { head, values });
        columns
    }

    /// What stays free right of the last tick: beside a lonely dot and its arrow there must be room
    /// for a footnote of two digits before the printed values begin.
    fn margin(&self, spec: &ChartSpec) -> f64 {
        let lonely = spec.rows.iter().any(|row| {
            let (earlier, later) = self.figures(row);
            earlier.drawn().is_some() != later.drawn().is_some()
        });
        let mark = dot_marks::ARROW + NEAR - 3.0 + text::width("00", Face::MARK);
        if lonely { (mark + 2.0 - rows::VALUE_GAP).max(4.0) } else { 4.0 }
    }

    fn axis(&self, spec: &ChartSpec, steps: usize) -> Axis {
        let figures = spec.rows.iter().flat_map(|row| [row.figure(self.earlier), row.figure(self.later)]);
        let mut numbers: Vec<Decimal> = figures.flat_map(bars::ends).collect();
        if numbers.is_empty() {
            return Axis::from_zero(spec.measure_of(self.later).scale, &numbers, steps);
        }
        if !spec.is_of_sides() {
            numbers.extend(spec.measure_of(self.later).targets.iter().map(|target| target.value));
            let group = spec.group.iter().flat_map(|row| bars::ends(row.figure(self.later)));
            numbers.extend(group);
        }
        Axis::close(spec.measure_of(self.later).scale, &numbers, steps)
    }

    /// What must be known about the drawing as a whole.
    fn remark(&self, scene: &mut Scene, spec: &ChartSpec, axis: &Axis) {
        if !axis.starts_at_zero() {
            scene.remark(&spec.words.axis_not_zero);
        }
        if facts::redefined(spec, self.earlier, self.later) {
            spec.breaks.iter().for_each(|change| scene.remark(&change.note));
        }
    }

    /// What the two dots mean, and the heads of the printed columns; returns the height used.
    fn write_key(&self, scene: &mut Scene, spec: &ChartSpec, frame: &Frame) -> f64 {
        let items = [self.earlier, self.later].map(|column| KeyItem {
            class: self.class(spec, column),
            line: false,
            text: spec.head(column).to_owned(),
        });
        let (tall, reach) = key::draw(scene, &items);
        let heads = frame.values.iter().filter(|place| !place.column.head.is_empty());
        let widths = heads.clone().map(|p| p.edge - text::width(&p.column.head, Face::HEAD));
        let first = widths.fold(f64::INFINITY, f64::min);
        let same_line = reach + 12.0 <= first && tall <= 20.0;
        let top = if same_line { 0.0 } else { tall };
        for place in heads {
            let at = ScenePoint::new(place.edge, top + 8.0 + Face::HEAD.drop());
            scene.write(Face::HEAD, Anchor::End, at, &place.column.head);
        }
        if same_line { tall } else { tall + 20.0 }
    }

    fn class(&self, spec: &ChartSpec, column: usize) -> &'static str {
        match (spec.is_of_sides(), column == self.later) {
            (true, true) => "side-b",
            (true, false) => "side-a",
            (false, true) => "",
            (false, false) => "hollow",
        }
    }

    fn draw_row(&self, scene: &mut Scene, plot: &DumbbellPlot, band: &Band) {
        let row = &plot.spec.rows[band.row];
        let y = plot.top + band.centre;
        let (earlier, later) = self.figures(row);
        match (earlier.drawn(), later.drawn()) {
            (Some(a), Some(b)) => self.draw_stem(scene, plot, row, y, (a, b)),
            (None, None) => return draw_empty(scene, plot, later, y),
            (Some(value), None) => write_absent(scene, plot, (earlier, value), y, (self.later, later)),
            (None, Some(value)) => write_absent(scene, plot, (later, value), y, (self.earlier, earlier)),
        }
        // A spec of one column has no earlier figure to show.
        if self.earlier != self.later {
            self.draw_dot(scene, plot, band, self.earlier);
        }
        self.draw_dot(scene, plot, band, self.later);
    }

    fn draw_stem(&self, scene: &mut Scene, plot: &DumbbellPlot, row: &Row, y: f64, ends: (Decimal, Decimal)) {
        let (earlier, later) = self.figures(row);
        let redefined = facts::redefined(plot.spec, self.earlier, self.later);
        let apart = |figure: &Figure| figure.status == Status::NotComparable;
        let class = match (apart(earlier) || apart(later) || redefined, plot.spec.in_focus(row)) {
            (true, _) => "stem loose",
            (false, true) => "stem focus",
            (false, false) => "stem",
        };
        let (from, to) = (plot.span.at(ends.0), plot.span.at(ends.1));
        scene.draw(mark(class, line(from, y, to, y)));
    }

    fn draw_dot(&self, scene: &mut Scene, plot: &DumbbellPlot, band: &Band, column: usize) {
        let row = &plot.spec.rows[band.row];
        let focus = plot.spec.in_focus(row) && !plot.spec.is_of_sides();
        let class = match (self.class(plot.spec, column), focus) {
            ("hollow", true) => "hollow focus",
            ("", true) => "focus",
            (class, _) => class,
        };
        // Where both dots coincide, the earlier one is a ring around the later one.
        let ring = column == self.earlier && self.coincide(row, plot.span);
        let radius = if ring { dot_marks::RADIUS + 3.0 } else { dot_marks::RADIUS };
        let datum = Datum { row: band.row, column };
        let dot = Dot { figure: row.figure(column), datum, class, radius };
        dot_marks::draw(scene, &dot, plot.span, plot.top + band.centre);
    }

    fn coincide(&self, row: &Row, span: &Extent) -> bool {
        let (earlier, later) = self.figures(row);
        let both = earlier.drawn().zip(later.drawn());
        self.earlier != self.later && both.is_some_and(|(a, b)| (span.at(a) - span.at(b)).abs() < 1.5)
    }
}

/// What the rows of a drawing share.
struct DumbbellPlot<'a> {
    spec: &'a ChartSpec,
    frame: &'a Frame,
    span: &'a Extent,
    top: f64,
}

fn draw_empty(scene: &mut Scene, plot: &DumbbellPlot, figure: &Figure, y: f64) {
    let (left, right) = (plot.frame.left, plot.frame.right);
    let lines = missing::lines(plot.spec.printed(figure), figure.status, right - left);
    missing::draw(scene, figure.status, &lines, left, right, y);
}

/// Beside a lonely dot: which other value is missing and why; as a footnote where it is tight.
fn write_absent(
    scene: &mut Scene,
    plot: &DumbbellPlot,
    there: (&Figure, Decimal),
    y: f64,
    (column, figure): (usize, &Figure),
) {
    let words = format!("{} {}", plot.spec.head(column), plot.spec.printed(figure));
    let wide = text::width(&words, Face::WORDS);
    let (left, right) = reach(plot.span, there);
    let y = y + Face::WORDS.drop();
    if right + NEAR + wide <= plot.frame.right {
        scene.write(Face::WORDS, Anchor::Start, ScenePoint::new(right + NEAR, y), &words);
    } else if left - NEAR - wide >= plot.frame.left {
        scene.write(Face::WORDS, Anchor::End, ScenePoint::new(left - NEAR, y), &words);
    } else {
        let number = scene.footnote(&words);
        scene.write(Face::MARK, Anchor::Start, ScenePoint::new(right + NEAR - 3.0, y), &number);
    }
}

/// From where to where a lonely figure is drawn: a range has two ends, a bound an arrow.
fn reach(span: &Extent, (figure, value): (&Figure, Decimal)) -> (f64, f64) {
    let at = span.at(value);
    match (figure.range(), figure.bound()) {
        (Some((low, high)), _) => (span.at(low), span.at(high)),
        (None, Qualifier::AtLeast | Qualifier::MoreThan) => (at, at + dot_marks::ARROW),
        (None, Qualifier::AtMost | Qualifier::LessThan) => (at - dot_marks::ARROW, at),
        _ => (at, at),
    }
}
