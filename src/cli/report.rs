//! Problems on their way to the terminal.

use std::io::Write;

use super::args::Format;
use super::messages::Speaker;
use crate::diag::{Diagnostics, Severity, to_json, to_text};
use crate::engine::Engine;
use crate::i18n::{Lang, Text};
use crate::say;
use crate::source::Sources;

/// Prints all problems: text as messages, JSON as results. Notes are many and harmless:
/// as text they are shown when asked for, so that they never drown an error.
pub fn print(problems: &Diagnostics, sources: &Sources, format: Format, notes: bool, speaker: &Speaker) {
    match format {
        Format::Text => {
            let mut out = std::io::stderr().lock();
            for problem in problems.iter().filter(|problem| notes || problem.severity() != Severity::Note) {
                let text = to_text(problem, sources, speaker.lang, speaker.style);
                if writeln!(out, "{text}").is_err() {
                    return;
                }
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            for problem in problems.iter() {
                if writeln!(out, "{}", to_json(problem, sources)).is_err() {
                    return;
                }
            }
        }
    }
}

/// Whether these problems stop publishing.
pub fn stops(problems: &Diagnostics, strict: bool) -> bool {
    problems.count(Severity::Error) > 0 || (strict && problems.count(Severity::Warning) > 0)
}

/// How many problems of each kind there are, in words.
pub fn counts(problems: &Diagnostics) -> Text {
    let errors = problems.count(Severity::Error);
    let warnings = problems.count(Severity::Warning);
    let notes = problems.count(Severity::Note);
    if problems.is_empty() {
        return say!("没有问题", "no problems");
    }
    let plural = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let (e, w, n) = (plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note"));
    say!("必须改{errors}处，建议改{warnings}处，提示{notes}处", "{e}, {w}, {n}")
}

/// How the figures of each text are covered: a line for each, tab between the columns.
pub fn coverage(engine: &Engine, speaker: &Speaker) {
    let head = say!(
        "文稿\t语言\t已绑定\t未绑定\t标明不是数据\t摘要无据",
        "text\tlanguage\tbound\tunbound\tmarked\tunsupported in summary"
    );
    speaker.result(head.get(speaker.lang));
    for (file, lang, coverage) in engine.coverage() {
        let (bound, free, marked) = (coverage.bound, coverage.unbound.len(), coverage.marked);
        let bare = coverage.unsupported.len();
        let path = &engine.sources().get(file).path;
        speaker.result(&format!("{path}\t{lang}\t{bound}\t{free}\t{marked}\t{bare}"));
    }
}

/// A duration as people read it.
pub fn seconds(duration: std::time::Duration, lang: Lang) -> String {
    let seconds = duration.as_secs_f64();
    match lang {
        Lang::Zh => format!("{seconds:.2}秒"),
        Lang::En => format!("{seconds:.2} s"),
    }
}
