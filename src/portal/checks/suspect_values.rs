//! Values that no text states which binds them: then the value is rather wrong than every
//! text. It follows from the other problems alone, so that it is found again after any edit.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::say;
use crate::source::FileId;

/// The doubtful values among figures that differ, each at its place. What is told of a
/// value already is not told twice.
pub fn values(problems: &[&Diagnostic]) -> Vec<Diagnostic> {
    let mut differing: BTreeMap<(u32, u32), (Span, Vec<Span>)> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| stated(problem.code)) {
        let [(value, _)] = problem.related.as_slice() else { continue };
        let texts = differing.entry((value.file.0, value.start)).or_insert_with(|| (*value, Vec::new()));
        texts.1.push(problem.span);
    }
    differing.retain(|_, (_, texts)| texts.len() > 1);
    // What follows from an error of the same file is no second problem.
    let broken: HashSet<FileId> = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error && !stated(problem.code))
        .map(|problem| problem.span.file)
        .collect();
    let doubtful = differing.into_values().filter(|(value, _)| !broken.contains(&value.file));
    doubtful.map(|(value, texts)| self::doubtful(value, &texts)).collect()
}

/// Problems of texts that show what they state as their only other place.
fn stated(code: Code) -> bool {
    matches!(code, Code::FigureDiffers | Code::LinkMixedUp)
}

fn doubtful(value: Span, texts: &[Span]) -> Diagnostic {
    let count = texts.len();
    let mut problem = Diagnostic::new(
        Code::ValueDoubtful,
        value,
        say!("有{count}处文字与这里不符", "{count} texts say something else than this"),
    )
    .help(say!(
        "对照公开文件：这里错了改这里（连同`as_printed`），文字错了改文字",
        "compare with the document and correct this, with its `as_printed`, or the texts"
    ));
    for text in texts.iter().take(4) {
        problem = problem.related(*text, say!("这里另有说法", "this text says something else"));
    }
    problem
}
