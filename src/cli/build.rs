//! The commands `build` and `check`.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::Instant;

use super::args::{BuildArguments, CheckArguments, Format, Project};
use super::messages::Speaker;
use super::project::{EDITIONS, make, open, problems_of_pages, together};
use super::report::ShownNotes;
use super::site_folder::{SiteFolder, open_site, repaired};
use super::timings::Stages;
use super::verify::editions_in;
use super::{CLEAN, PROBLEMS, fix, grounds, propose, refused, report};
use crate::diag::Diagnostics;
use crate::engine::{Engine, Options};
use crate::i18n::{Lang, Text};
use crate::output::{self, NextSite, Published};
use crate::say;

/// Checks everything and writes the site.
pub fn build(arguments: &BuildArguments, speaker: &Speaker) -> u8 {
    let start = Instant::now();
    let mut stages = Stages::begin();
    let Project { root, strict, drafts } = &arguments.project;
    let (folder, engine) = match open_site(root, &arguments.site, *drafts, speaker) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    stages.end(say!("读取和汇总", "reading and joining"));
    let (problems, next) = match make_site(&engine, &folder, *strict, speaker) {
        Ok(made) => made,
        Err(code) => return code,
    };
    stages.end(say!("检查、渲染和写出", "checking, rendering and writing"));
    report::print(&problems, engine.sources(), Format::Text, ShownNotes::None, speaker);
    let counts = report::counts(&problems);
    let time = |lang| report::seconds(start.elapsed(), lang);
    let Some(next) = next else {
        let (zh, en) = (&counts.zh, &counts.en);
        let (t, u) = (time(Lang::Zh), time(Lang::En));
        speaker.tell(&say!("{zh}；没有写出网站（{t}）", "{en}; the site was not written ({u})"));
        return PROBLEMS;
    };
    let published = match folder.publish(next, speaker) {
        Ok(published) => published,
        Err(code) => return code,
    };
    stages.end(say!("换上新网站", "exchanging the sites"));
    if arguments.timings || speaker.verbose {
        stages.tell(speaker);
    }
    let pages = engine.world().plan.pages.len();
    let shown = folder.shown.display();
    let repaired = repaired(&published);
    let (fixed, mended) = (&repaired.zh, &repaired.en);
    let Published { written: w, unchanged: u, removed: r, .. } = published;
    let (zh, en) = (&counts.zh, &counts.en);
    let (t, s) = (time(Lang::Zh), time(Lang::En));
    let line = say!(
        "{pages}页写到{shown}（新写{w}{fixed}，未变{u}，删去{r}个文件）；{zh}；{t}",
        "{pages} pages in {shown} ({w} files written{mended}, {u} unchanged, {r} removed); {en}; {s}"
    );
    speaker.result(line.get(speaker.lang));
    lost_editions(&engine, &folder.shown, speaker);
    interrupted_editions(root, speaker);
    CLEAN
}

/// Makes the next site beside the published one, unless a problem stops it; returns all
/// problems.
fn make_site<'a>(
    engine: &Engine,
    folder: &'a SiteFolder<'_>,
    strict: bool,
    speaker: &Speaker,
) -> Result<(Diagnostics, Option<NextSite<'a>>), u8> {
    let known = engine.problems();
    if report::stops(&known, strict) {
        return Ok((together(engine, known, problems_of_pages(engine)), None));
    }
    let next = folder.begin(&engine.paths(), None, speaker)?;
    let of_pages = make(engine, &|path, bytes| next.write(path, bytes).map(drop));
    let of_pages = of_pages.map_err(|error| refused::failed(&error, speaker))?;
    let problems = together(engine, known, of_pages);
    let stopped = report::stops(&problems, strict);
    Ok((problems, Some(next).filter(|_| !stopped)))
}

