//! A spark line: one tiny trend for a table cell. The row's numbers stand in the table; the drawing
//! has no text and is meant to be hidden from screen readers.

use rust_decimal::Decimal;

use crate::chart::scale::{Axis, Extent};
use crate::chart::scene::{Scene, Size};
use crate::chart::spec::ChartSpec;

use super::series::{self, Grid};
use super::{bars, scene, trend};

const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 28.0;

/// Lays out the first row in focus, or the first row, as a spark line.
pub fn spark(spec: &ChartSpec) -> Scene {
    let mut scene = Scene { kind: "spark", width: WIDTH, height: HEIGHT, ..scene(spec, Size::Phone) };
    scene.size = "cell";
    let all = series::all(spec);
    let Some(main) = all.iter().rev().find(|series| series.index < spec.rows.len()) else {
        return scene;
    };
    let columns = spec.columns.len();
    let figures = (0..columns).map(|column| main.row.figure(column));
    let numbers: Vec<Decimal> = figures.flat_map(bars::ends).collect();
    let axis = Axis::tight(&numbers);
    let span = Extent::new(&axis, HEIGHT - 5.0, 5.0);
    let xs = trend::columns(columns, 5.0, WIDTH - 5.0);
    series::draw(&mut scene, spec, main, &Grid { xs: &xs, first: 0, span: &span, radius: 2.0, picked: false });
    scene
}
