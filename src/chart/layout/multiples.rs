//! Small multiples: one small trend per panel, two a row on phones, four on a desk.

use rust_decimal::Decimal;

use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, Size, line, mark};
use crate::chart::spec::{ChartSpec, Figure, Status};
use crate::chart::text;

use super::key::{self, KeyItem};
use super::series::{self, Grid, Series};
use super::{bars, marks_of, missing, scene, trend};

const PLOT: f64 = 64.0;
const GUTTER: f64 = 20.0;

pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = scene(spec, size);
    let a_row = match size {
        Size::Phone => 2,
        Size::Desk => 4,
    };
    let wide = (scene.width - GUTTER * (a_row as f64 - 1.0)) / a_row as f64;
    let shared = shared_axis(&spec.panels);
    if shared.is_none() && spec.panels.len() > 1 {
        scene.remark(&spec.words.own_scales);
    }
    let from_zero = |panel: &ChartSpec| numbers(panel).is_empty() || own_axis(panel).starts_at_zero();
    let all_from_zero = shared.as_ref().map_or_else(|| spec.panels.iter().all(from_zero), Axis::starts_at_zero);
    if !all_from_zero {
        scene.remark(&spec.words.axis_not_zero);
    }
    let mut top = write_key(&mut scene, &spec.panels);
    for row in spec.panels.chunks(a_row) {
        let panels: Vec<Panel> = row.iter().map(|panel| Panel::new(&mut scene, panel, wide)).collect();
        let title = panels.iter().map(|p| p.title.len()).max().unwrap_or(0) as f64 * Face::PANEL.leading();
        let values = panels.iter().map(Panel::value_lines).max().unwrap_or(1) as f64 * Face::LABEL.leading();
        for (index, panel) in panels.iter().enumerate() {
            let left = index as f64 * (wide + GUTTER);
            let room = PanelRoom { left, top, wide, title, values };
            panel.draw(&mut scene, &room, shared.as_ref());
        }
        top += title + values + PLOT + 44.0;
    }
    scene.height = (top - 12.0).max(0.0);
    scene
}

/// Which line is whose, where the panels agree on few names; returns the height used.
fn write_key(scene: &mut Scene, panels: &[ChartSpec]) -> f64 {
    let mut items: Vec<KeyItem> = Vec::new();
    for series in panels.iter().flat_map(series::all).filter(|series| !series.is_muted()) {
        let text = series.row.place.short.clone();
        if !items.iter().any(|item| item.text == text && item.class == series.class) {
            items.push(KeyItem { class: series.class, line: true, text });
        }
    }
    items.sort_by_key(|item| item.class);
    // One name for all lines stands in the title; a colour of several names tells none of them.
    let shared = items.windows(2).any(|pair| pair[0].class == pair[1].class);
    if shared || items.len() < 2 || items.len() > 4 {
        return 0.0;
    }
    key::draw(scene, &items).0 + 4.0
}

/// One axis for all panels, if they measure the same.
fn shared_axis(panels: &[ChartSpec]) -> Option<Axis> {
    let first = panels.first()?;
    if panels.iter().any(|panel| panel.measure != first.measure) {
        return None;
    }
    let numbers: Vec<Decimal> = panels.iter().flat_map(numbers).collect();
    Some(Axis::close(first.measure.scale, &numbers, 2))
}

fn own_axis(panel: &ChartSpec) -> Axis {
    Axis::close(panel.measure.scale, &numbers(panel), 2)
}

fn numbers(panel: &ChartSpec) -> Vec<Decimal> {
    let rows = panel.rows.iter().chain(&panel.group);
    let figures = rows.flat_map(|row| (0..panel.columns.len()).map(|column| row.figure(column)));
    figures.flat_map(bars::ends).collect()
}

struct PanelRoom {
    left: f64,
    top: f64,
    wide: f64,
    title: f64,
    values: f64,
}

struct Panel<'a> {
    spec: &'a ChartSpec,
    title: Vec<String>,
    first: String,
    last: Vec<String>,
    empty: bool,
}

