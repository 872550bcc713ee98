//! The texts of the data, whose words each is, and what its links are bound to: those of
//! evaluations and reports, and every note, definition and remark that reaches a page.

use rust_decimal::Decimal;

use crate::diag::Spanned;
use crate::i18n::Lang;
use crate::parse::{NO_DATA, Numeral, Reference, Statement, records};
use crate::portal::ids::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, ObservationId, ProgrammeId, ReportId,
};
use crate::portal::model::Portal;
use crate::portal::records::ArithmeticCheck;

/// Whose words a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataTextOwner {
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
pub struct DataText<'p> {
    pub statement: &'p Statement,
    pub place: Option<JurisdictionId>,
    pub named: &'p [Spanned<String>],
    pub computed: &'p [ObservationId],
    /// What the record itself says elsewhere: a target, of which this is the basis.
    pub own: Option<Decimal>,
}

/// What a link in a text of the data is bound to.
#[derive(Clone, Copy)]
pub enum BoundTo<'p> {
    Figure(ObservationId),
    /// What follows from figures, by the formula that computes it.
    Computed(&'p ArithmeticCheck),
}

impl<'p> DataText<'p> {
    /// The links of one language, each with what it is bound to: nothing where the name is
    /// unknown. What is marked as no data is left out.
    pub fn links(
        &self,
        portal: &'p Portal,
        lang: Lang,
    ) -> impl Iterator<Item = (Option<BoundTo<'p>>, &'p Reference)> + use<'p> {
        let links = self.statement.said(lang).links.iter().map(|(_, link)| link);
        links.filter(|link| link.target.value != NO_DATA).map(move |link| {
            let figure = portal.observation_named(&link.target).map(BoundTo::Figure);
            (figure.or_else(|| portal.check_named(&link.target).map(BoundTo::Computed)), link)
        })
    }

    /// The figures that the record of the statement names.
    pub fn known_figures(&self, portal: &Portal) -> Vec<ObservationId> {
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

/// Every record that can have texts.
pub fn owners(portal: &Portal) -> impl Iterator<Item = DataTextOwner> + '_ {
    let evaluations = portal.evaluation_ids().map(DataTextOwner::Evaluation);
    let reports = portal.report_ids().map(DataTextOwner::Report);
    let noted = portal.observations.iter().enumerate().filter(|(_, observation)| !observation.def.notes.is_empty());
    let figures = noted.map(|(position, _)| DataTextOwner::Figure(ObservationId::new(position)));
    let indicators = (0..portal.indicators.len()).map(|position| DataTextOwner::Indicator(IndicatorId::new(position)));
    let documents = (0..portal.documents.len()).map(|position| DataTextOwner::Document(DocumentId::new(position)));
    let groups = (0..portal.groups.len()).map(|position| DataTextOwner::Group(GroupId::new(position)));
    let programmes = (0..portal.programmes.len()).map(|position| DataTextOwner::Programme(ProgrammeId::new(position)));
    evaluations
        .chain(reports)
        .chain(figures)
        .chain(indicators)
        .chain((0..portal.checks.len()).map(DataTextOwner::Check))
        .chain(documents)
        .chain(portal.jurisdiction_ids().map(DataTextOwner::Place))
        .chain(groups)
        .chain(portal.framework_ids().map(DataTextOwner::Framework))
        .chain(programmes)
        .chain((0..portal.terms.len()).map(DataTextOwner::Term))
        .chain((0..portal.corrections.len()).map(DataTextOwner::Correction))
        .chain(std::iter::once(DataTextOwner::Site))
}

/// Every text of the data.
pub fn data_texts(portal: &Portal) -> impl Iterator<Item = DataText<'_>> {
    owners(portal).flat_map(|owner| texts_of(portal, owner))
}

/// Every figure that a statement binds, and where.
pub fn bound_figures(portal: &Portal) -> impl Iterator<Item = (&Reference, ObservationId)> {
    owners(portal).flat_map(|owner| bound_figures_of(portal, owner))
}

/// The figures that the statements of one owner bind.
pub fn bound_figures_of(portal: &Portal, owner: DataTextOwner) -> impl Iterator<Item = (&Reference, ObservationId)> {
    let links = texts_of(portal, owner).into_iter().flat_map(|stated| {
        Lang::ALL.into_iter().flat_map(move |lang| stated.statement.said(lang).links.iter().map(|(_, link)| link))
    });
    links.filter_map(|link| Some((link, portal.observation_named(&link.target)?)))
}

