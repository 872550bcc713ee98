//! Which charts each page shows: they follow from the portal alone, so that their tables
//! and drawings can be files of the site.

use std::collections::HashMap;

use rayon::prelude::*;

use super::indicator_charts::{of_group, of_indicator};
use super::{Subject, subjects};
use crate::chart::{ChartKind, enough};
use crate::i18n::Lang;
use crate::parse::{NarrativeKind, ReferenceKind};
use crate::portal::{
    ChartRequest, GroupId, IndicatorId, JurisdictionId, LinkTarget, LinkedNarrative, Portal, ProgrammeId, UnitId,
};

/// A chart on a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawing {
    pub page: Subject,
    pub lang: Lang,
    /// From one, in the order of the page: its anchor is `f1`.
    pub number: u16,
    pub request: ChartRequest,
    /// As the writer of a narrative gave it, places in braces unfilled.
    pub title: Option<String>,
}

/// The charts of a page in a language.
pub fn of_page(portal: &Portal, page: Subject, lang: Lang) -> Vec<Drawing> {
    let requests: Vec<(ChartRequest, Option<String>)> = match page {
        Subject::Indicator(id) => of_indicator(portal, id, None).into_iter().map(plain).collect(),
        Subject::IndicatorYear(id, year) => of_indicator(portal, id, Some(year)).into_iter().map(plain).collect(),
        Subject::IndicatorGroup(id, group) => of_group(portal, id, group, None).into_iter().map(plain).collect(),
        Subject::ComparePair(programme, a, b) => of_pair(portal, programme, a, b).into_iter().map(plain).collect(),
        Subject::Place(programme, place) => of_place(portal, programme, place).into_iter().map(plain).collect(),
        Subject::Bulletin(id) => {
            let evaluation = portal.evaluation(id);
            let bulletins = portal.narratives.iter().take_while(|text| text.kind == NarrativeKind::Bulletin);
            let text = bulletins.into_iter().find(|text| {
                text.programme == Some(evaluation.programme)
                    && text.year == evaluation.year()
                    && text.jurisdiction == Some(evaluation.evaluator)
            });
            text.map(|text| of_narrative(text, lang)).unwrap_or_default()
        }
        Subject::Case(id) | Subject::Report(id) | Subject::Text(id) => of_narrative(portal.narrative(id), lang),
        Subject::Chooser
        | Subject::NotFound
        | Subject::Home
        | Subject::Programme(_)
        | Subject::Year(..)
        | Subject::PlaceYear(..)
        | Subject::Places(_)
        | Subject::Indicators(_)
        | Subject::Compare(_)
        | Subject::CompareYear(..)
        | Subject::Cases(..)
        | Subject::Frameworks(_)
        | Subject::Framework(_)
        | Subject::Problems(..)
        | Subject::Problem(_)
        | Subject::ReportData(_)
        | Subject::Data
        | Subject::DataIndicators
        | Subject::Fields
        | Subject::Glossary
        | Subject::Corrections
        | Subject::Differences(_)
        | Subject::SiteMap
        | Subject::Moved(_)
        | Subject::Search
        | Subject::Embed(_)
        | Subject::File(_) => Vec::new(),
    };
    let numbers = 1..=u16::MAX;
    let drawings = requests.into_iter().zip(numbers);
    drawings.map(|((request, title), number)| Drawing { page, lang, number, request, title }).collect()
}

fn plain(request: ChartRequest) -> (ChartRequest, Option<String>) {
    (request, None)
}

/// A place over the years: the indicators of which it has a course of comparable years, a
/// chart for each theme.
fn of_place(portal: &Portal, programme: ProgrammeId, place: JurisdictionId) -> Vec<ChartRequest> {
    let mut known: Vec<IndicatorId> =
        portal.observations_of(place).map(|id| portal.observation(id).indicator).collect();
    known.dedup();
    known.retain(|id| {
        let here = portal.indicator(*id).programme == programme && portal.drawable(*id);
        here && portal.steady_years(place, *id).len() > 1
            && enough::makes_course(portal.compared_years(&[place], *id).len())
    });
    let themes = known.chunk_by(|a, b| portal.indicator(*a).theme == portal.indicator(*b).theme);
    themes
        .map(|indicators| ChartRequest {
            kind: ChartKind::Multiples,
            indicators: indicators.to_vec(),
            group: None,
            years: Vec::new(),
            focus: vec![place],
        })
        .collect()
}

