//! The labels at the ends of lines, of trends and of slopes, and of the targets between them.

use rust_decimal::Decimal;

use crate::chart::scale::Extent;
use crate::chart::scene::{Face, ScenePoint};
use crate::chart::spec::ChartTarget;
use crate::chart::text;

use super::edge_labels::{self, EdgeLabel};
use super::series::Series;

/// A label of a value, before the drawing has a scale.
pub struct EndLabel {
    pub lines: Vec<String>,
    pub face: Face,
    /// The column it belongs to; a target has none.
    pub column: Option<usize>,
    pub value: Decimal,
    /// The class of the line, where it is told apart.
    pub class: Option<&'static str>,
}

impl EndLabel {
    pub fn of_series(series: &Series, column: usize, value: Decimal, lines: Vec<String>) -> EndLabel {
        EndLabel { lines, face: face(series), column: Some(column), value, class: series.told_apart() }
    }

    pub fn of_target(target: &ChartTarget, room: f64) -> EndLabel {
        let lines = text::wrap(&target.label, room, Face::FLAG_TARGET);
        EndLabel { lines, face: Face::FLAG_TARGET, column: None, value: target.value, class: None }
    }

    /// The label at the end of its line.
    pub fn at(self, x: f64, span: &Extent) -> EdgeLabel {
        EdgeLabel {
            from: ScenePoint::new(x, span.at(self.value)),
            lines: self.lines,
            face: self.face,
            class: self.class,
        }
    }
}

/// The face of a series' name.
pub fn face(series: &Series) -> Face {
    match series.class {
        "s1" => Face::LABEL_FOCUS,
        "muted" => Face::WORDS,
        _ => Face::LABEL,
    }
}

/// The height of labels above each other.
pub fn height(labels: &[EndLabel]) -> f64 {
    labels.iter().map(|label| edge_labels::height(&label.lines, label.face)).sum()
}

/// The width of the widest.
pub fn width(labels: &[EndLabel]) -> f64 {
    labels.iter().map(|label| text::widest(&label.lines, label.face)).fold(0.0, f64::max)
}

/// The width of the longest word in a bold label: with that much room none is broken.
pub fn longest_word<'a>(labels: impl Iterator<Item = &'a str>) -> f64 {
    let words = labels.flat_map(|label| label.split(' '));
    words.map(|word| text::width(word, Face::LABEL_FOCUS)).fold(0.0, f64::max).ceil()
}
