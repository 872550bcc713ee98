//! The figures that evaluations and reports state in their own words, held against the
//! data as those of narratives are: bound ones must agree, free ones are told, and both
//! languages bind the same.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::Book;
use super::evaluations::known_observation;
use super::figures;
use super::{Coverage, EvaluationId, JurisdictionId, ObservationId, Portal, ReportId};
use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::i18n::Lang;
use crate::parse::{NO_DATA, Numeral, Reference, Statement, data};
use crate::say;
use crate::source::FileId;

/// A statement, whose it is, and the figures that its record names.
struct Stated<'p> {
    statement: &'p Statement,
    place: JurisdictionId,
    named: &'p [Spanned<String>],
}

/// Checks the statements of all evaluations and reports.
pub fn check(portal: &Portal, book: &Book, problems: &mut Diagnostics) {
    super::spelling::of_statements(portal, problems);
    for stated in all(portal) {
        let bound = Lang::ALL.map(|lang| check_language(portal, book, &stated, lang, problems));
        let [Some(zh), Some(en)] = bound else { continue };
        let bound = [zh, en];
        for (lang, other) in [(0, 1), (1, 0)] {
            parity(portal, &bound[lang], &bound[other], Lang::ALL[other], problems);
        }
    }
}

/// How the figures of each file of statements are covered, by language.
pub fn coverage(portal: &Portal) -> BTreeMap<(FileId, Lang), Coverage> {
    let mut files: BTreeMap<(FileId, Lang), Coverage> = BTreeMap::new();
    for (of, stated) in owners(portal).flat_map(|of| list(portal, of).into_iter().map(move |stated| (of, stated))) {
        let file = match of {
            StatedIn::Evaluation(id) => portal.evaluation(id).def.evaluator.span.file,
            StatedIn::Report(id) => portal.report(id).def.id.span.file,
        };
        for lang in Lang::ALL {
            let coverage = files.entry((file, lang)).or_default();
            let said = stated.statement.said(lang);
            let marked = said.links.iter().filter(|(_, link)| link.target.value == NO_DATA).count();
            coverage.marked += marked;
            coverage.bound += said.links.len() - marked;
            coverage.unbound.extend(said.free.iter().cloned());
        }
    }
    files
}

/// Whose words a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedIn {
    Evaluation(EvaluationId),
    Report(ReportId),
}

/// Every statement, in each language.
pub fn texts(portal: &Portal) -> impl Iterator<Item = (&Statement, Lang)> {
    all(portal).flat_map(|stated| Lang::ALL.map(|lang| (stated.statement, lang)))
}

/// Every figure that a statement binds, and where.
pub fn figures(portal: &Portal) -> impl Iterator<Item = (&Reference, ObservationId)> {
    owners(portal).flat_map(|of| stated_in(portal, of))
}

/// The figures that the statements of an evaluation or report bind.
pub fn stated_in(portal: &Portal, of: StatedIn) -> impl Iterator<Item = (&Reference, ObservationId)> {
    let links = list(portal, of).into_iter().flat_map(|stated| {
        Lang::ALL.into_iter().flat_map(move |lang| stated.statement.said(lang).links.iter().map(|(_, link)| link))
    });
    links.filter_map(|link| Some((link, portal.observation_named(&link.target)?)))
}

type Bound<'p> = Vec<(ObservationId, &'p Reference)>;

/// Checks one language of a statement; returns what it binds, or nothing where a name is
/// unknown, which has been told.
fn check_language<'p>(
    portal: &Portal,
    book: &Book,
    stated: &Stated<'p>,
    lang: Lang,
    problems: &mut Diagnostics,
) -> Option<Bound<'p>> {
    let said = stated.statement.said(lang);
    let mut bound = Vec::new();
    let mut known = true;
    for (_, link) in said.links.iter().filter(|(_, link)| link.target.value != NO_DATA) {
        let Some(id) = known_observation(portal, &link.target, &book.lost, problems) else {
            known = false;
            continue;
        };
        bound.push((id, link));
        problems.extend(figures::elsewhere(portal, stated.place, None, link, id).into_iter().collect());
        problems.extend(figures::check_bound(portal, link, id, lang).into_iter().collect());
    }
    for numeral in &said.free {
        problems.push(unbound(portal, stated, numeral, lang));
    }
    known.then_some(bound)
}

fn unbound(portal: &Portal, stated: &Stated<'_>, numeral: &Numeral, lang: Lang) -> Diagnostic {
    let named = stated.named.iter().filter_map(|name| portal.observation_named(name));
    let known = named.chain(portal.observations_of(stated.place));
    super::coverage::not_bound(portal, known, numeral, lang)
}

/// Both languages of a statement bind the same figures.
fn parity(portal: &Portal, here: &Bound<'_>, there: &Bound<'_>, other: Lang, problems: &mut Diagnostics) {
    let bound: BTreeSet<ObservationId> = there.iter().map(|(id, _)| *id).collect();
    let mut told = BTreeSet::new();
    for (id, link) in here {
        if bound.contains(id) || !told.insert(*id) {
            continue;
        }
        let (wrong, name) = (&link.text.value, &portal.observation(*id).def.id.value);
        let (code, wanted) = (other.code(), figures::label(portal, *id, other));
        problems.push(
            Diagnostic::new(
                Code::FigureParity,
                link.text.span,
                say!("`{wrong}`在`{code}`里没有对应的绑定", "`{wrong}` is not bound in `{code}`"),
            )
            .help(say!(
                "在`{code}`的同一处写`[{wanted}](figure:{name})`，或在这里删去",
                "write `[{wanted}](figure:{name})` at the same place of `{code}`, or remove it here"
            )),
        );
    }
}

fn owners(portal: &Portal) -> impl Iterator<Item = StatedIn> + use<> {
    let evaluations = portal.evaluation_ids().map(StatedIn::Evaluation);
    evaluations.chain(portal.report_ids().map(StatedIn::Report))
}

fn all(portal: &Portal) -> impl Iterator<Item = Stated<'_>> {
    owners(portal).flat_map(|of| list(portal, of))
}

/// The statements of an evaluation or report.
fn list(portal: &Portal, of: StatedIn) -> Vec<Stated<'_>> {
    let mut list = List { place: place_of(portal, of), found: Vec::new() };
    match of {
        StatedIn::Evaluation(id) => list.evaluation(&portal.evaluation(id).def),
        StatedIn::Report(id) => list.report(&portal.report(id).def),
    }
    list.found
}

fn place_of(portal: &Portal, of: StatedIn) -> JurisdictionId {
    match of {
        StatedIn::Evaluation(id) => portal.evaluation(id).evaluator,
        StatedIn::Report(id) => portal.report(id).jurisdiction,
    }
}

/// The statements of one file, in its order.
struct List<'p> {
    place: JurisdictionId,
    found: Vec<Stated<'p>>,
}

impl<'p> List<'p> {
    fn add(&mut self, statements: impl IntoIterator<Item = &'p Statement>, named: &'p [Spanned<String>]) {
        let place = self.place;
        self.found.extend(statements.into_iter().map(|statement| Stated { statement, place, named }));
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
            self.add([&answer.finding.text, &answer.text], &answer.observations);
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
            self.add([&problem.text].into_iter().chain(&problem.notes), &problem.observations);
        }
    }
}
