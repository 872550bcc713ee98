//! What finished pages say, taken as they are made: the index that readers search and the
//! site map follow from it when all are there.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use super::site_file::SiteFile;
use super::sitemap::{entry_of, sitemap_files};
use crate::i18n::Lang;
use crate::render::{self, World};
use crate::search::{self, PageText};

/// The folder of the index.
pub(super) const INDEX: &str = "search/";

/// The pages that are finished so far.
#[derive(Default)]
pub(super) struct FinishedPages {
    texts: Mutex<HashMap<String, PageText>>,
    /// For the site map, by the paths of the pages.
    entries: Mutex<BTreeMap<String, String>>,
}

impl FinishedPages {
    /// Takes a file of the site; what is no page is passed over.
    pub fn take(&self, path: &str, bytes: &[u8]) {
        let Some(html) = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".html")) else { return };
        let text = search::page_text(html);
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), text);
        if let Some(entry) = entry_of(html) {
            self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        }
    }

    /// The files that follow from all pages of a world.
    pub fn files(self, world: &World) -> Vec<SiteFile> {
        let texts = self.texts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut files = sitemap_files(world.base_url.as_deref(), entries.into_values().collect());
        for lang in Lang::ALL {
            let site = render::searchable(world, lang, &texts);
            let of_lang = if site.pages.is_empty() { Vec::new() } else { search::files(&site) };
            files.extend(of_lang.into_iter().map(|file| SiteFile {
                path: format!("{INDEX}{}/{}", lang.code(), file.path),
                bytes: file.text.into_bytes(),
            }));
        }
        files
    }
}
