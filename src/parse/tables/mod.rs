//! Tables as offices have them, CSV and spreadsheets: their cells, each with its place and
//! what was found in it. What the cells mean is decided in `portal`, where names are known.

mod cell;
mod csv;
mod grid;
mod numerals;
mod xlsx;

pub use cell::{CellReading, Signs, Unread, read_cell};
pub use csv::read_csv;
pub use grid::{Area, Cell, CellKind, DataTable, TableSheet};
pub use numerals::number;
pub use xlsx::read_xlsx;

#[cfg(test)]
mod tests;
