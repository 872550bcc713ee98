//! Where the heads of a sheet are, and what its columns hold.

use crate::diag::{Code, Diagnostic, Diagnostics, Span, column_letters};
use crate::parse::records::{ColumnRole, TableLine, TableReading};
use crate::parse::tables::TableSheet;
use crate::portal::join::tables::facts::{FiguresKnown, diagnose_unknown};
use crate::portal::join::tables::names::{HeadMeaning, NamedThing, plain};
use crate::portal::join::tables::reader::TableReader;
use crate::say;

/// How many rows are looked through for heads.
const ROWS_BEFORE_HEADS: u32 = 40;

/// The columns of a sheet and the row in which its figures begin.
pub struct SheetLayout {
    pub columns: Vec<LayoutColumn>,
    pub first_row: u32,
}

/// A column of a sheet.
pub struct LayoutColumn {
    pub position: u32,
    pub holds: Holds,
    /// What its head says.
    pub known: FiguresKnown,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Names that tell rows apart: those of places, indicators, years, or of any of these.
    Names,
    /// Values of a dimension.
    Dimension(usize),
    Figures,
    Role(ColumnRole),
    Nothing,
}

impl TableReader<'_> {
    /// The layout of a sheet; `None` when no heads are found, which is reported.
    pub fn layout(
        &self,
        sheet: &TableSheet,
        file: Span,
        reading: Option<&TableReading>,
        diagnostics: &mut Diagnostics,
    ) -> Option<SheetLayout> {
        let lines = reading.map_or(&[][..], |reading| &reading.columns);
        let given = reading.and_then(|reading| reading.head_row.as_ref());
        let head = match given {
            Some(row) => u32::from(row.value).saturating_sub(1),
            None => match self.find_heads(sheet, lines) {
                Some(row) => row,
                None => {
                    diagnostics.push(diagnose_no_heads(file));
                    return None;
                }
            },
        };
        let first_row = head + u32::from(reading.map_or(1, |reading| reading.head_rows.max(1)));
        let mut columns: Vec<LayoutColumn> = (0..sheet.width())
            .map(|position| self.column(sheet, position, head..first_row, lines, diagnostics))
            .collect();
        let tells_rows_apart = |column: &LayoutColumn| matches!(column.holds, Holds::Names | Holds::Dimension(_));
        if !columns.iter().any(tells_rows_apart) {
            let filled = |column: &&mut LayoutColumn| has_cells_below(sheet, column.position, first_row);
            if let Some(first) = columns.iter_mut().find(filled).filter(|column| column.holds == Holds::Nothing) {
                first.holds = Holds::Names;
            }
        }
        for column in columns.iter().filter(|column| column.holds == Holds::Nothing) {
            diagnostics_of_unknown(sheet, column, head..first_row, diagnostics);
        }
        Some(SheetLayout { columns, first_row })
    }

    /// The first row with two heads that say something.
    fn find_heads(&self, sheet: &TableSheet, lines: &[TableLine]) -> Option<u32> {
        let rows = sheet.rows.iter().take_while(|(row, _)| **row < ROWS_BEFORE_HEADS);
        let wanted = sheet.width().min(2) as usize;
        let known = |text: &str| {
            let described = lines.iter().any(|line| plain(text) == plain(&line.head.value));
            described || self.names.meaning(text).is_known()
        };
        rows.filter(|(_, cells)| cells.values().filter(|cell| known(&cell.text)).count() >= wanted)
            .map(|(row, _)| *row)
            .next()
    }

    fn column(
        &self,
        sheet: &TableSheet,
        position: u32,
        heads: std::ops::Range<u32>,
        lines: &[TableLine],
        diagnostics: &mut Diagnostics,
    ) -> LayoutColumn {
        let texts = head_texts(sheet, position, heads);
        let (joined, letters) = (plain(&texts.concat()), column_letters(position + 1));
        let described = lines.iter().find(|line| {
            let head = plain(&line.head.value);
            head == joined || line.head.value == letters || texts.last().is_some_and(|last| plain(last) == head)
        });
        let mut known = FiguresKnown::default();
        let (mut role, mut dimension) = (None, None);
        let whole = self.names.meaning(&texts.join(" "));
        let meanings: Vec<HeadMeaning> =
            if whole.is_known() { vec![whole] } else { texts.iter().map(|text| self.names.meaning(text)).collect() };
        for meaning in meanings {
            role = role.or(meaning.role);
            if let Some(NamedThing::Dimension(found)) = meaning.named {
                dimension = Some(found);
            }
            self.take_meaning(&mut known, meaning);
        }
        if let Some(line) = described {
            let own = self.described(&line.facts, diagnostics);
            let name = [own.name.clone(), known.name.clone()].concat();
            known = FiguresKnown { name, ..own.within(&known) };
            role = line.is.or(role);
            if let Some(name) = &line.dimension {
                match self.names.named(&name.value) {
                    Some(NamedThing::Dimension(found)) => dimension = Some(found),
                    _ => diagnostics.push(diagnose_unknown(name, "分组维度", "breakdown dimension")),
                }
            }
        }
        let holds = match (role, dimension) {
            (Some(ColumnRole::Skip), _) => Holds::Role(ColumnRole::Skip),
            (Some(ColumnRole::Place | ColumnRole::Indicator | ColumnRole::Year), _) => Holds::Names,
            (Some(ColumnRole::Value), _) => Holds::Figures,
            (Some(role), _) => Holds::Role(role),
            (None, Some(dimension)) => Holds::Dimension(dimension),
            (None, None) if known.tells_apart() || known.unit.is_some() || described.is_some() => Holds::Figures,
            (None, None) => Holds::Nothing,
        };
        LayoutColumn { position, holds, known }
    }
}

