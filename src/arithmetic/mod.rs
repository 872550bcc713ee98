//! Declared arithmetic: recomputes what published documents say about their own figures.
//!
//! A data file declares a statement as a formula over observations, together with the
//! number that the document prints for the result. [`formula`] reads and evaluates the
//! formula, [`check`] compares the result with the printed number and gives a verdict.
//!
//! Everything is exact: fractions of whole numbers, never floating point. A masked
//! operand is never taken as zero, and a number printed as “more than” or rounded to
//! 10,000 is carried as the range in which the true value lies.
//!
//! A data file declares for each check, beside its texts and its source:
//!
//! * `formula`, and `alternatives` for other readings of the same words;
//! * `printed` or `printed_observation`, `decimals` (−4 is 万) and `rounding` (`round`,
//!   `truncate`, `exact`; `auto` when it is not known), if a result is printed;
//! * `bases: differ | not-stated` and `tolerance: not-stated`, which no program can know;
//! * `verdict`, the one expected: another one computed is an error.
//!
//! The module knows no files, no YAML and no portal: figures come in through a closure,
//! and what is wrong goes out as a value. It never corrects a document and never panics
//! on what a document says.

pub mod check;
pub mod formula;
pub mod interval;
pub mod operand;
pub mod ratio;
pub mod rounding;
pub mod total;
pub mod verdict;
pub mod words;
