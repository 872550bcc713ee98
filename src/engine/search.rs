//! The index that readers search: made of finished pages with the site; in the preview made
//! when it is asked for, never on the way of an edit.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Engine, SiteFile};
use crate::i18n::Lang;
use crate::render::{self, World};
use crate::search;

/// The folder of the index.
const FOLDER: &str = "search/";

/// The index of a world.
pub(super) struct SearchIndex {
    world: Arc<World>,
    files: HashMap<String, Arc<[u8]>>,
}

/// The files of the index, given the finished files of the site.
pub(super) fn index_files(world: &World, files: &[SiteFile]) -> Vec<SiteFile> {
    let pages = files.iter().filter(|file| file.path.ends_with(".html"));
    let pages: HashMap<&str, &str> =
        pages.filter_map(|file| Some((file.path.as_str(), std::str::from_utf8(&file.bytes).ok()?))).collect();
    let of_lang = |lang: Lang| {
        let site = render::searchable(world, lang, &pages);
        let files = if site.pages.is_empty() { Vec::new() } else { search::files(&site) };
        let file = move |file: search::IndexFile| SiteFile {
            path: format!("{FOLDER}{}/{}", lang.code(), file.path),
            bytes: file.text.into_bytes(),
        };
        files.into_iter().map(file)
    };
    Lang::ALL.into_iter().flat_map(of_lang).collect()
}

impl Engine {
    /// A file of the index as it is now; all pages are made for it when something changed.
    pub(super) fn index_file(&mut self, path: &str) -> Option<Arc<[u8]>> {
        if !path.starts_with(FOLDER) {
            return None;
        }
        self.read_more(usize::MAX);
        if self.index.as_ref().is_none_or(|index| !Arc::ptr_eq(&index.world, &self.world)) {
            let world = self.world.clone();
            let pages = self.render_pages(&|| {}).0;
            let files = index_files(&world, &pages).into_iter();
            let files = files.map(|file| (file.path, file.bytes.into())).collect();
            self.index = Some(SearchIndex { world, files });
        }
        self.index.as_ref()?.files.get(path).cloned()
    }
}
