//! The commands `build` and `check`.

use std::path::Path;
use std::time::Instant;

use super::args::{Build, Check, Format};
use super::messages::Speaker;
use super::project::{EDITIONS, act, base_url, make};
use super::{CLEAN, ENVIRONMENT, PROBLEMS, report};
use crate::engine::{Engine, Options};
use crate::i18n::Lang;
use crate::output::{self, File};
use crate::say;

/// Checks everything and writes the site.
pub fn build(arguments: &Build, speaker: &Speaker) -> u8 {
    let start = Instant::now();
    let base_url = match base_url(&arguments.site, speaker) {
        Ok(base_url) => base_url,
        Err(code) => return code,
    };
    let made = match make(
        &arguments.project.root,
        Options { base_url, drafts: arguments.project.drafts, ..Options::default() },
        speaker,
    ) {
        Ok(made) => made,
        Err(code) => return code,
    };
    report::print(&made.problems, made.engine.sources(), Format::Text, false, speaker);
    let counts = report::counts(&made.problems);
    let time = |lang| report::seconds(start.elapsed(), lang);
    if report::stops(&made.problems, arguments.project.strict) {
        let (zh, en) = (&counts.zh, &counts.en);
        let (t, u) = (time(Lang::Zh), time(Lang::En));
        speaker.tell(&say!("{zh}；没有写出网站（{t}）", "{en}; the site was not written ({u})"));
        return PROBLEMS;
    }
    let folder = arguments.project.root.join(&arguments.site.output_dir);
    let files = made.files.iter().map(|file| File { path: &file.path, bytes: &file.bytes });
    match output::publish_keeping(&folder, files, &|path| path.starts_with(EDITIONS), arguments.site.force) {
        Ok(published) => {
            let pages = made.engine.world().plan.pages.len();
            let folder = folder.display();
            let (w, u, r) = (published.written, published.unchanged, published.removed);
            let (zh, en) = (&counts.zh, &counts.en);
            let (t, s) = (time(Lang::Zh), time(Lang::En));
            let line = say!(
                "{pages}页写到{folder}（新写{w}，未变{u}，删去{r}个文件）；{zh}；{t}",
                "{pages} pages in {folder} ({w} files written, {u} unchanged, {r} removed); {en}; {s}"
            );
            speaker.result(line.get(speaker.lang));
            lost_editions(&made.engine, &arguments.project.root.join(&arguments.site.output_dir), speaker);
            CLEAN
        }
        Err(error) => {
            let (path, why) = (error.path.display(), &error.error);
            let act = act(error.act);
            let (zh, en) = (&act.zh, &act.en);
            speaker.tell(&say!("{zh}{path}失败：{why}", "cannot {en} {path}: {why}"));
            ENVIRONMENT
        }
    }
}

/// Says which former editions the folder does not have.
fn lost_editions(engine: &Engine, folder: &Path, speaker: &Speaker) {
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

/// Checks everything and writes nothing.
pub fn check(arguments: &Check, speaker: &Speaker) -> u8 {
    let start = Instant::now();
    let made = match make(
        &arguments.project.root,
        Options { drafts: arguments.project.drafts, ..Options::default() },
        speaker,
    ) {
        Ok(made) => made,
        Err(code) => return code,
    };
    report::print(&made.problems, made.engine.sources(), arguments.format, arguments.notes, speaker);
    if arguments.coverage {
        report::coverage(&made.engine, speaker);
    }
    let counts = report::counts(&made.problems);
    let pages = made.engine.world().plan.pages.len();
    let (zh, en) = (&counts.zh, &counts.en);
    let (t, s) = (report::seconds(start.elapsed(), Lang::Zh), report::seconds(start.elapsed(), Lang::En));
    let hidden = !arguments.notes && made.problems.count(crate::diag::Severity::Note) > 0;
    let (h, i) = if hidden { ("（用--notes列出提示）", " (--notes lists the notes)") } else { ("", "") };
    let line = say!("检查了{pages}页：{zh}{h}；{t}", "{pages} pages checked: {en}{i}; {s}");
    match arguments.format {
        Format::Text => speaker.result(line.get(speaker.lang)),
        Format::Json => speaker.tell(&line),
    }
    if report::stops(&made.problems, arguments.project.strict) { PROBLEMS } else { CLEAN }
}
