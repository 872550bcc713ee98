//! The records of the files, each with what it refers to. What a file says stays as it was
//! parsed, in `def`; what follows from it stands beside it.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::arithmetic::check::Finding;
use crate::i18n::{Lang, PerLang, Text};
use crate::parse::records::{self, ProblemState, SourceRef};
use crate::parse::{self, Amount, MediaFile, NarrativeKind, Reference, ReferenceKind, SharedFields, Statement};
use crate::portal::chart_request::ChartRequest;
use crate::portal::fact_request::FactRequest;
use crate::portal::ids::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, NarrativeId, ObservationId, ProblemId,
    ProgrammeId, ReportId, TermId, UnitId,
};
use crate::portal::media::NarrativeMedia;

/// A place and what it belongs to.
#[derive(Clone, Debug)]
pub struct LinkedJurisdiction {
    pub def: Arc<records::Jurisdiction>,
    pub parent: Option<JurisdictionId>,
    /// The places that took its place.
    pub successors: Vec<JurisdictionId>,
    /// The places that it took the place of.
    pub predecessors: Vec<JurisdictionId>,
}

/// A peer group with its members in the official order.
#[derive(Clone, Debug)]
pub struct LinkedPeerGroup {
    pub def: Arc<records::PeerGroup>,
    pub members: Vec<JurisdictionId>,
}

/// An indicator and what it belongs to.
#[derive(Clone, Debug)]
pub struct LinkedIndicator {
    pub def: Arc<records::Indicator>,
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
    pub def: records::Target,
    pub jurisdiction: Option<JurisdictionId>,
    pub document: Option<DocumentId>,
}

/// A figure and what it belongs to.
#[derive(Clone, Debug)]
pub struct LinkedObservation {
    pub def: Arc<records::Observation>,
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

impl LinkedObservation {
    /// The number, where there is one.
    pub fn decimal(&self) -> Option<Decimal> {
        self.value.and_then(Amount::decimal)
    }
}

/// An evaluation, resolved.
#[derive(Clone, Debug)]
pub struct LinkedEvaluation {
    pub def: Arc<records::Evaluation>,
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

impl LinkedEvaluation {
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
pub struct LinkedNarrative {
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
    /// The files that its front matter names.
    pub media: NarrativeMedia,
    pub shared: SharedFields,
}

/// One language of a narrative, its references resolved.
#[derive(Clone, Debug)]
pub struct NarrativeText {
    pub def: Arc<parse::Narrative>,
    /// By the address as written in the text.
    pub targets: Arc<HashMap<String, LinkTarget>>,
}

impl NarrativeText {
    /// Every reference that was resolved, in the order of the text, with what it leads to.
    pub fn links(&self) -> impl Iterator<Item = (&Reference, &LinkTarget)> {
        self.def.references.iter().filter_map(|reference| {
            let address = link_address(reference.kind, &reference.target.value);
            Some((reference, self.targets.get(&address)?))
        })
    }

    /// What a reference leads to, where it was resolved.
    pub fn target(&self, reference: &Reference) -> Option<&LinkTarget> {
        self.targets.get(&link_address(reference.kind, &reference.target.value))
    }

    /// The figures that the text binds, each where it stands.
    pub fn bound_figures(&self) -> impl Iterator<Item = (ObservationId, &Reference)> {
        self.links().filter_map(|(reference, target)| match target {
            LinkTarget::Observation(id) => Some((*id, reference)),
            LinkTarget::NoData
            | LinkTarget::Place(_)
            | LinkTarget::Indicator(_)
            | LinkTarget::Document(_)
            | LinkTarget::Problem(_)
            | LinkTarget::Term(_)
            | LinkTarget::Narrative(_)
            | LinkTarget::Chart(_)
            | LinkTarget::Fact(_)
            | LinkTarget::Grades(_)
            | LinkTarget::Media(_)
            | LinkTarget::Anchor(_)
            | LinkTarget::External(_) => None,
        })
    }

    /// The files beside it that the text shows or offers, in its order.
    pub fn media(&self) -> impl Iterator<Item = (&Reference, &Arc<MediaFile>)> {
        self.links().filter_map(|(reference, target)| {
            let LinkTarget::Media(media) = target else { return None };
            Some((reference, media))
        })
    }
}

impl LinkedNarrative {
    /// The text in a language, or in the other one when only that exists, with the
    /// language it is really in.
    pub fn text(&self, lang: Lang) -> Option<(&NarrativeText, Lang)> {
        let own = self.texts.get(lang).as_ref().map(|text| (text, lang));
        own.or_else(|| self.texts.get(lang.other()).as_ref().map(|text| (text, lang.other())))
    }

