//! What a desk has done for it by whoever runs the preview: the commands of the program know
//! how to take documents in and to begin texts.

use crate::engine::Engine;
use crate::i18n::{Lang, Text};
use crate::output::NewInput;

/// The commands behind a desk. They read the project and write nothing.
pub trait DeskTools {
    /// What a document becomes when it is taken in.
    ///
    /// # Errors
    /// Why it cannot be taken in, and what to do.
    fn take_in(&self, engine: &Engine, document: &OfferedDocument<'_>) -> Result<TakenIn, Text>;

    /// The files of a new case.
    ///
    /// # Errors
    /// What is missing or wrong.
    fn new_case(&self, engine: &Engine, case: &NewCase, lang: Lang) -> Result<Vec<NewInput>, Text>;

    /// What a title or name becomes in an address; nothing where none of it can stand there.
    fn address_of(&self, title: &str) -> Option<String>;
}

/// A document that is offered to the project.
#[derive(Clone, Copy, Debug)]
pub struct OfferedDocument<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    /// `bulletin`, `report`, `case` or `page`; empty where its form is to tell.
    pub kind: &'a str,
    /// The slug of the place whose document it is; empty where its title is to tell.
    pub place: &'a str,
    pub year: Option<u16>,
    pub lang: Lang,
}

/// What a document would become.
#[derive(Clone, Debug, Default)]
pub struct TakenIn {
    /// All that is to be written.
    pub files: Vec<NewInput>,
    /// Path, title and text of each draft.
    pub drafts: Vec<[String; 3]>,
    /// Every piece of the document with its fate; the first row says what stands where.
    pub ledger: Vec<Vec<String>>,
    pub remarks: Vec<Text>,
}

/// A case that is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct NewCase {
    pub title: String,
    #[serde(default)]
    pub title_en: String,
    pub place: String,
    pub year: u16,
    /// Empty where it follows from the title.
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub programme: String,
}
