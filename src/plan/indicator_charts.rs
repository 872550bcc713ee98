//! The charts of an indicator: in which groups of places it is drawn, and on which page.

use super::pairs::is_large;
use crate::chart::{ChartKind, enough};
use crate::parse::records::UnitKind;
use crate::portal::{ChartRequest, GroupId, IndicatorId, JurisdictionId, Portal};

/// In how many groups an indicator is drawn on its own page. Where there are more, its page
/// has the first, and each other group a page of its own.
const GROUPS_ON_A_PAGE: usize = 3;

/// The charts of an indicator's page about a year. Without a year, each group is shown in
/// its own newest.
pub fn of_indicator(portal: &Portal, indicator: IndicatorId, year: Option<u16>) -> Vec<ChartRequest> {
    let groups = fullest_first(portal, indicator).into_iter();
    let mut drawn: Vec<Vec<ChartRequest>> = groups.map(|group| of_group(portal, indicator, group, year)).collect();
    // A year in which one group compares its places is not led by the lone line of another.
    let compares = |drawn: &Vec<ChartRequest>| drawn.iter().any(|request| request.kind != ChartKind::Trend);
    let any = drawn.iter().any(compares);
    drawn.retain(|drawn| if any { compares(drawn) } else { !drawn.is_empty() });
    let mut drawn = drawn.into_iter();
    let first: Vec<Vec<ChartRequest>> = drawn.by_ref().take(GROUPS_ON_A_PAGE).collect();
    let many = drawn.next().is_some();
    first.into_iter().take(if many { 1 } else { GROUPS_ON_A_PAGE }).flatten().collect()
}

/// The groups in which an indicator is drawn on pages of their own.
pub fn groups_apart(portal: &Portal, indicator: IndicatorId) -> Vec<GroupId> {
    let mut groups = fullest_first(portal, indicator);
    groups.retain(|group| !of_group(portal, indicator, *group, None).is_empty());
    if groups.len() > GROUPS_ON_A_PAGE { groups.split_off(1) } else { Vec::new() }
}

/// The groups of a portal, those first in which most places have a figure of an indicator in
/// the newest year that compares places: a reader begins with the widest view.
fn fullest_first(portal: &Portal, indicator: IndicatorId) -> Vec<GroupId> {
    let compared = |group: &GroupId| {
        let members = &portal.group(*group).members;
        let years = portal.compared_years(members, indicator);
        let counts = years.iter().rev().map(|year| portal.compared(members, indicator, *year).len());
        counts.into_iter().find(|count| enough::compares(*count)).unwrap_or(0)
    };
    let mut groups = portal.groups_in_order();
    groups.sort_by_cached_key(|group| std::cmp::Reverse(compared(group)));
    groups
}

/// The charts of an indicator in a group, in a year or its newest: who stands where, what
/// changed since the last year before, how it moved over the years. A large group has
/// tables and no charts.
pub fn of_group(portal: &Portal, indicator: IndicatorId, group: GroupId, year: Option<u16>) -> Vec<ChartRequest> {
    if !portal.drawable(indicator) || is_large(portal, group) {
        return Vec::new();
    }
    let members = &portal.group(group).members;
    let mut years = portal.compared_years(members, indicator);
    let newest = years.iter().rev().find(|year| enough::compares(portal.compared(members, indicator, **year).len()));
    let Some(year) = year.or(newest.copied()) else { return Vec::new() };
    years.retain(|other| *other <= year);
    let mut requests = Vec::new();
    let mut request = |kind, years: Vec<u16>| {
        let (indicators, focus) = (vec![indicator], Vec::new());
        requests.push(ChartRequest { kind, indicators, group: Some(group), years, focus });
    };
    let now = portal.compared(members, indicator, year).len();
    if enough::compares(now) {
        request(bar_kind(portal, indicator), vec![year]);
    }
    if enough::maps(now, members.len()) && mapped(portal, group) {
        request(ChartKind::Tiles, vec![year]);
    }
    let before = year_before(portal, indicator, members, &years, year).filter(|_| enough::compares(now));
    if let Some(before) = before {
        request(ChartKind::Dumbbell, vec![before, year]);
    }
    // Two years of several places are the dumbbell; a line needs a place with a course.
    let of_place = |place| years.iter().filter(|year| portal.compares(place, indicator, **year)).count();
    if members.iter().any(|place| enough::makes_course(of_place(*place))) {
        request(ChartKind::Trend, years);
    }
    requests
}

/// The last year before of which half the places have a figure; else the fullest.
fn year_before(
    portal: &Portal,
    indicator: IndicatorId,
    members: &[JurisdictionId],
    years: &[u16],
    year: u16,
) -> Option<u16> {
    let now = portal.compared(members, indicator, year).len();
    let both = |other: u16| {
        let both = |place: &&JurisdictionId| {
            portal.compares(**place, indicator, other) && portal.compares(**place, indicator, year)
        };
        if portal.same_definition(indicator, other, year) { members.iter().filter(both).count() } else { 0 }
    };
    let earlier: Vec<(u16, usize)> =
        years.iter().rev().filter(|other| **other < year).map(|other| (*other, both(*other))).collect();
    let before = earlier.iter().find(|(_, both)| both * 2 >= now).or(earlier.iter().max_by_key(|(_, both)| *both));
    before.filter(|(_, both)| enough::compares(*both)).map(|(year, _)| *year)
}

/// Amounts and numbers of things, or shares and rates.
fn bar_kind(portal: &Portal, indicator: IndicatorId) -> ChartKind {
    match portal.unit(portal.indicator(indicator).unit).kind {
        UnitKind::Money | UnitKind::Count => ChartKind::Amount,
        UnitKind::Percent | UnitKind::Points | UnitKind::Ratio | UnitKind::Rank | UnitKind::Clock | UnitKind::Plain => {
            ChartKind::Bar
        }
    }
}

/// Whether all members of a group have a place on its schematic map.
fn mapped(portal: &Portal, group: GroupId) -> bool {
    let members = &portal.group(group).members;
    members.iter().all(|member| portal.jurisdiction(*member).def.tile.is_some())
}
