//! Draws single values as dots: solid when sure, hatched with an open arrow or a stretch when not.

use rust_decimal::Decimal;

use crate::chart::scale::Extent;
use crate::chart::scene::{Datum, Mark, Pattern, Scene, ScenePoint, Shape, circle, mark, rect};
use crate::chart::spec::{Figure, Qualifier, Status};

pub const RADIUS: f64 = 5.0;
/// How far an arrow reaches from the middle of its dot.
pub const ARROW: f64 = RADIUS + 6.0;

/// How the dots of one series look.
#[derive(Debug, Clone, Copy)]
pub struct Dot<'a> {
    pub figure: &'a Figure,
    pub datum: Datum,
    /// The class of its series, such as `hollow` or `focus`.
    pub class: &'static str,
    pub radius: f64,
}

/// Draws a figure on a horizontal axis at height `y`; nothing when it may not be drawn.
pub fn draw(scene: &mut Scene, dot: &Dot, span: &Extent, y: f64) {
    let Some(value) = dot.figure.drawn() else {
        return;
    };
    if let Some((low, high)) = dot.figure.range() {
        draw_stretch(scene, dot, span, low, high, y);
        let low = shape(dot, ScenePoint::new(span.at(low), y));
        return scene.draw(low);
    }
    let at = ScenePoint::new(span.at(value), y);
    scene.draw(shape(dot, at));
    draw_arrow(scene, dot, at);
}

/// The dot itself; also used where the axis stands upright.
pub fn shape(dot: &Dot, at: ScenePoint) -> Mark {
    let plain = format!("dot {}", dot.class).trim_end().to_owned();
    let base = outline(dot.class, at, dot.radius);
    if dot.figure.status == Status::NotComparable {
        return mark(format!("{plain} outline"), base).with(dot.datum);
    }
    let unsure = dot.figure.bound() != Qualifier::Exact && dot.figure.range().is_none();
    if unsure {
        return mark(format!("{plain} unsure"), base).with(dot.datum);
    }
    mark(plain, base).with(dot.datum)
}

/// The second of two sides is a diamond: it must be told apart in grey print too.
pub fn outline(class: &str, at: ScenePoint, radius: f64) -> Shape {
    if class != "side-b" {
        return circle(at.x, at.y, radius);
    }
    let reach = radius + 1.5;
    Shape::Area(vec![
        ScenePoint::new(at.x, at.y - reach),
        ScenePoint::new(at.x + reach, at.y),
        ScenePoint::new(at.x, at.y + reach),
        ScenePoint::new(at.x - reach, at.y),
    ])
}

fn draw_stretch(scene: &mut Scene, dot: &Dot, span: &Extent, low: Decimal, high: Decimal, y: f64) {
    let (left, right) = (span.at(low), span.at(high));
    let focus = dot.class.contains("focus");
    let pattern = if focus { Pattern::HatchFocus } else { Pattern::Hatch };
    let class = if focus { "hatched focus" } else { "hatched" };
    let area = rect(left, y - 4.0, (right - left).max(2.0), 8.0);
    scene.draw(mark(class, area).filled(pattern).with(dot.datum));
}

/// An open arrow beside the dot, pointing to where the true value lies.
fn draw_arrow(scene: &mut Scene, dot: &Dot, at: ScenePoint) {
    let side = match dot.figure.bound() {
        Qualifier::AtLeast | Qualifier::MoreThan => 1.0,
        Qualifier::AtMost | Qualifier::LessThan => -1.0,
        Qualifier::Exact | Qualifier::About | Qualifier::Range => return,
    };
    let tail = at.x + side * (dot.radius + 2.0);
    let points = vec![
        ScenePoint::new(tail, at.y - 4.0),
        ScenePoint::new(tail + side * 4.0, at.y),
        ScenePoint::new(tail, at.y + 4.0),
    ];
    let class = if dot.class.contains("focus") { "arrow focus" } else { "arrow" };
    scene.draw(mark(class, Shape::Path(points)));
}
