//! Numbers that a page is about, to be set large: the figure and its unit apart.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::Nature;
use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ObservationId, ProgrammeId};
use crate::render::figures;
use crate::render::view::View;

/// How many numbers stand together at most.
const TOGETHER: usize = 4;

/// A number that a page is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DisplayNumber {
    /// The indicator.
    pub label: String,
    /// The figure on the page of the indicator.
    pub href: Option<String>,
    /// When it was measured, in words.
    pub year: String,
    /// The number with its qualifier.
    pub number: String,
    /// What follows the number: unit or sign.
    pub unit: String,
    /// What kind of statement it is, or how it was taken from the document, where that
    /// needs saying.
    pub remark: Option<String>,
}

/// The first few of some figures that are numbers of the whole.
pub fn display_numbers(view: &View<'_>, ids: impl IntoIterator<Item = ObservationId>) -> Vec<DisplayNumber> {
    let numbers = ids.into_iter().filter_map(|id| display_number(view, id));
    numbers.take(TOGETHER).collect()
}

fn display_number(view: &View<'_>, id: ObservationId) -> Option<DisplayNumber> {
    let observation = view.observation(id);
    if observation.value.is_none() || !observation.breakdown.is_empty() || !view.drawable(observation.indicator) {
        return None;
    }
    let def = &observation.def;
    let label = figures::label(view, observation, view.unit(observation.indicator), view.lang());
    let (number, unit) = split_unit(&label);
    let nature = (def.nature != Nature::Measured).then(|| view.word(&format!("nature.{}", def.nature.code())));
    let href = view.link(Subject::Indicator(observation.indicator));
    Some(DisplayNumber {
        label: view.say(&view.indicator(observation.indicator).def.names).to_owned(),
        href: href.map(|href| format!("{href}#{}", def.id.value)),
        year: figures::period(view, def.period, view.lang()),
        number: number.to_owned(),
        unit: unit.to_owned(),
        remark: nature.or_else(|| def.derived.then(|| view.word("flags.derived"))),
    })
}

/// What ends with the last digit, and what follows it.
fn split_unit(label: &str) -> (&str, &str) {
    let end = label.rfind(|c: char| c.is_ascii_digit()).map_or(label.len(), |position| position + 1);
    (&label[..end], label[end..].trim_start())
}

/// The numbers of a place that say most of it: of its indicators those with the most years
/// and the most places to be compared with, each in its newest year.
pub fn key_numbers(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<DisplayNumber> {
    let mut known: Vec<IndicatorId> =
        view.figures_of_place(place).into_iter().map(|id| view.observation(id).indicator).collect();
    known.dedup();
    known.retain(|id| view.indicator(*id).programme == programme && view.drawable(*id));
    let groups: Vec<_> = view.groups().map(|group| view.group(group)).collect();
    let mut newest: Vec<(usize, ObservationId)> = known
        .into_iter()
        .filter_map(|indicator| {
            let figures = view.figures(place, indicator).into_iter();
            let years = figures.filter_map(|id| view.observation(id).def.period.and_then(|period| period.year()));
            let years: Vec<u16> = years.filter(|year| view.compares(place, indicator, *year)).collect();
            let year = years.iter().copied().max()?;
            let peers = groups.iter().filter(|group| group.members.contains(&place));
            let beside = peers.flat_map(|group| &group.members);
            let beside = beside.filter(|other| view.compares(**other, indicator, year)).count();
            Some((years.len() + beside, view.figure_for(place, indicator, year)?))
        })
        .collect();
    newest.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    display_numbers(view, newest.into_iter().map(|(_, id)| id))
}

#[cfg(test)]
mod tests {
    use super::split_unit;

    #[test]
    fn a_label_is_cut_behind_its_last_digit() {
        let cases = [
            ("213.81亿元", ("213.81", "亿元")),
            ("≥95%", ("≥95", "%")),
            ("21.84 billion yuan", ("21.84", "billion yuan")),
            ("92%~95%", ("92%~95", "%")),
            ("约2,100", ("约2,100", "")),
        ];
        for (label, parts) in cases {
            assert_eq!(split_unit(label), parts, "{label}");
        }
    }
}
