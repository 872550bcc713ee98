//! Which places, years and figures of a programme have pages.

use crate::plan::Subject;
use crate::portal::{JurisdictionId, ObservationId, ProgrammeId};
use crate::render::view::View;

/// The places of a programme that have a profile, in the official order.
pub fn places_with_profile(view: &View<'_>, programme: ProgrammeId) -> Vec<JurisdictionId> {
    let pages = view.pages(programme).pages.iter().filter(|page| page.lang == view.lang());
    let mut places: Vec<JurisdictionId> = pages
        .filter_map(|page| match page.subject {
            Subject::Place(owner, place) if owner == programme => Some(place),
            _ => None,
        })
        .collect();
    places.sort();
    places
}

/// The years of a place that have a page, newest first.
pub fn years_of_place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<u16> {
    let pages = view.pages(programme).pages.iter().filter(|page| page.lang == view.lang());
    let mut years: Vec<u16> = pages
        .filter_map(|page| match page.subject {
            Subject::PlaceYear(owner, year, here) if owner == programme && here == place => Some(year),
            Subject::Bulletin(id) => {
                let evaluation = view.evaluation(id);
                (evaluation.evaluator == place && evaluation.programme == programme).then(|| evaluation.year())
            }
            _ => None,
        })
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years
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
