//! What is checked of a portal.

pub mod computed_figures;
pub mod coverage;
pub mod data_texts;
pub mod document_numbers;
pub mod languages;
pub mod place_mixups;
pub mod printed_figures;
pub mod spelling;
pub mod suspect_values;
pub mod targets;
