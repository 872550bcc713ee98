//! Makes a folder equal to what was rendered, touching only files it wrote.
//!
//! A new folder is made beside the published one, unchanged files being linked into it,
//! and then takes its place: an error or a kill on the way leaves the published folder
//! as it was. A manifest in the folder says which files are ours; all others are kept.
//! This is the only module that writes the disk.

mod manifest;
mod publish;
mod record;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use publish::{publish, publish_keeping};
pub use record::{remove_record, write_record};

/// A file to be published.
#[derive(Clone, Debug)]
pub struct File<'a> {
    /// Path below the folder, parts joined by `/`.
    pub path: &'a str,
    pub bytes: &'a [u8],
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// A failure of the disk: what was tried, where, and the system's words.
#[derive(Debug)]
pub struct DiskError {
    pub act: Act,
    pub path: PathBuf,
    pub error: io::Error,
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Read,
    Write,
    Create,
    Rename,
    Remove,
    /// The folder holds files and no manifest of ours.
    Replace,
}

impl DiskError {
    fn new(act: Act, path: &Path, error: io::Error) -> DiskError {
        DiskError { act, path: path.to_owned(), error }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let act = match self.act {
            Act::Read => "read",
            Act::Write => "write",
            Act::Create => "create",
            Act::Rename => "rename",
            Act::Remove => "remove",
            Act::Replace => "replace",
        };
        write!(f, "cannot {act} {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for DiskError {}
