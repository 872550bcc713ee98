//! What all kinds of charts are built from: members, years, figures and the measure.

use rust_decimal::Decimal;

use super::cells::chart_figure;
use super::targets;
use super::words::{chart_words, member_words};
use crate::chart::{
    ChartKind, ChartPlace, ChartSpec, ChartTarget, ChartUnit, Direction, Figure, Measure, Row, ScaleKind, Status,
    TilePosition,
};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::{self, UnitKind};
use crate::portal::{ChartRequest, DocumentId, IndicatorId, JurisdictionId};
use crate::render::view::View;

pub(super) struct Builder<'a, 'w> {
    pub(super) view: &'a View<'w>,
    pub(super) request: &'a ChartRequest,
    pub(super) lang: Lang,
    /// The places compared, in the official order.
    pub(super) members: Vec<JurisdictionId>,
    /// What the members are called.
    called: String,
    pub(super) years: Vec<u16>,
    pub(super) documents: Vec<DocumentId>,
}

impl<'a, 'w> Builder<'a, 'w> {
    pub(super) fn new(view: &'a View<'w>, request: &'a ChartRequest, lang: Lang) -> Builder<'a, 'w> {
        let pair = request.kind == ChartKind::Trend && request.focus.len() == 2;
        let members = match request.group {
            Some(group) if !pair => view.group(group).members.clone(),
            _ => request.focus.clone(),
        };
        let called = member_words(view, &members, lang);
        let mut builder = Builder { view, request, lang, members, called, years: Vec::new(), documents: Vec::new() };
        builder.years = builder.years();
        // Places that were no more are not set beside those that are.
        if let Some(now) = builder.years.last() {
            builder.members.retain(|place| view.place(*place).def.valid.end_before(*now).is_none());
        }
        builder
    }

    /// The years of the columns: those asked for, or the newest that there are.
    fn years(&self) -> Vec<u16> {
        let Some(indicator) = self.request.indicators.first() else { return Vec::new() };
        let asked = &self.request.years;
        let known = || self.view.compared_years(&self.members, *indicator);
        let newest = |count: usize| {
            let known = known();
            known[known.len().saturating_sub(count)..].to_vec()
        };
        match self.request.kind {
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots | ChartKind::Tiles | ChartKind::Heat => {
                asked.last().copied().map_or_else(|| newest(1), |year| vec![year])
            }
            ChartKind::Dumbbell | ChartKind::Slope if asked.len() < 2 => newest(2),
            ChartKind::Dumbbell | ChartKind::Slope => asked[asked.len() - 2..].to_vec(),
            // A year without a figure is a gap, not a shorter way.
            ChartKind::Trend => {
                let years = if asked.len() < 2 { known() } else { asked.clone() };
                match (years.first(), years.last()) {
                    (Some(first), Some(last)) => (*first..=*last).collect(),
                    _ => Vec::new(),
                }
            }
            ChartKind::Sides | ChartKind::Multiples => asked.clone(),
        }
    }

