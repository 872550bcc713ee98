//! The small rules: ticks, widths, wrapping, targets, order, titles.

use rust_decimal::Decimal;

use super::samples::{self, dec, percent, rough};
use crate::chart::{
    Axis, ChartKind, Direction, Extent, Face, Figure, Met, Qualifier, Row, ScaleKind, Scene, Size, Status, TitleError,
    fill_title, layout, met, ranked_order, shading_step, width, wrap,
};

fn ticks(axis: &Axis) -> Vec<String> {
    axis.ticks.iter().map(|tick| tick.normalize().to_string()).collect()
}

#[test]
fn shares_run_to_a_hundred_from_zero() {
    let axis = Axis::from_zero(ScaleKind::Share, &[dec("77.6"), dec("96.2")], 6);
    assert_eq!(ticks(&axis), ["0", "20", "40", "60", "80", "100"]);
}

#[test]
fn a_gross_rate_ends_at_the_next_ten() {
    let axis = Axis::from_zero(ScaleKind::GrossRate, &[dec("126")], 8);
    assert_eq!(axis.high, dec("130"));
    assert!(axis.ticks.contains(&dec("100")));
    assert!(axis.passes_hundred(ScaleKind::GrossRate));
}

#[test]
fn bars_of_changes_have_zero_inside() {
    let axis = Axis::from_zero(ScaleKind::Signed, &[dec("-12.4"), dec("4.1")], 5);
    assert_eq!(ticks(&axis), ["-15", "-10", "-5", "0", "5"]);
}

#[test]
fn counts_have_no_fractions() {
    let axis = Axis::from_zero(ScaleKind::Count, &[dec("2")], 8);
    assert_eq!(ticks(&axis), ["0", "1", "2"]);
}

#[test]
fn steps_are_one_two_or_five() {
    for top in ["0.01", "0.3", "7", "41", "999", "12345", "80000000000"] {
        let axis = Axis::from_zero(ScaleKind::Amount, &[dec(top)], 6);
        let step = (axis.ticks[1] - axis.ticks[0]).normalize().to_string();
        let lead: String = step.chars().filter(|c| ('1'..='9').contains(c)).collect();
        assert!(["1", "2", "5"].contains(&lead.as_str()), "{step}");
        assert!(axis.high >= dec(top));
    }
}

#[test]
fn equal_values_still_have_an_axis() {
    let axis = Axis::close(ScaleKind::Share, &[dec("100"), dec("100")], 5);
    assert!(axis.low < axis.high);
    assert_eq!(axis.high, dec("100"));
    let span = Extent::new(&axis, 0.0, 10.0);
    assert!(span.at(dec("99")) < span.at(dec("100")));
}

#[test]
fn han_is_one_em_and_digits_are_tabular() {
    assert_eq!(width("济南市", Face::LABEL), 42.0);
    assert_eq!(width("111", Face::LABEL), width("808", Face::LABEL));
}

#[test]
fn wrapping_loses_nothing() {
    assert_eq!(wrap("恩施土家族苗族自治州", 70.0, Face::LABEL), ["恩施土家族", "苗族自治州"]);
    assert_eq!(wrap("Kizilsu Kirghiz", 70.0, Face::LABEL), ["Kizilsu", "Kirghiz"]);
    let broken = wrap("Llanfairpwllgwyngyllgogerychwy", 70.0, Face::LABEL);
    assert_eq!(broken.concat(), "Llanfairpwllgwyngyllgogerychwy");
    assert!(broken.iter().all(|line| width(line, Face::LABEL) <= 70.0));
}

#[test]
fn punctuation_starts_no_line() {
    assert_eq!(wrap("济南（未公布）、青岛", 98.0, Face::LABEL), ["济南（未公", "布）、青岛"]);
}

