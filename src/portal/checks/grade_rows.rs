//! Grades as a bulletin writes them, in rows, lists and sentences, against the evaluation: how many places have a grade,
//! and which.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::figure::Dimension;
use crate::i18n::Lang;
use crate::parse::{BindingPassage, NarrativeKind, Reference, ReferenceKind};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::ids::JurisdictionId;
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedEvaluation, LinkedNarrative, NarrativeText};
use crate::say;

/// Checks the bulletins of which the data has the grades.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |narrative, text, lang, found| {
        let graded = evaluation_of(portal, narrative).filter(|evaluation| !evaluation.grades.is_empty());
        let Some(evaluation) = graded else { return };
        let grades = IssuedGrade::all(portal, evaluation, lang);
        for passage in &text.def.passages {
            check_passage(portal, &grades, text, passage, found);
        }
    });
}

/// The evaluation of which a bulletin is the digest.
pub fn evaluation_of<'p>(portal: &'p Portal, narrative: &LinkedNarrative) -> Option<&'p LinkedEvaluation> {
    let bulletin = narrative.kind == NarrativeKind::Bulletin;
    portal.evaluations.iter().find(|evaluation| {
        bulletin
            && Some(evaluation.evaluator) == narrative.jurisdiction
            && Some(evaluation.programme) == narrative.programme
            && evaluation.year() == narrative.year
    })
}

/// A grade and the places that have it.
struct IssuedGrade<'p> {
    name: &'p str,
    places: BTreeSet<JurisdictionId>,
    span: Span,
}

impl<'p> IssuedGrade<'p> {
    /// All grades of the programme, those that no place has included.
    fn all(portal: &'p Portal, evaluation: &LinkedEvaluation, lang: Lang) -> Vec<IssuedGrade<'p>> {
        let grades = portal.programme(evaluation.programme).grades.iter().enumerate();
        grades
            .map(|(position, grade)| {
                let issued = evaluation.grades.iter().find(|(known, _)| *known == position);
                let places = issued.map(|(_, places)| places.iter().copied().collect()).unwrap_or_default();
                IssuedGrade { name: grade.names.get(lang), places, span: evaluation.def.programme.span }
            })
            .collect()
    }
}

fn check_passage(
    portal: &Portal,
    grades: &[IssuedGrade<'_>],
    text: &NarrativeText,
    passage: &BindingPassage,
    found: &mut Diagnostics,
) {
    let heads = [passage.row.as_deref(), passage.column.as_deref()];
    let by_head = grades.iter().find(|grade| heads.iter().flatten().any(|head| head.eq_ignore_ascii_case(grade.name)));
    let grade = by_head.or_else(|| only_grade(grades, &passage.text));
    let Some(grade) = grade else { return };
    let references = passage.links.iter().filter_map(|(_, position)| text.def.references.get(*position));
    let mut named = BTreeSet::new();
    for reference in references.filter(|reference| !reference.meant) {
        match text.target(reference) {
            Some(LinkTarget::Place(place)) => {
                named.insert(*place);
                let elsewhere = grades.iter().any(|other| other.places.contains(place));
                if elsewhere && !grade.places.contains(place) {
                    found.push(diagnose_member(portal, grade, *place, reference));
                }
            }
            Some(LinkTarget::NoData) if by_head.is_some() => {
                found.extend(diagnose_count(grade, passage, reference).into_iter().collect());
            }
            _ => {}
        }
    }
    let whole = by_head.is_some() && !named.is_empty();
    if let Some(missing) = grade.places.iter().find(|place| whole && !named.contains(place)) {
        let last = passage.links.last().and_then(|(_, position)| text.def.references.get(*position));
        found.extend(last.map(|last| diagnose_missing(portal, grade, *missing, last)).into_iter().collect());
    }
}

/// The one grade that a passage names; a name inside another one (合格 in 不合格) is not meant.
fn only_grade<'g, 'p>(grades: &'g [IssuedGrade<'p>], text: &str) -> Option<&'g IssuedGrade<'p>> {
    let text = text.to_lowercase();
    let mut rest = text.as_str().to_owned();
    let mut named = Vec::new();
    let mut by_length: Vec<&IssuedGrade<'_>> = grades.iter().collect();
    by_length.sort_by_key(|grade| std::cmp::Reverse(grade.name.len()));
    for grade in by_length {
        let name = grade.name.to_lowercase();
        if rest.contains(&name) {
            rest = rest.replace(&name, " ");
            named.push(grade);
        }
    }
    match named.as_slice() {
        [grade] => Some(grade),
        _ => None,
    }
}

fn diagnose_member(
    portal: &Portal,
    grade: &IssuedGrade<'_>,
    place: JurisdictionId,
    reference: &Reference,
) -> Diagnostic {
    let names = &portal.jurisdiction(place).def.names;
    let (zh, en, name) = (&names.zh, &names.en, grade.name);
    Diagnostic::new(
        Code::GradesDiffer,
        reference.text.span,
        say!("数据里{zh}的等级不是“{name}”", "in the data the grade of {en} is not “{name}”"),
    )
    .related(grade.span, say!("这次评价", "the evaluation"))
    .help(say!(
        "对照公开文件，改正文字或评价的`grades`",
        "compare with the document and correct the text or `grades` of the evaluation"
    ))
}

fn diagnose_missing(portal: &Portal, grade: &IssuedGrade<'_>, place: JurisdictionId, last: &Reference) -> Diagnostic {
    let names = &portal.jurisdiction(place).def.names;
    let (zh, en, name) = (&names.zh, &names.en, grade.name);
    Diagnostic::new(
        Code::GradesDiffer,
        last.text.span,
        say!("这里漏了{zh}：数据里它的等级是“{name}”", "{en} is missing here: in the data its grade is “{name}”"),
    )
    .related(grade.span, say!("这次评价", "the evaluation"))
    .help(say!(
        "对照公开文件，改正文字或评价的`grades`",
        "compare with the document and correct the text or `grades` of the evaluation"
    ))
}

/// A cell that holds a number alone says how many places have the grade.
fn diagnose_count(grade: &IssuedGrade<'_>, passage: &BindingPassage, reference: &Reference) -> Option<Diagnostic> {
    let Some(Ok(printed)) = reference.stated.as_ref().map(|stated| &stated.printed) else { return None };
    let alone = reference.kind == ReferenceKind::Figure && passage.text.trim() == reference.text.value;
    let right = grade.places.len();
    let counts = alone && printed.dimension == Dimension::Plain && printed.high.is_none();
    let (wrong, name) = (&reference.text.value, grade.name);
    (counts && printed.low != right.into()).then(|| {
        Diagnostic::new(
            Code::GradesDiffer,
            reference.text.span,
            say!(
                "数据里“{name}”有{right}个地方，这里是`{wrong}`",
                "in the data {right} places have the grade “{name}”, and here it is `{wrong}`"
            ),
        )
        .related(grade.span, say!("这次评价", "the evaluation"))
        .help(say!(
            "对照公开文件，改正文字或评价的`grades`",
            "compare with the document and correct the text or `grades` of the evaluation"
        ))
        .instead(wrong, &right.to_string())
    })
}
