//! Walking the folders and reading the files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{
    BuiltIn, Content, FOLDERS, FileId, Fingerprint, LARGEST_BINARY, LARGEST_TEXT, Source, Sources, TextContent,
};

/// How many files are read before they are entered: more would need more memory at once.
const AT_ONCE: usize = 4096;

/// The bytes that are read at once; most files are shorter.
const USUAL: usize = 16 * 1024;

/// The largest buffer that is kept for the next file.
const LARGEST_KEPT: usize = 1024 * 1024;

/// Endings of files that are no text: pictures and documents to be passed on, spreadsheets.
const BINARY_ENDINGS: [&str; 23] = [
    "avif", "bmp", "doc", "docx", "gif", "heic", "heif", "ico", "jpeg", "jpg", "mp4", "ods", "odt", "ofd", "pdf",
    "png", "svg", "tif", "tiff", "webm", "webp", "xls", "xlsx",
];

/// Endings of files that are passed on as they are where they lie beside texts.
const BINARY_BESIDE_TEXTS: [&str; 1] = ["csv"];

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

    /// Adds a file that is not on the disk, or not yet. It is forgotten when the folders
    /// are read again.
    pub fn add(&mut self, path: &str, text: &str) {
        self.put(path, decode(path, text.as_bytes()), Fingerprint::of(text.as_bytes()), false);
    }

    /// Reads the folders again and returns the files whose bytes are different now,
    /// in the order of their paths: changed, come or gone.
    pub fn look_again(&mut self) -> Vec<FileId> {
        let found = list(&self.root);
        let mut changed = self.take_in(&found);
        let built_in = self.built_in;
        for file in built_in.iter().filter(|file| !found.contains_key(file.path)) {
            let fingerprint = Fingerprint::of(file.bytes);
            if let Some(id) = self.put(file.path, decode(file.path, file.bytes), fingerprint, true) {
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
            changed.extend(self.take_in(&found));
            for path in gone {
                changed.extend(self.put_missing(&path));
            }
        }
        changed.sort_by_key(|id| self.get(*id).path.clone());
        changed.dedup();
        changed
    }

    /// Reads what a walk found, on all cores, and returns what is different now.
    fn take_in(&mut self, found: &BTreeMap<String, FoundFile>) -> Vec<FileId> {
        let found: Vec<(&String, &FoundFile)> = found.iter().collect();
        let mut changed = Vec::new();
        for some in found.chunks(AT_ONCE) {
            let read: Vec<_> = some.par_iter().map_init(Vec::new, |buffer, found| self.look(found, buffer)).collect();
            for (path, read) in read {
                match read {
                    Some((content, fingerprint)) => changed.extend(self.put(path, content, fingerprint, false)),
                    None => self.come_from_disk(path),
                }
            }
        }
        changed
    }

    fn look<'f>(
        &self,
        (path, file): &(&'f String, &FoundFile),
        buffer: &mut Vec<u8>,
    ) -> (&'f String, Option<(Content, Fingerprint)>) {
        (*path, file.read(&self.root, path, self.by_path(path), buffer))
    }

    /// The bytes at a path are those of the built-in file, or were read before.
    fn come_from_disk(&mut self, path: &str) {
        if let Some(id) = self.by_path.get(path) {
            self.files[id.0 as usize].built_in = false;
        }
    }

    /// A file is gone: the built-in one at its path stands in again.
    fn put_missing(&mut self, path: &str) -> Option<FileId> {
        let built_in = self.built_in.iter().find(|file| file.path == path);
        match built_in {
            Some(file) => self.put(path, decode(path, file.bytes), Fingerprint::of(file.bytes), true),
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
enum FoundFile {
    /// What the folder lists as an ordinary file.
    Ordinary,
    /// Something else that may turn out to be one.
    File,
    Outside,
    Unreadable(String),
}

impl FoundFile {
    /// What is there now; `None` where the bytes are those that are known.
    fn read(
        &self,
        root: &Path,
        path: &str,
        known: Option<&Source>,
        buffer: &mut Vec<u8>,
    ) -> Option<(Content, Fingerprint)> {
        let content = match self {
            FoundFile::Outside => Content::Outside,
            FoundFile::Unreadable(why) => Content::Unreadable(why.clone()),
            FoundFile::Ordinary | FoundFile::File => match self.bytes(&root.join(path), limit(path), buffer) {
                Ok(Ok(bytes)) => {
                    let fingerprint = Fingerprint::of(bytes);
                    let same = known.is_some_and(|known| known.is_read() && known.fingerprint == fingerprint);
                    return (!same).then(|| (decode(path, bytes), fingerprint));
                }
                Ok(Err(size)) => Content::TooLarge(size),
                Err(error) => Content::Unreadable(error.to_string()),
            },
        };
        let fingerprint = Fingerprint::of(format!("{content:?}").as_bytes());
        Some((content, fingerprint))
    }

    /// The bytes of an ordinary file, or its size when that is over the limit.
    fn bytes<'b>(&self, path: &Path, limit: u64, buffer: &'b mut Vec<u8>) -> io::Result<Result<&'b [u8], u64>> {
        // Opening a pipe would wait for somebody to write into it.
        let ordinary = matches!(self, FoundFile::Ordinary) || fs::metadata(path)?.is_file();
        if !ordinary {
            return Err(io::Error::other("not a regular file"));
        }
        let file = fs::File::open(path)?;
        buffer.clear();
        buffer.shrink_to(LARGEST_KEPT);
        buffer.reserve(USUAL);
        // Asking for the size of each of many small files takes as long as reading it.
        (&file).take(USUAL as u64).read_to_end(buffer)?;
        if buffer.len() < USUAL {
            return Ok(Ok(buffer));
        }
        let size = file.metadata()?.len();
        if size > limit {
            return Ok(Err(size));
        }
        (&file).take(limit).read_to_end(buffer)?;
        Ok(Ok(buffer))
    }
}

/// All files below the folders, by path. Hidden files and editors' temporary ones are
/// no sources; links are followed inside the root only.
fn list(root: &Path) -> BTreeMap<String, FoundFile> {
    let of_folder = |folder: &&str| {
        let start = root.join(folder);
        list_without_links(root, &start).unwrap_or_else(|| list_below(root, &start))
    };
    FOLDERS.iter().flat_map(of_folder).collect()
}

/// All files below a folder, its parts walked on all cores. `None` where something is not
/// plain: whether links make a circle can only be told by one walk over the whole.
fn list_without_links(root: &Path, folder: &Path) -> Option<BTreeMap<String, FoundFile>> {
    let mut parts = Vec::new();
    if folder.is_symlink() {
        return None;
    }
    split(folder, SPLIT, &mut parts)?;
    let plain = |part: &PathBuf| {
        let walk = WalkDir::new(part).into_iter().filter_entry(wanted);
        walk.map(|entry| entry.ok().filter(|entry| !entry.path_is_symlink()))
            .filter(|entry| entry.as_ref().is_none_or(|entry| !entry.file_type().is_dir()))
            .map(|entry| entry.map(|entry| (relative(root, entry.path()), found_at(&entry))))
            .collect::<Option<Vec<_>>>()
    };
    let found: Option<Vec<Vec<_>>> = parts.par_iter().map(plain).collect();
    Some(found?.into_iter().flatten().collect())
}

/// How many levels of folders are taken apart.
const SPLIT: usize = 2;

/// What lies in a folder, to be walked at the same time.
fn split(folder: &Path, levels: usize, parts: &mut Vec<PathBuf>) -> Option<()> {
    if levels == 0 {
        parts.push(folder.to_owned());
        return Some(());
    }
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        if !wanted_name(&entry.file_name().to_string_lossy()) {
            continue;
        }
        match entry.file_type().ok()? {
            kind if kind.is_dir() => split(&entry.path(), levels - 1, parts)?,
            kind if kind.is_file() => parts.push(entry.path()),
            _ => return None,
        }
    }
    Some(())
}

