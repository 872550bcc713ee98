//! What is to be looked at before something is published, and what readers will find different.

use serde_json::{Value, json};

use super::reply::reply;
use crate::diag::{Diagnostics, SourcePlaces, to_json};
use crate::engine::Engine;
use crate::i18n::Lang;
use crate::preview::answer::HttpAnswer;

/// How many problems of a kind are shown; all are counted.
const SHOWN: usize = 300;

/// The list for somebody who reads a language.
pub fn checklist(engine: &Engine, lang: Lang) -> HttpAnswer {
    let checklist = engine.checklist();
    let places = SourcePlaces::of(engine.sources());
    let editable: Vec<&str> = engine.editable().map(|source| &*source.path).collect();
    let list = |problems: &Diagnostics| {
        let shown = problems.iter().take(SHOWN).map(|problem| {
            let mut value = to_json(problem, &places);
            let file = value["file"].as_str().unwrap_or("");
            value["editable"] = json!(editable.binary_search(&file).is_ok() || editable.contains(&file));
            value
        });
        json!({ "count": problems.iter().count(), "list": shown.collect::<Vec<Value>>() })
    };
    let changes = engine.since_newest(lang).map(|(date, found)| json!({ "since": date.to_string(), "found": found }));
    let value = json!({
        "must": list(&checklist.must),
        "should": list(&checklist.should),
        "may": list(&checklist.may),
        "editions": engine.editions().len(),
        "changes": changes,
    });
    reply(200, &value)
}
