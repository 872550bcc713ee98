//! The table of published documents.

use crate::i18n::Lang;
use crate::parse::records::PublishedDocument;
use crate::render::downloads::sheet::{ColumnType, Filled, Sheet, column, full};
use crate::render::view::View;

use super::{joined, or_empty};

/// All documents that are cited.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    let documents = view.documents().into_iter().map(|id| &**view.document(id));
    Sheet::new(name, Some("id"), &columns(), documents)
}

fn columns<'w>() -> [Filled<&'w PublishedDocument>; 12] {
    [
        full("id", ColumnType::Text).with(|row| row.id.value.clone()),
        full("title_zh", ColumnType::Text).with(|row| row.titles.zh.clone()),
        full("title_en", ColumnType::Text).with(|row| row.titles.en.clone()),
        full("issuer_zh", ColumnType::Text).with(|row| row.issuer.zh.clone()),
        full("issuer_en", ColumnType::Text).with(|row| row.issuer.en.clone()),
        column("number", ColumnType::Text).with(|row| row.numbered().unwrap_or_default().to_owned()),
        column("date", ColumnType::Text).with(|row| row.date.as_ref().map(|date| date.to_string()).unwrap_or_default()),
        column("date_note_zh", ColumnType::Text).with(|row| or_empty(row.date_note.as_deref(), Lang::Zh)),
        column("date_note_en", ColumnType::Text).with(|row| or_empty(row.date_note.as_deref(), Lang::En)),
        column("url", ColumnType::Text).with(|row| row.url.clone().unwrap_or_default()),
        column("note_zh", ColumnType::Text).with(|row| joined(&row.notes, Lang::Zh)),
        column("note_en", ColumnType::Text).with(|row| joined(&row.notes, Lang::En)),
    ]
}