/// Says which former editions the folder does not have.
pub fn lost_editions(engine: &Engine, folder: &Path, speaker: &Speaker) {
    for edition in engine.editions() {
        let copy = format!("{EDITIONS}{edition}");
        if !folder.join(&copy).is_dir() {
            let folder = folder.display();
            speaker.tell(&say!(
                "{folder}里没有{copy}：从原先发布的文件夹复制过来，旧版才能继续阅读",
                "{folder} has no {copy}: copy it from the folder that was published, so that the former edition stays readable"
            ));
        }
    }
}

/// Says which editions were begun and not completed.
fn interrupted_editions(root: &Path, speaker: &Speaker) {
    // A folder that cannot be listed was told when the site was written.
    for date in output::unfinished_editions(root).unwrap_or_default() {
        speaker.tell(&say!(
            "{date}版的发布没有完成，还不算发布：请再运行一次publish --date {date}，或删去data/editions/.{date}.yaml.unfinished",
            "the edition of {date} was not completed and does not count: run publish --date {date} again, or delete data/editions/.{date}.yaml.unfinished"
        ));
    }
}

/// Checks everything and writes nothing, but for the cures that it was told to apply.
pub fn check(arguments: &CheckArguments, speaker: &Speaker) -> u8 {
    let start = Instant::now();
    let options = Options { drafts: arguments.project.drafts, ..Options::default() };
    if arguments.fix
        && let Err(code) = fix::fix(&arguments.project.root, &options, speaker)
    {
        return code;
    }
    let engine = match open(&arguments.project.root, options, speaker) {
        Ok(engine) => ManuallyDrop::new(engine),
        Err(code) => return code,
    };
    let notes = if arguments.notes { ShownNotes::All } else { ShownNotes::None };
    if let Some(file) = &arguments.propose {
        return propose::propose(&engine, file, speaker);
    }
    if let Some(folder) = &arguments.documents {
        return grounds::check(&engine, folder, speaker);
    }
    let problems = together(&engine, engine.problems(), problems_of_pages(&engine));
    report::print(&problems, engine.sources(), arguments.format, notes, speaker);
    let unrecorded = unrecorded_editions(&engine, &arguments.project.root, speaker);
    if arguments.coverage {
        report::coverage(&engine, speaker);
    }
    let counts = report::counts(&problems);
    let pages = engine.world().plan.pages.len();
    let (zh, en) = (&counts.zh, &counts.en);
    let (t, s) = (report::seconds(start.elapsed(), Lang::Zh), report::seconds(start.elapsed(), Lang::En));
    let hidden = !arguments.notes && problems.count(crate::diag::Severity::Note) > 0;
    let (h, i) = if hidden { ("（用--notes列出提示）", " (--notes lists the notes)") } else { ("", "") };
    let Text { zh: goes, en: would } = report::publication(&problems, arguments.project.strict);
    let line = say!("检查了{pages}页：{zh}{h}；{goes}；{t}", "{pages} pages checked: {en}{i}; {would}; {s}");
    match arguments.format {
        Format::Text => speaker.result(line.get(speaker.lang)),
        Format::Json => speaker.tell(&line),
    }
    if unrecorded || report::stops(&problems, arguments.project.strict) { PROBLEMS } else { CLEAN }
}

/// Says which editions stand in the published folder, where it is at hand, and have no record any more.
fn unrecorded_editions(engine: &Engine, root: &Path, speaker: &Speaker) -> bool {
    let recorded: Vec<String> = engine.editions().iter().map(ToString::to_string).collect();
    let begun = output::unfinished_editions(root).unwrap_or_default();
    let published = editions_in(&root.join("public")).unwrap_or_default();
    let lost: Vec<String> =
        published.into_iter().filter(|date| !recorded.contains(date) && !begun.contains(date)).collect();
    for date in &lost {
        speaker.tell(&say!(
            "{date}版公布过，data/editions/{date}.yaml却没有了：从版本库或备份中取回",
            "the edition of {date} was published, and data/editions/{date}.yaml is gone: bring it back from version control or a backup"
        ));
    }
    !lost.is_empty()
}
