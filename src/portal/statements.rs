//! Whose words the statements of the data are, and where each stands: evaluations and
//! reports, and every note, definition and remark that reaches a page.

use rust_decimal::Decimal;

use super::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, ObservationId, Portal, ProgrammeId,
    ReportId,
};
use crate::diag::Spanned;
use crate::i18n::Lang;
use crate::parse::{Numeral, Reference, Statement, data};

/// Whose words a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedIn {
    Evaluation(EvaluationId),
    Report(ReportId),
    /// The notes of a figure.
    Figure(ObservationId),
    Indicator(IndicatorId),
    /// Position among the checks.
    Check(usize),
    Document(DocumentId),
    Place(JurisdictionId),
    Group(GroupId),
    Framework(FrameworkId),
    Programme(ProgrammeId),
    /// Position in the glossary.
    Term(usize),
    /// Position in the log.
    Correction(usize),
    Site,
}

/// A statement, the place that it is about, and the figures that its record names.
pub struct Stated<'p> {
    pub statement: &'p Statement,
    pub place: Option<JurisdictionId>,
    pub named: &'p [Spanned<String>],
    pub computed: &'p [ObservationId],
    /// What the record itself says elsewhere: a target, of which this is the basis.
    pub own: Option<Decimal>,
}

impl Stated<'_> {
    /// The figures that the record of the statement names.
    pub fn known(&self, portal: &Portal) -> Vec<ObservationId> {
        let named = self.named.iter().filter_map(|name| portal.observation_named(name));
        named.chain(self.computed.iter().copied()).collect()
    }

    /// Whether a free figure only says what its record says.
    pub fn is_own(&self, numeral: &Numeral) -> bool {
        let printed = numeral.printed.as_ref().filter(|printed| printed.high.is_none());
        self.own.is_some_and(|own| printed.is_some_and(|printed| printed.low == own))
    }

    /// Whether it states any figure, bound or not.
    pub fn has_figures(&self) -> bool {
        Lang::ALL.iter().any(|lang| {
            let said = self.statement.said(*lang);
            !said.links.is_empty() || !said.free.is_empty()
        })
    }
}

/// Everything that has statements.
pub fn owners(portal: &Portal) -> impl Iterator<Item = StatedIn> + '_ {
    let evaluations = portal.evaluation_ids().map(StatedIn::Evaluation);
    let reports = portal.report_ids().map(StatedIn::Report);
    let noted = portal.observations.iter().enumerate().filter(|(_, observation)| !observation.def.notes.is_empty());
    let figures = noted.map(|(position, _)| StatedIn::Figure(ObservationId::new(position)));
    let indicators = (0..portal.indicators.len()).map(|position| StatedIn::Indicator(IndicatorId::new(position)));
    let documents = (0..portal.documents.len()).map(|position| StatedIn::Document(DocumentId::new(position)));
    let groups = (0..portal.groups.len()).map(|position| StatedIn::Group(GroupId::new(position)));
    let programmes = (0..portal.programmes.len()).map(|position| StatedIn::Programme(ProgrammeId::new(position)));
    evaluations
        .chain(reports)
        .chain(figures)
        .chain(indicators)
        .chain((0..portal.checks.len()).map(StatedIn::Check))
        .chain(documents)
        .chain(portal.jurisdiction_ids().map(StatedIn::Place))
        .chain(groups)
        .chain(portal.framework_ids().map(StatedIn::Framework))
        .chain(programmes)
        .chain((0..portal.terms.len()).map(StatedIn::Term))
        .chain((0..portal.corrections.len()).map(StatedIn::Correction))
        .chain(std::iter::once(StatedIn::Site))
}

/// Every statement of the portal.
pub fn all(portal: &Portal) -> impl Iterator<Item = Stated<'_>> {
    owners(portal).flat_map(|of| of_owner(portal, of))
}

/// Every statement, in each language.
pub fn texts(portal: &Portal) -> impl Iterator<Item = (&Statement, Lang)> {
    all(portal).flat_map(|stated| Lang::ALL.map(|lang| (stated.statement, lang)))
}

/// Every figure that a statement binds, and where.
pub fn figures(portal: &Portal) -> impl Iterator<Item = (&Reference, ObservationId)> {
    owners(portal).flat_map(|of| figures_of(portal, of))
}

/// The figures that the statements of one owner bind.
pub fn figures_of(portal: &Portal, of: StatedIn) -> impl Iterator<Item = (&Reference, ObservationId)> {
    let links = of_owner(portal, of).into_iter().flat_map(|stated| {
        Lang::ALL.into_iter().flat_map(move |lang| stated.statement.said(lang).links.iter().map(|(_, link)| link))
    });
    links.filter_map(|link| Some((link, portal.observation_named(&link.target)?)))
}

