//! The exchange of a published folder for a new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, NAME};
use super::{Act, DiskError, File, Published};
use crate::source::Fingerprint;

/// Makes `folder` hold just these files of ours, beside whatever others it holds.
///
/// # Errors
/// When the disk fails; the folder is then as it was before. Also when the folder holds
/// files and no manifest of ours, unless `force` is given.
pub fn publish<'a>(folder: &Path, files: impl Iterator<Item = File<'a>>, force: bool) -> Result<Published, DiskError> {
    publish_keeping(folder, files, &|_| false, force)
}

/// As [`publish`]; files of ours at the paths that `keep` names stay although they are
/// not among `files`.
///
/// # Errors
/// As [`publish`].
pub fn publish_keeping<'a>(
    folder: &Path,
    files: impl Iterator<Item = File<'a>>,
    keep: &dyn Fn(&str) -> bool,
    force: bool,
) -> Result<Published, DiskError> {
    let places = Places::of(folder)?;
    places.recover()?;
    let old = places.old_manifest(force)?;
    remove_folder(&places.new)?;
    let result = places.exchange(&old, files, keep);
    if result.is_err() {
        // Best effort: the error that is reported is the first one.
        let _ = remove_folder(&places.new);
    }
    result
}

/// The published folder and its two neighbours.
struct Places {
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Places {
    fn of(folder: &Path) -> Result<Places, DiskError> {
        let bad = || DiskError::new(Act::Create, folder, io::Error::other("not the name of a folder"));
        let name = folder.file_name().ok_or_else(bad)?.to_string_lossy().into_owned();
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(|error| DiskError::new(Act::Create, &parent, error))?;
        Ok(Places {
            folder: folder.to_owned(),
            new: parent.join(format!(".{name}.gongbao-new")),
            old: parent.join(format!(".{name}.gongbao-old")),
        })
    }

    /// A kill between the two renames leaves only the old folder under its other name:
    /// it is put back. Any other remains of a kill are cleared away.
    fn recover(&self) -> Result<(), DiskError> {
        if self.old.exists() && !self.folder.exists() {
            fs::rename(&self.old, &self.folder).map_err(|error| DiskError::new(Act::Rename, &self.old, error))?;
        }
        remove_folder(&self.old)
    }

    fn old_manifest(&self, force: bool) -> Result<Manifest, DiskError> {
        let path = self.folder.join(NAME);
        match fs::read_to_string(&path) {
            Ok(text) => match Manifest::parse(&text) {
                Some(manifest) => Ok(manifest),
                None if force => Ok(Manifest::default()),
                None => Err(refusal(&self.folder, "its manifest cannot be read")),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let empty = match fs::read_dir(&self.folder) {
                    Ok(mut entries) => entries.next().is_none(),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => true,
                    Err(error) => return Err(DiskError::new(Act::Read, &self.folder, error)),
                };
                if empty || force {
                    Ok(Manifest::default())
                } else {
                    Err(refusal(&self.folder, "it holds files that were not made by gongbao"))
                }
            }
            Err(error) => Err(DiskError::new(Act::Read, &path, error)),
        }
    }

    fn exchange<'a>(
        &self,
        old: &Manifest,
        files: impl Iterator<Item = File<'a>>,
        keep: &dyn Fn(&str) -> bool,
    ) -> Result<Published, DiskError> {
        let mut published = Published::default();
        let mut manifest = Manifest::default();
        create(&self.new)?;
        for file in files {
            let fingerprint = Fingerprint::of(file.bytes);
            let target = self.new.join(file.path);
            if let Some(parent) = target.parent() {
                create(parent)?;
            }
            let same = old.files.get(file.path) == Some(&fingerprint);
            if same && fs::hard_link(self.folder.join(file.path), &target).is_ok() {
                published.unchanged += 1;
            } else {
                fs::write(&target, file.bytes).map_err(|error| DiskError::new(Act::Write, &target, error))?;
                published.written += 1;
            }
            manifest.files.insert(file.path.to_owned(), fingerprint);
        }
        for (path, fingerprint) in old.files.iter().filter(|(path, _)| keep(path)) {
            if !manifest.files.contains_key(path) && self.link(path)? {
                published.unchanged += 1;
                manifest.files.insert(path.clone(), *fingerprint);
            }
        }
        published.removed = old.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
        self.keep_others(old, &manifest)?;
        let path = self.new.join(NAME);
        fs::write(&path, manifest.to_text()).map_err(|error| DiskError::new(Act::Write, &path, error))?;
        self.swap()?;
        Ok(published)
    }

