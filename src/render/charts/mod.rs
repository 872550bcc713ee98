//! Charts: from the portal's figures to what a chart shows, and from there to the parts
//! of a page.
//!
//! A chart compares members of one peer group in one indicator as of one definition.
//! What cannot be compared is flagged and left out of order and counts; what was not
//! published is said. Nothing is drawn here: [`crate::chart`] draws.

mod builder;
mod cells;
mod figure;
mod files;
mod finding;
mod in_text;
mod multiples;
mod places;
mod request;
mod several;
mod spark;
mod syllables;
mod tables;
mod targets;
mod tiles;
mod titles;
mod words;

pub use cells::{change_words, chart_figure, difference, figure_label};
pub use figure::{ChartFigure, chart_figures, chart_figures_of};
pub use files::{chart_files, scene};
pub use finding::finding_number;
pub use in_text::{FIGURE_IN_TEXT, chart_in_text};
pub use request::chart;
pub use spark::spark;
pub use tables::{ChartHeatTable, heat_table};
pub use targets::{target_verdict, target_words};
pub use tiles::{PlaceTiles, place_tiles};
