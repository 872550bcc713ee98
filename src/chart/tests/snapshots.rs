//! A few scenes, one line per mark and text, so that a change of the layout is read as numbers.

use std::fmt::Write;

use super::samples;
use crate::chart::{ChartKind, ChartSpec, Scene, Shape, Size, layout, svg};

fn outline(scene: &Scene) -> String {
    let mut out = format!("{} {} {:.0}×{:.0}\n", scene.kind, scene.size, scene.width, scene.height);
    for mark in &scene.marks {
        let place = match &mark.shape {
            Shape::Rect { x, y, width, height } => format!("rect {x:.1},{y:.1} {width:.1}×{height:.1}"),
            Shape::Line { from, to } => {
                format!("line {:.1},{:.1} {:.1},{:.1}", from.x, from.y, to.x, to.y)
            }
            Shape::Circle { centre, radius } => {
                format!("circle {:.1},{:.1} {radius}", centre.x, centre.y)
            }
            Shape::Path(points) => format!("path of {}", points.len()),
            Shape::Area(points) => format!("area of {}", points.len()),
        };
        let _ = writeln!(out, "{place} .{}", mark.class);
    }
    for text in &scene.texts {
        let _ = writeln!(out, "{:.1},{:.1} {:?} .{} {}", text.x, text.y, text.anchor, text.face.class, text.content);
    }
    for note in &scene.notes {
        let _ = writeln!(out, "note {} {}", note.mark, note.text);
    }
    out
}

fn both(spec: &ChartSpec) -> String {
    format!("{}\n{}", outline(&layout(spec, Size::Phone)), outline(&layout(spec, Size::Desk)))
}

#[test]
fn ranked_bars() {
    insta::assert_snapshot!(both(&samples::ranked(true)));
}

#[test]
fn ranked_bars_with_the_change_since_the_year_before() {
    insta::assert_snapshot!(both(&samples::change(false, ChartKind::Bar)));
}

#[test]
fn every_status() {
    insta::assert_snapshot!(both(&samples::statuses(false, ChartKind::Bar)));
}

#[test]
fn dumbbell() {
    insta::assert_snapshot!(both(&samples::change(true, ChartKind::Dumbbell)));
}

#[test]
fn trend_with_gap_and_break() {
    insta::assert_snapshot!(both(&samples::trend(true, 2)));
}

#[test]
fn written() {
    insta::assert_snapshot!(svg(&layout(&samples::high_target(false), Size::Phone), "f2"));
}
