//! A key of at most a few items above a drawing, for marks that cannot carry their own label.

use crate::chart::scene::{Anchor, Face, Scene, ScenePoint, line, mark};
use crate::chart::text;

use super::dot_marks;

pub struct KeyItem {
    /// The class of the dot, or of the line.
    pub class: &'static str,
    pub line: bool,
    pub text: String,
}

/// Draws the items from the left; returns the height used and how far the last line reaches.
pub fn draw(scene: &mut Scene, items: &[KeyItem]) -> (f64, f64) {
    let (mut x, mut y) = (0.0, 8.0);
    for item in items {
        let lines = text::wrap(&item.text, scene.width - 18.0, Face::HEAD);
        let wide = 18.0 + text::widest(&lines, Face::HEAD);
        if x > 0.0 && x + wide > scene.width {
            x = 0.0;
            y += 20.0;
        }
        draw_sample(scene, item, ScenePoint::new(x + 6.0, y));
        for (index, content) in lines.iter().enumerate() {
            let down = index as f64 * Face::HEAD.leading();
            let at = ScenePoint::new(x + 18.0, y + down + Face::HEAD.drop());
            scene.write(Face::HEAD, Anchor::Start, at, content);
        }
        y += Face::HEAD.leading() * (lines.len().max(1) as f64 - 1.0);
        x += wide + 20.0;
    }
    (y + 12.0, x - 20.0)
}

fn draw_sample(scene: &mut Scene, item: &KeyItem, at: ScenePoint) {
    if item.line {
        scene.draw(mark(format!("line {}", item.class), line(at.x - 6.0, at.y, at.x + 7.0, at.y)));
    } else {
        let class = format!("dot {}", item.class).trim_end().to_owned();
        scene.draw(mark(class, dot_marks::outline(item.class, at, dot_marks::RADIUS)));
    }
}
