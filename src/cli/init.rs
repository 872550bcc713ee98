//! The command `init`: the smallest complete portal in a folder, to begin a portal with.

use std::path::Path;

use super::CLEAN;
use super::args::InitArguments;
use super::messages::Speaker;
use super::new_files::{NewFile, schema_files, write_new};
use crate::parse::form::modeline;
use crate::parse::schema::file_kind;
use crate::say;
use crate::source::BuiltIn;

include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// Writes the portal; what stands there already is never written over.
pub fn init(arguments: &InitArguments, speaker: &Speaker) -> u8 {
    let root = &arguments.dir;
    let files: Vec<NewFile> = STARTER.iter().map(|file| NewFile::new(file.path, with_modeline(file))).collect();
    if let Err(code) = write_new(root, &files, speaker).and_then(|()| write_new_schemas(root, speaker)) {
        return code;
    }
    let (count, shown) = (files.len(), root.display());
    let line = say!(
        "{shown}里写好了{count}个文件，是一个能直接生成的小网站。接着：\n  gongbao serve --root {shown} --open   边改边看\n  gongbao new case --root {shown} --year 2024 --place lakeside --title 标题   新建一篇案例\n先改data/site.yaml（名称、单位）和data/jurisdictions（你的地方）",
        "{count} files in {shown}: a small portal that builds as it is. Go on with\n  gongbao serve --root {shown} --open   see it while you change it\n  gongbao new case --root {shown} --year 2024 --place lakeside --title TITLE   a new case\nChange data/site.yaml (names, office) and data/jurisdictions (your places) first"
    );
    speaker.result(line.get(speaker.lang));
    CLEAN
}

fn write_new_schemas(root: &Path, speaker: &Speaker) -> Result<(), u8> {
    let absent: Vec<NewFile> = schema_files().into_iter().filter(|file| !root.join(&file.path).exists()).collect();
    write_new(root, &absent, speaker)
}

fn with_modeline(file: &BuiltIn) -> Vec<u8> {
    let depth = file.path.matches('/').count();
    let line = file_kind(file.path).filter(|_| file.path.ends_with(".yaml")).map(|kind| modeline(kind.name, depth));
    [line.unwrap_or_default().as_bytes(), file.bytes].concat()
}