#[test]
fn only_a_certain_value_meets_a_target() {
    let target = dec("85");
    let higher = |figure: &Figure| met(figure, target, Direction::Higher);
    assert_eq!(higher(&percent("85")), Met::Yes);
    assert_eq!(higher(&percent("84.9")), Met::No);
    assert_eq!(higher(&rough(Qualifier::AtLeast, "95", "")), Met::Yes);
    assert_eq!(higher(&rough(Qualifier::AtLeast, "80", "")), Met::Unknown);
    assert_eq!(higher(&rough(Qualifier::LessThan, "85", "")), Met::No);
    assert_eq!(higher(&rough(Qualifier::AtMost, "85", "")), Met::Unknown);
    assert_eq!(higher(&rough(Qualifier::About, "99", "")), Met::Unknown);
    assert_eq!(higher(&Figure::missing(Status::Masked)), Met::Unknown);
    assert_eq!(higher(&Figure { status: Status::NotComparable, ..percent("99") }), Met::Unknown);
    let range = |low: &str, high: &str| Figure { upper: Some(dec(high)), ..rough(Qualifier::Range, low, "") };
    assert_eq!(higher(&range("85", "90")), Met::Yes);
    assert_eq!(higher(&range("80", "90")), Met::Unknown);
    assert_eq!(met(&rough(Qualifier::LessThan, "5", ""), dec("5"), Direction::Lower), Met::Yes);
    assert_eq!(met(&percent("5.1"), dec("5"), Direction::Lower), Met::No);
    assert_eq!(met(&percent("5.1"), dec("5"), Direction::None), Met::Unknown);
}

#[test]
fn missing_places_come_last_in_official_order() {
    let spec = samples::statuses(true, ChartKind::Bar);
    let order = ranked_order(&spec, 0);
    assert_eq!(order[9], 15, "zero is a value and comes before all that have none");
    assert_eq!(order[10], 9, "a value that cannot be compared follows those that can");
    assert!(order[11..].iter().all(|row| spec.rows[*row].figure(0).drawn().is_none()));
}

#[test]
fn shading_goes_toward_the_wanted_direction() {
    let step = |value: &str, direction| shading_step(dec(value), dec("0"), dec("100"), direction);
    assert_eq!(step("100", Direction::Higher), Some(5));
    assert_eq!(step("0", Direction::Higher), Some(1));
    assert_eq!(step("0", Direction::Lower), Some(5));
    assert_eq!(step("100", Direction::Lower), Some(1));
    assert_eq!(step("20", Direction::Higher), Some(2));
    assert_eq!(step("20", Direction::Lower), Some(5));
    assert_eq!(step("50", Direction::None), None);
    assert_eq!(shading_step(dec("7"), dec("7"), dec("7"), Direction::Higher), Some(3));
}

fn title(template: &str) -> Result<String, TitleError> {
    fill_title(template, &samples::ranked(true))
}

#[test]
fn titles_are_filled_from_the_data() {
    let filled = title("{met}个市达到85%，最高{max.place}{max.value}").expect("all is known");
    assert_eq!(filled, "11个市达到85%，最高东营96.2%");
    assert_eq!(title("{n}/{total}").expect("all is known"), "16/16");
}

#[test]
fn typed_numbers_must_be_yielded() {
    assert!(title("16市中11市达标").is_ok());
    assert!(title("十六市中十一市达标").is_ok());
    assert!(title("二〇二〇年普惠性幼儿园覆盖率").is_ok());
    assert_eq!(title("12市达标"), Err(TitleError::TypedNumber("12".to_owned())));
    assert_eq!(title("十二市达标"), Err(TitleError::TypedNumber("十二".to_owned())));
    assert_eq!(title("１２市达标"), Err(TitleError::TypedNumber("１２".to_owned())));
    assert_eq!(title("½的市"), Err(TitleError::TypedNumber("½".to_owned())));
    assert!(title("各市统一提高几个百分点").is_ok());
    assert!(title("最高96.2%，济南92.40%").is_ok());
    assert_eq!(title("最高96.3%"), Err(TitleError::TypedNumber("96.3".to_owned())));
}

#[test]
fn typed_amounts_may_use_magnitudes() {
    let spec = samples::amounts(true);
    assert!(fill_title("青岛支出218.4亿元", &spec).is_ok());
    assert!(fill_title("青岛支出219亿元", &spec).is_err());
}

#[test]
fn placeholders_must_be_known_and_have_data() {
    assert_eq!(title("{best}"), Err(TitleError::UnknownPlaceholder("best".to_owned())));
    assert_eq!(title("{change}"), Err(TitleError::NoData("change".to_owned())));
    assert_eq!(title("{n"), Err(TitleError::Unclosed));
    let spec = samples::change(true, ChartKind::Dumbbell);
    assert_eq!(fill_title("济南提高{rise}个百分点", &spec).as_deref(), Ok("济南提高2.3个百分点"));
    assert_eq!(fill_title("济南下降{fall}", &spec), Err(TitleError::NoData("fall".to_owned())));
}

