//! The schemas for editors: they accept every file of the portals, and refuse what the reader
//! refuses for its shape.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gongbao::diag::{Code, Diagnostics};
use gongbao::parse::records::describe::{FieldShape, Record};
use gongbao::parse::schema::{FILE_KINDS, FileKind, schema};
use gongbao::parse::{Depth, parse};
use gongbao::source::{Content, FileId, Fingerprint, Source, TextContent};
use jsonschema::Validator;
use serde_json::{Value as Json, json};

use crate::files;
use crate::portal::{Portal, files_below, project};

/// What is wrong with one file by its shape, without a look at any other file.
const SHAPE: &[Code] = &[
    Code::UnknownField,
    Code::MissingField,
    Code::MissingLanguage,
    Code::WrongType,
    Code::UnknownChoice,
    Code::NotDate,
    Code::NotDecimal,
    Code::EmptyText,
    Code::NoSource,
    Code::WrongCode,
    Code::UnusableName,
];

fn validators() -> BTreeMap<&'static str, Validator> {
    let of_kind = |kind: &FileKind| (kind.name, jsonschema::draft202012::new(&schema(kind)).expect("a schema"));
    FILE_KINDS.iter().map(of_kind).collect()
}

/// What YAML makes of a file that an editor writes.
fn value(path: &str, text: &str) -> Option<Json> {
    serde_yaml::from_str(&text[files::yaml_part(path, text)?]).ok()
}

fn kind_of(path: &str) -> Option<&'static FileKind> {
    gongbao::parse::schema::file_kind(path)
}

#[test]
fn schemas_are_schemas() {
    for kind in &FILE_KINDS {
        assert!(jsonschema::draft202012::meta::is_valid(&schema(kind)), "{}", kind.name);
    }
}

#[test]
fn every_file_of_the_portals_is_accepted() {
    let validators = validators();
    let roots = ["", "tests/portals/base", "tests/portals/grain", "tests/portals/series", "tests/portals/smallest"];
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for root in roots.map(|root| project().join(root)) {
        for path in ["data", "content"].iter().flat_map(|part| {
            let below = if root.join(part).exists() { files_below(&root.join(part)) } else { Vec::new() };
            below.into_iter().map(move |path| format!("{part}/{path}"))
        }) {
            let Some(kind) = kind_of(&path) else { continue };
            let text = std::fs::read_to_string(root.join(&path)).expect("a text");
            let value = value(&path, &text).unwrap_or_else(|| panic!("{path}: YAML"));
            seen.insert(kind.name);
            wrong.extend(
                validators[kind.name]
                    .iter_errors(&value)
                    .map(|error| format!("{path} {}: {error}", error.instance_path())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong[..wrong.len().min(40)].join("\n"));
    assert!(seen.len() >= FILE_KINDS.len() - 1, "kinds of files: {seen:?}");
}

#[test]
fn what_the_reader_refuses_in_the_cases_of_messages_is_refused() {
    let validators = validators();
    let folder = project().join("tests/problems");
    let mut refused = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("tests/problems").map(|entry| entry.expect("an entry").path()) {
        for path in ["data", "content"]
            .iter()
            .filter(|part| entry.join(part).exists())
            .flat_map(|part| files_below(&entry.join(part)).into_iter().map(move |path| format!("{part}/{path}")))
        {
            let (Some(kind), Ok(text)) = (kind_of(&path), std::fs::read_to_string(entry.join(&path))) else { continue };
            let codes = codes(&path, &text);
            let Some(value) = value(&path, &text).filter(|_| !codes.is_empty()) else { continue };
            refused += 1;
            if validators[kind.name].is_valid(&value) {
                wrong.push(format!("{}/{path}: {codes:?}", entry.display()));
            }
        }
    }
    assert!(refused > 10, "{refused} cases of shape");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The messages of shape that the reader has for a file.
fn codes(path: &str, text: &str) -> Vec<&'static str> {
    let source = Source {
        id: FileId(0),
        path: Arc::from(path),
        content: Content::Text(TextContent { text: Arc::from(text), byte_order_mark: false, carriage_returns: false }),
        fingerprint: Fingerprint::of(text.as_bytes()),
        built_in: false,
    };
    let (_, problems): (_, Diagnostics) = parse(&source, Depth::Fields);
    problems.iter().map(|problem| problem.code).filter(|code| SHAPE.contains(code)).map(Code::name).collect()
}

/// Each field of each kind of record of the base portal: taken away, misspelt, empty, of
/// another type, not of its form.
#[test]
fn what_the_reader_refuses_in_changed_files_is_refused() {
    let validators = validators();
    let base = Portal::of("base");
    let mut tried: BTreeSet<(String, String, usize)> = BTreeSet::new();
    let mut refused = 0;
    let mut wrong = Vec::new();
    for path in files_below(base.path()) {
        let (Some(kind), true) = (kind_of(&path), path.ends_with(".yaml")) else { continue };
        let whole = value(&path, &base.read(&path)).expect("YAML");
        let mut places = Vec::new();
        records(kind.record, &whole, String::new(), &mut places);
        for (record, pointer) in places {
            for field in record.written_fields() {
                for change in 0..CHANGES {
                    let new = (record.name.to_owned(), field.key.to_owned(), change);
                    let mut changed = whole.clone();
                    let Some(Json::Object(fields)) = changed.pointer_mut(&pointer) else { continue };
                    if !apply(change, fields, field.key) || !tried.insert(new) {
                        continue;
                    }
                    let text = serde_json::to_string(&changed).expect("JSON");
                    let codes = codes(&path, &text);
                    refused += usize::from(!codes.is_empty());
                    if !codes.is_empty() && validators[kind.name].is_valid(&changed) {
                        wrong.push(format!("{path} {pointer} {} {change}: {codes:?}", field.key));
                    }
                }
            }
        }
    }
    assert!(refused > 300, "{refused} changes were refused");
    assert!(wrong.is_empty(), "{} of {refused}\n{}", wrong.len(), wrong.join("\n"));
}

const CHANGES: usize = 6;

/// Changes a field; `false` where there is nothing to change.
fn apply(change: usize, fields: &mut serde_json::Map<String, Json>, key: &str) -> bool {
    let Some(old) = fields.get(key).cloned() else { return false };
    let new = match change {
        0 => return fields.remove(key).is_some(),
        1 => {
            fields.remove(key);
            fields.insert(format!("{key}s_"), old);
            return true;
        }
        2 => json!(""),
        3 => json!({"zz": ["x"]}),
        4 => json!(["x"]),
        _ => json!("no such Word"),
    };
    fields.insert(key.to_owned(), new);
    true
}

/// The places of records in a file.
fn records(record: &'static Record, value: &Json, pointer: String, places: &mut Vec<(&'static Record, String)>) {
    let Json::Object(fields) = value else { return };
    for field in record.written_fields() {
        if let Some(value) = fields.get(field.key) {
            within(&(field.shape)(), value, format!("{pointer}/{}", field.key), places);
        }
    }
    places.push((record, pointer));
}

fn within(shape: &FieldShape, value: &Json, pointer: String, places: &mut Vec<(&'static Record, String)>) {
    match (shape, value) {
        (FieldShape::Record(record), _) => records(record, value, pointer, places),
        (FieldShape::List(of), Json::Array(items)) => {
            for (position, item) in items.iter().enumerate() {
                within(of, item, format!("{pointer}/{position}"), places);
            }
        }
        _ => {}
    }
}
