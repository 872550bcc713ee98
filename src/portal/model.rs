//! What the joined files are: every record with what it refers to, and the look-ups that
//! follow from them alone.

use std::collections::HashMap;
use std::sync::Arc;

use crate::parse::records;
use crate::portal::ids::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, NarrativeId, ObservationId, ProblemId,
    ProgrammeId, ReportId, TermId, UnitId,
};
use crate::portal::media::MediaFiles;
use crate::portal::records::{
    ArithmeticCheck, LinkedEvaluation, LinkedFramework, LinkedIndicator, LinkedJurisdiction, LinkedNarrative,
    LinkedObservation, LinkedPeerGroup, LinkedProblem, LinkedReport,
};

/// Everything that the files say together.
#[derive(Clone, Debug, Default)]
pub struct Portal {
    /// The site's own words; an empty one when the site file is missing.
    pub site: Option<Arc<records::Site>>,
    /// The programme whose pages have no prefix.
    pub default_programme: Option<ProgrammeId>,
    /// The peer group of the home page.
    pub focus: Option<GroupId>,
    pub programmes: Vec<Arc<records::Programme>>,
    /// In the official order: by code, places without one last.
    pub jurisdictions: Vec<LinkedJurisdiction>,
    pub groups: Vec<LinkedPeerGroup>,
    pub units: Vec<Arc<records::Unit>>,
    pub dimensions: Vec<Arc<records::Dimension>>,
    pub documents: Vec<Arc<records::PublishedDocument>>,
    /// By programme, theme and the order of the files.
    pub indicators: Vec<LinkedIndicator>,
    /// By place, indicator, period and the order of the files.
    /// Shared between portals that have the same figures.
    pub observations: Arc<Vec<LinkedObservation>>,
    /// Newest year first.
    pub evaluations: Vec<LinkedEvaluation>,
    pub frameworks: Vec<LinkedFramework>,
    /// By programme, year (newest first) and the official order of places.
    pub reports: Vec<LinkedReport>,
    /// By programme and year (newest first); evaluators' before governments' own.
    pub problems: Vec<LinkedProblem>,
    /// Declared arithmetic, in the order of the files.
    pub checks: Arc<Vec<ArithmeticCheck>>,
    /// By kind, year (newest first), official order of places, slug.
    /// Shared between portals: an edit of one text keeps all the others.
    pub narratives: Arc<Vec<Arc<LinkedNarrative>>>,
    /// The files beside texts.
    pub media: Arc<MediaFiles>,
    pub terms: Vec<Arc<records::Term>>,
    pub corrections: Vec<Arc<records::Correction>>,
    /// Pages whose address changed, as the log lists them.
    pub moves: Vec<Arc<records::Move>>,
    /// What was published, oldest first.
    pub editions: Vec<Arc<records::Edition>>,
    pub(super) observations_by_id: Arc<HashMap<String, ObservationId>>,
    /// The observations of each indicator, in the order of places.
    pub(super) observations_by_indicator: Arc<Vec<Vec<ObservationId>>>,
    pub(super) problems_by_id: HashMap<String, ProblemId>,
    /// Where each narrative stands in the display order.
    pub(super) narrative_positions: Arc<HashMap<NarrativeId, usize>>,
    pub(super) checks_by_observation: Arc<HashMap<ObservationId, Vec<usize>>>,
    pub(super) checks_by_id: Arc<HashMap<String, usize>>,
    /// By programme: the group whose yearly tables need no name in their address.
    pub(super) main_groups: Vec<Option<GroupId>>,
}

impl Portal {
    /// The programme with an id.
    pub fn programme(&self, id: ProgrammeId) -> &Arc<records::Programme> {
        &self.programmes[id.index()]
    }

    /// The place with an id.
    pub fn jurisdiction(&self, id: JurisdictionId) -> &LinkedJurisdiction {
        &self.jurisdictions[id.index()]
    }

    /// The peer group with an id.
    pub fn group(&self, id: GroupId) -> &LinkedPeerGroup {
        &self.groups[id.index()]
    }

    /// The unit with an id.
    pub fn unit(&self, id: UnitId) -> &Arc<records::Unit> {
        &self.units[id.index()]
    }

    /// The published document with an id.
    pub fn document(&self, id: DocumentId) -> &Arc<records::PublishedDocument> {
        &self.documents[id.index()]
    }

    /// The indicator with an id.
    pub fn indicator(&self, id: IndicatorId) -> &LinkedIndicator {
        &self.indicators[id.index()]
    }

    /// The observation with an id.
    pub fn observation(&self, id: ObservationId) -> &LinkedObservation {
        &self.observations[id.index()]
    }

    /// The evaluation with an id.
    pub fn evaluation(&self, id: EvaluationId) -> &LinkedEvaluation {
        &self.evaluations[id.index()]
    }

    /// The problem with an id.
    pub fn problem(&self, id: ProblemId) -> &LinkedProblem {
        &self.problems[id.index()]
    }

