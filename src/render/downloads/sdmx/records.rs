//! The figures of a programme as records of the data structures.

use std::collections::HashMap;

use super::components::{ComponentPart, SdmxComponent, components};
use super::figure::{SdmxFigure, figures_of};
use crate::portal::{ObservationId, ProgrammeId};
use crate::render::downloads::tables::observations;
use crate::render::view::View;

/// A figure: the values of all components in their order, empty where there is none.
pub struct SdmxRecord {
    pub cells: Vec<(&'static SdmxComponent, String)>,
}

/// Whether a component tells figures apart.
pub fn is_key(part: ComponentPart) -> bool {
    match part {
        ComponentPart::Dimension | ComponentPart::Time => true,
        ComponentPart::Measure | ComponentPart::Attribute => false,
    }
}

/// The figures of a programme that have a year, or those that have none.
pub fn records(view: &View<'_>, programme: ProgrammeId, dated: bool) -> Vec<SdmxRecord> {
    let mut ids = figures_of(view, programme);
    ids.retain(|id| view.observation(*id).def.period.is_some() == dated);
    let stands = |id: &ObservationId| {
        let observation = view.observation(*id);
        let year = observation.def.period.map(|period| period.to);
        year.and_then(|year| view.figure_for(observation.jurisdiction, observation.indicator, year)) == Some(*id)
    };
    // Others keep their order.
    ids.sort_by_key(|id| !stands(id));
    let sheet = observations(view, "", &ids);
    let mut known: HashMap<Vec<String>, usize> = HashMap::new();
    let records = ids.iter().zip(&sheet.rows).map(|(id, row)| {
        let observation = view.observation(*id);
        let mut figure = SdmxFigure { view, observation, def: &observation.def, sheet: &sheet, row, statement: 0 };
        let keys = components(dated).filter(|component| is_key(component.part));
        let count = known.entry(keys.map(|component| (component.cell)(&figure)).collect()).or_default();
        *count += 1;
        figure.statement = *count;
        SdmxRecord { cells: components(dated).map(|component| (component, (component.cell)(&figure))).collect() }
    });
    records.collect()
}
