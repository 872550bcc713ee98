//! Folders change places.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Act, DiskError};

/// Puts a new folder in the place of another; returns where the former one is then.
///
/// Linux and macOS exchange two folders in one act, so that at each moment there is either
/// the old or the new one. Where the system or the disk cannot do that, the old folder is
/// put aside first: a kill between the two renames leaves it there, and [`recover`] puts
/// it back.
pub fn exchange(new: &Path, folder: &Path, aside: &Path) -> Result<Option<PathBuf>, DiskError> {
    if fs::symlink_metadata(folder).is_err() {
        rename(new, folder)?;
        return Ok(None);
    }
    if exchange_at_once(new, folder).map_err(|error| DiskError::new(Act::Rename, folder, error))? {
        return Ok(Some(new.to_owned()));
    }
    in_two_steps(new, folder, aside)?;
    Ok(Some(aside.to_owned()))
}

fn in_two_steps(new: &Path, folder: &Path, aside: &Path) -> Result<(), DiskError> {
    rename(folder, aside)?;
    rename(new, folder).inspect_err(|_| {
        // Best effort: the error that is reported is the first one.
        let _ = fs::rename(aside, folder);
    })
}

/// Whether the system exchanged the two.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub fn exchange_at_once(new: &Path, folder: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let cannot = [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, new, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(error) if cannot.contains(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn exchange_at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Puts a folder back that a kill between two renames has left aside.
pub fn recover(folder: &Path, aside: &Path) -> Result<(), DiskError> {
    if aside.exists() && fs::symlink_metadata(folder).is_err() {
        rename(aside, folder)?;
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), DiskError> {
    fs::rename(from, to).map_err(|error| DiskError::new(Act::Rename, from, error))
}

/// Makes a folder, and those above it.
pub fn create(folder: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(folder).map_err(|error| DiskError::new(Act::Create, folder, error))
}

/// Removes a folder with all that is in it, where there is one, on all cores. Links are
/// not followed.
pub fn remove(folder: &Path) -> Result<(), DiskError> {
    match remove_all(folder, SHARED_LEVELS) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DiskError::new(Act::Remove, folder, error)),
    }
}

/// Down to which depth the folders of a folder are shared out among the cores.
const SHARED_LEVELS: usize = 3;

fn remove_all(folder: &Path, levels: usize) -> io::Result<()> {
    if levels == 0 || !fs::symlink_metadata(folder)?.is_dir() {
        return fs::remove_dir_all(folder);
    }
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() { remove_all(&entry.path(), levels - 1) } else { fs::remove_file(entry.path()) }
    })?;
    fs::remove_dir(folder)
}

/// Gives a file of one folder to another too, without copying its bytes where the disk can.
pub fn share(source: &Path, target: &Path) -> Result<(), DiskError> {
    let mut linked = fs::hard_link(source, target);
    if linked.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        target.parent().map_or(Ok(()), create)?;
        linked = fs::hard_link(source, target);
    }
    let Err(error) = linked else { return Ok(()) };
    let failed = |error| DiskError::new(Act::Write, target, error);
    // To copy anything but a file would read what it leads to.
    if !fs::symlink_metadata(source).is_ok_and(|metadata| metadata.is_file()) {
        return Err(failed(error));
    }
    fs::copy(source, target).map(|_| ()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder `a` and a folder `b`, each with a file that says so.
    fn two() -> (tempfile::TempDir, PathBuf, PathBuf, PathBuf) {
        let top = tempfile::tempdir().unwrap();
        let [a, b, aside] = ["a", "b", "aside"].map(|name| top.path().join(name));
        for folder in [&a, &b] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("name"), folder.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        (top, a, b, aside)
    }

    #[test]
    fn the_new_folder_stands_in_the_place_of_the_old_one() {
        let (_top, a, b, aside) = two();
        let former = exchange(&b, &a, &aside).unwrap().unwrap();
        assert_eq!(fs::read_to_string(a.join("name")).unwrap(), "b");
        assert_eq!(fs::read_to_string(former.join("name")).unwrap(), "a");
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    #[test]
    fn in_one_act() {
        let (_top, a, b, aside) = two();
        assert!(exchange_at_once(&b, &a).unwrap());
        assert_eq!(fs::read_to_string(b.join("name")).unwrap(), "a");
        assert!(!aside.exists());
    }

    #[test]
    fn in_two_steps_where_the_system_cannot() {
        let (_top, a, b, aside) = two();
        in_two_steps(&b, &a, &aside).unwrap();
        assert_eq!(fs::read_to_string(a.join("name")).unwrap(), "b");
        assert_eq!(fs::read_to_string(aside.join("name")).unwrap(), "a");
        // Killed between the steps: the folder is away, and comes back.
        fs::rename(&a, &b).unwrap();
        recover(&a, &aside).unwrap();
        assert_eq!(fs::read_to_string(a.join("name")).unwrap(), "a");
        // A failing second step leaves all as it was.
        fs::remove_dir_all(&b).unwrap();
        assert!(in_two_steps(&b, &a, &aside).is_err());
        assert_eq!(fs::read_to_string(a.join("name")).unwrap(), "a");
    }
}
