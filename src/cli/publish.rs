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

use super::args::{Format, PublishArguments};
use super::messages::Speaker;
use super::project::{EDITIONS, RECORD, RenderedProject, base_url, make};
use super::report::ShownNotes;
use super::site_folder::{SiteFolder, repaired};
use super::{CLEAN, PROBLEMS, USAGE, refused, report};
use crate::engine::{EditionPrints, Options, SiteFile};
use crate::i18n::{PartialDate, Text};
use crate::output::{self, UnfinishedRecord};
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
    let first = make(&arguments.root, options.clone(), speaker)?;
    report::print(&first.problems, first.engine.sources(), Format::Text, ShownNotes::Stopping, speaker);
    let editions = first.engine.editions();
    refuse(&first, arguments.strict, speaker)?;
    if let Some(last) = editions.last().filter(|last| **last > date) {
        return Err(exists(*last, speaker));
    }
    // The same command given again: it is done already, or was ended after the record
    // was complete.
    let again = editions.last() == Some(&date);
    if !again {
        changes(&first.engine.changed_texts(), !editions.is_empty(), speaker);
    }
    let edition = MadeEdition::make(arguments, options, date, &first, again, speaker)?;
    if again && first.engine.sources().by_path(&path_of(date)).and_then(Source::text) != Some(edition.record.as_str()) {
        return Err(exists(date, speaker));
    }
    edition.write(arguments, &folder, date, again, speaker)
}

/// Nothing is published that nobody checked.
fn refuse(made: &RenderedProject, strict: bool, speaker: &Speaker) -> Result<(), u8> {
    if report::stopping(&made.problems, strict) == 0 {
        return Ok(());
    }
    let (Text { zh, en }, Text { zh: stop, en: stops }) =
        (report::counts(&made.problems), report::publication(&made.problems, strict));
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

/// An edition as it is going to be published.
struct MadeEdition {
    record: String,
    /// The site, and the copy of it that lasts.
    files: Vec<SiteFile>,
}

impl MadeEdition {
    /// Makes the site, as if its record were there already, and its copy.
    fn make(
        arguments: &PublishArguments,
        options: Options,
        date: PartialDate,
        first: &RenderedProject,
        again: bool,
        speaker: &Speaker,
    ) -> Result<MadeEdition, u8> {
        let record = (!again).then(|| (path_of(date), first.engine.record(date, &EditionPrints::default())));
        let options = Options { added: record, ..options };
        let copy = Options { edition: Some(date), ..options.clone() };
        let (site, copy) = (make(&arguments.root, options, speaker)?, make(&arguments.root, copy, speaker)?);
        if report::stopping(&site.problems, arguments.strict) > 0 {
            report::print(&site.problems, site.engine.sources(), Format::Text, ShownNotes::Stopping, speaker);
            refuse(&site, arguments.strict, speaker)?;
        }
        // No page shows the fingerprints, so that they may be added now.
        let print = |file: &SiteFile| (file.path.clone(), Fingerprint::of(&file.bytes).short(16));
        let pages = |files: &[SiteFile]| files.iter().filter(|file| file.path.ends_with(".html")).map(print).collect();
        let record = site.engine.record(date, &EditionPrints { copy: pages(&copy.files), site: pages(&site.files) });
        let mut files = site.files;
        let kept = copy.files.into_iter().filter(|file| !OF_ROOT.contains(&file.path.as_str()));
        files.extend(kept.map(|file| SiteFile { path: format!("{EDITIONS}{date}/{}", file.path), bytes: file.bytes }));
        // Whoever has the folder can verify it.
        files.push(SiteFile { path: format!("{EDITIONS}{date}/{RECORD}"), bytes: record.clone().into_bytes() });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(MadeEdition { record, files })
    }

    /// Publishes the files, between the two steps of the record unless it is `complete`.
    fn write(
        &self,
        arguments: &PublishArguments,
        folder: &SiteFolder<'_>,
        date: PartialDate,
        complete: bool,
        speaker: &Speaker,
    ) -> Result<(), u8> {
        let failed = |error| refused::failed(&error, speaker);
        let root = &arguments.root;
        let abandoned = output::unfinished_editions(root).map_err(failed)?;
        let begin = || UnfinishedRecord::begin(root, &date.to_string(), &self.record);
        let record = (!complete).then(begin).transpose().map_err(failed)?;
        let published = match (folder.publish(&self.files, speaker), record) {
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
