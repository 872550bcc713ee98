//! The data files of which there are forms.

use super::Engine;
use crate::parse::{FormsOfFile, forms_of};

impl Engine {
    /// The records of a data file as forms, by its path and the text that it is to have; nothing where
    /// it is none that may be edited.
    pub fn forms_of(&self, path: &str, text: &str) -> Option<FormsOfFile> {
        let source = self.sources.by_path(path).filter(|source| source.exists() && self.is_editable(source))?;
        forms_of(&source.path, text)
    }
}
