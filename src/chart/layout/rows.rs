//! The frame of charts with one row per place: labels at the left, plot in the middle, printed
//! values right-aligned at the edge. Where that leaves the plot too narrow, the label stands above
//! its bar and the value at the end of the label's line.

use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, Size};
use crate::chart::spec::ChartSpec;
use crate::chart::text;

use super::{line_labels, missing};

const ROW: f64 = 28.0;
const GAP: f64 = 12.0;
/// Right of the plot there is room for an open arrow.
pub const VALUE_GAP: f64 = 16.0;

/// A printed value and the small marks behind it.
#[derive(Debug, Clone, Default)]
pub struct PrintedRow {
    pub text: String,
    pub marks: String,
}

/// A column of printed values, one per row in drawing order.
#[derive(Debug, Clone, Default)]
pub struct ValueColumn {
    pub head: String,
    pub values: Vec<PrintedRow>,
}

/// Where the number of a printed change ends and its unit begins.
pub fn number_end(text: &str) -> usize {
    text.rfind(|c: char| c.is_ascii_digit()).map_or(text.len(), |last| last + 1)
}

/// What a row chart asks a frame for.
pub struct RowPlan<'a> {
    pub spec: &'a ChartSpec,
    pub size: Size,
    pub order: &'a [usize],
    /// The column that decides whether a row is empty.
    pub column: usize,
    pub values: Vec<ValueColumn>,
    /// Which of the values stay where the plot would be too narrow for all.
    pub kept: KeptColumn,
}

/// The one column of values that is always there; the others only while the plot stays wide
/// enough, the farthest from it goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptColumn {
    First,
    Last,
}

impl KeptColumn {
    /// What is left of the columns without some of them.
    fn without(self, columns: &[ValueColumn], dropped: usize) -> &[ValueColumn] {
        match self {
            KeptColumn::First => &columns[..columns.len().saturating_sub(dropped)],
            KeptColumn::Last => &columns[dropped.min(columns.len())..],
        }
    }
}

/// One row: `centre` is the middle of its bar, all y relative to the top of the rows.
#[derive(Debug, Clone)]
pub struct Band {
    pub row: usize,
    pub centre: f64,
    pub label: Vec<String>,
    pub label_centre: f64,
    /// The printed value of a stacked row, wrapped.
    pub value: Vec<String>,
    /// The words of an empty row.
    pub words: Vec<String>,
}

/// Where a kept value column stands.
#[derive(Debug, Clone)]
pub struct ValuePlace {
    pub column: ValueColumn,
    /// Right edge of the values; their marks start just right of it.
    pub edge: f64,
}

pub struct Frame {
    pub left: f64,
    pub right: f64,
    pub bands: Vec<Band>,
    pub height: f64,
    pub values: Vec<ValuePlace>,
    stacked: bool,
}

/// Lays the rows out.
pub fn frame(plan: &RowPlan) -> Frame {
    let longest = line_labels::longest_word(plan.order.iter().map(|row| label(plan.spec, *row)));
    let room = plan.size.pick(longest.clamp(100.0, 124.0), 280.0);
    let labels = side_labels(plan, room);
    let label_width = labels.iter().map(|l| text::widest(l, Face::LABEL_FOCUS)).fold(0.0, f64::max);
    let least = plan.size.pick(96.0, 240.0);
    for drop in 0..plan.values.len().max(1) {
        let (values, used) = value_places(plan.kept.without(&plan.values, drop), plan.size.width());
        let (left, right) = (label_width + GAP, plan.size.width() - used);
        let three_lines = labels.iter().all(|lines| lines.len() <= 3);
        // A word that must be broken beside the plot may stay whole above it.
        if right - left >= least && three_lines && longest <= room {
            return beside(plan, labels, left, right, values);
        }
    }
    stacked(plan)
}

/// Labels wrapped for a column beside the plot.
fn side_labels(plan: &RowPlan, room: f64) -> Vec<Vec<String>> {
    plan.order.iter().map(|row| text::wrap(label(plan.spec, *row), room, Face::LABEL_FOCUS)).collect()
}

fn label(spec: &ChartSpec, row: usize) -> &str {
    &spec.rows[row].place.short
}

/// The places of value columns, from the right edge inwards, and the width they take together
/// with the gap to the plot.
fn value_places(columns: &[ValueColumn], frame: f64) -> (Vec<ValuePlace>, f64) {
    let mut edge = frame;
    let mut places = Vec::new();
    // The head of a lonely column may reach over the plot: nothing else stands on its line.
    let lonely = columns.len() <= 1;
    for column in columns.iter().rev() {
        let marks = column.values.iter().map(|v| text::width(&v.marks, Face::MARK)).fold(0.0, f64::max);
        let marks = if marks > 0.0 { marks + 3.0 } else { 0.0 };
        let texts = column.values.iter().map(|v| text::width(&v.text, Face::VALUE_FOCUS));
        let head = if lonely { 0.0 } else { text::width(&column.head, Face::HEAD) };
        let values = texts.fold(0.0, f64::max);
        let wide = values.max(head);
        // A column without any value says nothing, and its head would promise some.
        if values > 0.0 {
            places.push(ValuePlace { column: column.clone(), edge: edge - marks });
            edge -= marks + wide + GAP;
        }
    }
    places.reverse();
    (places, frame - edge + VALUE_GAP - GAP)
}

