//! Joins the parsed files: every name resolved, one portal out.

mod arithmetic;
pub mod assemble;
mod charts;
mod evaluations;
mod facts;
pub mod links;
mod made_ids;
pub mod measures;
pub mod narratives;
mod places;
mod problems;
mod reports;
pub mod tables;
pub mod units;
