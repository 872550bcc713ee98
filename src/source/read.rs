//! Walking the folders and reading the files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::{
    BuiltIn, Content, FOLDERS, FileId, Fingerprint, LARGEST_BINARY, LARGEST_TEXT, Source, Sources, TextContent,
};

/// Endings of files that are pictures or documents to be passed on, not text to be read.
const BINARY_ENDINGS: [&str; 9] = ["avif", "gif", "ico", "jpeg", "jpg", "pdf", "png", "svg", "webp"];

impl Sources {
    /// Reads all files below the folders of a project.
    ///
    /// # Errors
    /// When the root is no folder that can be listed. A single file that cannot be read
    /// is no error: its [`Content`] says what happened.
    pub fn read(root: &Path, built_in: &'static [BuiltIn]) -> io::Result<Sources> {
        let metadata = fs::metadata(root)?;
        if !metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder"));
        }
        let mut sources =
            Sources { root: fs::canonicalize(root)?, built_in, files: Vec::new(), by_path: BTreeMap::new() };
        sources.look_again();
        Ok(sources)
    }

    /// Reads the folders again and returns the files whose bytes are different now,
    /// in the order of their paths: changed, come or gone.
    pub fn look_again(&mut self) -> Vec<FileId> {
        let found = list(&self.root);
        let mut changed = Vec::new();
        for (path, file) in &found {
            let (content, fingerprint) = file.read(&self.root, path);
            if let Some(id) = self.put(path, content, fingerprint, false) {
                changed.push(id);
            }
        }
        let built_in = self.built_in;
        for file in built_in.iter().filter(|file| !found.contains_key(file.path)) {
            let fingerprint = Fingerprint::of(file.bytes);
            if let Some(id) = self.put(file.path, decode(file.path, file.bytes.into()), fingerprint, true) {
                changed.push(id);
            }
        }
        let gone: Vec<Arc<str>> = self
            .iter()
            .filter(|source| !source.built_in && !found.contains_key(&*source.path))
            .map(|source| source.path.clone())
            .collect();
        for path in gone {
            changed.extend(self.put(&path, Content::Missing, Fingerprint(0), false));
        }
        changed.sort_by_key(|id| self.get(*id).path.clone());
        changed
    }

    /// Looks again at given paths and, where one is a folder, at all below it; returns
    /// what [`look_again`](Self::look_again) would. Paths outside the folders of the
    /// project, hidden and temporary files are passed over.
    pub fn look_at(&mut self, paths: &[PathBuf]) -> Vec<FileId> {
        let mut changed = Vec::new();
        for path in paths {
            let Some(relative) = self.wanted_path(path) else { continue };
            let found = list_below(&self.root, &self.root.join(&relative));
            let folder = format!("{relative}/");
            let known = self.by_path(&relative).filter(|source| source.exists());
            let gone: Vec<Arc<str>> = known
                .into_iter()
                .chain(self.below(&folder))
                .filter(|source| !found.contains_key(&*source.path) && !source.built_in)
                .map(|source| source.path.clone())
                .collect();
            for (path, file) in &found {
                let (content, fingerprint) = file.read(&self.root, path);
                changed.extend(self.put(path, content, fingerprint, false));
            }
            for path in gone {
                changed.extend(self.put_missing(&path));
            }
        }
        changed.sort_by_key(|id| self.get(*id).path.clone());
        changed.dedup();
        changed
    }

    /// A file is gone: the built-in one at its path stands in again.
    fn put_missing(&mut self, path: &str) -> Option<FileId> {
        let built_in = self.built_in.iter().find(|file| file.path == path);
        match built_in {
            Some(file) => self.put(path, decode(path, file.bytes.into()), Fingerprint::of(file.bytes), true),
            None => self.put(path, Content::Missing, Fingerprint(0), false),
        }
    }

    /// The path relative to the root of a file or folder that is read.
    fn wanted_path(&self, path: &Path) -> Option<String> {
        let inner = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let (first, rest) = parts.split_first()?;
        let read = FOLDERS.contains(&first.as_str()) && rest.iter().all(|name| wanted_name(name));
        read.then(|| parts.join("/"))
    }

    /// Sets what is at a path; returns the id when that is news.
    fn put(&mut self, path: &str, content: Content, fingerprint: Fingerprint, built_in: bool) -> Option<FileId> {
        if let Some(id) = self.by_path.get(path) {
            let source = &mut self.files[id.0 as usize];
            let same = source.fingerprint == fingerprint
                && std::mem::discriminant(&source.content) == std::mem::discriminant(&content);
            source.built_in = built_in;
            if same {
                return None;
            }
            source.content = content;
            source.fingerprint = fingerprint;
            return Some(*id);
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let path: Arc<str> = path.into();
        self.by_path.insert(path.clone(), id);
        self.files.push(Source { id, path, content, fingerprint, built_in });
        Some(id)
    }
}

