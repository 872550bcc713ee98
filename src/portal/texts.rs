//! One narrative, its two files brought together: its references resolved, and everything
//! checked that it says.
//!
//! What is found depends on the names of the portal and on the figures that the narrative
//! speaks of, and on no other text. So it is found on all cores at once, and after an edit
//! of one text for that one alone.

use std::sync::Arc;

use super::assemble::Book;
use super::links::{self, Index};
use super::swapped::{self, Named};
use super::{Narrative, ObservationId, Portal, Target, coverage, spelling};
use crate::diag::Diagnostics;
use crate::i18n::Lang;

/// Everything by which the references of texts are resolved.
#[derive(Default)]
pub struct Vocabulary {
    pub book: Book,
    pub index: Index,
    pub named: Named,
}

/// Resolves the references of a narrative and checks it.
pub fn read(
    portal: &Portal,
    vocabulary: &Vocabulary,
    mut narrative: Narrative,
    problems: &mut Diagnostics,
) -> Narrative {
    for lang in Lang::ALL {
        let targets = links::resolve(portal, &vocabulary.book, &vocabulary.index, &narrative, lang, problems);
        if let Some(text) = narrative.texts.get_mut(lang) {
            text.targets = Arc::new(targets);
        }
    }
    check(portal, vocabulary, &narrative, problems);
    narrative
}

/// Checks a narrative again whose references lead where they led.
pub fn read_again(portal: &Portal, vocabulary: &Vocabulary, narrative: &Narrative, problems: &mut Diagnostics) {
    for lang in Lang::ALL {
        links::resolve(portal, &vocabulary.book, &vocabulary.index, narrative, lang, problems);
    }
    check(portal, vocabulary, narrative, problems);
}

fn check(portal: &Portal, vocabulary: &Vocabulary, narrative: &Narrative, problems: &mut Diagnostics) {
    coverage::check(portal, narrative, problems);
    swapped::check_links(portal, &vocabulary.named, narrative, problems);
    spelling::of_narrative(portal, narrative, problems);
}

/// Whether what is found in a narrative can depend on the values of some figures, given in
/// order: it binds one of them, draws their indicator, or has numbers that are compared with all figures of
/// its places.
pub fn speaks_of(portal: &Portal, narrative: &Narrative, figures: &[ObservationId], has_problems: bool) -> bool {
    let targets =
        || narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(|text| text.targets.values());
    let named = targets().any(|target| match target {
        Target::Observation(id) => figures.binary_search(id).is_ok(),
        Target::Chart(request) => {
            figures.iter().any(|id| request.indicators.contains(&portal.observation(*id).indicator))
        }
        _ => false,
    });
    let of_its_places = || {
        let places = narrative.county.iter().chain(&narrative.jurisdiction).chain(&narrative.mentions);
        places.into_iter().any(|place| figures.iter().any(|id| portal.observation(*id).jurisdiction == *place))
    };
    named || (has_problems && of_its_places())
}
