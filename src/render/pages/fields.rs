//! The reference of all fields of data files and front matter, from their declarations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::{ChoiceWord, Text};
use crate::parse::records::describe::{Field, FieldShape, Presence, Record};
use crate::parse::schema::FILE_KINDS;
use crate::plan::Subject;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The page `fields.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldsPage {
    /// The kinds of files, in the order in which a portal is written.
    pub files: Vec<FileRow>,
    /// All records, each once.
    pub records: Vec<RecordTable>,
}

impl PageData for FieldsPage {
    const TEMPLATE: &'static str = "fields.html";
}

/// A kind of file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileRow {
    /// Where such files lie, as a pattern.
    pub path: String,
    /// What such a file says.
    pub about: String,
    /// The id of its record on the page.
    pub anchor: String,
}

/// A record and its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordTable {
    /// Its id on the page.
    pub anchor: String,
    /// What it is.
    pub about: String,
    /// Its fields, in the order of their declaration.
    pub fields: Vec<FieldRow>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldRow {
    /// As data files write it.
    pub key: String,
    /// What it says.
    pub meaning: String,
    /// What may stand there, in words.
    pub form: String,
    /// The id of the record that stands there, where it is one.
    pub record: Option<String>,
    /// The words that may stand there, where they are a closed set.
    pub words: Vec<WordRow>,
    /// Whether it has to be there.
    pub required: bool,
    /// What holds where it is not given.
    pub default: Option<String>,
}

/// A word of a closed set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordRow {
    /// As data files write it.
    pub word: String,
    /// What it means.
    pub meaning: String,
}

/// The reference of all fields.
pub fn fields(view: &View<'_>) -> Made {
    let mut records: Vec<&'static Record> = Vec::new();
    for record in FILE_KINDS.iter().flat_map(|kind| kind.record.with_parts()) {
        if !records.iter().any(|known| known.name == record.name) {
            records.push(record);
        }
    }
    let files = FILE_KINDS.iter().map(|kind| FileRow {
        path: kind.path.to_owned(),
        about: plain(view, kind.record.zh, kind.record.en),
        anchor: anchor(kind.record),
    });
    let page = FieldsPage {
        files: files.collect(),
        records: records.into_iter().map(|record| record_table(view, record)).collect(),
    };
    let head = Head::new(view.word("fields.title"), view.word("fields.lede"))
        .crumb(view.word("menu.data"), view.link(Subject::Data))
        .crumb(view.word("fields.title"), None);
    Made::new(head, &page)
}

fn record_table(view: &View<'_>, record: &'static Record) -> RecordTable {
    RecordTable {
        anchor: anchor(record),
        about: plain(view, record.zh, record.en),
        fields: record.written_fields().into_iter().map(|field| field_row(view, field)).collect(),
    }
}

fn field_row(view: &View<'_>, field: &Field) -> FieldRow {
    let shape = (field.shape)();
    let word_row =
        |choice: &ChoiceWord| WordRow { word: choice.word.to_owned(), meaning: plain(view, choice.zh, choice.en) };
    let words = if let FieldShape::Word(words) = &shape { words.iter().map(word_row).collect() } else { Vec::new() };
    let form = shape.in_words();
    FieldRow {
        key: field.key.to_owned(),
        meaning: plain(view, field.zh, field.en),
        form: plain(view, &form.zh, &form.en),
        record: shape.record().map(anchor),
        words,
        required: field.presence == Presence::Required,
        default: (field.default)(),
    }
}

/// The id of a record on the page.
fn anchor(record: &Record) -> String {
    format!("record-{}", record.name.to_lowercase())
}

/// A sentence in the language of the page, without the marks around words of code.
fn plain(view: &View<'_>, zh: &str, en: &str) -> String {
    let both = Text { zh: zh.replace('`', ""), en: en.replace('`', "") };
    view.say(&both).trim_end_matches('.').to_owned()
}
