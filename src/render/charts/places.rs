//! Charts of one indicator: places by years.

use rust_decimal::Decimal;

use super::builder::Builder;
use super::cells::{change_words, difference};
use crate::chart::{Break, ChartColumn, ChartKind, ChartSpec, Figure, Row, enough};
use crate::parse::records::UnitKind;
use crate::portal::{IndicatorId, JurisdictionId};

impl Builder<'_, '_> {
    /// Places by years of one indicator.
    pub(super) fn places(&mut self) -> Option<ChartSpec> {
        let indicator = *self.request.indicators.first()?;
        if self.years.is_empty() || !self.view.drawable(indicator) {
            return None;
        }
        let years = self.years.clone();
        let now = *years.last()?;
        let mut rows: Vec<Row> = Vec::new();
        for place in self.members.clone() {
            let figures = years.iter().map(|year| self.figure(place, indicator, *year, now)).collect();
            rows.push(Row::new(self.place(place), figures));
        }
        let any = rows.iter().flat_map(|row| &row.figures).any(|figure| figure.ranked().is_some());
        if !any {
            return None;
        }
        let group = self.whole().map(|place| {
            let figures = years.iter().map(|year| self.figure(place, indicator, *year, now)).collect();
            Row::new(self.place(place), figures)
        });
        let mut spec = self.empty(self.measure(indicator, Some(now), &rows));
        spec.columns = years.iter().map(|year| ChartColumn::new(self.year(*year))).collect();
        // A total of the whole would dwarf its parts; an average lies among them.
        let highest = rows.iter().flat_map(|row| &row.figures).filter_map(Figure::drawn).max();
        let amounts = matches!(self.view.unit(indicator).kind, UnitKind::Money | UnitKind::Count);
        let fits = |row: &Row| {
            let values: Vec<Decimal> = row.figures.iter().filter_map(Figure::drawn).collect();
            !values.is_empty() && (!amounts || values.iter().all(|value| Some(*value) <= highest))
        };
        spec.group = group.filter(fits);
        spec.rows = rows;
        match self.request.kind {
            ChartKind::Dumbbell | ChartKind::Slope => self.changes(&mut spec, indicator),
            ChartKind::Bar | ChartKind::Amount => self.add_year_before(&mut spec, indicator, now),
            ChartKind::Dots
            | ChartKind::Trend
            | ChartKind::Multiples
            | ChartKind::Tiles
            | ChartKind::Heat
            | ChartKind::Sides => {}
        }
        if self.request.kind == ChartKind::Trend {
            spec.breaks = self.breaks(indicator, &years);
        }
        if self.request.kind == ChartKind::Trend && spec.focus.is_empty() && spec.rows.len() < 4 {
            spec.focus = spec.rows.iter().map(|row| row.place.id.clone()).collect();
        }
        Some(spec)
    }

    /// The whole that a group belongs to: its parent.
    fn whole(&self) -> Option<JurisdictionId> {
        let first = *self.members.first()?;
        let parent = self.view.place(first).parent?;
        self.members.iter().all(|member| self.view.place(*member).parent == Some(parent)).then_some(parent)
    }

    /// Puts the year before beside the year of a ranking, where the change since then is known
    /// of most of its places.
    fn add_year_before(&mut self, spec: &mut ChartSpec, indicator: IndicatorId, now: u16) {
        let Some(before) = now.checked_sub(1) else { return };
        let documents = self.documents.clone();
        let places: Vec<JurisdictionId> =
            self.members.iter().copied().chain(spec.group.as_ref().and_then(|_| self.whole())).collect();
        let earlier: Vec<Figure> = places.iter().map(|place| self.figure(*place, indicator, before, now)).collect();
        let known = spec.rows.iter().zip(&earlier).filter(|(row, was)| difference(row.figure(0), was).is_some());
        let ranked = spec.rows.iter().filter(|row| row.figure(0).ranked().is_some());
        if !enough::tells_changes(known.count(), ranked.count()) {
            self.documents = documents;
            return;
        }
        for (row, was) in spec.rows.iter_mut().chain(&mut spec.group).zip(earlier) {
            row.figures.insert(0, was);
        }
        let year = self.year(before);
        spec.columns.insert(0, ChartColumn::new(year.as_str()));
        spec.words.change_head = self.word("since_head", &[("year", &year)]);
        self.changes(spec, indicator);
    }

    /// The printed changes between the last two columns, in the unit of changes.
    fn changes(&self, spec: &mut ChartSpec, indicator: IndicatorId) {
        let unit = self.view.unit(indicator);
        let later = spec.current();
        let Some(earlier) = later.checked_sub(1) else { return };
        spec.change_unit = (unit.kind == UnitKind::Percent).then(|| self.word("points", &[]));
        let rows = spec.rows.iter_mut().chain(&mut spec.group);
        for row in rows {
            row.change = difference(row.figure(later), row.figure(earlier)).map(|d| change_words(d, unit, self.lang));
        }
    }

    /// Where lines over these years are broken.
    fn breaks(&self, indicator: IndicatorId, years: &[u16]) -> Vec<Break> {
        let changes = self.view.indicator(indicator).def.definition_changes.iter();
        changes
            .filter_map(|change| {
                let before_column = years.iter().position(|year| *year >= change.from).filter(|column| *column > 0)?;
                Some(Break { before_column, note: change.note.get(self.lang).clone() })
            })
            .collect()
    }
}
