//! Joins all documents into one [`Portal`]: references resolved, both languages present,
//! figures bound and checked.
//!
//! After an edit of texts or values only what depends on them is joined again; after any
//! other change of data or texts everything is. The portal knows no pages and no theme,
//! reads no disk and no source text. What files say stays as it was parsed; what follows
//! from it stands beside it.

mod arithmetic;
mod assemble;
mod charts;
mod coverage;
mod doubtful;
mod evaluations;
mod figures;
mod ids;
mod joined;
mod languages;
mod links;
mod measures;
mod names;
mod narratives;
mod numbers;
mod places;
mod problems;
mod reports;
mod results;
mod series;
mod spelling;
mod stated;
mod statements;
mod swapped;
mod targets;
mod texts;

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

pub use arithmetic::{Check, computed};
pub use assemble::{Documents, assemble};
pub use charts::ChartRequest;
pub use coverage::{Coverage, coverage, targets};
pub use figures::{label, place_of};
pub use ids::*;
pub use joined::{Joined, Reach};
pub use links::Target;
pub use problems::{Answer, Problem, Voice};
pub use reports::{Framework, FrameworkItem, PointRefs, Report};
pub use stated::coverage as statement_coverage;
pub use statements::{StatedIn, figures as stated_figures, figures_of as figures_stated_in};

use crate::i18n::{Lang, PerLang};
use crate::parse::{Amount, NarrativeKind, data};

/// Everything that the files say together.
#[derive(Clone, Debug, Default)]
pub struct Portal {
    /// The site's own words; an empty one when the site file is missing.
    pub site: Option<Arc<data::Site>>,
    /// The programme whose pages have no prefix.
    pub default_programme: Option<ProgrammeId>,
    /// The peer group of the home page.
    pub focus: Option<GroupId>,
    pub programmes: Vec<Arc<data::Programme>>,
    /// In the official order: by code, places without one last.
    pub jurisdictions: Vec<Jurisdiction>,
    pub groups: Vec<PeerGroup>,
    pub units: Vec<Arc<data::Unit>>,
    pub dimensions: Vec<Arc<data::Dimension>>,
    pub documents: Vec<Arc<data::PublishedDocument>>,
    /// By programme, theme and the order of the files.
    pub indicators: Vec<Indicator>,
    /// By place, indicator, period and the order of the files.
    /// Shared between portals that have the same figures.
    pub observations: Arc<Vec<Observation>>,
    /// Newest year first.
    pub evaluations: Vec<Evaluation>,
    pub frameworks: Vec<Framework>,
    /// By programme, year (newest first) and the official order of places.
    pub reports: Vec<Report>,
    /// By programme and year (newest first); evaluators' before governments' own.
    pub problems: Vec<Problem>,
    /// Declared arithmetic, in the order of the files.
    pub checks: Arc<Vec<Check>>,
    /// By kind, year (newest first), official order of places, slug.
    /// Shared between portals: an edit of one text keeps all the others.
    pub narratives: Arc<Vec<Arc<Narrative>>>,
    pub terms: Vec<Arc<data::Term>>,
    pub corrections: Vec<Arc<data::Correction>>,
    /// What was published, oldest first.
    pub editions: Vec<Arc<data::Edition>>,
    observations_by_id: Arc<HashMap<String, ObservationId>>,
    /// The observations of each indicator, in the order of places.
    observations_by_indicator: Arc<Vec<Vec<ObservationId>>>,
    problems_by_id: HashMap<String, ProblemId>,
    /// Where each narrative stands in the display order.
    narrative_positions: Arc<HashMap<NarrativeId, usize>>,
    checks_by_observation: Arc<HashMap<ObservationId, Vec<usize>>>,
    checks_by_id: Arc<HashMap<String, usize>>,
    /// By programme: the group whose yearly tables need no name in their address.
    main_groups: Vec<Option<GroupId>>,
}

/// A place and what it belongs to.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    pub def: Arc<data::Jurisdiction>,
    pub parent: Option<JurisdictionId>,
}

/// A peer group with its members in the official order.
#[derive(Clone, Debug)]
pub struct PeerGroup {
    pub def: Arc<data::PeerGroup>,
    pub members: Vec<JurisdictionId>,
}

