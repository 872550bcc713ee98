//! The command `verify`: whether a published folder is that of its chain of editions.
//!
//! Nothing but the folder is needed. Each edition lies below `editions/<date>/` with its record, `edition.yaml`, which
//! holds the fingerprints of its pages, ends with its own seal and holds that of the edition before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::args::VerifyArguments;
use super::messages::Speaker;
use super::project::{EDITIONS, RECORD};
use super::{CLEAN, ENVIRONMENT, PROBLEMS};
use crate::i18n::Text;
use crate::parse::records::seal_of;
use crate::say;
use crate::source::Fingerprint;

/// Verifies the folder and tells every page that is another.
pub fn verify(arguments: &VerifyArguments, speaker: &Speaker) -> u8 {
    let folder = &arguments.folder;
    let dates = match editions_in(folder) {
        Ok(dates) if !dates.is_empty() => dates,
        Ok(_) => {
            let shown = folder.display();
            speaker.tell(&say!("{shown}里没有发布过的版本", "{shown} holds no published edition"));
            return PROBLEMS;
        }
        Err(error) => {
            let shown = folder.display();
            speaker.tell(&say!("读不了文件夹{shown}：{error}", "cannot read the folder {shown}: {error}"));
            return ENVIRONMENT;
        }
    };
    let mut faults = Vec::new();
    let mut before = String::new();
    let mut pages = 0;
    for date in &dates {
        let Some(record) = WrittenRecord::read(&folder.join(EDITIONS).join(date), date, &mut faults) else { continue };
        if record.before != before {
            faults.push(say!(
                "{date}版不是接着前一版的：中间的版本被改过或删去了",
                "the edition of {date} does not follow the one before: one was altered or deleted"
            ));
        }
        record.check_pages(&folder.join(EDITIONS).join(date), date, &mut faults);
        if Some(date) == dates.last() {
            record.check_site(folder, &mut faults);
        }
        pages += record.pages.len();
        before = record.seal;
    }
    faults.iter().for_each(|fault| speaker.tell(fault));
    let (editions, count) = (dates.len(), faults.len());
    let line = match count {
        0 => say!(
            "{editions}个版本、{pages}页都与记录相符",
            "{editions} editions and {pages} pages are those of the record"
        ),
        _ => say!(
            "{editions}个版本、{pages}页：有{count}处与记录不符",
            "{editions} editions and {pages} pages: {count} are not those of the record"
        ),
    };
    speaker.result(line.get(speaker.lang));
    if count == 0 { CLEAN } else { PROBLEMS }
}

/// The days of the editions below a published folder, oldest first; none where there is no such folder.
pub fn editions_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let editions = folder.join(EDITIONS);
    if !editions.exists() {
        return fs::metadata(folder).map(|_| Vec::new());
    }
    let mut dates = Vec::new();
    for entry in fs::read_dir(editions)? {
        let entry = entry?;
        if entry.path().is_dir() {
            dates.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    dates.sort();
    Ok(dates)
}

/// What a published record says, as far as pages can be held against it.
struct WrittenRecord {
    before: String,
    seal: String,
    /// Fingerprints by path: of the edition's own copy, and of the site as it was published.
    pages: BTreeMap<String, String>,
    site: BTreeMap<String, String>,
    /// How each figure is written, in Chinese and English.
    figures: BTreeMap<String, [String; 2]>,
}

impl WrittenRecord {
    /// Reads the record of an edition; one that is missing or not sealed by its content is told.
    fn read(folder: &Path, date: &str, faults: &mut Vec<Text>) -> Option<WrittenRecord> {
        let Ok(text) = fs::read_to_string(folder.join(RECORD)) else {
            faults.push(say!("{date}版没有记录{RECORD}", "the edition of {date} has no record {RECORD}"));
            return None;
        };
        let sealed =
            text.rfind("\nseal: ").map(|at| (seal_of(&text[..at + 1]), unquoted(&text[at + "\nseal: ".len()..])));
        if sealed.as_ref().is_none_or(|(right, written)| right != written) {
            faults.push(say!(
                "{date}版的记录被改动过：封印与内容不符",
                "the record of the edition of {date} was altered: its seal is not that of its content"
            ));
        }
        let mut record = WrittenRecord {
            before: String::new(),
            seal: sealed.map(|(_, written)| written).unwrap_or_default(),
            pages: BTreeMap::new(),
            site: BTreeMap::new(),
            figures: BTreeMap::new(),
        };
        let mut list = "";
        for line in text.lines() {
            match line.strip_prefix("  ") {
                Some(entry) => record.entry(list, entry),
                None => {
                    list = line.split(':').next().unwrap_or("");
                    if let Some(seal) = line.strip_prefix("before: ") {
                        record.before = unquoted(seal);
                    }
                }
            }
        }
        Some(record)
    }

    fn entry(&mut self, list: &str, entry: &str) {
        match list {
            "addresses" => {
                let written = unquoted(entry.trim_start_matches("- "));
                if let Some((address, print)) = written.split_once(' ') {
                    self.pages.insert(file_of(address), print.to_owned());
                }
            }
            "site" => {
                if let Some((path, print)) = entry.split_once("': '") {
                    self.site.insert(path.trim_start_matches('\'').replace("''", "'"), unquoted(&format!("'{print}")));
                }
            }
            "figures" => {
                let part = |from: &str| {
                    let rest = entry.split_once(from)?.1;
                    Some(rest.split("', ").next().unwrap_or(rest).trim_end_matches("'}").replace("''", "'"))
                };
                if let (Some(id), Some(zh), Some(en)) = (part("{id: '"), part(" zh: '"), part(" en: '")) {
                    self.figures.insert(id, [zh, en]);
                }
            }
            _ => {}
        }
    }

    fn check_pages(&self, folder: &Path, date: &str, faults: &mut Vec<Text>) {
        for (path, print) in &self.pages {
            self.check_file(&folder.join(path), &format!("{EDITIONS}{date}/{path}"), print, faults);
        }
    }

    /// The pages of the newest edition at their own addresses.
    fn check_site(&self, folder: &Path, faults: &mut Vec<Text>) {
        for (path, print) in &self.site {
            self.check_file(&folder.join(path), path, print, faults);
        }
    }

    fn check_file(&self, file: &Path, shown: &str, print: &str, faults: &mut Vec<Text>) {
        let Ok(bytes) = fs::read(file) else {
            faults.push(say!("{shown}没有了", "{shown} is gone"));
            return;
        };
        if Fingerprint::of(&bytes).short(16) == print {
            return;
        }
        let figures = self.figures_missing(&String::from_utf8_lossy(&bytes));
        faults.push(if figures.is_empty() {
            say!("{shown}不是公布时的样子", "{shown} is not what was published")
        } else {
            let list = figures.join(", ");
            say!(
                "{shown}不是公布时的样子；页上没有这些数：{list}",
                "{shown} is not what was published; it lacks these figures: {list}"
            )
        });
    }

    /// The figures to which a page refers and whose published form it does not show.
    fn figures_missing(&self, page: &str) -> Vec<String> {
        let refers = |id: &str| {
            page.match_indices(id).any(|(at, _)| {
                let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
                !page[..at].ends_with(inner) && !page[at + id.len()..].starts_with(inner)
            })
        };
        let figures = self
            .figures
            .iter()
            .filter(|(id, labels)| refers(id) && labels.iter().all(|label| !page.contains(label.as_str())));
        figures.map(|(id, labels)| format!("{id} ({})", labels[1])).collect()
    }
}

/// The file of an address.
fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
}

fn unquoted(written: &str) -> String {
    let written = written.trim();
    written.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or(written).replace("''", "'")
}
