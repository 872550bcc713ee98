//! Which narratives can have findings that depend on the value of a figure.

use crate::portal::ids::{JurisdictionId, NarrativeId, ObservationId};
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedNarrative};
use std::collections::{BTreeSet, HashMap};

/// Which narratives speak of which figures: what is found in them can depend on the values.
#[derive(Default)]
pub struct NarrativesByFigure {
    of_figure: HashMap<ObservationId, BTreeSet<NarrativeId>>,
    /// Those that draw an indicator, or state what follows from it, whoever its figures belong to.
    with_charts: BTreeSet<NarrativeId>,
}

impl NarrativesByFigure {
    /// Enters a narrative whose references are resolved.
    pub fn enter(&mut self, narrative: &LinkedNarrative) {
        for target in all_targets(narrative) {
            if let LinkTarget::Observation(id) = target {
                self.of_figure.entry(*id).or_default().insert(narrative.id);
            } else if let LinkTarget::Chart(_) | LinkTarget::Fact(_) = target {
                self.with_charts.insert(narrative.id);
            }
        }
    }

    /// Takes a narrative out again.
    pub fn leave(&mut self, narrative: &LinkedNarrative) {
        for target in all_targets(narrative) {
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
    pub fn depending_on(
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

fn all_targets(narrative: &LinkedNarrative) -> impl Iterator<Item = &LinkTarget> {
    narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(|text| text.targets.values())
}
