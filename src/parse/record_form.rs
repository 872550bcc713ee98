//! The records of a data file as forms: what each field says, may be and is; and fields written
//! back into the file, all else byte for byte.

use std::ops::Range;

use super::form::FormValue;
use super::records::describe::{Field, FieldShape, Presence, Record};
use super::schema::file_kind;
use super::yaml::{NewValue, Node, Value, YamlStep, add_item, node_at, node_of, set_value};
use crate::i18n::{ChoiceWord, Lang, Text, text};
use crate::say;

/// A record of a file.
#[derive(Clone, Debug)]
pub struct RecordEntry {
    /// Where it stands: `problems/3`; empty for the file itself.
    pub path: String,
    /// What it is.
    pub kind: Text,
    /// What it is called: a name, a title, an id.
    pub title: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
    record: &'static Record,
}

/// A list of a file to which records can be added.
#[derive(Clone, Debug)]
pub struct RecordList {
    pub key: &'static str,
    /// What its records are.
    pub kind: Text,
    record: &'static Record,
}

/// A field of a record that a form can show.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The keys that lead to it, joined by points.
    pub key: String,
    /// What it says.
    pub label: Text,
    /// What may stand there, where that is more than words.
    pub help: Option<Text>,
    pub input: FormInput,
    pub required: bool,
    /// As the file has it; entries of lists on lines of their own.
    pub value: String,
    /// What holds where nothing is written.
    pub default: Option<String>,
    /// The language in which it is written, where it has one.
    pub lang: Option<Lang>,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug)]
pub enum FormInput {
    Words,
    Number,
    Truth,
    Choice(&'static [ChoiceWord]),
    /// One entry a line.
    Lines,
}

/// A data file as forms.
#[derive(Clone, Debug, Default)]
pub struct FormsOfFile {
    pub entries: Vec<RecordEntry>,
    pub lists: Vec<RecordList>,
}

/// Keys that say what a record is called, the best first.
const TITLES: [&str; 8] = ["names", "titles", "title", "was", "text", "id", "slug", "indicator"];

/// How many characters of a title are shown.
const LONGEST_TITLE: usize = 40;

/// The records of a data file, by its path and text; nothing where it cannot be read.
pub fn forms_of(path: &str, text: &str) -> Option<FormsOfFile> {
    let kind = file_kind(path).filter(|_| path.ends_with(".yaml"))?;
    let root = node_of(text).filter(|node| matches!(node.value, Value::Map(_)));
    let mut forms = FormsOfFile::default();
    for field in kind.record.written_fields() {
        if let (FieldShape::List(of), Some(record)) = ((field.shape)(), field.record())
            && matches!(*of, FieldShape::Record(_))
        {
            forms.lists.push(RecordList { key: field.key, kind: said(record), record });
        }
    }
    if let Some(root) = root {
        enter(kind.record, &root, String::new(), &mut forms.entries);
        // A file that is nothing but lists has no form of its own.
        let only_lists = kind.record.written_fields().len() == forms.lists.len();
        forms.entries.retain(|entry| !entry.path.is_empty() || !only_lists);
    }
    Some(forms)
}

fn said(record: &Record) -> Text {
    text(record.zh, record.en)
}

fn enter(record: &'static Record, node: &Node, path: String, entries: &mut Vec<RecordEntry>) {
    let Value::Map(_) = node.value else { return };
    entries.push(RecordEntry {
        kind: said(record),
        title: title_of(node),
        range: node.span.start as usize..node.span.end as usize,
        record,
        path: path.clone(),
    });
    for field in record.written_fields() {
        let (FieldShape::List(_), Some(inner)) = ((field.shape)(), field.record()) else { continue };
        let Some(Value::Seq(items)) = node.get(field.key).map(|list| &list.value) else { continue };
        let above = if path.is_empty() { String::new() } else { format!("{path}/") };
        for (position, item) in items.iter().enumerate() {
            enter(inner, item, format!("{above}{}/{position}", field.key), entries);
        }
    }
}

fn title_of(node: &Node) -> String {
    let words = |node: &Node| -> Option<String> {
        node.scalar().or_else(|| node.get("zh")?.scalar()).or_else(|| node.get("en")?.scalar()).map(str::to_owned)
    };
    let title = TITLES.iter().find_map(|key| words(node.get(key)?)).unwrap_or_default();
    title.chars().take(LONGEST_TITLE).collect()
}

/// The fields of an entry of a file that a form can show, and what of it cannot be shown.
pub fn fields_of(entry: &RecordEntry, text: &str) -> Option<(Vec<FormField>, Vec<Text>)> {
    let root = node_of(text)?;
    let mut reader = FieldReader::default();
    reader.record(entry.record, Some(node_at(&root, &steps(&entry.path))?), &Outer::default());
    Some((reader.fields, reader.others))
}

/// The fields of a record that is to be added to a list.
pub fn empty_fields(list: &RecordList) -> Vec<FormField> {
    let mut reader = FieldReader::default();
    reader.record(list.record, None, &Outer::default());
    reader.fields
}

/// What stands around a field of a record within a record.
#[derive(Clone, Default)]
struct Outer {
    keys: String,
    label: Option<Text>,
    optional: bool,
}

#[derive(Default)]
struct FieldReader {
    fields: Vec<FormField>,
    others: Vec<Text>,
}

impl FieldReader {
    fn record(&mut self, record: &'static Record, node: Option<&Node>, outer: &Outer) {
        for field in record.written_fields() {
            let key = format!("{}{}", outer.keys, field.key);
            let own = text(field.zh, field.en);
            let label = match &outer.label {
                Some(above) => {
                    Text { zh: format!("{}：{}", above.zh, own.zh), en: format!("{} {}", above.en, own.en) }
                }
                None => own,
            };
            let required = field.presence == Presence::Required && !(outer.optional && node.is_none());
            let below = node.and_then(|node| node.get(field.key));
            self.field(field, &(field.shape)(), below, Labelled { key, label, required });
        }
    }