/// Two places: the indicators of which both have a figure of one year, a chart for each
/// unit; then the indicators of which both have a course.
fn of_pair(portal: &Portal, programme: ProgrammeId, a: JurisdictionId, b: JurisdictionId) -> Vec<ChartRequest> {
    let group = pair_group(portal, a, b);
    let request = |kind, indicators, years| ChartRequest { kind, indicators, group, years, focus: vec![a, b] };
    let mut units: Vec<(UnitId, Vec<IndicatorId>)> = Vec::new();
    let mut trends = Vec::new();
    for id in portal.indicator_ids().filter(|id| portal.indicator(*id).programme == programme) {
        if !portal.drawable(id) || portal.common_year(a, b, id).is_none() {
            continue;
        }
        let unit = portal.indicator(id).unit;
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, ids)) => ids.push(id),
            None => units.push((unit, vec![id])),
        }
        let years = portal.compared_years(&[a, b], id);
        let of = |place| years.iter().filter(|year| portal.compares(place, id, **year)).count();
        if enough::makes_course(of(a)) && enough::makes_course(of(b)) {
            trends.push(request(ChartKind::Trend, vec![id], years));
        }
    }
    let sides = units.into_iter().map(|(_, ids)| request(ChartKind::Sides, ids, Vec::new()));
    sides.chain(trends).collect()
}

/// The peer group in which two places are compared.
pub fn pair_group(portal: &Portal, a: JurisdictionId, b: JurisdictionId) -> Option<GroupId> {
    let groups = portal.groups_in_order().into_iter();
    groups.into_iter().find(|group| {
        let members = &portal.group(*group).members;
        members.contains(&a) && members.contains(&b)
    })
}

/// The charts that a narrative asks for, in the order of its text.
fn of_narrative(narrative: &LinkedNarrative, lang: Lang) -> Vec<(ChartRequest, Option<String>)> {
    let Some((text, _)) = narrative.text(lang) else { return Vec::new() };
    let charts = text.def.references.iter().filter(|reference| reference.kind == ReferenceKind::Chart);
    charts
        .filter_map(|reference| {
            let address = format!("chart:{}", reference.target.value);
            match text.targets.get(&address) {
                Some(LinkTarget::Chart(request)) => Some((request.clone(), Some(reference.text.value.clone()))),
                _ => None,
            }
        })
        .collect()
}

/// The charts of all pages that have some.
pub fn all(portal: &Portal, subjects: &[Subject]) -> HashMap<(Subject, Lang), Vec<Drawing>> {
    let of_subject = |subject: &Subject| {
        let langs = subjects::languages(*subject);
        let mut drawn: Vec<((Subject, Lang), Vec<Drawing>)> = Vec::with_capacity(langs.len());
        for lang in langs {
            // Only texts ask for other charts in another language.
            let of_page = match drawn.first().filter(|_| !is_text(*subject)) {
                Some((_, known)) => known.iter().map(|drawing| Drawing { lang: *lang, ..drawing.clone() }).collect(),
                None => of_page(portal, *subject, *lang),
            };
            drawn.push(((*subject, *lang), of_page));
        }
        drawn.into_iter().filter(|(_, drawings)| !drawings.is_empty())
    };
    subjects.par_iter().flat_map_iter(of_subject).collect()
}

/// Whether the charts of a page are those that a text asks for.
fn is_text(page: Subject) -> bool {
    matches!(page, Subject::Bulletin(_) | Subject::Case(_) | Subject::Report(_) | Subject::Text(_))
}
