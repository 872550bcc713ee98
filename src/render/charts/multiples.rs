//! Small multiples: one small line over the years for each indicator of a place, or for
//! each place of an indicator.

use super::builder::Builder;
use crate::chart::{ChartKind, ChartSpec, ChartUnit, Direction, Measure, ScaleKind, enough};
use crate::portal::{ChartRequest, IndicatorId, JurisdictionId};

impl Builder<'_, '_> {
    /// A panel for every line that is a course of comparable years.
    pub(super) fn multiples(&mut self) -> Option<ChartSpec> {
        let of_one = self.request.focus.len() == 1;
        let places = if of_one { self.request.focus.clone() } else { self.members.clone() };
        let mut panels = Vec::new();
        let mut years = Vec::new();
        for id in self.request.indicators.clone() {
            for place in &places {
                let Some((panel, of_panel)) = self.panel(*place, id, of_one) else { continue };
                panels.push(panel);
                years.extend(of_panel);
            }
        }
        let first = panels.first()?;
        // Panels of one indicator share its axis; of several they share nothing.
        let mut measure = first.measure.clone();
        if panels.iter().any(|panel| panel.measure.name != measure.name) {
            measure = Measure {
                name: self.word("several", &[]),
                unit: ChartUnit::default(),
                direction: Direction::None,
                scale: ScaleKind::Amount,
                targets: Vec::new(),
            };
        }
        years.sort_unstable();
        self.years = years;
        let mut spec = self.empty(measure);
        spec.panels = panels;
        Some(spec)
    }

    /// One place and indicator, with the years that are drawn.
    fn panel(&mut self, place: JurisdictionId, id: IndicatorId, of_one: bool) -> Option<(ChartSpec, Vec<u16>)> {
        let asked = &self.request.years;
        let within =
            |year: &u16| asked.first().is_none_or(|from| from <= year) && asked.last().is_none_or(|to| to >= year);
        let steady = self.view.steady_years(place, id).iter().filter(|year| within(year)).count();
        let mut years = self.view.compared_years(&[place], id);
        years.retain(within);
        if steady < 2 || !enough::makes_course(years.len()) {
            return None;
        }
        let request = ChartRequest {
            kind: ChartKind::Trend,
            indicators: vec![id],
            group: None,
            years: years.clone(),
            focus: vec![place],
        };
        let mut line = Builder::new(self.view, &request, self.lang);
        let mut panel = line.places()?;
        // The whole stands in no row of the table, so it is no line of the drawing.
        panel.group = None;
        let row = panel.rows.first_mut()?;
        panel.title = if of_one { panel.measure.name.clone() } else { row.place.short.clone() };
        if of_one {
            // A row of the table is about an indicator and leads there.
            row.place.id = self.view.indicator(id).def.id.value.clone();
            panel.focus = vec![row.place.id.clone()];
        }
        for document in line.documents {
            if !self.documents.contains(&document) {
                self.documents.push(document);
            }
        }
        Some((panel, years))
    }
}
