//! Slopes: two points in time, one line per place, values at both ends.

use rust_decimal::Decimal;

use crate::chart::facts;
use crate::chart::order;
use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, Size, line, mark};
use crate::chart::spec::ChartSpec;
use crate::chart::text;

use super::edge_labels::{self, Edge, EdgeLabel};
use super::line_labels::{self, EndLabel};
use super::series::{self, Grid, Series};
use super::{bars, marks_of, missing, scene};

/// More places than this are not all named: the labels would be taller than a phone.
const ALL_NAMED: usize = 20;

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let all = series::all(spec);
    let pair = Ends { earlier: spec.current().saturating_sub(1), later: spec.current() };
    let named = named(spec, &all, pair.later);
    let left_labels = pair.labels(&mut scene, spec, &named, Anchor::End, size);
    let right_labels = pair.labels(&mut scene, spec, &named, Anchor::Start, size);
    let tall = line_labels::height(&left_labels).max(line_labels::height(&right_labels));
    // A little more than the labels need, so that they can stay nearer to their lines.
    let height = size.pick(240.0, 300.0).max(tall * 1.12);

    let gap = size.pick(20.0, 30.0);
    let left = line_labels::width(&left_labels) + gap;
    let right = scene.width - line_labels::width(&right_labels) - gap;
    let top = pair.write_heads(&mut scene, spec, left, right);
    let bottom = top + height;
    let axis = pair.axis(spec);
    let span = Extent::new(&axis, bottom - 10.0, top + 10.0);
    pair.draw_frame(&mut scene, spec, &span, (left, right), (top, bottom));
    let xs = pair.xs(spec, left, right);
    let grid = Grid { xs: &xs, first: pair.earlier, span: &span, radius: size.pick(4.0, 5.0), picked: false };
    for series in &all {
        series::draw(&mut scene, spec, series, &grid);
    }
    let labels = |labels: Vec<EndLabel>, x: f64| -> Vec<EdgeLabel> {
        labels.into_iter().map(|label| label.at(x, &span)).collect()
    };
    let side = Edge { x: left - gap, anchor: Anchor::End, top, bottom };
    edge_labels::draw(&mut scene, &labels(left_labels, left), &side);
    let side = Edge { x: right + gap, anchor: Anchor::Start, top, bottom };
    edge_labels::draw(&mut scene, &labels(right_labels, right), &side);
    pair.finish(&mut scene, spec, named.len() < all.len(), bottom)
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    earlier: usize,
    later: usize,
}

impl Ends {
    fn axis(&self, spec: &ChartSpec) -> Axis {
        let rows = spec.rows.iter().chain(&spec.group);
        let figures = rows.flat_map(|row| [row.figure(self.earlier), row.figure(self.later)]);
        let mut numbers: Vec<Decimal> = figures.flat_map(bars::ends).collect();
        let measure = spec.measure_of(self.later);
        numbers.extend(measure.targets.first().map(|target| target.value));
        Axis::tight(&numbers)
    }

    /// The two upright lines and the first target between them.
    fn draw_frame(&self, scene: &mut Scene, spec: &ChartSpec, span: &Extent, across: (f64, f64), down: (f64, f64)) {
        let ((left, right), (top, bottom)) = (across, down);
        if let Some(target) = spec.measure_of(self.later).targets.first() {
            let y = span.at(target.value);
            scene.draw(mark("target-line", line(left, y, right, y)));
        }
        for x in [left, right] {
            scene.draw(mark("axis", line(x, top - 4.0, x, bottom)));
        }
    }

    /// Columns before the compared two stand outside of the drawing and are not drawn.
    fn xs(&self, spec: &ChartSpec, left: f64, right: f64) -> Vec<f64> {
        (0..spec.columns.len()).map(|c| if c == self.later { right } else { left }).collect()
    }

    /// On a phone, room for the longest word of the earlier values: a number is not broken while
    /// the lines keep some width.
    fn number_room(&self, spec: &ChartSpec, named: &[&Series]) -> f64 {
        let labels = named.iter().map(|series| spec.printed(series.row.figure(self.earlier)));
        line_labels::longest_word(labels).clamp(76.0, 104.0)
    }

