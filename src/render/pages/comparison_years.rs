//! The years of which all places of a group are compared.

use crate::plan::Subject;
use crate::portal::{GroupId, ProgrammeId};
use crate::render::links::ChoiceLink;
use crate::render::parts::year_words;
use crate::render::view::View;

/// The years of a group that have a comparison, newest first.
pub fn comparison_years(
    view: &View<'_>,
    programme: ProgrammeId,
    group: GroupId,
    current: Option<u16>,
) -> Vec<ChoiceLink> {
    let subjects = view.comparisons(programme).into_iter();
    let years = subjects.filter_map(|subject| match subject {
        Subject::CompareYear(_, of, year) if of == group => Some(year),
        _ => None,
    });
    let mut years: Vec<u16> = years.collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    let links = years.into_iter().map(|year| ChoiceLink {
        label: year_words(view, year),
        href: view.link(Subject::CompareYear(programme, group, year)),
        current: current == Some(year),
    });
    links.collect()
}
