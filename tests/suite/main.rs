//! The tests that need a whole portal: a small site in a folder, changed, built or
//! checked, and compared with what lies beside it.
//!
//! `tests/README.md` explains how to add one. Expected files are rewritten when the
//! variable `UPDATE_EXPECTED` is set; look at every change before you keep it.

mod architecture;
mod as_written;
mod bytes;
mod corrections;
mod cures;
mod desk;
mod differences;
mod faces;
mod facts;
mod fields;
mod file_graph;
mod files;
mod found;
mod growth;
mod history;
mod hostile;
mod issued;
mod limits;
mod links;
mod mistakes;
mod moved;
mod office;
mod parts;
mod pictures;
mod portal;
mod preview;
mod problems;
mod properties;
mod publishing;
mod records;
mod schemas;
mod sdmx;
mod search;
mod second_portal;
mod series;
mod shown;
mod smallest;
mod tables;
mod taken_in;
mod theme;
mod warm;
mod words;
