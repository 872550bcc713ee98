//! The command `publish`: builds the site and records what it published.
//!
//! A command of its own and no option of `build`, because it is the one that writes among
//! the sources: `data/editions/<date>.yaml`, a new file each time. The date is given and
//! not taken from the clock, so that the same content gives the same bytes on any day.
//!
//! The site of each edition stays readable below `editions/<date>/` of the output folder.
//! Those copies are made here, once, and are kept by every later build; a new folder does
//! not have them until they are copied into it. They are not made again from the record:
//! it holds what was published, not how it looked.
//!
//! The site is made with the record in mind before the record is on the disk. Then the
//! record is written under a hidden name, the site is published, and the record gets its
//! name. Wherever a kill falls, the same command can be given again; until then, no page
//! counts as one of the new edition.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::args::{Format, PublishArguments};
use super::handover::{hand_over, take_back};
use super::messages::Speaker;
use super::project::{EDITIONS, RECORD, base_url, make, open, problems_of_pages, together};
use super::report::ShownNotes;
use super::site_folder::{SiteFolder, repaired};
use super::{CLEAN, PROBLEMS, USAGE, refused, report};
use crate::diag::Diagnostics;
use crate::engine::{EditionPrints, Engine, Options};
use crate::i18n::{PartialDate, Text};
use crate::output::{self, NextSite, UnfinishedRecord};
use crate::say;
use crate::source::{Fingerprint, Source};

/// Files of the root that a copy in a folder must not have.
const OF_ROOT: [&str; 3] = ["404.html", "robots.txt", "sitemap.xml"];

/// Builds, records and publishes.
pub fn publish(arguments: &PublishArguments, speaker: &Speaker) -> u8 {
    match published(arguments, speaker) {
        Ok(()) => CLEAN,
        Err(code) => code,
    }
}

fn published(arguments: &PublishArguments, speaker: &Speaker) -> Result<(), u8> {
    let Some(date) = PartialDate::parse(&arguments.date).filter(|date| date.day.is_some()) else {
        let given = &arguments.date;
        speaker.tell(&say!("--date要写成2021-03-04：{given}", "--date must look like 2021-03-04: {given}"));
        return Err(USAGE);
    };
    if date > today() {
        speaker.tell(&say!(
            "{date}还没有到；版本日期不能晚于今天",
            "{date} has not come yet; an edition cannot be later than today"
        ));
        return Err(USAGE);
    }
    let options = Options { base_url: base_url(&arguments.site, speaker)?, ..Options::default() };
    let folder = SiteFolder::open(&arguments.root, &arguments.site, speaker)?;
    // Held to the end: no other process may add an edition meanwhile.
    let _records = output::lock_records(&arguments.root).map_err(|error| refused::tell(&error, speaker))?;
    let first = open(&arguments.root, options.clone(), speaker)?;
    let problems = together(&first, first.problems(), problems_of_pages(&first));
    report::print(&problems, first.sources(), Format::Text, ShownNotes::Stopping, speaker);
    let editions = first.editions();
    refuse(&problems, arguments.strict, speaker)?;
    if let Some(last) = editions.last().filter(|last| **last > date) {
        return Err(exists(*last, speaker));
    }
    // The same command given again: it is done already, or was ended after the record
    // was complete.
    let again = editions.last() == Some(&date);
    if again {
        let edition = NextEdition::make(arguments, &first, &folder, date, true, speaker)?;
        if first.sources().by_path(&path_of(date)).and_then(Source::text) != Some(edition.record.as_str()) {
            return Err(exists(date, speaker));
        }
        return edition.publish(&arguments.root, &folder, date, true, speaker);
    }
    changes(&first.changed_texts(), !editions.is_empty(), speaker);
    // Made as if the record were there already.
    let record = first.record(date, &EditionPrints::default());
    drop(first);
    let engine = open(&arguments.root, Options { added: Some((path_of(date), record)), ..options }, speaker)?;
    let edition = NextEdition::make(arguments, &engine, &folder, date, false, speaker)?;
    edition.publish(&arguments.root, &folder, date, false, speaker)
}

/// Nothing is published that nobody checked.
fn refuse(problems: &Diagnostics, strict: bool, speaker: &Speaker) -> Result<(), u8> {
    if report::stopping(problems, strict) == 0 {
        return Ok(());
    }
    let (Text { zh, en }, Text { zh: stop, en: stops }) =
        (report::counts(problems), report::publication(problems, strict));
    speaker.tell(&say!("{zh}；{stop}，没有发布", "{en}; {stops}, and nothing was published"));
    Err(PROBLEMS)
}

/// The day of today where the day begins first, so that no time zone is refused.
fn today() -> PartialDate {
    const FIRST_ZONE: u64 = 14 * 3600;
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    PartialDate::of_day((seconds + FIRST_ZONE) / 86_400)
}

/// The record of an edition, below the root.
fn path_of(date: PartialDate) -> String {
    format!("data/editions/{date}.yaml")
}

