//! What holds for every scene, whatever the data.

use proptest::prelude::*;

use super::random;
use super::samples;
use crate::chart::{
    Anchor, ChartKind, ChartSpec, Figure, Mark, Qualifier, ScaleKind, Scene, ScenePoint, Shape, Size, Standalone,
    Status, csv, description, facts, heat_table, layout, spark, standalone_svg, svg, table, tile_map,
};

/// How far an estimate may reach over an edge before it counts.
const SLACK: f64 = 0.6;

fn points(shape: &Shape) -> Vec<ScenePoint> {
    match shape {
        Shape::Rect { x, y, width, height } => {
            vec![ScenePoint::new(*x, *y), ScenePoint::new(x + width, y + height)]
        }
        Shape::Line { from, to } => vec![*from, *to],
        Shape::Circle { centre, radius } => {
            vec![
                ScenePoint::new(centre.x - radius, centre.y - radius),
                ScenePoint::new(centre.x + radius, centre.y + radius),
            ]
        }
        Shape::Path(points) | Shape::Area(points) => points.clone(),
    }
}

fn check_inside(scene: &Scene) {
    for mark in &scene.marks {
        for point in points(&mark.shape) {
            let inside = point.x >= -SLACK
                && point.y >= -SLACK
                && point.x <= scene.width + SLACK
                && point.y <= scene.height + SLACK;
            assert!(inside, "{mark:?} leaves {} × {}", scene.width, scene.height);
        }
    }
    for text in &scene.texts {
        let (left, top, right, bottom) = text.bounds();
        let inside = left >= -SLACK && top >= -SLACK && right <= scene.width + SLACK && bottom <= scene.height + SLACK;
        assert!(inside, "{text:?} {:?} leaves {} × {}", text.bounds(), scene.width, scene.height);
    }
}

fn check_texts(scene: &Scene) {
    let bounds: Vec<_> = scene.texts.iter().map(|text| (text, text.bounds())).collect();
    for (index, (a, (left, top, right, bottom))) in bounds.iter().enumerate() {
        assert!(a.face.size >= 12.0);
        for (b, other) in &bounds[index + 1..] {
            let apart = other.0 >= right - SLACK
                || other.2 <= left + SLACK
                || other.1 >= bottom - SLACK
                || other.3 <= top + SLACK;
            assert!(apart, "{a:?} meets {b:?}");
        }
    }
}

fn check_numbers(scene: &Scene) {
    let shapes = scene.marks.iter().flat_map(|mark| points(&mark.shape));
    let texts = scene.texts.iter().map(|text| ScenePoint::new(text.x, text.y));
    for point in shapes.chain(texts) {
        assert!(point.x.is_finite() && point.y.is_finite());
    }
    for mark in &scene.marks {
        if let Shape::Rect { width, height, .. } = mark.shape {
            assert!(width > 0.0 && height > 0.0, "{mark:?}");
        }
    }
}

/// Values at the edge share one right end per column, of which there are at most two.
fn check_values(scene: &Scene) {
    if !matches!(scene.kind, "bar" | "amount") {
        return;
    }
    let values: Vec<_> = scene.texts.iter().filter(|text| text.face.class.starts_with("value")).collect();
    let mut ends: Vec<f64> = values.iter().map(|text| text.x).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    assert!(ends.len() <= 2, "{ends:?}");
    assert!(values.iter().all(|text| text.anchor == Anchor::End));
}

/// A missing value has no mark of its own; one that is not zero has a mark one can see.
fn check_data(scene: &Scene, spec: &ChartSpec) {
    let of_rows = |mark: &&Mark| mark.datum.is_some_and(|datum| datum.row < spec.rows.len());
    for mark in scene.marks.iter().filter(of_rows) {
        let Some(datum) = mark.datum else { continue };
        let value = spec.rows[datum.row].figure(datum.column).drawn();
        assert!(value.is_some(), "{mark:?} stands for no value");
        if mark.class == "bar-zero" {
            assert!(value.is_some_and(|v| v.is_zero()), "{mark:?} is drawn at zero for {value:?}");
        }
    }
    if !matches!(spec.kind, ChartKind::Bar | ChartKind::Amount) {
        return;
    }
    for (index, row) in spec.rows.iter().enumerate() {
        if row.figure(spec.current()).drawn().is_some() {
            let marked = scene.marks.iter().any(|mark| mark.datum.is_some_and(|d| d.row == index));
            assert!(marked, "row {index} is left out");
        }
    }
}

