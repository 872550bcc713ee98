//! A table as cells.

use std::collections::{BTreeMap, HashMap};

use crate::diag::Span;
use crate::parse::records::Limit;
use crate::source::FileId;

/// A file with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataTable {
    pub file: FileId,
    /// Its path without the ending.
    pub stem: String,
    pub sheets: Vec<TableSheet>,
}

/// One sheet; a CSV file is one without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSheet {
    pub name: String,
    pub hidden: bool,
    /// By row and column, from zero; empty cells are not there.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Cells that were made part of another one, with that one.
    merged: HashMap<(u32, u32), (u32, u32)>,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As it is shown, without blanks around it; a number with all its digits.
    pub text: String,
    pub kind: CellKind,
    pub span: Span,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    Text,
    /// A number of a spreadsheet.
    Number,
    /// A number that is shown as a date.
    Date,
    /// What a formula could not compute.
    Error,
    /// A formula without a stored result.
    NoResult,
}

/// Cells that were made one, both ends included, from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

impl Area {
    /// Whether it is more than one cell.
    pub fn is_large(&self) -> bool {
        self.rows.0 < self.rows.1 || self.columns.0 < self.columns.1
    }
}

impl TableSheet {
    /// The cell at a place.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    /// The cell at a place, or the one of which it was made a part.
    pub fn covering(&self, row: u32, column: u32) -> Option<&Cell> {
        let (row, column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        self.cell(row, column)
    }

    /// Whether a place belongs to cells that were made one.
    pub fn is_merged(&self, row: u32, column: u32) -> bool {
        self.merged.contains_key(&(row, column))
    }

    /// Makes cells one, as far as the sheet goes. False when there are too many.
    pub fn merge(&mut self, area: &Area, cells: Limit) -> bool {
        let (last_row, width) = (self.rows.keys().next_back().copied().unwrap_or(0), self.width());
        for row in area.rows.0..=area.rows.1.min(last_row) {
            for column in area.columns.0..=area.columns.1.min(width.saturating_sub(1)) {
                self.merged.insert((row, column), (area.rows.0, area.columns.0));
            }
            if cells.is_passed(self.merged.len()) {
                return false;
            }
        }
        true
    }

    /// One past the last column.
    pub fn width(&self) -> u32 {
        self.rows.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1)
    }

    /// Puts a cell in its place.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell) {
        self.rows.entry(row).or_default().insert(column, cell);
    }
}
