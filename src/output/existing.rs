//! The published folder as it stands on the disk, beside what its manifest says of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest::{Manifest, NAME};
use super::{Act, DiskError, PublishError, Refusal};
use crate::source::Fingerprint;

/// The published folder before it is published again.
pub struct Existing<'a> {
    folder: &'a Path,
    pub manifest: Manifest,
}

impl Existing<'_> {
    /// Reads the manifest. A folder with files and without one is not ours; `force` takes
    /// it over with all that is in it.
    pub fn read(folder: &Path, force: bool) -> Result<Existing<'_>, PublishError> {
        let path = folder.join(NAME);
        let manifest = match fs::read(&path) {
            Ok(bytes) => match std::str::from_utf8(&bytes).ok().and_then(Manifest::parse) {
                Some(manifest) => manifest,
                None if force => Manifest::default(),
                None => return Err(Refusal::ManifestUnreadable { folder: folder.to_owned() }.into()),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !force && holds_something(folder)? {
                    return Err(Refusal::NotOurs { folder: folder.to_owned() }.into());
                }
                Manifest::default()
            }
            Err(error) => return Err(DiskError::new(Act::Read, &path, error).into()),
        };
        Ok(Existing { folder, manifest })
    }

    /// Whether a file of ours is on the disk with just these bytes. What the manifest says
    /// of it is not enough: somebody may have written into it.
    pub fn has(&self, path: &str, bytes: &[u8]) -> bool {
        if !self.manifest.files.contains_key(path) {
            return false;
        }
        let path = self.folder.join(path);
        let size = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
        size == Some(bytes.len() as u64) && fs::read(&path).is_ok_and(|there| there == bytes)
    }

    /// Whether a file is on the disk, and whether it is as the manifest says.
    pub fn state(&self, path: &str, recorded: Fingerprint) -> Option<bool> {
        let path = self.folder.join(path);
        let file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
        file.then(|| fs::read(&path).is_ok_and(|bytes| Fingerprint::of(&bytes) == recorded))
    }

    /// What others put where files of ours are to be: a file, a link or a folder at their
    /// path, or something that is no folder above it.
    pub fn in_the_way(&self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        let mut found = BTreeSet::new();
        for path in paths {
            let above = path.match_indices('/').map(|(end, _)| &path[..end]);
            let mut blocked = false;
            for folder in above {
                if folders.contains(folder) {
                    continue;
                }
                match self.kind(folder)? {
                    Some(kind) if kind.is_dir() => {
                        folders.insert(folder);
                    }
                    Some(_) => {
                        if !self.manifest.files.contains_key(folder) {
                            found.insert(folder.to_owned());
                        }
                        blocked = true;
                    }
                    None => blocked = true,
                }
                if blocked {
                    break;
                }
            }
            if !blocked && self.foreign_at(path)? {
                found.insert((*path).to_owned());
            }
        }
        Ok(found)
    }

    fn foreign_at(&self, path: &str) -> Result<bool, PublishError> {
        match self.kind(path)? {
            None => Ok(false),
            Some(kind) if kind.is_dir() => self.has_foreign(path),
            Some(_) => Ok(!self.manifest.files.contains_key(path)),
        }
    }

    /// Whether a folder is other than one that held files of ours only.
    fn has_foreign(&self, folder: &str) -> Result<bool, PublishError> {
        let mut ours = false;
        for entry in walkdir::WalkDir::new(self.folder.join(folder)) {
            let entry = entry.map_err(|error| walk_error(self.folder, error))?;
            if !entry.file_type().is_dir() {
                if !self.manifest.files.contains_key(&relative(self.folder, entry.path())) {
                    return Ok(true);
                }
                ours = true;
            }
        }
        Ok(!ours)
    }

    fn kind(&self, path: &str) -> Result<Option<fs::FileType>, PublishError> {
        let path = self.folder.join(path);
        match fs::symlink_metadata(&path) {
            Ok(metadata) => Ok(Some(metadata.file_type())),
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => Ok(None),
            Err(error) => Err(DiskError::new(Act::Read, &path, error).into()),
        }
    }

    /// Those paths that are folders with something in them.
    pub fn full_folders(&self, paths: &BTreeSet<String>) -> Result<Vec<String>, PublishError> {
        let mut full = Vec::new();
        for path in paths {
            if self.kind(path)?.is_some_and(|kind| kind.is_dir()) && holds_something(&self.folder.join(path))? {
                full.push(path.clone());
            }
        }
        Ok(full)
    }
}

fn holds_something(folder: &Path) -> Result<bool, PublishError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(DiskError::new(Act::Read, folder, error).into()),
    }
}

/// A path below a folder, parts joined by `/`.
pub fn relative(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A folder that could not be listed.
pub fn walk_error(folder: &Path, error: walkdir::Error) -> DiskError {
    let path = error.path().unwrap_or(folder).to_owned();
    DiskError::new(Act::Read, &path, error.into_io_error().unwrap_or_else(|| io::Error::other("loop")))
}
