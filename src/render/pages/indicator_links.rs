//! The ways from an indicator: to its years, to other indicators, problems and cases.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{GroupId, IndicatorId, JurisdictionId, ObservationId, ProgrammeId};
use crate::render::links::{ChoiceLink, NamedLink};
use crate::render::parts::{CaseEntry, case_entry, year_words};
use crate::render::view::View;

/// How many other indicators a page offers.
const RELATED: usize = 8;

/// A problem that names the indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorProblem {
    /// Its words.
    pub text: String,
    /// The year in which it is named.
    pub year: String,
    /// Its page.
    pub href: Option<String>,
}

/// The pages of the indicator's years, newest first; none when there is one year.
pub fn indicator_years(view: &View<'_>, id: IndicatorId, current: Option<u16>) -> Vec<ChoiceLink> {
    let newest = view.newest_year(id);
    let mut years: Vec<u16> = view
        .figures_of_indicator(id)
        .into_iter()
        .filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()))
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    let links: Vec<ChoiceLink> = years
        .into_iter()
        .filter_map(|year| {
            let latest = Some(year) == newest;
            let subject = if latest { Subject::Indicator(id) } else { Subject::IndicatorYear(id, year) };
            Some(ChoiceLink {
                label: year_words(view, year),
                href: Some(view.link(subject)?),
                current: current == Some(year) || (latest && current.is_none()),
            })
        })
        .collect();
    if links.len() > 1 { links } else { Vec::new() }
}

/// The pages of the groups in which an indicator is drawn, but for the one that is shown.
pub fn groups_apart(view: &View<'_>, id: IndicatorId, current: Option<GroupId>) -> Vec<NamedLink> {
    let groups = view.groups().filter(|group| Some(*group) != current);
    let links = groups.filter_map(|group| {
        let href = view.link(Subject::IndicatorGroup(id, group))?;
        Some(NamedLink { name: view.say(&view.group(group).def.names).to_owned(), href: Some(href) })
    });
    links.collect()
}

/// Indicators that belong with one: those that its record names, then those of its theme
/// that have figures.
pub fn related_indicators(view: &View<'_>, id: IndicatorId) -> Vec<NamedLink> {
    let indicator = view.indicator(id);
    let mut ids = indicator.related.clone();
    for other in view.indicators(indicator.programme) {
        let same = view.indicator(other).theme == indicator.theme;
        if other != id && same && !ids.contains(&other) && !view.figures_of_indicator(other).is_empty() {
            ids.push(other);
        }
    }
    let links = ids.into_iter().take(RELATED).map(|id| NamedLink {
        name: view.say(&view.indicator(id).def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
    });
    links.collect()
}

/// The problems that name the indicator.
pub fn problems_of_indicator(view: &View<'_>, id: IndicatorId) -> Vec<IndicatorProblem> {
    let ids = view.problems(view.indicator(id).programme, ProblemList::All).into_iter();
    let naming = ids.filter(|problem| view.problem(*problem).indicators.contains(&id));
    let problems = naming.map(|id| {
        let problem = view.problem(id);
        IndicatorProblem {
            text: view.say(&problem.def.text).to_owned(),
            year: year_words(view, problem.year),
            href: view.link(Subject::Problem(id)),
        }
    });
    problems.collect()
}

/// The cases that print one of the figures.
pub fn cases_with_figures(view: &View<'_>, programme: ProgrammeId, figures: &[ObservationId]) -> Vec<CaseEntry> {
    let mut lists: Vec<(u16, JurisdictionId)> = figures
        .iter()
        .filter_map(|id| {
            let observation = view.observation(*id);
            Some((observation.def.period?.to, observation.jurisdiction))
        })
        .flat_map(|(year, place)| {
            let parent = view.place(place).parent;
            [Some((year, place)), parent.map(|parent| (year, parent))]
        })
        .flatten()
        .collect();
    lists.sort();
    lists.dedup();
    lists
        .into_iter()
        .flat_map(|(year, place)| view.cases(programme, CaseList::PlaceYear(year, place)))
        .filter(|case| view.figures_in(*case).iter().any(|id| figures.contains(id)))
        .filter_map(|case| case_entry(view, case))
        .collect()
}