/// What the walk found at a path.
enum Found {
    File,
    Outside,
    Unreadable(String),
}

impl Found {
    fn read(&self, root: &Path, path: &str) -> (Content, Fingerprint) {
        let content = match self {
            Found::Outside => Content::Outside,
            Found::Unreadable(why) => Content::Unreadable(why.clone()),
            Found::File => match bytes(&root.join(path), limit(path)) {
                Ok(Ok(bytes)) => {
                    let fingerprint = Fingerprint::of(&bytes);
                    return (decode(path, bytes), fingerprint);
                }
                Ok(Err(size)) => Content::TooLarge(size),
                Err(error) => Content::Unreadable(error.to_string()),
            },
        };
        let fingerprint = Fingerprint::of(format!("{content:?}").as_bytes());
        (content, fingerprint)
    }
}

/// All files below the folders, by path. Hidden files and editors' temporary ones are
/// no sources; links are followed inside the root only.
fn list(root: &Path) -> BTreeMap<String, Found> {
    let mut found = BTreeMap::new();
    for folder in FOLDERS {
        found.append(&mut list_below(root, &root.join(folder)));
    }
    found
}

/// All files at or below a path.
fn list_below(root: &Path, start: &Path) -> BTreeMap<String, Found> {
    let mut found = BTreeMap::new();
    if fs::symlink_metadata(start).is_ok() {
        let walk = WalkDir::new(start).follow_links(true).into_iter();
        for entry in walk.filter_entry(|entry| wanted(entry) && inside(root, entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    found.insert(relative(root, entry.path()), Found::File);
                }
                Err(error) => {
                    let path = error.path().unwrap_or(start).to_path_buf();
                    let why = match error.io_error() {
                        Some(error) => error.to_string(),
                        None => error.to_string(),
                    };
                    found.insert(relative(root, &path), Found::Unreadable(why));
                }
            }
        }
    }
    for path in links_outside(root, start) {
        found.insert(relative(root, &path), Found::Outside);
    }
    found
}

/// The symbolic links at or below a path that lead out of the root. The walk does not
/// enter them; they are told to the writer instead.
fn links_outside(root: &Path, start: &Path) -> Vec<PathBuf> {
    WalkDir::new(start)
        .into_iter()
        .filter_entry(wanted)
        .filter_map(Result::ok)
        .filter(|entry| entry.path_is_symlink())
        .filter(|entry| fs::canonicalize(entry.path()).is_ok_and(|target| !target.starts_with(root)))
        .map(DirEntry::into_path)
        .collect()
}

fn inside(root: &Path, entry: &DirEntry) -> bool {
    !entry.path_is_symlink() || fs::canonicalize(entry.path()).map_or(true, |target| target.starts_with(root))
}

fn wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || wanted_name(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of this name is read: no hidden ones, and none of those that
/// editors keep beside the file they are writing.
fn wanted_name(name: &str) -> bool {
    let temporary = name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'));
    !(name.starts_with('.') || temporary || name == "4913")
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn is_binary(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    BINARY_ENDINGS.contains(&ending.as_str())
}

fn limit(path: &str) -> u64 {
    if is_binary(path) { LARGEST_BINARY } else { LARGEST_TEXT }
}

/// The bytes of a regular file, or its size when that is over the limit.
fn bytes(path: &Path, limit: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if metadata.len() > limit {
        return Ok(Err(metadata.len()));
    }
    Ok(Ok(fs::read(path)?))
}

fn decode(path: &str, bytes: Vec<u8>) -> Content {
    if is_binary(path) {
        return Content::Binary(bytes.into());
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let valid = String::from_utf8_lossy(&error.as_bytes()[..valid]);
            return Content::NotUtf8 { valid: valid.as_ref().into() };
        }
    };
    let byte_order_mark = text.starts_with('\u{feff}');
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let carriage_returns = text.contains('\r');
    let text = if carriage_returns { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
    Content::Text(TextContent { text, byte_order_mark, carriage_returns })
}
