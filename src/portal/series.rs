//! Figures side by side: which one stands for a place in a year, and which years and
//! places can be compared.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::parse::records::{Nature, Status, UnitKind};
use crate::portal::ids::{GroupId, IndicatorId, JurisdictionId, ObservationId, ProgrammeId};
use crate::portal::model::Portal;

impl Portal {
    /// The figure that stands for a place in a year: measured in that one year and not
    /// broken down. Of several, a revised one; then one that has a value; then that of the
    /// newest document. Where they stand in the files decides nothing.
    pub fn figure_for(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<ObservationId> {
        self.candidates(place, indicator, year).max_by_key(|id| {
            let observation = self.observation(*id);
            let revised = observation.def.status == Status::Revised;
            let date = self.document(observation.document).date.as_ref().map(|date| date.value);
            (revised, observation.value.is_some(), date, Reverse(&observation.def.id.value))
        })
    }

    /// All figures that could stand for a place in a year.
    pub fn candidates(
        &self,
        place: JurisdictionId,
        indicator: IndicatorId,
        year: u16,
    ) -> impl Iterator<Item = ObservationId> {
        self.figures_of(place, indicator).filter(move |id| {
            let observation = self.observation(*id);
            observation.breakdown.is_empty()
                && observation.def.nature == Nature::Measured
                && observation.def.period.and_then(|period| period.year()) == Some(year)
        })
    }

    /// Whether a place has a number that can be set beside others’: in a year in which it
    /// was no more it has none.
    pub fn compares(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> bool {
        let ended = self.jurisdiction(place).def.valid.end_before(year).is_some();
        !ended
            && self.figure_for(place, indicator, year).is_some_and(|id| {
                let observation = self.observation(id);
                observation.decimal().is_some() && observation.def.status != Status::NotComparable
            })
    }

    /// The places of a list that have such a number.
    pub fn compared(&self, places: &[JurisdictionId], indicator: IndicatorId, year: u16) -> Vec<JurisdictionId> {
        places.iter().copied().filter(|place| self.compares(*place, indicator, year)).collect()
    }

    /// Whether the numbers of an indicator can be drawn to a scale: places in an order and
    /// times of day cannot.
    pub fn drawable(&self, indicator: IndicatorId) -> bool {
        !matches!(self.unit(self.indicator(indicator).unit).kind, UnitKind::Rank | UnitKind::Clock)
    }

    /// The single years in which an indicator was measured anywhere, oldest first.
    pub fn years_of(&self, indicator: IndicatorId) -> BTreeSet<u16> {
        let figures = self.figures_of_indicator(indicator).iter().map(|id| self.observation(*id));
        let measured = figures.filter(|o| o.def.nature == Nature::Measured);
        measured.filter_map(|o| o.def.period?.year()).collect()
    }

    /// The years in which at least one of some places has a comparable number.
    pub fn compared_years(&self, places: &[JurisdictionId], indicator: IndicatorId) -> Vec<u16> {
        let mut years: BTreeSet<u16> = BTreeSet::new();
        for place in places {
            let figures = self.figures_of(*place, indicator).map(|id| self.observation(id));
            let measured = figures.filter(|o| o.def.nature == Nature::Measured);
            years.extend(measured.filter_map(|o| o.def.period?.year()));
        }
        let compared = |year: &u16| places.iter().any(|place| self.compares(*place, indicator, *year));
        years.into_iter().filter(compared).collect()
    }

    /// The newest years of a place that can be set one beside the other: measured by one
    /// definition, within the same borders, each with an exact or approximate number. None
    /// where there are not two such years.
    pub fn steady_years(&self, place: JurisdictionId, indicator: IndicatorId) -> Vec<u16> {
        let years: BTreeSet<u16> = self
            .figures_of(place, indicator)
            .filter_map(|id| self.observation(id).def.period.and_then(|period| period.year()))
            .filter(|year| self.compares(place, indicator, *year))
            .collect();
        let years: Vec<u16> = years.into_iter().collect();
        let mut runs = years.chunk_by(|a, b| self.same_terms(place, indicator, *a, *b)).rev();
        runs.find(|run| run.len() > 1).map(<[u16]>::to_vec).unwrap_or_default()
    }

    /// Whether two years of a place were measured by one definition and within the same
    /// borders.
    pub fn same_terms(&self, place: JurisdictionId, indicator: IndicatorId, a: u16, b: u16) -> bool {
        let from = self.jurisdiction(place).def.valid.from;
        self.same_definition(indicator, a, b) && from.is_none_or(|from| (a < from) == (b < from))
    }

    /// Whether two years were measured by one definition.
    pub fn same_definition(&self, indicator: IndicatorId, a: u16, b: u16) -> bool {
        let def = &self.indicator(indicator).def;
        def.definition_of_year(a) == def.definition_of_year(b)
    }

    /// The newest year in which both of two places have a comparable number.
    pub fn common_year(&self, a: JurisdictionId, b: JurisdictionId, indicator: IndicatorId) -> Option<u16> {
        let years: BTreeSet<u16> = self
            .figures_of(a, indicator)
            .filter_map(|id| self.observation(id).def.period.and_then(|period| period.year()))
            .collect();
        let both = |year: &u16| self.compares(a, indicator, *year) && self.compares(b, indicator, *year);
        years.into_iter().rev().find(both)
    }

    /// The peer groups, the one of the home page first.
    pub fn groups_in_order(&self) -> Vec<GroupId> {
        let mut groups: Vec<GroupId> = (0..self.groups.len()).map(GroupId::new).collect();
        groups.sort_by_key(|id| self.focus != Some(*id));
        groups
    }

    /// The years of a group in which a programme has an indicator with numbers of at least
    /// two members.
    pub fn group_years(&self, programme: ProgrammeId, group: GroupId) -> BTreeSet<u16> {
        let members = &self.group(group).members;
        let of_programme = self.indicator_ids().filter(|id| self.indicator(*id).programme == programme);
        let mut years = BTreeSet::new();
        for indicator in of_programme {
            for year in self.years_of(indicator) {
                if !years.contains(&year) && self.compared(members, indicator, year).len() > 1 {
                    years.insert(year);
                }
            }
        }
        years
    }

    /// The group whose yearly tables need no name in their address: the one of the home
    /// page, or the only one that a programme compares.
    pub fn main_group(&self, programme: ProgrammeId) -> Option<GroupId> {
        self.main_groups.get(programme.index()).copied().flatten()
    }

    /// Finds the main groups, when the figures are there.
    pub(super) fn find_main_groups(&mut self) {
        self.main_groups = self.programme_ids().map(|programme| self.main_group_of(programme)).collect();
    }

    fn main_group_of(&self, programme: ProgrammeId) -> Option<GroupId> {
        let groups: Vec<GroupId> =
            self.groups_in_order().into_iter().filter(|id| !self.group_years(programme, *id).is_empty()).collect();
        match groups.as_slice() {
            [only] => Some(*only),
            [first, ..] if self.focus == Some(*first) => Some(*first),
            _ => None,
        }
    }
}
