//! The ledger: every piece of a source, with its address and its fate.

use crate::i18n::{Lang, Text, write_csv};
use crate::say;

/// What became of a piece of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in a draft as it stood in the source.
    Kept,
    /// It stands in a draft with the repairs that the remarks name.
    Repaired,
    /// It stands in a draft; the remarks say what to look at.
    Doubtful,
    /// It stands in no draft; why.
    LeftOut(Text),
}

/// What a piece is in its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftPart {
    Title,
    /// With the depth of its numbering, from one.
    Heading(u8),
    Paragraph,
    /// A note, by its label.
    Note(String),
    Cell {
        table: usize,
        row: usize,
        /// The columns that it covers.
        columns: usize,
    },
    /// A picture, by its position in the document.
    Picture(usize),
    /// In no draft.
    Outside,
}

/// A piece of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    pub address: Text,
    /// As it stood in the source.
    pub source: String,
    /// As it stands in the draft.
    pub kept: String,
    /// What the draft has before it that is no character of the source: the number that a list prints.
    pub added: String,
    /// The draft in which it stands.
    pub draft: Option<usize>,
    pub part: DraftPart,
    pub fate: Fate,
    pub remarks: Vec<Text>,
}

impl LedgerEntry {
    /// A piece that stands in no draft.
    pub fn left_out(address: Text, source: impl Into<String>, why: Text) -> LedgerEntry {
        LedgerEntry {
            address,
            source: source.into(),
            kept: String::new(),
            added: String::new(),
            draft: None,
            part: DraftPart::Outside,
            fate: Fate::LeftOut(why),
            remarks: Vec::new(),
        }
    }
}

/// The ledger as a table for people, its head first. `paths` are those of the drafts.
pub fn ledger_rows(entries: &[LedgerEntry], paths: &[String], lang: Lang) -> Vec<Vec<String>> {
    let head = say!("位置,去向,说明,草稿,原文", "place,fate,remarks,draft,source");
    let mut rows = vec![head.get(lang).split(',').map(str::to_owned).collect::<Vec<_>>()];
    rows.extend(entries.iter().map(|entry| {
        let (fate, why) = match &entry.fate {
            Fate::Kept => (say!("在草稿里", "in the draft"), None),
            Fate::Repaired => (say!("在草稿里，已改", "in the draft, repaired"), None),
            Fate::Doubtful => (say!("在草稿里，请核对", "in the draft, doubtful"), None),
            Fate::LeftOut(why) => (say!("没有放进草稿", "left out"), Some(why)),
        };
        let remarks: Vec<&str> = why.into_iter().chain(&entry.remarks).map(|text| text.get(lang).as_str()).collect();
        let path = entry.draft.and_then(|draft| paths.get(draft)).cloned().unwrap_or_default();
        vec![entry.address.get(lang).clone(), fate.get(lang).clone(), remarks.join("; "), path, entry.source.clone()]
    }));
    rows
}

/// Rows as CSV in UTF-8 with a mark.
pub fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    format!("\u{feff}{}", write_csv(rows)).into_bytes()
}
