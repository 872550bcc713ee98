//! Problems on their way to the terminal.

use std::io::Write;

use super::args::Format;
use super::messages::Speaker;
use crate::diag::{Diagnostic, Diagnostics, Severity, SourcePlaces, to_json, to_text};
use crate::engine::Engine;
use crate::i18n::{Lang, Text};
use crate::say;
use crate::source::Sources;

/// Which notes are printed as text. Notes are many and mostly harmless: they must never drown an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownNotes {
    None,
    /// Those without which nothing is published.
    Stopping,
    All,
}

impl ShownNotes {
    fn include(self, problem: &Diagnostic) -> bool {
        match self {
            _ if problem.severity() != Severity::Note => true,
            ShownNotes::None => false,
            ShownNotes::Stopping => problem.code.stops_publication(),
            ShownNotes::All => true,
        }
    }
}

/// Prints all problems: text as messages, JSON as results.
pub fn print(problems: &Diagnostics, sources: &Sources, format: Format, notes: ShownNotes, speaker: &Speaker) {
    let places = SourcePlaces::of(sources);
    match format {
        Format::Text => {
            let mut out = std::io::stderr().lock();
            for problem in problems.iter().filter(|problem| notes.include(problem)) {
                let text = to_text(problem, &places, speaker.lang, speaker.style);
                if writeln!(out, "{text}").is_err() {
                    return;
                }
            }
        }
        Format::Json => {
            let mut out = std::io::stdout().lock();
            for problem in problems.iter() {
                if writeln!(out, "{}", to_json(problem, &places)).is_err() {
                    return;
                }
            }
        }
    }
}

/// How many of the problems stop `publish`.
pub fn stopping(problems: &Diagnostics, strict: bool) -> usize {
    let stops =
        |problem: &&Diagnostic| problem.code.stops_publication() || (strict && problem.severity() == Severity::Warning);
    problems.iter().filter(stops).count()
}

/// Whether `publish` would go, in words.
pub fn publication(problems: &Diagnostics, strict: bool) -> Text {
    match stopping(problems, strict) {
        0 => say!("可以发布", "`publish` would go"),
        1 => say!("有1处不能发布", "1 of them stops `publish`"),
        n => say!("有{n}处不能发布", "{n} of them stop `publish`"),
    }
}

/// Whether these problems stop building.
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
