//! Writes an input anew, on command: an ordinary file of the project, which is still what
//! whoever changes it has seen.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::exchange::exchange_at_once;
use super::{Act, DiskError};
use crate::source::{FOLDERS, Fingerprint};

/// What became of a file that was to be written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewritten {
    Written,
    /// The same bytes are there: nothing was written.
    Unchanged,
    /// Somebody else changed it meanwhile: nothing was written. What is there now.
    Changed(Vec<u8>),
    /// No file is there any more: nothing was written.
    Gone,
    /// It is no ordinary file in a folder of the project, or a link leads there: nothing was
    /// written.
    Refused,
}

/// What is to stand in the place of a file with some bytes; `None` where they cannot be changed.
pub type NextBytes<'a> = dyn Fn(&[u8]) -> Option<Vec<u8>> + 'a;

/// Writes the file at `relative`, below the folders of the project, anew, if its bytes are
/// still those of `seen`. At each moment the old or the new file is there.
///
/// # Errors
/// When the disk fails; then the file is as it was.
pub fn rewrite_input(
    root: &Path,
    relative: &str,
    seen: Fingerprint,
    next: &NextBytes<'_>,
) -> Result<Rewritten, DiskError> {
    let Some(path) = ordinary_path(root, relative) else { return Ok(Rewritten::Refused) };
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => return Ok(Rewritten::Refused),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Rewritten::Gone),
        Err(error) => return Err(DiskError::new(Act::Read, &path, error)),
    };
    let there = fs::read(&path).map_err(|error| DiskError::new(Act::Read, &path, error))?;
    if Fingerprint::of(&there) != seen {
        return Ok(Rewritten::Changed(there));
    }
    let Some(bytes) = next(&there) else { return Ok(Rewritten::Refused) };
    if there == bytes {
        return Ok(Rewritten::Unchanged);
    }
    let beside = Beside::write(&path, &bytes, metadata.permissions())?;
    put_in_place(&beside.0, &path, seen, &bytes)
}

/// The path of a file below the folders of the project to which no link leads.
fn ordinary_path(root: &Path, relative: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = relative.split('/').collect();
    let plain = |part: &&str| !part.is_empty() && *part != "." && *part != ".." && !part.contains(['\\', '\0', ':']);
    if parts.len() < 2 || !FOLDERS.contains(&parts[0]) || !parts.iter().all(plain) {
        return None;
    }
    let mut path = root.to_owned();
    for part in &parts {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
            return None;
        }
    }
    Some(path)
}

/// The next file, hidden beside the one whose place it takes. Removed when it is no longer needed.
struct Beside(PathBuf);

impl Beside {
    fn write(path: &Path, bytes: &[u8], permissions: fs::Permissions) -> Result<Beside, DiskError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let next = Beside(path.with_file_name(format!(".{name}.{}.gongbao", std::process::id())));
        let failed = |error| DiskError::new(Act::Write, path, error);
        // What a kill has left there is of no use.
        let _ = fs::remove_file(&next.0);
        let mut file: File = OpenOptions::new().write(true).create_new(true).open(&next.0).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::set_permissions(&next.0, permissions).map_err(failed)?;
        Ok(next)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After an exchange it is the former file, after a rename nothing.
        let _ = fs::remove_file(&self.0);
    }
}

/// Lets two files change places, looks at what was there, and takes the exchange back where
/// somebody had written in the last moment.
fn put_in_place(next: &Path, path: &Path, seen: Fingerprint, ours: &[u8]) -> Result<Rewritten, DiskError> {
    let exchange = || exchange_at_once(next, path).map_err(|error| DiskError::new(Act::Rename, path, error));
    let read = |path: &Path| fs::read(path).map_err(|error| DiskError::new(Act::Read, path, error));
    if !exchange()? {
        let there = read(path)?;
        if Fingerprint::of(&there) != seen {
            return Ok(Rewritten::Changed(there));
        }
        fs::rename(next, path).map_err(|error| DiskError::new(Act::Rename, path, error))?;
        return Ok(Rewritten::Written);
    }
    let former = read(next)?;
    if Fingerprint::of(&former) == seen {
        return Ok(Rewritten::Written);
    }
    exchange()?;
    if read(next)? != ours {
        // Somebody wrote once more, over ours: that is the newest.
        exchange()?;
    }
    Ok(Rewritten::Changed(read(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/a")).unwrap();
        fs::write(root.path().join("content/a/zh.md"), "one").unwrap();
        fs::write(root.path().join("outside.md"), "one").unwrap();
        root
    }

    #[test]
    fn only_what_was_seen_is_replaced() {
        let root = project();
        let (root, file) = (root.path(), "content/a/zh.md");
        let write = |seen: &str, now: &str| {
            rewrite_input(root, file, Fingerprint::of(seen.as_bytes()), &|_| Some(now.into())).unwrap()
        };
        assert_eq!(write("one", "one"), Rewritten::Unchanged);
        assert_eq!(write("one", "two"), Rewritten::Written);
        assert_eq!(write("one", "three"), Rewritten::Changed(b"two".to_vec()));
        assert_eq!(fs::read_to_string(root.join(file)).unwrap(), "two");
        fs::remove_file(root.join(file)).unwrap();
        assert_eq!(write("two", "three"), Rewritten::Gone);
        // Nothing is left beside it.
        assert_eq!(fs::read_dir(root.join("content/a")).unwrap().count(), 0);
    }

    #[test]
    fn a_change_of_the_last_moment_is_kept() {
        let root = project();
        let path = root.path().join("content/a/zh.md");
        let next = Beside::write(&path, b"ours", fs::metadata(&path).unwrap().permissions()).unwrap();
        fs::write(&path, "theirs").unwrap();
        let done = put_in_place(&next.0, &path, Fingerprint::of(b"one"), b"ours").unwrap();
        assert_eq!(done, Rewritten::Changed(b"theirs".to_vec()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn nothing_is_written_elsewhere() {
        let root = project();
        let root = root.path();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("outside.md"), root.join("content/link.md")).unwrap();
            std::os::unix::fs::symlink(root, root.join("content/up")).unwrap();
        }
        for bad in [
            "outside.md", "../x.md", "content/../outside.md", "content/link.md", "content/up/outside.md", "content/a",
            "content//a/zh.md", "/content/a/zh.md", "content\\a", "content", "",
        ] {
            let done = rewrite_input(root, bad, Fingerprint::of(b"one"), &|_| Some(b"two".to_vec())).unwrap();
            assert!(matches!(done, Rewritten::Refused | Rewritten::Gone), "{bad}: {done:?}");
        }
        assert_eq!(fs::read_to_string(root.join("outside.md")).unwrap(), "one");
    }
}
