//! What a template is given: types, read from JSON schemas.
//!
//! That a value may be absent (`null`) is no part of its type: a template asks with `if`.

use crate::i18n::Text;
use crate::say;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

/// A type of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemplateType {
    /// Not known: anything may be asked of it.
    Any,
    /// `none`, or the element of a list that is always empty: nothing is asked of it.
    Nothing,
    Text,
    /// One of some texts, by its place among [`Types::choices`].
    Choice(usize),
    Number,
    Boolean,
    List(Box<TemplateType>),
    /// Any names, values of one type.
    Map(Box<TemplateType>),
    /// By its place among [`Types::records`].
    Record(usize),
    /// An interface word or a branch of them, by its key.
    Word(String),
    /// One of several, none of them of this kind.
    OneOf(Vec<TemplateType>),
}

/// A record: names with types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RecordType {
    /// The name of the Rust type, for readers.
    pub name: String,
    pub sentence: String,
    pub fields: BTreeMap<String, FieldType>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldType {
    pub of: TemplateType,
    pub may_be_absent: bool,
    pub sentence: String,
}

/// All records and choices that schemas speak of.
#[derive(Debug, Default)]
pub struct Types {
    pub records: Vec<RecordType>,
    pub choices: Vec<BTreeSet<String>>,
}

impl Types {
    /// The type that a schema describes.
    pub fn read(&mut self, schema: &Json) -> TemplateType {
        let empty = serde_json::Map::new();
        let definitions = schema.get("$defs").and_then(Json::as_object).unwrap_or(&empty);
        SchemaReader { types: self, definitions, known: HashMap::new() }.read(schema)
    }

    pub fn record(&self, at: usize) -> Option<&RecordType> {
        self.records.get(at)
    }

    /// A record with some fields, for what a template puts together itself.
    pub fn add(&mut self, record: RecordType) -> TemplateType {
        if let Some(at) = self.records.iter().position(|known| *known == record) {
            return TemplateType::Record(at);
        }
        self.records.push(record);
        TemplateType::Record(self.records.len() - 1)
    }
}

impl TemplateType {
    pub fn list(of: TemplateType) -> TemplateType {
        TemplateType::List(Box::new(of))
    }

    /// A value of this type or of another.
    pub fn or(self, other: TemplateType) -> TemplateType {
        let mut all = BTreeSet::new();
        for one in [self, other] {
            match one {
                TemplateType::Any => return TemplateType::Any,
                TemplateType::Nothing => {}
                TemplateType::OneOf(several) => all.extend(several),
                one => {
                    all.insert(one);
                }
            }
        }
        let lists: Vec<TemplateType> = all.iter().filter(|one| matches!(one, TemplateType::List(_))).cloned().collect();
        if lists.len() > 1 {
            all.retain(|one| !matches!(one, TemplateType::List(_)));
            let element = lists.into_iter().fold(TemplateType::Nothing, |sum, list| match list {
                TemplateType::List(element) => sum.or(*element),
                _ => sum,
            });
            all.insert(TemplateType::list(element));
        }
        match all.len() {
            0 => TemplateType::Nothing,
            1 => all.into_iter().next().unwrap_or(TemplateType::Nothing),
            _ => TemplateType::OneOf(all.into_iter().collect()),
        }
    }

    /// The types that a value may have, without absence.
    pub fn each(&self) -> &[TemplateType] {
        match self {
            TemplateType::OneOf(several) => several,
            TemplateType::Nothing => &[],
            one => std::slice::from_ref(one),
        }
    }
}

/// Reads one schema with its definitions.
struct SchemaReader<'a> {
    types: &'a mut Types,
    definitions: &'a serde_json::Map<String, Json>,
    /// Records by the name of their definition: those that hold themselves are met again.
    known: HashMap<String, TemplateType>,
}