    /// All files that it shows or offers.
    pub fn media_files(&self) -> impl Iterator<Item = &Arc<MediaFile>> {
        let texts = self.texts.iter().filter_map(|(_, text)| text.as_ref());
        self.media.files().chain(texts.flat_map(|text| text.media().map(|(_, media)| media)))
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
            for (id, _) in text.bound_figures() {
                if !figures.contains(&id) {
                    figures.push(id);
                }
            }
        }
        figures
    }
}

/// A problem and what was said of it later.
#[derive(Clone, Debug)]
pub struct LinkedProblem {
    pub def: Arc<records::Problem>,
    pub programme: ProgrammeId,
    /// The year evaluated.
    pub year: u16,
    pub voice: Voice,
    /// Position among the programme's categories.
    pub category: Option<usize>,
    pub theme: Option<usize>,
    pub extent: Option<usize>,
    pub jurisdictions: Vec<JurisdictionId>,
    pub indicators: Vec<IndicatorId>,
    pub observations: Vec<ObservationId>,
    pub document: Option<DocumentId>,
    /// Oldest first.
    pub answers: Vec<ProblemAnswer>,
}

/// Who names a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The evaluator, in a bulletin.
    Evaluation(EvaluationId),
    /// The government itself.
    Own(ReportId),
    /// An evaluator whose document is not here: the finding is known from the answer, by
    /// its position among the report's answers.
    Answered(ReportId, usize),
}

impl LinkedProblem {
    /// The evaluation that names it, where one does.
    pub fn evaluation(&self) -> Option<EvaluationId> {
        match self.voice {
            Voice::Evaluation(id) => Some(id),
            Voice::Own(_) | Voice::Answered(..) => None,
        }
    }

    /// The report from which it is known, where it is one.
    pub fn report(&self) -> Option<ReportId> {
        match self.voice {
            Voice::Evaluation(_) => None,
            Voice::Own(id) | Voice::Answered(id, _) => Some(id),
        }
    }
}

/// What a document says of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProblemAnswer {
    /// The year of the evaluation or report that says it.
    pub year: u16,
    pub state: ProblemState,
    /// The state was read from what was done; the document does not name it.
    pub state_inferred: bool,
    pub text: Option<Statement>,
    pub source: SourceRef,
}

impl Voice {
    /// The order in lists: evaluators first, then what governments name, then what they
    /// answer.
    pub fn class(self) -> u8 {
        match self {
            Voice::Evaluation(_) => 0,
            Voice::Own(_) => 1,
            Voice::Answered(..) => 2,
        }
    }
}

/// A report, resolved.
#[derive(Clone, Debug)]
pub struct LinkedReport {
    pub def: Arc<records::Report>,
    pub programme: ProgrammeId,
    pub jurisdiction: JurisdictionId,
    pub document: Option<DocumentId>,
    /// What each point refers to, in the order of the points.
    pub points: Vec<PointRefs>,
    /// Problems that it names itself.
    pub problems: Vec<ProblemId>,
    /// Earlier findings that are known only from its answers.
    pub answered: Vec<ProblemId>,
    /// For each planned action, its figures.
    pub planned: Vec<Vec<ObservationId>>,
    /// For each answer, its figures.
    pub rectification: Vec<Vec<ObservationId>>,
    /// The digest, which is its page.
    pub digest: Option<NarrativeId>,
}

/// What a point of a report refers to.
#[derive(Clone, Debug, Default)]
pub struct PointRefs {
    /// The framework items that it answers, by framework and position.
    pub items: Vec<(FrameworkId, usize)>,
    pub figures: Vec<ObservationId>,
}

/// A framework, its items in one list.
#[derive(Clone, Debug)]
pub struct LinkedFramework {
    pub def: Arc<records::Framework>,
    pub programme: ProgrammeId,
    /// Headings directly before their items.
    pub items: Vec<LinkedFrameworkItem>,
}

/// A heading or item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkedFrameworkItem {
    pub id: String,
    pub number: String,
    pub names: Text,
    pub notes: Vec<Statement>,
    /// 0 for a heading.
    pub depth: usize,
    /// Its heading of depth 0; itself for one.
    pub top: usize,
}

/// A declared statement, computed again.
#[derive(Clone, Debug)]
pub struct ArithmeticCheck {
    pub def: Arc<records::DeclaredCheck>,
    pub finding: Finding,
    /// Those that the formula and the printed result name, each once.
    pub observations: Vec<ObservationId>,
    pub jurisdiction: Option<JurisdictionId>,
    pub document: Option<DocumentId>,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    Observation(ObservationId),
    /// A number that is marked as no data.
    NoData,
    Place(JurisdictionId),
    Indicator(IndicatorId),
    Document(DocumentId),
    Problem(ProblemId),
    Term(TermId),
    Narrative(NarrativeId),
    Chart(ChartRequest),
    /// What follows from the data.
    Fact(FactRequest),
    /// The table of the grades that an evaluation gave.
    Grades(EvaluationId),
    /// A file beside the text.
    Media(Arc<MediaFile>),
    /// An anchor of the same page.
    Anchor(String),
    /// A page on another site.
    External(String),
}

/// The address as written: the key of a text's targets.
pub fn link_address(kind: ReferenceKind, target: &str) -> String {
    let scheme = ReferenceKind::SCHEMES.iter().find(|(_, known)| *known == kind);
    match (scheme, kind) {
        (Some((scheme, _)), _) => format!("{scheme}:{target}"),
        (None, ReferenceKind::Anchor) => format!("#{target}"),
        (None, _) => target.to_owned(),
    }
}