fn beside(plan: &RowPlan, labels: Vec<Vec<String>>, left: f64, right: f64, values: Vec<ValuePlace>) -> Frame {
    let mut top = 0.0;
    let mut bands = Vec::new();
    for (row, label) in plan.order.iter().copied().zip(labels) {
        let words = words(plan, row, right - left);
        let text = label.len() as f64 * Face::LABEL.leading() + 6.0;
        let tall = ROW.max(text).max(missing::height(words.len()) + 8.0);
        let centre = top + tall / 2.0;
        bands.push(Band { row, centre, label, label_centre: centre, value: Vec::new(), words });
        top += tall;
    }
    Frame { left, right, bands, height: top, values, stacked: false }
}

fn stacked(plan: &RowPlan) -> Frame {
    let frame = plan.size.width();
    let dropped = plan.values.len().saturating_sub(1);
    let values = plan.kept.without(&plan.values, dropped).first().cloned().unwrap_or_default();
    let marks = values.values.iter().map(|v| text::width(&v.marks, Face::MARK)).fold(0.0, f64::max);
    let edge = if marks > 0.0 { frame - marks - 3.0 } else { frame };
    // Half of a stem or dot at either end of the bar must stay inside.
    let (left, right) = (8.0, frame - VALUE_GAP);
    let mut top = 0.0;
    let mut bands = Vec::new();
    for (position, row) in plan.order.iter().copied().enumerate() {
        let printed = values.values.get(position).map_or("", |v| v.text.as_str());
        let value = text::wrap(printed, edge * 0.6, Face::VALUE_FOCUS);
        let room = edge - text::widest(&value, Face::VALUE_FOCUS) - GAP;
        let label = text::wrap(label(plan.spec, row), room, Face::LABEL_FOCUS);
        let words = words(plan, row, right - left);
        let lines = label.len().max(value.len()) as f64 * Face::LABEL.leading();
        let bar = missing::height(words.len());
        let (label_centre, centre) = (top + lines / 2.0, top + lines + 2.0 + bar / 2.0);
        bands.push(Band { row, centre, label, label_centre, value, words });
        top += lines + bar + 12.0;
    }
    let values = vec![ValuePlace { column: values, edge }];
    Frame { left, right, bands, height: top, values, stacked: true }
}

fn words(plan: &RowPlan, row: usize, room: f64) -> Vec<String> {
    let figure = plan.spec.rows[row].figure(plan.column);
    match figure.drawn() {
        Some(_) => Vec::new(),
        None => missing::lines(plan.spec.printed(figure), figure.status, room),
    }
}

impl Frame {
    /// Where vertical lines may run: through all rows, or, where labels stand above their bars,
    /// only through the bars. `last` is the number of rows they run through.
    pub fn stretches(&self, top: f64, last: usize) -> Vec<(f64, f64)> {
        let bands = &self.bands[..last.min(self.bands.len())];
        if self.stacked {
            return bands.iter().map(|band| (top + band.centre - 12.0, top + band.centre + 12.0)).collect();
        }
        let all = last >= self.bands.len();
        let end = bands.last().map(|band| if all { self.height } else { band.centre + 14.0 });
        end.map(|end| (top, top + end)).into_iter().collect()
    }

    /// Writes labels, values and marks; `top` is where the rows start.
    pub fn write(&self, scene: &mut Scene, spec: &ChartSpec, top: f64) {
        for (position, band) in self.bands.iter().enumerate() {
            let focus = spec.in_focus(&spec.rows[band.row]);
            let face = if focus { Face::LABEL_FOCUS } else { Face::LABEL };
            let at = ScenePoint::new(0.0, top + band.label_centre);
            scene.write_lines(face, Anchor::Start, at, &band.label);
            for place in &self.values {
                self.write_value(scene, place, position, top, focus);
            }
        }
    }

    fn write_value(&self, scene: &mut Scene, place: &ValuePlace, position: usize, top: f64, focus: bool) {
        let face = if focus { Face::VALUE_FOCUS } else { Face::VALUE };
        let band = &self.bands[position];
        let Some(printed) = place.column.values.get(position) else {
            return;
        };
        let centre = if self.stacked { band.label_centre } else { band.centre };
        let at = ScenePoint::new(place.edge, top + centre);
        let whole = [printed.text.clone()];
        let lines = if self.stacked { band.value.as_slice() } else { &whole };
        scene.write_lines(face, Anchor::End, at, lines);
        let marks = ScenePoint::new(place.edge + 3.0, top + centre);
        scene.write(Face::MARK, Anchor::Start, marks, &printed.marks);
    }
}