/// The statements of one owner, in the order of its file.
pub fn texts_of(portal: &Portal, owner: DataTextOwner) -> Vec<DataText<'_>> {
    let mut list = DataTextList { place: place_of(portal, owner), computed: &[], own: None, found: Vec::new() };
    match owner {
        DataTextOwner::Evaluation(id) => list.evaluation(&portal.evaluation(id).def),
        DataTextOwner::Report(id) => list.report(&portal.report(id).def),
        DataTextOwner::Figure(id) => list.add(&portal.observation(id).def.notes, &[]),
        DataTextOwner::Indicator(id) => list.indicator(portal, id),
        DataTextOwner::Check(position) => {
            let check = &portal.checks[position];
            list.computed = &check.observations;
            list.add(std::iter::once(&check.def.statement).chain(&check.def.note), &[]);
        }
        DataTextOwner::Document(id) => {
            let document = portal.document(id);
            list.add(document.date_note.iter().chain(&document.notes), &[]);
        }
        DataTextOwner::Place(id) => list.add(&portal.jurisdiction(id).def.notes, &[]),
        DataTextOwner::Group(id) => list.add(&portal.group(id).def.notes, &[]),
        DataTextOwner::Framework(id) => {
            let framework = portal.framework(id);
            list.add(framework.def.notes.iter().chain(framework.items.iter().flat_map(|item| &item.notes)), &[]);
        }
        DataTextOwner::Programme(id) => list.programme(portal.programme(id)),
        DataTextOwner::Term(position) => list.add([&portal.terms[position].definition], &[]),
        DataTextOwner::Correction(position) => list.add([&portal.corrections[position].why], &[]),
        DataTextOwner::Site => {
            let texts = portal.site.iter().flat_map(|site| [&site.tagline, &site.contact, &site.disclaimer]);
            list.add(texts, &[]);
        }
    }
    list.found
}

/// Those whose texts state figures. Which ones do is known without any value.
pub fn owners_with_figures(portal: &Portal) -> Vec<DataTextOwner> {
    owners(portal).filter(|owner| texts_of(portal, *owner).iter().any(DataText::has_figures)).collect()
}

/// The title of what a record is about, where it is a statement too.
pub fn title_of(portal: &Portal, owner: DataTextOwner) -> Option<&Statement> {
    match owner {
        DataTextOwner::Document(id) => Some(&portal.document(id).titles),
        DataTextOwner::Evaluation(id) => Some(&portal.evaluation(id).def.titles),
        DataTextOwner::Report(id) => Some(&portal.report(id).def.titles),
        DataTextOwner::Figure(_)
        | DataTextOwner::Indicator(_)
        | DataTextOwner::Check(_)
        | DataTextOwner::Place(_)
        | DataTextOwner::Group(_)
        | DataTextOwner::Framework(_)
        | DataTextOwner::Programme(_)
        | DataTextOwner::Term(_)
        | DataTextOwner::Correction(_)
        | DataTextOwner::Site => None,
    }
}

/// The place whose figures the statements of an owner can state, where there is one.
fn place_of(portal: &Portal, owner: DataTextOwner) -> Option<JurisdictionId> {
    match owner {
        DataTextOwner::Evaluation(id) => Some(portal.evaluation(id).evaluator),
        DataTextOwner::Report(id) => Some(portal.report(id).jurisdiction),
        DataTextOwner::Figure(id) => Some(portal.observation(id).jurisdiction),
        DataTextOwner::Check(position) => portal.checks[position].jurisdiction,
        DataTextOwner::Place(id) => Some(id),
        DataTextOwner::Indicator(_)
        | DataTextOwner::Document(_)
        | DataTextOwner::Group(_)
        | DataTextOwner::Framework(_)
        | DataTextOwner::Programme(_)
        | DataTextOwner::Term(_)
        | DataTextOwner::Correction(_)
        | DataTextOwner::Site => None,
    }
}

struct DataTextList<'p> {
    place: Option<JurisdictionId>,
    computed: &'p [ObservationId],
    own: Option<Decimal>,
    found: Vec<DataText<'p>>,
}

impl<'p> DataTextList<'p> {
    fn add(&mut self, statements: impl IntoIterator<Item = &'p Statement>, named: &'p [Spanned<String>]) {
        let (place, computed, own) = (self.place, self.computed, self.own);
        let stated = statements.into_iter().map(|statement| DataText { statement, place, named, computed, own });
        self.found.extend(stated);
    }

    fn evaluation(&mut self, def: &'p records::Evaluation) {
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

    fn report(&mut self, def: &'p records::Report) {
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

    fn points(&mut self, points: &'p [records::Point]) {
        for point in points {
            self.add([&point.text].into_iter().chain(&point.note), &point.observations);
        }
    }

    fn problems(&mut self, problems: &'p [std::sync::Arc<records::Problem>]) {
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

    fn programme(&mut self, def: &'p records::Programme) {
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
