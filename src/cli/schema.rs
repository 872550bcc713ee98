//! The command `schema`: JSON Schemas of data files and front matter, for editors.

use std::path::Path;

use super::args::Schema;
use super::messages::Speaker;
use super::{CLEAN, ENVIRONMENT, USAGE};
use crate::diag::nearest_words;
use crate::parse::schema::{FILE_KINDS, FileKind, schema};
use crate::say;

/// Prints the schema of a kind of file, writes those of all kinds into a folder, or lists
/// the kinds.
pub fn print(arguments: &Schema, speaker: &Speaker) -> u8 {
    if let Some(folder) = &arguments.out {
        return write_all(folder, speaker);
    }
    let Some(name) = &arguments.kind else {
        for kind in &FILE_KINDS {
            speaker.result(&format!("{}\t{}", kind.name, kind.path));
        }
        return CLEAN;
    };
    let Some(kind) = FILE_KINDS.iter().find(|kind| kind.name == name) else {
        speaker.tell(&say!("没有`{name}`这种文件", "there is no kind of file `{name}`"));
        let meant = nearest_words(name, FILE_KINDS.iter().map(|kind| kind.name));
        speaker.tell(&meant.unwrap_or(say!("`gongbao schema`列出全部种类", "`gongbao schema` lists all kinds")));
        return USAGE;
    };
    speaker.result(&text_of(kind));
    CLEAN
}

fn write_all(folder: &Path, speaker: &Speaker) -> u8 {
    let written = std::fs::create_dir_all(folder).and_then(|()| {
        FILE_KINDS.iter().try_for_each(|kind| {
            std::fs::write(folder.join(format!("{}.schema.json", kind.name)), text_of(kind) + "\n")
        })
    });
    if let Err(error) = written {
        let folder = folder.display();
        speaker.tell(&say!("写不进`{folder}`：{error}", "cannot write into `{folder}`: {error}"));
        return ENVIRONMENT;
    }
    CLEAN
}

fn text_of(kind: &FileKind) -> String {
    format!("{:#}", schema(kind))
}
