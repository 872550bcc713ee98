//! Random specs: any kind, any status, names and values of any size a bulletin could hold.

use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::samples;
use crate::chart::{
    Break, ChartColumn, ChartKind, ChartPlace, ChartSpec, ChartTarget, Direction, Figure, Qualifier, Row, ScaleKind,
    Status,
};

pub fn spec() -> impl Strategy<Value = ChartSpec> {
    (kind(), any::<bool>(), scale(), direction(), 1usize..9).prop_flat_map(|(kind, zh, scale, direction, columns)| {
        let rows = vec(row(scale, columns), 0..40);
        let group = proptest::option::of(row(scale, columns));
        let targets = vec(value(scale), 0..3);
        let heads = vec("[0-9]{4}|[0-9]{4}学年度|Spring term [0-9]{4}", columns);
        (rows, group, targets, heads, 0usize..4, proptest::option::of(1usize..9)).prop_map(
            move |(rows, group, targets, heads, focus, change)| {
                let mut measure = samples::share(zh);
                measure.scale = scale;
                measure.direction = direction;
                measure.targets =
                    targets.into_iter().map(|value| ChartTarget { value, label: format!("目标 {value}") }).collect();
                let mut spec = ChartSpec::new(kind, samples::words(zh), measure);
                spec.columns = heads.into_iter().map(ChartColumn::new).collect();
                spec.rows = rows;
                for (index, row) in spec.rows.iter_mut().enumerate() {
                    row.place.id = index.to_string();
                }
                spec.group = group;
                spec.focus = (0..focus).map(|index| (index * 3).to_string()).collect();
                spec.breaks =
                    change.into_iter().map(|c| Break { before_column: c, note: "口径调整".to_owned() }).collect();
                if kind == ChartKind::Multiples {
                    let panel = ChartSpec { kind: ChartKind::Trend, ..spec.clone() };
                    spec.panels = std::iter::repeat_n(panel, focus + 1).collect();
                }
                spec
            },
        )
    })
}

fn kind() -> impl Strategy<Value = ChartKind> {
    prop_oneof![
        3 => Just(ChartKind::Bar),
        1 => Just(ChartKind::Amount),
        2 => Just(ChartKind::Dots),
        3 => Just(ChartKind::Dumbbell),
        2 => Just(ChartKind::Slope),
        3 => Just(ChartKind::Trend),
        2 => Just(ChartKind::Multiples),
    ]
}

fn scale() -> impl Strategy<Value = ScaleKind> {
    prop_oneof![
        Just(ScaleKind::Share),
        Just(ScaleKind::LowShare),
        Just(ScaleKind::GrossRate),
        Just(ScaleKind::Amount),
        Just(ScaleKind::Count),
        Just(ScaleKind::Signed),
    ]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Higher), Just(Direction::Lower), Just(Direction::None)]
}

fn value(scale: ScaleKind) -> BoxedStrategy<Decimal> {
    let number = |range: std::ops::Range<i64>, digits: u32| range.prop_map(move |n| Decimal::new(n, digits)).boxed();
    match scale {
        ScaleKind::Share => number(0..10_001, 2),
        ScaleKind::LowShare => number(0..900, 2),
        ScaleKind::GrossRate => number(7_000..13_000, 2),
        ScaleKind::Count => number(0..5_000, 0),
        ScaleKind::Signed => number(-90_000..90_000, 3),
        ScaleKind::Amount => {
            prop_oneof![number(1..100, 2), number(0..100_000, 1), number(1..80_000_000_001, 0)].boxed()
        }
    }
}

fn figure(scale: ScaleKind) -> impl Strategy<Value = Figure> {
    let status = prop_oneof![
        10 => Just(Status::Ok),
        2 => Just(Status::Approx),
        1 => Just(Status::Provisional),
        1 => Just(Status::Revised),
        1 => Just(Status::NotComparable),
        1 => Just(Status::Illegible),
        1 => Just(Status::NotPublished),
        1 => Just(Status::Masked),
        1 => Just(Status::NotApplicable),
    ];
    let qualifier = prop_oneof![
        6 => Just(Qualifier::Exact),
        1 => Just(Qualifier::About),
        1 => Just(Qualifier::AtLeast),
        1 => Just(Qualifier::LessThan),
        1 => Just(Qualifier::Range),
    ];
    let upper = proptest::option::of(value(scale));
    let footnote = proptest::option::weighted(0.05, "[a-c]");
    let given = proptest::option::weighted(0.95, value(scale));
    (given, upper, status, qualifier, footnote).prop_map(|(value, upper, status, qualifier, footnote)| Figure {
        in_full: None,
        value,
        upper,
        label: value.map_or(String::new(), |v| v.to_string()),
        status,
        qualifier,
        footnote,
    })
}

fn row(scale: ScaleKind, columns: usize) -> impl Strategy<Value = Row> {
    let name =
        "[\u{4e00}-\u{9fa0}]{2,12}|[A-Z][a-z]{2,11}|[A-Z][a-z]{6,12} [A-Z][a-z]{4,8} [A-Z][a-z]{3,6}|[A-Za-z]{30}";
    (name, vec(figure(scale), columns)).prop_map(|(name, figures)| {
        let place = ChartPlace { id: String::new(), full: name.clone(), short: name, tile: None };
        Row::new(place, figures)
    })
}
