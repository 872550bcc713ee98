//! Which pages a portal has.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CASES_PER_PAGE, CaseList, PlanOptions, ProblemList, Subject, differences, indicator_charts, listed, pairs,
};
use crate::i18n::Lang;
use crate::parse::NarrativeKind;
use crate::portal::{IndicatorId, JurisdictionId, LinkedNarrative, Portal, ProgrammeId};

/// All subjects that have a page.
pub fn all(portal: &Portal, options: PlanOptions) -> Vec<Subject> {
    let mut subjects = vec![
        Subject::Chooser,
        Subject::NotFound,
        Subject::Home,
        Subject::Data,
        Subject::Fields,
        Subject::Glossary,
        Subject::Corrections,
        Subject::SiteMap,
        Subject::Search,
    ];
    if portal.observations.iter().next().is_some() {
        subjects.push(Subject::DataIndicators);
    }
    subjects.extend(differences::compared(portal).into_iter().map(Subject::Differences));
    for programme in portal.programme_ids() {
        of_programme(portal, programme, options, &mut subjects);
    }
    for narrative in released(portal, options) {
        let id = narrative.id;
        match narrative.kind {
            NarrativeKind::Page => subjects.push(Subject::Text(id)),
            NarrativeKind::Case => subjects.push(Subject::Case(id)),
            NarrativeKind::Report => {
                subjects.push(Subject::Report(id));
                if has_figures(portal, narrative) {
                    subjects.push(Subject::ReportData(id));
                }
            }
            NarrativeKind::Bulletin => {}
        }
    }
    subjects
}

/// Whether the document of a report has figures in the data.
fn has_figures(portal: &Portal, digest: &LinkedNarrative) -> bool {
    let report = portal.report_ids().find(|id| portal.report(*id).digest == Some(digest.id));
    let document = report.and_then(|id| portal.report(id).document).or(digest.document);
    document.is_some_and(|document| portal.observations.iter().any(|figure| figure.document == document))
}

/// The languages in which a subject has a page; one for what is in both or in none.
pub fn languages(subject: Subject) -> &'static [Lang] {
    if subject.facets().neutral { &[Lang::Zh] } else { &Lang::ALL }
}

/// The narratives that are shown.
pub fn released(portal: &Portal, options: PlanOptions) -> impl Iterator<Item = &LinkedNarrative> {
    let all = portal.narratives.iter().map(|narrative| &**narrative);
    all.filter(move |narrative| options.drafts || !narrative.draft)
}

fn of_programme(portal: &Portal, programme: ProgrammeId, options: PlanOptions, subjects: &mut Vec<Subject>) {
    if !portal.programme(programme).prefix.is_empty() {
        subjects.push(Subject::Programme(programme));
    }
    let mut years = BTreeSet::new();
    let mut bulletins = BTreeSet::new();
    let mut place_years = BTreeSet::new();
    for id in portal.evaluation_ids() {
        let evaluation = portal.evaluation(id);
        if evaluation.programme != programme {
            continue;
        }
        years.insert(evaluation.year());
        if bulletins.insert((evaluation.year(), evaluation.evaluator)) {
            subjects.push(Subject::Bulletin(id));
        }
        place_years.extend(evaluation.subjects.iter().map(|place| (evaluation.year(), *place)));
    }
    let mut places = BTreeSet::new();
    for observation in portal.observations.iter() {
        if portal.indicator(observation.indicator).programme != programme {
            continue;
        }
        places.insert(observation.jurisdiction);
        let year = observation.def.period.map(|period| period.to);
        if let Some(year) = year.filter(|_| observation.def.nature == crate::parse::records::Nature::Measured) {
            years.insert(year);
            place_years.insert((year, observation.jurisdiction));
        }
    }
    let narratives: Vec<&LinkedNarrative> =
        released(portal, options).filter(|narrative| narrative.programme == Some(programme)).collect();
    for narrative in &narratives {
        years.insert(narrative.year);
        if narrative.kind != NarrativeKind::Bulletin {
            place_years.extend(narrative.jurisdiction.map(|place| (narrative.year, place)));
        }
        places.extend(narrative.county);
        places.extend(&narrative.mentions);
    }
    places.extend(place_years.iter().map(|(_, place)| *place));
    places.extend(bulletins.iter().map(|(_, place)| *place));
    subjects.extend(years.iter().map(|year| Subject::Year(programme, *year)));
    let place_years = place_years.difference(&bulletins);
    subjects.extend(place_years.map(|(year, place)| Subject::PlaceYear(programme, *year, *place)));
    subjects.extend(places.iter().map(|place| Subject::Place(programme, *place)));
    if !places.is_empty() {
        subjects.push(Subject::Places(programme));
    }
    indicators(portal, programme, subjects);
    cases(&narratives, programme, subjects);
    problems(portal, programme, subjects);
    comparisons(portal, programme, subjects);
    frameworks(portal, programme, subjects);
}

