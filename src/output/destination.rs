//! The folder that a site is published into.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::exchange::{create, exchange, recover, remove, share};
use super::existing::{Existing, relative, walk_error};
use super::lock::FileLock;
use super::manifest::{Manifest, NAME};
use super::{Act, DiskError, File, PublishError, Published, Refusal, place};
use crate::source::Fingerprint;

/// How many names are tried for a neighbour: remains of other users cannot be removed.
const NAMES: usize = 9;

/// A folder that can be published into, locked against other processes.
#[derive(Debug)]
pub struct Destination {
    folder: PathBuf,
    /// Where the next folder is made.
    new: PathBuf,
    /// Where the former folder goes when the two cannot be exchanged at once.
    aside: PathBuf,
    /// Let go before the folders that were made for it are looked at.
    lock: Option<FileLock>,
    /// Folders above that were not there, innermost first.
    made: Vec<PathBuf>,
}

impl Destination {
    /// Finds and locks the folder of a project's site. A relative path starts at the root;
    /// a link is followed, so that its target is published and the link stays. What a
    /// killed process left behind is put in order.
    ///
    /// # Errors
    /// When the folder is or holds the project or its sources, when another process is
    /// writing it, or the disk fails. Nothing was touched then.
    pub fn open(root: &Path, folder: &Path) -> Result<Destination, PublishError> {
        let root = fs::canonicalize(root).map_err(|error| DiskError::new(Act::Read, root, error))?;
        let folder = place::resolve(&root, folder)?;
        place::check(&root, &folder)?;
        Destination::at(folder)
    }

