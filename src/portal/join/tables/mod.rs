//! Observations of tables: which cell is the figure of which place, indicator and year.
//!
//! A cell is told apart by its column, its row and the table as a whole, in this order: the
//! nearest that names a place, an indicator, a year, a unit or a source decides. What is
//! made of it is an observation like those of YAML files.

mod facts;
mod figures;
mod layout;
mod names;
mod read;
mod reader;

pub use reader::TableReader;
