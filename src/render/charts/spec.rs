//! What a chart shows: its rows, columns, measure and title.

use rust_decimal::Decimal;

use super::cells::{change_words, difference, of_observation};
use super::{targets, words};
use crate::chart::{
    Break, ChartKind, ChartSpec, Column, Direction, Figure, Measure, Place, Row, ScaleKind, Status, Target,
    TilePosition, TitleError, Unit,
};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::{self, UnitKind};
use crate::portal::{ChartRequest, DocumentId, IndicatorId, JurisdictionId};
use crate::render::view::View;

/// A chart with all that a page says about it.
pub struct Chart {
    pub request: ChartRequest,
    /// All places: for table, file and sentence.
    pub full: ChartSpec,
    /// What is drawn: where most places published nothing, those that did.
    pub drawn: ChartSpec,
    /// The places that are not drawn, in words.
    pub left_out: Option<String>,
    pub documents: Vec<DocumentId>,
    pub lang: Lang,
    /// What was wrong with the title that a writer gave.
    pub title_error: Option<TitleError>,
    /// Which sentence the title is, where it is one of ours.
    pub finding: Option<&'static str>,
}

/// The chart that is asked for, or nothing where there is no figure to draw.
pub fn chart(view: &View<'_>, request: &ChartRequest, title: Option<&str>, lang: Lang) -> Option<Chart> {
    let mut builder = Builder::new(view, request, lang);
    let mut full = match request.kind {
        ChartKind::Sides => builder.sides()?,
        ChartKind::Heat => builder.heat()?,
        ChartKind::Multiples => builder.multiples()?,
        _ => builder.places()?,
    };
    full.subtitle = builder.subtitle(&full);
    let titled = builder.set_title(&mut full, title);
    let (drawn, left_out) = builder.drawn(&full);
    let documents = builder.documents;
    let (title_error, finding) = (titled.error, titled.finding);
    Some(Chart { request: request.clone(), full, drawn, left_out, documents, lang, title_error, finding })
}

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
        let called = words::of_places(view, &members, lang);
        let mut builder = Builder { view, request, lang, members, called, years: Vec::new(), documents: Vec::new() };
        builder.years = builder.years();
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
        let words = words::words(self.view, self.request, &self.called, self.lang);
        let mut spec = ChartSpec::new(self.request.kind, words, measure);
        let slug = |place: &JurisdictionId| self.view.place(*place).def.slug.value.clone();
        spec.focus = self.request.focus.iter().map(slug).collect();
        spec
    }

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
        spec.columns = years.iter().map(|year| Column::new(self.year(*year))).collect();
        // A total of the whole would dwarf its parts; an average lies among them.
        let highest = rows.iter().flat_map(|row| &row.figures).filter_map(Figure::drawn).max();
        let amounts = matches!(self.view.unit(indicator).kind, UnitKind::Money | UnitKind::Count);
        let fits = |row: &Row| {
            let values: Vec<Decimal> = row.figures.iter().filter_map(Figure::drawn).collect();
            !values.is_empty() && (!amounts || values.iter().all(|value| Some(*value) <= highest))
        };
        spec.group = group.filter(fits);
        spec.rows = rows;
        if matches!(self.request.kind, ChartKind::Dumbbell | ChartKind::Slope) {
            self.changes(&mut spec, indicator);
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

    pub(super) fn place(&self, id: JurisdictionId) -> Place {
        let def = &self.view.place(id).def;
        Place {
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
        let mut figure = of_observation(self.view, id, self.lang);
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

    pub(super) fn measure(&self, id: IndicatorId, year: Option<u16>, rows: &[Row]) -> Measure {
        let def = &self.view.indicator(id).def;
        let unit = self.view.unit(id);
        let direction = match def.direction {
            records::Direction::Higher => Direction::Higher,
            records::Direction::Lower => Direction::Lower,
            records::Direction::None => Direction::None,
        };
        let targets: Vec<Target> =
            year.and_then(|year| targets::drawn(self.view, id, year, self.lang)).map(|(_, t)| t).into_iter().collect();
        Measure {
            name: def.names.get(self.lang).clone(),
            unit: Unit {
                name: unit.names.get(self.lang).clone(),
                suffix: if unit.kind == UnitKind::Percent { unit.suffix.get(self.lang).clone() } else { String::new() },
            },
            direction,
            scale: scale(unit.kind, def.may_exceed_100, rows, &targets),
            targets,
        }
    }

    /// Indicator, places, year, unit, and what the order means.
    fn subtitle(&self, spec: &ChartSpec) -> String {
        let separator = self.view.words_in(self.lang).plain("charts.subtitle_separator");
        let mut parts = vec![spec.measure.name.clone()];
        if let (ChartKind::Multiples, [place]) = (self.request.kind, &self.request.focus[..]) {
            parts.insert(0, self.view.place(*place).def.names.get(self.lang).clone());
        }
        parts.extend(self.request.group.map(|group| self.view.group(group).def.names.get(self.lang).clone()));
        if let (Some(first), Some(last)) = (self.years.first(), self.years.last()) {
            parts.push(if first == last {
                self.year(*first)
            } else {
                self.word("years", &[("first", &first.to_string()), ("last", &last.to_string())])
            });
        }
        if !spec.measure.unit.name.is_empty() {
            parts.push(self.word("unit", &[("unit", &spec.measure.unit.name)]));
        }
        let mut text = parts.join(&separator);
        if matches!(self.request.kind, ChartKind::Bar | ChartKind::Amount | ChartKind::Dumbbell) {
            text.push_str(&self.word("sorted", &[]));
        }
        text
    }

    /// What is drawn. Where most places published nothing their empty rows would hide the
    /// others: they are named under the drawing, and stand in the table.
    fn drawn(&self, full: &ChartSpec) -> (ChartSpec, Option<String>) {
        let mut drawn = full.clone();
        if full.is_of_sides() || matches!(full.kind, ChartKind::Heat | ChartKind::Tiles) {
            return (drawn, None);
        }
        let two = matches!(full.kind, ChartKind::Dumbbell | ChartKind::Slope);
        let unpublished = |row: &Row| {
            let mut figures = row.figures.iter();
            if two {
                figures.any(|figure| figure.drawn().is_none())
            } else {
                figures.all(|figure| figure.status == Status::NotPublished)
            }
        };
        let absent: Vec<&Row> = full.rows.iter().filter(|row| unpublished(row)).collect();
        // Where no place has both years, each is drawn with the one that it has.
        let few = (two || full.columns.len() == 1) && absent.len() * 2 <= full.rows.len();
        if few || absent.len() == full.rows.len() {
            return (drawn, None);
        }
        drawn.rows.retain(|row| !unpublished(row));
        let names: Vec<&str> = absent.iter().map(|row| row.place.short.as_str()).collect();
        let n = names.len().to_string();
        let list = names.join(&full.words.separator);
        (
            drawn,
            (!names.is_empty())
                .then(|| self.word(if two { "left_out_years" } else { "left_out" }, &[("n", &n), ("list", &list)])),
        )
    }
}

/// The quantity of an axis.
fn scale(kind: UnitKind, may_exceed: bool, rows: &[Row], targets: &[Target]) -> ScaleKind {
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
        _ => ScaleKind::Amount,
    }
}
