//! What data files say: each kind of record declared once, one file for each kind of file.
//! From a declaration follow the struct, the reading with all its problems, the schema for
//! editors and the reference of fields.
//!
//! Names of other things are kept as written, with their place; `portal` resolves them.

#[macro_use]
mod record;

mod arithmetic;
mod both_languages;
pub mod describe;
mod document;
mod edition;
mod evaluation;
mod framework;
mod glossary;
mod indicator;
mod jurisdiction;
mod limits;
mod media;
mod notation;
mod observation;
mod observation_words;
mod pairs;
mod programme;
mod reference;
mod report;
mod site;
mod table;
mod unit;

pub use crate::parse::yaml::part_of_scalar;
pub use arithmetic::{CheckFile, CheckKind, DeclaredCheck};
pub use document::{PublishedDocument, PublishedDocumentFile, TextNature};
pub use edition::{Edition, PublishedFact, check_seal, seal_of};
pub use evaluation::{Answer, Evaluation, GradeGroup, Passage, Point, Problem, ProblemState, Stage};
pub use framework::{Framework, FrameworkItem};
pub use glossary::{Correction, CorrectionFile, GlossaryFile, Move, Term};
pub use indicator::{DefinitionChange, Direction, Indicator, IndicatorFile, Operator, Origin, Target};
pub use jurisdiction::{Jurisdiction, JurisdictionFile, Level, PeerGroup, PeerGroupFile, Tile, Years};
pub use limits::{Limit, Limits};
pub use media::{AttachmentRecord, Consent, PictureRecord, VideoRecord};
pub use notation::usable_code;
pub use observation::{Nature, Observation, ObservationFile, ObservationGroup, Period, Qualifier, Status, YearBasis};
pub use programme::{Basis, Category, Grade, Named, ProcessStage, Programme, Tone};
pub use reference::{Review, SourceRef};
pub use report::{Planned, Rectification, Report, ReportKind, ReportPoint, Section};
pub use site::{DataTerms, Host, Licence, Site};
pub use table::{CellMark, ColumnRole, HeadWord, MarkFile, MarkPosition, TableFacts, TableLine, TableReading};
pub use unit::{BreakdownFile, Dimension, Unit, UnitFile, UnitKind};
