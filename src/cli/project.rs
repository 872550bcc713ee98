//! A project read, checked and rendered, as every command that writes or checks needs it.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::SiteArguments;
use super::messages::Speaker;
use super::{ENVIRONMENT, USAGE};
use crate::diag::Diagnostics;
use crate::engine::{Engine, Options, TakeFile};
use crate::i18n::Text;
use crate::say;

/// The folder of former editions in the output folder.
pub const EDITIONS: &str = "editions/";

/// The record of an edition, in the folder of its pages.
pub const RECORD: &str = "edition.yaml";

/// Reads the project.
pub fn open(root: &Path, options: Options, speaker: &Speaker) -> Result<Engine, u8> {
    let engine = Engine::open(root, options).map_err(|error| {
        speaker.tell(&cannot_read(root, &error));
        ENVIRONMENT
    })?;
    if speaker.verbose {
        let (files, pages) = (engine.sources().iter().count(), engine.world().plan.pages.len());
        let root = engine.sources().root().display();
        speaker.tell(&say!(
            "{root}：读取{files}个文件，要做{pages}页", "{root}: {files} files read, {pages} pages to make"
        ));
    }
    Ok(engine)
}

/// Makes the files of the site, each of which is handed to `take`; returns the problems of
/// pages.
pub fn make<E: Send>(engine: &Engine, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
    let bar = progress(engine.world().plan.pages.len());
    let made = engine.make_files(&|path: &str, bytes: &[u8]| {
        bar.inc(1);
        take(path, bytes)
    });
    bar.finish_and_clear();
    made
}

/// The problems of pages, which are made for that alone.
pub fn problems_of_pages(engine: &Engine) -> Diagnostics {
    let pages = engine.pages_to_check();
    let bar = progress(pages.len());
    let problems = engine.check_pages(&pages, &|| bar.inc(1));
    bar.finish_and_clear();
    problems
}

/// All problems in the order of their places.
pub fn together(engine: &Engine, known: Diagnostics, of_pages: Diagnostics) -> Diagnostics {
    let mut problems = known;
    problems.extend(of_pages);
    problems.sorted(engine.sources())
}

fn cannot_read(root: &Path, error: &std::io::Error) -> Text {
    let root = root.display();
    say!("读不了文件夹{root}：{error}", "cannot read the folder {root}: {error}")
}

/// Drawn on a terminal only, and not before a second has passed.
fn progress(pages: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::hidden());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}

/// The base address with a slash at its end, where one is given; the wrong use is told.
pub fn base_url(site: &SiteArguments, speaker: &Speaker) -> Result<Option<String>, u8> {
    let Some(url) = site.base_url.as_deref() else { return Ok(None) };
    if url.starts_with("https://") || url.starts_with("http://") {
        return Ok(Some(format!("{}/", url.trim_end_matches('/'))));
    }
    speaker.tell(&say!(
        "--base-url要以http://或https://开头：{url}", "--base-url must begin with http:// or https://: {url}"
    ));
    Err(USAGE)
}
