//! One narrative, its two files brought together: its references resolved, and everything
//! checked that it says.
//!
//! What is found depends on the names of the portal and on the figures that the narrative
//! speaks of, and on no other text. So it is found on all cores at once, and after an edit
//! of one text for that one alone.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::i18n::Lang;
use crate::portal::checks::place_mixups::{self, PlaceNames};
use crate::portal::checks::{coverage, document_numbers, languages, spelling};
use crate::portal::ids::{JurisdictionId, NarrativeId, ObservationId};
use crate::portal::join::assemble::NameTable;
use crate::portal::join::links::LinkTarget;
use crate::portal::join::links::{self, LinkIndex};
use crate::portal::model::{LinkedNarrative, Portal};

/// Everything by which the references of texts are resolved.
#[derive(Default)]
pub struct Resolver {
    pub book: NameTable,
    pub index: LinkIndex,
    pub named: PlaceNames,
}

/// Resolves the references of a narrative and checks it. Of one that has a body left for
/// later nothing is checked yet.
pub fn read(
    portal: &Portal,
    vocabulary: &Resolver,
    mut narrative: LinkedNarrative,
    problems: &mut Diagnostics,
) -> LinkedNarrative {
    for lang in Lang::ALL {
        let targets = links::resolve(portal, &vocabulary.book, &vocabulary.index, &narrative, lang, problems);
        if let Some(text) = narrative.texts.get_mut(lang) {
            text.targets = Arc::new(targets);
        }
    }
    if narrative.is_read() {
        check(portal, vocabulary, &narrative, problems);
    }
    narrative
}

/// Checks a narrative again whose references lead where they led.
pub fn read_again(portal: &Portal, vocabulary: &Resolver, narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    if !narrative.is_read() {
        return;
    }
    for lang in Lang::ALL {
        links::resolve(portal, &vocabulary.book, &vocabulary.index, narrative, lang, problems);
    }
    check(portal, vocabulary, narrative, problems);
}

fn check(portal: &Portal, vocabulary: &Resolver, narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    coverage::check(portal, narrative, problems);
    place_mixups::check_links(portal, &vocabulary.named, narrative, problems);
    spelling::of_narrative(portal, narrative, problems);
    languages::of_narrative(narrative, problems);
    document_numbers::of_narrative(portal, narrative, problems);
    if let Some(place) = narrative.shared.source.as_ref().and_then(|source| source.place.as_ref()) {
        languages::of_place(place, problems);
    }
}

/// Which narratives speak of which figures: what is found in them can depend on the values.
#[derive(Default)]
pub struct NarrativesByFigure {
    of_figure: HashMap<ObservationId, BTreeSet<NarrativeId>>,
    /// Those that draw an indicator, whoever its figures belong to.
    with_charts: BTreeSet<NarrativeId>,
}

impl NarrativesByFigure {
    /// Enters a narrative whose references are resolved.
    pub fn enter(&mut self, narrative: &LinkedNarrative) {
        for target in targets(narrative) {
            match target {
                LinkTarget::Observation(id) => drop(self.of_figure.entry(*id).or_default().insert(narrative.id)),
                LinkTarget::Chart(_) => drop(self.with_charts.insert(narrative.id)),
                _ => {}
            }
        }
    }

    /// Takes a narrative out again.
    pub fn leave(&mut self, narrative: &LinkedNarrative) {
        for target in targets(narrative) {
            if let LinkTarget::Observation(id) = target
                && let Some(speakers) = self.of_figure.get_mut(id)
            {
                speakers.remove(&narrative.id);
            }
        }
        self.with_charts.remove(&narrative.id);
    }

    /// The narratives that can depend on the values of some figures: they bind one of them,
    /// draw an indicator, or are among `others`, about one of the places.
    pub fn of(
        &self,
        portal: &Portal,
        figures: &[ObservationId],
        others: impl Iterator<Item = NarrativeId>,
    ) -> BTreeSet<NarrativeId> {
        let places: BTreeSet<JurisdictionId> = figures.iter().map(|id| portal.observation(*id).jurisdiction).collect();
        let about_places = |id: &NarrativeId| {
            let narrative = portal.narrative(*id);
            let mut named = narrative.county.iter().chain(&narrative.jurisdiction).chain(&narrative.mentions);
            named.any(|place| places.contains(place))
        };
        let bound = figures.iter().filter_map(|id| self.of_figure.get(id)).flatten().copied();
        bound.chain(self.with_charts.iter().copied()).chain(others.filter(about_places)).collect()
    }
}

fn targets(narrative: &LinkedNarrative) -> impl Iterator<Item = &LinkTarget> {
    narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(|text| text.targets.values())
}