/// The statements of one owner, in the order of its file.
pub fn of_owner(portal: &Portal, of: StatedIn) -> Vec<Stated<'_>> {
    let mut list = List { place: place_of(portal, of), computed: &[], own: None, found: Vec::new() };
    match of {
        StatedIn::Evaluation(id) => list.evaluation(&portal.evaluation(id).def),
        StatedIn::Report(id) => list.report(&portal.report(id).def),
        StatedIn::Figure(id) => list.add(&portal.observation(id).def.notes, &[]),
        StatedIn::Indicator(id) => list.indicator(portal, id),
        StatedIn::Check(position) => {
            let check = &portal.checks[position];
            list.computed = &check.observations;
            list.add(std::iter::once(&check.def.statement).chain(&check.def.note), &[]);
        }
        StatedIn::Document(id) => {
            let document = portal.document(id);
            list.add(document.date_note.iter().chain(&document.notes), &[]);
        }
        StatedIn::Place(id) => list.add(&portal.jurisdiction(id).def.notes, &[]),
        StatedIn::Group(id) => list.add(&portal.group(id).def.notes, &[]),
        StatedIn::Framework(id) => {
            let framework = portal.framework(id);
            list.add(framework.def.notes.iter().chain(framework.items.iter().flat_map(|item| &item.notes)), &[]);
        }
        StatedIn::Programme(id) => list.programme(portal.programme(id)),
        StatedIn::Term(position) => list.add([&portal.terms[position].definition], &[]),
        StatedIn::Correction(position) => list.add([&portal.corrections[position].why], &[]),
        StatedIn::Site => {
            let texts = portal.site.iter().flat_map(|site| [&site.tagline, &site.contact, &site.disclaimer]);
            list.add(texts, &[]);
        }
    }
    list.found
}

/// The place whose figures the statements of an owner can state, where there is one.
fn place_of(portal: &Portal, of: StatedIn) -> Option<JurisdictionId> {
    match of {
        StatedIn::Evaluation(id) => Some(portal.evaluation(id).evaluator),
        StatedIn::Report(id) => Some(portal.report(id).jurisdiction),
        StatedIn::Figure(id) => Some(portal.observation(id).jurisdiction),
        StatedIn::Check(position) => portal.checks[position].jurisdiction,
        StatedIn::Place(id) => Some(id),
        _ => None,
    }
}

struct List<'p> {
    place: Option<JurisdictionId>,
    computed: &'p [ObservationId],
    own: Option<Decimal>,
    found: Vec<Stated<'p>>,
}

impl<'p> List<'p> {
    fn add(&mut self, statements: impl IntoIterator<Item = &'p Statement>, named: &'p [Spanned<String>]) {
        let (place, computed, own) = (self.place, self.computed, self.own);
        let stated = statements.into_iter().map(|statement| Stated { statement, place, named, computed, own });
        self.found.extend(stated);
    }

    fn evaluation(&mut self, def: &'p data::Evaluation) {
        self.add(def.stages.iter().filter_map(|stage| stage.note.as_ref()), &[]);
        self.add(&def.grades_note, &[]);
        for achievement in &def.achievements {
            self.add([&achievement.title], &[]);
            self.points(&achievement.points);
        }
        self.problems(&def.problems);
        for demand in &def.demands {
            self.add([&demand.title], &[]);
            self.points(&demand.points);
        }
        self.add(def.answers.iter().filter_map(|answer| answer.text.as_ref()), &[]);
        self.add(&def.notes, &[]);
    }

    fn report(&mut self, def: &'p data::Report) {
        self.add(&def.identity_note, &[]);
        self.add(&def.scope, &[]);
        self.add(&def.basis, &[]);
        self.add(def.stages.iter().filter_map(|stage| stage.note.as_ref()), &[]);
        for point in &def.points {
            self.add([&point.text], &point.observations);
        }
        self.problems(&def.problems);
        for planned in &def.planned {
            self.add([&planned.text], &planned.observations);
        }
        for answer in &def.rectification {
            let texts = [&answer.finding.text, &answer.text].into_iter().chain(&answer.finding_source);
            self.add(texts, &answer.observations);
        }
        self.add(&def.notes, &[]);
    }

    fn points(&mut self, points: &'p [data::Point]) {
        for point in points {
            self.add([&point.text].into_iter().chain(&point.note), &point.observations);
        }
    }

    fn problems(&mut self, problems: &'p [std::sync::Arc<data::Problem>]) {
        for problem in problems {
            let texts = [&problem.text].into_iter().chain(&problem.applies_to).chain(&problem.notes);
            self.add(texts, &problem.observations);
        }
    }

    fn indicator(&mut self, portal: &'p Portal, id: IndicatorId) {
        let indicator = portal.indicator(id);
        self.add([&indicator.def.definition], &[]);
        self.add(indicator.def.definition_changes.iter().map(|change| &change.note), &[]);
        for target in &indicator.targets {
            self.place = target.jurisdiction;
            self.own = target.def.value.as_ref().map(|value| value.value.0);
            self.add(&target.def.basis, &[]);
        }
        (self.place, self.own) = (None, None);
        self.add(&indicator.def.notes, &[]);
    }

    fn programme(&mut self, def: &'p data::Programme) {
        self.add([&def.description], &[]);
        for basis in &def.legal_basis {
            self.add(basis.sets.iter().chain(&basis.note), &[]);
        }
        for stage in &def.process {
            self.add(stage.description.iter().chain(&stage.product), &[]);
        }
        self.add(&def.notes, &[]);
    }
}
