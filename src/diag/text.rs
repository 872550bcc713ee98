//! Problems as text for a terminal: the line, a caret, the cure.
//!
//! The drawing is rustc's own renderer (annotate-snippets), which aligns carets under
//! full-width characters. It is given only the lines that it shows.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::places::{SourcePlaces, floor};
use super::{CellPlace, Diagnostic, Severity, Span, has_cells, severity_word};
use crate::i18n::{Lang, for_terminal};
use crate::source::Source;

/// With or without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Coloured,
}

/// One problem as text, with a line feed at the end.
pub fn to_text(diagnostic: &Diagnostic, places: &SourcePlaces<'_>, lang: Lang, style: Style) -> String {
    let code = format!("{} {}", diagnostic.code.number(), diagnostic.code.name());
    let level = level(diagnostic.severity()).with_name(severity_word(diagnostic.severity(), lang));
    let title = level.primary_title(for_terminal(diagnostic.message.get(lang))).id(code);
    let label = diagnostic.label.as_ref().map(|label| label.get(lang).as_str());
    let mut group = Group::with_title(title);
    if let Some(first) = snippet(diagnostic.span, label, AnnotationKind::Primary, places) {
        group = group.element(first);
    }
    for (span, what) in &diagnostic.related {
        let what = Some(what.get(lang).as_str());
        if let Some(snippet) = snippet(*span, what, AnnotationKind::Context, places) {
            group = group.element(snippet);
        }
    }
    if let Some(help) = &diagnostic.help {
        let name = match lang {
            Lang::Zh => "办法",
            Lang::En => "help",
        };
        group = group.element(Level::HELP.with_name(name).message(for_terminal(help.get(lang))));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The lines of a span; `None` for what concerns the project as a whole.
fn snippet(
    span: Span,
    label: Option<&str>,
    kind: AnnotationKind,
    places: &SourcePlaces<'_>,
) -> Option<Snippet<'static, annotate_snippets::Annotation<'static>>> {
    let source = places.file(span)?;
    let path = for_terminal(&source.path).into_owned();
    if has_cells(source) {
        let cell = CellPlace::of(span);
        let path = for_terminal(&format!("{path} · {}!{}", cell.sheet, cell.address())).into_owned();
        let annotation = label.map_or(kind.span(0..0), |label| kind.span(0..0).label(for_terminal(label).into_owned()));
        return Some(Snippet::source(String::new()).line_start(cell.row as usize).path(path).annotation(annotation));
    }
    let excerpt = Excerpt::of(span, source, places);
    let mut annotation = kind.span(excerpt.range);
    if let Some(label) = label {
        annotation = annotation.label(for_terminal(label).into_owned());
    }
    Some(
        Snippet::source(for_terminal_in_place(excerpt.text)).line_start(excerpt.line).path(path).annotation(annotation),
    )
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A line of a file for a terminal; its length stays, since the caret counts it.
fn for_terminal_in_place(text: String) -> String {
    let steers = |c: char| c != '\n' && matches!(for_terminal(c.encode_utf8(&mut [0; 4])), Cow::Owned(_));
    if !text.contains(steers) {
        return text;
    }
    let shown = |c: char| match c.len_utf8() {
        _ if !steers(c) => c.to_string(),
        3 => "\u{fffd}".to_owned(),
        length => "?".repeat(length),
    };
    text.chars().map(shown).collect()
}

/// The lines that a span touches, and where it stands in them.
struct Excerpt {
    text: String,
    /// Number of the first line, from one.
    line: usize,
    range: Range<usize>,
}

impl Excerpt {
    /// The longest stretch that is shown, in bytes: a file may be one endless line.
    const LONGEST: usize = 2000;

    fn of(span: Span, source: &Source, places: &SourcePlaces<'_>) -> Excerpt {
        let text = source.text().unwrap_or("");
        let start = floor(text, span.start as usize);
        let end = floor(text, (span.end as usize).max(start)).min(start + Self::LONGEST);
        let end = floor(text, end);
        let line_start = places.line(source, start).start;
        let first = floor(text, line_start.max(start.saturating_sub(Self::LONGEST)));
        let last = floor(text, places.line(source, end).end.min(end + Self::LONGEST)).max(end);
        // A caret needs at least one column, also at the end of a line.
        let range = start - first..(end - first).max(start - first);
        Excerpt { text: text[first..last].to_owned(), line: places.place(source, first).line, range }
    }
}
