//! What data files say: one record type for each kind of thing, one file for each type.
//!
//! Names of other things are kept as written, with their place; `portal` resolves them.

mod arithmetic;
mod edition;
mod evaluation;
mod filed;
mod framework;
mod glossary;
mod indicator;
mod jurisdiction;
mod observation;
mod programme;
mod reference;
mod report;
mod site;
mod unit;

pub use arithmetic::{Check, CheckKind, part_of_scalar};
pub use edition::{Edition, PublishedFact};
pub use evaluation::{Answer, Evaluation, GradeGroup, Passage, Point, Problem, ProblemState, Stage};
pub use framework::{Framework, FrameworkItem};
pub use glossary::{Correction, Term};
pub use indicator::{DefinitionChange, Direction, Indicator, IndicatorFile, Operator, Origin, Target};
pub use jurisdiction::{Jurisdiction, Level, PeerGroup, Tile, Years, usable_code};
pub use observation::{Nature, Observation, ObservationFile, Period, Qualifier, Status, YearBasis};
pub use programme::{Basis, Category, Grade, Named, ProcessStage, Programme, Tone};
pub use reference::{PublishedDocument, SourceRef};
pub use report::{Planned, Rectification, Report, ReportKind, ReportPoint, Section};
pub use site::{DataTerms, Host, Licence, Site};
pub use unit::{Dimension, Unit, UnitKind};
