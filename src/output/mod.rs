//! Makes a folder equal to what was rendered, touching only files it wrote.
//!
//! A new folder is made beside the published one, each file being written where it was
//! rendered and unchanged ones being linked into it, and then takes its place: an error or a kill on the way leaves the published folder
//! as it was. A manifest in the folder says which files are ours; all others are kept.
//! One process at a time writes a folder. This is the only module that writes the disk.

mod destination;
mod exchange;
mod existing;
mod input;
mod kept;
mod lock;
mod manifest;
mod new_input;
mod next_site;
mod place;
mod record;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use destination::Destination;
pub use input::{NextBytes, Rewritten, rewrite_input};
pub use kept::{KeptState, keep_draft, keep_state, kept_draft, kept_state, kept_states};
pub use lock::FileLock;
pub use new_input::{Created, NewInput, create_inputs};
pub use next_site::NextSite;
pub use record::{UnfinishedRecord, lock_records, unfinished_editions};

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    /// Of those written: files whose bytes on the disk were not those that we had written
    /// there, and files that had gone.
    pub repaired: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// Files that were kept from earlier and are gone or damaged: there is nothing to
    /// repair them with.
    pub damaged: Vec<String>,
    /// The former folder, where it could not be removed.
    pub left_behind: Option<PathBuf>,
}

/// Why a folder was not published, or a record not written.
#[derive(Debug)]
pub enum PublishError {
    Disk(DiskError),
    Refused(Refusal),
}

/// What is not done, although the disk would allow it. Nothing was touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The folder is the root of the project, or holds it.
    HoldsRoot {
        folder: PathBuf,
    },
    /// The folder is one of the folders that are read, or holds one, or lies in one.
    TouchesSources {
        folder: PathBuf,
        sources: PathBuf,
    },
    /// A link whose target does not exist.
    LinkToNowhere {
        link: PathBuf,
    },
    NotAFolder {
        path: PathBuf,
    },
    /// The folder holds files and no manifest of ours.
    NotOurs {
        folder: PathBuf,
    },
    ManifestUnreadable {
        folder: PathBuf,
    },
    /// What others put where files of ours are to be; relative to the folder.
    InTheWay {
        folder: PathBuf,
        paths: Vec<String>,
    },
    /// As before, and not replaced by force either: folders that hold files.
    FoldersInTheWay {
        folder: PathBuf,
        paths: Vec<String>,
    },
    /// Another process is writing; its number, where it can be known.
    Busy {
        folder: PathBuf,
        process: Option<u32>,
    },
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
    Lock,
}

impl DiskError {
    fn new(act: Act, path: &Path, error: io::Error) -> DiskError {
        DiskError { act, path: path.to_owned(), error }
    }
}

impl From<DiskError> for PublishError {
    fn from(error: DiskError) -> PublishError {
        PublishError::Disk(error)
    }
}

impl From<Refusal> for PublishError {
    fn from(refusal: Refusal) -> PublishError {
        PublishError::Refused(refusal)
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
            Act::Lock => "lock",
        };
        write!(f, "cannot {act} {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for DiskError {}
