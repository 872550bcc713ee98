//! The folder of the finished site, as `build` and `publish` write it.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::args::SiteArguments;
use super::messages::Speaker;
use super::project::{EDITIONS, base_url, open};
use super::refused;
use crate::engine::{Engine, Options};
use crate::i18n::PartialDate;
use crate::output::{self, Destination, NextSite, Published};
use crate::say;

/// The folder in that of the project where none is named.
const USUAL: &str = "public";

/// The folder of the site, and the project read for its address. The engine is taken down by
/// the system when the program ends, which is faster than piece by piece.
pub fn open_site<'a>(
    root: &'a Path,
    site: &SiteArguments,
    drafts: bool,
    speaker: &Speaker,
) -> Result<(SiteFolder<'a>, ManuallyDrop<Engine>), u8> {
    let base_url = base_url(site, speaker)?;
    let folder = SiteFolder::open(root, site, speaker)?;
    let engine = open(root, Options { base_url, drafts, ..Options::default() }, speaker)?;
    Ok((folder, ManuallyDrop::new(engine)))
}

/// The folder of the finished site, locked against other processes.
pub struct SiteFolder<'a> {
    root: &'a Path,
    force: bool,
    destination: Destination,
    /// As it was asked for, for messages.
    pub shown: PathBuf,
}

impl<'a> SiteFolder<'a> {
    /// Finds and locks the folder; what stands against it is told.
    pub fn open(root: &'a Path, site: &SiteArguments, speaker: &Speaker) -> Result<SiteFolder<'a>, u8> {
        let shown = site.output_dir.clone().unwrap_or_else(|| root.join(USUAL));
        let folder = std::path::absolute(&shown).unwrap_or_else(|_| shown.clone());
        let destination = Destination::open(root, &folder).map_err(|error| refused::tell(&error, speaker))?;
        Ok(SiteFolder { root, force: site.force, destination, shown })
    }

    /// Begins the next site, of files at these paths beside those of former editions. An
    /// edition that is being `issued` anew is no former one.
    pub fn begin(&self, paths: &[&str], issued: Option<PartialDate>, speaker: &Speaker) -> Result<NextSite<'_>, u8> {
        // Pages of an edition that was never completed are not kept: nobody has issued it.
        let mut abandoned = output::unfinished_editions(self.root).map_err(|error| refused::failed(&error, speaker))?;
        abandoned.extend(issued.map(|date| date.to_string()));
        let abandoned: Vec<String> = abandoned.iter().map(|date| format!("{EDITIONS}{date}/")).collect();
        let keep = |path: &str| path.starts_with(EDITIONS) && !abandoned.iter().any(|folder| path.starts_with(folder));
        self.destination.begin(paths, &keep, self.force).map_err(|error| refused::tell(&error, speaker))
    }

    /// Puts the next site in its place. What is replaced by force is told before, what is
    /// wrong with the folder afterwards.
    pub fn publish(&self, next: NextSite<'_>, speaker: &Speaker) -> Result<Published, u8> {
        self.tell_replaced(&next.replaced.iter().cloned().collect::<Vec<_>>(), speaker);
        let published = next.publish().map_err(|error| refused::failed(&error, speaker))?;
        self.tell_rest(&published, speaker);
        Ok(published)
    }

    fn tell_replaced(&self, paths: &[String], speaker: &Speaker) {
        if !paths.is_empty() {
            let (folder, list) = (self.shown.display(), refused::list(paths));
            let (zh, en) = (&list.zh, &list.en);
            speaker.tell(&say!(
                "--force：{folder}里别人的这些文件要替换成网页：{zh}",
                "--force: in {folder}, these files that gongbao did not make are replaced by pages:{en}"
            ));
        }
    }

    fn tell_rest(&self, published: &Published, speaker: &Speaker) {
        if !published.damaged.is_empty() {
            let (folder, list) = (self.shown.display(), refused::list(&published.damaged));
            let (zh, en) = (&list.zh, &list.en);
            speaker.tell(&say!(
                "{folder}里旧版的这些文件不见了或被改动过，不能重新生成；请从备份恢复：{zh}",
                "in {folder}, these files of former editions are gone or were changed and cannot be made again; restore them from a backup:{en}"
            ));
        }
        if let Some(former) = &published.left_behind {
            let former = former.display();
            speaker.tell(&say!(
                "网站已写好，但原来的文件夹删不掉，可以手工删去：{former}",
                "the site is written, but the former folder could not be removed and may be deleted by hand: {former}"
            ));
        }
    }
}

/// How many of the written files were repaired, as a piece of a sentence; empty for none.
pub fn repaired(published: &Published) -> crate::i18n::Text {
    match published.repaired {
        0 => say!("", ""),
        count => say!("（其中修复{count}）", ", {count} of them repaired"),
    }
}
