//! Former states of a file, and words that are not saved.

use serde::Deserialize;
use serde_json::{Value, json};

use super::reply::{reply, state};
use crate::engine::Engine;
use crate::output::{keep_draft, kept_draft, kept_state, kept_states};
use crate::preview::answer::HttpAnswer;

/// A former state of a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StateAsked {
    file: String,
    number: u64,
}

/// Words that were typed for a file and are not saved; none where they are no longer to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TypedDraft {
    file: String,
    #[serde(default)]
    seen: String,
    text: Option<String>,
    /// When it was typed, by the clock of the browser.
    #[serde(default)]
    at: u64,
}

fn is_editable(engine: &Engine, file: &str) -> bool {
    engine.sources().by_path(file).is_some_and(|source| source.exists() && engine.is_editable(source))
}

/// What saves have replaced of a file, the newest first.
pub fn states(engine: &Engine, file: &str) -> HttpAnswer {
    if !is_editable(engine, file) {
        return state(404, "gone");
    }
    let states = kept_states(engine.sources().root(), file).into_iter();
    let states: Vec<Value> =
        states.map(|kept| json!({ "number": kept.number, "bytes": kept.bytes, "age": kept.age })).collect();
    reply(200, &json!({ "states": states }))
}

/// The text of a former state.
pub fn former(engine: &Engine, asked: &StateAsked) -> HttpAnswer {
    let bytes = is_editable(engine, &asked.file)
        .then(|| kept_state(engine.sources().root(), &asked.file, asked.number))
        .flatten();
    match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
        // As the texts of the desk are: without a byte-order mark, with line feeds.
        Some(text) => {
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
            reply(200, &json!({ "state": "kept", "text": text }))
        }
        None => state(404, "gone"),
    }
}

/// Keeps or drops the words that are not saved.
pub fn draft(engine: &Engine, draft: &TypedDraft) -> HttpAnswer {
    if !is_editable(engine, &draft.file) {
        return state(404, "gone");
    }
    let kept = draft.text.as_ref().map(|text| json!({ "seen": draft.seen, "text": text, "at": draft.at }).to_string());
    match keep_draft(engine.sources().root(), &draft.file, kept.as_deref().map(str::as_bytes)) {
        Ok(()) => state(200, "kept"),
        Err(error) => reply(500, &json!({ "state": "failed", "error": error.to_string() })),
    }
}

/// The words that were kept of a file, as they were sent.
pub fn draft_of(engine: &Engine, file: &str) -> Value {
    let kept = kept_draft(engine.sources().root(), file);
    kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(Value::Null)
}
