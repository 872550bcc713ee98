//! Values that no text states which binds them: then the value is rather wrong than every
//! text. It follows from the other findings alone.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity, Span};
use crate::portal::checks::findings::{Owner, Recorder};
use crate::portal::checks::scope::Scope;
use crate::say;
use crate::source::FileId;

/// Looks for values with which several texts differ.
pub fn check(_: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let found: Vec<&Diagnostic> = recorder.found_so_far().collect();
    let suspect = suspect_values(&found);
    recorder.record(Owner::Findings, suspect);
}

/// The suspect values among figures that differ, each at its place. What is reported of a
/// value already is not reported twice.
fn suspect_values(found: &[&Diagnostic]) -> Diagnostics {
    let mut differing: BTreeMap<(u32, u32), (Span, Vec<Span>)> = BTreeMap::new();
    for problem in found.iter().filter(|problem| stated(problem.code)) {
        let [(value, _)] = problem.related.as_slice() else { continue };
        let texts = differing.entry((value.file.0, value.start)).or_insert_with(|| (*value, Vec::new()));
        texts.1.push(problem.span);
    }
    differing.retain(|_, (_, texts)| texts.len() > 1);
    // What follows from an error of the same file is no second problem.
    let broken: HashSet<FileId> = found
        .iter()
        .filter(|problem| problem.severity() == Severity::Error && !stated(problem.code))
        .map(|problem| problem.span.file)
        .collect();
    let suspect = differing.into_values().filter(|(value, _)| !broken.contains(&value.file));
    suspect.map(|(value, texts)| diagnose_suspect(value, &texts)).collect()
}

/// Problems of texts that show what they state as their only other place.
fn stated(code: Code) -> bool {
    matches!(code, Code::FigureDiffers | Code::LinkMixedUp)
}

fn diagnose_suspect(value: Span, texts: &[Span]) -> Diagnostic {
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