/// A larger plain value never has a shorter bar.
fn check_monotone(scene: &Scene, spec: &ChartSpec) {
    if spec.kind != ChartKind::Bar {
        return;
    }
    let mut ends: Vec<_> = scene
        .marks
        .iter()
        .filter(|mark| mark.class == "bar" || mark.class == "bar focus")
        .filter_map(|mark| {
            let datum = mark.datum?;
            let figure = spec.rows[datum.row].figure(datum.column);
            let value = figure.drawn().filter(|_| figure.range().is_none())?;
            let Shape::Rect { x, width, .. } = mark.shape else { return None };
            Some((value, if value.is_sign_positive() { x + width } else { x }))
        })
        .collect();
    ends.sort_by_key(|(value, _)| *value);
    for pair in ends.windows(2) {
        assert!(pair[0].1 <= pair[1].1 + 0.01, "{pair:?}");
    }
}

fn check(spec: &ChartSpec) {
    for size in [Size::Phone, Size::Desk] {
        let scene = layout(spec, size);
        check_numbers(&scene);
        check_inside(&scene);
        check_texts(&scene);
        check_values(&scene);
        check_data(&scene, spec);
        check_monotone(&scene, spec);
        let written = svg(&scene, "f1");
        for bad in ["style=", "#"] {
            let without_references = written.replace("url(#", "");
            assert!(!without_references.contains(bad), "{bad} in {written}");
        }
        assert_eq!(written, svg(&layout(spec, size), "f1"), "the same spec gives the same bytes");
        let meta = Standalone {
            title: "标题",
            subtitle: "",
            source: "source",
            address: "https://example.org/",
            css: "",
            lang: "zh-CN",
        };
        assert!(standalone_svg(&scene, "f1", &meta).starts_with("<svg xmlns="));
    }
}

/// None of the other faces may panic either.
fn check_faces(spec: &ChartSpec) {
    let table = table(spec);
    assert!(table.rows.iter().flat_map(|row| &row.cells).all(|cell| !cell.text.is_empty()));
    assert!(!description(spec).contains(['[', '{']));
    csv(spec);
    facts(spec);
    heat_table(spec);
    tile_map(spec);
    check_numbers(&spark(spec));
    check_inside(&spark(spec));
}

#[test]
fn samples_hold() {
    for zh in [true, false] {
        for spec in samples::gallery(zh) {
            check(&spec);
            check_faces(&spec);
        }
    }
}

/// A bar far below zero on a phone, with a long name above it: its arrow stays in the drawing.
#[test]
fn a_bound_below_zero_keeps_its_arrow() {
    let mut spec = samples::negative(true, ChartKind::Bar);
    spec.rows[0].place = samples::named("AaAaAAaaaaABavpwysgLIEHtHVMSPU");
    spec.rows[0].figures = vec![samples::plain("77.296")];
    spec.rows[1].figures = vec![samples::rough(Qualifier::AtLeast, "-49.205", "-49.205")];
    spec.rows.truncate(2);
    check(&spec);
}

/// The only dot of a row at the right end of its axis, with an arrow: the footnote on the other year stands
/// between the dot and the printed values.
#[test]
fn a_footnote_right_of_an_arrow_meets_no_value() {
    let mut spec = samples::change(true, ChartKind::Dumbbell);
    spec.measure.scale = ScaleKind::Count;
    spec.columns[1].head = "Spring term 9977".to_owned();
    spec.words.change_head = "变化".to_owned();
    spec.group = None;
    spec.rows.truncate(2);
    spec.rows[0].figures = vec![Figure::missing(Status::NotPublished), samples::plain("0")];
    let other = samples::rough(Qualifier::AtLeast, "3912", "3912");
    let other = Figure { status: Status::NotComparable, ..other };
    spec.rows[1].figures = vec![other, Figure::missing(Status::Illegible)];
    spec.rows[1].place = samples::named("Aaaaaaaaaaaa");
    check(&spec);
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_specs_hold(spec in random::spec()) {
        check(&spec);
        check_faces(&spec);
    }
}
