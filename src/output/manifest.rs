//! The list of the files that we wrote into a folder, with the fingerprints of their
//! bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::source::Fingerprint;

/// The name of the manifest in the published folder.
pub const NAME: &str = ".gongbao-manifest";

const FIRST_LINE: &str = "gongbao manifest 1";

/// Our files by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<String, Fingerprint>,
}

impl Manifest {
    /// Reads a manifest; `None` when the text is none. Lines that name a path outside
    /// the folder make it none: what we delete is decided here.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return None;
        }
        let mut manifest = Manifest::default();
        for line in lines {
            let (digits, path) = line.split_once("  ")?;
            let fingerprint = Fingerprint(u128::from_str_radix(digits, 16).ok()?);
            let inside = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
            if !inside || path.contains('\\') {
                return None;
            }
            manifest.files.insert(path.to_owned(), fingerprint);
        }
        Some(manifest)
    }

    /// The text of the manifest.
    pub fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, fingerprint) in &self.files {
            let _ = writeln!(text, "{:032x}  {path}", fingerprint.0);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_never_names_a_path_outside() {
        let mut manifest = Manifest::default();
        manifest.files.insert("zh/index.html".to_owned(), Fingerprint::of(b"x"));
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        for path in ["../x", "/etc/passwd", "a//b", "a/./b", "a\\b"] {
            let text = format!("{FIRST_LINE}\n{:032x}  {path}\n", 1);
            assert_eq!(Manifest::parse(&text), None, "{path}");
        }
    }
}
