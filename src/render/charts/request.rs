//! From what is asked for to a chart: its rows, its title, and which of its places are drawn.

use super::builder::Builder;
use super::cells::difference;
use crate::chart::{ChartKind, ChartSpec, Row, Status, TitleError, enough};
use crate::i18n::Lang;
use crate::portal::{ChartRequest, DocumentId};
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
        ChartKind::Bar
        | ChartKind::Amount
        | ChartKind::Dots
        | ChartKind::Dumbbell
        | ChartKind::Slope
        | ChartKind::Trend
        | ChartKind::Tiles => builder.places()?,
    };
    full.subtitle = builder.subtitle(&full);
    let titled = builder.set_title(&mut full, title);
    let (drawn, left_out) = builder.drawn(&full);
    let documents = builder.documents;
    let (title_error, finding) = (titled.error, titled.finding);
    Some(Chart { request: request.clone(), full, drawn, left_out, documents, lang, title_error, finding })
}

impl Builder<'_, '_> {
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

    /// What is drawn, and what is not, in words: all of it stands in the table.
    fn drawn(&self, full: &ChartSpec) -> (ChartSpec, Option<String>) {
        let (mut drawn, left_out) = self.published(full);
        let largest = if full.kind == ChartKind::Dumbbell { self.keep_largest(&mut drawn) } else { None };
        let said: Vec<String> = left_out.into_iter().chain(largest).collect();
        let separator = self.view.words_in(self.lang).plain("charts.sentence_separator");
        (drawn, (!said.is_empty()).then(|| said.join(&separator)))
    }

    /// Of many changes the largest.
    fn keep_largest(&self, drawn: &mut ChartSpec) -> Option<String> {
        let total = drawn.rows.len();
        if !enough::is_long(total) {
            return None;
        }
        let later = drawn.current();
        let size = |row: &Row| difference(row.figure(later), row.figure(later.saturating_sub(1))).map(|by| by.abs());
        let mut order: Vec<usize> = (0..total).collect();
        order.sort_by_key(|row| std::cmp::Reverse(size(&drawn.rows[*row])));
        order.truncate(enough::LARGEST);
        order.sort_unstable();
        drawn.rows = order.iter().map(|row| drawn.rows[*row].clone()).collect();
        let (n, total) = (order.len().to_string(), total.to_string());
        Some(self.word("largest", &[("n", &n), ("total", &total)]))
    }

    /// The places that are drawn. Where most published nothing their empty rows would hide the
    /// others: they are named under the drawing.
    fn published(&self, full: &ChartSpec) -> (ChartSpec, Option<String>) {
        let mut drawn = full.clone();
        if full.is_of_sides() || matches!(full.kind, ChartKind::Heat | ChartKind::Tiles) {
            return (drawn, None);
        }
        let two = matches!(full.kind, ChartKind::Dumbbell | ChartKind::Slope);
        let ranked = matches!(full.kind, ChartKind::Bar | ChartKind::Amount);
        let unpublished = |row: &Row| {
            let mut figures = row.figures.iter();
            if two {
                figures.any(|figure| figure.drawn().is_none())
            } else if ranked {
                row.figure(full.current()).status == Status::NotPublished
            } else {
                figures.all(|figure| figure.status == Status::NotPublished)
            }
        };
        let absent: Vec<&Row> = full.rows.iter().filter(|row| unpublished(row)).collect();
        // Where no place has both years, each is drawn with the one that it has.
        let filled = full.rows.len() - absent.len();
        let few = (two || ranked || full.columns.len() == 1) && enough::fills(filled, full.rows.len());
        if few || filled == 0 {
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
