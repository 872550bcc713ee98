//! The files of the project as texts: which there are, what is wrong with them, and saving them.

use std::cell::Cell;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::kept::draft_of;
use super::reply::{reply, state};
use crate::diag::{Diagnostic, SourcePlaces, to_json, with_text};
use crate::engine::Engine;
use crate::output::{Rewritten, keep_state, rewrite_input};
use crate::preview::answer::HttpAnswer;
use crate::source::{Fingerprint, Source};

/// The files that may be edited, and a name for the project among others.
pub fn files(engine: &Engine) -> HttpAnswer {
    let files: Vec<&str> = engine.editable().map(|source| &*source.path).collect();
    let project = Fingerprint::of(engine.sources().named().as_os_str().as_encoded_bytes()).short(12);
    reply(200, &json!({ "project": project, "files": files }))
}

/// The files that a page is made of.
pub fn of_page(engine: &Engine, page: &str) -> HttpAnswer {
    let files = engine.files_of_page(page);
    let files: Vec<&str> = files.iter().map(|id| &*engine.sources().get(*id).path).collect();
    reply(200, &json!({ "files": files }))
}

/// A file with its text and what is wrong with it.
pub fn open(engine: &Engine, file: &str) -> HttpAnswer {
    match editable(engine, file) {
        Some(source) => reply(200, &opened(engine, source)),
        None => state(404, "gone"),
    }
}

/// Saves a text in the place of what was seen of a file. Returns the file that was written, too:
/// whoever shows it is to be told.
pub fn save(engine: &Engine, file: &str, seen: &str, text: &str) -> (HttpAnswer, Vec<PathBuf>) {
    let Some(source) = editable(engine, file) else { return (state(404, "gone"), Vec::new()) };
    let known = Fingerprint::from_digits(seen);
    let Some(seen) = known else { return (state(400, "no-fingerprint"), Vec::new()) };
    let root = engine.sources().root().to_owned();
    let path = root.join(&*source.path);
    // Areas of browsers and programs that speak for them differ in their line ends.
    let text = &text.replace("\r\n", "\n");
    let kept = Cell::new(true);
    let now = |written: &[u8]| {
        let next = with_text(std::str::from_utf8(written).ok()?, text).into_bytes();
        // Before it is replaced: whatever happens then, it is there.
        if next != written {
            kept.set(keep_state(&root, file, written).is_ok());
        }
        Some(next)
    };
    let done = rewrite_input(&root, file, seen, &now);
    // Whatever became of it, the engine is to know the file as it is.
    let written = matches!(done, Ok(Rewritten::Written | Rewritten::Changed(_) | Rewritten::Gone));
    let answer = match done {
        Ok(Rewritten::Written) => reply(200, &json!({ "state": "saved", "kept": kept.get() })),
        Ok(Rewritten::Unchanged) => state(200, "unchanged"),
        Ok(Rewritten::Changed(_)) => state(409, "changed"),
        Ok(Rewritten::Gone) => state(404, "gone"),
        Ok(Rewritten::Refused) => state(403, "refused"),
        Err(error) => reply(500, &json!({ "state": "failed", "why": error.to_string() })),
    };
    (answer, written.then_some(path).into_iter().collect())
}

/// The file after something was done to it, added to what was answered.
pub fn with_file(engine: &Engine, file: &str, answer: HttpAnswer) -> HttpAnswer {
    let (Some(source), Ok(mut value)) = (editable(engine, file), serde_json::from_slice::<Value>(&answer.bytes)) else {
        return answer;
    };
    value["file"] = opened(engine, source);
    reply(answer.status, &value)
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
        "draft": draft_of(engine, &source.path),
        "unread": engine.unread(),
        "page": engine.page_of(source),
    })
}
