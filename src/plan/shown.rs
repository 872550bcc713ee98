//! Where a figure shows: every sentence, chart, table and page.

use std::collections::BTreeSet;

use super::{Plan, Subject};
use crate::diag::Span;
use crate::i18n::{Lang, Text};
use crate::parse::NarrativeKind;
use crate::portal::{self, NarrativeId, ObservationId, Portal, StatedIn, Target};
use crate::say;

/// The page on which a narrative stands.
pub fn subject(portal: &Portal, id: NarrativeId) -> Subject {
    let narrative = portal.narrative(id);
    match narrative.kind {
        NarrativeKind::Case => Subject::Case(id),
        NarrativeKind::Report => Subject::Report(id),
        NarrativeKind::Page => Subject::Text(id),
        NarrativeKind::Bulletin => {
            let own = portal.evaluation_ids().find(|evaluation| {
                let evaluation = portal.evaluation(*evaluation);
                Some(evaluation.evaluator) == narrative.jurisdiction && evaluation.year() == narrative.year
            });
            own.map_or(Subject::Home, Subject::Bulletin)
        }
    }
}

/// Every sentence and chart that shows an observation.
pub fn mentions(portal: &Portal, id: ObservationId) -> Vec<(Span, Text)> {
    let indicator = portal.observation(id).indicator;
    let mut found = Vec::new();
    for narrative in portal.narratives.iter() {
        for (_, text) in narrative.texts.iter() {
            let Some(text) = text else { continue };
            for (reference, target) in portal::targets(text) {
                let what = match target {
                    Target::Observation(known) if *known == id => say!("这句话写着它", "this sentence states it"),
                    Target::Chart(request) if request.indicators.contains(&indicator) => {
                        say!("这张图画着它", "this chart may draw it")
                    }
                    _ => continue,
                };
                found.push((reference.text.span, what));
            }
        }
    }
    for (_, reference, known) in portal::stated_figures(portal) {
        if known == id {
            found.push((reference.text.span, say!("这句话写着它", "this sentence states it")));
        }
    }
    found
}

/// The addresses of the pages that show an observation, in Chinese; the English ones are
/// the same.
pub fn pages(portal: &Portal, plan: &Plan, id: ObservationId) -> Vec<String> {
    let observation = portal.observation(id);
    let programme = portal.indicator(observation.indicator).programme;
    let year = observation.def.period.map(|period| period.to);
    let mut subjects =
        vec![Subject::Indicator(observation.indicator), Subject::Place(programme, observation.jurisdiction)];
    subjects.extend(year.map(|year| Subject::IndicatorYear(observation.indicator, year)));
    subjects.extend(year.map(|year| Subject::PlaceYear(programme, year, observation.jurisdiction)));
    for narrative in portal.narrative_ids() {
        if portal.narrative(narrative).figures(Lang::Zh).contains(&id) {
            subjects.push(subject(portal, narrative));
        }
    }
    for (stated, _, known) in portal::stated_figures(portal) {
        if known == id {
            subjects.extend(page_of(portal, stated));
        }
    }
    for report in portal.report_ids().filter(|report| portal.report(*report).document == Some(observation.document)) {
        subjects.extend(page_of(portal, StatedIn::Report(report)));
    }
    let problems = portal.problem_ids().filter(|problem| portal.problem(*problem).observations.contains(&id));
    subjects.extend(problems.map(Subject::Problem));
    subjects.extend(comparisons(portal, plan, id));
    let routes = subjects.into_iter().filter_map(|subject| plan.route(subject, Lang::Zh));
    let addresses: BTreeSet<String> = routes.map(|route| route.address().to_owned()).collect();
    addresses.into_iter().collect()
}

/// The page of an evaluation or of a report's digest.
fn page_of(portal: &Portal, stated: StatedIn) -> Option<Subject> {
    match stated {
        StatedIn::Evaluation(id) => Some(Subject::Bulletin(id)),
        StatedIn::Report(id) => portal.report(id).digest.map(Subject::Report),
    }
}

/// The pages that set an observation beside those of other places.
fn comparisons<'p>(portal: &'p Portal, plan: &'p Plan, id: ObservationId) -> impl Iterator<Item = Subject> + 'p {
    let observation = portal.observation(id);
    let (place, indicator) = (observation.jurisdiction, observation.indicator);
    let year = observation.def.period.map(|period| period.to);
    let shows = move |subject: Subject| match subject {
        Subject::CompareYear(_, group, of) => {
            Some(of) == year
                && portal.group(group).members.contains(&place)
                && portal.figure_for(place, indicator, of) == Some(id)
        }
        Subject::ComparePair(_, a, b) if place == a || place == b => {
            let common = portal.common_year(a, b, indicator);
            common.is_some_and(|year| portal.figure_for(place, indicator, year) == Some(id))
        }
        _ => false,
    };
    let pages = plan.pages.iter().filter(|page| page.lang == Lang::Zh);
    pages.map(|page| page.subject).filter(move |subject| shows(*subject))
}
