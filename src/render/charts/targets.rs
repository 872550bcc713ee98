//! Targets: which one holds for a place in a year, and whether a figure surely meets it.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::cells::chart_figure;
use crate::chart::{ChartTarget, Direction, Met, met};
use crate::i18n::Lang;
use crate::parse::records::{self, Operator, Origin};
use crate::parse::{Amount, Exact};
use crate::portal::{IndicatorId, IndicatorTarget, JurisdictionId};
use crate::render::figures;
use crate::render::view::View;

/// The target of all places, as charts speak of it.
pub struct DrawnTarget {
    /// Its value in words; with what it is where no document prints it.
    pub words: String,
    /// It was computed and not printed.
    pub derived: bool,
    /// As it is drawn.
    pub target: ChartTarget,
}

/// What is asked of a place, and whether its figure of a year meets that.
pub struct TargetVerdict {
    /// The target in words.
    pub words: String,
    pub met: Met,
}

/// The targets of all places that fit the wanted direction and hold in a year, each with its
/// value in words, and as it is drawn; the hardest to reach first. One that holds from a
/// later year takes the place of those before it; several that hold at once stand beside
/// each other.
pub fn drawn(view: &View<'_>, id: IndicatorId, year: u16, lang: Lang) -> Vec<DrawnTarget> {
    let indicator = view.indicator(id);
    let fits = |operator| match indicator.def.direction {
        records::Direction::Higher => operator == Operator::AtLeast,
        records::Direction::Lower => operator == Operator::AtMost,
        records::Direction::None => false,
    };
    let of_all_places =
        indicator.targets.iter().filter(|target| target.jurisdiction.is_none() && in_force(target, year));
    let fitting: Vec<&IndicatorTarget> = of_all_places.filter(|target| fits(target.def.operator)).collect();
    let with_value = || fitting.iter().filter(|target| target.def.value.is_some());
    let newest = with_value().filter_map(|target| target.def.from_year()).max();
    let at_once = with_value().filter(|target| target.def.from_year() == newest);
    let mut values: Vec<(Decimal, bool, &IndicatorTarget)> =
        at_once.filter_map(|target| Some((target.def.value.as_ref()?.value.0, is_derived(target), *target))).collect();
    // Of two with one value, the one that a document prints.
    values.sort_by_key(|(value, derived, _)| (*value, *derived));
    values.dedup_by_key(|(value, ..)| *value);
    if indicator.def.direction == records::Direction::Higher {
        values.reverse();
    }
    let drawn = values.into_iter().map(|(value, derived, target)| {
        let value_words = figures::written(Amount::Decimal(Exact(value)), view.unit(id), lang);
        let words = as_issued(view, target, value_words, lang);
        let label = view.words_in(lang).fill("charts.target", &[("value", &words)]);
        DrawnTarget { words, derived, target: ChartTarget { value, label } }
    });
    drawn.collect()
}

/// A target that holds for one place only, as a note.
pub fn own_note(view: &View<'_>, place: JurisdictionId, id: IndicatorId, year: u16, lang: Lang) -> Option<String> {
    let target = own(view, place, id, year)?;
    let value = target.def.value.as_ref()?.value;
    let value = figures::written(Amount::Decimal(value), view.unit(id), lang);
    let value = as_issued(view, target, value, lang);
    let key = format!("charts.own_target.{}", target.def.operator.code());
    Some(view.words_in(lang).fill(&key, &[("value", &value)]))
}

/// The target of a place in a year, its own before that of all, and whether its figure
/// meets it. Nothing where no target is in force.
pub fn target_verdict(view: &View<'_>, place: JurisdictionId, id: IndicatorId, year: u16) -> Option<TargetVerdict> {
    let of_all_places = view.indicator(id).targets.iter().filter(|target| target.jurisdiction.is_none());
    let newest = of_all_places.filter(|target| in_force(target, year)).max_by_key(|target| precedence(target));
    let target = own(view, place, id, year).or(newest)?;
    Some(TargetVerdict { words: target_words(view, target, id), met: answer(view, target, place, id, year) })
}

/// The words of a target: its value, or the rule where it has none.
pub fn target_words(view: &View<'_>, target: &IndicatorTarget, id: IndicatorId) -> String {
    let operator = target.def.operator.code();
    match &target.def.value {
        Some(value) => {
            let value = figures::written(Amount::Decimal(value.value), view.unit(id), view.lang());
            let value = as_issued(view, target, value, view.lang());
            view.fill(&format!("targets.{operator}"), &[("value", &value)])
        }
        None => view.word(&format!("targets.rule.{operator}")),
    }
}

/// No document prints the target: it was computed from what one prints.
fn is_derived(target: &IndicatorTarget) -> bool {
    target.def.origin == Origin::Derived
}

/// The value of a target, called derived where it was, wherever it appears.
fn as_issued(view: &View<'_>, target: &IndicatorTarget, value: String, lang: Lang) -> String {
    if is_derived(target) { view.words_in(lang).fill("targets.derived", &[("value", &value)]) } else { value }
}

fn in_force(target: &IndicatorTarget, year: u16) -> bool {
    target.def.from_year().is_none_or(|from| from <= year)
}

fn own<'w>(view: &View<'w>, place: JurisdictionId, id: IndicatorId, year: u16) -> Option<&'w IndicatorTarget> {
    let targets = view.indicator(id).targets.iter();
    targets
        .filter(|target| target.jurisdiction == Some(place) && in_force(target, year))
        .max_by_key(|target| precedence(target))
}

/// Which of several targets in force is told of a place: the newest, one with a value before
/// a rule, and the hardest to reach. Where they stand in the file decides nothing.
fn precedence(target: &IndicatorTarget) -> (Option<u16>, bool, Reverse<&'static str>, Option<Decimal>) {
    let value = target.def.value.as_ref().map(|value| value.value.0);
    let hard = if target.def.operator == Operator::AtMost { value.map(|value| -value) } else { value };
    (target.def.from_year(), value.is_some(), Reverse(target.def.operator.code()), hard)
}

/// Only a certain answer is one: "about 85" meets nothing and misses nothing.
fn answer(view: &View<'_>, target: &IndicatorTarget, place: JurisdictionId, id: IndicatorId, year: u16) -> Met {
    let figure = |year| view.figure_for(place, id, year).map(|figure| chart_figure(view, figure, view.lang()));
    let Some(now) = figure(year) else { return Met::Unknown };
    let value = target.def.value.as_ref().map(|value| value.value.0);
    match (target.def.operator, value) {
        (Operator::AtLeast, Some(value)) => met(&now, value, Direction::Higher),
        (Operator::AtMost, Some(value)) => met(&now, value, Direction::Lower),
        (Operator::Equal, Some(value)) => match [Direction::Higher, Direction::Lower].map(|d| met(&now, value, d)) {
            [Met::Yes, Met::Yes] => Met::Yes,
            [Met::No, _] | [_, Met::No] => Met::No,
            _ => Met::Unknown,
        },
        (Operator::NotBelowPreviousYear, value) => {
            let before = || {
                let last = year.checked_sub(1).filter(|last| view.same_terms(place, id, *last, year))?;
                figure(last)?.certain()
            };
            value.or_else(before).map_or(Met::Unknown, |value| met(&now, value, Direction::Higher))
        }
        // What is "roughly equal", or what a standard asks for, is no number.
        _ => Met::Unknown,
    }
}