#[test]
fn no_value_is_lost_in_a_scale() {
    let axis = Axis::from_zero(ScaleKind::Amount, &[dec("80000000000"), dec("0.01")], 5);
    let span = Extent::new(&axis, 0.0, 100.0);
    assert!(span.at(dec("0.01")) > span.at(Decimal::ZERO));
}

fn words_of(scene: &Scene) -> Vec<&str> {
    scene.texts.iter().map(|text| text.content.as_str()).collect()
}

#[test]
fn the_unit_of_changes_stands_once_on_a_phone() {
    let mut spec = samples::change(false, ChartKind::Dumbbell);
    spec.words.change_head = "Change".to_owned();
    spec.change_unit = Some("percentage points".to_owned());
    for row in &mut spec.rows {
        row.change = row.figure(0).drawn().and(row.figure(1).drawn()).map(|_| "+2.30 percentage points".to_owned());
    }
    let phone = layout(&spec, Size::Phone);
    assert_eq!(words_of(&phone).iter().filter(|text| text.contains("points")).count(), 1);
    assert!(words_of(&phone).contains(&"Change (percentage points)") && words_of(&phone).contains(&"+2.30"));
    let desk = layout(&spec, Size::Desk);
    assert!(words_of(&desk).contains(&"+2.30 percentage points"), "there is room for it");
    // Without it the rows are twice as tall.
    spec.change_unit = None;
    assert!(layout(&spec, Size::Phone).height > phone.height * 1.5);
}

#[test]
fn a_name_of_one_word_is_not_broken_at_the_end_of_its_line() {
    let mut spec = samples::trend(false, 2);
    let place = samples::named("Mudanjiang");
    spec.focus = vec![place.id.clone()];
    spec.rows[1].place = place;
    assert!(words_of(&layout(&spec, Size::Phone)).contains(&"Mudanjiang"));
}

#[test]
fn a_line_that_ended_early_does_not_seem_to_go_on() {
    let leaders = |ends_early: bool| {
        let mut spec = samples::trend(false, 2);
        spec.focus = vec![spec.rows[1].place.id.clone()];
        if ends_early {
            spec.rows[1].figures[4..].fill(Figure::missing(Status::NotPublished));
        }
        let scene = layout(&spec, Size::Phone);
        scene.marks.iter().filter(|mark| mark.class == "leader loose s1").count()
    };
    assert_eq!((leaders(false), leaders(true)), (0, 1));
}

#[test]
fn what_is_missing_in_the_panel_of_a_place_names_it_once() {
    let mut spec = samples::panels(false);
    for panel in &mut spec.panels {
        let place = panel.rows[0].place.clone();
        panel.title = place.short.clone();
        panel.group = None;
        panel.rows = vec![Row { place, ..panel.rows[0].clone() }];
    }
    let notes: Vec<String> = layout(&spec, Size::Phone).notes.iter().map(|note| note.text.clone()).collect();
    assert!(notes.iter().any(|note| note == "2016 Jinan (not published)"), "{notes:?}");
}

#[test]
fn panels_of_places_have_no_key_of_one_colour() {
    let mut spec = samples::panels(false);
    for (index, panel) in spec.panels.iter_mut().enumerate() {
        panel.group = None;
        panel.rows.truncate(1);
        panel.rows[0].place = samples::city(index % 2, false);
        panel.title = panel.rows[0].place.short.clone();
        panel.focus = vec![panel.rows[0].place.id.clone()];
    }
    let scene = layout(&spec, Size::Phone);
    let titles = spec.panels.iter().filter(|panel| panel.title == "Jinan").count();
    assert_eq!(words_of(&scene).iter().filter(|text| **text == "Jinan").count(), titles);
}

#[test]
fn a_long_number_is_not_broken_at_the_end_of_a_slope() {
    let mut spec = samples::change(false, ChartKind::Slope);
    spec.rows.truncate(2);
    spec.rows[0].figures[0] = Figure::exact(dec("1.15478198"), "1.15478198 million");
    assert!(words_of(&layout(&spec, Size::Phone)).contains(&"1.15478198"));
}

#[test]
fn a_word_is_not_broken_beside_a_plot() {
    let mut spec = samples::sides(false);
    let place = |name: &str| samples::named(name);
    spec.rows[0].place = place("Inclusive kindergarten coverage");
    assert!(words_of(&layout(&spec, Size::Phone)).iter().any(|text| text.contains("kindergarten")));
    spec.rows[0].place = place("Prefecture of Xishuangbannadaizu");
    assert!(words_of(&layout(&spec, Size::Phone)).iter().any(|text| text.contains("Xishuangbannadaizu")));
}
