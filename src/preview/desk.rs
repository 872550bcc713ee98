//! The desk: the texts of the project in the browser, beside the pages that are made of them.
//!
//! Only with `serve --edit`. What is saved is the file itself, written by the loop that owns
//! the engine, and only if it is still what was seen.

mod checklist;
mod figure;
mod forms;
mod kept;
mod own;
mod put;
mod reply;
mod texts;
mod tools;

use std::path::PathBuf;

use serde::Deserialize;

use super::answer::HttpAnswer;
use crate::engine::Engine;
use crate::i18n::Lang;
use crate::source::LargestFiles;
use forms::{FormAsked, FormFilled};
use kept::{StateAsked, TypedDraft};
pub use own::own_file;
use put::{CaseAsked, DocumentAsked, FileBeside};
pub use tools::{DeskTools, NewCase, OfferedDocument, TakenIn};

/// Below this path the desk's own files and answers lie.
pub const DESK: &str = "_gongbao/desk/";

/// What a desk asks the loop for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskRequest {
    /// The files that may be edited.
    Files,
    /// The files that a page is made of.
    OfPage(String),
    /// A file with its text and what is wrong with it.
    Open(String),
    /// The places and years of which texts can be.
    Lists,
    /// What a title becomes in an address.
    Address(TitleAsked),
    /// A file is to lie beside a text.
    Beside { file: FileBeside, bytes: Vec<u8> },
    /// A document is to be looked at, or taken in.
    Document { asked: DocumentAsked, bytes: Vec<u8> },
    /// The other language of a text is to be begun.
    OtherLanguage(TextAsked),
    /// A case is to be begun.
    Case(CaseAsked),
    /// What is to be looked at before publication, for a reader of a language.
    Checklist(Lang),
    /// What saves have replaced of a file.
    States(String),
    /// One of them.
    Former(StateAsked),
    /// Words that are not saved are to be kept.
    Draft(TypedDraft),
    /// The records of a data file as forms.
    Form(FormAsked),
    /// A form was filled in.
    Filled(FormFilled),
    /// What is known of the figure at the caret.
    Figure(CaretPlace),
    /// A text is to stand in the place of what was seen of a file.
    Save { file: String, seen: String, text: String },
}

/// A place in a text as it stands on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CaretPlace {
    pub file: String,
    pub text: String,
    /// Its byte in the text.
    pub at: usize,
}

/// A title of which an address is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TitleAsked {
    title: String,
}

/// A text that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TextAsked {
    file: String,
}

/// What a desk sends with a body.
#[derive(Debug)]
pub struct Posted {
    /// What stands behind the question mark.
    pub given: String,
    /// The fingerprint of what was seen when it was begun.
    pub seen: String,
    /// What is said of a file that is sent, as JSON.
    pub said: String,
    pub body: Vec<u8>,
}

/// The question that a path asks, with what is given behind the question mark.
pub fn question(name: &str, given: String) -> Option<DeskRequest> {
    match name {
        "files" => Some(DeskRequest::Files),
        "lists" => Some(DeskRequest::Lists),
        "of" if given.is_empty() || given.ends_with('/') => Some(DeskRequest::OfPage(format!("{given}index.html"))),
        "of" => Some(DeskRequest::OfPage(given)),
        "states" => Some(DeskRequest::States(given)),
        "checklist" => Lang::from_code(&given).map(DeskRequest::Checklist),
        "file" => Some(DeskRequest::Open(given)),
        _ => None,
    }
}

/// What is sent to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    Text,
    File,
}

impl BodyKind {
    /// A media type that no form of a page can send.
    pub fn media_type(self) -> &'static str {
        match self {
            BodyKind::Text => "application/x-gongbao-text",
            BodyKind::File => "application/x-gongbao-file",
        }
    }

    /// How many bytes it may have.
    pub fn largest(self) -> u64 {
        match self {
            BodyKind::Text => LargestFiles::default().text,
            BodyKind::File => LargestFiles::default().binary,
        }
    }
}

