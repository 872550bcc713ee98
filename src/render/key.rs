//! What can be looked at. What makes a key look different stands in `change`.

use super::index::of_kind;
use super::world::World;
use crate::i18n::Lang;
use crate::parse::NarrativeKind;
use crate::plan::{CaseList, ProblemList, Subject};
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
    /// All that an edition would record, but for what texts say.
    Recorded,
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
    /// The pages of a programme, or of no programme, whose charts are archived.
    Charted(Option<ProgrammeId>, Lang),
    /// The pairs and years that are compared.
    Comparisons(ProgrammeId),
}

/// The bulletins and reports of a programme that are shown.
pub fn texts(world: &World, programme: ProgrammeId) -> Vec<NarrativeId> {
    let texts = [NarrativeKind::Bulletin, NarrativeKind::Report].into_iter();
    let texts = texts.flat_map(|kind| of_kind(&world.portal, world.drafts, kind));
    texts.filter(|text| text.programme == Some(programme)).map(|text| text.id).collect()
}

/// The static pages that are shown.
pub fn static_pages(world: &World) -> Vec<NarrativeId> {
    of_kind(&world.portal, world.drafts, NarrativeKind::Page).map(|page| page.id).collect()
}
