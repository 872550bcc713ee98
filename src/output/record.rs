//! The record of an edition: the one file that is written among the sources, by the
//! command `publish` and nothing else.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::{Act, DiskError};

/// Writes a new file; one that is there already is left as it is and is an error.
///
/// # Errors
/// When the file exists or the disk fails.
pub fn write_record(path: &Path, text: &str) -> Result<(), DiskError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| DiskError::new(Act::Create, folder, error))?;
    }
    let failed = |error| DiskError::new(Act::Write, path, error);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}

/// Takes back a record whose edition could not be published.
///
/// # Errors
/// When the disk fails.
pub fn remove_record(path: &Path) -> Result<(), DiskError> {
    fs::remove_file(path).map_err(|error| DiskError::new(Act::Remove, path, error))
}
