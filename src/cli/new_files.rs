//! Files that commands write among the sources of a project: only new ones, all or none; or
//! one in the place of its former self.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::messages::Speaker;
use super::{ENVIRONMENT, USAGE, refused};
use crate::parse::form::SCHEMAS;
use crate::parse::schema::{FILE_KINDS, FileKind, schema};
use crate::say;

/// A file to be written below the root of a project.
#[derive(Clone)]
pub struct NewFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl NewFile {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> NewFile {
        NewFile { path: path.into(), bytes: bytes.into() }
    }
}

/// The schemas of all kinds of files, where the first line of a form looks for them.
pub fn schema_files() -> Vec<NewFile> {
    let file =
        |kind: &FileKind| NewFile::new(format!("{SCHEMAS}/{}.schema.json", kind.name), format!("{:#}\n", schema(kind)));
    FILE_KINDS.iter().map(file).collect()
}

/// Writes the files, unless one of them is there already; what fails halfway is taken back.
pub fn write_new(root: &Path, files: &[NewFile], speaker: &Speaker) -> Result<(), u8> {
    let there: Vec<String> =
        files.iter().filter(|file| root.join(&file.path).exists()).map(|file| file.path.clone()).collect();
    if !there.is_empty() {
        let list = refused::list(&there);
        let (zh, en, root) = (&list.zh, &list.en, root.display());
        speaker.tell(&say!(
            "没有写入：{root}里已经有这些文件，不会被覆盖：{zh}",
            "nothing was written: these files are in {root} already and are never written over:{en}"
        ));
        return Err(USAGE);
    }
    let mut written = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        if let Err(error) = write(&path, &file.bytes) {
            for path in &written {
                // What cannot be taken back is a file of ours in a folder that fails.
                let _ = fs::remove_file(path);
            }
            let path = path.display();
            speaker.tell(&say!(
                "写不了{path}：{error}；什么也没有留下", "cannot write {path}: {error}; nothing was left behind"
            ));
            return Err(ENVIRONMENT);
        }
        written.push(path);
    }
    Ok(())
}

/// Writes a file in the place of one that the program wrote itself, or that nobody has edited,
/// in one act.
pub fn replace(root: &Path, file: &NewFile, speaker: &Speaker) -> Result<(), u8> {
    let path = root.join(&file.path);
    let beside = PathBuf::from(format!("{}.new", path.display()));
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| fs::write(&beside, &file.bytes)).and_then(|()| fs::rename(&beside, &path));
    written.map_err(|error| {
        let path = path.display();
        speaker.tell(&say!("写不了{path}：{error}", "cannot write {path}: {error}"));
        ENVIRONMENT
    })
}

/// A file that did not exist at this moment either.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    let result = file.write_all(bytes);
    if result.is_err() {
        // A file of half its bytes is worse than none.
        let _ = fs::remove_file(path);
    }
    result
}