/// The heads of a column, each once. In a sheet without merged cells an empty head above
/// another one is that of the column to the left.
fn head_texts(sheet: &TableSheet, position: u32, heads: std::ops::Range<u32>) -> Vec<String> {
    let last = heads.end.saturating_sub(1);
    let mut texts: Vec<String> = Vec::new();
    for row in heads {
        let own = sheet.covering(row, position);
        let left = || {
            let before = sheet.rows.get(&row)?.range(..position).next_back();
            before.map(|(_, cell)| cell).filter(|_| row < last && sheet.name.is_empty())
        };
        let text = own.or_else(left).map(|cell| cell.text.clone());
        texts.extend(text.filter(|text| !texts.contains(text)));
    }
    texts
}

fn has_cells_below(sheet: &TableSheet, position: u32, first: u32) -> bool {
    sheet.rows.range(first..).any(|(_, cells)| cells.contains_key(&position))
}

/// A column with cells, of which nobody knows what they are.
fn diagnostics_of_unknown(
    sheet: &TableSheet,
    column: &LayoutColumn,
    heads: std::ops::Range<u32>,
    diagnostics: &mut Diagnostics,
) {
    let below = sheet.rows.range(heads.end..).find_map(|(_, cells)| cells.get(&column.position));
    let Some(below) = below else { return };
    let head = heads.rev().find_map(|row| sheet.covering(row, column.position));
    let letters = column_letters(column.position + 1);
    let name = head.map_or(letters.as_str(), |head| head.text.as_str());
    diagnostics.push(
        Diagnostic::new(
            Code::TableHead,
            head.map_or(below.span, |head| head.span),
            say!(
                "表头`{name}`（{letters}列）认不出，这一列没有读取",
                "the head `{name}` (column {letters}) names nothing known; the column was not read"
            ),
        )
        .help(say!(
            "在表旁的`.table.yaml`的`columns`里写`{{head: {name}, indicator: …}}`；不发布的写`{{head: {name}, is: skip}}`",
            "in the `.table.yaml` beside the table, below `columns`, write `{{head: {name}, indicator: …}}`, or `{{head: {name}, is: skip}}` for what is not published"
        )),
    );
}

fn diagnose_no_heads(file: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TableHead,
        file,
        say!("表里找不到认得出的表头", "no row of heads was found in the table"),
    )
    .help(say!(
        "表头用数据里的名称：地方、指标、年份，或“地区”“指标”“年份”“数值”；在第几行，写在表旁的`.table.yaml`的`head_row`",
        "use names of the data as heads: places, indicators, years, or “place”, “indicator”, “year”, “value”; say in which row they stand with `head_row` in the `.table.yaml` beside it"
    ))
}
