//! Tile maps: of the values of a chart, and of the places of a group by name alone.

use schemars::JsonSchema;
use serde::Serialize;

use super::builder::Builder;
use super::request::Chart;
use super::syllables::name_pieces;
use crate::chart::{self, ChartKind, ChartTile, ChartUnit, Direction, Measure, Row, ScaleKind, Status, enough};
use crate::portal::{ChartRequest, GroupId, JurisdictionId};
use crate::render::links::NamedLink;
use crate::render::view::View;

/// A place on a schematic map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceTile {
    /// The short name in pieces, between which it may be broken.
    pub pieces: Vec<String>,
    /// The row, counted from one.
    pub row: u16,
    /// The column, counted from one.
    pub column: u16,
    /// The page of the place.
    pub href: Option<String>,
    /// The printed value, or why there is none; none on a map of names.
    pub label: Option<String>,
    /// The step of its shade, 1 to 5; none without a shade.
    pub step: Option<u8>,
    /// The chart has no value for the place.
    pub missing: bool,
}

/// The members of a peer group on their schematic map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceTiles {
    /// The name of the group.
    pub name: String,
    /// All members have a position and most have a page, so that the map can be shown.
    pub mapped: bool,
    /// The members with a position.
    pub tiles: Vec<PlaceTile>,
    /// All members, for where there is no map.
    pub list: Vec<NamedLink>,
}

/// The tiles of a chart, each with its value or why it has none.
pub fn chart_tiles(view: &View<'_>, chart: &Chart, link: impl Fn(&str) -> Option<String>) -> Vec<PlaceTile> {
    let words = view.words_in(chart.lang);
    let map = chart::tile_map(&chart.full);
    map.tiles
        .iter()
        .map(|tile| {
            let row = chart.full.rows.iter().find(|row| row.place.id == tile.place);
            let missing = row.is_none_or(|row| row.figure(chart.full.current()).drawn().is_none());
            let short = match tile.status {
                Status::Masked => "masked",
                Status::NotApplicable => "not_applicable",
                Status::Illegible => "illegible",
                Status::Ok
                | Status::Approx
                | Status::Provisional
                | Status::Revised
                | Status::NotPublished
                | Status::NotComparable => "not_published",
            };
            let label = if missing { words.plain(&format!("charts.tile.{short}")) } else { tile.label.clone() };
            PlaceTile { label: Some(label), step: tile.step, missing, ..name_tile(tile, link(&tile.place)) }
        })
        .collect()
}

/// The members of a peer group as tiles, and whether all of them have a position.
pub fn place_tiles(view: &View<'_>, group: GroupId, link: impl Fn(JurisdictionId) -> Option<String>) -> PlaceTiles {
    let request = ChartRequest {
        kind: ChartKind::Tiles,
        indicators: Vec::new(),
        group: Some(group),
        years: Vec::new(),
        focus: Vec::new(),
    };
    let builder = Builder::new(view, &request, view.lang());
    let mut spec = builder.empty(nothing_measured());
    let members = &view.group(group).members;
    spec.rows = members.iter().map(|member| Row::new(builder.place(*member), Vec::new())).collect();
    let href = |slug: &str| link(members.iter().copied().find(|member| view.place(*member).def.slug.value == slug)?);
    let map = chart::tile_map(&spec);
    let tiles: Vec<PlaceTile> = map.tiles.iter().map(|tile| name_tile(tile, href(&tile.place))).collect();
    let list = members
        .iter()
        .map(|member| NamedLink { name: view.say(&view.place(*member).def.short).to_owned(), href: link(*member) });
    PlaceTiles {
        name: view.say(&view.group(group).def.names).to_owned(),
        mapped: tiles.len() == members.len()
            && enough::fills(tiles.iter().filter(|tile| tile.href.is_some()).count(), tiles.len()),
        tiles,
        list: list.collect(),
    }
}

/// A tile with a name alone.
fn name_tile(tile: &ChartTile, href: Option<String>) -> PlaceTile {
    PlaceTile {
        pieces: name_pieces(&tile.name).into_iter().map(str::to_owned).collect(),
        row: tile.row,
        column: tile.column,
        href,
        label: None,
        step: None,
        missing: false,
    }
}

fn nothing_measured() -> Measure {
    Measure {
        name: String::new(),
        unit: ChartUnit::default(),
        direction: Direction::None,
        scale: ScaleKind::Amount,
        targets: Vec::new(),
    }
}
