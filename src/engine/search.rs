//! The index that readers search, in the preview: made when it is asked for, never on the
//! way of an edit.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Engine;
use super::finished::{FinishedPages, INDEX};
use crate::render::{self, World};

/// The index of a world.
pub(super) struct SearchIndex {
    world: Arc<World>,
    files: HashMap<String, Arc<[u8]>>,
}

impl Engine {
    /// A file of the index as it is now; all pages are made for it when something changed.
    pub(super) fn index_file(&mut self, path: &str) -> Option<Arc<[u8]>> {
        if !path.starts_with(INDEX) {
            return None;
        }
        self.read_more(usize::MAX);
        if self.search_index.as_ref().is_none_or(|index| !Arc::ptr_eq(&index.world, &self.world)) {
            let world = self.world.clone();
            let finished = FinishedPages::default();
            world.plan.pages.par_iter().filter(|page| !page.subject.is_file()).for_each(|page| {
                let (bytes, _) = render::render_unremembered(page, &world);
                finished.take(page.route.file(), &bytes);
            });
            let files = finished.files(&world).into_iter().map(|file| (file.path, file.bytes.into())).collect();
            self.search_index = Some(SearchIndex { world, files });
        }
        self.search_index.as_ref()?.files.get(path).cloned()
    }
}
