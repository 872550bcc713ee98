//! The figures in the forms of SDMX 3: one structure message in both languages, and for each
//! programme its data as SDMX-CSV 2 and SDMX-JSON 2. Figures without a year have no place
//! on an axis of time: they are a flow of their own.

mod codelists;
mod components;
mod data;
mod figure;
mod lists;
mod records;
mod structure;

pub use data::{csv, json};
pub use structure::structure;

use super::sheet::CodeList;
use crate::i18n::{Lang, Text};
use crate::portal::ProgrammeId;
use crate::render::view::View;

/// The version of all that is described.
const VERSION: &str = "1.0";

/// Who maintains the structures: the domain of the site as an identifier.
fn agency(view: &View<'_>) -> String {
    let domain = view.base_url().and_then(|base| base.split('/').nth(2)).unwrap_or_default();
    let name: String = domain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => name.to_ascii_uppercase(),
        Some(_) => format!("A{}", name.to_ascii_uppercase()),
        None => "PORTAL".to_owned(),
    }
}

/// The name by which others refer to something: `Codelist=EXAMPLE_ORG:CL_AREA(1.0)`.
fn urn(view: &View<'_>, class: &str, id: &str) -> String {
    format!("urn:sdmx:org.sdmx.infomodel.{class}={}:{id}({VERSION})", agency(view))
}

/// The flow of a programme's figures, with or without a year.
fn flow(view: &View<'_>, programme: ProgrammeId, dated: bool) -> String {
    let id = identifier(&view.programme(programme).id.value);
    if dated { format!("DF_{id}") } else { format!("DF_{id}_UNDATED") }
}

fn data_structure(dated: bool) -> &'static str {
    if dated { "FIGURES" } else { "FIGURES_UNDATED" }
}

/// A text as an identifier: other characters than it may have are written as their numbers.
fn identifier(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@') => id.push(c),
            c => id.push_str(&format!("_{:X}_", u32::from(c))),
        }
    }
    id
}

/// A word of the theme in both languages.
fn word(view: &View<'_>, key: &str) -> Text {
    Text::from_fn(|lang| view.words_in(lang).plain(key))
}

/// The name of a component or list: a word of its own, or that of a column of the tables.
fn name_of(view: &View<'_>, name: &str) -> Text {
    if name.contains('.') { word(view, name) } else { word(view, &format!("columns.{name}")) }
}

/// The word for a code of a list of the tables.
fn code_word(view: &View<'_>, list: CodeList, code: &str) -> Text {
    word(view, &list.word(code))
}

/// When the message was made, as far as the portal says: the day of its data.
fn prepared(view: &View<'_>) -> String {
    let day = view.data_version().filter(|version| version.day.is_some());
    format!("{}T00:00:00", day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string()))
}

/// The name of the portal's organiser.
fn sender(view: &View<'_>) -> Text {
    let organiser = view.site().map(|site| &site.organiser);
    Text::from_fn(|lang: Lang| organiser.map(|text| text.get(lang).clone()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn identifiers_hold_no_other_characters() {
        assert_eq!(identifier("grain-security_2"), "grain-security_2");
        assert_eq!(identifier("a.b 井"), "a_2E_b_20__4E95_");
    }
}
