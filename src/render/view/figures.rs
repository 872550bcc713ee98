//! Looks at indicators and figures.

use std::sync::Arc;

use super::window::View;
use crate::i18n::Text;
use crate::parse::records;
use crate::portal::{
    ArithmeticCheck, DocumentId, IndicatorId, JurisdictionId, LinkedIndicator, LinkedObservation, ObservationId,
    ProgrammeId,
};
use crate::render::key::{Key, List};

impl<'w> View<'w> {
    /// The declared arithmetic that names an observation.
    pub fn checks_of(&self, id: ObservationId) -> impl Iterator<Item = &'w ArithmeticCheck> {
        self.observation(id);
        self.world.portal.checks_of(id)
    }

    pub fn unit(&self, indicator: IndicatorId) -> &'w Arc<records::Unit> {
        self.note(Key::Indicator(indicator));
        self.world.portal.unit(self.world.portal.indicator(indicator).unit)
    }

    pub fn indicators(&self, programme: ProgrammeId) -> impl Iterator<Item = IndicatorId> {
        self.note(Key::List(List::Indicators(programme)));
        let portal = &self.world.portal;
        portal.indicator_ids().filter(move |id| portal.indicator(*id).programme == programme)
    }

    pub fn indicator(&self, id: IndicatorId) -> &'w LinkedIndicator {
        self.note(Key::Indicator(id));
        self.world.portal.indicator(id)
    }

    /// The indicator with a name, where the portal knows it.
    pub fn indicator_named(&self, name: &str) -> Option<IndicatorId> {
        let found = self.world.portal.indicators.iter().position(|i| i.def.id.value == name);
        let id = found.map(IndicatorId::new);
        if let Some(id) = id {
            self.note(Key::Indicator(id));
        }
        id
    }

    pub fn observation(&self, id: ObservationId) -> &'w LinkedObservation {
        let observation = self.world.portal.observation(id);
        self.note(Key::Figures(observation.jurisdiction, observation.indicator));
        self.note(Key::Units);
        self.figures.borrow_mut().insert(id);
        observation
    }

    /// The observation with a name.
    pub fn observation_named(&self, name: &str) -> Option<ObservationId> {
        let found = self.world.portal.observation_named(name);
        match found {
            Some(id) => {
                self.observation(id);
            }
            // It may come with any place.
            None => self.world.portal.jurisdiction_ids().for_each(|place| {
                self.note(Key::List(List::FiguresOfPlace(place)));
            }),
        }
        found
    }

    /// The figures of a place and an indicator, oldest first.
    pub fn figures(&self, place: JurisdictionId, indicator: IndicatorId) -> Vec<ObservationId> {
        self.note(Key::Figures(place, indicator));
        self.world.portal.figures_of(place, indicator).collect()
    }

    /// The figure that stands for a place in a year.
    pub fn figure_for(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<ObservationId> {
        self.note(Key::Figures(place, indicator));
        self.world.portal.figure_for(place, indicator, year)
    }

    /// How many figures could stand for a place in a year.
    pub fn candidates(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> usize {
        self.note(Key::Figures(place, indicator));
        self.world.portal.candidates(place, indicator, year).count()
    }

    /// Whether a place has a number that can be set beside others’.
    pub fn compares(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> bool {
        self.note(Key::Place(place));
        self.note(Key::Figures(place, indicator));
        self.world.portal.compares(place, indicator, year)
    }

    /// The newest year in which both of two places have a comparable number.
    pub fn common_year(&self, a: JurisdictionId, b: JurisdictionId, indicator: IndicatorId) -> Option<u16> {
        self.note(Key::Place(a));
        self.note(Key::Place(b));
        self.note(Key::Figures(a, indicator));
        self.note(Key::Figures(b, indicator));
        self.world.portal.common_year(a, b, indicator)
    }

    /// The years in which one of some places has a comparable number.
    pub fn compared_years(&self, places: &[JurisdictionId], indicator: IndicatorId) -> Vec<u16> {
        for place in places {
            self.note(Key::Place(*place));
            self.note(Key::Figures(*place, indicator));
        }
        self.note(Key::List(List::FiguresOfIndicator(indicator)));
        self.world.portal.compared_years(places, indicator)
    }

    /// The newest years of a place that can be set one beside the other.
    pub fn steady_years(&self, place: JurisdictionId, indicator: IndicatorId) -> Vec<u16> {
        self.note(Key::Figures(place, indicator));
        self.note(Key::Indicator(indicator));
        self.note(Key::Place(place));
        self.world.portal.steady_years(place, indicator)
    }

    /// Whether two years of a place were measured by one definition within the same borders.
    pub fn same_terms(&self, place: JurisdictionId, indicator: IndicatorId, a: u16, b: u16) -> bool {
        self.note(Key::Indicator(indicator));
        self.note(Key::Place(place));
        self.world.portal.same_terms(place, indicator, a, b)
    }

    /// Whether an indicator’s numbers can be drawn to a scale.
    pub fn drawable(&self, indicator: IndicatorId) -> bool {
        self.note(Key::Indicator(indicator));
        self.world.portal.drawable(indicator)
    }

    /// The year that an indicator's own page is about.
    pub fn newest_year(&self, indicator: IndicatorId) -> Option<u16> {
        for figure in self.figures_of_indicator(indicator) {
            self.observation(figure);
        }
        for group in self.groups() {
            self.note(Key::Group(group));
        }
        crate::plan::newest_year(&self.world.portal, indicator)
    }

    /// All figures of a place.
    pub fn figures_of_place(&self, place: JurisdictionId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfPlace(place)));
        self.world.portal.observations_of(place).collect()
    }

    /// All figures of an indicator, in the official order of places.
    pub fn figures_of_indicator(&self, indicator: IndicatorId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfIndicator(indicator)));
        self.world.portal.figures_of_indicator(indicator).to_vec()
    }

    /// The names of dimensions and values of a breakdown.
    pub fn breakdown(&self, observation: &LinkedObservation) -> Vec<(&'w Text, &'w Text)> {
        self.note(Key::Units);
        let dimensions = &self.world.portal.dimensions;
        observation
            .breakdown
            .iter()
            .map(|(dimension, value)| {
                let dimension = &dimensions[*dimension];
                (&dimension.names, &dimension.values[*value].names)
            })
            .collect()
    }

    /// All figures that a document prints.
    pub fn figures_of_document(&self, document: DocumentId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfDocument(document)));
        self.world.portal.figures_of_document(document)
    }
}
