//! One writer at a time.

use std::fs::{self, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Act, DiskError, PublishError, Refusal};

/// How often the file may be taken away while it is being locked.
const ATTEMPTS: usize = 100;

/// A lock on a file that holds the number of its process. It ends with the process,
/// however that ends; the file is removed when the lock is let go, and one that a kill
/// has left behind is in nobody's way.
#[derive(Debug)]
pub struct FileLock {
    path: PathBuf,
    // The lock lasts as long as the file is open.
    _file: fs::File,
}

impl FileLock {
    /// Takes the lock at a path, which guards a folder.
    ///
    /// # Errors
    /// When another process has it, or the disk fails. A disk that knows no locks does
    /// not stop the work.
    pub fn take(path: &Path, folder: &Path) -> Result<FileLock, PublishError> {
        let failed = |error| DiskError::new(Act::Lock, path, error);
        for _ in 0..ATTEMPTS {
            let mut file = open(path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let process = fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok());
                    return Err(Refusal::Busy { folder: folder.to_owned(), process }.into());
                }
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error).into()),
            }
            // The one who had it may have removed the file that was opened here.
            if !is_at(&file, path) {
                continue;
            }
            file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(failed)?;
            return Ok(FileLock { path: path.to_owned(), _file: file });
        }
        Err(Refusal::Busy { folder: folder.to_owned(), process: None }.into())
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // A file that stays is in nobody's way.
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens or makes the file; a link at its place is not followed.
fn open(path: &Path) -> io::Result<fs::File> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other("not a regular file"));
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// An open file cannot be taken away here.
#[cfg(not(unix))]
fn is_at(_: &fs::File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_refused_and_told_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = FileLock::take(&path, folder.path()).unwrap();
        let second = FileLock::take(&path, folder.path());
        let process = Some(std::process::id());
        let Err(PublishError::Refused(refusal)) = second else { panic!("{second:?}") };
        assert_eq!(refusal, Refusal::Busy { folder: folder.path().to_owned(), process });
        drop(first);
        assert!(!path.exists());
        // What a kill leaves behind.
        fs::write(&path, "1\n").unwrap();
        FileLock::take(&path, folder.path()).unwrap();
    }
}
