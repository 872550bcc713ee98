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

use std::collections::HashMap;
use std::path::Path;

use super::args::{Format, Publish};
use super::messages::Speaker;
use super::project::{EDITIONS, act, base_url, make};
use super::{CLEAN, ENVIRONMENT, PROBLEMS, USAGE, report};
use crate::engine::{Options, SiteFile};
use crate::i18n::PartialDate;
use crate::output::{self, DiskError, File};
use crate::say;
use crate::source::Fingerprint;

/// Files of the root that a copy in a folder must not have.
const OF_ROOT: [&str; 3] = ["404.html", "robots.txt", "sitemap.xml"];

/// Builds, records and publishes.
pub fn publish(arguments: &Publish, speaker: &Speaker) -> u8 {
    let Some(date) = PartialDate::parse(&arguments.date).filter(|date| date.day.is_some()) else {
        let given = &arguments.date;
        speaker.tell(&say!("--date要写成2021-03-04：{given}", "--date must look like 2021-03-04: {given}"));
        return USAGE;
    };
    let base_url = match base_url(&arguments.site, speaker) {
        Ok(base_url) => base_url,
        Err(code) => return code,
    };
    let options = Options { base_url, ..Options::default() };
    let first = match make(&arguments.root, options.clone(), speaker) {
        Ok(made) => made,
        Err(code) => return code,
    };
    report::print(&first.problems, first.engine.sources(), Format::Text, false, speaker);
    let editions = first.engine.editions();
    if report::stops(&first.problems, arguments.strict) {
        let counts = report::counts(&first.problems);
        let (zh, en) = (&counts.zh, &counts.en);
        speaker.tell(&say!("{zh}；没有发布", "{en}; nothing was published"));
        return PROBLEMS;
    }
    if let Some(last) = editions.last().filter(|last| **last >= date) {
        speaker.tell(&say!(
            "{last}已经发布过；--date要写更晚的日期", "an edition of {last} exists; --date must be a later day"
        ));
        return USAGE;
    }
    changes(&first.engine.changed_texts(), !editions.is_empty(), speaker);
    let record = arguments.root.join(format!("data/editions/{date}.yaml"));
    if let Err(error) = output::write_record(&record, &first.engine.record(date, &HashMap::new())) {
        return failed(&error, speaker);
    }
    let code = write(arguments, options, date, &record, speaker);
    if code != CLEAN
        && let Err(error) = output::remove_record(&record)
    {
        failed(&error, speaker);
    }
    code
}

/// Writes the site, with the record read back, and its copy.
fn write(arguments: &Publish, options: Options, date: PartialDate, record: &Path, speaker: &Speaker) -> u8 {
    let copy = Options { edition: Some(date), ..options.clone() };
    let (site, copy) = match (make(&arguments.root, options, speaker), make(&arguments.root, copy, speaker)) {
        (Ok(site), Ok(copy)) => (site, copy),
        (Err(code), _) | (_, Err(code)) => return code,
    };
    if report::stops(&site.problems, arguments.strict) {
        report::print(&site.problems, site.engine.sources(), Format::Text, false, speaker);
        return PROBLEMS;
    }
    // No page shows the fingerprints, so that they may be added now.
    let print = |file: &SiteFile| (file.path.clone(), Fingerprint::of(&file.bytes).short(16));
    let prints: HashMap<String, String> = copy.files.iter().map(print).collect();
    let printed = site.engine.record(date, &prints);
    if let Err(error) = output::remove_record(record).and_then(|()| output::write_record(record, &printed)) {
        return failed(&error, speaker);
    }
    let mut files = site.files;
    let kept = copy.files.into_iter().filter(|file| !OF_ROOT.contains(&file.path.as_str()));
    files.extend(kept.map(|file| SiteFile { path: format!("{EDITIONS}{date}/{}", file.path), bytes: file.bytes }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let folder = arguments.root.join(&arguments.site.output_dir);
    let listed = files.iter().map(|file| File { path: &file.path, bytes: &file.bytes });
    match output::publish_keeping(&folder, listed, &|path| path.starts_with(EDITIONS), arguments.site.force) {
        Ok(published) => {
            let (folder, written) = (folder.display(), published.written);
            let line = say!(
                "{date}版已发布到{folder}（新写{written}个文件），记录在data/editions/{date}.yaml，请一并提交",
                "the edition of {date} is in {folder} ({written} files written); commit its record, data/editions/{date}.yaml"
            );
            speaker.result(line.get(speaker.lang));
            CLEAN
        }
        Err(error) => failed(&error, speaker),
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

fn failed(error: &DiskError, speaker: &Speaker) -> u8 {
    let (path, why) = (error.path.display(), &error.error);
    let act = act(error.act);
    let (zh, en) = (&act.zh, &act.en);
    speaker.tell(&say!("{zh}{path}失败：{why}", "cannot {en} {path}: {why}"));
    ENVIRONMENT
}
