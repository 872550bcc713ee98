//! The pages that were made, what they read, and which of them are stale.
//!
//! A page reads hundreds of keys, and much of what is remembered is who read what. Pages
//! and keys are therefore numbered, and both ways (what a page read, who read a key) are
//! lists of numbers.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::plan::{Page, Plan};
use crate::render::{Changes, Key, Rendered};

/// How many bytes of pages are kept. What a page read is kept beyond that: the page is
/// only made again when it is asked for.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// Remembered pages, by path.
#[derive(Default)]
pub struct Pages {
    numbers: HashMap<Arc<str>, u32>,
    /// By number; `None` where a page is gone and its number free.
    memories: Vec<Option<Memory>>,
    free: Vec<u32>,
    keys: HashMap<Key, u32>,
    /// The pages that read a key, by its number, in order.
    readers: Vec<Vec<u32>>,
    stale: BTreeSet<Arc<str>>,
    kept_bytes: usize,
    /// Oldest first, for forgetting bytes.
    order: VecDeque<u32>,
}

struct Memory {
    path: Arc<str>,
    bytes: Option<Arc<[u8]>>,
    /// The numbers of keys, in order.
    reads: Box<[u32]>,
    problems: Diagnostics,
}

impl Pages {
    /// The bytes of a page that is remembered and fresh.
    pub fn fresh(&self, path: &str) -> Option<Arc<[u8]>> {
        if self.stale.contains(path) {
            return None;
        }
        self.memory(*self.numbers.get(path)?)?.bytes.clone()
    }

    fn memory(&self, number: u32) -> Option<&Memory> {
        self.memories.get(number as usize)?.as_ref()
    }

    /// Remembers a page just made.
    pub fn remember(&mut self, page: &Page, rendered: Rendered, problems: Diagnostics) -> Arc<[u8]> {
        let path: Arc<str> = page.route.file().into();
        let number = self.number_of(&path);
        self.stale.remove(&path);
        let reads = self.note_reads(number, &rendered.reads);
        let bytes: Arc<[u8]> = rendered.bytes.into();
        self.kept_bytes += bytes.len();
        self.order.push_back(number);
        let memory = Memory { path, bytes: Some(bytes.clone()), reads, problems };
        if let Some(old) = self.memories[number as usize].replace(memory) {
            self.kept_bytes -= old.bytes.map_or(0, |bytes| bytes.len());
        }
        self.drop_old_bytes();
        bytes
    }

    fn number_of(&mut self, path: &Arc<str>) -> u32 {
        if let Some(number) = self.numbers.get(path) {
            return *number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.memories.push(None);
            u32::try_from(self.memories.len() - 1).unwrap_or(u32::MAX)
        });
        self.numbers.insert(path.clone(), number);
        number
    }

    /// Enters a page as a reader of its keys, and takes it out where it was one before.
    fn note_reads(&mut self, page: u32, keys: &BTreeSet<Key>) -> Box<[u32]> {
        let mut reads: Vec<u32> = keys.iter().map(|key| self.number_of_key(*key)).collect();
        reads.sort_unstable();
        let before: Vec<u32> = self.memory(page).map(|memory| memory.reads.to_vec()).unwrap_or_default();
        for key in before.iter().filter(|key| reads.binary_search(key).is_err()) {
            self.no_reader(*key, page);
        }
        for key in reads.iter().filter(|key| before.binary_search(key).is_err()) {
            let readers = &mut self.readers[*key as usize];
            if let Err(at) = readers.binary_search(&page) {
                readers.insert(at, page);
            }
        }
        reads.into_boxed_slice()
    }

    fn number_of_key(&mut self, key: Key) -> u32 {
        let next = u32::try_from(self.readers.len()).unwrap_or(u32::MAX);
        let number = *self.keys.entry(key).or_insert(next);
        if number == next {
            self.readers.push(Vec::new());
        }
        number
    }

    fn no_reader(&mut self, key: u32, page: u32) {
        let readers = &mut self.readers[key as usize];
        if let Ok(at) = readers.binary_search(&page) {
            readers.remove(at);
        }
    }

    fn forget(&mut self, path: &Arc<str>) {
        self.stale.remove(path);
        let Some(number) = self.numbers.remove(path) else { return };
        let Some(memory) = self.memories[number as usize].take() else { return };
        self.kept_bytes -= memory.bytes.map_or(0, |bytes| bytes.len());
        for key in &memory.reads {
            self.no_reader(*key, number);
        }
        self.free.push(number);
    }

    fn drop_old_bytes(&mut self) {
        while self.kept_bytes > KEPT_BYTES {
            let Some(number) = self.order.pop_front() else { return };
            if let Some(memory) = self.memories[number as usize].as_mut()
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
            let gone: Vec<Arc<str>> = self.numbers.keys().filter(|path| plan.at(path).is_none()).cloned().collect();
            for path in &gone {
                self.forget(path);
            }
        }
        let before = self.stale.len();
        match changes {
            Changes::Everything => self.stale.extend(self.numbers.keys().cloned()),
            Changes::Keys(keys) => {
                let numbers = keys.iter().filter_map(|key| self.keys.get(key));
                let readers = numbers.flat_map(|key| &self.readers[*key as usize]);
                let stale: Vec<Arc<str>> =
                    readers.filter_map(|page| self.memory(*page)).map(|memory| memory.path.clone()).collect();
                self.stale.extend(stale);
            }
        }
        self.stale.len() - before
    }

    /// The paths of the remembered pages that read a key.
    pub fn readers_of(&self, key: Key) -> impl Iterator<Item = &str> {
        let readers = self.keys.get(&key).map(|key| self.readers[*key as usize].as_slice()).unwrap_or_default();
        readers.iter().filter_map(|page| self.memory(*page)).map(|memory| &*memory.path)
    }

    /// A remembered page that is stale.
    pub fn next_stale(&self) -> Option<String> {
        self.stale.first().map(|path| path.to_string())
    }

    /// All remembered pages that are stale.
    pub fn stale(&self) -> Vec<String> {
        self.stale.iter().map(|path| path.to_string()).collect()
    }

    /// The problems of all remembered pages, in the order of their paths.
    pub fn problems(&self) -> Diagnostics {
        let mut pages: Vec<&Memory> = self.memories.iter().flatten().filter(|page| !page.problems.is_empty()).collect();
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        pages.into_iter().flat_map(|page| page.problems.iter().cloned()).collect()
    }
}
