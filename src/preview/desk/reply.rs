//! What a desk is told: JSON, with a status.

use serde_json::{Value, json};

use crate::i18n::Text;
use crate::preview::answer::HttpAnswer;

/// An answer of the desk.
pub fn reply(status: u16, value: &Value) -> HttpAnswer {
    let bytes = value.to_string().into_bytes();
    HttpAnswer { status, kind: "application/json; charset=utf-8", bytes, redirect: None }
}

/// What became of what was asked for, in one word.
pub fn state(status: u16, word: &str) -> HttpAnswer {
    reply(status, &json!({ "state": word }))
}

/// Words in both languages.
pub fn both(text: &Text) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}
