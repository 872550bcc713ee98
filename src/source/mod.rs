//! Reads the project's folders into [`Sources`], and looks again at given paths.
//!
//! The only module that reads the disk. It imports no other module and writes nothing:
//! what it could not read it says in the [`Content`] of the file, and `parse` turns that
//! into a message.

mod folder;
mod read;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use folder::FolderIdentity;

/// The folders of a project that are read. Everything else in its root is left alone.
pub const FOLDERS: [&str; 3] = ["content", "data", "themes"];

/// The largest files that are read, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LargestFiles {
    pub text: u64,
    /// Of pictures and other binary files.
    pub binary: u64,
}

impl Default for LargestFiles {
    /// A narrative has some kilobytes, the largest data file of a province and year some
    /// hundred; what is larger is a mistake.
    fn default() -> LargestFiles {
        LargestFiles { text: 16 * 1024 * 1024, binary: 64 * 1024 * 1024 }
    }
}

/// The file that says how large others may be; it is held to the default.
const SITE_FILE: &str = "data/site.yaml";

/// Which file something stands in. Ids are dense and stay with their path as long as the
/// [`Sources`] live, also when the file is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// 128 bits of BLAKE3 over some bytes: equal fingerprints mean equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        Fingerprint::from_hash(&blake3::hash(bytes))
    }

    /// The first half of a finished BLAKE3 hash.
    pub fn from_hash(hash: &blake3::Hash) -> Fingerprint {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Fingerprint(u128::from_be_bytes(half))
    }

    /// The fingerprint that all 32 hexadecimal digits of [`short`](Self::short) stand for.
    pub fn from_digits(digits: &str) -> Option<Fingerprint> {
        let plain = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(digits, 16).ok().filter(|_| plain).map(Fingerprint)
    }

    /// The first `length` hexadecimal digits, for file names.
    pub fn short(self, length: usize) -> String {
        let mut digits = format!("{:032x}", self.0);
        digits.truncate(length);
        digits
    }
}

/// What was found at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text with line feeds only and without a byte-order mark.
    Text(TextContent),
    /// A file that is no text by its ending (a picture).
    Binary(Arc<[u8]>),
    /// A file that ought to be text, and whose bytes are not UTF-8.
    NotUtf8 {
        /// The text up to the first wrong byte.
        valid: Arc<str>,
        /// The bytes look like UTF-16, which some editors call “Unicode”.
        utf16: bool,
    },
    /// Larger than [`LargestFiles`] allows; the size in bytes.
    TooLarge(u64),
    /// The system's own words why it could not be read.
    Unreadable(String),
    /// A symbolic link that leads out of the project.
    Outside,
    /// Nothing is there (any more).
    Missing,
}

/// The text of a file, and what had to be taken off it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextContent {
    pub text: Arc<str>,
    /// The file began with a byte-order mark.
    pub byte_order_mark: bool,
    /// The file had carriage returns at its line ends, before a line feed or alone.
    pub carriage_returns: bool,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: FileId,
    /// Relative to the root, with `/` between the parts.
    pub path: Arc<str>,
    pub content: Content,
    /// Of the bytes on disk.
    pub fingerprint: Fingerprint,
    /// The file comes with the program and not from the project's folder.
    pub built_in: bool,
}

impl Source {
    /// The text, where the file is one.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(content) => Some(&content.text),
            Content::NotUtf8 { valid, .. } => Some(valid),
            _ => None,
        }
    }

    /// The same, shared.
    pub fn shared_text(&self) -> Option<Arc<str>> {
        match &self.content {
            Content::Text(content) => Some(content.text.clone()),
            _ => None,
        }
    }

    /// Whether its bytes are known.
    fn is_read(&self) -> bool {
        matches!(self.content, Content::Text(_) | Content::Binary(_) | Content::NotUtf8 { .. })
    }

    /// Whether a file is there at all.
    pub fn exists(&self) -> bool {
        self.content != Content::Missing
    }
}

/// All files of a project.
#[derive(Clone, Debug)]
pub struct Sources {
    /// As it was named, from the root of the file system on: a link there may lead
    /// elsewhere later.
    named: PathBuf,
    root: PathBuf,
    built_in: &'static [BuiltIn],
    files: Vec<Source>,
    by_path: BTreeMap<Arc<str>, FileId>,
    /// The links that were met: what lies behind them changes under another name.
    links: BTreeSet<String>,
    /// What is there and could not be read.
    unreadable: BTreeSet<Arc<str>>,
    largest: LargestFiles,
}

/// A file that comes with the program: its path in a project, and its bytes.
/// A file of the project at the same path takes its place.
#[derive(Debug)]
pub struct BuiltIn {
    pub path: &'static str,
    pub bytes: &'static [u8],
}

impl Sources {
    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The project's folder as it was named, without its links followed.
    pub fn named(&self) -> &Path {
        &self.named
    }

    /// How large files may be.
    pub fn largest(&self) -> LargestFiles {
        self.largest
    }

    /// Whether some files may change without the system speaking of them: those behind
    /// links, and those that could not be read.
    pub fn any_unreported(&self) -> bool {
        !(self.links.is_empty() && self.unreadable.is_empty())
    }

    /// One file.
    ///
    /// # Panics
    /// When the id comes from other [`Sources`].
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// One file, or `None` for an id that these sources never gave.
    pub fn find(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The file at a path relative to the root.
    pub fn by_path(&self, path: &str) -> Option<&Source> {
        self.by_path.get(path).map(|id| self.get(*id))
    }

    /// The files that exist, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.by_path.values().map(|id| self.get(*id)).filter(|source| source.exists())
    }

    /// The files that exist below a folder, given with a slash at its end.
    pub fn below<'s, 'f>(&'s self, folder: &'f str) -> impl Iterator<Item = &'s Source> + use<'s, 'f> {
        let from = self.by_path.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let below = from.take_while(move |(path, _)| path.starts_with(folder));
        below.map(|(_, id)| self.get(*id)).filter(|source| source.exists())
    }

    /// How many ids have been given.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file was ever seen.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
