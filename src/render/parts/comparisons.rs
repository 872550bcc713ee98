//! Which places are compared with which.

use crate::plan::Subject;
use crate::portal::{JurisdictionId, ProgrammeId};
use crate::render::view::View;

/// The page of two places, in whichever order they are given.
pub fn pair_link(
    view: &View<'_>,
    programme: ProgrammeId,
    here: JurisdictionId,
    other: JurisdictionId,
) -> Option<String> {
    view.link(Subject::ComparePair(programme, here.min(other), here.max(other)))
}
