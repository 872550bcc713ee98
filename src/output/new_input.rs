//! Writes new inputs, on command: only where nothing is, all or none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Act, DiskError};

/// A file that is to be among the inputs of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInput {
    /// Relative to the root.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What became of files that were to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// The files, in their order.
    Written(Vec<PathBuf>),
    /// Something is at these paths already: nothing was written.
    There(Vec<String>),
    /// It lies elsewhere, or a link leads there: nothing was written.
    Refused(String),
}

/// Writes files below some folders of a project, where nothing is yet.
///
/// # Errors
/// When the disk fails; then nothing is left behind.
pub fn create_inputs(root: &Path, folders: &[&str], files: &[NewInput]) -> Result<Created, DiskError> {
    let mut paths = Vec::with_capacity(files.len());
    for file in files {
        match free_path(root, folders, &file.path) {
            Some(path) => paths.push(path),
            None => return Ok(Created::Refused(file.path.clone())),
        }
    }
    let there = files.iter().zip(&paths).filter(|(_, path)| fs::symlink_metadata(path).is_ok());
    let there: Vec<String> = there.map(|(file, _)| file.path.clone()).collect();
    if !there.is_empty() {
        return Ok(Created::There(there));
    }
    let mut made = Made::default();
    for (file, path) in files.iter().zip(&paths) {
        match made.write(path, &file.bytes) {
            Ok(()) => {}
            // Somebody else was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Ok(Created::There(vec![file.path.clone()]));
            }
            Err(error) => return Err(DiskError::new(Act::Write, path, error)),
        }
    }
    made.stay();
    Ok(Created::Written(paths))
}

/// The path of a file below some folders, where no part of the way is a link or a file.
fn free_path(root: &Path, folders: &[&str], relative: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = relative.split('/').collect();
    let plain = |part: &&str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    if parts.len() < 2 || !folders.contains(&parts[0]) || !parts.iter().all(plain) {
        return None;
    }
    let mut path = root.to_owned();
    for part in &parts[..parts.len() - 1] {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_dir()) {
            return None;
        }
    }
    Some(path.join(parts[parts.len() - 1]))
}

/// What was made so far; removed again unless all of it was.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn stay(mut self) {
        (self.folders, self.files) = (Vec::new(), Vec::new());
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // What cannot be taken back is a file of ours on a disk that fails.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> NewInput {
        NewInput { path: path.to_owned(), bytes: b"new".to_vec() }
    }

    #[test]
    fn all_are_written_or_none() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let create = |paths: &[&str]| {
            create_inputs(root, &["content"], &paths.iter().map(|path| file(path)).collect::<Vec<_>>()).unwrap()
        };
        assert!(
            matches!(create(&["content/a/zh.md", "content/a/b/en.md"]), Created::Written(paths) if paths.len() == 2)
        );
        assert_eq!(create(&["content/c/zh.md", "content/a/zh.md"]), Created::There(vec!["content/a/zh.md".to_owned()]));
        assert!(!root.join("content/c").exists());
        // The second fails when the first is written already: a name of one cannot be a folder.
        let done = create_inputs(root, &["content"], &[file("content/d/zh.md"), file("content/d/zh.md/x")]);
        assert!(done.is_err() || matches!(done, Ok(Created::There(_))));
        assert!(!root.join("content/d").exists());
    }

    #[test]
    fn nothing_is_written_elsewhere() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        fs::create_dir_all(root.join("outside")).unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("content/file"), "").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("outside"), root.join("content/up")).unwrap();
            std::os::unix::fs::symlink(root.join("outside/x"), root.join("content/link.md")).unwrap();
        }
        for bad in [
            "outside/x.md", "../x.md", "content/../outside/x.md", "content/up/x.md", "content/file/x.md",
            "content//x.md", "/content/x.md", "content\\x.md", "content", "", "content/.git/x", "content/a:b",
            "data/x.yaml", "content/link.md",
        ] {
            let done = create_inputs(root, &["content"], &[file(bad)]).unwrap();
            assert!(!matches!(done, Created::Written(_)), "{bad}: {done:?}");
        }
        assert_eq!(fs::read_dir(root.join("outside")).unwrap().count(), 0);
    }
}
