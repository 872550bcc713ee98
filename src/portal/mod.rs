//! Joins all parsed files into one [`Portal`]: references resolved, both languages present,
//! figures bound and checked.
//!
//! `join/` makes the portal, `checks/` looks for what is wrong with it, `update.rs` applies
//! edits: of texts and of values as far as they reach, of anything else by joining anew. The
//! portal knows no pages and no theme, reads no disk and no source text. What files say stays
//! as it was parsed; what follows from it stands beside it.
//!
//! Files of this module take names from the file that defines them, not from here.

mod arithmetic;
mod chart_request;
mod checks;
mod data_texts;
mod fact_request;
mod facts;
mod figure_at;
mod figure_values;
mod framed_figures;
mod ground;
mod ids;
mod join;
mod kinds_of_figures;
mod likely_indicators;
mod media;
mod model;
mod names;
mod narratives_by_figure;
mod proposals;
mod records;
mod resolver;
mod respective;
mod series;
mod stated_figures;
mod update;
mod written_numbers;

pub use arithmetic::computed;
pub use chart_request::ChartRequest;
pub use checks::{Coverage, coverage, data_text_coverage};
pub use data_texts::{DataTextOwner, bound_figures, bound_figures_of};
pub use fact_request::FactRequest;
pub use figure_at::{FigureAt, Standing};
pub use figure_values::{label, place_of};
pub use ground::{GroundReport, compare_with_document};
pub use ids::*;
pub use likely_indicators::LikelyIndicator;
pub use media::{LinkedAttachment, LinkedPicture, LinkedVideo, MediaFiles, NarrativeMedia, diagnose_fault};
pub use model::Portal;
pub use names::ParsedFiles;
pub use proposals::{Proposal, ProposedText, TextSetting, is_certain, propose};
pub use records::*;
pub use stated_figures::{StatedFigure, StatedPassage};
pub use update::{FileChange, Impact, JoinedPortal, assemble};
