//! The pages of a programme by what other pages ask of them: found once for a plan, so that
//! no page walks over all others.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Page, Subject, programme_of};
use crate::i18n::Lang;
use crate::portal::{GroupId, JurisdictionId, Portal};

/// The years, places and comparisons of a programme that have pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPages {
    /// Newest first.
    pub years: Vec<u16>,
    /// The places that have a profile, in the official order.
    pub places: Vec<JurisdictionId>,
    years_of_place: HashMap<JurisdictionId, Vec<u16>>,
    places_of_year: HashMap<u16, Vec<JurisdictionId>>,
    years_of_group: HashMap<GroupId, Vec<u16>>,
    /// The groups whose members are compared, the one of the home page first, with those
    /// members that have a profile.
    pub groups: Vec<(GroupId, Vec<JurisdictionId>)>,
}

impl ListedPages {
    fn add(&mut self, portal: &Portal, subject: Subject) {
        if let Subject::Year(_, year) = subject {
            self.years.push(year);
        } else if let Subject::Place(_, place) = subject {
            self.places.push(place);
        } else if let Subject::PlaceYear(_, year, place) = subject {
            self.years_of_place.entry(place).or_default().push(year);
            self.places_of_year.entry(year).or_default().push(place);
        } else if let Subject::Bulletin(id) = subject {
            let evaluation = portal.evaluation(id);
            self.years_of_place.entry(evaluation.evaluator).or_default().push(evaluation.year());
        } else if let Subject::CompareYear(_, group, year) = subject {
            self.years_of_group.entry(group).or_default().push(year);
        }
    }

    /// The years of a place that have a page, newest first.
    pub fn years_of_place(&self, place: JurisdictionId) -> &[u16] {
        self.years_of_place.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The places that have a page of a year, in the official order.
    pub fn places_of_year(&self, year: u16) -> &[JurisdictionId] {
        self.places_of_year.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The years of which all places of a group are compared, newest first.
    pub fn years_of_group(&self, group: GroupId) -> &[u16] {
        self.years_of_group.get(&group).map_or(&[], Vec::as_slice)
    }
}

/// The pages of each programme, in the order of the programmes.
pub fn listed(portal: &Portal, pages: &[Page]) -> Vec<ListedPages> {
    let mut listed: Vec<ListedPages> = portal.programme_ids().map(|_| ListedPages::default()).collect();
    for page in pages.iter().filter(|page| page.lang == Lang::Zh && !page.subject.is_file()) {
        if let Some(programme) = programme_of(portal, page.subject) {
            listed[programme.index()].add(portal, page.subject);
        }
    }
    for of_programme in &mut listed {
        let years = of_programme.years_of_place.values_mut().chain(of_programme.years_of_group.values_mut());
        for years in years.chain(std::iter::once(&mut of_programme.years)) {
            years.sort_unstable_by_key(|year| Reverse(*year));
        }
        let places = of_programme.places_of_year.values_mut().chain(std::iter::once(&mut of_programme.places));
        places.for_each(|places| places.sort_unstable());
        of_programme.groups = compared_groups(portal, &of_programme.places);
    }
    listed
}

/// The groups of which several members have a profile, the one of the home page first.
pub fn compared_groups(portal: &Portal, places: &[JurisdictionId]) -> Vec<(GroupId, Vec<JurisdictionId>)> {
    let groups = portal.groups_in_order().into_iter().map(|group| {
        let members = portal.group(group).members.iter().copied();
        (group, members.filter(|place| places.binary_search(place).is_ok()).collect::<Vec<_>>())
    });
    groups.filter(|(_, members)| members.len() > 1).collect()
}
