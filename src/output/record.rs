//! The record of an edition: the one file that is written among the sources, by the
//! command `publish` and nothing else.
//!
//! It is written under a hidden name, which is no source, before the site is published,
//! and gets its own name afterwards. A kill on the way leaves the hidden file: it says
//! that the pages of its edition, where they were published already, are none that count.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Act, DiskError, FileLock, PublishError};

/// Where the records are, below the root.
const FOLDER: &str = "data/editions";

const ENDING: &str = ".yaml.unfinished";

/// Keeps other processes from publishing editions of this project.
///
/// # Errors
/// When another one does, or the disk fails.
pub fn lock_records(root: &Path) -> Result<FileLock, PublishError> {
    FileLock::take(&root.join(".gongbao-lock"), root)
}

/// The dates of editions that were begun and not completed, as they are written in the
/// names of the files.
///
/// # Errors
/// When the folder of records is there and cannot be listed.
pub fn unfinished_editions(root: &Path) -> Result<Vec<String>, DiskError> {
    let folder = root.join(FOLDER);
    let failed = |error| DiskError::new(Act::Read, &folder, error);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut dates = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        let date = name.strip_prefix('.').and_then(|name| name.strip_suffix(ENDING));
        // Its record stands beside it when the kill came after everything was done.
        let begun = date.filter(|date| !folder.join(format!("{date}.yaml")).exists());
        dates.extend(begun.map(str::to_owned));
    }
    dates.sort();
    Ok(dates)
}

/// A record whose edition is not published yet.
#[derive(Debug)]
#[must_use = "a record that is not completed counts for nothing"]
pub struct UnfinishedRecord {
    folder: PathBuf,
    date: String,
}

impl UnfinishedRecord {
    /// Writes the record of an edition under its hidden name.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin(root: &Path, date: &str, text: &str) -> Result<UnfinishedRecord, DiskError> {
        let folder = root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(|error| DiskError::new(Act::Create, &folder, error))?;
        let record = UnfinishedRecord { folder, date: date.to_owned() };
        let path = record.hidden(date);
        let failed = |error| DiskError::new(Act::Write, &path, error);
        let mut file = File::create(&path).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        Ok(record)
    }

    /// The edition is published: the record counts, and earlier ones that were begun in
    /// vain are cleared away.
    ///
    /// # Errors
    /// When there is a record of this date, or the disk fails.
    pub fn complete(self, abandoned: &[String]) -> Result<(), DiskError> {
        let (hidden, record) = (self.hidden(&self.date), self.folder.join(format!("{}.yaml", self.date)));
        if record.exists() {
            return Err(DiskError::new(Act::Write, &record, io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(&hidden, &record).map_err(|error| DiskError::new(Act::Rename, &hidden, error))?;
        for date in abandoned.iter().filter(|date| **date != self.date) {
            let path = self.hidden(date);
            fs::remove_file(&path).map_err(|error| DiskError::new(Act::Remove, &path, error))?;
        }
        sync_folder(&self.folder)
    }

    /// Takes back a record whose edition could not be published.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn discard(self) -> Result<(), DiskError> {
        let path = self.hidden(&self.date);
        fs::remove_file(&path).map_err(|error| DiskError::new(Act::Remove, &path, error))
    }

    fn hidden(&self, date: &str) -> PathBuf {
        self.folder.join(format!(".{date}{ENDING}"))
    }
}

/// A new name lasts when its folder is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), DiskError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| DiskError::new(Act::Write, folder, error))
}

/// Folders cannot be opened here.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), DiskError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_counts_when_it_is_complete() {
        let root = tempfile::tempdir().unwrap();
        assert!(unfinished_editions(root.path()).unwrap().is_empty());
        let first = UnfinishedRecord::begin(root.path(), "2030-01-01", "half").unwrap();
        assert_eq!(unfinished_editions(root.path()).unwrap(), ["2030-01-01"]);
        drop(first);
        // As after a kill: begun again, and another day completed.
        let again = UnfinishedRecord::begin(root.path(), "2030-01-01", "whole").unwrap();
        again.complete(&[]).unwrap();
        let record = root.path().join(FOLDER).join("2030-01-01.yaml");
        assert_eq!(fs::read_to_string(&record).unwrap(), "whole");
        assert!(unfinished_editions(root.path()).unwrap().is_empty());
        let twice = UnfinishedRecord::begin(root.path(), "2030-01-01", "other").unwrap();
        assert!(twice.complete(&[]).is_err());
        assert_eq!(fs::read_to_string(&record).unwrap(), "whole");
    }

    #[test]
    fn what_was_begun_in_vain_is_cleared_away() {
        let root = tempfile::tempdir().unwrap();
        let _ = UnfinishedRecord::begin(root.path(), "2030-01-01", "x").unwrap();
        let second = UnfinishedRecord::begin(root.path(), "2030-02-02", "y").unwrap();
        let third = UnfinishedRecord::begin(root.path(), "2030-03-03", "z").unwrap();
        third.discard().unwrap();
        second.complete(&unfinished_editions(root.path()).unwrap()).unwrap();
        let names = fs::read_dir(root.path().join(FOLDER)).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["2030-02-02.yaml"]);
    }
}
