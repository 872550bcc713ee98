//! Walking the folders: which files are there, and which of them are links.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::FOLDERS;

/// What a walk found.
#[derive(Default)]
pub struct Listing {
    /// By path.
    pub files: BTreeMap<String, FoundFile>,
    /// The paths of links, of files and of folders.
    pub links: BTreeSet<String>,
}

/// What the walk found at a path.
pub enum FoundFile {
    /// What the folder lists as an ordinary file.
    Ordinary,
    /// Something else that may turn out to be one.
    File,
    Outside,
    Unreadable(String),
}

/// All files below the folders, by path. Hidden files and editors' temporary ones are
/// no sources; links are followed inside the root only.
pub fn list(root: &Path) -> Listing {
    let mut whole = Listing::default();
    for folder in FOLDERS {
        let start = root.join(folder);
        match list_without_links(root, &start) {
            Some(files) => whole.files.extend(files),
            None => {
                let Listing { files, links } = list_below(root, &start);
                whole.files.extend(files);
                whole.links.extend(links);
            }
        }
    }
    whole
}

/// All files below a folder, its parts walked on all cores. `None` where something is not
/// plain: whether links make a circle can only be told by one walk over the whole.
fn list_without_links(root: &Path, folder: &Path) -> Option<BTreeMap<String, FoundFile>> {
    let mut parts = Vec::new();
    if folder.is_symlink() {
        return None;
    }
    split(folder, SPLIT, &mut parts)?;
    let plain = |part: &PathBuf| {
        let walk = WalkDir::new(part).into_iter().filter_entry(wanted);
        walk.map(|entry| entry.ok().filter(|entry| !entry.path_is_symlink()))
            .filter(|entry| entry.as_ref().is_none_or(|entry| !entry.file_type().is_dir()))
            .map(|entry| entry.map(|entry| (relative(root, entry.path()), found_at(&entry))))
            .collect::<Option<Vec<_>>>()
    };
    let found: Option<Vec<Vec<_>>> = parts.par_iter().map(plain).collect();
    Some(found?.into_iter().flatten().collect())
}

/// How many levels of folders are taken apart.
const SPLIT: usize = 2;

/// What lies in a folder, to be walked at the same time.
fn split(folder: &Path, levels: usize, parts: &mut Vec<PathBuf>) -> Option<()> {
    if levels == 0 {
        parts.push(folder.to_owned());
        return Some(());
    }
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        if !wanted_name(&entry.file_name().to_string_lossy()) {
            continue;
        }
        match entry.file_type().ok()? {
            kind if kind.is_dir() => split(&entry.path(), levels - 1, parts)?,
            kind if kind.is_file() => parts.push(entry.path()),
            _ => return None,
        }
    }
    Some(())
}

/// All files at or below a path. A link out of the root is not entered; it is told to the
/// writer instead.
pub fn list_below(root: &Path, start: &Path) -> Listing {
    let (mut files, mut links) = (BTreeMap::new(), BTreeSet::new());
    if fs::symlink_metadata(start).is_err() {
        return Listing { files, links };
    }
    let mut outside: Vec<PathBuf> = Vec::new();
    let walk = WalkDir::new(start).follow_links(true).into_iter();
    let enter = |entry: &DirEntry| {
        let wanted = wanted(entry);
        if wanted && entry.path_is_symlink() {
            links.insert(relative(root, entry.path()));
        }
        let inside = inside(root, entry);
        if wanted && !inside {
            outside.push(entry.path().to_owned());
        }
        wanted && inside
    };
    let mut broken: Vec<PathBuf> = Vec::new();
    for entry in walk.filter_entry(enter) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                files.insert(relative(root, entry.path()), found_at(&entry));
            }
            Err(error) => {
                let path = error.path().unwrap_or(start).to_path_buf();
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                // Editors keep their locks as links to nowhere; a file may go while it is looked at.
                let named = path.file_name().is_none_or(|name| wanted_name(&name.to_string_lossy()));
                if named && path.symlink_metadata().is_ok() {
                    files.insert(relative(root, &path), FoundFile::Unreadable(why));
                    broken.push(path);
                }
            }
        }
    }
    links.extend(broken.iter().filter(|path| path.is_symlink()).map(|path| relative(root, path)));
    files.extend(outside.into_iter().map(|path| (relative(root, &path), FoundFile::Outside)));
    Listing { files, links }
}

/// Whether a path is another one or lies below it.
pub fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn found_at(entry: &DirEntry) -> FoundFile {
    let ordinary = entry.file_type().is_file() && !entry.path_is_symlink();
    if ordinary { FoundFile::Ordinary } else { FoundFile::File }
}

fn inside(root: &Path, entry: &DirEntry) -> bool {
    !entry.path_is_symlink() || fs::canonicalize(entry.path()).map_or(true, |target| target.starts_with(root))
}

fn wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || wanted_name(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of this name is read: no hidden ones, and none of those that
/// editors keep beside the file they are writing.
pub fn wanted_name(name: &str) -> bool {
    let temporary = name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'));
    !(name.starts_with('.') || temporary || name == "4913")
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &BTreeMap<String, FoundFile>) -> Vec<(&str, bool)> {
        found
            .iter()
            .map(|(path, found)| (path.as_str(), matches!(found, FoundFile::Ordinary | FoundFile::File)))
            .collect()
    }

    /// A project of some files at several depths.
    fn project() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for path in ["content/a.md", "content/x/b.md", "content/x/y/c.md", "content/x/y/z/d.md", "content/.git/e"] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(root.path().join("content/x/y/~$c.md"), "x").unwrap();
        fs::create_dir_all(root.path().join("content/empty")).unwrap();
        root
    }

    #[test]
    fn folders_walked_at_the_same_time_are_those_of_one_walk() {
        let root = project();
        let folder = root.path().join("content");
        let parts = list_without_links(root.path(), &folder).unwrap();
        let whole = list_below(root.path(), &folder);
        assert_eq!(names(&parts), names(&whole.files));
        let files = ["content/a.md", "content/x/b.md", "content/x/y/c.md", "content/x/y/z/d.md"];
        assert_eq!(names(&parts), files.map(|file| (file, true)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_by_one_walk() {
        use std::os::unix::fs::symlink;
        let root = project();
        let (folder, outside) = (root.path().join("content"), tempfile::tempdir().unwrap());
        for (to, at) in [(folder.as_path(), "x/y/circle"), (outside.path(), "x/out"), (Path::new("a.md"), "same.md")] {
            symlink(to, folder.join(at)).unwrap();
            assert!(list_without_links(root.path(), &folder).is_none(), "{at}");
        }
        let Listing { files: found, links } = list(root.path());
        assert_eq!(Vec::from_iter(&links), ["content/same.md", "content/x/out", "content/x/y/circle"]);
        let told: Vec<(&str, bool)> = names(&found).into_iter().filter(|(path, _)| !path.ends_with("md")).collect();
        assert_eq!(told, [("content/x/out", false), ("content/x/y/circle", false)]);
        assert!(matches!(found["content/same.md"], FoundFile::File));
        assert!(matches!(found["content/x/out"], FoundFile::Outside));
    }
}
