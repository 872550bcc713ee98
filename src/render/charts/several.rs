//! Charts of several indicators: two places side by side, all places of a group in a year.

use super::builder::Builder;
use super::cells::{change_words, difference};
use crate::chart::{ChartColumn, ChartPlace, ChartSpec, ChartUnit, Direction, Row};
use crate::parse::records::UnitKind;
use crate::portal::IndicatorId;

impl Builder<'_, '_> {
    /// Two places, one row for each indicator.
    pub(super) fn sides(&mut self) -> Option<ChartSpec> {
        let [a, b] = self.request.focus[..] else { return None };
        let mut rows = Vec::new();
        let mut years = Vec::new();
        for id in self.request.indicators.clone() {
            let year = self.request.years.last().copied().or_else(|| self.view.common_year(a, b, id));
            let Some(year) = year.filter(|year| self.view.compares(a, id, *year) && self.view.compares(b, id, *year))
            else {
                continue;
            };
            years.push(year);
            let figures = vec![self.figure(a, id, year, year), self.figure(b, id, year, year)];
            let def = &self.view.indicator(id).def;
            let name = def.names.get(self.lang);
            let full = self.word("in_year", &[("indicator", name), ("year", &self.year(year))]);
            let place = ChartPlace { id: def.id.value.clone(), full, short: name.clone(), tile: None };
            let mut row = Row::new(place, figures);
            let unit = self.view.unit(id);
            row.change = difference(row.figure(0), row.figure(1)).map(|d| change_words(d, unit, self.lang));
            rows.push((year, row));
        }
        years.sort_unstable();
        years.dedup();
        let mixed = years.len() > 1;
        self.years = years;
        let first = *self.request.indicators.first()?;
        let rows: Vec<Row> = rows
            .into_iter()
            .map(|(_, mut row)| {
                if mixed {
                    row.place.short = row.place.full.clone();
                }
                row
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let mut measure = self.measure(first, None, &rows);
        measure.targets.clear();
        measure.direction = Direction::None;
        if let [only] = rows.as_slice() {
            measure.name = only.place.short.clone();
        } else {
            measure.name = self.word("several", &[]);
        }
        let mut spec = self.empty(measure);
        let short = |place| self.view.place(place).def.short.get(self.lang).clone();
        spec.columns = vec![ChartColumn::new(short(a)), ChartColumn::new(short(b))];
        spec.rows = rows;
        let shares = |id: &IndicatorId| self.view.unit(*id).kind == UnitKind::Percent;
        spec.change_unit = self.request.indicators.iter().all(shares).then(|| self.word("points", &[]));
        spec.focus.clear();
        Some(spec)
    }

    /// Places by indicators in one year.
    pub(super) fn heat(&mut self) -> Option<ChartSpec> {
        let year = *self.years.last()?;
        let ids: Vec<IndicatorId> = self.request.indicators.clone();
        let mut rows: Vec<Row> =
            self.members.clone().into_iter().map(|place| Row::new(self.place(place), Vec::new())).collect();
        let mut columns = Vec::new();
        for id in ids {
            for (position, place) in self.members.clone().into_iter().enumerate() {
                let figure = self.figure(place, id, year, year);
                rows[position].figures.push(figure);
            }
            let names = self.view.indicator(id).def.names.get(self.lang).clone();
            let mut column = ChartColumn::new(names);
            column.measure = Some(self.measure(id, Some(year), &[]));
            columns.push(column);
        }
        let first = *self.request.indicators.first()?;
        let mut measure = self.measure(first, Some(year), &[]);
        measure.name = self.word("several", &[]);
        measure.unit = ChartUnit::default();
        let mut spec = self.empty(measure);
        spec.columns = columns;
        spec.rows = rows;
        spec.rows.iter().flat_map(|row| &row.figures).any(|figure| figure.ranked().is_some()).then_some(spec)
    }
}
