//! The folder that a site is published into.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::exchange::{create, recover, remove};
use super::existing::Existing;
use super::lock::FileLock;
use super::next_site::{NextSite, Places};
use super::{Act, DiskError, PublishError, Refusal, place};

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

    /// Begins the next site, of files at these paths. Files of ours at the paths that
    /// `keep` names stay although they are not among them.
    ///
    /// # Errors
    /// When the disk fails, when the folder holds files and no manifest of ours, or when
    /// files of others are where ours are to be: nothing was touched then. `force` replaces
    /// files, links and empty folders that are in the way, and nothing else.
    pub fn begin(
        &self,
        paths: &[&str],
        keep: &dyn Fn(&str) -> bool,
        force: bool,
    ) -> Result<NextSite<'_>, PublishError> {
        let existing = Existing::read(&self.folder, force)?;
        let in_the_way = self.replaceable(&existing, paths)?;
        if !in_the_way.is_empty() && !force {
            let paths = in_the_way.into_iter().collect();
            return Err(Refusal::InTheWay { folder: self.folder.clone(), paths }.into());
        }
        let kept = existing.manifest.files.keys().filter(|path| keep(path)).cloned().collect();
        let places = Places { folder: &self.folder, new: &self.new, aside: &self.aside };
        Ok(NextSite::begin(places, existing, in_the_way, kept)?)
    }

    /// What is in the way, when all of it may be replaced.
    fn replaceable(&self, existing: &Existing<'_>, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        let in_the_way = existing.in_the_way(paths)?;
        let full = existing.full_folders(&in_the_way)?;
        if full.is_empty() {
            return Ok(in_the_way);
        }
        Err(Refusal::FoldersInTheWay { folder: self.folder.clone(), paths: full }.into())
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
