//! What comes of a document: drafts, ledger, pictures, remarks.

use super::ledger::LedgerEntry;
use super::outline::KnownPlace;
use super::source_document::SourcePicture;
use crate::i18n::Text;

/// What is taken in, and what is known of it.
#[derive(Clone, Debug)]
pub struct ImportRequest<'a> {
    /// The name of the file; its ending says what it is.
    pub name: &'a str,
    pub places: &'a [KnownPlace],
    /// What the document is; `None` where its form is to tell.
    pub kind: Option<DraftKind>,
}

/// What a draft becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    Bulletin,
    Report,
    Case,
    Page,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub kind: DraftKind,
    /// The place of a case: its slug, where the portal knows it.
    pub place: Option<String>,
    /// As the document prints it; empty where it names none.
    pub place_name: String,
    /// Where in the document a case stands.
    pub source_place: Option<Text>,
    pub title: String,
    /// The document number that it prints.
    pub number: Option<String>,
    pub summary: String,
    /// Markdown.
    pub body: String,
}

/// A document taken in.
#[derive(Clone, Debug)]
pub struct Imported {
    pub drafts: Vec<Draft>,
    pub ledger: Vec<LedgerEntry>,
    pub pictures: Vec<SourcePicture>,
    pub remarks: Vec<Text>,
}
