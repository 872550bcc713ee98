//! What can be looked at, and what it looked like.

use std::hash::{Hash, Hasher};

use super::world::World;
use crate::i18n::Lang;
use crate::plan::{CaseList, ProblemList, Subject, holds};
use crate::portal::{
    DocumentId, EvaluationId, GroupId, IndicatorId, JurisdictionId, NarrativeId, ObservationId, ProblemId, ProgrammeId,
};
use crate::source::Fingerprint;

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
    /// A problem and what was said of it later.
    Problem(ProblemId),
    /// A narrative's titles, summaries and fields in both languages.
    Card(NarrativeId),
    /// A narrative's text in one language.
    Body(NarrativeId, Lang),
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
    Indicators(ProgrammeId),
    Cases(ProgrammeId, CaseList),
    /// Bulletins and reports of a programme.
    Texts(ProgrammeId),
    StaticPages,
    Problems(ProgrammeId, ProblemList),
    FiguresOfPlace(JurisdictionId),
    FiguresOfIndicator(IndicatorId),
    Groups,
}

impl Key {
    /// What the key looks like in a world.
    pub fn fingerprint(self, world: &World) -> Fingerprint {
        let mut digest = Digest(blake3::Hasher::new());
        self.digest(world, &mut digest);
        Fingerprint::from_hash(&digest.0.finalize())
    }

    fn digest(self, world: &World, digest: &mut Digest) {
        let portal = &world.portal;
        match self {
            Key::Site => {
                portal.site.hash(digest);
                portal.programmes.hash(digest);
                portal.default_programme.hash(digest);
                portal.focus.hash(digest);
                world.base_url.hash(digest);
            }
            Key::Units => {
                portal.units.hash(digest);
                portal.dimensions.hash(digest);
            }
            Key::Templates => world.theme_fingerprint.hash(digest),
            Key::Words(lang) => {
                for word in world.theme.words.get(lang).iter() {
                    word.hash(digest);
                }
            }
            Key::Document(id) => portal.documents.get(id.index()).hash(digest),
            Key::Place(id) => {
                if let Some(place) = portal.jurisdictions.get(id.index()) {
                    place.def.hash(digest);
                    place.parent.map(|id| &portal.jurisdiction(id).def.slug).hash(digest);
                }
            }
            Key::Group(id) => {
                if let Some(group) = portal.groups.get(id.index()) {
                    group.def.hash(digest);
                    for member in &group.members {
                        portal.jurisdiction(*member).def.slug.hash(digest);
                    }
                }
            }
            Key::Indicator(id) => {
                if let Some(indicator) = portal.indicators.get(id.index()) {
                    indicator.def.hash(digest);
                    portal.unit(indicator.unit).hash(digest);
                    indicator.theme.hash(digest);
                    portal.programme(indicator.programme).id.hash(digest);
                }
            }
            Key::Figures(place, indicator) => {
                for id in portal.figures_of(place, indicator) {
                    let observation = portal.observation(id);
                    observation.def.hash(digest);
                    observation.value.hash(digest);
                    observation.upper.hash(digest);
                }
                portal.jurisdictions.get(place.index()).map(|place| &place.def.slug).hash(digest);
                portal.indicators.get(indicator.index()).map(|i| &i.def.id).hash(digest);
            }
            Key::Evaluation(id) => {
                if let Some(evaluation) = portal.evaluations.get(id.index()) {
                    evaluation.def.hash(digest);
                    for place in &evaluation.subjects {
                        portal.jurisdiction(*place).def.slug.hash(digest);
                    }
                }
            }
            Key::Problem(id) => {
                if let Some(problem) = portal.problems.get(id.index()) {
                    problem.def.hash(digest);
                    for (evaluation, answer) in &problem.answers {
                        let def = &portal.evaluation(*evaluation).def;
                        (def.year, def.answers.get(*answer)).hash(digest);
                    }
                }
            }
            Key::Card(id) => card(world, id, digest),
            Key::Body(id, lang) => {
                if let Some(text) = portal.narratives.get(id.index()).and_then(|n| n.texts.get(lang).as_ref()) {
                    text.def.body.hash(digest);
                    text.def.fields.notes.hash(digest);
                }
                card(world, id, digest);
            }
            Key::Terms => portal.terms.hash(digest),
            Key::Corrections => portal.corrections.hash(digest),
            Key::List(list) => list.digest(world, digest),
            Key::Route(subject, lang) => world.plan.route(subject, lang).hash(digest),
        }
    }
}