/// An indicator and what it belongs to.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub def: Arc<data::Indicator>,
    pub programme: ProgrammeId,
    /// Position among the programme's themes.
    pub theme: usize,
    pub unit: UnitId,
    pub related: Vec<IndicatorId>,
    pub targets: Vec<IndicatorTarget>,
    /// The document that says when the next figures are expected.
    pub next_expected: Option<DocumentId>,
}

/// A target of an indicator, resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndicatorTarget {
    pub def: data::Target,
    pub jurisdiction: Option<JurisdictionId>,
    pub document: Option<DocumentId>,
}

/// A figure and what it belongs to.
#[derive(Clone, Debug)]
pub struct Observation {
    pub def: Arc<data::Observation>,
    pub jurisdiction: JurisdictionId,
    pub indicator: IndicatorId,
    pub document: DocumentId,
    /// In the indicator's unit, converted exactly.
    pub value: Option<Amount>,
    /// The upper end of a range, likewise.
    pub upper: Option<Amount>,
    /// Positions in [`Portal::dimensions`] and among its values.
    pub breakdown: Vec<(usize, usize)>,
}

impl Observation {
    /// The number, where there is one.
    pub fn decimal(&self) -> Option<Decimal> {
        self.value.and_then(Amount::decimal)
    }
}

/// An evaluation, resolved.
#[derive(Clone, Debug)]
pub struct Evaluation {
    pub def: Arc<data::Evaluation>,
    pub programme: ProgrammeId,
    pub evaluator: JurisdictionId,
    pub peers: Option<GroupId>,
    /// Who was evaluated, in the official order.
    pub subjects: Vec<JurisdictionId>,
    pub document: Option<DocumentId>,
    /// Position among the programme's grades, and the places in issued order.
    pub grades: Vec<(usize, Vec<JurisdictionId>)>,
    pub problems: Vec<ProblemId>,
}

impl Evaluation {
    /// The year evaluated.
    pub fn year(&self) -> u16 {
        self.def.year
    }

    /// The grade of a place, as a position among the programme's grades.
    pub fn grade_of(&self, place: JurisdictionId) -> Option<usize> {
        self.grades.iter().find(|(_, places)| places.contains(&place)).map(|(grade, _)| *grade)
    }
}

/// A narrative in the languages in which it exists.
#[derive(Clone, Debug)]
pub struct Narrative {
    /// Stays the same as long as its files stay where they are.
    pub id: NarrativeId,
    pub kind: NarrativeKind,
    /// Static pages belong to no programme.
    pub programme: Option<ProgrammeId>,
    pub year: u16,
    pub jurisdiction: Option<JurisdictionId>,
    /// Empty for a bulletin and for the one report of a place and year.
    pub slug: String,
    pub texts: PerLang<Option<NarrativeText>>,
    pub draft: bool,
    /// Positions among the programme's themes, the main one first.
    pub themes: Vec<usize>,
    pub county: Option<JurisdictionId>,
    pub mentions: Vec<JurisdictionId>,
    pub recognitions: Vec<usize>,
    pub document: Option<DocumentId>,
    pub shared: crate::parse::SharedFields,
}

/// One language of a narrative, its references resolved.
#[derive(Clone, Debug)]
pub struct NarrativeText {
    pub def: Arc<crate::parse::Narrative>,
    /// By the address as written in the text.
    pub targets: Arc<HashMap<String, Target>>,
}

impl Narrative {
    /// The text in a language, or in the other one when only that exists, with the
    /// language it is really in.
    pub fn text(&self, lang: Lang) -> Option<(&NarrativeText, Lang)> {
        let own = self.texts.get(lang).as_ref().map(|text| (text, lang));
        own.or_else(|| self.texts.get(lang.other()).as_ref().map(|text| (text, lang.other())))
    }

    /// Whether the bodies of all its texts were read.
    pub fn is_read(&self) -> bool {
        self.texts.iter().filter_map(|(_, text)| text.as_ref()).all(|text| text.def.is_read)
    }

    /// Whether none of them was.
    pub fn is_unread(&self) -> bool {
        !self.texts.iter().filter_map(|(_, text)| text.as_ref()).any(|text| text.def.is_read)
    }

