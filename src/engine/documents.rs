//! What was read of each file, remembered by its bytes.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostics, Severity};
use crate::i18n::Lang;
use crate::parse::records::{Limits, TextNature};
use crate::parse::{self, Depth, Narrative, NarrativeReading, Parsed, ParsedFile, SharedFields, SourceKind};
use crate::source::{FileId, Sources};

/// The documents of all files that exist.
#[derive(Default)]
pub struct Documents {
    by_file: HashMap<FileId, ReadDocument>,
    with_problems: BTreeSet<FileId>,
    /// Narratives whose bodies were left for later.
    unread: BTreeSet<FileId>,
    /// What other files say of how a narrative is to be read.
    told: HashMap<FileId, TextNature>,
    /// What the site's own file allows.
    pub limits: Limits,
}

/// One file read.
#[derive(Clone)]
pub struct ReadDocument {
    parsed: Arc<Parsed>,
    problems: Arc<Diagnostics>,
    /// What the file says by itself, which has errors, where what is shown is older.
    now: Option<Arc<Parsed>>,
}

impl Documents {
    /// Reads files again, on all cores; those that are gone are forgotten. Returns how
    /// many were parsed.
    pub fn parse(&mut self, sources: &Sources, files: Vec<FileId>, depth: Depth) -> usize {
        let (there, gone): (Vec<FileId>, Vec<FileId>) = files.into_iter().partition(|id| sources.get(*id).exists());
        for id in gone {
            self.by_file.remove(&id);
            self.with_problems.remove(&id);
            self.unread.remove(&id);
            self.told.remove(&id);
        }
        let read: Vec<(FileId, ReadDocument)> = there
            .into_par_iter()
            .map(|id| {
                let reading = NarrativeReading { depth, nature: self.told.get(&id).copied(), limits: self.limits };
                let (parsed, problems) = parse::parse(sources.get(id), reading);
                (id, ReadDocument { parsed: Arc::new(parsed), problems: Arc::new(problems), now: None })
            })
            .collect();
        let count = read.len();
        for (id, read) in read {
            self.put(id, read);
        }
        count
    }

    /// Reads those narratives again that other files, after a change of some, say are to be
    /// read in another way: as issued texts, or as digests. Returns them with their readings
    /// before.
    ///
    /// What a narrative says itself stands in one of its two files for both; where neither
    /// says it, the document does that is its source.
    pub fn read_as_told(&mut self, sources: &Sources, changed: &[FileId], depth: Depth) -> Vec<(FileId, Arc<Parsed>)> {
        let documents =
            changed.iter().any(|id| matches!(parse::kind_of(&sources.get(*id).path), SourceKind::Documents));
        let concerned: BTreeSet<FileId> = if documents {
            sources.below("content/").map(|source| source.id).collect()
        } else {
            changed.iter().flat_map(|id| both_languages(sources, *id)).flatten().collect()
        };
        let natures = self.natures_of_documents();
        let told = |id: &FileId| {
            let files = both_languages(sources, *id)?;
            let said = || files.iter().filter_map(|file| self.shared_fields(*file));
            let own = said().find_map(|shared| shared.text);
            let named = || said().find_map(|shared| shared.source.as_ref());
            own.or_else(|| natures.get(named()?.document.value.as_str()).copied())
        };
        let again: Vec<(FileId, Option<TextNature>)> = concerned
            .iter()
            .map(|id| (*id, told(id)))
            .filter(|(id, nature)| self.told.get(id).copied() != *nature && sources.get(*id).exists())
            .collect();
        let mut files = Vec::new();
        for (id, nature) in again {
            match nature {
                Some(nature) => self.told.insert(id, nature),
                None => self.told.remove(&id),
            };
            let read = self.parsed(id).and_then(|parsed| narrative_of(parsed)).map(|text| text.nature);
            if read.is_some_and(|read| read != nature.unwrap_or(TextNature::Digest)) {
                files.push(id);
            }
        }
        let before = files.iter().filter_map(|id| Some((*id, self.parsed(*id)?.clone()))).collect();
        self.parse(sources, files, depth);
        before
    }

    /// What documents say of the texts that have them as their source.
    fn natures_of_documents(&self) -> HashMap<String, TextNature> {
        let lists = self.by_file.values().filter_map(|read| {
            let ParsedFile::Documents(list) = &read.parsed.file else { return None };
            Some(list)
        });
        lists.flatten().filter_map(|document| Some((document.id.value.clone(), document.text?))).collect()
    }

    fn shared_fields(&self, file: FileId) -> Option<&SharedFields> {
        self.parsed(file).and_then(|parsed| narrative_of(parsed)).map(|text| &text.fields.shared)
    }

    fn put(&mut self, id: FileId, read: ReadDocument) {
        let unread = matches!(&read.parsed.file, ParsedFile::Narrative(text) if !text.is_read);
        for (there, set) in [(unread, &mut self.unread), (!read.problems.is_empty(), &mut self.with_problems)] {
            if there {
                set.insert(id);
            } else {
                set.remove(&id);
            }
        }
        self.by_file.insert(id, read);
    }