/// All files at or below a path. A link out of the root is not entered; it is told to the
/// writer instead.
fn list_below(root: &Path, start: &Path) -> BTreeMap<String, FoundFile> {
    let mut found = BTreeMap::new();
    let mut outside: Vec<PathBuf> = Vec::new();
    if fs::symlink_metadata(start).is_ok() {
        let walk = WalkDir::new(start).follow_links(true).into_iter();
        let enter = |entry: &DirEntry| {
            let wanted = wanted(entry);
            let inside = inside(root, entry);
            if wanted && !inside {
                outside.push(entry.path().to_owned());
            }
            wanted && inside
        };
        for entry in walk.filter_entry(enter) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    found.insert(relative(root, entry.path()), found_at(&entry));
                }
                Err(error) => {
                    let path = error.path().unwrap_or(start).to_path_buf();
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    found.insert(relative(root, &path), FoundFile::Unreadable(why));
                }
            }
        }
    }
    found.extend(outside.into_iter().map(|path| (relative(root, &path), FoundFile::Outside)));
    found
}

fn found_at(entry: &DirEntry) -> FoundFile {
    let ordinary = entry.file_type().is_file() && !entry.path_is_symlink();
    if ordinary { FoundFile::Ordinary } else { FoundFile::File }
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
        || path.starts_with("content/") && BINARY_BESIDE_TEXTS.contains(&ending.as_str())
}

