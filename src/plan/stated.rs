//! What an edition records besides figures and grades: what the data states in words, and the entries of the log.

use std::collections::BTreeMap;

use crate::diag::Spanned;
use crate::i18n::{Lang, Text};
use crate::parse::records::Correction;
use crate::portal::Portal;
use crate::source::Fingerprint;

/// The fingerprint of an entry of the log.
pub fn print(entry: &Correction) -> String {
    let name = |id: &Option<Spanned<String>>| id.as_ref().map_or(String::new(), |id| id.value.clone());
    let words = [&entry.was, &entry.now, &entry.why as &Text].map(|text| format!("{}\n{}", text.zh, text.en));
    let parts =
        [entry.date.value.to_string(), entry.page.value.clone(), name(&entry.observation), name(&entry.problem)];
    Fingerprint::of([parts.join("\n"), words.join("\n")].join("\n").as_bytes()).short(16)
}

/// The fingerprint of a statement, which a record holds as its state.
pub fn state(said: &Text) -> String {
    Fingerprint::of(format!("{}\n{}", said.zh, said.en).as_bytes()).short(16)
}

/// What the data states in words, by what it is of: problems, targets, definitions, titles.
pub fn statements(portal: &Portal) -> BTreeMap<String, Text> {
    let mut found = BTreeMap::new();
    for problem in portal.problems.iter() {
        found.insert(format!("problem/{}", problem.def.id.value), Text::clone(&problem.def.text));
    }
    for indicator in portal.indicators.iter() {
        let id = &indicator.def.id.value;
        found.insert(format!("definition/{id}"), Text::clone(&indicator.def.definition));
        for (position, target) in indicator.targets.iter().enumerate() {
            // A rule without a number states none.
            let Some(value) = target.def.value.as_ref().map(|value| value.value.0.to_string()) else { continue };
            found.insert(format!("target/{id}/{}", position + 1), crate::i18n::text(&value, &value));
        }
    }
    for document in portal.documents.iter() {
        let number = document.numbered().unwrap_or_default();
        let date = document.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default();
        let said = |lang: Lang| {
            let parts = [document.titles.get(lang).as_str(), number, &date].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        found.insert(format!("document/{}", document.id.value), Text::from_fn(said));
    }
    found
}
