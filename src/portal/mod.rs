//! Joins all documents into one [`Portal`]: references resolved, both languages present,
//! figures bound and checked.
//!
//! After an edit of texts or values only what depends on them is joined again; after any
//! other change of data or texts everything is. The portal knows no pages and no theme,
//! reads no disk and no source text. What files say stays as it was parsed; what follows
//! from it stands beside it.

mod arithmetic;
mod checks;
mod data_texts;
mod ids;
mod join;
mod model;
mod names;
mod series;
mod texts;
mod update;

pub use arithmetic::{ArithmeticCheck, computed};
pub use checks::coverage::{Coverage, coverage, targets};
pub use checks::data_texts::coverage as statement_coverage;
pub use checks::printed_figures::{label, place_of};
pub use data_texts::{DataTextOwner, figures as stated_figures, figures_of as figures_stated_in};
pub use ids::*;
pub use join::assemble::{ParsedFiles, assemble};
pub use join::charts::{ChartKind, ChartRequest};
pub use join::links::Target;
pub use join::problems::{LinkedProblem, ProblemAnswer, Voice};
pub use join::reports::{LinkedFramework, LinkedFrameworkItem, LinkedReport, PointRefs};
pub use model::*;
pub use update::{Impact, JoinedPortal};
