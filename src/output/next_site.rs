//! The next site, while it is made beside the published one: each file is written where it
//! was rendered, and only its fingerprint is kept.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::exchange::{create, exchange, remove, share};
use super::existing::{Existing, relative, walk_error};
use super::manifest::{Manifest, NAME};
use super::{Act, DiskError, Published};
use crate::source::Fingerprint;

/// The folders that take part in an exchange.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The published one.
    pub folder: &'a Path,
    /// Where the next one is made.
    pub new: &'a Path,
    /// Where the former one goes when the two cannot be exchanged at once.
    pub aside: &'a Path,
}

/// A site that is being made. One that is dropped before it is [published](Self::publish)
/// is removed, and the published folder is as it was.
#[must_use = "a site that is not published is removed"]
pub struct NextSite<'a> {
    places: Places<'a>,
    old: Existing<'a>,
    /// What others had put in the way, and is replaced by force.
    pub replaced: BTreeSet<String>,
    /// Files of the published folder that are not made again.
    kept: Vec<String>,
    record: Mutex<WrittenFiles>,
}

/// What was written so far.
#[derive(Default)]
struct WrittenFiles {
    published: Published,
    manifest: Manifest,
}

/// What becomes of a file that is kept from the published folder.
enum Kept {
    AsItWas,
    Damaged,
}

impl<'a> NextSite<'a> {
    pub(super) fn begin(
        places: Places<'a>,
        old: Existing<'a>,
        replaced: BTreeSet<String>,
        kept: Vec<String>,
    ) -> Result<NextSite<'a>, DiskError> {
        let site = NextSite { places, old, replaced, kept, record: Mutex::default() };
        create(places.new)?;
        Ok(site)
    }

    /// Writes a file, or takes it over where it is published already with the same bytes.
    /// Can be called by many threads at once. Returns the fingerprint of the bytes.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Fingerprint, DiskError> {
        let target = self.places.new.join(path);
        let unchanged = self.old.has(path, bytes);
        if unchanged {
            share(&self.places.folder.join(path), &target)?;
        } else {
            write(&target, bytes)?;
        }
        let fingerprint = Fingerprint::of(bytes);
        let repaired = !unchanged && self.old.manifest.files.get(path) == Some(&fingerprint);
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        record.published.unchanged += usize::from(unchanged);
        record.published.written += usize::from(!unchanged);
        record.published.repaired += usize::from(repaired);
        record.manifest.files.insert(path.to_owned(), fingerprint);
        Ok(fingerprint)
    }

    /// Puts the site in the place of the published one, with what is kept of that.
    ///
    /// # Errors
    /// When the disk fails: the published folder is then as it was before.
    pub fn publish(self) -> Result<Published, DiskError> {
        let record = std::mem::take(&mut *self.record.lock().unwrap_or_else(PoisonError::into_inner));
        let WrittenFiles { mut published, mut manifest } = record;
        self.keep_ours(&mut manifest, &mut published)?;
        published.removed = self.old.manifest.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
        let modes = self.keep_others(&manifest)?;
        write(&self.places.new.join(NAME), manifest.to_text().as_bytes())?;
        set_modes(modes)?;
        let former = exchange(self.places.new, self.places.folder, self.places.aside)?;
        published.left_behind = former.filter(|former| remove(former).is_err());
        Ok(published)
    }

    /// Takes over files of ours that are not made again. A damaged one stays, and stays in
    /// the manifest as it was, so that it is told until somebody puts it right.
    fn keep_ours(&self, manifest: &mut Manifest, published: &mut Published) -> Result<(), DiskError> {
        let kept = self.kept.par_iter().filter(|path| !manifest.files.contains_key(*path));
        let kept = kept.filter_map(|path| Some((path, *self.old.manifest.files.get(path)?)));
        let states = kept.map(|(path, fingerprint)| {
            let state = self.old.state(path, fingerprint);
            if state.is_some() {
                share(&self.places.folder.join(path), &self.places.new.join(path))?;
            }
            let state = if state == Some(true) { Kept::AsItWas } else { Kept::Damaged };
            Ok((path, fingerprint, state))
        });
        for (path, fingerprint, state) in states.collect::<Result<Vec<_>, DiskError>>()? {
            manifest.files.insert(path.clone(), fingerprint);
            match state {
                Kept::AsItWas => published.unchanged += 1,
                Kept::Damaged => published.damaged.push(path.clone()),
            }
        }
        Ok(())
    }

    /// Takes over files, links and empty folders of others; returns the modes of folders.
    fn keep_others(&self, new: &Manifest) -> Result<Vec<(PathBuf, fs::Permissions)>, DiskError> {
        let folder = self.places.folder;
        let ours = OurPaths { old: &self.old.manifest, new, replaced: &self.replaced };
        let mut modes = Vec::new();
        if !folder.exists() {
            return Ok(modes);
        }
        let of_our_files = ours.old_folders();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| walk_error(folder, error))?;
            let path = relative(folder, entry.path());
            let target = self.places.new.join(&path);
            if entry.file_type().is_dir() {
                let metadata = entry.metadata().map_err(|error| walk_error(folder, error))?;
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

impl Drop for NextSite<'_> {
    fn drop(&mut self) {
        // Best effort: what is left is removed by the next command. After an exchange
        // nothing of ours is there.
        let _ = remove(self.places.new);
    }
}

/// Writes a file; the folders above it are made when they are missing.
fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let failed = |error| DiskError::new(Act::Write, path, error);
    match fs::write(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), create)?;
            fs::write(path, bytes).map_err(failed)
        }
        result => result.map_err(failed),
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