    pub(super) fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut values = values.to_vec();
        values.push(("places", &self.called));
        self.view.words_in(self.lang).fill(&format!("charts.{key}"), &values)
    }

    pub(super) fn empty(&self, measure: Measure) -> ChartSpec {
        let words = chart_words(self.view, self.request, &self.called, self.lang);
        let mut spec = ChartSpec::new(self.request.kind, words, measure);
        let slug = |place: &JurisdictionId| self.view.place(*place).def.slug.value.clone();
        spec.focus = self.request.focus.iter().map(slug).collect();
        spec
    }

    pub(super) fn place(&self, id: JurisdictionId) -> ChartPlace {
        let def = &self.view.place(id).def;
        ChartPlace {
            id: def.slug.value.clone(),
            full: def.names.get(self.lang).clone(),
            short: def.short.get(self.lang).clone(),
            tile: def.tile.map(|tile| TilePosition { column: tile.column.into(), row: tile.row.into() }),
        }
    }

    pub(super) fn year(&self, year: u16) -> String {
        PartialDate { year, month: None, day: None }.words(self.lang)
    }

    /// The figure of a place in a year, for a chart whose newest year is `now`.
    pub(super) fn figure(&mut self, place: JurisdictionId, indicator: IndicatorId, year: u16, now: u16) -> Figure {
        let Some(id) = self.view.figure_for(place, indicator, year) else {
            return Figure::missing(Status::NotPublished);
        };
        let observation = self.view.observation(id);
        if observation.decimal().is_some() && !self.documents.contains(&observation.document) {
            self.documents.push(observation.document);
        }
        let mut figure = chart_figure(self.view, id, self.lang);
        let mut notes = Vec::new();
        let valid = self.view.place(place).def.valid;
        if valid.from.is_some_and(|from| year < from && from <= now) {
            figure.status = if figure.drawn().is_some() { Status::NotComparable } else { figure.status };
            let own = self.view.place(place).def.notes.first();
            notes.push(own.map_or_else(|| self.word("borders", &[]), |note| note.get(self.lang).clone()));
        } else if let Some(change) = self.redefined(indicator, year, now) {
            // Lines over the years are broken there and keep their points.
            if figure.drawn().is_some() && self.request.kind != ChartKind::Trend {
                figure.status = Status::NotComparable;
            }
            notes.push(change.note.get(self.lang).clone());
        } else if figure.status == Status::NotComparable {
            notes.extend(observation.def.notes.first().map(|note| note.get(self.lang).clone()));
        }
        if self.view.candidates(place, indicator, year) > 1 {
            notes.push(self.word("candidates", &[]));
        }
        notes.extend(targets::own_note(self.view, place, indicator, year, self.lang));
        if !notes.is_empty() {
            figure.footnote = Some(notes.join(&self.view.words_in(self.lang).plain("charts.sentence_separator")));
        }
        figure
    }

    /// The change of definition between a year and the newest of a chart.
    fn redefined(&self, indicator: IndicatorId, year: u16, now: u16) -> Option<&'a records::DefinitionChange> {
        let changes = self.view.indicator(indicator).def.definition_changes.iter();
        changes.filter(|change| year < change.from && change.from <= now).max_by_key(|change| change.from)
    }

    pub(super) fn measure(&self, id: IndicatorId, year: Option<u16>, rows: &[Row]) -> Measure {
        let def = &self.view.indicator(id).def;
        let unit = self.view.unit(id);
        let direction = match def.direction {
            records::Direction::Higher => Direction::Higher,
            records::Direction::Lower => Direction::Lower,
            records::Direction::None => Direction::None,
        };
        let drawn = year.map(|year| targets::drawn(self.view, id, year, self.lang)).unwrap_or_default();
        let targets: Vec<ChartTarget> = drawn.into_iter().map(|drawn| drawn.target).collect();
        Measure {
            name: def.names.get(self.lang).clone(),
            unit: ChartUnit {
                name: unit.names.get(self.lang).clone(),
                suffix: if unit.kind == UnitKind::Percent { unit.suffix.get(self.lang).clone() } else { String::new() },
            },
            direction,
            scale: scale(unit.kind, def.may_exceed_100, rows, &targets),
            targets,
        }
    }
}

/// The quantity of an axis.
fn scale(kind: UnitKind, may_exceed: bool, rows: &[Row], targets: &[ChartTarget]) -> ScaleKind {
    let values = rows.iter().flat_map(|row| &row.figures).filter_map(Figure::drawn);
    let values: Vec<Decimal> = values.chain(targets.iter().map(|target| target.value)).collect();
    let negative = values.iter().any(|value| value.is_sign_negative() && !value.is_zero());
    let highest = values.iter().max().copied().unwrap_or_default();
    match kind {
        _ if negative => ScaleKind::Signed,
        UnitKind::Percent if may_exceed && highest > Decimal::ONE_HUNDRED => ScaleKind::GrossRate,
        UnitKind::Percent if highest <= Decimal::from(25) => ScaleKind::LowShare,
        UnitKind::Percent => ScaleKind::Share,
        UnitKind::Count => ScaleKind::Count,
        UnitKind::Money | UnitKind::Points | UnitKind::Ratio | UnitKind::Rank | UnitKind::Clock | UnitKind::Plain => {
            ScaleKind::Amount
        }
    }
}
