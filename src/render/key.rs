//! What can be looked at. What makes a key look different stands in `change`.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::world::World;
use crate::i18n::Lang;
use crate::parse::NarrativeKind;
use crate::plan::{CaseList, ProblemList, Subject, holds};
use crate::portal::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, LinkedNarrative, NarrativeId,
    ProblemId, ProgrammeId, ReportId,
};

/// Something that a page can look at. A look that finds nothing is noted all the same:
/// the birth of a thing wakes whoever looked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The site's own words and the programmes' vocabulary.
    Site,
    /// All units and dimensions.
    Units,
    /// All templates.
    Templates,
    Words(Lang),
    Document(DocumentId),
    Place(JurisdictionId),
    Group(GroupId),
    /// Definition, unit, targets of an indicator.
    Indicator(IndicatorId),
    /// The figures of a place and an indicator, all years.
    Figures(JurisdictionId, IndicatorId),
    Evaluation(EvaluationId),
    /// A report as data, with its digest.
    Report(ReportId),
    Framework(FrameworkId),
    /// A problem and what was said of it later.
    Problem(ProblemId),
    /// A narrative's titles, summaries and fields in both languages.
    Card(NarrativeId),
    /// A narrative's text in one language.
    Body(NarrativeId, Lang),
    /// Which figures a narrative's text binds.
    Bound(NarrativeId, Lang),
    Terms,
    Corrections,
    /// Which things there are, in which order.
    List(List),
    /// Where a subject has its page, or that it has none.
    Route(Subject, Lang),
}

/// An ordered list of things that pages show or count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    Programmes,
    /// The years and places that have pages.
    Pages(ProgrammeId),
    Evaluations(ProgrammeId),
    Reports(ProgrammeId),
    Frameworks(ProgrammeId),
    Indicators(ProgrammeId),
    Cases(ProgrammeId, CaseList),
    /// The cases that are about a place below their own, or mention it.
    Mentions(ProgrammeId, JurisdictionId),
    /// Bulletins and reports of a programme.
    Texts(ProgrammeId),
    StaticPages,
    Problems(ProgrammeId, ProblemList),
    FiguresOfPlace(JurisdictionId),
    FiguresOfIndicator(IndicatorId),
    FiguresOfDocument(DocumentId),
    Groups,
    Documents,
    Places,
    /// The charts of a page.
    Drawings(Subject, Lang),
    /// The pairs and years that are compared.
    Comparisons(ProgrammeId),
}

/// The comparisons of a programme that have a page.
pub fn comparisons(world: &World, programme: ProgrammeId) -> Vec<Subject> {
    let mut found: Vec<Subject> = world
        .plan
        .pages
        .iter()
        .filter(|page| page.lang == Lang::Zh)
        .map(|page| page.subject)
        .filter(|subject| {
            matches!(subject, Subject::ComparePair(of, ..) | Subject::CompareYear(of, ..) if *of == programme)
        })
        .collect();
    found.sort();
    found
}

/// The cases of a list that are shown, in display order.
pub fn cases(world: &World, programme: ProgrammeId, list: CaseList) -> Vec<NarrativeId> {
    let all = cases_of(world, programme);
    // Cases stand in the order of years, newest first, and of places.
    let order = |case: &LinkedNarrative| (Reverse(case.year), case.jurisdiction);
    let of = match list {
        CaseList::All | CaseList::Theme(_) => all,
        CaseList::Year(year) => part(all, |case| order(case).0.cmp(&Reverse(year))),
        CaseList::PlaceYear(year, place) => part(all, |case| order(case).cmp(&(Reverse(year), Some(place)))),
    };
    shown(world, of).filter(|case| holds(list, case)).map(|case| case.id).collect()
}

/// The shown cases that are about a place below their own, or mention it.
pub fn mentions(world: &World, programme: ProgrammeId, place: JurisdictionId) -> Vec<NarrativeId> {
    let about = |case: &&LinkedNarrative| case.county == Some(place) || case.mentions.contains(&place);
    shown(world, cases_of(world, programme)).filter(about).map(|case| case.id).collect()
}

/// The bulletins and reports of a programme that are shown.
pub fn texts(world: &World, programme: ProgrammeId) -> Vec<NarrativeId> {
    let texts = [NarrativeKind::Bulletin, NarrativeKind::Report].map(|kind| of_kind(world, kind));
    let texts = texts.into_iter().flat_map(|texts| shown(world, texts));
    texts.filter(|text| text.programme == Some(programme)).map(|text| text.id).collect()
}

/// The static pages that are shown.
pub fn static_pages(world: &World) -> Vec<NarrativeId> {
    shown(world, of_kind(world, NarrativeKind::Page)).map(|page| page.id).collect()
}

fn cases_of(world: &World, programme: ProgrammeId) -> &[Arc<LinkedNarrative>] {
    part(of_kind(world, NarrativeKind::Case), |case| case.programme.cmp(&Some(programme)))
}

/// Narratives stand in the order of their kinds.
fn of_kind(world: &World, kind: NarrativeKind) -> &[Arc<LinkedNarrative>] {
    part(&world.portal.narratives, |narrative| narrative.kind.cmp(&kind))
}

/// The narratives of an ordered list that are equal to something.
fn part(ordered: &[Arc<LinkedNarrative>], compare: impl Fn(&LinkedNarrative) -> Ordering) -> &[Arc<LinkedNarrative>] {
    let start = ordered.partition_point(|narrative| compare(narrative) == Ordering::Less);
    let length = ordered[start..].partition_point(|narrative| compare(narrative) == Ordering::Equal);
    &ordered[start..start + length]
}

fn shown<'w>(world: &'w World, narratives: &'w [Arc<LinkedNarrative>]) -> impl Iterator<Item = &'w LinkedNarrative> {
    narratives.iter().map(|narrative| &**narrative).filter(|narrative| world.drafts || !narrative.draft)
}

/// The problems of a list, newest year first, in the order of the documents.
pub fn problems(world: &World, programme: ProgrammeId, list: ProblemList) -> Vec<ProblemId> {
    let portal = &world.portal;
    portal
        .problem_ids()
        .filter(|id| {
            let problem = portal.problem(*id);
            let held = match list {
                ProblemList::All => true,
                ProblemList::Year(year) => problem.year == year,
                ProblemList::PlaceYear(year, place) => problem.year == year && problem.jurisdictions.contains(&place),
                ProblemList::Category(category) => problem.category == Some(category),
            };
            held && problem.programme == programme
        })
        .collect()
}
