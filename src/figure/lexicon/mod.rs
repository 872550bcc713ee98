//! The words the grammar knows, as plain lists.
//!
//! Lists hold words only; what a list means stands in its comment, what is done with it in [`printed`](super::printed)
//! and [`scan`](super::scan). A word is added here, never in the code that reads it.

pub mod counted;
pub mod english;
pub mod frames;
pub mod kinds;
pub mod measures;
pub mod names;
pub mod phrases;
