//! A figure and what is said of it, value by value.

use super::identifier;
use crate::parse::records;
use crate::portal::{LinkedObservation, ObservationId, ProgrammeId};
use crate::render::downloads::Sheet;
use crate::render::view::View;

/// A figure while its record is made.
pub struct SdmxFigure<'v, 'w> {
    pub view: &'v View<'w>,
    pub observation: &'w LinkedObservation,
    pub def: &'w records::Observation,
    pub sheet: &'v Sheet,
    pub row: &'v [String],
    /// Of the figures with the same dimensions: the one that stands for place and year is the
    /// first.
    pub statement: usize,
}

impl SdmxFigure<'_, '_> {
    /// The cell of the table of figures.
    pub fn column(&self, name: &str) -> String {
        let position = self.sheet.columns.iter().position(|column| column.name == name);
        position.map(|at| self.row[at].clone()).unwrap_or_default()
    }

    /// `A` for years, `A3` for spans of three.
    pub fn frequency(&self) -> String {
        self.def.period.map_or_else(String::new, |period| frequency(years(period)))
    }

    pub fn period(&self) -> String {
        self.def.period.map_or_else(String::new, |period| match years(period) {
            1 => period.to.to_string(),
            span => format!("{}-01-01/P{span}Y", period.from),
        })
    }

    pub fn place(&self) -> String {
        identifier(&self.column("city"))
    }

    pub fn indicator(&self) -> String {
        identifier(&self.column("indicator"))
    }

    pub fn unit(&self) -> String {
        identifier(&self.column("unit"))
    }

    pub fn document(&self) -> String {
        identifier(&self.column("source_doc"))
    }

    pub fn breakdown(&self) -> String {
        breakdown_code(self.view, self.observation)
    }

    /// How many decimals the value is printed with.
    pub fn decimals(&self) -> String {
        self.observation.decimal().map(|value| value.scale().to_string()).unwrap_or_default()
    }
}

fn years(period: records::Period) -> u16 {
    period.to.saturating_sub(period.from).saturating_add(1)
}

/// The code of spans of some years.
pub fn frequency(years: u16) -> String {
    if years == 1 { "A".to_owned() } else { format!("A{years}") }
}

/// The spans in years of the figures of all programmes.
pub fn spans(view: &View<'_>) -> Vec<u16> {
    let figures = view.programmes().flat_map(|programme| figures_of(view, programme));
    let mut spans: Vec<u16> = figures.filter_map(|id| view.observation(id).def.period).map(years).collect();
    spans.push(1);
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The code of all.
pub const TOTAL: &str = "_T";

/// Dimensions and values of a breakdown as one code.
pub fn breakdown_code(view: &View<'_>, observation: &LinkedObservation) -> String {
    if view.breakdown(observation).is_empty() {
        return TOTAL.to_owned();
    }
    let parts = observation.def.breakdown.iter();
    let parts = parts.map(|(name, value)| format!("{}@{}", identifier(&name.value), identifier(&value.value)));
    parts.collect::<Vec<_>>().join("$")
}

/// All figures of a programme.
pub fn figures_of(view: &View<'_>, programme: ProgrammeId) -> Vec<ObservationId> {
    let indicators: Vec<_> = view.indicators(programme).collect();
    indicators.into_iter().flat_map(|id| view.figures_of_indicator(id)).collect()
}
