//! One portal made on many machines: `build --part K/N` makes some of its pages, and `join`
//! makes the site of all parts, byte by byte as one build makes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};

use super::args::{BuildArguments, Format, JoinArguments, SiteArguments};
use super::build::lost_editions;
use super::messages::Speaker;
use super::project::together;
use super::report::{self, ShownNotes};
use super::site_folder::{SiteFolder, open_site};
use super::{CLEAN, ENVIRONMENT, PROBLEMS, USAGE, refused};
use crate::engine::{Engine, SitePart};
use crate::i18n::{Lang, Text};
use crate::output::DiskError;
use crate::say;
use crate::source::Fingerprint;

/// In the folder of a part, what it is a part of.
const STAMP: &str = "part.json";

/// The fingerprints of the files of a part by their paths.
type Prints = BTreeMap<String, Fingerprint>;

/// Makes the pages of one part and writes them to a folder of their own.
pub fn build_part(arguments: &BuildArguments, part: SitePart, speaker: &Speaker) -> u8 {
    let start = Instant::now();
    let root = &arguments.project.root;
    let SitePart { number, of } = part;
    let mut site = arguments.site.clone();
    site.output_dir.get_or_insert_with(|| root.join(format!("public-part-{number}-of-{of}")));
    let (folder, engine) = match open_site(root, &site, arguments.project.drafts, speaker) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    match write_part(&engine, &folder, part, arguments.project.strict, speaker) {
        Ok(pages) => {
            let (shown, t) = (folder.shown.display(), report::seconds(start.elapsed(), Lang::Zh));
            let s = report::seconds(start.elapsed(), Lang::En);
            let line = say!(
                "第{number}部分（共{of}部分）：{pages}页写到{shown}；{t}",
                "part {number} of {of}: {pages} pages in {shown}; {s}"
            );
            speaker.result(line.get(speaker.lang));
            CLEAN
        }
        Err(code) => code,
    }
}

fn write_part(
    engine: &Engine,
    folder: &SiteFolder<'_>,
    part: SitePart,
    strict: bool,
    speaker: &Speaker,
) -> Result<usize, u8> {
    let known = engine.problems();
    let mut paths = engine.part_paths(part);
    let pages = paths.len();
    paths.push(STAMP);
    let next = folder.begin(&paths, None, speaker)?;
    let failed = |error: DiskError| refused::failed(&error, speaker);
    let prints = Mutex::new(Prints::new());
    let take = |path: &str, bytes: &[u8]| -> Result<(), DiskError> {
        let print = next.write(path, bytes)?;
        prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
        Ok(())
    };
    let stopped = report::stops(&known, strict);
    let of_pages =
        if stopped { crate::diag::Diagnostics::new() } else { engine.make_part(part, &take).map_err(failed)? };
    let problems = together(engine, known, of_pages);
    report::print(&problems, engine.sources(), Format::Text, ShownNotes::None, speaker);
    if report::stops(&problems, strict) {
        let Text { zh, en } = report::counts(&problems);
        speaker.tell(&say!("{zh}；没有写出这一部分", "{en}; the part was not written"));
        return Err(PROBLEMS);
    }
    let files = print_of(&prints.into_inner().unwrap_or_else(PoisonError::into_inner));
    let SitePart { number, of } = part;
    let stamp = json!({ "part": number, "of": of, "sources": engine.fingerprint().short(64), "files": files });
    next.write(STAMP, format!("{stamp:#}\n").as_bytes()).map_err(failed)?;
    folder.publish(next, speaker)?;
    Ok(pages)
}

fn print_of(prints: &Prints) -> String {
    let lines: String = prints.iter().map(|(path, print)| format!("{path}\0{}\n", print.short(64))).collect();
    Fingerprint::of(lines.as_bytes()).short(64)
}

/// A part as its folder says.
struct PartFolder {
    folder: PathBuf,
    part: SitePart,
    sources: String,
    files: String,
}

impl PartFolder {
    fn read(folder: &Path) -> Result<PartFolder, Text> {
        let shown = folder.display();
        let text = fs::read_to_string(folder.join(STAMP)).map_err(|error| {
            say!(
                "{shown}不是build --part写出的文件夹：读不了{STAMP}（{error}）",
                "{shown} was not written by build --part: {STAMP} cannot be read ({error})"
            )
        })?;
        let stamp = serde_json::from_str::<Value>(&text).unwrap_or_default();
        let number = |key: &str| usize::try_from(stamp[key].as_u64()?).ok();
        let print = |key: &str| stamp[key].as_str().map(str::to_owned);
        let read = || {
            let part = SitePart::parse(&format!("{}/{}", number("part")?, number("of")?))?;
            Some(PartFolder { folder: folder.to_owned(), part, sources: print("sources")?, files: print("files")? })
        };
        read().ok_or_else(|| {
            say!("{shown}里的{STAMP}不完整：重新做这一部分", "{STAMP} in {shown} is not whole: make that part again")
        })
    }
}

