//! Which two places are compared on a page of their own. The rule stands here alone; the
//! methodology of a portal states it.

use std::collections::BTreeSet;

use crate::chart::enough;
use crate::portal::{GroupId, IndicatorId, JurisdictionId, Portal, ProgrammeId};

/// A group with more members has no charts of its indicators: their values stand in tables.
pub const LARGE_GROUP: usize = 40;

/// A group with more members has no pages of pairs, whose number grows with the square of
/// its members: a table of each year shows all of them, and readers choose for themselves.
pub const LARGEST_PAIRED_GROUP: usize = 24;

/// The pairs of places of a programme that have a page, in the official order, the members
/// of each group being given.
pub fn with_page(
    portal: &Portal,
    programme: ProgrammeId,
    groups: &[(GroupId, Vec<JurisdictionId>)],
) -> BTreeSet<(JurisdictionId, JurisdictionId)> {
    let of_programme = |id: &IndicatorId| portal.indicator(*id).programme == programme;
    let indicators: Vec<IndicatorId> = portal.indicator_ids().filter(of_programme).collect();
    let mut pairs = BTreeSet::new();
    for (_, members) in groups.iter().filter(|(group, _)| has_pairs(portal, *group)) {
        for (position, a) in members.iter().enumerate() {
            let others = members[position + 1..].iter().filter(|b| enough_in_common(portal, &indicators, *a, **b));
            pairs.extend(others.map(|b| (*a, *b)));
        }
    }
    pairs
}

/// Whether the members of a group are few enough for pages of pairs.
pub fn has_pairs(portal: &Portal, group: GroupId) -> bool {
    portal.group(group).members.len() <= LARGEST_PAIRED_GROUP
}

/// Whether the members of a group are too many for charts.
pub fn is_large(portal: &Portal, group: GroupId) -> bool {
    portal.group(group).members.len() > LARGE_GROUP
}

/// Whether two places have enough in common to be set beside each other.
pub fn enough_in_common(portal: &Portal, indicators: &[IndicatorId], a: JurisdictionId, b: JurisdictionId) -> bool {
    // One after another, until they are enough.
    let mut common = indicators.iter().filter(|id| portal.common_year(a, b, **id).is_some());
    let mut count = 0;
    while !enough::pairs(count) {
        if common.next().is_none() {
            return false;
        }
        count += 1;
    }
    true
}
