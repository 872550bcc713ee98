//! A project read, checked and rendered, as every command that writes or checks needs it.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::SiteArguments;
use super::messages::Speaker;
use super::{ENVIRONMENT, USAGE};
use crate::diag::Diagnostics;
use crate::engine::{Engine, Options, SiteFile};
use crate::i18n::Text;
use crate::say;

/// The folder of former editions in the output folder.
pub const EDITIONS: &str = "editions/";

/// The record of an edition, in the folder of its pages.
pub const RECORD: &str = "edition.yaml";

/// A project read, checked and rendered.
pub struct RenderedProject {
    pub engine: Engine,
    pub files: Vec<SiteFile>,
    pub problems: Diagnostics,
}

/// Reads the project and makes all pages.
pub fn make(root: &Path, options: Options, speaker: &Speaker) -> Result<RenderedProject, u8> {
    let engine = match Engine::open(root, options) {
        Ok(engine) => engine,
        Err(error) => {
            speaker.tell(&cannot_read(root, &error));
            return Err(ENVIRONMENT);
        }
    };
    let bar = progress(engine.world().plan.pages.len());
    let (files, of_pages) = engine.render_all(&|| bar.inc(1));
    bar.finish_and_clear();
    let mut problems = engine.problems();
    problems.extend(of_pages);
    let problems = problems.sorted(engine.sources());
    Ok(RenderedProject { engine, files, problems })
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
