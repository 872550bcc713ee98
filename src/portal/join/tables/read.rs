//! A table from its sheet to its figures.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::parse::records::{ColumnRole, Observation, TableReading};
use crate::parse::tables::{DataTable, Signs, TableSheet};
use crate::portal::join::tables::facts::FiguresKnown;
use crate::portal::join::tables::figures::TableProblems;
use crate::portal::join::tables::layout::{Holds, SheetLayout};
use crate::portal::join::tables::names::{HeadMeaning, NamedThing, period, plain};
use crate::portal::join::tables::reader::TableReader;
use crate::say;

/// What stands at the head of a row.
enum RowHead {
    Known(Box<FiguresKnown>),
    /// Not to be read.
    Skipped,
    /// The words that name nothing, and where.
    Unknown(String, Span),
}

impl TableReader<'_> {
    /// The figures of a table, in the order of its rows.
    pub fn read(&self, table: &DataTable, diagnostics: &mut Diagnostics) -> Vec<Arc<Observation>> {
        if self.undescribed.contains(table.stem.as_str()) {
            return Vec::new();
        }
        let reading = self.readings.get(table.stem.as_str()).map(|reading| &***reading);
        let Some(sheet) = chosen_sheet(table, reading, diagnostics) else { return Vec::new() };
        let Some(layout) = self.layout(sheet, Span::file(table.file), reading, diagnostics) else { return Vec::new() };
        let own = reading.map_or_else(FiguresKnown::default, |reading| self.described(&reading.facts, diagnostics));
        let whole = own.within(&self.by_path(&table.stem));
        let marks = reading.into_iter().flat_map(|reading| &reading.marks).chain(self.marks.iter().copied());
        let signs = Signs::new(marks);
        let mut problems = TableProblems::default();
        let mut found = Vec::new();
        for (row, cells) in sheet.rows.range(layout.first_row..) {
            let figures = layout.columns.iter().filter(|column| column.holds == Holds::Figures);
            if !figures.clone().any(|column| cells.contains_key(&column.position)) {
                continue;
            }
            match self.row_head(sheet, *row, &layout, reading, diagnostics) {
                RowHead::Skipped => {}
                RowHead::Unknown(words, span) => problems.unknown_row(words, span),
                RowHead::Known(known) => {
                    for column in figures {
                        let Some(cell) = cells.get(&column.position) else { continue };
                        let facts = column.known.within(&known).within(&whole);
                        let names = (known.words(), column.known.words());
                        if sheet.is_merged(*row, column.position) {
                            problems.merged(cell);
                            continue;
                        }
                        found.extend(self.figure(cell, facts, names, &signs, &mut problems));
                    }
                }
            }
        }
        problems.tell(table, diagnostics);
        found.into_iter().map(Arc::new).collect()
    }

    /// What the path says: the folder a year, the name of the file a place, as for YAML.
    fn by_path(&self, stem: &str) -> FiguresKnown {
        let mut known = FiguresKnown::default();
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        known.period = folder.rsplit('/').next().and_then(period);
        if let Some(NamedThing::Place(id)) = self.names.named(name) {
            known.place = Some(id);
        }
        known
    }

    /// What the names at the head of a row say.
    fn row_head(
        &self,
        sheet: &TableSheet,
        row: u32,
        layout: &SheetLayout,
        reading: Option<&TableReading>,
        diagnostics: &mut Diagnostics,
    ) -> RowHead {
        let mut known = FiguresKnown::default();
        let mut unknown: Option<(String, Span)> = None;
        let lines = reading.map_or(&[][..], |reading| &reading.rows);
        for column in &layout.columns {
            let Some(cell) = sheet.covering(row, column.position) else { continue };
            let line = lines.iter().find(|line| plain(&line.head.value) == plain(&cell.text));
            match column.holds {
                Holds::Names | Holds::Dimension(_) if line.is_some_and(|line| line.is == Some(ColumnRole::Skip)) => {
                    return RowHead::Skipped;
                }
                Holds::Names | Holds::Dimension(_) => {
                    let meaning = match column.holds {
                        Holds::Dimension(dimension) => self.dimension_meaning(dimension, &cell.text),
                        _ => self.names.meaning(&cell.text),
                    };
                    if let Some(line) = line {
                        let own = self.described(&line.facts, diagnostics);
                        let name = [known.name.clone(), own.name.clone()].concat();
                        known = FiguresKnown { name, ..own.within(&known) };
                    } else if meaning.named.is_some() || meaning.period.is_some() {
                        self.take_meaning(&mut known, meaning);
                    } else if unknown.is_none() {
                        unknown = Some((cell.text.clone(), cell.span));
                    }
                }
                Holds::Role(ColumnRole::Unit) => known.unit = Some(cell.text.clone()),
                Holds::Role(role) => known.take_cell(role, cell),
                Holds::Figures | Holds::Nothing => {}
            }
        }
        match unknown {
            Some((words, span)) => RowHead::Unknown(words, span),
            None => RowHead::Known(Box::new(known)),
        }
    }

    fn dimension_meaning(&self, dimension: usize, text: &str) -> HeadMeaning {
        let value = self.names.value_of(self.dimensions, dimension, text);
        HeadMeaning { named: value.map(|value| NamedThing::DimensionValue(dimension, value)), ..HeadMeaning::default() }
    }
}

