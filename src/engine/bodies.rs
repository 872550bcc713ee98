//! Bodies of texts that were left for later: read for the pages that show them, and in the
//! end all of them.
//!
//! A text whose body is read is taken in as if it had just been written under its fields, so
//! that whatever was made before is compared and made again where it has to be.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::Engine;
use crate::render::{self, Key, Rendered};
use crate::source::FileId;

impl Engine {
    /// The files whose bodies a page would have shown, and which are not read yet.
    pub(super) fn unread_of(&self, page: &Rendered) -> Vec<FileId> {
        if self.unread() == 0 {
            return Vec::new();
        }
        let bodies = page.reads.iter().filter_map(|key| {
            let (Key::Body(id, _) | Key::Bound(id, _)) = key else { return None };
            self.world.portal.narrative_if_any(*id)
        });
        let texts = bodies.flat_map(|narrative| narrative.texts.iter().filter_map(|(_, text)| text.as_ref()));
        let unread: BTreeSet<FileId> =
            texts.map(|text| text.def.file).filter(|file| self.documents.unread().contains(file)).collect();
        unread.into_iter().collect()
    }

    /// How many texts have bodies that are still to be read.
    pub fn unread(&self) -> usize {
        self.documents.unread().len()
    }

    /// Reads some more bodies that were left for later, about so many.
    pub fn read_more(&mut self, count: usize) {
        let files: Vec<FileId> = self.documents.unread().iter().copied().take(count).collect();
        self.read_bodies(&files);
    }

    /// Reads the bodies of those among some files that were left for later.
    pub(super) fn read_bodies(&mut self, files: &[FileId]) {
        let read = self.documents.read_bodies(files);
        if read.is_empty() {
            return;
        }
        self.counts.bodies += read.len();
        self.as_it_is = Mutex::default();
        self.joined.apply_bodies(&read);
        let old = self.world.clone();
        self.world = Arc::new(self.look());
        self.pages.invalidate(&render::changes(&old, &self.world), &old.plan, &self.world.plan);
    }
}