impl SchemaReader<'_> {
    fn read(&mut self, schema: &Json) -> TemplateType {
        let Some(schema) = schema.as_object() else { return TemplateType::Any };
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            return self.definition(reference.rsplit('/').next().unwrap_or(reference));
        }
        let parts = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key).and_then(Json::as_array));
        match parts {
            Some(parts) if schema.contains_key("properties") => self.record_of(schema, parts),
            Some(parts) => self.alternatives(schema, parts),
            None if schema.contains_key("allOf") => {
                let parts = schema.get("allOf").and_then(Json::as_array).cloned().unwrap_or_default();
                match parts.as_slice() {
                    [one] if !schema.contains_key("properties") => self.read(one),
                    several => self.record_of(schema, several),
                }
            }
            None => self.plain(schema),
        }
    }

    fn definition(&mut self, name: &str) -> TemplateType {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let Some(schema) = self.definitions.get(name) else { return TemplateType::Any };
        if !is_record(schema) {
            return self.read(schema);
        }
        let at = self.types.records.len();
        self.types.records.push(RecordType { name: name.to_owned(), ..RecordType::default() });
        self.known.insert(name.to_owned(), TemplateType::Record(at));
        if let TemplateType::Record(read) = self.read(schema) {
            let record = self.types.records[read].clone();
            self.types.records[at] = RecordType { name: name.to_owned(), ..record };
        }
        TemplateType::Record(at)
    }

    /// `anyOf` and `oneOf`: an optional value, a choice of texts, or kinds of a record.
    fn alternatives(&mut self, schema: &serde_json::Map<String, Json>, parts: &[Json]) -> TemplateType {
        let real: Vec<&Json> = parts.iter().filter(|part| !is_null(part)).collect();
        if let Some(choice) = real.iter().map(|part| texts(part)).collect::<Option<Vec<_>>>() {
            return self.choice(choice.into_iter().flatten().collect());
        }
        if real.len() > 1 && real.iter().all(|part| is_record(part)) {
            return self.record_of(schema, parts);
        }
        real.into_iter().fold(TemplateType::Nothing, |sum, part| sum.or(self.read(part)))
    }

    /// The fields of a schema and of its parts together, which may be kinds of one record.
    fn record_of(&mut self, schema: &serde_json::Map<String, Json>, parts: &[Json]) -> TemplateType {
        let mut record = self.fields(schema);
        for part in parts {
            if let TemplateType::Record(at) = self.read(part) {
                for (name, field) in self.types.records[at].fields.clone() {
                    match record.fields.get_mut(&name) {
                        Some(known) => known.of = std::mem::replace(&mut known.of, TemplateType::Nothing).or(field.of),
                        None => {
                            record.fields.insert(name, field);
                        }
                    }
                }
            }
        }
        self.types.add(record)
    }

    fn fields(&mut self, schema: &serde_json::Map<String, Json>) -> RecordType {
        let text = |key: &str| schema.get(key).and_then(Json::as_str).unwrap_or("").to_owned();
        let mut record = RecordType { name: text("title"), sentence: text("description"), ..RecordType::default() };
        for (name, of) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
            let sentence = of.get("description").and_then(Json::as_str).unwrap_or("").to_owned();
            let field = FieldType { may_be_absent: nullable(of), of: self.read(of), sentence };
            record.fields.insert(name.clone(), field);
        }
        record
    }

    fn plain(&mut self, schema: &serde_json::Map<String, Json>) -> TemplateType {
        if let Some(choice) = texts(&Json::Object(schema.clone())) {
            return self.choice(choice);
        }
        let kinds: Vec<&str> = match schema.get("type") {
            Some(Json::String(kind)) => vec![kind],
            Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).collect(),
            _ if schema.contains_key("properties") => vec!["object"],
            _ => return TemplateType::Any,
        };
        kinds.into_iter().fold(TemplateType::Nothing, |sum, kind| sum.or(self.kind(kind, schema)))
    }

    fn kind(&mut self, kind: &str, schema: &serde_json::Map<String, Json>) -> TemplateType {
        match kind {
            "string" => TemplateType::Text,
            "number" | "integer" => TemplateType::Number,
            "boolean" => TemplateType::Boolean,
            "null" => TemplateType::Nothing,
            "array" => {
                let items = schema.get("items").map(|items| self.read(items));
                let first = schema.get("prefixItems").and_then(Json::as_array);
                let first = first.map(|all| all.iter().fold(TemplateType::Nothing, |sum, one| sum.or(self.read(one))));
                match (items, first) {
                    // Of a tuple, `items` only says that there are no more.
                    (_, Some(of)) | (Some(of), None) => TemplateType::list(of),
                    (None, None) => TemplateType::list(TemplateType::Any),
                }
            }
            "object" if schema.contains_key("properties") => {
                let record = self.fields(schema);
                self.types.add(record)
            }
            "object" => match schema.get("additionalProperties") {
                Some(Json::Bool(false)) => self.types.add(RecordType::default()),
                Some(of) => TemplateType::Map(Box::new(self.read(of))),
                None => TemplateType::Any,
            },
            _ => TemplateType::Any,
        }
    }

    fn choice(&mut self, texts: BTreeSet<String>) -> TemplateType {
        let known = self.types.choices.iter().position(|known| *known == texts);
        TemplateType::Choice(known.unwrap_or_else(|| {
            self.types.choices.push(texts);
            self.types.choices.len() - 1
        }))
    }
}

fn is_record(schema: &Json) -> bool {
    ["properties", "allOf"].iter().any(|key| schema.get(*key).is_some())
        || ["oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(*key).and_then(Json::as_array).is_some_and(|parts| parts.iter().all(is_record)))
}

fn is_null(schema: &Json) -> bool {
    schema.get("type").and_then(Json::as_str) == Some("null")
}

/// Whether a value may be absent.
fn nullable(schema: &Json) -> bool {
    let among = |key: &str, null: &dyn Fn(&Json) -> bool| {
        schema.get(key).and_then(Json::as_array).is_some_and(|parts| parts.iter().any(null))
    };
    among("anyOf", &is_null) || among("oneOf", &is_null) || among("type", &|kind| kind == "null")
}

/// The texts of which a value is one, where a schema lists them.
fn texts(schema: &Json) -> Option<BTreeSet<String>> {
    if let Some(only) = schema.get("const") {
        return Some(BTreeSet::from([only.as_str()?.to_owned()]));
    }
    let listed = schema.get("enum").and_then(Json::as_array)?;
    listed.iter().filter(|one| !one.is_null()).map(|one| one.as_str().map(str::to_owned)).collect()
}

/// What a type is called.
pub fn describe(of: &TemplateType) -> Text {
    match of {
        TemplateType::Any => say!("任意的值", "any value"),
        TemplateType::Nothing => say!("空值", "nothing"),
        TemplateType::Text | TemplateType::Choice(_) => say!("文字", "a text"),
        TemplateType::Number => say!("数字", "a number"),
        TemplateType::Boolean => say!("是或否", "true or false"),
        TemplateType::List(_) => say!("列表", "a list"),
        TemplateType::Map(_) | TemplateType::Record(_) => say!("一组字段", "a record"),
        TemplateType::Word(_) => say!("界面用语", "interface words"),
        TemplateType::OneOf(_) => say!("几种值之一", "one of several kinds of value"),
    }
}
