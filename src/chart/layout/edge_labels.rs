//! Labels beside a plot: each next to the end of its line, pushed apart, with a thin leader line
//! where a label had to move.

use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, line, mark};

use super::spread::{self, Wish};

#[derive(Debug, Clone)]
pub struct EdgeLabel {
    /// The end of the line the label belongs to.
    pub from: ScenePoint,
    pub lines: Vec<String>,
    pub face: Face,
    /// The class of the line, where it is told apart: its label then is tied to it by colour too.
    pub class: Option<&'static str>,
}

/// The height of a label, with a little air to the next one.
pub fn height(lines: &[String], face: Face) -> f64 {
    lines.len() as f64 * face.leading() + 2.0
}

/// Where labels may stand: their x, the side they are anchored at, and the vertical room.
pub struct Edge {
    pub x: f64,
    pub anchor: Anchor,
    pub top: f64,
    pub bottom: f64,
}

pub fn draw(scene: &mut Scene, labels: &[EdgeLabel], edge: &Edge) {
    let wishes: Vec<Wish> =
        labels.iter().map(|label| Wish { centre: label.from.y, height: height(&label.lines, label.face) }).collect();
    let middles = spread::spread(&wishes, edge.top, edge.bottom);
    for (label, y) in labels.iter().zip(middles) {
        draw_leader(scene, label, edge, y);
        scene.write_lines(label.face, edge.anchor, ScenePoint::new(edge.x, y), &label.lines);
    }
}

fn draw_leader(scene: &mut Scene, label: &EdgeLabel, edge: &Edge, y: f64) {
    let side = if edge.anchor == Anchor::Start { 1.0 } else { -1.0 };
    let near = edge.x - side * 3.0;
    // A line that ended long before the edge must not seem to go on.
    let far = (near - label.from.x).abs() > 36.0;
    let moved = (y - label.from.y).abs() > 4.0 || far;
    let class = match label.class {
        Some(class) if far => format!("leader loose {class}"),
        Some(class) => format!("leader {class}"),
        None if far => "leader loose".to_owned(),
        None if moved => "leader".to_owned(),
        None => return,
    };
    scene.draw(mark(class, line(label.from.x + side * 6.0, label.from.y, near, y)));
}
