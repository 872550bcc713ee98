//! The tables of charts: every place, every value, what is missing in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::request::Chart;
use crate::chart;
use crate::chart::ChartKind;
use crate::plan::Subject;
use crate::portal::JurisdictionId;
use crate::render::view::View;

/// From how many columns on a table needs the whole width.
const WIDE: usize = 6;

/// A footnote of a chart or table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartNote {
    /// The mark by which figures refer to it; empty for a note on the whole.
    pub mark: String,
    /// The words of the note.
    pub text: String,
}

/// The table behind a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartTable {
    /// What the table is of.
    pub caption: String,
    /// The heads of its columns, that of the places first.
    pub heads: Vec<ChartTableHead>,
    /// Its rows in the official order, the whole last.
    pub rows: Vec<ChartTableRow>,
    /// Its footnotes in the order of their marks.
    pub notes: Vec<ChartNote>,
    /// It needs the whole width.
    pub wide: bool,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartTableHead {
    /// The words, with the unit.
    pub text: String,
    /// The column holds numbers.
    pub numeric: bool,
}

/// A row of the table behind a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartTableRow {
    /// What the row is about.
    pub head: String,
    /// The page of that.
    pub href: Option<String>,
    /// The row is the whole to which the others belong.
    pub group: bool,
    /// The page is about this row.
    pub focus: bool,
    /// The cells after the head.
    pub cells: Vec<ChartTableCell>,
}

/// A cell of the table behind a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartTableCell {
    /// The value, or why there is none; never empty.
    pub text: String,
    /// The text is a number.
    pub numeric: bool,
    /// The marks of its footnotes.
    pub marks: Vec<String>,
}

/// A table of places by indicators, shaded by how near a value is to what is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartHeatTable {
    /// The head of the column of places.
    pub place_head: String,
    /// The indicators.
    pub heads: Vec<ChartHeatHead>,
    /// The places in the official order.
    pub rows: Vec<ChartHeatRow>,
    /// At least one cell is shaded.
    pub shaded: bool,
    /// Its footnotes in the order of their marks.
    pub notes: Vec<ChartNote>,
}

/// An indicator in the head of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartHeatHead {
    /// The indicator.
    pub text: String,
    /// Its unit.
    pub unit: String,
    /// The page of the indicator.
    pub href: Option<String>,
}

/// A place in a shaded table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartHeatRow {
    /// The place.
    pub head: String,
    /// The page of the place.
    pub href: Option<String>,
    /// The page is about this place.
    pub focus: bool,
    /// Its values.
    pub cells: Vec<ChartHeatCell>,
}

/// A value in a shaded table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartHeatCell {
    /// The value, or why there is none; never empty.
    pub text: String,
    /// The text is a number.
    pub numeric: bool,
    /// The marks of its footnotes.
    pub marks: Vec<String>,
    /// The step of its shade, 1 to 5, 5 nearest to what is wanted; none without a shade.
    pub step: Option<u8>,
}

/// The table behind a chart.
pub fn chart_table(view: &View<'_>, chart: &Chart) -> ChartTable {
    let table = chart::table(&chart.full);
    let rows = table.rows.into_iter().map(|row| ChartTableRow {
        href: row_link(view, chart, &row.place),
        head: row.head,
        group: row.group,
        focus: row.focus,
        cells: row.cells.into_iter().map(table_cell).collect(),
    });
    ChartTable {
        caption: table.caption,
        rows: rows.collect(),
        notes: chart_notes(table.notes),
        wide: table.heads.len() >= WIDE,
        heads: table.heads.into_iter().map(|head| ChartTableHead { text: head.text, numeric: head.numeric }).collect(),
    }
}

/// The rows of a heat table with their shading steps.
pub fn heat_table(view: &View<'_>, chart: &Chart) -> ChartHeatTable {
    let heat = chart::heat_table(&chart.full);
    let heads = chart.request.indicators.iter().zip(heat.table.heads.iter().skip(1)).map(|(id, head)| ChartHeatHead {
        text: view.indicator(*id).def.names.get(chart.lang).clone(),
        unit: head.unit.clone(),
        href: view.link(Subject::Indicator(*id)),
    });
    let heads = heads.collect();
    let shaded = heat.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.step.is_some());
    let rows = heat.rows.into_iter().map(|row| ChartHeatRow {
        href: row_link(view, chart, &row.place),
        head: row.head,
        focus: row.focus,
        cells: row.cells.into_iter().map(heat_cell).collect(),
    });
    ChartHeatTable {
        place_head: chart.full.words.place_head.clone(),
        heads,
        rows: rows.collect(),
        shaded,
        notes: chart_notes(heat.table.notes),
    }
}

fn table_cell(cell: chart::TableCell) -> ChartTableCell {
    ChartTableCell { text: cell.text, numeric: cell.numeric, marks: cell.marks }
}

fn heat_cell(heat: chart::HeatCell) -> ChartHeatCell {
    let cell = heat.cell;
    ChartHeatCell { text: cell.text, numeric: cell.numeric, marks: cell.marks, step: heat.step }
}

fn chart_notes(notes: Vec<(String, String)>) -> Vec<ChartNote> {
    notes.into_iter().map(|(mark, text)| ChartNote { mark, text }).collect()
}

/// The page of what a row is about.
pub(super) fn row_link(view: &View<'_>, chart: &Chart, id: &str) -> Option<String> {
    if chart.full.is_of_sides() || (chart.request.kind == ChartKind::Multiples && chart.request.focus.len() == 1) {
        return view.indicator_named(id).and_then(|id| view.link(Subject::Indicator(id)));
    }
    let programme = view.indicator(*chart.request.indicators.first()?).programme;
    view.link(Subject::Place(programme, place_named(view, chart, id)?))
}

fn place_named(view: &View<'_>, chart: &Chart, slug: &str) -> Option<JurisdictionId> {
    let members = chart.request.group.map(|group| view.group(group).members.clone()).unwrap_or_default();
    let shown = members.iter().chain(&chart.request.focus);
    shown.copied().find(|place| view.place(*place).def.slug.value == slug)
}
