//! A small portal in a temporary folder, to be changed, checked and built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongbao::diag::{Diagnostics, Severity, SourcePlaces, Style, to_json, to_text};
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;
use serde_json::Value;

/// The folder of the project itself, which is also the real portal.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A portal that a test may change.
pub struct Portal {
    folder: tempfile::TempDir,
}

/// What the program makes of a portal.
pub struct Made {
    pub engine: Engine,
    /// By path below the root of the site.
    pub files: BTreeMap<String, Vec<u8>>,
    pub problems: Diagnostics,
}

impl Portal {
    /// A copy of `tests/portals/<name>`.
    pub fn of(name: &str) -> Portal {
        Portal::copy(&project().join("tests/portals").join(name), &["data", "content", "themes"])
    }

    /// A copy of the real portal's data and content.
    pub fn real() -> Portal {
        Portal::copy(project(), &["data", "content"])
    }

    fn copy(from: &Path, folders: &[&str]) -> Portal {
        let portal = Portal { folder: tempfile::tempdir().expect("a temporary folder") };
        for folder in folders.iter().filter(|folder| from.join(folder).exists()) {
            copy_tree(&from.join(folder), &portal.path().join(folder));
        }
        portal
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Lays the files of a folder over this portal.
    pub fn with_files_of(self, folder: &Path) -> Portal {
        for part in ["data", "content", "themes"].iter().map(|part| folder.join(part)).filter(|part| part.exists()) {
            copy_tree(&part, &self.path().join(part.file_name().expect("a name")));
        }
        self
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a written file");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("a removed file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Reads everything and makes all pages.
    pub fn make(&self) -> Made {
        make(self.path())
    }
}

/// The texts of an archive, by name.
pub fn unpacked(path: &str, bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let files = (0..archive.len()).map(|position| {
        let file = archive.by_index(position).expect("a file of the archive");
        let name = file.name().expect("a name").into_owned();
        (name, std::io::read_to_string(file).expect("a text"))
    });
    files.collect()
}

/// Reads the project in a folder and makes all pages.
pub fn make(root: &Path) -> Made {
    let engine = Engine::open(root, Options::default()).expect("a folder that can be read");
    let (files, of_pages) = engine.render_all();
    // `check` makes fewer pages.
    assert!(
        of_pages.iter().eq(engine.check_pages(&engine.pages_to_check(), &|| ()).iter()),
        "check does not find what making all pages finds"
    );
    let mut problems = engine.problems().clone();
    problems.extend(of_pages);
    let problems = problems.sorted(engine.sources());
    let files = files.into_iter().map(|file| (file.path, file.bytes)).collect();
    Made { engine, files, problems }
}

impl Made {
    /// The text of a page.
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no page {path}"));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// The files in the archives of charts, by name.
    pub fn charts(&self) -> BTreeMap<String, String> {
        let archives = self.files.iter().filter(|(path, _)| path.starts_with("data/figures/"));
        archives.flat_map(|(path, bytes)| unpacked(path, bytes)).collect()
    }

    /// A file of the archives of charts.
    pub fn chart(&self, name: &str) -> String {
        self.charts().remove(name).unwrap_or_else(|| panic!("no chart {name}"))
    }

    /// The pages, without style sheets, scripts and pictures.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let html = self.files.iter().filter(|(path, _)| path.ends_with(".html"));
        html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
    }

    /// All problems as they are printed.
    pub fn printed(&self, lang: Lang) -> String {
        let places = SourcePlaces::of(self.engine.sources());
        self.problems.iter().map(|problem| to_text(problem, &places, lang, Style::Plain) + "\n").collect()
    }

    /// All problems as `--format json` gives them.
    pub fn json(&self) -> Vec<Value> {
        let places = SourcePlaces::of(self.engine.sources());
        self.problems.iter().map(|problem| to_json(problem, &places)).collect()
    }

    /// How many errors and warnings there are; notes do not count.
    pub fn errors_and_warnings(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() != Severity::Note).count()
    }
}

/// Copies a folder with all that is in it; symbolic links stay links.
pub fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            copy_tree(&entry.path(), &target);
        } else if kind.is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).expect("a link"), &target).expect("a new link");
        } else {
            fs::copy(entry.path(), &target).expect("a copied file");
        }
    }
}

/// All files below a folder, as sorted paths relative to it.
pub fn files_below(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, base: &Path, found: &mut Vec<String>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                found.push(path.strip_prefix(base).expect("a path below").to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found
}

/// Compares with a file of expected text, or rewrites it when `UPDATE_EXPECTED` is set.
/// Returns what is wrong.
pub fn compare(expected: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        if fs::read_to_string(expected).ok().as_deref() != Some(found) {
            fs::write(expected, found).expect("a written file");
        }
        return None;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    (wanted != found).then(|| {
        let name = expected.strip_prefix(project()).unwrap_or(expected).display();
        format!("{name} differs (rewrite it with UPDATE_EXPECTED=1)\n--- found\n{found}\n--- expected\n{wanted}")
    })
}
