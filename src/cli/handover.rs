//! What an edition is handed over with: an archive of the site, with the fingerprint of each
//! file and the list of pages that are new, different or gone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;

use super::messages::Speaker;
use super::project::EDITIONS;
use super::{ENVIRONMENT, refused};
use crate::i18n::{Lang, PartialDate};
use crate::say;

/// The files of the archive that are not of the site.
const FINGERPRINTS: &str = "FINGERPRINTS.txt";
const CHANGES: &str = "CHANGES.txt";

/// The lasting pages of an edition with the fingerprints of their bytes.
#[derive(Debug, Default, PartialEq, Eq)]
struct PagePrints {
    prints: BTreeMap<String, String>,
}

impl PagePrints {
    /// Of an edition in a folder; none where it has none. Pages say of which day they are: so
    /// that two editions can be compared, they are read as if they were of the day `now`.
    fn of(folder: &Path, date: Option<PartialDate>, now: PartialDate) -> io::Result<PagePrints> {
        let mut prints = BTreeMap::new();
        let Some(date) = date else { return Ok(PagePrints { prints }) };
        let days = Lang::ALL.map(|lang| (date.words(lang), now.words(lang)));
        let edition = folder.join(format!("{EDITIONS}{date}"));
        for path in files_below(&edition)?.into_iter().filter(|path| path.ends_with(".html")) {
            let bytes = fs::read(edition.join(&path))?;
            let text = String::from_utf8_lossy(&bytes).replace(&date.to_string(), &now.to_string());
            let text = days.iter().fold(text, |text, (then, now)| text.replace(then, now));
            prints.insert(path, print(text.as_bytes()));
        }
        Ok(PagePrints { prints })
    }

    /// The pages that this has and another has not.
    fn without<'a>(&'a self, other: &'a PagePrints) -> impl Iterator<Item = &'a String> {
        self.prints.keys().filter(move |path| !other.prints.contains_key(*path))
    }

    /// The pages that are different in another.
    fn different<'a>(&'a self, other: &'a PagePrints) -> impl Iterator<Item = &'a String> {
        let differs = move |path: &str, print: &String| other.prints.get(path).is_some_and(|known| known != print);
        self.prints.iter().filter(move |(path, print)| differs(path, print)).map(|(path, _)| path)
    }
}

/// The edition before a day of those in a folder.
fn edition_before(folder: &Path, date: PartialDate) -> io::Result<Option<PartialDate>> {
    let editions = folder.join(EDITIONS);
    if !editions.is_dir() {
        return Ok(None);
    }
    let mut before = None;
    for entry in fs::read_dir(editions)? {
        let found = PartialDate::parse(&entry?.file_name().to_string_lossy());
        before = before.max(found.filter(|found| *found < date));
    }
    Ok(before)
}

fn print(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn failed(folder: &Path, error: &io::Error, speaker: &Speaker) -> u8 {
    let folder = folder.display();
    speaker.tell(&say!("读不了文件夹{folder}：{error}", "cannot read the folder {folder}: {error}"));
    ENVIRONMENT
}

/// All files of a folder but hidden ones, sorted; none where it does not exist.
fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = if folder.is_dir() { vec![String::new()] } else { Vec::new() };
    while let Some(prefix) = open.pop() {
        for entry in fs::read_dir(folder.join(&prefix))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            match entry.file_type()?.is_dir() {
                _ if name.starts_with('.') => {}
                true => open.push(format!("{prefix}{name}/")),
                false => found.push(format!("{prefix}{name}")),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the archive of a published folder beside it, and says so.
pub fn hand_over(folder: &Path, date: PartialDate, speaker: &Speaker) -> Result<(), u8> {
    let prints = || -> io::Result<(PagePrints, PagePrints)> {
        let former = edition_before(folder, date)?;
        Ok((PagePrints::of(folder, former, date)?, PagePrints::of(folder, Some(date), date)?))
    };
    let (before, now) = prints().map_err(|error| failed(folder, &error, speaker))?;
    let added: Vec<&String> = now.without(&before).collect();
    let changed: Vec<&String> = now.different(&before).collect();
    let removed: Vec<&String> = before.without(&now).collect();
    let lines =
        |sign: &str, pages: &[&String]| -> String { pages.iter().map(|page| format!("{sign} {page}\n")).collect() };
    let listed = [lines("+", &added), lines("*", &changed), lines("-", &removed)].concat();
    let path = archive_path(folder, &date.to_string());
    let bytes = archive(folder, &listed).map_err(|error| failed(folder, &error, speaker))?;
    let shown = path.display();
    write(&path, &bytes).map_err(|error| {
        speaker.tell(&say!("写不了{shown}：{error}", "cannot write {shown}: {error}"));
        ENVIRONMENT
    })?;
    let (new, other, gone) = (added.len(), changed.len(), removed.len());
    let line = say!(
        "交给承载网站的压缩包：{shown}（新增{new}页，改动{other}页，撤下{gone}页；清单在包里的{CHANGES}，指纹在{FINGERPRINTS}）",
        "for those who run the server: {shown} ({new} pages are new, {other} different, {gone} gone; listed in its {CHANGES}, fingerprints in {FINGERPRINTS})"
    );
    speaker.result(line.get(speaker.lang));
    if !removed.is_empty() {
        let list = refused::list(&removed.into_iter().cloned().collect::<Vec<_>>());
        let (zh, en) = (&list.zh, &list.en);
        speaker.tell(&say!("服务器上要删去的页：{zh}", "pages to be taken off the server:{en}"));
    }
    Ok(())
}

/// Removes the archive of an edition that was never completed.
pub fn take_back(folder: &Path, date: &str, speaker: &Speaker) -> Result<(), u8> {
    let path = archive_path(folder, date);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let shown = path.display();
            speaker.tell(&say!("删不了{shown}：{error}", "cannot remove {shown}: {error}"));
            Err(ENVIRONMENT)
        }
        _ => Ok(()),
    }
}

/// The archive of an edition, beside the folder of the site.
fn archive_path(folder: &Path, date: &str) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
    folder.with_file_name(format!("{name}-{date}.zip"))
}

/// The archive; the same files give the same bytes on any day.
fn archive(folder: &Path, listed: &str) -> io::Result<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut prints = String::new();
    for path in files_below(folder)? {
        let bytes = fs::read(folder.join(&path))?;
        prints.push_str(&format!("{}  {path}\n", print(&bytes)));
        writer.start_file(path, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    for (name, text) in [(FINGERPRINTS, prints.as_str()), (CHANGES, listed)] {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = PathBuf::from(format!("{}.new", path.display()));
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}