    /// As [`open`](Self::open), for a folder that is known to be no project's.
    fn at(folder: PathBuf) -> Result<Destination, PublishError> {
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Refusal::HoldsRoot { folder }.into());
        };
        let name = name.to_string_lossy();
        let made: Vec<PathBuf> = parent.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        create(parent)?;
        let lock = FileLock::take(&parent.join(format!(".{name}.gongbao-lock")), &folder)?;
        let usual_aside = parent.join(format!(".{name}.gongbao-old"));
        recover(&folder, &usual_aside)?;
        Ok(Destination {
            new: free_neighbour(&parent.join(format!(".{name}.gongbao-new")))?,
            aside: free_neighbour(&usual_aside)?,
            lock: Some(lock),
            folder,
            made,
        })
    }

    /// What others put where these files are to be: publishing by force replaces it.
    ///
    /// # Errors
    /// When the folder holds files and no manifest of ours, unless `force` is given, or
    /// the disk fails.
    pub fn in_the_way(&self, files: &[File<'_>], force: bool) -> Result<Vec<String>, PublishError> {
        let existing = Existing::read(&self.folder, force)?;
        Ok(self.replaceable(&existing, files)?.into_iter().collect())
    }

    /// Makes the folder hold just these files of ours, beside whatever others it holds.
    /// Files of ours at the paths that `keep` names stay although they are not among
    /// `files`.
    ///
    /// # Errors
    /// When the disk fails, or files of others are where ours are to be: the folder is
    /// then as it was before. Also when it holds files and no manifest of ours. `force`
    /// replaces files, links and empty folders that are in the way, and nothing else.
    pub fn publish(
        &self,
        files: &[File<'_>],
        keep: &dyn Fn(&str) -> bool,
        force: bool,
    ) -> Result<Published, PublishError> {
        let existing = Existing::read(&self.folder, force)?;
        let in_the_way = self.replaceable(&existing, files)?;
        if !in_the_way.is_empty() && !force {
            let paths = in_the_way.into_iter().collect();
            return Err(Refusal::InTheWay { folder: self.folder.clone(), paths }.into());
        }
        let result = self.make_and_exchange(&existing, files, keep, &in_the_way);
        if result.is_err() {
            // Best effort: the error that is reported is the first one.
            let _ = remove(&self.new);
        }
        Ok(result?)
    }

    /// What is in the way, when all of it may be replaced.
    fn replaceable(&self, existing: &Existing<'_>, files: &[File<'_>]) -> Result<BTreeSet<String>, PublishError> {
        let in_the_way = existing.in_the_way(files)?;
        let full = existing.full_folders(&in_the_way)?;
        if full.is_empty() {
            return Ok(in_the_way);
        }
        Err(Refusal::FoldersInTheWay { folder: self.folder.clone(), paths: full }.into())
    }

    fn make_and_exchange(
        &self,
        old: &Existing<'_>,
        files: &[File<'_>],
        keep: &dyn Fn(&str) -> bool,
        replaced: &BTreeSet<String>,
    ) -> Result<Published, DiskError> {
        create(&self.new)?;
        let mut published = Published::default();
        let mut manifest = Manifest::default();
        for file in files {
            self.write(old, file, &mut published)?;
            manifest.files.insert(file.path.to_owned(), Fingerprint::of(file.bytes));
        }
        self.keep_ours(old, keep, &mut manifest, &mut published)?;
        published.removed = old.manifest.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
        let ours = OurPaths { old: &old.manifest, new: &manifest, replaced };
        let modes = self.keep_others(&ours)?;
        let path = self.new.join(NAME);
        fs::write(&path, manifest.to_text()).map_err(|error| DiskError::new(Act::Write, &path, error))?;
        set_modes(modes)?;
        let former = exchange(&self.new, &self.folder, &self.aside)?;
        published.left_behind = former.filter(|former| remove(former).is_err());
        Ok(published)
    }

    /// Writes a file into the new folder, or takes it over where it is there already.
    fn write(&self, old: &Existing<'_>, file: &File<'_>, published: &mut Published) -> Result<(), DiskError> {
        let target = self.new.join(file.path);
        if old.has(file) {
            published.unchanged += 1;
            return share(&self.folder.join(file.path), &target);
        }
        if let Some(parent) = target.parent() {
            create(parent)?;
        }
        fs::write(&target, file.bytes).map_err(|error| DiskError::new(Act::Write, &target, error))?;
        published.written += 1;
        published.repaired += usize::from(old.manifest.files.get(file.path) == Some(&Fingerprint::of(file.bytes)));
        Ok(())
    }

    /// Takes over files of ours that are not made again. A damaged one stays, and stays in
    /// the manifest as it was, so that it is told until somebody puts it right.
    fn keep_ours(
        &self,
        old: &Existing<'_>,
        keep: &dyn Fn(&str) -> bool,
        manifest: &mut Manifest,
        published: &mut Published,
    ) -> Result<(), DiskError> {
        for (path, fingerprint) in old.manifest.files.iter().filter(|(path, _)| keep(path)) {
            if manifest.files.contains_key(path) {
                continue;
            }
            manifest.files.insert(path.clone(), *fingerprint);
            let state = old.state(path, *fingerprint);
            if state.is_some() {
                share(&self.folder.join(path), &self.new.join(path))?;
            }
            match state {
                Some(true) => published.unchanged += 1,
                Some(false) | None => published.damaged.push(path.clone()),
            }
        }
        Ok(())
    }

    /// Takes over files, links and empty folders of others; returns the modes of folders.
    fn keep_others(&self, ours: &OurPaths<'_>) -> Result<Vec<(PathBuf, fs::Permissions)>, DiskError> {
        let mut modes = Vec::new();
        if !self.folder.exists() {
            return Ok(modes);
        }
        let of_our_files = ours.old_folders();
        for entry in walkdir::WalkDir::new(&self.folder).sort_by_file_name() {
            let entry = entry.map_err(|error| walk_error(&self.folder, error))?;
            let path = relative(&self.folder, entry.path());
            let target = self.new.join(&path);
            if entry.file_type().is_dir() {
                let metadata = entry.metadata().map_err(|error| walk_error(&self.folder, error))?;
                modes.push((target.clone(), metadata.permissions()));
                if !of_our_files.contains(path.as_str()) && !ours.replaced.contains(&path) {
                    create(&target)?;
                }
            } else if !ours.has(&path) {
                share(entry.path(), &target)?;
            }
        }
        Ok(modes)
    }
}

/// Gives folders the modes that their predecessors had.
fn set_modes(modes: Vec<(PathBuf, fs::Permissions)>) -> Result<(), DiskError> {
    // Innermost first: nothing can be changed below a folder that may not be entered.
    for (folder, permissions) in modes.into_iter().rev() {
        let Ok(metadata) = fs::metadata(&folder) else { continue };
        if metadata.is_dir() && metadata.permissions() != permissions {
            fs::set_permissions(&folder, permissions).map_err(|error| DiskError::new(Act::Write, &folder, error))?;
        }
    }
    Ok(())
}

/// Which paths are not those of others.
struct OurPaths<'a> {
    old: &'a Manifest,
    new: &'a Manifest,
    /// What others had put in the way.
    replaced: &'a BTreeSet<String>,
}

impl OurPaths<'_> {
    fn has(&self, path: &str) -> bool {
        let recorded = [self.old, self.new].iter().any(|manifest| manifest.files.contains_key(path));
        path == NAME || recorded || self.replaced.contains(path)
    }

    /// The folders that held files of ours, and the published folder itself.
    fn old_folders(&self) -> BTreeSet<&str> {
        let above = |path: &'_ str| path.match_indices('/').map(|(end, _)| end).collect::<Vec<_>>();
        let folders = self.old.files.keys().flat_map(|path| above(path).into_iter().map(move |end| &path[..end]));
        folders.chain(std::iter::once("")).collect()
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        self.lock = None;
        for folder in &self.made {
            // One that holds something by now is not removed.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A path at which nothing is, remains of ours being removed: the given one, or, where
/// they cannot be removed, one with a number.
fn free_neighbour(path: &Path) -> Result<PathBuf, DiskError> {
    let Err(error) = remove(path) else { return Ok(path.to_owned()) };
    let numbered = (2..=NAMES).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!("-{number}"));
        PathBuf::from(name)
    });
    numbered.into_iter().find(|other| remove(other).is_ok()).ok_or(error)
}

#[cfg(test)]
mod tests;
