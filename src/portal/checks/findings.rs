//! What was found, kept by what it is about and by who found it, so that after an edit only
//! that is replaced which can be different now.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::portal::data_texts::DataTextOwner;
use crate::portal::ids::{NarrativeId, ObservationId};

/// What a finding of a check is about; in the order in which findings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The portal as a whole.
    Portal,
    Figure(ObservationId),
    /// A record that holds texts.
    Record(DataTextOwner),
    Narrative(NarrativeId),
    /// The other findings.
    Findings,
}

/// All diagnostics of a portal.
#[derive(Default)]
pub struct Findings {
    /// Of joining the records: names, places, evaluations, reports.
    pub joining: Diagnostics,
    /// Of bringing the two files of a narrative together and of resolving its references.
    linking: BTreeMap<NarrativeId, Diagnostics>,
    /// Of the checks, by their position in the list of checks.
    checks: BTreeMap<(Owner, usize), Diagnostics>,
}

impl Findings {
    /// All diagnostics, those of the join first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let linking = self.linking.values().flat_map(Diagnostics::iter);
        self.joining.iter().chain(linking).chain(self.checks.values().flat_map(Diagnostics::iter))
    }

    /// Adds what was found while a narrative was brought together and linked.
    pub fn add_linking(&mut self, id: NarrativeId, found: Diagnostics) {
        if !found.is_empty() {
            self.linking.entry(id).or_default().extend(found);
        }
    }

    /// Sets what was found while a narrative was brought together and linked.
    pub fn set_linking(&mut self, id: NarrativeId, found: Diagnostics) {
        if found.is_empty() {
            self.linking.remove(&id);
        } else {
            self.linking.insert(id, found);
        }
    }

    /// Whether something of a kind was found while a narrative was brought together and linked.
    pub fn has_linking(&self, id: NarrativeId, code: Code) -> bool {
        self.linking.get(&id).is_some_and(|found| found.iter().any(|diagnostic| diagnostic.code == code))
    }

    /// Removes all that was found of a narrative.
    pub fn forget_narrative(&mut self, id: NarrativeId) {
        self.linking.remove(&id);
        self.forget(|owner, _| owner == Owner::Narrative(id));
    }

    /// The narratives in which a check has found something.
    pub fn narratives(&self) -> impl Iterator<Item = NarrativeId> {
        self.checks.keys().filter_map(|(owner, _)| match owner {
            Owner::Narrative(id) => Some(*id),
            Owner::Portal | Owner::Figure(_) | Owner::Record(_) | Owner::Findings => None,
        })
    }

    /// The findings of some checks, and those of the join of records.
    pub fn of_join_and(&self, chosen: impl Fn(usize) -> bool) -> impl Iterator<Item = &Diagnostic> {
        let checks = self.checks.iter().filter(move |((_, check), _)| chosen(*check));
        self.joining.iter().chain(checks.flat_map(|(_, found)| found.iter()))
    }

    /// Removes findings of checks.
    pub fn forget(&mut self, forgotten: impl Fn(Owner, usize) -> bool) {
        self.checks.retain(|(owner, check), _| !forgotten(*owner, *check));
    }

    /// Where a check puts what it finds.
    pub fn recorder(&mut self, check: usize) -> Recorder<'_> {
        Recorder { findings: self, check }
    }
}

/// Where one check puts what it finds.
pub struct Recorder<'f> {
    findings: &'f mut Findings,
    check: usize,
}

impl Recorder<'_> {
    /// Adds what was found of something.
    pub fn record(&mut self, owner: Owner, found: Diagnostics) {
        if !found.is_empty() {
            self.findings.checks.entry((owner, self.check)).or_default().extend(found);
        }
    }

    /// Everything found so far, by the join and by all checks.
    pub fn found_so_far(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }
}