/// What other pages see of a narrative: everything but its text.
fn card(world: &World, id: NarrativeId, digest: &mut Digest) {
    let Some(narrative) = world.portal.narratives.get(id.index()) else { return };
    narrative.kind.hash(digest);
    narrative.year.hash(digest);
    narrative.slug.hash(digest);
    narrative.jurisdiction.map(|id| &world.portal.jurisdiction(id).def.slug).hash(digest);
    narrative.shared.hash(digest);
    for (_, text) in narrative.texts.iter() {
        let fields = text.as_ref().map(|text| (&text.def.fields.title, &text.def.fields.summary));
        fields.hash(digest);
    }
}

impl List {
    fn digest(self, world: &World, digest: &mut Digest) {
        let portal = &world.portal;
        let observation = |id: ObservationId, digest: &mut Digest| portal.observation(id).def.id.hash(digest);
        match self {
            List::Programmes => portal.programmes.iter().for_each(|programme| programme.id.hash(digest)),
            List::Pages(programme) => world
                .plan
                .pages
                .iter()
                .filter(|page| page.lang == Lang::Zh)
                .filter(|page| crate::plan::programme_of(portal, page.subject) == Some(programme))
                .filter(|page| {
                    matches!(
                        page.subject,
                        Subject::Year(..) | Subject::Place(..) | Subject::PlaceYear(..) | Subject::Bulletin(_)
                    )
                })
                .for_each(|page| page.route.hash(digest)),
            List::Evaluations(programme) => {
                for evaluation in portal.evaluations.iter().filter(|e| e.programme == programme) {
                    (evaluation.def.year, &evaluation.def.evaluator).hash(digest);
                }
            }
            List::Indicators(programme) => {
                let of = portal.indicators.iter().filter(|i| i.programme == programme);
                of.for_each(|indicator| indicator.def.id.hash(digest));
            }
            List::Cases(programme, list) => {
                for id in cases(world, programme, list) {
                    let case = portal.narrative(id);
                    let place = case.jurisdiction.map(|id| &portal.jurisdiction(id).def.slug);
                    (case.year, place, &case.slug).hash(digest);
                }
            }
            List::Texts(programme) => {
                for id in texts(world, programme) {
                    let text = portal.narrative(id);
                    let place = text.jurisdiction.map(|id| &portal.jurisdiction(id).def.slug);
                    (text.kind, text.year, place, &text.slug).hash(digest);
                }
            }
            List::StaticPages => {
                for id in static_pages(world) {
                    portal.narrative(id).slug.hash(digest);
                }
            }
            List::Problems(programme, list) => {
                for id in problems(world, programme, list) {
                    portal.problem(id).def.id.hash(digest);
                }
            }
            List::FiguresOfPlace(place) => portal.observations_of(place).for_each(|id| observation(id, digest)),
            List::FiguresOfIndicator(indicator) => {
                let of = portal.observations.iter().filter(|o| o.indicator == indicator);
                of.for_each(|observation| observation.def.id.hash(digest));
            }
            List::Groups => portal.groups.iter().for_each(|group| group.def.id.hash(digest)),
        }
    }
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
            let evaluation = portal.evaluation(problem.evaluation);
            let held = match list {
                ProblemList::All => true,
                ProblemList::Year(year) => evaluation.year() == year,
                ProblemList::PlaceYear(year, place) => {
                    evaluation.year() == year && problem.jurisdictions.contains(&place)
                }
                ProblemList::Category(category) => problem.category == category,
            };
            held && evaluation.programme == programme
        })
        .collect()
}

/// Hashing of values into BLAKE3: `Hash` gives the bytes, nothing is ever finished in
/// 64 bits.
struct Digest(blake3::Hasher);

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finalize().as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}
