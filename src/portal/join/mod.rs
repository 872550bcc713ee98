//! Joins the parsed files: references resolved, one portal out.

pub mod assemble;
pub mod charts;
pub mod evaluations;
pub mod links;
pub mod measures;
pub mod narratives;
pub mod places;
pub mod problems;
pub mod reports;
