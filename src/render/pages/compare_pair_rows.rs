//! Two places indicator by indicator: the newest year of which both have a number, or what
//! each published last.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::Amount;
use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::parts::year_words;
use crate::render::view::View;

/// An indicator of two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairRow {
    /// The indicator.
    pub name: String,
    /// The page of the indicator.
    pub href: Option<String>,
    /// The year of both figures, in words; none when the years differ.
    pub year: Option<String>,
    /// The figure of the first place.
    pub a: PairCell,
    /// The figure of the second place.
    pub b: PairCell,
    /// The first less the second, in words; none where that cannot be said.
    pub difference: Option<String>,
    /// The figure of the place to which both belong.
    pub whole: Option<String>,
    /// What is asked of all places, in words.
    pub target: Option<String>,
}

/// The figure of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairCell {
    /// The value with unit and qualifier, or why there is none.
    pub text: String,
    /// The value as a plain decimal; none where there is no value.
    pub machine: Option<String>,
    /// There is no value to draw.
    pub missing: bool,
    /// The year of the figure, in words.
    pub year: Option<String>,
    /// It cannot be set beside the other: it is of another definition.
    pub apart: bool,
}

/// Rows, each with the position of its theme.
pub type RowsByTheme = Vec<(usize, PairRow)>;

/// The indicators of which both places have a number of one year, and those of which at
/// least one has a figure.
pub fn pair_rows(
    view: &View<'_>,
    programme: ProgrammeId,
    a: JurisdictionId,
    b: JurisdictionId,
) -> (RowsByTheme, RowsByTheme) {
    let rows = view.indicators(programme).filter_map(|id| Some((view.indicator(id).theme, pair_row(view, id, a, b)?)));
    rows.partition(|(_, row)| row.year.is_some())
}

/// The place to which both belong.
pub fn place_above(view: &View<'_>, a: JurisdictionId, b: JurisdictionId) -> Option<JurisdictionId> {
    let parent = view.place(a).parent?;
    (view.place(b).parent == Some(parent)).then_some(parent)
}

/// An indicator of two places. Years that differ are said, and no difference is made of them.
fn pair_row(view: &View<'_>, id: IndicatorId, a: JurisdictionId, b: JurisdictionId) -> Option<PairRow> {
    let common = view.common_year(a, b, id);
    let [year_a, year_b] = match common {
        Some(year) => [Some(year), Some(year)],
        None => [newest_year(view, id, a), newest_year(view, id, b)],
    };
    year_a.or(year_b)?;
    let above = common.zip(place_above(view, a, b)).and_then(|(year, whole)| view.figure_for(whole, id, year));
    Some(PairRow {
        name: view.say(&view.indicator(id).def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
        year: common.map(|year| year_words(view, year)),
        a: pair_cell(view, id, a, year_a),
        b: pair_cell(view, id, b, year_b),
        difference: common.and_then(|year| difference(view, id, a, b, year)),
        whole: above.map(|figure| charts::figure_label(view, figure, view.lang())),
        target: target(view, id),
    })
}

/// The newest year of which a figure stands for a place.
fn newest_year(view: &View<'_>, id: IndicatorId, place: JurisdictionId) -> Option<u16> {
    let years = view.figures(place, id).into_iter();
    let years = years.filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()));
    years.filter(|year| view.figure_for(place, id, *year).is_some()).max()
}

fn pair_cell(view: &View<'_>, id: IndicatorId, place: JurisdictionId, year: Option<u16>) -> PairCell {
    let figure = year.and_then(|year| view.figure_for(place, id, year));
    let drawn = figure.map(|figure| charts::chart_figure(view, figure, view.lang()));
    let label = figure.map(|figure| charts::figure_label(view, figure, view.lang()));
    let machine = figure.map(|figure| figures::machine(view.observation(figure)));
    PairCell {
        text: label.unwrap_or_else(|| view.word("charts.status.not_published")),
        machine: machine.filter(|text| !text.is_empty()),
        missing: drawn.as_ref().is_none_or(|figure| figure.drawn().is_none()),
        year: year.map(|year| year_words(view, year)),
        apart: drawn.is_some_and(|figure| figure.drawn().is_some() && figure.ranked().is_none()),
    }
}

/// What lies between two places in a year, in words.
fn difference(view: &View<'_>, id: IndicatorId, a: JurisdictionId, b: JurisdictionId, year: u16) -> Option<String> {
    if !view.drawable(id) {
        return None;
    }
    let figure = |place| Some(charts::chart_figure(view, view.figure_for(place, id, year)?, view.lang()));
    let difference = charts::difference(&figure(a)?, &figure(b)?)?;
    Some(charts::change_words(difference, view.unit(id), view.lang()))
}

/// The target of all places that has a value, in words.
fn target(view: &View<'_>, id: IndicatorId) -> Option<String> {
    let of_all = view.indicator(id).targets.iter().filter(|target| target.jurisdiction.is_none());
    let (target, value) = of_all.filter_map(|target| Some((target, target.def.value.as_ref()?))).next()?;
    let value = figures::written(Amount::Decimal(value.value), view.unit(id), view.lang());
    Some(view.fill(&format!("targets.{}", target.def.operator.name()), &[("value", &value)]))
}
