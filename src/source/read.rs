//! Reading the files, and what became of them since they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::walk::{FoundFile, Listing, is_below, list, list_below, wanted_name};
use super::{BuiltIn, Content, FOLDERS, FileId, Fingerprint, LargestFiles, SITE_FILE, Source, Sources, TextContent};

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
        let mut sources = Sources {
            named: std::path::absolute(root)?,
            root: fs::canonicalize(root)?,
            built_in,
            files: Vec::new(),
            by_path: BTreeMap::new(),
            links: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            largest: LargestFiles::default(),
        };
        sources.look_again();
        Ok(sources)
    }

    /// Whether a file lies where its path says: no link leads to it.
    pub fn is_plain(&self, source: &Source) -> bool {
        !self.links.iter().any(|link| is_below(&source.path, link))
    }

    /// Sets how large files may be, and looks again at those of which that decides.
    pub fn keep_to(&mut self, largest: LargestFiles) {
        let before = std::mem::replace(&mut self.largest, largest);
        let decides = |source: &&Source| match &source.content {
            Content::TooLarge(_) => true,
            Content::Text(_) | Content::NotUtf8 { .. } => largest.text < before.text,
            Content::Binary(_) => largest.binary < before.binary,
            Content::Unreadable(_) | Content::Outside | Content::Missing => false,
        };
        if before != largest {
            let paths: Vec<PathBuf> = self.iter().filter(decides).map(|file| self.root.join(&*file.path)).collect();
            self.look_at(&paths);
        }
    }

    /// Adds a file that is not on the disk, or not yet. It is forgotten when the folders
    /// are read again.
    pub fn add(&mut self, path: &str, text: &str) {
        self.put(path, decode(path, text.as_bytes()), Fingerprint::of(text.as_bytes()), false);
    }

    /// Reads the folders again and returns the files whose bytes are different now,
    /// in the order of their paths: changed, come or gone. The root may be another folder
    /// than before, or be away; then all files are.
    pub fn look_again(&mut self) -> Vec<FileId> {
        if let Ok(root) = fs::canonicalize(&self.named) {
            self.root = root;
        }
        let Listing { files: found, links } = list(&self.root);
        self.links = links;
        let mut changed = self.take_in(&found);
        let built_in = self.built_in;
        for file in built_in.iter().filter(|file| !found.contains_key(file.path)) {
            let fingerprint = Fingerprint::of(file.bytes);
            if let Some(id) = self.put(file.path, decode(file.path, file.bytes), fingerprint, true) {
                changed.push(id);
            }
        }
        changed.extend(self.take_out(&found, FOLDERS.into_iter()));
        self.in_order(changed)
    }

    /// Looks again at given paths and, where one is a folder, at all below it; returns
    /// what [`look_again`](Self::look_again) would. Paths outside the folders of the
    /// project, hidden and temporary files are passed over.
    pub fn look_at(&mut self, paths: &[PathBuf]) -> Vec<FileId> {
        let mut changed = Vec::new();
        for path in paths {
            let Some(mut relative) = self.wanted_path(path) else { continue };
            let mut listing = list_below(&self.root, &self.root.join(&relative));
            if !listing.links.is_empty() || self.is_behind_link(&relative) {
                // What links lead to, and whether they make a circle, shows from the top only.
                relative.truncate(relative.find('/').unwrap_or(relative.len()));
                listing = list_below(&self.root, &self.root.join(&relative));
            }
            self.links.retain(|link| !is_below(link, &relative));
            self.links.extend(listing.links);
            changed.extend(self.take_in(&listing.files));
            changed.extend(self.take_out(&listing.files, [relative.as_str()].into_iter()));
        }
        self.in_order(changed)
    }

    /// Looks again at what the system does not speak of when it changes: files behind
    /// links, and those that could not be read. Returns what
    /// [`look_again`](Self::look_again) would.
    pub fn look_at_unreported(&mut self) -> Vec<FileId> {
        let unreadable: Vec<PathBuf> = self.unreadable.iter().map(|path| self.root.join(&**path)).collect();
        let mut changed = self.look_at(&unreadable);
        let of_link = |link: &String| FOLDERS.into_iter().find(|folder| is_below(link, folder));
        let folders: BTreeSet<&str> = self.links.iter().filter_map(of_link).collect();
        for folder in folders {
            let mut listing = list_below(&self.root, &self.root.join(folder));
            let mut links = std::mem::take(&mut listing.links);
            links.extend(self.links.iter().filter(|link| is_below(link, folder)).cloned());
            let behind = |path: &str| links.iter().any(|link| is_below(path, link));
            listing.files.retain(|path, _| behind(path));
            changed.extend(self.take_in(&listing.files));
            changed.extend(self.take_out(&listing.files, links.iter().map(String::as_str)));
        }
        self.in_order(changed)
    }

    /// Forgets the files at and below some paths that were not found there.
    fn take_out<'p>(
        &mut self,
        found: &BTreeMap<String, FoundFile>,
        parts: impl Iterator<Item = &'p str>,
    ) -> Vec<FileId> {
        let mut gone: Vec<Arc<str>> = Vec::new();
        for part in parts {
            let folder = format!("{part}/");
            let known = self.by_path(part).filter(|source| source.exists()).into_iter().chain(self.below(&folder));
            let lost = known.filter(|source| !source.built_in && !found.contains_key(&*source.path));
            gone.extend(lost.map(|source| source.path.clone()));
        }
        gone.iter().filter_map(|path| self.put_missing(path)).collect()
    }

    fn in_order(&self, mut changed: Vec<FileId>) -> Vec<FileId> {
        changed.sort_by_key(|id| self.get(*id).path.clone());
        changed.dedup();
        changed
    }

    /// Whether a path is a link, or leads through one.
    fn is_behind_link(&self, relative: &str) -> bool {
        let ends = relative.match_indices('/').map(|(at, _)| at).chain([relative.len()]);
        ends.into_iter().any(|end| self.root.join(&relative[..end]).is_symlink())
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
        (*path, file.read(&self.root, path, self.by_path(path), limit(path, self.largest), buffer))
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
        if matches!(content, Content::Unreadable(_)) {
            self.unreadable.insert(path.into());
        } else {
            self.unreadable.remove(path);
        }
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

impl Source {
    /// Whether it is no text by its ending.
    pub fn is_binary(&self) -> bool {
        is_binary(&self.path)
    }
}

impl FoundFile {
    /// What is there now; `None` where the bytes are those that are known.
    fn read(
        &self,
        root: &Path,
        path: &str,
        known: Option<&Source>,
        limit: u64,
        buffer: &mut Vec<u8>,
    ) -> Option<(Content, Fingerprint)> {
        let content = match self {
            FoundFile::Outside => Content::Outside,
            FoundFile::Unreadable(why) => Content::Unreadable(why.clone()),
            FoundFile::Ordinary | FoundFile::File => match self.bytes(&root.join(path), limit, buffer) {
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
        if buffer.len() < USUAL && buffer.len() as u64 <= limit {
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

fn is_binary(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    BINARY_ENDINGS.contains(&ending.as_str())
        || path.starts_with("content/") && BINARY_BESIDE_TEXTS.contains(&ending.as_str())
}

fn limit(path: &str, largest: LargestFiles) -> u64 {
    let largest = if path == SITE_FILE { LargestFiles::default() } else { largest };
    if is_binary(path) { largest.binary } else { largest.text }
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