    /// Takes a file over from the old folder; false when it is not there any more.
    fn link(&self, path: &str) -> Result<bool, DiskError> {
        let (source, target) = (self.folder.join(path), self.new.join(path));
        if !source.is_file() {
            return Ok(false);
        }
        if let Some(parent) = target.parent() {
            create(parent)?;
        }
        if fs::hard_link(&source, &target).is_err() {
            fs::copy(&source, &target).map_err(|error| DiskError::new(Act::Write, &target, error))?;
        }
        Ok(true)
    }

    /// Links the files that we did not write from the old folder into the new one.
    fn keep_others(&self, old: &Manifest, new: &Manifest) -> Result<(), DiskError> {
        if !self.folder.exists() {
            return Ok(());
        }
        for entry in walkdir::WalkDir::new(&self.folder).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                DiskError::new(
                    Act::Read,
                    &self.folder,
                    error.into_io_error().unwrap_or_else(|| io::Error::other("loop")),
                )
            })?;
            let relative = entry.path().strip_prefix(&self.folder).unwrap_or(entry.path());
            let path = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            let ours =
                path.is_empty() || path == NAME || old.files.contains_key(&path) || new.files.contains_key(&path);
            if ours || entry.file_type().is_dir() {
                continue;
            }
            let target = self.new.join(relative);
            if let Some(parent) = target.parent() {
                create(parent)?;
            }
            if fs::hard_link(entry.path(), &target).is_err() {
                fs::copy(entry.path(), &target).map_err(|error| DiskError::new(Act::Write, &target, error))?;
            }
        }
        Ok(())
    }

    fn swap(&self) -> Result<(), DiskError> {
        if self.folder.exists() {
            fs::rename(&self.folder, &self.old).map_err(|error| DiskError::new(Act::Rename, &self.folder, error))?;
        }
        if let Err(error) = fs::rename(&self.new, &self.folder) {
            let _ = fs::rename(&self.old, &self.folder);
            return Err(DiskError::new(Act::Rename, &self.new, error));
        }
        remove_folder(&self.old)
    }
}

fn refusal(folder: &Path, why: &str) -> DiskError {
    DiskError::new(
        Act::Replace,
        folder,
        io::Error::other(format!("{why}; --force replaces what it must and keeps the rest")),
    )
}

fn create(folder: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(folder).map_err(|error| DiskError::new(Act::Create, folder, error))
}

fn remove_folder(folder: &Path) -> Result<(), DiskError> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DiskError::new(Act::Remove, folder, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&'static str, &'static str)]) -> Vec<File<'static>> {
        files.iter().map(|(path, text)| File { path, bytes: text.as_bytes() }).collect()
    }

    #[test]
    fn publishes_keeps_strangers_and_removes_only_its_own() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("public");
        let first = publish(&folder, site(&[("a/b.html", "1"), ("c.html", "2")]).into_iter(), false).unwrap();
        assert_eq!(first, Published { written: 2, unchanged: 0, removed: 0 });
        fs::write(folder.join("CNAME"), "x").unwrap();
        let second = publish(&folder, site(&[("a/b.html", "1"), ("d.html", "3")]).into_iter(), false).unwrap();
        assert_eq!(second, Published { written: 1, unchanged: 1, removed: 1 });
        assert!(!folder.join("c.html").exists());
        assert_eq!(fs::read_to_string(folder.join("CNAME")).unwrap(), "x");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn refuses_a_folder_that_it_did_not_make() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("public");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("thesis.doc"), "x").unwrap();
        let files = site(&[("index.html", "1")]);
        let refused = publish(&folder, files.clone().into_iter(), false).unwrap_err();
        assert_eq!(refused.act, Act::Replace);
        publish(&folder, files.into_iter(), true).unwrap();
        assert_eq!(fs::read_to_string(folder.join("thesis.doc")).unwrap(), "x");
    }

    #[test]
    fn a_failure_leaves_the_folder_as_it_was() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("public");
        publish(&folder, site(&[("a.html", "1")]).into_iter(), false).unwrap();
        // A file where a folder is wanted makes the second file fail.
        let broken = site(&[("a.html", "2"), ("a.html/b.html", "3")]);
        assert!(publish(&folder, broken.into_iter(), false).is_err());
        assert_eq!(fs::read_to_string(folder.join("a.html")).unwrap(), "1");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_kill_between_the_renames_is_recovered() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("public");
        publish(&folder, site(&[("a.html", "1")]).into_iter(), false).unwrap();
        fs::rename(&folder, parent.path().join(".public.gongbao-old")).unwrap();
        let again = publish(&folder, site(&[("a.html", "1")]).into_iter(), false).unwrap();
        assert_eq!(again.unchanged, 1);
    }
}