impl<'a> Panel<'a> {
    fn new(scene: &mut Scene, spec: &'a ChartSpec, wide: f64) -> Panel<'a> {
        let name = if spec.title.is_empty() { &spec.measure.name } else { &spec.title };
        let title = text::wrap(name, wide, Face::PANEL);
        let all = series::all(spec);
        let main = all.last();
        let printed = |scene: &mut Scene, column: usize| {
            main.map_or(String::new(), |series| printed(scene, spec, series.row.figure(column)))
        };
        let first = if spec.columns.len() > 1 { printed(scene, 0) } else { String::new() };
        let last = text::wrap(&printed(scene, spec.current()), wide, Face::VALUE_FOCUS);
        let together = text::width(&first, Face::WORDS) + text::widest(&last, Face::VALUE_FOCUS) + 10.0;
        let first = if together <= wide { first } else { String::new() };
        let empty = numbers(spec).is_empty();
        for change in &spec.breaks {
            scene.remark(&change.note);
        }
        // There is no room for numbered slots: what is missing inside a panel is said below.
        // A panel of one place needs no heading there: the words name the place.
        let place = all.iter().any(|series| series.row.place.short == *name);
        for gap in trend::gaps(spec, &all) {
            scene.remark(&if place { gap } else { format!("{name} {gap}") });
        }
        Panel { spec, title, first, last, empty }
    }

    fn value_lines(&self) -> usize {
        self.last.len().max(1)
    }

    fn draw(&self, scene: &mut Scene, room: &PanelRoom, shared: Option<&Axis>) {
        for (index, line) in self.title.iter().enumerate() {
            let y = room.top + 12.0 + index as f64 * Face::PANEL.leading();
            scene.write(Face::PANEL, Anchor::Start, ScenePoint::new(room.left, y), line);
        }
        let right = room.left + room.wide;
        let top = room.top + room.title + room.values + 8.0;
        if self.empty {
            return self.draw_empty(scene, room, top);
        }
        let middle = room.top + room.title + room.values / 2.0 + 2.0;
        scene.write_lines(Face::VALUE_FOCUS, Anchor::End, ScenePoint::new(right, middle), &self.last);
        let first = ScenePoint::new(room.left, middle + Face::WORDS.drop());
        scene.write(Face::WORDS, Anchor::Start, first, &self.first);
        self.draw_plot(scene, room, top, shared);
        self.write_ends(scene, room, top + PLOT + 16.0);
    }

    fn draw_plot(&self, scene: &mut Scene, room: &PanelRoom, top: f64, shared: Option<&Axis>) {
        let right = room.left + room.wide;
        let own = own_axis(self.spec);
        let span = Extent::new(shared.unwrap_or(&own), top + PLOT, top);
        let xs = trend::columns(self.spec.columns.len(), room.left + 5.0, right - 5.0);
        scene.draw(mark("axis", line(room.left, top + PLOT, right, top + PLOT)));
        scene.draw(mark("grid", line(room.left, top, right, top)));
        for change in &self.spec.breaks {
            if let (Some(x), Some(before)) =
                (xs.get(change.before_column), change.before_column.checked_sub(1).and_then(|b| xs.get(b)))
            {
                let x = (x + before) / 2.0;
                scene.draw(mark("break", line(x, top, x, top + PLOT)));
            }
        }
        let grid = Grid { xs: &xs, first: 0, span: &span, radius: 2.5, picked: false };
        for series in &series::all(self.spec) {
            series::draw(scene, self.spec, series, &grid);
        }
    }

    /// First and last column under the plot; only the last where both do not fit.
    fn write_ends(&self, scene: &mut Scene, room: &PanelRoom, y: f64) {
        let (first, last) = (self.spec.head(0), self.spec.head(self.spec.current()));
        let right = room.left + room.wide;
        let both = text::width(first, Face::TICK) + text::width(last, Face::TICK) + 8.0;
        scene.write(Face::TICK, Anchor::End, ScenePoint::new(right, y), last);
        if both <= room.wide && self.spec.columns.len() > 1 {
            scene.write(Face::TICK, Anchor::Start, ScenePoint::new(room.left, y), first);
        }
    }

    fn draw_empty(&self, scene: &mut Scene, room: &PanelRoom, top: f64) {
        let all = series::all(self.spec);
        let none = Figure::missing(Status::NotPublished);
        let figure = all.last().map_or(&none, |s: &Series| s.row.figure(self.spec.current()));
        let words = self.spec.words.status.missing(figure.status);
        let lines = missing::lines(words, figure.status, room.wide);
        missing::draw(scene, figure.status, &lines, room.left, room.left + room.wide, top + PLOT / 2.0);
    }
}

fn printed(scene: &mut Scene, spec: &ChartSpec, figure: &Figure) -> String {
    let marks = marks_of(scene, spec, figure);
    format!("{} {marks}", spec.printed(figure)).trim_end().to_owned()
}
