//! The full table behind a drawing: every place, every column, missing values in words. The render
//! stage writes the markup.

use super::facts;
use super::kind::ChartKind;
use super::spec::{ChartColumn, ChartPlace, ChartSpec, ChartUnit, Figure, Measure, Row, Status};
use super::words;

/// A table with scoped heads. Every row has one cell per head after the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub caption: String,
    /// The head of the places first, then one per column.
    pub heads: Vec<TableHead>,
    pub rows: Vec<TableRow>,
    /// Footnotes in order of their marks.
    pub notes: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableHead {
    /// With the unit, as printed.
    pub text: String,
    /// Of the values of this column alone; empty for the column of places.
    pub unit: String,
    pub numeric: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The row's head.
    pub head: String,
    pub place: String,
    /// The whole the others belong to.
    pub group: bool,
    pub focus: bool,
    pub cells: Vec<TableCell>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableCell {
    /// Never empty: a missing value is said in words.
    pub text: String,
    pub status: Status,
    /// Marks of footnotes behind the text.
    pub marks: Vec<String>,
    /// Whether the text is a number, to be aligned with the others.
    pub numeric: bool,
}

/// Rows in official order with the group last; of small multiples, one row per panel.
pub fn table(spec: &ChartSpec) -> Table {
    if spec.kind == ChartKind::Multiples {
        return table(&one_row_a_panel(spec));
    }
    let mut notes = Notes::default();
    let with_change = spec.kind.prints_change() && spec.columns.len() > 1;
    let mut heads = vec![TableHead { text: spec.words.place_head.clone(), unit: String::new(), numeric: false }];
    heads.extend((0..spec.columns.len()).map(|column| head(spec, column)));
    if with_change {
        let same = || spec.measure_of(spec.current()).unit.name.clone();
        let unit = spec.change_unit.clone().unwrap_or_else(same);
        heads.push(TableHead { text: spec.words.change_head.clone(), unit, numeric: true });
    }
    let rows = spec.rows.iter().map(|row| (row, false));
    let rows = rows.chain(spec.group.iter().map(|row| (row, true)));
    let rows = rows
        .map(|(row, group)| {
            let mut cells: Vec<TableCell> =
                (0..spec.columns.len()).map(|c| cell(spec, row.figure(c), &mut notes)).collect();
            if with_change {
                cells.push(change_cell(spec, row));
            }
            TableRow {
                head: row.place.full.clone(),
                place: row.place.id.clone(),
                group,
                focus: spec.in_focus(row),
                cells,
            }
        })
        .collect();
    notes.add_breaks(spec);
    Table { caption: caption(spec), heads, rows, notes: notes.list }
}

/// Small multiples as rows of one table: the place each panel is about, at every time any panel has.
pub(super) fn one_row_a_panel(spec: &ChartSpec) -> ChartSpec {
    let mut heads: Vec<&str> = Vec::new();
    for column in spec.panels.iter().flat_map(|panel| &panel.columns) {
        if !heads.contains(&column.head.as_str()) {
            heads.push(&column.head);
        }
    }
    let mut flat = ChartSpec::new(ChartKind::Heat, spec.words.clone(), spec.measure.clone());
    flat.measure.unit = ChartUnit::default();
    flat.title = spec.title.clone();
    flat.columns = heads.iter().map(|head| ChartColumn::new(*head)).collect();
    flat.rows = spec.panels.iter().map(|panel| panel_row(panel, &heads)).collect();
    flat.breaks = spec.panels.iter().flat_map(|panel| panel.breaks.clone()).collect();
    flat
}

fn panel_row(panel: &ChartSpec, heads: &[&str]) -> Row {
    let name = if panel.title.is_empty() { &panel.measure.name } else { &panel.title };
    let unit = panel.measure.unit.name.as_str();
    let full = if unit.is_empty() {
        name.clone()
    } else {
        words::fill_known(&panel.words.head_unit, &[("head", name), ("unit", unit)])
    };
    let main = panel.rows.iter().find(|row| panel.in_focus(row)).or(panel.rows.first());
    let figure = |head: &&str| {
        let column = panel.columns.iter().position(|column| column.head == *head);
        match (main, column) {
            (Some(row), Some(column)) => row.figure(column).clone(),
            // A time that only other panels have.
            _ => Figure::missing(Status::NotPublished),
        }
    };
    let id = main.map_or_else(|| name.clone(), |row| row.place.id.clone());
    let place = ChartPlace { id, full, short: name.clone(), tile: None };
    Row::new(place, heads.iter().map(figure).collect())
}

fn caption(spec: &ChartSpec) -> String {
    if spec.title.is_empty() { spec.measure.name.clone() } else { spec.title.clone() }
}

fn head(spec: &ChartSpec, column: usize) -> TableHead {
    let measure = spec.measure_of(column);
    TableHead { text: head_text(spec, column, measure), unit: measure.unit.name.clone(), numeric: true }
}

/// A column's head with its unit.
pub(super) fn head_text(spec: &ChartSpec, column: usize, measure: &Measure) -> String {
    let head = spec.head(column);
    if measure.unit.name.is_empty() {
        return head.to_owned();
    }
    words::fill_known(&spec.words.head_unit, &[("head", head), ("unit", &measure.unit.name)])
}

fn cell(spec: &ChartSpec, figure: &Figure, notes: &mut Notes) -> TableCell {
    let numeric = figure.drawn().is_some();
    let status = if numeric { figure.status } else { effective(figure.status) };
    TableCell { text: spec.in_full(figure).to_owned(), status, marks: notes.marks(spec, figure), numeric }
}

/// The status of a figure that promises a value but has none.
pub(super) fn effective(status: Status) -> Status {
    match status {
        Status::Ok | Status::Approx | Status::Provisional | Status::Revised => Status::NotPublished,
        without @ (Status::NotPublished
        | Status::Masked
        | Status::NotApplicable
        | Status::NotComparable
        | Status::Illegible) => without,
    }
}

fn change_cell(spec: &ChartSpec, row: &Row) -> TableCell {
    let later = spec.current();
    let earlier = later.saturating_sub(1);
    let numeric = row.change.is_some() || facts::difference(spec, row, earlier, later).is_some();
    let status = if numeric { Status::Ok } else { Status::NotApplicable };
    TableCell { text: facts::change(spec, row, earlier, later), status, marks: Vec::new(), numeric }
}

/// Footnotes numbered in the order in which they are met; equal ones share a number.
#[derive(Default)]
struct Notes {
    list: Vec<(String, String)>,
    numbers: usize,
}

impl Notes {
    fn marks(&mut self, spec: &ChartSpec, figure: &Figure) -> Vec<String> {
        let words = &spec.words.status;
        let mut out = Vec::new();
        if let Some((mark, text)) = words.letter(figure.status) {
            out.push(self.letter(mark, text));
        }
        if let Some(text) = &figure.footnote {
            out.push(self.number(text));
        } else if figure.status == Status::NotComparable && figure.value.is_some() {
            out.push(self.number(&words.not_comparable));
        }
        out
    }

    fn letter(&mut self, mark: &str, text: &str) -> String {
        let note = (mark.to_owned(), text.to_owned());
        if !self.list.contains(&note) {
            self.list.push(note);
        }
        mark.to_owned()
    }

    fn number(&mut self, text: &str) -> String {
        if let Some((mark, _)) = self.list.iter().find(|(_, known)| known == text) {
            return mark.clone();
        }
        self.numbers += 1;
        self.list.push((self.numbers.to_string(), text.to_owned()));
        self.numbers.to_string()
    }

    fn add_breaks(&mut self, spec: &ChartSpec) {
        for change in &spec.breaks {
            self.number(&change.note);
        }
    }
}
