//! Lines over time: which series are told apart, and how one is drawn with its gaps.

use crate::chart::scale::Extent;
use crate::chart::scene::{Datum, Scene, ScenePoint, Shape, mark};
use crate::chart::spec::{ChartSpec, Row, Status};

use super::dot_marks::{self, Dot};

/// The classes of the places in focus; the group has its own.
const FOCUS: [&str; 3] = ["s1", "s3", "s4"];
const GROUP: &str = "s2";

/// One line of a chart.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    pub row: &'a Row,
    /// Index of the row; the group has the index after the last.
    pub index: usize,
    pub class: &'static str,
}

impl Series<'_> {
    pub fn is_muted(&self) -> bool {
        self.class == "muted"
    }

    /// Its class, where it has one of its own.
    pub fn told_apart(&self) -> Option<&'static str> {
        (!self.is_muted()).then_some(self.class)
    }

    /// The last column with a value that may be drawn.
    pub fn last(&self, columns: usize) -> Option<usize> {
        (0..columns).rev().find(|column| self.row.figure(*column).drawn().is_some())
    }
}

/// All series, muted ones first so that the others are painted above them.
pub fn all(spec: &ChartSpec) -> Vec<Series<'_>> {
    let few = spec.rows.len() <= FOCUS.len();
    let mut muted = Vec::new();
    let mut told_apart = Vec::new();
    for (index, row) in spec.rows.iter().enumerate() {
        let chosen = if spec.focus.is_empty() { few } else { spec.in_focus(row) };
        match FOCUS.get(told_apart.len()).filter(|_| chosen) {
            Some(class) => told_apart.push(Series { row, index, class }),
            None => muted.push(Series { row, index, class: "muted" }),
        }
    }
    told_apart.reverse();
    let group = spec.group.iter().map(|row| Series { row, index: spec.rows.len(), class: GROUP });
    muted.into_iter().chain(group).chain(told_apart).collect()
}

/// Where the columns of a drawing stand.
pub struct Grid<'a> {
    pub xs: &'a [f64],
    /// Columns before this one are not drawn.
    pub first: usize,
    pub span: &'a Extent,
    /// Radius of the dots of series that are told apart.
    pub radius: f64,
    /// Whether a theme can pick single lines out of the grey ones: each then has a class of its own.
    pub picked: bool,
}

/// Draws a series: a line per unbroken stretch, dots where the series is told apart or a value
/// stands alone. No line crosses a missing value or a change of definition.
pub fn draw(scene: &mut Scene, spec: &ChartSpec, series: &Series, grid: &Grid) {
    let stretches = stretches(spec, series, grid);
    // `p1` is the line of the first row.
    let own = if grid.picked && series.is_muted() { format!(" p{}", series.index + 1) } else { String::new() };
    for stretch in &stretches {
        if stretch.len() > 1 {
            let points = stretch.iter().map(|(_, point)| *point).collect();
            scene.draw(mark(format!("line {}{own}", series.class), Shape::Path(points)));
        }
    }
    for stretch in &stretches {
        for (column, point) in stretch {
            let figure = series.row.figure(*column);
            let plain =
                figure.status != Status::NotComparable && figure.qualifier == crate::chart::spec::Qualifier::Exact;
            if series.is_muted() && stretch.len() > 1 && plain {
                continue;
            }
            let radius = if series.is_muted() { 2.5 } else { grid.radius };
            let datum = Datum { row: series.index, column: *column };
            let dot = Dot { figure, datum, class: series.class, radius };
            let mut shape = dot_marks::shape(&dot, *point);
            shape.class.push_str(&own);
            scene.draw(shape);
        }
    }
}

type Stretch = Vec<(usize, ScenePoint)>;

fn stretches(spec: &ChartSpec, series: &Series, grid: &Grid) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut open = false;
    for (column, x) in grid.xs.iter().enumerate().skip(grid.first) {
        let figure = series.row.figure(column);
        let alone = figure.status == Status::NotComparable;
        if alone || spec.breaks.iter().any(|b| b.before_column == column) {
            open = false;
        }
        let Some(value) = figure.drawn() else {
            open = false;
            continue;
        };
        let point = (column, ScenePoint::new(*x, grid.span.at(value)));
        match out.last_mut().filter(|_| open) {
            Some(stretch) => stretch.push(point),
            None => out.push(vec![point]),
        }
        open = !alone;
    }
    out
}