    /// Labels of one end, by the side they are anchored at.
    fn labels(
        &self,
        scene: &mut Scene,
        spec: &ChartSpec,
        named: &[&Series],
        anchor: Anchor,
        size: Size,
    ) -> Vec<EndLabel> {
        let mut out = Vec::new();
        let (column, room) = match anchor {
            Anchor::End => (self.earlier, size.pick(self.number_room(spec, named), 200.0)),
            Anchor::Start | Anchor::Middle => (self.later, size.pick(122.0, 240.0)),
        };
        // A spec of one column has no earlier end.
        if anchor == Anchor::End && self.earlier == self.later {
            return out;
        }
        for series in named {
            let figure = series.row.figure(column);
            let Some(value) = figure.drawn() else {
                continue;
            };
            let marks = marks_of(scene, spec, figure);
            let lines = self.label_lines(series, anchor, &marks, room, line_labels::face(series));
            out.push(EndLabel::of_series(series, column, value, lines));
        }
        if column == self.later
            && let Some(target) = spec.measure_of(column).targets.first()
        {
            out.push(EndLabel::of_target(target, room));
        }
        out
    }

    /// Value and name at the later end, the value alone at the earlier one; there, a line that does
    /// not reach the other end is named too.
    fn label_lines(&self, series: &Series, anchor: Anchor, marks: &str, room: f64, face: Face) -> Vec<String> {
        let name = &series.row.place.short;
        if anchor == Anchor::Start {
            let label = &series.row.figure(self.later).label;
            return text::wrap(&format!("{label} {name} {marks}"), room, face);
        }
        let label = &series.row.figure(self.earlier).label;
        let reaches = series.row.figure(self.later).drawn().is_some();
        let mut lines = if reaches { Vec::new() } else { text::wrap(name, room, face) };
        lines.extend(text::wrap(&format!("{label} {marks}"), room, face));
        lines
    }

    /// The heads of both ends above them, or, where these stand too near, outwards from them;
    /// returns where the drawing may start.
    fn write_heads(&self, scene: &mut Scene, spec: &ChartSpec, left: f64, right: f64) -> f64 {
        let (earlier, later) = (spec.head(self.earlier), spec.head(self.later));
        let half = |head: &str| text::width(head, Face::HEAD) / 2.0;
        let first = left.max(half(earlier)) + half(earlier);
        let second = right.min(scene.width - half(later)) - half(later);
        if first + 8.0 <= second {
            scene.write_inside(Face::HEAD, ScenePoint::new(left, 14.0), earlier);
            scene.write_inside(Face::HEAD, ScenePoint::new(right, 14.0), later);
            return 34.0;
        }
        let earlier = text::wrap(earlier, left, Face::HEAD);
        let later = text::wrap(later, scene.width - right, Face::HEAD);
        let tall = earlier.len().max(later.len()) as f64 * Face::HEAD.leading();
        let middle = 2.0 + tall / 2.0;
        scene.write_lines(Face::HEAD, Anchor::End, ScenePoint::new(left, middle), &earlier);
        scene.write_lines(Face::HEAD, Anchor::Start, ScenePoint::new(right, middle), &later);
        tall + 18.0
    }

    fn finish(&self, scene: &mut Scene, spec: &ChartSpec, some_unnamed: bool, bottom: f64) -> Scene {
        if facts::redefined(spec, self.earlier, self.later) {
            spec.breaks.iter().for_each(|change| scene.remark(&change.note));
        }
        if some_unnamed {
            scene.remark(&spec.words.others);
        }
        let earlier = missing::list(scene, spec, self.earlier, bottom + 12.0);
        let later = missing::list(scene, spec, self.later, bottom + 12.0 + earlier);
        scene.height = bottom + 10.0 + earlier + later + if earlier + later > 0.0 { 4.0 } else { 0.0 };
        scene.clone()
    }
}

/// All where they are few; else those told apart and the two ends of the order.
fn named<'a>(spec: &ChartSpec, all: &'a [Series<'a>], column: usize) -> Vec<&'a Series<'a>> {
    if all.len() <= ALL_NAMED {
        return all.iter().collect();
    }
    let order = order::ranked_order(spec, column);
    let drawn = order.iter().filter(|row| spec.rows[**row].figure(column).ranked().is_some());
    let ends: Vec<usize> = drawn.clone().take(1).chain(drawn.rev().take(1)).copied().collect();
    all.iter().filter(|series| !series.is_muted() || ends.contains(&series.index)).collect()
}