/// Makes the site of its parts.
pub fn join(arguments: &JoinArguments, speaker: &Speaker) -> u8 {
    joined(arguments, speaker).err().unwrap_or(CLEAN)
}

fn joined(arguments: &JoinArguments, speaker: &Speaker) -> Result<(), u8> {
    let start = Instant::now();
    let wrong = |text: Text| {
        speaker.tell(&text);
        USAGE
    };
    let parts = arguments.parts.iter().map(|folder| PartFolder::read(folder));
    let parts = in_order(parts.collect::<Result<_, Text>>().map_err(wrong)?).map_err(wrong)?;
    let site: &SiteArguments = &arguments.site;
    let (folder, engine) = open_site(&arguments.root, site, arguments.drafts, speaker)?;
    of_these_sources(&engine, &parts).map_err(wrong)?;
    let next = folder.begin(&engine.paths(), None, speaker)?;
    let prints: Vec<Mutex<Prints>> = parts.iter().map(|_| Mutex::default()).collect();
    let read = |number: usize, path: &str| -> Result<Vec<u8>, JoinFailure> {
        let part = &parts[number - 1];
        let bytes =
            fs::read(part.folder.join(path)).map_err(|error| JoinFailure::Part(part.folder.join(path), error))?;
        let print = Fingerprint::of(&bytes);
        prints[number - 1].lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
        Ok(bytes)
    };
    let take = |path: &str, bytes: &[u8]| next.write(path, bytes).map(drop).map_err(JoinFailure::Disk);
    engine.join_parts(parts.len(), &read, &take).map_err(|failure| failure.tell(speaker))?;
    for (part, prints) in parts.iter().zip(prints) {
        if print_of(&prints.into_inner().unwrap_or_else(PoisonError::into_inner)) != part.files {
            let shown = part.folder.display();
            speaker.tell(&say!(
                "{shown}里的网页做好以后被改动过：重新做这一部分",
                "pages in {shown} were changed after they were made: make that part again"
            ));
            return Err(PROBLEMS);
        }
    }
    folder.publish(next, speaker)?;
    let (pages, of, shown) = (engine.world().plan.pages.len(), parts.len(), folder.shown.display());
    let (t, s) = (report::seconds(start.elapsed(), Lang::Zh), report::seconds(start.elapsed(), Lang::En));
    let line = say!("{of}部分合成{pages}页，写到{shown}；{t}", "{pages} pages of {of} parts in {shown}; {s}");
    speaker.result(line.get(speaker.lang));
    lost_editions(&engine, &folder.shown, speaker);
    Ok(())
}

/// The parts by their numbers, all of one number of parts, each once.
fn in_order(mut parts: Vec<PartFolder>) -> Result<Vec<PartFolder>, Text> {
    parts.sort_by_key(|part| part.part);
    let of = parts.first().map_or(0, |part| part.part.of);
    if let Some(other) = parts.iter().find(|part| part.part.of != of) {
        let (shown, other) = (other.folder.display(), other.part.of);
        return Err(say!(
            "{shown}是{other}部分中的一部分，别的是{of}部分中的：各部分要按同样的数目做",
            "{shown} is one of {other} parts, others are of {of}: all are to be made for one number of parts"
        ));
    }
    let missing = (1..=of).find(|number| parts.iter().filter(|part| part.part.number == *number).count() != 1);
    match missing {
        None => Ok(parts),
        Some(number) => {
            let given = parts.iter().filter(|part| part.part.number == number).count();
            Err(say!(
                "第{number}部分（共{of}部分）给了{given}个：每部分要给一个",
                "part {number} of {of} was given {given} times: give each once"
            ))
        }
    }
}

/// Whether all parts were made of what the project is now.
fn of_these_sources(engine: &Engine, parts: &[PartFolder]) -> Result<(), Text> {
    let now = engine.fingerprint().short(64);
    let Some(other) = parts.iter().find(|part| part.sources != now) else { return Ok(()) };
    let shown = other.folder.display();
    Err(say!(
        "{shown}是用别的内容、网址或版本的程序做的：用现在的重新做这一部分",
        "{shown} was made of other content, for another address, or by another version: make that part again"
    ))
}

/// Why parts could not be joined.
enum JoinFailure {
    Part(PathBuf, std::io::Error),
    Disk(DiskError),
}

impl JoinFailure {
    fn tell(&self, speaker: &Speaker) -> u8 {
        match self {
            JoinFailure::Disk(error) => refused::failed(error, speaker),
            JoinFailure::Part(path, error) => {
                let path = path.display();
                speaker.tell(&say!(
                    "读不了{path}：{error}；重新做这一部分", "cannot read {path}: {error}; make that part again"
                ));
                ENVIRONMENT
            }
        }
    }
}
