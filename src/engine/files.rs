//! The files of the site: made when they are asked for, or all of them on all cores.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::*;

use super::Engine;
use super::finished::FinishedPages;
use super::site_file::{SiteFile, TakeFile};
use super::sitemap;
use crate::diag::Diagnostics;
use crate::i18n::PartialDate;
use crate::plan::{Compared, Page, Subject};
use crate::render::{self, World};

impl Engine {
    /// The bytes of a page or other file of the site, made now when they are not fresh.
    /// `None` when the site has no such file.
    pub fn file(&mut self, path: &str) -> Option<Arc<[u8]>> {
        if let Some(asset) = self.world.theme.assets.iter().find(|asset| asset.file == path) {
            return Some(asset.bytes.as_slice().into());
        }
        if let Some(bytes) = self.pages.fresh(path) {
            return Some(bytes);
        }
        loop {
            let world = self.world.clone();
            let Some(page) = world.plan.at(path) else { return self.index_file(path) };
            let (rendered, problems) = render::render(page, &world);
            self.counts.rendered += 1;
            let unread = self.unread_of(&rendered);
            if unread.is_empty() {
                return Some(self.pages.remember(page, rendered, problems));
            }
            self.read_bodies(&unread);
        }
    }

    /// Makes stale pages that are remembered fresh, until none is left or the time is
    /// over. Returns whether all are fresh.
    pub fn settle(&mut self, until: Option<Instant>) -> bool {
        while let Some(path) = self.pages.next_stale() {
            self.file(&path);
            if until.is_some_and(|until| Instant::now() >= until) {
                return self.pages.next_stale().is_none();
            }
        }
        true
    }

    /// The paths of remembered pages that are stale.
    pub fn stale(&self) -> Vec<String> {
        self.pages.stale()
    }

    /// All files of the site as they are now: remembered pages where they are fresh, the
    /// others made.
    pub fn all_files(&mut self) -> Vec<SiteFile> {
        let world = self.world.clone();
        let pages: Vec<String> = world.plan.pages.iter().map(|page| page.route.file().to_owned()).collect();
        let assets = world.theme.assets.iter().map(|asset| asset.file.clone());
        let mut paths: Vec<String> = pages.into_iter().chain(assets).collect();
        paths.sort();
        let file = |path: String| {
            let bytes = self.file(&path)?.to_vec();
            Some(SiteFile { path, bytes })
        };
        let mut files: Vec<SiteFile> = paths.into_iter().filter_map(file).collect();
        let finished = FinishedPages::default();
        for file in &files {
            finished.take(&file.path, &file.bytes);
        }
        files.extend(finished.files(&world));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// The paths of all files of the site, in order.
    pub fn paths(&self) -> Vec<&str> {
        let pages = self.world.plan.pages.iter().map(|page| page.route.file());
        let assets = self.world.theme.assets.iter().map(|asset| asset.file.as_str());
        let of_root = self.world.base_url.iter().flat_map(|_| sitemap::PATHS);
        let mut paths: Vec<&str> = pages.chain(assets).chain(of_root).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether a page says what is different since the newest edition: no copy of an edition has it.
    pub fn is_of_now(&self, path: &str) -> bool {
        self.world.plan.at(path).is_some_and(|page| page.subject == Subject::Differences(Compared::Now))
    }

    /// Makes all files of the site on all cores and hands each to `take` where it was made;
    /// nothing of it is kept. Returns the problems of pages.
    ///
    /// # Errors
    /// The first error of `take`; files that are not begun by then are not made.
    pub fn make_files<E: Send>(&self, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        self.files_of(&self.world, take)
    }

    /// As [`make_files`](Self::make_files), for the lasting copy of an edition.
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn make_copy<E: Send>(&self, edition: PartialDate, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        self.files_of(&World { edition: Some(edition), ..World::clone(&self.world) }, take)
    }

    fn files_of<E: Send>(&self, world: &World, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        hand_out(world, &|_, page| Ok(render::render_unremembered(page, world)), take)
    }

    /// Makes all files of the site without remembering them, in the order of their paths.
    pub fn render_all(&self) -> (Vec<SiteFile>, Diagnostics) {
        let files = Mutex::new(Vec::new());
        let take = |path: &str, bytes: &[u8]| -> Result<(), Infallible> {
            let file = SiteFile { path: path.to_owned(), bytes: bytes.to_vec() };
            files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
            Ok(())
        };
        let problems = self.make_files(&take).unwrap_or_else(|never| match never {});
        let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, problems)
    }
}

/// Gives the bytes of the page at a position of the plan, and its problems.
pub(super) type PageSource<'a, E> = dyn Fn(usize, &Page) -> Result<(Vec<u8>, Diagnostics), E> + Sync + 'a;

/// Hands out all files of a site: its assets, its pages as they come, and what follows from
/// all pages. Returns the problems of pages.
pub(super) fn hand_out<E: Send>(
    world: &World,
    source: &PageSource<'_, E>,
    take: &TakeFile<'_, E>,
) -> Result<Diagnostics, E> {
    for asset in &world.theme.assets {
        take(&asset.file, &asset.bytes)?;
    }
    let finished = FinishedPages::default();
    let made = world.plan.pages.par_iter().enumerate().map(|(at, page)| {
        let path = page.route.file();
        let (bytes, problems) = source(at, page)?;
        finished.take(path, &bytes);
        take(path, &bytes).map(|()| problems)
    });
    let problems = made.collect::<Result<Vec<Diagnostics>, E>>()?.into_iter().flatten().collect();
    for file in finished.files(world) {
        take(&file.path, &file.bytes)?;
    }
    Ok(problems)
}
