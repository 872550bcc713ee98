//! JSON Schemas (draft 2020-12) for each kind of data file and of front matter, from the
//! declarations of the records: editors complete and explain fields with them.
//!
//! A schema sees one file and no names of other files: it refuses what has a wrong shape,
//! and the reader alone knows what the names mean.

use serde_json::{Map, Value as Json, json};

use super::narrative::NarrativeKind;
use super::path::{SourceKind, kind_of};
use super::records::describe::{Field, FieldShape, Presence, Record, Rule};
use super::records::{
    BreakdownFile, CheckFile, CorrectionFile, Edition, Evaluation, Framework, GlossaryFile, IndicatorFile,
    JurisdictionFile, MarkFile, ObservationFile, PeerGroupFile, Programme, PublishedDocumentFile, Report, Site,
    TableReading, UnitFile,
};

/// A kind of file that an editor writes.
#[derive(Clone, Copy, Debug)]
pub struct FileKind {
    /// In the command `schema` and in the names of schema files.
    pub name: &'static str,
    /// Where such files lie, as a pattern of paths.
    pub path: &'static str,
    pub record: &'static Record,
}

/// All kinds of data files, then those of front matter.
pub const FILE_KINDS: [FileKind; 22] = [
    kind("site", "data/site.yaml", &Site::RECORD),
    kind("units", "data/units.yaml", &UnitFile::RECORD),
    kind("breakdowns", "data/breakdowns.yaml", &BreakdownFile::RECORD),
    kind("documents", "data/{documents.yaml,documents/*.yaml}", &PublishedDocumentFile::RECORD),
    kind("programme", "data/programmes/*.yaml", &Programme::RECORD),
    kind("jurisdictions", "data/jurisdictions/*.yaml", &JurisdictionFile::RECORD),
    kind("peer-groups", "data/peer-groups.yaml", &PeerGroupFile::RECORD),
    kind("indicators", "data/indicators/**/*.yaml", &IndicatorFile::RECORD),
    kind("observations", "data/observations/*/**/*.yaml", &ObservationFile::RECORD),
    kind("table", "data/observations/**/*.table.yaml", &TableReading::RECORD),
    kind("marks", "data/marks.yaml", &MarkFile::RECORD),
    kind("evaluation", "data/evaluations/*/*/*.yaml", &Evaluation::RECORD),
    kind("arithmetic", "data/arithmetic/**/*.yaml", &CheckFile::RECORD),
    kind("report", "data/reports/*/*/*.yaml", &Report::RECORD),
    kind("framework", "data/frameworks/*/*.yaml", &Framework::RECORD),
    kind("glossary", "data/glossary.yaml", &GlossaryFile::RECORD),
    kind("corrections", "data/corrections.yaml", &CorrectionFile::RECORD),
    kind("edition", "data/editions/*.yaml", &Edition::RECORD),
    kind("bulletin-text", "content/**/bulletin/*.md", NarrativeKind::Bulletin.record()),
    kind("report-text", "content/**/report/**/*.md", NarrativeKind::Report.record()),
    kind("case-text", "content/**/cases/*/*.md", NarrativeKind::Case.record()),
    kind("page-text", "content/pages/*/*.md", NarrativeKind::Page.record()),
];

const fn kind(name: &'static str, path: &'static str, record: &'static Record) -> FileKind {
    FileKind { name, path, record }
}

/// The kind of the file at a path, where an editor writes such files.
pub fn file_kind(path: &str) -> Option<&'static FileKind> {
    let name = match kind_of(path) {
        SourceKind::Site => "site",
        SourceKind::Units => "units",
        SourceKind::Breakdowns => "breakdowns",
        SourceKind::Documents => "documents",
        SourceKind::Programme => "programme",
        SourceKind::Jurisdictions => "jurisdictions",
        SourceKind::PeerGroups => "peer-groups",
        SourceKind::Indicators => "indicators",
        SourceKind::Observations(_) => "observations",
        SourceKind::TableReading(_) => "table",
        SourceKind::Marks => "marks",
        SourceKind::Evaluation { .. } => "evaluation",
        SourceKind::Arithmetic => "arithmetic",
        SourceKind::Edition(_) => "edition",
        SourceKind::Report { .. } => "report",
        SourceKind::Framework(_) => "framework",
        SourceKind::Glossary => "glossary",
        SourceKind::Corrections => "corrections",
        SourceKind::Narrative(place) => match place.folder.as_str() {
            "bulletin" => "bulletin-text",
            "report" => "report-text",
            "cases" => "case-text",
            _ => "page-text",
        },
        SourceKind::Table(_) | SourceKind::Media(_) | SourceKind::Theme | SourceKind::Unused => return None,
    };
    FILE_KINDS.iter().find(|kind| kind.name == name)
}

