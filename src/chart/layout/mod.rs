//! Turns a spec into numbers: positions, sizes, lines of text. Decides nothing about colour or
//! markup. Every text keeps its whole content; what does not fit is wrapped, moved, or explained in
//! a note, never cut.

mod axis;
mod bars;
mod callouts;
mod dot_marks;
mod dots;
mod dumbbell;
mod edge_labels;
mod key;
mod line_labels;
mod missing;
mod multiples;
mod rows;
mod series;
mod slope;
mod spark;
mod spread;
mod trend;

use super::facts;
use super::kind::ChartKind;
use super::scene::{Scene, Size};
use super::spec::{ChartSpec, Figure, Status};

pub use spark::spark;

/// Lays a chart out for a size. The three kinds that HTML lays out give an empty scene that still
/// carries title and description.
pub fn layout(spec: &ChartSpec, size: Size) -> Scene {
    let mut scene = match spec.kind {
        ChartKind::Bar | ChartKind::Amount => bars::layout(spec, size),
        ChartKind::Dots => dots::layout(spec, size),
        ChartKind::Dumbbell | ChartKind::Sides => dumbbell::layout(spec, size),
        ChartKind::Slope => slope::layout(spec, size),
        ChartKind::Trend => trend::layout(spec, size),
        ChartKind::Multiples => multiples::layout(spec, size),
        ChartKind::Heat | ChartKind::Tiles => scene(spec, size),
    };
    // Numbered notes first; what concerns the whole drawing comes after them.
    scene.notes.sort_by_key(|note| note.mark.is_empty());
    scene
}

/// An empty scene for a spec.
fn scene(spec: &ChartSpec, size: Size) -> Scene {
    Scene {
        kind: spec.kind.name(),
        size: size.class(),
        width: size.width(),
        height: 0.0,
        title: spec.title.clone(),
        description: facts::description(spec),
        marks: Vec::new(),
        texts: Vec::new(),
        notes: Vec::new(),
    }
}

/// The marks behind a printed value: a letter for its status, a number for its footnote.
fn marks_of(scene: &mut Scene, spec: &ChartSpec, figure: &Figure) -> String {
    let mut marks = Vec::new();
    let words = &spec.words.status;
    if let Some((mark, text)) = words.letter(figure.status) {
        scene.note(super::scene::Note { mark: mark.to_owned(), text: text.to_owned() });
        marks.push(mark.to_owned());
    }
    if let Some(text) = &figure.footnote {
        marks.push(scene.footnote(text));
    } else if figure.status == Status::NotComparable && figure.value.is_some() {
        marks.push(scene.footnote(&words.not_comparable));
    }
    marks.join(" ")
}
