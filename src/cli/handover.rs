//! What an edition is handed over with: an archive of the site, with the fingerprint of each
//! file and the list of pages that are new, different or gone.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;

use super::messages::Speaker;
use super::project::EDITIONS;
use super::{ENVIRONMENT, refused};
use crate::engine::SiteFile;
use crate::i18n::{PartialDate, Text};
use crate::say;

/// The files of the archive that are not of the site.
const FINGERPRINTS: &str = "FINGERPRINTS.txt";
const CHANGES: &str = "CHANGES.txt";

/// The pages of a site that differ from those in its folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PageChanges {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub removed: Vec<String>,
}

impl PageChanges {
    /// Compares the pages with those that a folder holds; lasting copies of editions apart.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn since(folder: &Path, files: &[SiteFile]) -> io::Result<PageChanges> {
        let pages = files.iter().filter(|file| is_page(&file.path));
        let mut changes = PageChanges::default();
        let mut now: BTreeSet<&str> = BTreeSet::new();
        for page in pages {
            now.insert(&page.path);
            match fs::read(folder.join(&page.path)) {
                Ok(before) if before == page.bytes => {}
                Ok(_) => changes.changed.push(page.path.clone()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => changes.added.push(page.path.clone()),
                Err(error) => return Err(error),
            }
        }
        let mut before = Vec::new();
        if folder.is_dir() {
            pages_below(folder, "", &mut before)?;
        }
        changes.removed = before.into_iter().filter(|page| !now.contains(page.as_str())).collect();
        changes.removed.sort();
        Ok(changes)
    }

    /// How many pages of each kind, in words.
    pub fn counts(&self) -> Text {
        let (added, changed, removed) = (self.added.len(), self.changed.len(), self.removed.len());
        say!(
            "新增{added}页，改动{changed}页，撤下{removed}页",
            "{added} pages are new, {changed} are different, {removed} are gone"
        )
    }

    /// The list for those who put the site on its server: a sign and a path on each line.
    fn listed(&self) -> String {
        let lines =
            |sign: &str, pages: &[String]| -> String { pages.iter().map(|page| format!("{sign} {page}\n")).collect() };
        [lines("+", &self.added), lines("*", &self.changed), lines("-", &self.removed)].concat()
    }
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html") && !path.starts_with(EDITIONS)
}

fn pages_below(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if format!("{path}/") != EDITIONS {
                pages_below(&entry.path(), &format!("{path}/"), found)?;
            }
        } else if is_page(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// Writes the archive beside the folder of the site, and says so.
pub fn hand_over(
    folder: &Path,
    date: PartialDate,
    files: &[SiteFile],
    changes: &PageChanges,
    speaker: &Speaker,
) -> Result<(), u8> {
    let name = folder.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
    let path = folder.with_file_name(format!("{name}-{date}.zip"));
    let written = archive(files, changes).and_then(|bytes| write(&path, &bytes));
    if let Err(error) = written {
        let path = path.display();
        speaker.tell(&say!("写不了{path}：{error}", "cannot write {path}: {error}"));
        return Err(ENVIRONMENT);
    }
    let (counts, shown) = (changes.counts(), path.display());
    let (zh, en) = (&counts.zh, &counts.en);
    let line = say!(
        "交给承载网站的压缩包：{shown}（{zh}；清单在包里的{CHANGES}，指纹在{FINGERPRINTS}）",
        "for those who run the server: {shown} ({en}; listed in its {CHANGES}, fingerprints in {FINGERPRINTS})"
    );
    speaker.result(line.get(speaker.lang));
    if !changes.removed.is_empty() {
        let list = refused::list(&changes.removed);
        let (zh, en) = (&list.zh, &list.en);
        speaker.tell(&say!("服务器上要删去的页：{zh}", "pages to be taken off the server:{en}"));
    }
    Ok(())
}

/// The archive; the same files give the same bytes on any day.
fn archive(files: &[SiteFile], changes: &PageChanges) -> io::Result<Vec<u8>> {
    let prints: String =
        files.iter().map(|file| format!("{}  {}\n", blake3::hash(&file.bytes).to_hex(), file.path)).collect();
    let listed = changes.listed();
    let own = [(FINGERPRINTS, prints.as_bytes()), (CHANGES, listed.as_bytes())];
    let of_site = files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in own.into_iter().chain(of_site) {
        writer.start_file(path, SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = PathBuf::from(format!("{}.new", path.display()));
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}
