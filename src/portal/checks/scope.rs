//! What a check has to look at: everything after a full join, and after an edit only that
//! which the edit can have changed.

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::i18n::Lang;
use crate::parse::records::Limits;
use crate::portal::checks::findings::{Owner, Recorder};
use crate::portal::data_texts::{self, DataText, DataTextOwner};
use crate::portal::ids::{NarrativeId, ObservationId};
use crate::portal::model::Portal;
use crate::portal::records::{LinkedNarrative, NarrativeText};
use crate::portal::resolver::Resolver;

/// When a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// All files were joined.
    FullJoin,
    /// A text was edited, or its body was read that had been left for later.
    TextEdit,
    /// The values of known figures were edited.
    DataEdit,
}

/// The part of a portal that checks have to look at on an occasion.
pub struct Scope<'p> {
    pub portal: &'p Portal,
    pub resolver: &'p Resolver,
    pub occasion: Occasion,
    /// The lists are sorted.
    narratives: Vec<NarrativeId>,
    figures: Vec<ObservationId>,
    records: Vec<DataTextOwner>,
}

impl<'p> Scope<'p> {
    /// A whole portal.
    pub fn everything(portal: &'p Portal, resolver: &'p Resolver) -> Scope<'p> {
        let figures = (0..portal.observations.len()).map(ObservationId::new).collect();
        let (narratives, records) = (portal.narrative_ids().collect(), data_texts::owners(portal).collect());
        Scope { portal, resolver, occasion: Occasion::FullJoin, narratives, figures, records }.sorted()
    }

    /// Some narratives of which a text is different now.
    pub fn texts(portal: &'p Portal, resolver: &'p Resolver, narratives: Vec<NarrativeId>) -> Scope<'p> {
        let (figures, records) = (Vec::new(), Vec::new());
        Scope { portal, resolver, occasion: Occasion::TextEdit, narratives, figures, records }.sorted()
    }

    /// Figures with other values, and the narratives and records that can depend on them.
    pub fn values(
        portal: &'p Portal,
        resolver: &'p Resolver,
        figures: Vec<ObservationId>,
        narratives: Vec<NarrativeId>,
        records: Vec<DataTextOwner>,
    ) -> Scope<'p> {
        Scope { portal, resolver, occasion: Occasion::DataEdit, narratives, figures, records }.sorted()
    }

    fn sorted(mut self) -> Scope<'p> {
        self.narratives.sort_unstable();
        self.figures.sort_unstable();
        self.records.sort_unstable();
        self
    }

    /// Whether checks look at a thing again, so that what was found of it before is replaced.
    pub fn covers(&self, owner: Owner) -> bool {
        match owner {
            Owner::Portal | Owner::Findings => true,
            Owner::Figure(id) => self.figures.binary_search(&id).is_ok(),
            Owner::Record(owner) => self.records.binary_search(&owner).is_ok(),
            Owner::Narrative(id) => self.narratives.binary_search(&id).is_ok(),
        }
    }

    /// Checks the portal as a whole.
    pub fn whole(&self, recorder: &mut Recorder<'_>, check: impl FnOnce(&mut Diagnostics)) {
        let mut found = Diagnostics::new();
        check(&mut found);
        recorder.record(Owner::Portal, found);
    }

    /// Checks each figure.
    pub fn each_figure(&self, recorder: &mut Recorder<'_>, check: impl Fn(ObservationId, &mut Diagnostics) + Sync) {
        record_each(recorder, &self.figures, Owner::Figure, |id, found| check(*id, found));
    }

    /// Checks each record that holds texts.
    pub fn each_record(&self, recorder: &mut Recorder<'_>, check: impl Fn(DataTextOwner, &mut Diagnostics) + Sync) {
        record_each(recorder, &self.records, Owner::Record, |owner, found| check(*owner, found));
    }

    /// Checks each text of the data.
    pub fn each_data_text(&self, recorder: &mut Recorder<'_>, check: impl Fn(&DataText<'p>, &mut Diagnostics) + Sync) {
        self.each_record(recorder, |owner, found| {
            for text in data_texts::texts_of(self.portal, owner) {
                check(&text, found);
            }
        });
    }

    /// Checks each narrative of which both bodies were read.
    pub fn each_narrative(
        &self,
        recorder: &mut Recorder<'_>,
        check: impl Fn(&'p LinkedNarrative, &mut Diagnostics) + Sync,
    ) {
        record_each(recorder, &self.narratives, Owner::Narrative, |id, found| {
            let narrative = self.portal.narrative(*id);
            if narrative.is_read() && !self.is_long(narrative) {
                check(narrative, found);
            }
        });
    }

    /// Checks each narrative that has more figures than are looked at one by one.
    pub fn each_long_narrative(
        &self,
        recorder: &mut Recorder<'_>,
        check: impl Fn(&'p LinkedNarrative, &mut Diagnostics) + Sync,
    ) {
        record_each(recorder, &self.narratives, Owner::Narrative, |id, found| {
            let narrative = self.portal.narrative(*id);
            if self.is_long(narrative) {
                check(narrative, found);
            }
        });
    }

    fn is_long(&self, narrative: &LinkedNarrative) -> bool {
        let limit = limits_of(self.portal).figures();
        narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).any(|text| limit.is_passed(figures_of(text)))
    }

    /// Checks each language of each narrative by itself, where its body was read.
    pub fn each_text(
        &self,
        recorder: &mut Recorder<'_>,
        check: impl Fn(&'p LinkedNarrative, &'p NarrativeText, Lang, &mut Diagnostics) + Sync,
    ) {
        record_each(recorder, &self.narratives, Owner::Narrative, |id, found| {
            let narrative = self.portal.narrative(*id);
            if self.is_long(narrative) {
                return;
            }
            for (lang, text) in narrative.texts.iter() {
                if let Some(text) = text.as_ref().filter(|text| text.def.is_read) {
                    check(narrative, text, lang, found);
                }
            }
        });
    }
}

/// What the site allows.
pub fn limits_of(portal: &Portal) -> Limits {
    portal.site.as_ref().map(|site| site.limits).unwrap_or_default()
}

/// How many figures a text has, bound or free.
pub fn figures_of(text: &NarrativeText) -> usize {
    text.def.unbound.len() + text.def.leading.len() + text.def.references.len()
}

/// Runs a check on each thing of a list, on all cores, and records what it finds.
fn record_each<T: Copy + Sync + Send>(
    recorder: &mut Recorder<'_>,
    things: &[T],
    owner: impl Fn(T) -> Owner,
    check: impl Fn(&T, &mut Diagnostics) + Sync,
) {
    let found: Vec<(T, Diagnostics)> = things
        .par_iter()
        .filter_map(|thing| {
            let mut found = Diagnostics::new();
            check(thing, &mut found);
            (!found.is_empty()).then_some((*thing, found))
        })
        .collect();
    for (thing, found) in found {
        recorder.record(owner(thing), found);
    }
}