/// What is sent to a path; nothing where nothing is sent there.
pub fn body_of(name: &str) -> Option<BodyKind> {
    match name {
        "save" | "figure" | "address" | "new-case" | "form" | "form-filled" | "other-language" | "state" | "draft" => {
            Some(BodyKind::Text)
        }
        "put" | "take-in" => Some(BodyKind::File),
        _ => None,
    }
}

/// What is asked by what was sent to a path; nothing where it cannot be read.
pub fn posted(name: &str, posted: Posted) -> Option<DeskRequest> {
    let Posted { given, seen, said, body } = posted;
    match name {
        "save" => Some(DeskRequest::Save { file: given, seen, text: String::from_utf8(body).ok()? }),
        "figure" => serde_json::from_slice(&body).ok().map(DeskRequest::Figure),
        "address" => serde_json::from_slice(&body).ok().map(DeskRequest::Address),
        "new-case" => serde_json::from_slice(&body).ok().map(DeskRequest::Case),
        "form" => serde_json::from_slice(&body).ok().map(DeskRequest::Form),
        "form-filled" => serde_json::from_slice(&body).ok().map(DeskRequest::Filled),
        "state" => serde_json::from_slice(&body).ok().map(DeskRequest::Former),
        "draft" => serde_json::from_slice(&body).ok().map(DeskRequest::Draft),
        "other-language" => serde_json::from_slice(&body).ok().map(DeskRequest::OtherLanguage),
        "put" => serde_json::from_str(&said).ok().map(|file| DeskRequest::Beside { file, bytes: body }),
        "take-in" => serde_json::from_str(&said).ok().map(|asked| DeskRequest::Document { asked, bytes: body }),
        _ => None,
    }
}

/// What the loop answers. Returns the files that were written, too: whoever shows them is to be
/// told.
pub fn answer(engine: &Engine, tools: &dyn DeskTools, request: &DeskRequest) -> (HttpAnswer, Vec<PathBuf>) {
    let answer = match request {
        DeskRequest::Files => texts::files(engine),
        DeskRequest::OfPage(page) => texts::of_page(engine, page),
        DeskRequest::Open(file) => texts::open(engine, file),
        DeskRequest::Figure(place) => figure::at_caret(engine, &place.file, &place.text, place.at),
        DeskRequest::Form(asked) => forms::form(engine, asked),
        DeskRequest::Filled(form) => forms::filled(engine, form),
        DeskRequest::States(file) => kept::states(engine, file),
        DeskRequest::Former(asked) => kept::former(engine, asked),
        DeskRequest::Draft(draft) => kept::draft(engine, draft),
        DeskRequest::Checklist(lang) => checklist::checklist(engine, *lang),
        DeskRequest::Lists => put::lists(engine),
        DeskRequest::Address(asked) => put::address(tools, &asked.title),
        DeskRequest::Beside { file, bytes } => return put::beside(engine, file, bytes),
        DeskRequest::Document { asked, bytes } => return put::document(engine, tools, asked, bytes),
        DeskRequest::OtherLanguage(asked) => return put::other_language(engine, &asked.file),
        DeskRequest::Case(asked) => return put::case(engine, tools, asked),
        DeskRequest::Save { file, seen, text } => return texts::save(engine, file, seen, text),
    };
    (answer, Vec::new())
}

/// What is added to an answer after the engine knows of what was written.
pub fn afterwards(engine: &Engine, request: &DeskRequest, answer: HttpAnswer) -> HttpAnswer {
    match request {
        DeskRequest::Save { file, .. } => texts::with_file(engine, file, answer),
        DeskRequest::Files
        | DeskRequest::OfPage(_)
        | DeskRequest::Open(_)
        | DeskRequest::Lists
        | DeskRequest::Checklist(_)
        | DeskRequest::States(_)
        | DeskRequest::Former(_)
        | DeskRequest::Draft(_)
        | DeskRequest::Form(_)
        | DeskRequest::Filled(_)
        | DeskRequest::Address(_)
        | DeskRequest::Beside { .. }
        | DeskRequest::Document { .. }
        | DeskRequest::Case(_)
        | DeskRequest::OtherLanguage(_)
        | DeskRequest::Figure(_) => answer,
    }
}