fn exists(last: PartialDate, speaker: &Speaker) -> u8 {
    speaker.tell(&say!(
        "{last}已经发布过；--date要写更晚的日期", "an edition of {last} exists; --date must be a later day"
    ));
    USAGE
}

/// An edition that is made and not published yet.
struct NextEdition<'a> {
    record: String,
    /// The site, and the copy of it that lasts.
    site: NextSite<'a>,
}

impl<'a> NextEdition<'a> {
    /// Makes the site and its copy beside the published folder. `again`: the edition was
    /// published before.
    fn make(
        arguments: &PublishArguments,
        engine: &Engine,
        folder: &'a SiteFolder<'_>,
        date: PartialDate,
        again: bool,
        speaker: &Speaker,
    ) -> Result<NextEdition<'a>, u8> {
        let known = engine.problems();
        let copied = |path: &str| {
            let lasts = !OF_ROOT.contains(&path) && !engine.is_of_now(path);
            lasts.then(|| format!("{EDITIONS}{date}/{path}"))
        };
        let of_site = engine.paths();
        let copies: Vec<String> = of_site.iter().filter_map(|path| copied(path)).collect();
        // Whoever has the folder can verify it.
        let kept = format!("{EDITIONS}{date}/{RECORD}");
        let of_copy = copies.iter().map(String::as_str).chain(std::iter::once(kept.as_str()));
        let paths: Vec<&str> = of_site.into_iter().chain(of_copy).collect();
        let site = folder.begin(&paths, (!again).then_some(date), speaker)?;
        let failed = |error| refused::failed(&error, speaker);
        let (of_site, of_copy) = (Mutex::new(BTreeMap::new()), Mutex::new(BTreeMap::new()));
        let note = |prints: &Mutex<BTreeMap<String, String>>, path: &str, print: Fingerprint| {
            if path.ends_with(".html") {
                prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print.short(16));
            }
        };
        let write = |path: &str, bytes: &[u8]| site.write(path, bytes).map(|print| note(&of_site, path, print));
        let of_pages = make(engine, &write).map_err(failed)?;
        let problems = together(engine, known, of_pages);
        if report::stopping(&problems, arguments.strict) > 0 {
            report::print(&problems, engine.sources(), Format::Text, ShownNotes::Stopping, speaker);
            refuse(&problems, arguments.strict, speaker)?;
        }
        let copy = engine.make_copy(date, &|path: &str, bytes: &[u8]| {
            if let Some(copy) = copied(path) {
                note(&of_copy, path, site.write(&copy, bytes)?);
            }
            Ok(())
        });
        // Its problems are those of the site.
        copy.map_err(failed)?;
        // No page shows the fingerprints, so that they may be added now.
        let taken =
            |prints: Mutex<BTreeMap<String, String>>| prints.into_inner().unwrap_or_else(PoisonError::into_inner);
        let record = engine.record(date, &EditionPrints { copy: taken(of_copy), site: taken(of_site) });
        site.write(&kept, record.as_bytes()).map_err(failed)?;
        Ok(NextEdition { record, site })
    }

    /// Publishes the files, between the two steps of the record unless it is `complete`.
    fn publish(
        self,
        root: &Path,
        folder: &SiteFolder<'_>,
        date: PartialDate,
        complete: bool,
        speaker: &Speaker,
    ) -> Result<(), u8> {
        let failed = |error| refused::failed(&error, speaker);
        let abandoned = output::unfinished_editions(root).map_err(failed)?;
        let begin = || UnfinishedRecord::begin(root, &date.to_string(), &self.record);
        let record = (!complete).then(begin).transpose().map_err(failed)?;
        let published = match (folder.publish(self.site, speaker), record) {
            (Ok(published), Some(record)) => record.complete(&abandoned).map(|()| published).map_err(failed)?,
            (Ok(published), None) => published,
            (Err(code), record) => {
                // One that an earlier command left says that pages of the edition, which
                // may be published already, do not count.
                let own = record.filter(|_| !abandoned.contains(&date.to_string()));
                own.map_or(Ok(()), UnfinishedRecord::discard).map_err(failed)?;
                return Err(code);
            }
        };
        let (shown, written, repaired) = (folder.shown.display(), published.written, repaired(&published));
        let (fixed, mended) = (&repaired.zh, &repaired.en);
        let path = path_of(date);
        let line = say!(
            "{date}版已发布到{shown}（新写{written}个文件{fixed}），记录在{path}，请一并提交",
            "the edition of {date} is in {shown} ({written} files written{mended}); commit its record, {path}"
        );
        speaker.result(line.get(speaker.lang));
        for former in abandoned.iter().filter(|former| **former != date.to_string()) {
            take_back(&folder.shown, former, speaker)?;
        }
        hand_over(&folder.shown, date, speaker)
    }
}

fn changes(texts: &[String], before: bool, speaker: &Speaker) {
    if before && !texts.is_empty() {
        let (count, list) = (texts.len(), texts.join("\n  "));
        speaker.tell(&say!(
            "上次发布以来新写或改动的文稿{count}篇：\n  {list}",
            "texts new or changed since the last edition: {count}\n  {list}"
        ));
    }
}
