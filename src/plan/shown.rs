//! Where a figure shows: every sentence, chart, table and page.

use super::{Plan, Subject};
use crate::diag::Span;
use crate::i18n::{Lang, Text};
use crate::parse::NarrativeKind;
use crate::portal::{self, DataTextOwner, LinkTarget, NarrativeId, ObservationId, Portal};
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
            for (reference, target) in text.links() {
                let what = match target {
                    LinkTarget::Observation(known) if *known == id => say!("这句话写着它", "this sentence states it"),
                    LinkTarget::Chart(request) if request.indicators.contains(&indicator) => {
                        say!("这张图画着它", "this chart may draw it")
                    }
                    _ => continue,
                };
                found.push((reference.text.span, what));
            }
        }
    }
    for (reference, known) in portal::bound_figures(portal) {
        if known == id {
            found.push((reference.text.span, say!("这句话写着它", "this sentence states it")));
        }
    }
    found
}

/// The addresses of the pages that show an observation, in Chinese; the English ones are
/// the same.
pub fn pages(portal: &Portal, plan: &Plan, id: ObservationId) -> Vec<String> {
    let pages = plan.pages.iter().filter(|page| page.lang == Lang::Zh && shows(portal, page.subject, id));
    pages.map(|page| page.route.address().to_owned()).collect()
}

/// Whether a page shows an observation.
pub fn shows(portal: &Portal, page: Subject, id: ObservationId) -> bool {
    let observation = portal.observation(id);
    let (place, indicator) = (observation.jurisdiction, observation.indicator);
    let year = observation.def.period.map(|period| period.to);
    let programme = || portal.indicator(indicator).programme;
    let bound = |text: NarrativeId| portal.narrative(text).figures(Lang::Zh).contains(&id);
    let stated = |of: DataTextOwner| portal::bound_figures_of(portal, of).any(|(_, known)| known == id);
    match page {
        Subject::Indicator(of) => of == indicator || stated(DataTextOwner::Indicator(of)),
        Subject::IndicatorYear(of, in_year) => of == indicator && Some(in_year) == year,
        Subject::Place(of, here) => here == place && of == programme(),
        Subject::PlaceYear(of, in_year, here) => here == place && Some(in_year) == year && of == programme(),
        Subject::Case(text) | Subject::Text(text) => bound(text),
        Subject::Report(text) => {
            bound(text) || {
                let mut reports = portal.report_ids().filter(|report| portal.report(*report).digest == Some(text));
                let of_document = |report| portal.report(report).document == Some(observation.document);
                reports.any(|report| of_document(report) || stated(DataTextOwner::Report(report)))
            }
        }
        Subject::Bulletin(evaluation) => {
            stated(DataTextOwner::Evaluation(evaluation)) || {
                let mut texts = portal.narrative_ids();
                texts.any(|text| {
                    portal.narrative(text).kind == NarrativeKind::Bulletin
                        && subject(portal, text) == page
                        && bound(text)
                })
            }
        }
        Subject::Problem(problem) => portal.problem(problem).observations.contains(&id),
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
    }
}
