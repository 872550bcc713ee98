//! The commands behind the desk of a preview: what they would write, for the desk to show or write.

use std::path::{Path, PathBuf};

use super::args::{ImportArguments, ImportKind, NewArguments, NewKind};
use super::import::offered;
use super::messages::Speaker;
use super::names::slug_of;
use super::new::new_files;
use super::new_files::NewFile;
use crate::engine::Engine;
use crate::i18n::{Lang, Text};
use crate::output::NewInput;
use crate::preview::{DeskTools, NewCase, OfferedDocument, TakenIn};

/// The commands of a project.
pub struct Commands<'a> {
    pub root: &'a Path,
}

impl DeskTools for Commands<'_> {
    fn take_in(&self, engine: &Engine, document: &OfferedDocument<'_>) -> Result<TakenIn, Text> {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let arguments = ImportArguments {
            files: vec![PathBuf::from(document.name)],
            root: self.root.to_owned(),
            year: document.year,
            place: given(document.place),
            kind: kind_of(document.kind),
            document: None,
        };
        let taken = offered(engine, &arguments, document.bytes.to_vec(), &Speaker::new(document.lang, false))?;
        Ok(TakenIn {
            files: taken.files.into_iter().map(as_input).collect(),
            drafts: taken.drafts,
            ledger: taken.ledger,
            remarks: taken.remarks,
        })
    }

    fn new_case(&self, engine: &Engine, case: &NewCase, lang: Lang) -> Result<Vec<NewInput>, Text> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let arguments = NewArguments {
            kind: NewKind::Case,
            root: self.root.to_owned(),
            title: given(&case.title),
            title_en: given(&case.title_en),
            year: Some(case.year),
            place: given(&case.place),
            slug: given(&case.slug),
            programme: given(&case.programme),
            theme: None,
        };
        Ok(new_files(engine, &arguments, lang)?.into_iter().map(as_input).collect())
    }

    fn address_of(&self, title: &str) -> Option<String> {
        slug_of(title)
    }
}

fn as_input(file: NewFile) -> NewInput {
    NewInput { path: file.path, bytes: file.bytes }
}

fn kind_of(word: &str) -> Option<ImportKind> {
    match word {
        "bulletin" => Some(ImportKind::Bulletin),
        "report" => Some(ImportKind::Report),
        "case" => Some(ImportKind::Case),
        "page" => Some(ImportKind::Page),
        _ => None,
    }
}