    /// The observations that the text binds, each once, in the order of the text.
    pub fn figures(&self, lang: Lang) -> Vec<ObservationId> {
        let mut figures = Vec::new();
        if let Some((text, _)) = self.text(lang) {
            for reference in &text.def.references {
                let key = links::address(reference.kind, &reference.target.value);
                if let Some(Target::Observation(id)) = text.targets.get(&key)
                    && !figures.contains(id)
                {
                    figures.push(*id);
                }
            }
        }
        figures
    }
}

impl Portal {
    pub fn programme(&self, id: ProgrammeId) -> &Arc<data::Programme> {
        &self.programmes[id.index()]
    }

    pub fn jurisdiction(&self, id: JurisdictionId) -> &Jurisdiction {
        &self.jurisdictions[id.index()]
    }

    pub fn group(&self, id: GroupId) -> &PeerGroup {
        &self.groups[id.index()]
    }

    pub fn unit(&self, id: UnitId) -> &Arc<data::Unit> {
        &self.units[id.index()]
    }

    pub fn document(&self, id: DocumentId) -> &Arc<data::PublishedDocument> {
        &self.documents[id.index()]
    }

    pub fn indicator(&self, id: IndicatorId) -> &Indicator {
        &self.indicators[id.index()]
    }

    pub fn observation(&self, id: ObservationId) -> &Observation {
        &self.observations[id.index()]
    }

    pub fn evaluation(&self, id: EvaluationId) -> &Evaluation {
        &self.evaluations[id.index()]
    }

    pub fn problem(&self, id: ProblemId) -> &Problem {
        &self.problems[id.index()]
    }

    pub fn report(&self, id: ReportId) -> &Report {
        &self.reports[id.index()]
    }

    pub fn framework(&self, id: FrameworkId) -> &Framework {
        &self.frameworks[id.index()]
    }

    pub fn narrative(&self, id: NarrativeId) -> &Narrative {
        &self.narratives[self.narrative_positions[&id]]
    }

    /// The narrative with an id, where it exists.
    pub fn narrative_if_any(&self, id: NarrativeId) -> Option<&Arc<Narrative>> {
        self.narrative_positions.get(&id).map(|position| &self.narratives[*position])
    }

    pub fn term(&self, id: TermId) -> &Arc<data::Term> {
        &self.terms[id.index()]
    }

    /// The observation with this id.
    pub fn observation_named(&self, id: &str) -> Option<ObservationId> {
        self.observations_by_id.get(id).copied()
    }

    /// A declared statement by its name.
    pub fn check_named(&self, name: &str) -> Option<&Check> {
        self.checks.get(*self.checks_by_id.get(name)?)
    }

    /// The checks that name an observation.
    pub fn checks_of(&self, id: ObservationId) -> impl Iterator<Item = &Check> {
        let positions = self.checks_by_observation.get(&id);
        positions.into_iter().flatten().filter_map(|position| self.checks.get(*position))
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

    /// All ids of a kind, in display order.
    pub fn jurisdiction_ids(&self) -> impl Iterator<Item = JurisdictionId> + use<> {
        (0..self.jurisdictions.len()).map(JurisdictionId::new)
    }

    pub fn indicator_ids(&self) -> impl Iterator<Item = IndicatorId> + use<> {
        (0..self.indicators.len()).map(IndicatorId::new)
    }

    pub fn evaluation_ids(&self) -> impl Iterator<Item = EvaluationId> + use<> {
        (0..self.evaluations.len()).map(EvaluationId::new)
    }

    pub fn report_ids(&self) -> impl Iterator<Item = ReportId> + use<> {
        (0..self.reports.len()).map(ReportId::new)
    }

    pub fn framework_ids(&self) -> impl Iterator<Item = FrameworkId> + use<> {
        (0..self.frameworks.len()).map(FrameworkId::new)
    }

    pub fn narrative_ids(&self) -> impl Iterator<Item = NarrativeId> {
        self.narratives.iter().map(|narrative| narrative.id)
    }

    pub fn programme_ids(&self) -> impl Iterator<Item = ProgrammeId> + use<> {
        (0..self.programmes.len()).map(ProgrammeId::new)
    }

    pub fn problem_ids(&self) -> impl Iterator<Item = ProblemId> + use<> {
        (0..self.problems.len()).map(ProblemId::new)
    }
}