/// The comparisons of a programme: pairs of members of one group that both have a page and
/// enough in common, and the years of which a group has a table.
fn comparisons(portal: &Portal, programme: ProgrammeId, all: &mut Vec<Subject>) {
    let with_page = all.iter().filter_map(|subject| {
        let Subject::Place(of, place) = subject else { return None };
        (*of == programme).then_some(*place)
    });
    let mut places: Vec<JurisdictionId> = with_page.collect();
    places.sort_unstable();
    let groups = listed::compared_groups(portal, &places);
    let pairs = pairs::with_page(portal, programme, &groups).into_iter();
    let of_pairs = pairs.map(|(a, b)| Subject::ComparePair(programme, a, b));
    let of_years = portal.groups_in_order().into_iter().flat_map(|group| {
        let years = portal.group_years(programme, group).into_iter();
        years.map(move |year| Subject::CompareYear(programme, group, year))
    });
    let before = all.len();
    all.extend(of_pairs.chain(of_years));
    if all.len() > before {
        all.push(Subject::Compare(programme));
    }
}

/// The frameworks have pages; their list has one when there are frameworks or several
/// reports to compare.
fn frameworks(portal: &Portal, programme: ProgrammeId, subjects: &mut Vec<Subject>) {
    let before = subjects.len();
    let of_programme = portal.framework_ids().filter(|id| portal.framework(*id).programme == programme);
    subjects.extend(of_programme.map(Subject::Framework));
    let reports = portal.reports.iter().filter(|report| report.programme == programme).count();
    if subjects.len() > before || reports > 1 {
        subjects.push(Subject::Frameworks(programme));
    }
}

/// The year that an indicator's own page is about: the newest in which places of a group
/// can be compared; where there is none, the newest in which it was measured.
pub fn newest_year(portal: &Portal, indicator: IndicatorId) -> Option<u16> {
    let years = portal.years_of(indicator);
    let compared =
        |year: &&u16| portal.groups.iter().any(|group| portal.compared(&group.members, indicator, **year).len() > 1);
    years.iter().rev().find(compared).or(years.last()).copied()
}

fn indicators(portal: &Portal, programme: ProgrammeId, subjects: &mut Vec<Subject>) {
    let before = subjects.len();
    for id in portal.indicator_ids() {
        if portal.indicator(id).programme == programme {
            subjects.push(Subject::Indicator(id));
            let drawn = !indicator_charts::of_indicator(portal, id, None).is_empty();
            subjects.extend(drawn.then_some(Subject::Embed(id)));
            let years = portal.years_of(id).into_iter();
            let newest = newest_year(portal, id);
            subjects.extend(years.filter(|year| Some(*year) != newest).map(|year| Subject::IndicatorYear(id, year)));
            let apart = indicator_charts::groups_apart(portal, id).into_iter();
            subjects.extend(apart.map(|group| Subject::IndicatorGroup(id, group)));
        }
    }
    if subjects.len() > before {
        subjects.push(Subject::Indicators(programme));
    }
}

fn cases(narratives: &[&LinkedNarrative], programme: ProgrammeId, subjects: &mut Vec<Subject>) {
    let mut lists: BTreeMap<CaseList, usize> = BTreeMap::new();
    for case in narratives.iter().filter(|n| n.kind == NarrativeKind::Case) {
        for list in holding(case) {
            *lists.entry(list).or_default() += 1;
        }
    }
    for (list, length) in lists {
        let pages = length.div_ceil(CASES_PER_PAGE);
        let numbers = 1..=u16::try_from(pages).unwrap_or(u16::MAX);
        subjects.extend(numbers.map(|page| Subject::Cases(programme, list, page)));
    }
}

/// The lists that hold a case, each once.
fn holding(case: &LinkedNarrative) -> BTreeSet<CaseList> {
    let mut lists = BTreeSet::from([CaseList::All, CaseList::Year(case.year)]);
    lists.extend(case.jurisdiction.map(|place| CaseList::PlaceYear(case.year, place)));
    lists.extend(case.themes.iter().map(|theme| CaseList::Theme(*theme)));
    lists
}

fn problems(portal: &Portal, programme: ProgrammeId, subjects: &mut Vec<Subject>) {
    let mut lists: BTreeSet<ProblemList> = BTreeSet::new();
    for problem in &portal.problems {
        if problem.programme != programme {
            continue;
        }
        lists.insert(ProblemList::All);
        lists.insert(ProblemList::Year(problem.year));
        lists.extend(problem.category.map(ProblemList::Category));
        lists.extend(problem.jurisdictions.iter().map(|place| ProblemList::PlaceYear(problem.year, *place)));
    }
    subjects.extend(lists.into_iter().map(|list| Subject::Problems(programme, list)));
    let of_programme = portal.problem_ids().filter(|id| portal.problem(*id).programme == programme);
    subjects.extend(of_programme.map(Subject::Problem));
}
