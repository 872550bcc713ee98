//! Draws checked numbers so that a reader's question is answered at a glance.
//!
//! Three steps, each a function of its argument. A caller fills a [`ChartSpec`]: what is shown and
//! why, no pixels. [`layout`] turns it into a [`Scene`]: numbers only, every collision resolved.
//! [`svg`] writes the scene: text as text, classes instead of colours. The same spec also yields the
//! [`table`], the [`csv`], the [`description`] and the filled title, so that the four cannot differ.
//!
//! This module knows no portal, no language and no colour: every word comes in through [`ChartWords`],
//! every colour is a class. It never draws a missing value as zero and never leaves one out in
//! silence. It does no input or output, and the same spec always gives the same bytes.

mod csv;
pub mod enough;
mod facts;
mod heat;
mod kind;
mod layout;
mod number;
mod order;
mod scale;
mod scene;
mod spec;
mod status;
mod svg;
mod table;
mod target;
mod text;
mod tiles;
mod title;
mod words;

pub use csv::csv;
pub use facts::{description, facts};
pub use heat::{HeatCell, HeatRow, HeatTable, heat_table, shading_step};
pub use kind::ChartKind;
pub use layout::{layout, spark};
pub use order::ranked_order;
pub use scale::{Axis, Extent};
pub use scene::{Anchor, Datum, Mark, Note, Pattern, Scene, ScenePoint, SceneText, Shape, Size};
pub use spec::{
    Break, ChartColumn, ChartPlace, ChartSpec, ChartTarget, ChartUnit, Direction, Figure, Measure, Qualifier, Row,
    ScaleKind, Status, TilePosition,
};
pub use svg::{Standalone, standalone_svg, svg};
pub use table::{Table, TableCell, TableHead, TableRow, table};
pub use target::{Met, met};
pub use text::{Face, width, wrap};
pub use tiles::{ChartTile, TileMap, tile_map};
pub use title::{TitleError, fill_title};
pub use words::{ChartWords, Magnitude, QualifierWords, StatusWords};

#[cfg(test)]
mod tests;
