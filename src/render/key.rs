//! What can be looked at. What makes a key look different stands in `change`.

use super::world::World;
use crate::i18n::Lang;
use crate::plan::{CaseList, ProblemList, Subject, holds};
use crate::portal::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, NarrativeId, ProblemId, ProgrammeId,
    ReportId,
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
    shown(world, crate::parse::NarrativeKind::Case)
        .filter(|id| {
            let case = world.portal.narrative(*id);
            case.programme == Some(programme) && holds(list, case)
        })
        .collect()
}

/// The shown cases that are about a place below their own, or mention it.
pub fn mentions(world: &World, programme: ProgrammeId, place: JurisdictionId) -> Vec<NarrativeId> {
    shown(world, crate::parse::NarrativeKind::Case)
        .filter(|id| {
            let case = world.portal.narrative(*id);
            let about = case.county == Some(place) || case.mentions.contains(&place);
            case.programme == Some(programme) && about
        })
        .collect()
}

/// The bulletins and reports of a programme that are shown.
pub fn texts(world: &World, programme: ProgrammeId) -> Vec<NarrativeId> {
    use crate::parse::NarrativeKind::{Bulletin, Report};
    shown(world, Bulletin)
        .chain(shown(world, Report))
        .filter(|id| world.portal.narrative(*id).programme == Some(programme))
        .collect()
}

/// The static pages that are shown.
pub fn static_pages(world: &World) -> Vec<NarrativeId> {
    shown(world, crate::parse::NarrativeKind::Page).collect()
}

fn shown(world: &World, kind: crate::parse::NarrativeKind) -> impl Iterator<Item = NarrativeId> {
    world.portal.narrative_ids().filter(move |id| {
        let narrative = world.portal.narrative(*id);
        narrative.kind == kind && (world.drafts || !narrative.draft)
    })
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
