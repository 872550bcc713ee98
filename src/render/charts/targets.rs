//! Targets: which one holds for a place in a year, and whether a figure surely meets it.

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

/// The target of all places that fits the wanted direction.
pub fn drawn(view: &View<'_>, id: IndicatorId, year: u16, lang: Lang) -> Option<DrawnTarget> {
    let indicator = view.indicator(id);
    let fits = |operator| match indicator.def.direction {
        records::Direction::Higher => operator == Operator::AtLeast,
        records::Direction::Lower => operator == Operator::AtMost,
        records::Direction::None => false,
    };
    let of_all_places =
        indicator.targets.iter().filter(|target| target.jurisdiction.is_none() && in_force(target, year));
    let target = of_all_places
        .filter(|target| target.def.value.is_some() && fits(target.def.operator))
        .max_by_key(|target| target.def.from_year())?;
    let Exact(value) = target.def.value.as_ref()?.value;
    let value_words = figures::written(Amount::Decimal(Exact(value)), view.unit(id), lang);
    let words = as_issued(view, target, value_words, lang);
    let label = view.words_in(lang).fill("charts.target", &[("value", &words)]);
    Some(DrawnTarget { words, derived: is_derived(target), target: ChartTarget { value, label } })
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
    let newest = of_all_places.filter(|target| in_force(target, year)).max_by_key(|target| target.def.from_year());
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
        .max_by_key(|t| t.def.from_year())
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