    /// The narratives whose bodies were left for later.
    pub fn unread(&self) -> &BTreeSet<FileId> {
        &self.unread
    }

    /// Reads the bodies of some narratives, on all cores, from the text that the file had
    /// when its fields were read. Returns the whole narratives.
    pub fn read_bodies(&mut self, files: &[FileId]) -> Vec<Arc<Narrative>> {
        let whole = |id: &FileId| {
            let read = self.by_file.get(id)?;
            let ParsedFile::Narrative(text) = &read.parsed.file else { return None };
            let (whole, found) = text.with_body();
            let whole = Arc::new(whole);
            let parsed = Parsed {
                file: ParsedFile::Narrative(whole.clone()),
                unreadable_names: read.parsed.unreadable_names.clone(),
            };
            let problems = read.problems.iter().cloned().chain(found).collect();
            let read = ReadDocument { parsed: Arc::new(parsed), problems: Arc::new(problems), now: read.now.clone() };
            Some((*id, read, whole))
        };
        let files: Vec<FileId> = files.iter().copied().filter(|id| self.unread.contains(id)).collect();
        let read: Vec<(FileId, ReadDocument, Arc<Narrative>)> = files.par_iter().filter_map(whole).collect();
        let mut texts = Vec::with_capacity(read.len());
        for (id, read, text) in read {
            self.put(id, read);
            texts.push(text);
        }
        texts
    }

    /// What a file says.
    pub fn parsed(&self, id: FileId) -> Option<&Arc<Parsed>> {
        self.by_file.get(&id).map(|read| &read.parsed)
    }

    /// What all files say, in the order of their paths.
    pub fn in_order(&self, sources: &Sources) -> Vec<(FileId, Arc<Parsed>)> {
        sources.iter().filter_map(|source| Some((source.id, self.parsed(source.id)?.clone()))).collect()
    }

    /// The same, without what is shown of files as they were before.
    pub fn as_they_are(&self, sources: &Sources) -> Vec<(FileId, Arc<Parsed>)> {
        let now = |id: FileId| self.by_file.get(&id).map(|read| read.now.as_ref().unwrap_or(&read.parsed).clone());
        sources.iter().filter_map(|source| Some((source.id, now(source.id)?))).collect()
    }

    /// Whether some file is shown as it was before.
    pub fn any_outdated(&self) -> bool {
        self.with_problems.iter().filter_map(|id| self.by_file.get(id)).any(|read| read.now.is_some())
    }

    /// What is wrong in all files, in no order.
    pub fn all_problems(&self) -> Diagnostics {
        self.with_problems
            .iter()
            .filter_map(|id| self.by_file.get(id))
            .flat_map(|read| read.problems.iter())
            .cloned()
            .collect()
    }

    /// What is known of some files now.
    pub fn clone_of(&self, files: &[FileId]) -> Vec<(FileId, ReadDocument)> {
        files.iter().filter_map(|id| Some((*id, self.by_file.get(id)?.clone()))).collect()
    }

    /// Puts what was good before in the place of what has errors now; the problems of
    /// the new bytes stay.
    pub fn keep_last_good(&mut self, files: &[FileId], before: Vec<(FileId, ReadDocument)>) {
        let before: HashMap<FileId, ReadDocument> = before.into_iter().collect();
        for id in files {
            let Some(read) = self.by_file.get_mut(id).filter(|read| has_errors(&read.problems)) else { continue };
            let Some(old) = before.get(id) else { continue };
            if old.now.is_some() || !has_errors(&old.problems) {
                read.now = Some(std::mem::replace(&mut read.parsed, old.parsed.clone()));
            }
        }
    }

    /// Whether some file is broken, or shown as it was before.
    pub fn any_broken(&self) -> bool {
        // Such a file has problems, always.
        let mut read = self.with_problems.iter().filter_map(|id| self.by_file.get(id));
        read.any(|read| read.now.is_some() || matches!(read.parsed.file, ParsedFile::Broken(_)))
    }
}

/// The narrative that a file is.
fn narrative_of(parsed: &Parsed) -> Option<&Narrative> {
    let ParsedFile::Narrative(text) = &parsed.file else { return None };
    Some(text)
}

/// The files of a narrative, those that are there, by one of them.
fn both_languages(sources: &Sources, file: FileId) -> Option<Vec<FileId>> {
    let path = &sources.get(file).path;
    let SourceKind::Narrative(_) = parse::kind_of(path) else { return None };
    let (folder, _) = path.rsplit_once('/')?;
    let there = Lang::ALL.into_iter().filter_map(|lang| sources.by_path(&format!("{folder}/{}.md", lang.code())));
    Some(there.map(|source| source.id).collect())
}

/// Whether a list of problems has one that must be fixed.
fn has_errors(problems: &Diagnostics) -> bool {
    problems.count(Severity::Error) > 0
}