/// The schema of a kind of file.
pub fn schema(kind: &FileKind) -> Json {
    let mut definitions = Map::new();
    for record in kind.record.with_parts().into_iter().skip(1) {
        definitions.insert(record.name.to_owned(), object(record));
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(kind.path));
    if let Json::Object(root) = object(kind.record) {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Json::Object(definitions));
    Json::Object(schema)
}

/// A record: its fields and no others.
fn object(record: &'static Record) -> Json {
    let fields = record.written_fields();
    let properties: Map<String, Json> = fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|field| field.presence == Presence::Required).map(|field| field.key).collect();
    let mut object = json!({
        "type": "object",
        "description": both(record.zh, record.en),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let rules: Vec<Json> = record.rules.iter().map(rule).collect();
    if !rules.is_empty() {
        object["allOf"] = json!(rules);
    }
    object
}

fn both(zh: &str, en: &str) -> String {
    format!("{zh}\n{en}")
}

fn rule(rule: &Rule) -> Json {
    match rule {
        Rule::RequiredUnless { field, unless } => {
            let others = unless.iter().map(|(key, words)| {
                let words: Vec<Json> = words.iter().flat_map(|word| as_yaml(word)).collect();
                json!({"properties": {*key: {"enum": words}}, "required": [key]})
            });
            let ways: Vec<Json> = std::iter::once(json!({"required": [field]})).chain(others).collect();
            json!({"anyOf": ways})
        }
        Rule::HereOrInEach { field, list } => json!({"anyOf": [
            {"required": [field]},
            {"properties": {*list: {"items": {"required": [field]}}}},
        ]}),
        Rule::OneOf(fields) => {
            let ways: Vec<Json> = fields.iter().map(|field| json!({"required": [field]})).collect();
            json!({"anyOf": ways})
        }
        Rule::NotBoth(a, b) => json!({"not": {"required": [a, b]}}),
    }
}

/// A word as YAML may have understood it.
fn as_yaml(word: &str) -> Vec<Json> {
    match word {
        "true" | "false" => vec![json!(word == "true"), json!(word)],
        _ => vec![json!(word)],
    }
}

fn property(field: &Field) -> Json {
    let shape = (field.shape)();
    let default = (field.default)();
    let mut property = match (&shape, field.presence) {
        // What need not be there may be `null`. JSON does not tell that from a key without content,
        // which the reader refuses.
        (_, Presence::Optional) => json!({"anyOf": [shape_schema(&shape), {"type": "null"}]}),
        (FieldShape::Record(_), _) => json!({"allOf": [shape_schema(&shape)]}),
        (_, Presence::Required | Presence::Inline | Presence::Computed) => shape_schema(&shape),
    };
    property["description"] = json!(both(field.zh, field.en));
    if let Some(default) = default {
        property["default"] = match default.as_str() {
            "true" | "false" => json!(default == "true"),
            _ => default.parse::<i64>().map_or_else(|_| json!(default), |number| json!(number)),
        };
    }
    property
}

/// What may stand in a place. Texts may look like numbers to YAML.
fn shape_schema(shape: &FieldShape) -> Json {
    match shape {
        FieldShape::Text => json!({"type": ["string", "number", "boolean"], "pattern": "\\S"}),
        FieldShape::MaybeEmpty => json!({"type": ["string", "number", "boolean", "null"]}),
        FieldShape::Truth => json!({"enum": [true, false, "true", "false"]}),
        FieldShape::Whole { least, most } => json!({"anyOf": [
            {"type": "integer", "minimum": least, "maximum": most},
            {"type": "string", "pattern": "^-?[0-9]+$"},
        ]}),
        FieldShape::Notation(notation) => {
            let types = if notation.number { json!(["string", "number"]) } else { json!("string") };
            json!({"type": types, "pattern": notation.pattern, "description": both(notation.zh, notation.en)})
        }
        FieldShape::Word(words) => {
            let ways: Vec<Json> =
                words.iter().map(|word| json!({"const": word.word, "description": both(word.zh, word.en)})).collect();
            let list: Vec<&str> = words.iter().map(|word| word.word).collect();
            json!({"enum": list, "anyOf": ways})
        }
        FieldShape::PerLang { of, both } => {
            let mut object = json!({
                "type": "object",
                "properties": {"zh": shape_schema(of), "en": shape_schema(of)},
                "additionalProperties": false,
            });
            if *both {
                object["required"] = json!(["zh", "en"]);
            }
            object
        }
        FieldShape::List(of) => json!({"type": "array", "items": shape_schema(of)}),
        FieldShape::Pairs => json!({
            "type": "object",
            "additionalProperties": {"type": ["string", "number", "boolean"], "pattern": "\\S"},
        }),
        FieldShape::Record(record) => json!({"$ref": format!("#/$defs/{}", record.name)}),
    }
}
