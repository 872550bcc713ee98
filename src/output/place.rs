//! Where the published folder is, and where it must never be.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Act, DiskError, PublishError, Refusal};
use crate::source::FOLDERS;

/// The folder itself behind all links and `..`, as far as it exists.
///
/// `from` is where a relative path starts.
pub fn resolve(from: &Path, path: &Path) -> Result<PathBuf, PublishError> {
    let mut found = PathBuf::new();
    for part in from.join(path).components() {
        match part {
            Component::Prefix(_) | Component::RootDir => found.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                found.pop();
            }
            Component::Normal(name) => {
                found.push(name);
                found = without_links(found)?;
            }
        }
    }
    if found.exists() && !found.is_dir() {
        return Err(Refusal::NotAFolder { path: found }.into());
    }
    Ok(found)
}

fn without_links(path: PathBuf) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(&path) {
        Ok(target) => Ok(target),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::symlink_metadata(&path) {
            Ok(_) => Err(Refusal::LinkToNowhere { link: path }.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path),
            Err(error) => Err(DiskError::new(Act::Read, &path, error).into()),
        },
        Err(error) => Err(DiskError::new(Act::Read, &path, error).into()),
    }
}

/// Refuses a folder in which a project would be overwritten. Both paths are resolved.
pub fn check(root: &Path, folder: &Path) -> Result<(), PublishError> {
    if holds(folder, root) {
        return Err(Refusal::HoldsRoot { folder: folder.to_owned() }.into());
    }
    for name in FOLDERS {
        let top = root.join(name);
        let places = std::iter::once(top.clone()).chain(targets_of_links(&top)?);
        for sources in places {
            if holds(folder, &sources) || holds(&sources, folder) {
                return Err(Refusal::TouchesSources { folder: folder.to_owned(), sources }.into());
            }
        }
    }
    Ok(())
}

/// Where links at or below a folder lead.
fn targets_of_links(top: &Path) -> Result<Vec<PathBuf>, PublishError> {
    if fs::symlink_metadata(top).is_err() {
        return Ok(Vec::new());
    }
    let mut targets = Vec::new();
    for entry in walkdir::WalkDir::new(top).follow_root_links(true) {
        // What cannot be listed cannot be read either, and is told when the sources are read.
        let Ok(entry) = entry else { continue };
        if entry.path_is_symlink() {
            targets.extend(fs::canonicalize(entry.path()));
        }
    }
    Ok(targets)
}

/// Whether `inner` is `outer` or lies below it, under whatever name.
fn holds(outer: &Path, inner: &Path) -> bool {
    let wanted = identity(outer);
    inner.ancestors().any(|folder| folder == outer || (wanted.is_some() && identity(folder) == wanted))
}

/// What tells a folder from all others, whichever path leads to it: paths of one folder
/// differ in letter case on some disks, and where a folder is mounted twice.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// The full path has the letter case of the disk here.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project below a temporary folder, and what is said of an output folder.
    fn answer(prepare: impl Fn(&Path), output: impl Fn(&Path) -> PathBuf) -> Result<PathBuf, PublishError> {
        let folder = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(folder.path()).unwrap();
        let root = top.join("p");
        for name in ["data/site", "content", "themes", "other"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        prepare(&top);
        let found = resolve(&root, &output(&top))?;
        check(&root, &found)?;
        Ok(found)
    }

    #[test]
    fn the_project_is_never_the_output() {
        for path in [
            ".", "..", "../p", "./../p/.", "nowhere/..", "data", "data/", "data/new", "data/site/../new/deep",
            "content", "themes", "other/../data", "/",
        ] {
            let refused = answer(|_| {}, |_| path.into());
            assert!(matches!(refused, Err(PublishError::Refused(_))), "{path}: {refused:?}");
        }
        for path in ["public", "other", "other/deep/er", "../q", "databank", "nowhere/../public"] {
            let allowed = answer(|_| {}, |_| path.into());
            assert!(allowed.is_ok(), "{path}: {allowed:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_hide_it() {
        use std::os::unix::fs::symlink;
        let link = |from: &str, to: &str| {
            let (from, to) = (from.to_owned(), to.to_owned());
            move |top: &Path| symlink(top.join(&to), top.join(&from)).unwrap()
        };
        // A link to the root, to the folder above it, into the sources.
        for to in ["p", "", "p/data", "p/data/site"] {
            let refused = answer(link("link", to), |top| top.join("link"));
            assert!(matches!(refused, Err(PublishError::Refused(_))), "{to}: {refused:?}");
        }
        // Sources that are elsewhere by a link, at the top or below.
        for from in ["p/data/linked", "p/linked"] {
            let away = answer(
                |top| {
                    fs::create_dir_all(top.join("elsewhere/in")).unwrap();
                    link(from, "elsewhere/in")(top);
                },
                |top| top.join("elsewhere"),
            );
            assert_eq!(away.is_err(), from == "p/data/linked", "{from}: {away:?}");
        }
        let nowhere = answer(link("p/public", "gone"), |_| "public".into());
        assert!(matches!(nowhere, Err(PublishError::Refused(Refusal::LinkToNowhere { .. }))), "{nowhere:?}");
    }

    #[test]
    fn a_file_is_no_folder() {
        let refused = answer(|top| fs::write(top.join("p/public"), "x").unwrap(), |_| "public".into());
        assert!(matches!(refused, Err(PublishError::Refused(Refusal::NotAFolder { .. }))), "{refused:?}");
    }
}
