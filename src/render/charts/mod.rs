//! Charts: from the portal's figures to what a chart shows, and from there to the parts
//! of a page.
//!
//! A chart compares members of one peer group in one indicator as of one definition.
//! What cannot be compared is flagged and left out of order and counts; what was not
//! published is said. Nothing is drawn here: [`crate::chart`] draws.

mod cells;
mod figure;
mod multiples;
mod several;
mod spec;
mod targets;
mod tiles;
mod titles;
mod words;

pub use cells::{change_words, difference, label_of, of_observation, spark};
pub use figure::{csv, figure, figures, heat, svg};
pub use spec::chart;
pub use targets::{verdict, words as target_words};
pub use tiles::of_group as place_tiles;
pub use titles::number;
