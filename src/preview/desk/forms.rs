//! The records of a data file as forms. What is filled in becomes lines of the text on the desk,
//! which is saved as any text is.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::reply::{both, reply, state};
use crate::engine::{
    Engine, FormField, FormInput, FormsOfFile, RecordEntry, RecordList, empty_fields, fields_of, with_fields,
    with_record,
};
use crate::preview::answer::HttpAnswer;

/// A form that is asked for: of an entry, of a new one of a list, or of what stands at a byte.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormAsked {
    file: String,
    text: String,
    entry: Option<String>,
    list: Option<String>,
    #[serde(default)]
    at: usize,
}

/// A form that was filled in: of an entry, or of a new one of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormFilled {
    file: String,
    text: String,
    entry: Option<String>,
    list: Option<String>,
    values: BTreeMap<String, String>,
}

/// The records of a file, and the fields of one.
pub fn form(engine: &Engine, asked: &FormAsked) -> HttpAnswer {
    let Some(forms) = engine.forms_of(&asked.file, &asked.text) else { return state(200, "none") };
    let entries: Vec<Value> = forms.entries.iter().map(entry_as_json).collect();
    let lists: Vec<Value> = forms.lists.iter().map(|l| json!({ "key": l.key, "kind": both(&l.kind) })).collect();
    let mut value = json!({ "state": "form", "entries": entries, "lists": lists, "fields": [], "others": [] });
    if let Some(list) = asked.list.as_ref().and_then(|key| list_of(&forms, key)) {
        value["list"] = json!(list.key);
        value["fields"] = empty_fields(list).iter().map(field).collect();
        return reply(200, &value);
    }
    let inside = |entry: &&RecordEntry| entry.range.contains(&asked.at) && !entry.path.is_empty();
    let chosen = match &asked.entry {
        Some(path) => forms.entries.iter().find(|entry| entry.path == *path),
        // The innermost comes last.
        None => forms.entries.iter().rfind(inside).or(forms.entries.first()),
    };
    if let Some((entry, (fields, others))) = chosen.and_then(|entry| Some((entry, fields_of(entry, &asked.text)?))) {
        value["entry"] = json!(entry.path);
        value["fields"] = fields.iter().map(field).collect();
        value["others"] = others.iter().map(both).collect();
    }
    reply(200, &value)
}

fn list_of<'f>(forms: &'f FormsOfFile, key: &str) -> Option<&'f RecordList> {
    forms.lists.iter().find(|list| list.key == key)
}

fn entry_as_json(entry: &RecordEntry) -> Value {
    json!({
        "path": entry.path,
        "title": entry.title,
        "kind": both(&entry.kind),
        "bytes": [entry.range.start, entry.range.end],
    })
}

fn field(field: &FormField) -> Value {
    let (input, words) = match field.input {
        FormInput::Words => ("words", Vec::new()),
        FormInput::Number => ("number", Vec::new()),
        FormInput::Truth => ("truth", Vec::new()),
        FormInput::Lines => ("lines", Vec::new()),
        FormInput::Choice(words) => {
            let word = |word: &crate::i18n::ChoiceWord| json!({ "word": word.word, "zh": word.zh, "en": word.en });
            ("choice", words.iter().map(word).collect())
        }
    };
    json!({
        "key": field.key,
        "label": both(&field.label),
        "help": field.help.as_ref().map(both),
        "input": input,
        "words": words,
        "required": field.required,
        "value": field.value,
        "default": field.default,
        "lang": field.lang.map(|lang| lang.code()),
    })
}

/// The text of a file with what was filled in.
pub fn filled(engine: &Engine, filled: &FormFilled) -> HttpAnswer {
    let Some(forms) = engine.forms_of(&filled.file, &filled.text) else { return state(404, "none") };
    let values: Vec<(&str, String)> = filled.values.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
    let list = filled.list.as_ref().and_then(|key| list_of(&forms, key));
    let entry = filled.entry.as_ref().and_then(|path| forms.entries.iter().find(|entry| entry.path == *path));
    let done = match (list, entry) {
        (Some(list), _) => with_record(list, &filled.text, &values),
        (None, Some(entry)) => with_fields(entry, &filled.text, &values),
        (None, None) => return state(404, "none"),
    };
    match done {
        Ok(text) => reply(200, &json!({ "state": "written", "text": text })),
        Err(field) => reply(422, &json!({ "state": "by-hand", "field": field.as_ref().map(both) })),
    }
}
