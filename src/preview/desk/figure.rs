//! The figure at the caret of a text, as a desk shows it.

use serde_json::{Value, json};

use super::reply::{both, reply, state};
use crate::engine::{Engine, FigureNote, KnownFigure, NotedStanding};
use crate::preview::answer::HttpAnswer;

/// What is known of the figure at a byte of a text as it stands on the desk.
pub fn at_caret(engine: &Engine, file: &str, text: &str, at: usize) -> HttpAnswer {
    match engine.figure_at(file, text, at) {
        Some(note) => reply(200, &as_json(&note)),
        None => state(200, "none"),
    }
}

fn as_json(note: &FigureNote) -> Value {
    let (state, figures) = match &note.standing {
        NotedStanding::Bound { figure, states_it: true } => ("bound", vec![known(figure)]),
        NotedStanding::Bound { figure, states_it: false } => ("differs", vec![known(figure)]),
        NotedStanding::NoData => ("no-data", Vec::new()),
        NotedStanding::Unknown => ("unknown", Vec::new()),
        NotedStanding::Free { proposals, certain: true } => ("certain", proposals.iter().map(known).collect()),
        NotedStanding::Free { proposals, certain: false } => ("free", proposals.iter().map(known).collect()),
    };
    json!({
        "state": state,
        "bytes": [note.range.start, note.range.end],
        "words": note.words,
        "figures": figures,
        "other": note.other,
    })
}

fn known(figure: &KnownFigure) -> Value {
    json!({
        "id": figure.id,
        "value": both(&figure.value),
        "indicator": both(&figure.indicator),
        "place": both(&figure.place),
        "period": figure.period,
        "inferred": figure.inferred,
        "status": both(&figure.status),
        "nature": figure.nature.as_ref().map(both),
        "parts": figure.parts.iter().map(both).collect::<Vec<_>>(),
        "document": both(&figure.document),
        "document_place": figure.document_place.as_ref().map(both),
        "file": figure.file,
    })
}
