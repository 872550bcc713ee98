//! A tile map: places as tiles of a fixed grid given by the data. It holds no boundary and is no
//! map; HTML lays it out as a list of links.

use super::heat;
use super::spec::{ChartSpec, Status};
use super::table;
use super::target::{Met, met};

/// The grid and its tiles in official order.
#[derive(Debug, Clone, PartialEq)]
pub struct TileMap {
    pub columns: u16,
    pub rows: u16,
    pub tiles: Vec<ChartTile>,
    /// Places the data gives no position; they must still be listed.
    pub untiled: Vec<ChartTile>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ChartTile {
    pub place: String,
    pub name: String,
    /// Counted from one; zero for a place without a position.
    pub column: u16,
    pub row: u16,
    /// The printed value, or why there is none.
    pub label: String,
    pub status: Status,
    /// 1 to 5, or none as in the heat table.
    pub step: Option<u8>,
    pub met: Met,
    pub focus: bool,
}

/// The last column of a spec as tiles.
pub fn tile_map(spec: &ChartSpec) -> TileMap {
    let column = spec.current();
    let measure = spec.measure_of(column);
    let steps = heat::column_steps(spec, column);
    let mut map = TileMap { columns: 0, rows: 0, tiles: Vec::new(), untiled: Vec::new() };
    for (row, step) in spec.rows.iter().zip(steps) {
        let figure = row.figure(column);
        let has_value = figure.drawn().is_some();
        let tile = ChartTile {
            place: row.place.id.clone(),
            name: row.place.short.clone(),
            column: row.place.tile.map_or(0, |at| at.column),
            row: row.place.tile.map_or(0, |at| at.row),
            label: spec.printed(figure).to_owned(),
            status: if has_value { figure.status } else { table::effective(figure.status) },
            step,
            met: measure.targets.first().map_or(Met::Unknown, |t| met(figure, t.value, measure.direction)),
            focus: spec.in_focus(row),
        };
        map.columns = map.columns.max(tile.column);
        map.rows = map.rows.max(tile.row);
        if row.place.tile.is_some() { map.tiles.push(tile) } else { map.untiled.push(tile) }
    }
    map
}
