//! Whether a folder is still the same one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// A folder as the file system knows it, whatever its name: an equal one is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderIdentity {
    /// Without links.
    pub path: PathBuf,
    number: (u64, u64),
    born: Option<Duration>,
}

impl FolderIdentity {
    /// That of the folder at a path; `None` where there is none or it cannot be looked at.
    pub fn of(path: &Path) -> Option<FolderIdentity> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        let path = fs::canonicalize(path).ok()?;
        let born = metadata.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Some(FolderIdentity { path, number: number(&metadata), born })
    }
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}
