//! How many problems, kinds of problems and places a bulletin says that its evaluation has, against the evaluation.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figure::Dimension;
use crate::figure::frame::Framed;
use crate::i18n::Lang;
use crate::parse::BindingPassage;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::grade_rows::evaluation_of;
use crate::portal::checks::scope::Scope;
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedEvaluation, NarrativeText};
use crate::say;

/// Words that make a number one of problems.
const PROBLEMS: [&[&str]; 2] = [&["问题"], &["problem"]];

/// Checks the bulletins of evaluations that have problems.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |narrative, text, lang, found| {
        let evaluation = evaluation_of(portal, narrative).filter(|evaluation| !evaluation.problems.is_empty());
        let Some(evaluation) = evaluation else { return };
        let counts = counts(portal, evaluation);
        for passage in &text.def.passages {
            found.extend(in_passage(text, passage, evaluation, &counts, lang).into_iter().collect());
        }
    });
}

/// The numbers that can be meant: of all problems, of those of a category, of the categories.
fn counts(portal: &Portal, evaluation: &LinkedEvaluation) -> BTreeSet<Decimal> {
    let categories: Vec<&str> = evaluation
        .problems
        .iter()
        .map(|id| portal.problem(*id).def.category.as_ref().map_or("", |name| &name.value))
        .collect();
    let kinds: BTreeSet<&str> = categories.iter().copied().collect();
    let of_kind = kinds.iter().map(|kind| categories.iter().filter(|category| *category == kind).count());
    of_kind.chain([categories.len(), kinds.len(), evaluation.subjects.len()]).map(Decimal::from).collect()
}

fn in_passage(
    text: &NarrativeText,
    passage: &BindingPassage,
    evaluation: &LinkedEvaluation,
    counts: &BTreeSet<Decimal>,
    lang: Lang,
) -> Option<Diagnostic> {
    let words = PROBLEMS[usize::from(lang == Lang::En)];
    passage.links.iter().find_map(|(range, position)| {
        let reference = text.def.references.get(*position).filter(|reference| !reference.meant)?;
        let marked = matches!(text.target(reference), Some(LinkTarget::NoData));
        let Some(Ok(printed)) = reference.stated.as_ref().map(|stated| &stated.printed).filter(|_| marked) else {
            return None;
        };
        let framed = Framed::new(&passage.text, range.clone(), lang);
        let near = [framed.before, framed.figure, framed.after].concat();
        let counts_problems = printed.dimension == Dimension::Plain
            && printed.high.is_none()
            && printed.low.is_integer()
            && words.iter().any(|word| near.contains(word));
        (counts_problems && !counts.contains(&printed.low)).then(|| {
            let (wrong, right) = (&reference.text.value, evaluation.problems.len());
            Diagnostic::new(
                Code::GradesDiffer,
                reference.text.span,
                say!("数据里这次评价有{right}个问题，`{wrong}`与它和各类的个数都不符", "the data has {right} problems of this evaluation; `{wrong}` is neither that nor the number of a category"),
            )
            .related(evaluation.def.programme.span, say!("这次评价", "the evaluation"))
            .help(say!(
                "对照公开文件，改正文字或评价的`problems`；说的是别的，写成`[{wrong}](figure:none \"meant\")`",
                "compare with the document and correct the text or `problems` of the evaluation; if it counts other things, write `[{wrong}](figure:none \"meant\")`"
            ))
        })
    })
}
