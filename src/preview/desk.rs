//! The desk: the texts of the project in the browser, beside the pages that are made of them.
//!
//! Only with `serve --edit`. What is saved is the file itself, written by the loop that owns
//! the engine, and only if it is still what was seen.

mod figure;
mod own;
mod reply;
mod texts;

use std::path::PathBuf;

use serde::Deserialize;

use super::answer::HttpAnswer;
use crate::engine::Engine;
use crate::source::LargestFiles;
pub use own::own_file;

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

/// What a desk sends with a body.
#[derive(Debug)]
pub struct Posted {
    /// What stands behind the question mark.
    pub given: String,
    /// The fingerprint of what was seen when it was begun.
    pub seen: String,
    pub body: Vec<u8>,
}

/// The question that a path asks, with what is given behind the question mark.
pub fn question(name: &str, given: String) -> Option<DeskRequest> {
    match name {
        "files" => Some(DeskRequest::Files),
        "of" if given.is_empty() || given.ends_with('/') => Some(DeskRequest::OfPage(format!("{given}index.html"))),
        "of" => Some(DeskRequest::OfPage(given)),
        "file" => Some(DeskRequest::Open(given)),
        _ => None,
    }
}

/// How many bytes may be sent to a path; nothing where nothing is sent there.
pub fn largest_body(name: &str) -> Option<u64> {
    match name {
        "save" | "figure" => Some(LargestFiles::default().text),
        _ => None,
    }
}

/// What is asked by what was sent to a path; nothing where it cannot be read.
pub fn posted(name: &str, posted: Posted) -> Option<DeskRequest> {
    match name {
        "save" => Some(DeskRequest::Save {
            file: posted.given,
            seen: posted.seen,
            text: String::from_utf8(posted.body).ok()?,
        }),
        "figure" => serde_json::from_slice(&posted.body).ok().map(DeskRequest::Figure),
        _ => None,
    }
}

/// What the loop answers. Returns the files that were written, too: whoever shows them is to be
/// told.
pub fn answer(engine: &Engine, request: &DeskRequest) -> (HttpAnswer, Vec<PathBuf>) {
    let answer = match request {
        DeskRequest::Files => texts::files(engine),
        DeskRequest::OfPage(page) => texts::of_page(engine, page),
        DeskRequest::Open(file) => texts::open(engine, file),
        DeskRequest::Figure(place) => figure::at_caret(engine, &place.file, &place.text, place.at),
        DeskRequest::Save { file, seen, text } => return texts::save(engine, file, seen, text),
    };
    (answer, Vec::new())
}

/// What is added to an answer after the engine knows of what was written.
pub fn afterwards(engine: &Engine, request: &DeskRequest, answer: HttpAnswer) -> HttpAnswer {
    match request {
        DeskRequest::Save { file, .. } => texts::with_file(engine, file, answer),
        DeskRequest::Files | DeskRequest::OfPage(_) | DeskRequest::Open(_) | DeskRequest::Figure(_) => answer,
    }
}
