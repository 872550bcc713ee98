//! What a document is read into, whatever its format: pieces in order, each with its address.

use crate::i18n::Text;

/// A document as it was read.
#[derive(Clone, Debug, Default)]
pub struct SourceDocument {
    pub blocks: Vec<SourceBlock>,
    pub pictures: Vec<SourcePicture>,
    /// What holds for the whole of it: another charset, macros, addresses that were not followed.
    pub remarks: Vec<Text>,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub enum SourceBlock {
    Passage(SourcePassage),
    Table(SourceTable),
    /// A picture, by its position in the list.
    Picture(usize),
}

/// A paragraph, note or box.
#[derive(Clone, Debug)]
pub struct SourcePassage {
    pub address: Text,
    pub kind: PassageKind,
    /// As it stands in the source; line breaks within a paragraph are `\n`.
    pub text: String,
    /// The number that its list prints before it, which is not among its characters.
    pub number: Option<String>,
    pub remarks: Vec<Text>,
}

/// What kind of passage it is, as far as its source says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageKind {
    Paragraph,
    /// In the middle of its line, as titles are.
    Centred,
    /// With the depth that a style says, from one.
    Heading(u8),
    Title,
    /// A note, by the label with which the text calls it.
    Footnote(String),
    TextBox,
    /// Not part of the text; why.
    Outside(Text),
}

/// A table.
#[derive(Clone, Debug)]
pub struct SourceTable {
    pub address: Text,
    pub rows: Vec<Vec<SourceCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct SourceCell {
    pub text: String,
    /// How many columns it is wide; at least one.
    pub columns: usize,
    /// It continues the cell above.
    pub continues: bool,
}

/// A picture with its bytes.
#[derive(Clone, Debug)]
pub struct SourcePicture {
    pub address: Text,
    /// A name for its file: `picture-1.png`.
    pub name: String,
    /// What the document says it shows; empty where it says nothing.
    pub alt: String,
    pub bytes: Vec<u8>,
}

/// Why a document was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRefusal {
    pub why: Text,
    pub cure: Text,
}

impl ImportRefusal {
    pub fn new(why: Text, cure: Text) -> ImportRefusal {
        ImportRefusal { why, cure }
    }
}

impl SourcePassage {
    /// A passage without number or remarks.
    pub fn new(address: Text, kind: PassageKind, text: String) -> SourcePassage {
        SourcePassage { address, kind, text, number: None, remarks: Vec::new() }
    }
}