    fn field(&mut self, field: &'static Field, shape: &FieldShape, node: Option<&Node>, this: Labelled) {
        let input = match shape {
            FieldShape::Text | FieldShape::MaybeEmpty | FieldShape::Notation(_) => FormInput::Words,
            FieldShape::Whole { .. } => FormInput::Number,
            FieldShape::Truth => FormInput::Truth,
            FieldShape::Word(words) => FormInput::Choice(words),
            FieldShape::List(of) if is_plain(of) => FormInput::Lines,
            FieldShape::PerLang { of, both } => {
                for lang in Lang::ALL {
                    let below = node.and_then(|node| node.get(lang.code()));
                    let key = format!("{}.{}", this.key, lang.code());
                    let required = this.required && *both;
                    let count = self.fields.len();
                    self.field(field, of, below, Labelled { key, label: this.label.clone(), required });
                    self.fields.iter_mut().skip(count).for_each(|field| field.lang = Some(lang));
                }
                return;
            }
            FieldShape::Record(record) => {
                let outer = Outer { keys: format!("{}.", this.key), label: Some(this.label), optional: !this.required };
                return self.record(record, node, &outer);
            }
            // Lists of records are entries of their own; pairs are written in the text.
            FieldShape::List(of) => {
                if of.record().is_none() {
                    self.others.push(this.label);
                }
                return;
            }
            FieldShape::Pairs => return self.others.push(this.label),
        };
        let Some(value) = value_of(node, input) else { return self.others.push(this.label) };
        let help = match shape {
            FieldShape::Notation(_) | FieldShape::Whole { .. } => Some(shape.in_words()),
            FieldShape::List(_) => Some(say!("每行一项", "one entry a line")),
            _ => None,
        };
        let Labelled { key, label, required } = this;
        self.fields.push(FormField {
            key,
            label,
            help,
            input,
            required,
            value,
            default: (field.default)(),
            lang: None,
        });
    }
}

/// A field with its keys and what it says.
struct Labelled {
    key: String,
    label: Text,
    required: bool,
}

fn is_plain(shape: &FieldShape) -> bool {
    match shape {
        FieldShape::Text
        | FieldShape::MaybeEmpty
        | FieldShape::Whole { .. }
        | FieldShape::Notation(_)
        | FieldShape::Word(_) => true,
        FieldShape::Truth
        | FieldShape::PerLang { .. }
        | FieldShape::List(_)
        | FieldShape::Pairs
        | FieldShape::Record(_) => false,
    }
}

/// What stands in a field; nothing where it is written in a way that no form shows.
fn value_of(node: Option<&Node>, input: FormInput) -> Option<String> {
    let Some(node) = node else { return Some(String::new()) };
    match (&node.value, input) {
        (Value::Null, _) => Some(String::new()),
        (Value::Scalar(text), FormInput::Words | FormInput::Number | FormInput::Truth | FormInput::Choice(_)) => {
            Some(text.clone())
        }
        (Value::Seq(items), FormInput::Lines) => {
            let entries: Option<Vec<&str>> = items.iter().map(Node::scalar).collect();
            entries.filter(|entries| entries.iter().all(|entry| !entry.contains('\n'))).map(|e| e.join("\n"))
        }
        _ => None,
    }
}

fn steps(path: &str) -> Vec<YamlStep> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_or_else(|_| YamlStep::Key(part.to_owned()), YamlStep::Item)).collect()
}

fn new_value(field: &FormField, value: &str) -> NewValue {
    if value.trim().is_empty() {
        return NewValue::None;
    }
    match field.input {
        FormInput::Words => NewValue::Text(value.to_owned()),
        FormInput::Number | FormInput::Truth | FormInput::Choice(_) => NewValue::Word(value.trim().to_owned()),
        FormInput::Lines => {
            let entries = value.lines().map(str::trim).filter(|line| !line.is_empty());
            NewValue::List(entries.map(str::to_owned).collect())
        }
    }
}

