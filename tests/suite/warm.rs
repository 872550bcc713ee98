//! A portal whose pages are all known, changed file by file: only what a change reaches is
//! made again.

use std::collections::BTreeMap;

use gongbao::diag::{Diagnostics, SourcePlaces, Style, to_text};
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;

use crate::portal::Portal;

pub struct Warm {
    pub portal: Portal,
    pub engine: Engine,
    /// By path, all pages and downloads.
    files: BTreeMap<String, Vec<u8>>,
    messages: Vec<String>,
    /// The file that was put back and not looked at again yet.
    back: Option<String>,
}

impl Warm {
    pub fn open(portal: Portal) -> Warm {
        let mut engine = Engine::open(portal.path(), Options::default()).expect("a folder that can be read");
        let files = engine.all_files().into_iter().map(|file| (file.path, file.bytes)).collect();
        let messages = messages(&engine);
        Warm { portal, engine, files, messages, back: None }
    }

    /// Writes a file and takes it in.
    pub fn write(&mut self, path: &str, text: &str) {
        self.portal.write(path, text);
        let files = self.back.take().into_iter().chain([path.to_owned()]);
        let files: Vec<_> = files.map(|file| self.portal.path().join(file)).collect();
        self.engine.apply(Some(&files));
    }

    /// Puts a file back; it is taken in with the next one.
    pub fn put_back(&mut self, path: &str, text: &str) {
        self.portal.write(path, text);
        self.back = Some(path.to_owned());
    }

    /// The pages that are not what they were when the portal was opened.
    pub fn different_pages(&mut self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.different(|path| path.ends_with(".html"))
    }

    /// Likewise the downloads, of which some hold the whole portal and take long.
    pub fn different_downloads(&mut self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.different(|path| !path.ends_with(".html"))
    }

    fn different(&mut self, wanted: fn(&str) -> bool) -> impl Iterator<Item = (String, Vec<u8>)> {
        let stale: Vec<String> = self.engine.stale().into_iter().filter(|path| wanted(path)).collect();
        let Warm { engine, files, .. } = self;
        stale.into_iter().filter_map(|path| {
            let bytes = engine.file(&path)?.to_vec();
            (files.get(&path) != Some(&bytes)).then_some((path, bytes))
        })
    }

    /// Whether messages, or the addresses of pages, are not what they were.
    pub fn says_something_else(&self) -> bool {
        let pages = &self.engine.world().plan.pages;
        let moved = pages.iter().any(|page| !self.files.contains_key(page.route.file()));
        let of_pages = self.files.keys().filter(|path| self.engine.world().plan.at(path).is_some()).count();
        moved || of_pages != pages.len() || messages(&self.engine) != self.messages
    }
}

/// All messages without the excerpts of files: those differ with each edit.
fn messages(engine: &Engine) -> Vec<String> {
    let problems = engine.problems().into_iter().chain(engine.page_problems()).collect::<Diagnostics>();
    let problems = problems.sorted(engine.sources());
    let places = SourcePlaces::of(engine.sources());
    let printed = problems.iter().map(|problem| to_text(problem, &places, Lang::En, Style::Plain));
    let lines = printed.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| !line.contains(" | ") && !line.contains("-->")).collect()
}
