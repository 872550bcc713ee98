//! Forms: what an editor fills in, written from the declaration of a record. Fields that have
//! to be there stand in it, filled where a value is given; the others as comments.

use super::records::describe::{Field, FieldShape, Presence, Record, Rule};
use crate::i18n::{Lang, text};

/// A value of a form: the keys that lead to it, joined by points, and what stands there.
pub type FormValue<'a> = (&'a str, String);

/// A form as YAML. A field without a value is empty, which the reader of the file tells at
/// its place: nothing is made up.
pub fn form(record: &'static Record, values: &[FormValue<'_>], lang: Lang) -> String {
    let mut writer = FormWriter { values, lang, out: String::new() };
    writer.record(record, "", 0, false);
    writer.out
}

/// A record as an entry of a list that stands in a file already.
pub fn form_item(record: &'static Record, values: &[FormValue<'_>], lang: Lang) -> String {
    let mut writer = FormWriter { values, lang, out: String::new() };
    writer.record(record, "", 1, true);
    writer.out
}

/// The line by which editors find the schema of a file, in a file so many folders deep.
pub fn modeline(kind: &str, depth: usize) -> String {
    format!("# yaml-language-server: $schema={}{SCHEMAS}/{kind}.schema.json\n", "../".repeat(depth))
}

/// The folder of a project in which its editors find the schemas.
pub const SCHEMAS: &str = ".schemas";

struct FormWriter<'a> {
    values: &'a [FormValue<'a>],
    lang: Lang,
    out: String,
}

impl FormWriter<'_> {
    fn record(&mut self, record: &'static Record, prefix: &str, depth: usize, in_list: bool) {
        let mut optional = Vec::new();
        let mut first = in_list;
        for field in record.written_fields() {
            let path = format!("{prefix}{}", field.key);
            if !self.has(&path) && !asked_for(record, field) {
                optional.push(field);
                continue;
            }
            self.indent(depth, std::mem::take(&mut first));
            self.field(field, &path, depth);
        }
        for field in optional {
            self.indent(depth, false);
            let line = format!("# {}:  {}\n", field.key, self.explained(field));
            self.out.push_str(&line);
        }
    }

    fn field(&mut self, field: &'static Field, path: &str, depth: usize) {
        let explained = self.explained(field);
        self.out.push_str(field.key);
        match (field.shape)() {
            FieldShape::Record(record) => {
                self.out.push_str(&format!(":  # {explained}\n"));
                self.record(record, &format!("{path}."), depth + 1, false);
            }
            FieldShape::List(of) if of.record().is_some() => {
                self.out.push_str(&format!(":  # {explained}\n"));
                if let Some(record) = of.record() {
                    self.record(record, &format!("{path}."), depth + 1, true);
                }
            }
            FieldShape::PerLang { .. } => {
                let [zh, en] = ["zh", "en"].map(|lang| scalar(self.value(&format!("{path}.{lang}"))));
                self.out.push_str(&format!(": {{zh: {zh}, en: {en}}}  # {explained}\n"));
            }
            FieldShape::List(_) => {
                let list = self.value(path).split(',').map(str::trim).filter(|part| !part.is_empty());
                let list: Vec<String> = list.map(scalar).collect();
                self.out.push_str(&format!(": [{}]  # {explained}\n", list.join(", ")));
            }
            FieldShape::Text
            | FieldShape::MaybeEmpty
            | FieldShape::Truth
            | FieldShape::Whole { .. }
            | FieldShape::Notation(_)
            | FieldShape::Word(_)
            | FieldShape::Pairs => {
                let value = scalar(self.value(path));
                self.out.push_str(&format!(": {value}  # {explained}\n"));
            }
        }
    }

    fn indent(&mut self, depth: usize, begins_item: bool) {
        let dash = usize::from(begins_item);
        self.out.push_str(&"  ".repeat(depth - dash.min(depth)));
        self.out.push_str(if begins_item { "- " } else { "" });
    }

    /// What a field is, and the words it may be.
    fn explained(&self, field: &Field) -> String {
        let said = text(field.zh, field.en).get(self.lang).clone();
        match (field.shape)() {
            FieldShape::Word(words) => {
                let listed: Vec<&str> = words.iter().map(|word| word.word).collect();
                format!("{said} ({})", listed.join(" | "))
            }
            _ => said,
        }
    }

    fn value(&self, path: &str) -> &str {
        self.values.iter().find(|(key, _)| *key == path).map_or("", |(_, value)| value)
    }

    /// Whether a value is given here or below.
    fn has(&self, path: &str) -> bool {
        let below = |key: &str| key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.values.iter().any(|(key, _)| below(key))
    }
}

fn asked_for(record: &Record, field: &Field) -> bool {
    let by_rule = record.rules.iter().any(|rule| match rule {
        Rule::RequiredUnless { field: key, .. } => *key == field.key,
        Rule::HereOrInEach { .. } | Rule::NotBoth(..) | Rule::OneOf(_) => false,
    });
    by_rule || field.presence == Presence::Required
}

/// A value as YAML reads it back: quoted where it could be taken for something else.
fn scalar(value: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let word = value.starts_with(|c: char| c.is_ascii_lowercase()) && value.chars().all(plain);
    let year = value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit());
    if (word && !["true", "false", "null"].contains(&value)) || year {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::schema::FILE_KINDS;

    #[test]
    fn a_form_is_yaml_with_the_given_values_in_it() {
        for kind in &FILE_KINDS {
            let text = form(kind.record, &[], Lang::Zh);
            let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
            assert!(read.is_ok(), "{}: {read:?}\n{text}", kind.name);
        }
        let indicators = FILE_KINDS.iter().find(|kind| kind.name == "indicators").expect("a kind");
        let values = [("indicators.names.zh", "它的'名称'：一".to_owned()), ("theme", "water".to_owned())];
        let read: serde_yaml::Value = serde_yaml::from_str(&form(indicators.record, &values, Lang::En)).expect("YAML");
        assert_eq!(read["theme"], "water");
        assert_eq!(read["indicators"][0]["names"]["zh"], "它的'名称'：一");
    }
}
