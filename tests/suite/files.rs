//! The data files and front matters of the portals, each with the kind of file that it is.

use gongbao::diag::Diagnostics;
use gongbao::parse::schema::{FileKind, file_kind};
use gongbao::parse::yaml::{self, Node};
use gongbao::source::FileId;

/// The YAML of a file: all of it, or its front matter, as a range of bytes.
pub fn yaml_part(path: &str, text: &str) -> Option<std::ops::Range<usize>> {
    if path.ends_with(".yaml") {
        return Some(0..text.len());
    }
    let start = text.strip_prefix("---\n").map(|_| "---\n".len())?;
    let end = text[start..].find("\n---").map(|end| start + end + 1)?;
    Some(start..end)
}

/// The tree of a file that an editor writes, and its kind.
pub fn read(path: &str, text: &str) -> Option<(&'static FileKind, Node)> {
    let kind = file_kind(path)?;
    let part = yaml_part(path, text)?;
    let node = yaml::read(FileId(0), &text[part.clone()], part.start, &mut Diagnostics::new())?;
    Some((kind, node))
}
