//! What a desk keeps beside the inputs: what each save replaced, and words that were typed and
//! not saved. In a folder of the project that is neither read, published nor given to Git.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Act, DiskError};

/// The folder, below the root.
const FOLDER: &str = ".gongbao";
/// In it: what saves replaced, and what is not saved.
const STATES: &str = "states";
const DRAFTS: &str = "drafts";

/// How many states of a file are kept, and how many bytes of all.
const MOST_STATES: usize = 30;
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// How many files may have words that are not saved.
const MOST_DRAFTS: usize = 200;

/// What a file was before a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptState {
    /// By which it is asked for: the newest has the largest.
    pub number: u64,
    pub bytes: u64,
    /// How long ago it was replaced, in seconds.
    pub age: u64,
}

/// Keeps what a file was, unless that is what was kept last; drops what is too old or too much.
///
/// # Errors
/// When it cannot be kept: the disk fails, or a link leads there.
pub fn keep_state(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), DiskError> {
    let folder = folder_of(root, STATES, relative)?;
    let states = numbers(&folder);
    let last = states.last().copied().unwrap_or(0);
    if last > 0 && fs::read(state_path(&folder, last)).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    make(root, &folder)?;
    write(&state_path(&folder, last + 1), bytes)?;
    for old in states.iter().take((states.len() + 1).saturating_sub(MOST_STATES)) {
        // What cannot be removed is removed the next time.
        let _ = fs::remove_file(state_path(&folder, *old));
    }
    hold_to(&root.join(FOLDER).join(STATES), MOST_BYTES);
    Ok(())
}

/// What a file was before its saves, the newest first.
pub fn kept_states(root: &Path, relative: &str) -> Vec<KeptState> {
    let Ok(folder) = folder_of(root, STATES, relative) else { return Vec::new() };
    let state = |number: &u64| {
        let metadata = fs::metadata(state_path(&folder, *number)).ok()?;
        let age = metadata.modified().ok().and_then(|at| at.elapsed().ok()).map_or(0, |age| age.as_secs());
        Some(KeptState { number: *number, bytes: metadata.len(), age })
    };
    numbers(&folder).iter().rev().filter_map(state).collect()
}

/// One of them.
pub fn kept_state(root: &Path, relative: &str, number: u64) -> Option<Vec<u8>> {
    let folder = folder_of(root, STATES, relative).ok()?;
    fs::read(state_path(&folder, number)).ok()
}

/// Keeps words that were typed for a file and not saved; without words, nothing is kept any more.
///
/// # Errors
/// When they cannot be kept.
pub fn keep_draft(root: &Path, relative: &str, draft: Option<&[u8]>) -> Result<(), DiskError> {
    let folder = folder_of(root, DRAFTS, relative)?;
    let path = folder.join("draft");
    let Some(draft) = draft else {
        return match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(DiskError::new(Act::Remove, &path, error)),
            Ok(()) | Err(_) => {
                // Folders that hold something else stay.
                let _ = fs::remove_dir(&folder);
                Ok(())
            }
        };
    };
    make(root, &folder)?;
    write(&path, draft)?;
    let mut drafts = files_below(&root.join(FOLDER).join(DRAFTS));
    drafts.sort_by_key(|file| std::cmp::Reverse(file.age));
    for old in drafts.iter().take(drafts.len().saturating_sub(MOST_DRAFTS)) {
        let _ = fs::remove_file(&old.path);
    }
    Ok(())
}

/// The words that were typed for a file and not saved.
pub fn kept_draft(root: &Path, relative: &str) -> Option<Vec<u8>> {
    fs::read(folder_of(root, DRAFTS, relative).ok()?.join("draft")).ok()
}

/// The folder in which something of a file is kept. No part of the way may be a link.
fn folder_of(root: &Path, what: &str, relative: &str) -> Result<PathBuf, DiskError> {
    let refused = |path: &Path| DiskError::new(Act::Write, path, io::ErrorKind::InvalidInput.into());
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    if !relative.split('/').all(plain) {
        return Err(refused(Path::new(relative)));
    }
    let mut path = root.to_owned();
    for part in [FOLDER, what].into_iter().chain(relative.split('/')) {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(refused(&path));
        }
    }
    Ok(path)
}

fn state_path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:08}"))
}

