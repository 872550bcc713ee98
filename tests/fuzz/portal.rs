//! A copy of a portal of the tests, opened once, of which one file is changed again and again.

use std::fs;
use std::path::{Path, PathBuf};

use gongbao::diag::{Diagnostics, SourcePlaces, Span, Style, to_json, to_text};
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;

use crate::html;

pub struct OpenPortal {
    folder: tempfile::TempDir,
    pub engine: Engine,
}

impl OpenPortal {
    pub fn of(name: &str) -> OpenPortal {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&project().join("tests/portals").join(name), folder.path());
        let engine = Engine::open(folder.path(), Options::default()).expect("a folder that can be read");
        OpenPortal { folder, engine }
    }

    /// Writes a file, takes it in, and looks at all messages.
    pub fn edit(&mut self, path: &str, text: &str) -> Result<Diagnostics, String> {
        let path = fs::canonicalize(self.folder.path()).expect("the folder").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(&path, text).expect("a written file");
        self.engine.apply(Some(&[path]));
        let problems = self.engine.problems();
        self.check_messages(&problems)?;
        Ok(problems)
    }

    /// Makes a page, and looks at it and at what is wrong with it.
    pub fn page(&mut self, path: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.engine.file(path) else { return Ok(None) };
        let page = String::from_utf8(bytes.to_vec()).map_err(|_| format!("{path} is no UTF-8"))?;
        let problems = self.engine.page_problems();
        self.check_messages(&problems)?;
        // A template with an error makes no page.
        if !page.is_empty() {
            html::check(&page).map_err(|wrong| format!("{path}: {wrong}"))?;
        }
        Ok(Some(page))
    }

    fn check_messages(&self, problems: &Diagnostics) -> Result<(), String> {
        let sources = self.engine.sources();
        let places = SourcePlaces::of(sources);
        for problem in problems.iter().take(300) {
            for span in std::iter::once(problem.span).chain(problem.related.iter().map(|(span, _)| *span)) {
                let Some(source) = sources.find(span.file) else { continue };
                let text = source.text().unwrap_or("");
                if !source.is_binary() && !inside(text, span) {
                    return Err(format!("{problem:?} stands outside {}", source.path));
                }
            }
            to_json(problem, &places);
            for lang in Lang::ALL {
                if to_text(problem, &places, lang, Style::Plain).trim().is_empty() {
                    return Err(format!("{problem:?} says nothing"));
                }
            }
        }
        Ok(())
    }
}

/// Whether a span lies in a text, between characters.
pub fn inside(text: &str, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
}

pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = to.join(entry.path().strip_prefix(from).expect("a path below"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::copy(entry.path(), path).expect("a copy");
    }
}
