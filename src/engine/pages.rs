//! The pages that were made, what they read, and which of them are stale.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::plan::{Page, Plan};
use crate::render::{Changes, Key, Rendered};

/// How many bytes of pages are kept. What a page read is kept beyond that: the page is
/// only made again when it is asked for.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Remembered pages, by path.
#[derive(Default)]
pub struct Pages {
    by_path: HashMap<Arc<str>, Memory>,
    readers: HashMap<Key, HashSet<Arc<str>>>,
    stale: BTreeSet<Arc<str>>,
    kept_bytes: usize,
    /// Oldest first, for forgetting bytes.
    order: std::collections::VecDeque<Arc<str>>,
}

struct Memory {
    bytes: Option<Arc<[u8]>>,
    reads: BTreeSet<Key>,
    problems: Diagnostics,
}

impl Pages {
    /// The bytes of a page that is remembered and fresh.
    pub fn fresh(&self, path: &str) -> Option<Arc<[u8]>> {
        if self.stale.contains(path) {
            return None;
        }
        self.by_path.get(path)?.bytes.clone()
    }

    /// Remembers a page just made.
    pub fn remember(&mut self, page: &Page, rendered: Rendered, problems: Diagnostics) -> Arc<[u8]> {
        let path: Arc<str> = page.route.file().into();
        self.forget(&path);
        for key in &rendered.reads {
            self.readers.entry(*key).or_default().insert(path.clone());
        }
        let bytes: Arc<[u8]> = rendered.bytes.into();
        self.kept_bytes += bytes.len();
        self.order.push_back(path.clone());
        self.by_path.insert(path, Memory { bytes: Some(bytes.clone()), reads: rendered.reads, problems });
        self.drop_old_bytes();
        bytes
    }

    fn forget(&mut self, path: &Arc<str>) {
        self.stale.remove(path);
        let Some(memory) = self.by_path.remove(path) else { return };
        self.kept_bytes -= memory.bytes.map_or(0, |bytes| bytes.len());
        for key in &memory.reads {
            if let Some(readers) = self.readers.get_mut(key) {
                readers.remove(path);
                if readers.is_empty() {
                    self.readers.remove(key);
                }
            }
        }
    }

    fn drop_old_bytes(&mut self) {
        while self.kept_bytes > KEPT_BYTES {
            let Some(path) = self.order.pop_front() else { return };
            if let Some(memory) = self.by_path.get_mut(&path)
                && let Some(bytes) = memory.bytes.take()
            {
                self.kept_bytes -= bytes.len();
            }
        }
    }

    /// Marks the pages that read what changed, and forgets those that are gone. Returns
    /// how many became stale.
    pub fn invalidate(&mut self, changes: &Changes, old: &Arc<Plan>, plan: &Arc<Plan>) -> usize {
        if !Arc::ptr_eq(old, plan) {
            let gone: Vec<Arc<str>> = self.by_path.keys().filter(|path| plan.at(path).is_none()).cloned().collect();
            for path in &gone {
                self.forget(path);
            }
        }
        let before = self.stale.len();
        match changes {
            Changes::Everything => self.stale.extend(self.by_path.keys().cloned()),
            Changes::Keys(keys) => {
                let readers = keys.iter().filter_map(|key| self.readers.get(key));
                let stale: Vec<Arc<str>> = readers.flatten().cloned().collect();
                self.stale.extend(stale);
            }
        }
        self.stale.len() - before
    }

    /// A remembered page that is stale.
    pub fn next_stale(&self) -> Option<String> {
        self.stale.first().map(|path| path.to_string())
    }

    /// All remembered pages that are stale.
    pub fn stale(&self) -> Vec<String> {
        self.stale.iter().map(|path| path.to_string()).collect()
    }

    /// The problems of all remembered pages.
    pub fn problems(&self) -> Diagnostics {
        let mut paths: Vec<_> = self.by_path.iter().collect();
        paths.sort_by(|a, b| a.0.cmp(b.0));
        paths.into_iter().flat_map(|(_, memory)| memory.problems.iter().cloned()).collect()
    }
}