/// The numbers of the states in a folder, the oldest first.
fn numbers(folder: &Path) -> Vec<u64> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let number = |entry: fs::DirEntry| {
        let file = entry.file_type().is_ok_and(|kind| kind.is_file());
        entry.file_name().to_str().filter(|_| file).and_then(|name| name.parse().ok())
    };
    let mut numbers: Vec<u64> = names.filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

/// Makes a folder, and tells Git to leave all of it alone.
fn make(root: &Path, folder: &Path) -> Result<(), DiskError> {
    let ignore = root.join(FOLDER).join(".gitignore");
    let made = fs::create_dir_all(folder).and_then(|()| match fs::symlink_metadata(&ignore) {
        Ok(_) => Ok(()),
        Err(_) => fs::write(&ignore, "*\n"),
    });
    made.map_err(|error| DiskError::new(Act::Create, folder, error))
}

/// Writes a file in one act: a former one or the new one is there at each moment.
fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let beside = path.with_extension("next");
    // What a kill has left there is of no use.
    let _ = fs::remove_file(&beside);
    let written = OpenOptions::new().write(true).create_new(true).open(&beside);
    let written = written.and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        DiskError::new(Act::Write, path, error)
    })
}

/// A file that is kept.
struct KeptFile {
    path: PathBuf,
    bytes: u64,
    age: u64,
}

/// All files below a folder; links are not followed.
fn files_below(folder: &Path) -> Vec<KeptFile> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_dir() {
                folders.push(entry.path());
            } else if metadata.is_file() {
                let age = metadata.modified().ok().and_then(|at| at.elapsed().ok()).map_or(0, |age| age.as_secs());
                found.push(KeptFile { path: entry.path(), bytes: metadata.len(), age });
            }
        }
    }
    found
}

/// Removes the oldest files below a folder until the others have no more than so many bytes.
fn hold_to(folder: &Path, most: u64) {
    let mut files = files_below(folder);
    let mut bytes: u64 = files.iter().map(|file| file.bytes).sum();
    files.sort_by(|a, b| (b.age, &a.path).cmp(&(a.age, &b.path)));
    for old in files {
        if bytes <= most {
            break;
        }
        bytes -= old.bytes;
        let _ = fs::remove_file(&old.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "content/a/zh.md";

    #[test]
    fn the_newest_states_are_kept() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        for state in 0..MOST_STATES + 5 {
            keep_state(root, FILE, state.to_string().as_bytes()).unwrap();
            keep_state(root, FILE, state.to_string().as_bytes()).unwrap();
        }
        let states = kept_states(root, FILE);
        assert_eq!(states.len(), MOST_STATES);
        let newest = kept_state(root, FILE, states[0].number);
        assert_eq!(newest, Some((MOST_STATES + 4).to_string().into_bytes()));
        assert_eq!(kept_state(root, FILE, 1), None);
        assert_eq!(kept_states(root, "content/b/zh.md"), []);
        assert_eq!(fs::read_to_string(root.join(".gongbao/.gitignore")).unwrap(), "*\n");
    }

    #[test]
    fn all_together_are_bounded() {
        let root = tempfile::tempdir().unwrap();
        for file in 0..6 {
            keep_state(root.path(), &format!("content/{file}/zh.md"), &[b'x'; 100]).unwrap();
        }
        let folder = root.path().join(FOLDER).join(STATES);
        hold_to(&folder, 250);
        assert_eq!(files_below(&folder).len(), 2);
    }

    #[test]
    fn a_draft_is_kept_until_it_is_dropped() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        keep_draft(root, FILE, None).unwrap();
        keep_draft(root, FILE, Some(b"one")).unwrap();
        keep_draft(root, FILE, Some(b"two")).unwrap();
        assert_eq!(kept_draft(root, FILE).as_deref(), Some(&b"two"[..]));
        keep_draft(root, FILE, None).unwrap();
        assert_eq!(kept_draft(root, FILE), None);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_kept_elsewhere() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        for bad in ["../x", "/x", "a//b", "a/../../x", "", "a/.git/x", "a\\b"] {
            assert!(keep_state(root.path(), bad, b"x").is_err() && keep_draft(root.path(), bad, Some(b"x")).is_err());
        }
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join(FOLDER)).unwrap();
        assert!(keep_state(root.path(), FILE, b"x").is_err() && keep_draft(root.path(), FILE, Some(b"x")).is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