/// A text in which fields of a record have other values.
///
/// # Errors
/// What a field says that cannot be written without touching anything else.
pub fn with_fields(entry: &RecordEntry, text: &str, values: &[FormValue<'_>]) -> Result<String, Option<Text>> {
    let (fields, _) = fields_of(entry, text).ok_or(None)?;
    set_all(text, &steps(&entry.path), &fields, values)
}

/// A text in which a list has a further record.
///
/// # Errors
/// What a field says that cannot be written; nothing where none was filled in, or the list is
/// written in another way.
pub fn with_record(list: &RecordList, text: &str, values: &[FormValue<'_>]) -> Result<String, Option<Text>> {
    let fields = empty_fields(list);
    // An id, a slug, a word: what stands alone under its key comes first.
    let filled = |field: &&FormField| values.iter().any(|(key, value)| *key == field.key && !value.trim().is_empty());
    let first = fields.iter().filter(filled).find(|field| !field.key.contains('.')).ok_or(None)?;
    let value = values.iter().find(|(key, _)| *key == first.key).map_or("", |(_, value)| value);
    let begun = add_item(text, list.key, &first.key, &new_value(first, value)).ok_or(None)?;
    let count = match node_of(&begun).as_ref().and_then(|root| root.get(list.key)).map(|list| &list.value) {
        Some(Value::Seq(items)) => items.len(),
        _ => 0,
    };
    let path = [YamlStep::Key(list.key.to_owned()), YamlStep::Item(count.saturating_sub(1))];
    set_all(&begun, &path, &fields, values)
}

/// Sets the fields of which something else is said, in their order.
fn set_all(
    text: &str,
    path: &[YamlStep],
    fields: &[FormField],
    values: &[FormValue<'_>],
) -> Result<String, Option<Text>> {
    let mut now = text.to_owned();
    for field in fields {
        let Some((_, value)) = values.iter().find(|(key, _)| *key == field.key) else { continue };
        let value = value.replace("\r\n", "\n");
        if value == field.value {
            continue;
        }
        let keys: Vec<&str> = field.key.split('.').collect();
        now = set_value(&now, path, &keys, &new_value(field, &value)).ok_or_else(|| Some(field.label.clone()))?;
    }
    Ok(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: &str = "# 各地\njurisdictions:\n  # 省\n  - {slug: alpha, code: '290000', level: province, names: {zh: 甲省, en: Alpha}}\n  - slug: beta  # 市\n    code: '290100'\n    level: city\n    parent: alpha\n    names: {zh: 乙市, en: Beta}\n# 完\n";
    const PATH: &str = "data/jurisdictions/alpha.yaml";

    #[test]
    fn a_form_has_what_the_file_has() {
        let forms = forms_of(PATH, PLACES).unwrap();
        let titles: Vec<(&str, &str)> = forms.entries.iter().map(|e| (e.path.as_str(), e.title.as_str())).collect();
        assert_eq!(titles, [("jurisdictions/0", "甲省"), ("jurisdictions/1", "乙市")]);
        assert_eq!(forms.lists.iter().map(|list| list.key).collect::<Vec<_>>(), ["jurisdictions"]);
        let (fields, _) = fields_of(&forms.entries[1], PLACES).unwrap();
        let value = |key: &str| fields.iter().find(|field| field.key == key).map(|field| field.value.as_str());
        assert_eq!([value("slug"), value("names.en"), value("level")], [Some("beta"), Some("Beta"), Some("city")]);
        assert_eq!((value("valid.from"), value("nothing")), (Some(""), None));
        assert!(fields.iter().any(|field| field.key == "slug" && field.required));
        assert!(forms_of("content/2023/x/cases/y/zh.md", PLACES).is_none());
        assert!(forms_of(PATH, "a: [").is_some_and(|forms| forms.entries.is_empty()));
    }

    #[test]
    fn only_the_lines_of_the_record_change() {
        let forms = forms_of(PATH, PLACES).unwrap();
        let values =
            [("names.en", "Beta City".to_owned()), ("valid.from", "2019".to_owned()), ("level", "city".to_owned())];
        let now = with_fields(&forms.entries[1], PLACES, &values).unwrap();
        let expected = PLACES.replace("{zh: 乙市, en: Beta}", "{zh: 乙市, en: Beta City}\n    valid: {from: 2019}");
        assert_eq!(now, expected);
        let back = [("names.en", "Beta".to_owned()), ("valid.from", String::new())];
        assert_eq!(with_fields(&forms_of(PATH, &now).unwrap().entries[1], &now, &back).unwrap(), PLACES);
        let values = [("slug", "gamma".to_owned()), ("names.zh", "丙市".to_owned()), ("level", "city".to_owned())];
        let now = with_record(&forms.lists[0], PLACES, &values).unwrap();
        let added = "    names: {zh: 乙市, en: Beta}\n  - slug: gamma\n    level: city\n    names: {zh: 丙市}\n";
        assert_eq!(now, PLACES.replace("    names: {zh: 乙市, en: Beta}\n", added));
        assert!(with_record(&forms.lists[0], PLACES, &[]).is_err());
    }
}