    /// The report with an id.
    pub fn report(&self, id: ReportId) -> &LinkedReport {
        &self.reports[id.index()]
    }

    /// The framework with an id.
    pub fn framework(&self, id: FrameworkId) -> &LinkedFramework {
        &self.frameworks[id.index()]
    }

    /// The narrative with an id.
    pub fn narrative(&self, id: NarrativeId) -> &LinkedNarrative {
        &self.narratives[self.narrative_positions[&id]]
    }

    /// The narrative with an id, where it exists.
    pub fn narrative_if_any(&self, id: NarrativeId) -> Option<&Arc<LinkedNarrative>> {
        self.narrative_positions.get(&id).map(|position| &self.narratives[*position])
    }

    /// The glossary term with an id.
    pub fn term(&self, id: TermId) -> &Arc<records::Term> {
        &self.terms[id.index()]
    }

    /// The observation with this id.
    pub fn observation_named(&self, id: &str) -> Option<ObservationId> {
        self.observations_by_id.get(id).copied()
    }

    /// A declared statement by its name.
    pub fn check_named(&self, name: &str) -> Option<&ArithmeticCheck> {
        self.checks.get(*self.checks_by_id.get(name)?)
    }

    /// The checks that name an observation.
    pub fn checks_of(&self, id: ObservationId) -> impl Iterator<Item = &ArithmeticCheck> {
        self.check_positions(id).iter().filter_map(|position| self.checks.get(*position))
    }

    /// Their positions in [`Portal::checks`].
    pub fn check_positions(&self, id: ObservationId) -> &[usize] {
        self.checks_by_observation.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The problem with this id.
    pub fn problem_named(&self, id: &str) -> Option<ProblemId> {
        self.problems_by_id.get(id).copied()
    }

    /// The observations of a place, in the order of indicators.
    pub fn observations_of(&self, place: JurisdictionId) -> impl Iterator<Item = ObservationId> {
        let start = self.observations.partition_point(|o| o.jurisdiction < place);
        let end = self.observations.partition_point(|o| o.jurisdiction <= place);
        (start..end).map(ObservationId::new)
    }

    /// The observations of a place and an indicator, oldest period first.
    pub fn figures_of(&self, place: JurisdictionId, indicator: IndicatorId) -> impl Iterator<Item = ObservationId> {
        let key = (place, indicator);
        let start = self.observations.partition_point(|o| (o.jurisdiction, o.indicator) < key);
        let end = self.observations.partition_point(|o| (o.jurisdiction, o.indicator) <= key);
        (start..end).map(ObservationId::new)
    }

    /// All observations of an indicator, in the official order of places.
    pub fn figures_of_indicator(&self, indicator: IndicatorId) -> &[ObservationId] {
        self.observations_by_indicator.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// All figures that a document prints, in the official order.
    pub fn figures_of_document(&self, document: DocumentId) -> Vec<ObservationId> {
        let all = self.observations.iter().enumerate();
        all.filter(|(_, o)| o.document == document).map(|(position, _)| ObservationId::new(position)).collect()
    }

    /// Whether a place lies in another, at any depth.
    pub fn lies_in(&self, place: JurisdictionId, outer: JurisdictionId) -> bool {
        let mut parent = self.jurisdiction(place).parent;
        while let Some(id) = parent {
            if id == outer {
                return true;
            }
            parent = self.jurisdiction(id).parent;
        }
        false
    }

    /// The ids of all places, in display order.
    pub fn jurisdiction_ids(&self) -> impl Iterator<Item = JurisdictionId> + use<> {
        (0..self.jurisdictions.len()).map(JurisdictionId::new)
    }

    /// The ids of all indicators, in display order.
    pub fn indicator_ids(&self) -> impl Iterator<Item = IndicatorId> + use<> {
        (0..self.indicators.len()).map(IndicatorId::new)
    }

    /// The ids of all evaluations, in display order.
    pub fn evaluation_ids(&self) -> impl Iterator<Item = EvaluationId> + use<> {
        (0..self.evaluations.len()).map(EvaluationId::new)
    }

    /// The ids of all reports, in display order.
    pub fn report_ids(&self) -> impl Iterator<Item = ReportId> + use<> {
        (0..self.reports.len()).map(ReportId::new)
    }

    /// The ids of all frameworks, in display order.
    pub fn framework_ids(&self) -> impl Iterator<Item = FrameworkId> + use<> {
        (0..self.frameworks.len()).map(FrameworkId::new)
    }

    /// The ids of all narratives, in display order.
    pub fn narrative_ids(&self) -> impl Iterator<Item = NarrativeId> {
        self.narratives.iter().map(|narrative| narrative.id)
    }

    /// The ids of all programmes, in display order.
    pub fn programme_ids(&self) -> impl Iterator<Item = ProgrammeId> + use<> {
        (0..self.programmes.len()).map(ProgrammeId::new)
    }

    /// The ids of all problems, in display order.
    pub fn problem_ids(&self) -> impl Iterator<Item = ProblemId> + use<> {
        (0..self.problems.len()).map(ProblemId::new)
    }
}