fn limit(path: &str) -> u64 {
    if is_binary(path) { LARGEST_BINARY } else { LARGEST_TEXT }
}

/// Whether bytes that are no UTF-8 are UTF-16: they begin with its mark, or have zero bytes,
/// which no text in another encoding has.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0)
}

fn decode(path: &str, bytes: &[u8]) -> Content {
    if is_binary(path) {
        return Content::Binary(bytes.into());
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            return Content::NotUtf8 { valid: valid.as_ref().into(), utf16: is_utf16(bytes) };
        }
    };
    let byte_order_mark = text.starts_with('\u{feff}');
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let carriage_returns = text.contains('\r');
    let text = if carriage_returns { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
    Content::Text(TextContent { text, byte_order_mark, carriage_returns })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &BTreeMap<String, FoundFile>) -> Vec<(&str, bool)> {
        found
            .iter()
            .map(|(path, found)| (path.as_str(), matches!(found, FoundFile::Ordinary | FoundFile::File)))
            .collect()
    }

    /// A project of some files at several depths.
    fn project() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for path in ["content/a.md", "content/x/b.md", "content/x/y/c.md", "content/x/y/z/d.md", "content/.git/e"] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(root.path().join("content/x/y/~$c.md"), "x").unwrap();
        fs::create_dir_all(root.path().join("content/empty")).unwrap();
        root
    }

    #[test]
    fn folders_walked_at_the_same_time_are_those_of_one_walk() {
        let root = project();
        let folder = root.path().join("content");
        let parts = list_without_links(root.path(), &folder).unwrap();
        let whole = list_below(root.path(), &folder);
        assert_eq!(names(&parts), names(&whole));
        let files = ["content/a.md", "content/x/b.md", "content/x/y/c.md", "content/x/y/z/d.md"];
        assert_eq!(names(&parts), files.map(|file| (file, true)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_by_one_walk() {
        use std::os::unix::fs::symlink;
        let root = project();
        let (folder, outside) = (root.path().join("content"), tempfile::tempdir().unwrap());
        for (to, at) in [(folder.as_path(), "x/y/circle"), (outside.path(), "x/out"), (Path::new("a.md"), "same.md")] {
            symlink(to, folder.join(at)).unwrap();
            assert!(list_without_links(root.path(), &folder).is_none(), "{at}");
        }
        let found = list(root.path());
        let told: Vec<(&str, bool)> = names(&found).into_iter().filter(|(path, _)| !path.ends_with("md")).collect();
        assert_eq!(told, [("content/x/out", false), ("content/x/y/circle", false)]);
        assert!(matches!(found["content/same.md"], FoundFile::File));
        assert!(matches!(found["content/x/out"], FoundFile::Outside));
    }
}
