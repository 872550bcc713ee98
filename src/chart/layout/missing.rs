//! Shows that a value is missing and why: a box for a row, a wrapped line for a whole drawing.

use crate::chart::scene::{Anchor, Face, Pattern, Scene, ScenePoint, mark, rect};
use crate::chart::spec::{ChartSpec, Status};
use crate::chart::text;
use crate::chart::words;

/// The least width of cross-hatching that can be recognised.
const HATCH: f64 = 20.0;

/// The words of an empty row, wrapped for its box.
pub fn lines(words: &str, status: Status, room: f64) -> Vec<String> {
    let hatch = if status == Status::Masked { HATCH } else { 0.0 };
    text::wrap(words, room - 12.0 - hatch, Face::WORDS)
}

/// The height of the box for its lines of words.
pub fn height(lines: usize) -> f64 {
    (lines as f64 * Face::WORDS.leading() + 4.0).max(20.0)
}

/// A box over the whole width of the plot, so that it can never be read as a short bar. The words
/// stand on plain paper, the hatching beside them.
pub fn draw(scene: &mut Scene, status: Status, lines: &[String], left: f64, right: f64, centre: f64) {
    let tall = height(lines.len());
    let top = centre - tall / 2.0;
    let words = text::widest(lines, Face::WORDS);
    let class = match status {
        Status::NotApplicable | Status::NotComparable => "blank",
        Status::Masked => "masked",
        Status::Ok
        | Status::Approx
        | Status::Provisional
        | Status::Revised
        | Status::NotPublished
        | Status::Illegible => "not-published",
    };
    scene.draw(mark(class, rect(left + 0.5, top, right - left - 1.0, tall)));
    let hatch_left = left + 6.0 + words + 6.0;
    if status == Status::Masked && right - hatch_left > 4.0 {
        let area = rect(hatch_left, top + 1.0, right - 1.0 - hatch_left, tall - 2.0);
        scene.draw(mark("cross", area).filled(Pattern::Cross));
    }
    let at = ScenePoint::new(left + 6.0, centre);
    scene.write_lines(Face::WORDS, Anchor::Start, at, lines);
}

/// The places without a value in a column as one wrapped text under a drawing; returns its height.
pub fn list(scene: &mut Scene, spec: &ChartSpec, column: usize, top: f64) -> f64 {
    let names = names(spec, column);
    if names.is_empty() {
        return 0.0;
    }
    let swatch = 20.0;
    let all = names.join(&spec.words.separator);
    let all = if spec.columns.len() > 1 { format!("{} {all}", spec.head(column)) } else { all };
    let lines = text::wrap(&all, scene.width - swatch, Face::WORDS);
    let tall = lines.len() as f64 * Face::WORDS.leading();
    scene.draw(mark("not-published", rect(0.5, top + 2.0, 13.0, 11.0)));
    let at = ScenePoint::new(swatch, top + tall / 2.0);
    scene.write_lines(Face::WORDS, Anchor::Start, at, &lines);
    tall + 4.0
}

/// Each place without a value in a column, with the reason.
pub fn names(spec: &ChartSpec, column: usize) -> Vec<String> {
    spec.rows
        .iter()
        .filter(|row| row.figure(column).drawn().is_none())
        .map(|row| {
            let status = spec.words.status.missing(row.figure(column).status);
            let facts = [("place", row.place.short.as_str()), ("status", status)];
            words::fill_known(&spec.words.place_status, &facts)
        })
        .collect()
}
