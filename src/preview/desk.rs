//! The desk: the texts of the project in the browser, beside the pages that are made of them.
//!
//! Only with `serve --edit`. What is saved is the file itself, written by the loop that owns
//! the engine, and only if it is still what was seen.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::answer::HttpAnswer;
use crate::diag::{Diagnostic, SourcePlaces, to_json, with_text};
use crate::engine::Engine;
use crate::output::{Rewritten, rewrite_input};
use crate::source::{Fingerprint, Source};

/// Below this path the desk's own files and answers lie.
pub const DESK: &str = "_gongbao/desk/";

const PAGE: &str = include_str!("desk/desk.html");
const SCRIPT: &str = include_str!("desk/desk.js");
const STYLE: &str = include_str!("desk/desk.css");

/// What a desk asks the loop for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskRequest {
    /// The files that may be edited.
    Files,
    /// The files that a page is made of.
    OfPage(String),
    /// A file with its text and what is wrong with it.
    Open(String),
    /// A text is to stand in the place of what was seen of a file.
    Save { file: String, seen: String, text: String },
}

/// A file of the desk itself: its page with the token of the session, its script and style.
pub fn own_file(name: &str, token: &str) -> Option<HttpAnswer> {
    let (kind, text) = match name {
        "" => ("text/html; charset=utf-8", PAGE.replace("{token}", token)),
        "desk.js" => ("text/javascript; charset=utf-8", SCRIPT.to_owned()),
        "desk.css" => ("text/css; charset=utf-8", STYLE.to_owned()),
        _ => return None,
    };
    Some(HttpAnswer { status: 200, kind, bytes: text.into_bytes(), redirect: None })
}

/// The question that a path asks, with what is given behind the question mark; saving has a
/// way of its own.
pub fn question(name: &str, given: String) -> Option<DeskRequest> {
    match name {
        "files" => Some(DeskRequest::Files),
        "of" if given.is_empty() || given.ends_with('/') => Some(DeskRequest::OfPage(format!("{given}index.html"))),
        "of" => Some(DeskRequest::OfPage(given)),
        "file" => Some(DeskRequest::Open(given)),
        _ => None,
    }
}

/// What the loop answers. Returns the file that was written, too: whoever shows it is to be
/// told.
pub fn answer(engine: &mut Engine, request: &DeskRequest) -> (HttpAnswer, Option<PathBuf>) {
    match request {
        DeskRequest::Files => {
            let files: Vec<&str> = engine.editable().map(|source| &*source.path).collect();
            let project = Fingerprint::of(engine.sources().named().as_os_str().as_encoded_bytes()).short(12);
            (reply(200, json!({ "project": project, "files": files })), None)
        }
        DeskRequest::OfPage(page) => {
            let files = engine.files_of_page(page);
            let files: Vec<&str> = files.iter().map(|id| &*engine.sources().get(*id).path).collect();
            (reply(200, json!({ "files": files })), None)
        }
        DeskRequest::Open(file) => match editable(engine, file) {
            Some(source) => (reply(200, opened(engine, source)), None),
            None => (reply(404, state("gone")), None),
        },
        DeskRequest::Save { file, seen, text } => save(engine, file, seen, text),
    }
}

fn save(engine: &mut Engine, file: &str, seen: &str, text: &str) -> (HttpAnswer, Option<PathBuf>) {
    let Some(source) = editable(engine, file) else { return (reply(404, state("gone")), None) };
    let known = Fingerprint::from_digits(seen);
    let Some(seen) = known else { return (reply(400, state("no-fingerprint")), None) };
    let root = engine.sources().root().to_owned();
    let path = root.join(&*source.path);
    // Areas of browsers and programs that speak for them differ in their line ends.
    let text = &text.replace("\r\n", "\n");
    let now = |written: &[u8]| Some(with_text(std::str::from_utf8(written).ok()?, text).into_bytes());
    let done = rewrite_input(&root, file, seen, &now);
    // Whatever became of it, the engine is to know the file as it is.
    let written = matches!(done, Ok(Rewritten::Written | Rewritten::Changed(_) | Rewritten::Gone));
    let told = written.then_some(path);
    let answer = match done {
        Ok(Rewritten::Written) => reply(200, state("saved")),
        Ok(Rewritten::Unchanged) => reply(200, state("unchanged")),
        Ok(Rewritten::Changed(_)) => reply(409, state("changed")),
        Ok(Rewritten::Gone) => reply(404, state("gone")),
        Ok(Rewritten::Refused) => reply(403, state("refused")),
        Err(error) => reply(500, json!({ "state": "failed", "why": error.to_string() })),
    };
    (answer, told)
}

/// The file after something was done to it, added to what was answered.
pub fn with_file(engine: &Engine, file: &str, answer: HttpAnswer) -> HttpAnswer {
    let (Some(source), Ok(mut value)) = (editable(engine, file), serde_json::from_slice::<Value>(&answer.bytes)) else {
        return answer;
    };
    value["file"] = opened(engine, source);
    reply(answer.status, value)
}

fn state(word: &str) -> Value {
    json!({ "state": word })
}

fn reply(status: u16, value: Value) -> HttpAnswer {
    let bytes = value.to_string().into_bytes();
    HttpAnswer { status, kind: "application/json; charset=utf-8", bytes, redirect: None }
}

fn editable<'e>(engine: &'e Engine, file: &str) -> Option<&'e Source> {
    engine.sources().by_path(file).filter(|source| source.exists() && engine.is_editable(source))
}

/// A file as a desk needs it.
fn opened(engine: &Engine, source: &Source) -> Value {
    let sources = engine.sources();
    let mut problems = engine.problems();
    problems.extend(engine.page_problems());
    let problems = problems.sorted(sources);
    let concerns = |problem: &&Diagnostic| problem.span.file == source.id;
    let places = SourcePlaces::of(sources);
    let problems: Vec<Value> = problems.iter().filter(concerns).map(|problem| to_json(problem, &places)).collect();
    json!({
        "path": &*source.path,
        "fingerprint": source.fingerprint.short(32),
        "text": source.text().unwrap_or(""),
        "problems": problems,
        "unread": engine.unread(),
    })
}
