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

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::args::{Format, PublishArguments};
use super::messages::Speaker;
use super::project::{EDITIONS, base_url, make, open, problems_of_pages, together};
use super::site_folder::{SiteFolder, repaired};
use super::{CLEAN, PROBLEMS, USAGE, refused, report};
use crate::engine::{Engine, Options};
use crate::i18n::PartialDate;
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
    let options = Options { base_url: base_url(&arguments.site, speaker)?, ..Options::default() };
    let folder = SiteFolder::open(&arguments.root, &arguments.site, speaker)?;
    // Held to the end: no other process may add an edition meanwhile.
    let _records = output::lock_records(&arguments.root).map_err(|error| refused::tell(&error, speaker))?;
    let first = open(&arguments.root, options.clone(), speaker)?;
    let problems = together(&first, first.problems(), problems_of_pages(&first));
    report::print(&problems, first.sources(), Format::Text, false, speaker);
    let editions = first.editions();
    if report::stops(&problems, arguments.strict) {
        let counts = report::counts(&problems);
        let (zh, en) = (&counts.zh, &counts.en);
        speaker.tell(&say!("{zh}；没有发布", "{en}; nothing was published"));
        return Err(PROBLEMS);
    }
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
    let record = first.record(date, &HashMap::new());
    drop(first);
    let engine = open(&arguments.root, Options { added: Some((path_of(date), record)), ..options }, speaker)?;
    let edition = NextEdition::make(arguments, &engine, &folder, date, false, speaker)?;
    edition.publish(&arguments.root, &folder, date, false, speaker)
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
        let copied = |path: &str| (!OF_ROOT.contains(&path)).then(|| format!("{EDITIONS}{date}/{path}"));
        let of_site = engine.paths();
        let copies: Vec<String> = of_site.iter().filter_map(|path| copied(path)).collect();
        let paths: Vec<&str> = of_site.into_iter().chain(copies.iter().map(String::as_str)).collect();
        let site = folder.begin(&paths, (!again).then_some(date), speaker)?;
        let failed = |error| refused::failed(&error, speaker);
        let of_pages = make(engine, &|path, bytes| site.write(path, bytes).map(drop)).map_err(failed)?;
        let problems = together(engine, known, of_pages);
        if report::stops(&problems, arguments.strict) {
            report::print(&problems, engine.sources(), Format::Text, false, speaker);
            return Err(PROBLEMS);
        }
        let prints = Mutex::new(HashMap::new());
        let copy = engine.make_copy(date, &|path: &str, bytes: &[u8]| {
            let print = match copied(path) {
                Some(copy) => site.write(&copy, bytes)?,
                None => Fingerprint::of(bytes),
            };
            prints.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print.short(16));
            Ok(())
        });
        // Its problems are those of the site.
        copy.map_err(failed)?;
        // No page shows the fingerprints, so that they may be added now.
        let record = engine.record(date, &prints.into_inner().unwrap_or_else(PoisonError::into_inner));
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
        Ok(())
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
