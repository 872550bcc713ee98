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
    let years = view.compared_years_of_group(programme, group).iter();
    let links = years.map(|year| ChoiceLink {
        label: year_words(view, *year),
        href: view.link(Subject::CompareYear(programme, group, *year)),
        current: current == Some(*year),
    });
    links.collect()
}
