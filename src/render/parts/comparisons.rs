//! Which places are compared with which.

use crate::plan::Subject;
use crate::portal::{GroupId, JurisdictionId, ProgrammeId};
use crate::render::view::View;

/// The groups of a programme with the members that have comparisons, the one of the home
/// page first.
pub fn comparison_groups(view: &View<'_>, programme: ProgrammeId) -> Vec<(GroupId, Vec<JurisdictionId>)> {
    let pairs = compared_pairs(view, programme);
    let mut groups: Vec<GroupId> = view.groups().collect();
    groups.sort_by_key(|group| view.focus() != Some(*group));
    groups
        .into_iter()
        .filter_map(|group| {
            let group_members = &view.group(group).members;
            let compared = |member: &JurisdictionId| {
                pairs.iter().any(|(a, b)| {
                    (a == member && group_members.contains(b)) || (b == member && group_members.contains(a))
                })
            };
            let members: Vec<JurisdictionId> = group_members.iter().copied().filter(compared).collect();
            (!members.is_empty()).then_some((group, members))
        })
        .collect()
}

fn compared_pairs(view: &View<'_>, programme: ProgrammeId) -> Vec<(JurisdictionId, JurisdictionId)> {
    let pairs = view.comparisons(programme).into_iter().filter_map(|subject| match subject {
        Subject::ComparePair(_, a, b) => Some((a, b)),
        _ => None,
    });
    pairs.collect()
}

/// The page of two places, in whichever order they are given.
pub fn pair_link(
    view: &View<'_>,
    programme: ProgrammeId,
    here: JurisdictionId,
    other: JurisdictionId,
) -> Option<String> {
    view.link(Subject::ComparePair(programme, here.min(other), here.max(other)))
}
