//! Which places, years and figures of a programme have pages.

use crate::portal::{JurisdictionId, ObservationId, ProgrammeId};
use crate::render::view::View;

/// The places of a programme that have a profile, in the official order.
pub fn places_with_profile(view: &View<'_>, programme: ProgrammeId) -> Vec<JurisdictionId> {
    view.pages(programme).places.clone()
}

/// The years of a place that have a page, newest first.
pub fn years_of_place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<u16> {
    view.pages(programme).years_of_place(place).to_vec()
}

/// The figures of a place in the indicators of a programme.
pub fn programme_figures_of_place(
    view: &View<'_>,
    programme: ProgrammeId,
    place: JurisdictionId,
) -> Vec<ObservationId> {
    let figures = view.figures_of_place(place).into_iter();
    figures.filter(|id| view.indicator(view.observation(*id).indicator).programme == programme).collect()
}
