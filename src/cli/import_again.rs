//! A document that is taken in again: what changed in it is shown, and what was edited since
//! is not touched.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use super::new_files::NewFile;
use crate::i18n::Text;
use crate::say;

/// The folder of a project in which what was taken in is kept.
pub const IMPORTS: &str = "imports";

/// How many changed paragraphs of a draft a message shows.
const SHOWN: usize = 12;

/// The drafts of a document as they were when it was taken in last.
pub struct Before {
    folder: String,
    drafts: BTreeMap<String, String>,
}

impl Before {
    /// Reads them; none where the document is new.
    pub fn read(root: &Path, folder: &str) -> Before {
        let folder = format!("{folder}/drafts");
        let list = fs::read_to_string(root.join(&folder).join("list.txt")).unwrap_or_default();
        let drafts = list.lines().enumerate().filter_map(|(position, path)| {
            let text = fs::read_to_string(root.join(&folder).join(copy_name(position))).ok()?;
            Some((path.to_owned(), text))
        });
        Before { drafts: drafts.collect(), folder }
    }
}

fn copy_name(position: usize) -> String {
    format!("{}.md", position + 1)
}

/// What is to be done with the drafts of a document.
pub struct Settled {
    /// Drafts that do not exist yet.
    pub new: Vec<NewFile>,
    /// Drafts that nobody has edited since they were written, and that are different now.
    pub replaced: Vec<NewFile>,
    /// The drafts as they are now, for the next time.
    pub copies: Vec<NewFile>,
    pub told: Vec<Text>,
}

/// Decides for each draft whether it is written.
pub fn settle(root: &Path, before: &Before, drafts: Vec<NewFile>) -> Settled {
    let mut settled = Settled { new: Vec::new(), replaced: Vec::new(), copies: Vec::new(), told: Vec::new() };
    let list: Vec<String> = drafts.iter().map(|draft| draft.path.clone()).collect();
    for path in before.drafts.keys().filter(|path| !list.contains(path)) {
        settled.told.push(say!(
            "{path}：文件里不再有这一篇，草稿没有动",
            "{path}: the document no longer has it; the draft was not touched"
        ));
    }
    for (position, draft) in drafts.into_iter().enumerate() {
        settled.copies.push(NewFile::new(format!("{}/{}", before.folder, copy_name(position)), draft.bytes.clone()));
        let current = fs::read_to_string(root.join(&draft.path)).ok();
        let path = draft.path.clone();
        let text = String::from_utf8_lossy(&draft.bytes).into_owned();
        let old = before.drafts.get(&path);
        match (current, old) {
            (None, _) => settled.new.push(draft),
            (Some(current), _) if current == text => {}
            (Some(current), Some(old)) if current == *old => {
                settled.told.push(changed(&path, old, &text, &say!("已更新", "brought up to date")));
                settled.replaced.push(draft);
            }
            (Some(_), Some(old)) if *old == text => {}
            (Some(_), Some(old)) => {
                let kept = say!(
                    "你改过这一篇，没有动它；请照着改",
                    "you have edited it and it was not touched; make these changes by hand"
                );
                settled.told.push(changed(&path, old, &text, &kept));
            }
            (Some(current), None) => {
                let kept = say!("已有这一篇，没有动它", "it exists and was not touched");
                settled.told.push(changed(&path, &current, &text, &kept));
            }
        }
    }
    settled.copies.push(NewFile::new(format!("{}/list.txt", before.folder), list.join("\n") + "\n"));
    settled
}

/// The paragraphs that only one of two texts has.
fn changed(path: &str, old: &str, new: &str, what: &Text) -> Text {
    let gone = only_in(old, new).map(|line| format!("\n  - {line}"));
    let come = only_in(new, old).map(|line| format!("\n  + {line}"));
    let all: Vec<String> = gone.chain(come).collect();
    let lines: String = all.iter().take(SHOWN).map(String::as_str).collect();
    let (zh, en) = (&what.zh, &what.en);
    match all.len().saturating_sub(SHOWN) {
        0 => say!("{path}：{zh}{lines}", "{path}: {en}{lines}"),
        more => say!("{path}：{zh}{lines}\n  另有{more}段", "{path}: {en}{lines}\n  and {more} more"),
    }
}

fn only_in<'a>(one: &'a str, other: &'a str) -> impl Iterator<Item = &'a str> {
    let mut others: HashMap<&str, usize> = HashMap::new();
    for line in other.lines() {
        *others.entry(line).or_default() += 1;
    }
    one.lines().filter(move |line| match others.get_mut(line) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => !line.trim().is_empty(),
    })
}