/// The sheet that is read: the one that is named, or the only visible one.
fn chosen_sheet<'t>(
    table: &'t DataTable,
    reading: Option<&TableReading>,
    diagnostics: &mut Diagnostics,
) -> Option<&'t TableSheet> {
    let filled = || table.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty());
    let place = |number: usize| {
        if table.sheets.len() == 1 { Span::file(table.file) } else { Span::cell(table.file, number, 0, 0) }
    };
    let listed = || filled().map(|(_, sheet)| format!("`{}`", sheet.name)).collect::<Vec<_>>().join("、");
    if let Some(name) = reading.and_then(|reading| reading.sheet.as_ref()) {
        let found = table.sheets.iter().find(|sheet| sheet.name == name.value);
        if found.is_none() {
            let (wrong, list) = (&name.value, listed());
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownName,
                    name.span,
                    say!("没有名为`{wrong}`的工作表", "there is no sheet named `{wrong}`"),
                )
                .help(say!("有数据的工作表：{list}", "sheets with cells: {list}")),
            );
        }
        return found;
    }
    for (number, sheet) in filled().filter(|(_, sheet)| sheet.hidden) {
        let name = &sheet.name;
        diagnostics.push(
            Diagnostic::new(
                Code::SheetHidden,
                place(number),
                say!("工作表`{name}`是隐藏的，没有读取", "the sheet `{name}` is hidden and was not read"),
            )
            .help(say!(
                "删去它；要读它，在表旁的`.table.yaml`里写`sheet: {name}`",
                "delete it, or say `sheet: {name}` in the `.table.yaml` beside the file to read it"
            )),
        );
    }
    let visible: Vec<&TableSheet> = filled().filter(|(_, sheet)| !sheet.hidden).map(|(_, sheet)| sheet).collect();
    match visible.as_slice() {
        [only] => Some(only),
        several => {
            let (count, list) = (several.len(), listed());
            let message = if several.is_empty() {
                say!("没有可见的、有内容的工作表", "no visible sheet holds anything")
            } else {
                say!("有{count}张工作表，没有说读哪一张", "there are {count} sheets, and nothing says which is read")
            };
            diagnostics.push(Diagnostic::new(Code::TableHead, Span::file(table.file), message).help(say!(
                "在表旁的`.table.yaml`里写`sheet: …`；有数据的工作表：{list}",
                "say `sheet: …` in the `.table.yaml` beside the file; sheets with cells: {list}"
            )));
            None
        }
    }
}
