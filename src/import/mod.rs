//! Takes in an issued document: bytes in, drafts and a ledger out.
//!
//! A document is read into [`SourcePassage`]s, tables and pictures, each with its address
//! (`docx`, `html`, `plain`). Its outline says what is title, heading, case and text
//! (`outline`); drafts are written from it (`drafts`). The ledger holds every piece of the
//! source with its fate: the characters of the source are those of the drafts and of what
//! was left out. Nothing is reworded. This module touches no disk.

mod charset;
mod container;
mod docx;
mod docx_lists;
mod draft;
mod drafts;
mod html;
mod ledger;
mod lines;
mod markdown;
mod outline;
mod plain;
mod proposals;
mod repair;
mod source_document;
mod xml;

#[cfg(test)]
mod tests;

pub use charset::decode;
pub use draft::{Draft, DraftKind, ImportRequest, Imported};
pub use drafts::import;
pub use ledger::{DraftPart, Fate, LedgerEntry, csv_of, ledger_rows};
pub use outline::KnownPlace;
pub use proposals::{DraftPassage, KnownGrade, evaluation_yaml, passages};
pub use source_document::{ImportRefusal, SourcePicture};
