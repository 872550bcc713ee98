//! What is wrong, where, why, and what to do: [`Span`], [`Diagnostic`], [`Diagnostics`],
//! and their printing as text and JSON.
//!
//! A content problem is a [`Diagnostic`] beside the value, never an `Err` and never a
//! panic. Every text of a problem exists in both languages. This module knows sources
//! (for excerpts) and no later stage; it never exits and never prints by itself.

mod amend;
mod certain;
mod code;
mod cure;
mod explain;
mod json;
mod marked;
mod nearest;
mod places;
mod seen;
mod seen_in_data;
mod seen_in_texts;
mod text;

pub use amend::{AmendError, amended, pieces, with_text};
pub use certain::{CertainCure, certain_cures};
pub use code::Code;
pub use cure::{Amendment, Certainty, Cure, Edit, Replacement};
pub use explain::{Explanation, explanation};
pub use json::to_json;
pub use nearest::{nearest, nearest_words, one_slip};
pub use places::SourcePlaces;
pub use seen::cures;
pub use text::{Style, to_text};

use crate::i18n::{Lang, Text};
use crate::source::{FileId, Source, Sources};

/// A stretch of bytes in one file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over a range of bytes. Positions past 4 GiB do not occur: files are
    /// refused long before.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Span {
        let clamp = |position| u32::try_from(position).unwrap_or(u32::MAX);
        Span { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// A cell of a spreadsheet, which has no text: sheet, row and column from zero.
    pub fn cell(file: FileId, sheet: usize, row: u32, column: u32) -> Span {
        let sheet = u32::try_from(sheet).unwrap_or(u32::MAX).min(SHEETS - 1);
        Span { file, start: (sheet << ROW_BITS) | row.min((1 << ROW_BITS) - 1), end: column }
    }

    /// The first place of a file, for what concerns it whole.
    pub fn file(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// No file: what concerns the project as a whole, such as a file that is not there.
    pub fn project() -> Span {
        Span { file: FileId(u32::MAX), start: 0, end: 0 }
    }

    /// A part of this span, `range` counted from its start.
    pub fn part(self, range: std::ops::Range<usize>) -> Span {
        let start = self.start as usize;
        Span::new(self.file, start + range.start..start + range.end)
    }
}

/// In how many bits a row of a spreadsheet is kept; what is left holds the sheet.
const ROW_BITS: u32 = 20;
const SHEETS: u32 = 1 << (u32::BITS - ROW_BITS);

/// A cell of a spreadsheet: the number of its sheet, its row and column, all from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    pub sheet: u32,
    pub row: u32,
    pub column: u32,
}

impl CellPlace {
    /// Where a span of a spreadsheet stands.
    pub fn of(span: Span) -> CellPlace {
        CellPlace {
            sheet: (span.start >> ROW_BITS) + 1,
            row: (span.start & ((1 << ROW_BITS) - 1)) + 1,
            column: span.end + 1,
        }
    }

    /// As spreadsheets write it: `B7`.
    pub fn address(self) -> String {
        format!("{}{}", column_letters(self.column), self.row)
    }
}

/// A column as spreadsheets write it: A for the first, AA for the 27th.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Whether a file is a spreadsheet, whose places are cells.
fn has_cells(source: &Source) -> bool {
    source.path.ends_with(".xlsx")
}

/// A value and where it stands. Equality and hashing see the value only, so that a
/// record that moved down a line is still the same record.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: std::hash::Hash> std::hash::Hash for Spanned<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be fixed: `build` does not publish.
    Error,
    /// Should be fixed: fails with `--strict` only.
    Warning,
    /// Worth knowing.
    Note,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub span: Span,
    /// The headline: what is wrong, in lower case and without a full stop, the thing in
    /// backquotes.
    pub message: Text,
    /// What stands at the marked place.
    pub label: Option<Text>,
    /// Other places that belong to the problem, each with what stands there.
    pub related: Vec<(Span, Text)>,
    /// The cure in words.
    pub help: Option<Text>,
    /// Cures as changes, the likeliest first; [`cures`] has those that the marked text shows too.
    pub cures: Vec<Cure>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, span: Span, message: Text) -> Diagnostic {
        Diagnostic { code, span, message, label: None, related: Vec::new(), help: None, cures: Vec::new() }
    }

    /// Adds what stands at the marked place.
    pub fn label(mut self, label: Text) -> Diagnostic {
        self.label = Some(label);
        self
    }

    /// Adds another place.
    pub fn related(mut self, span: Span, what: Text) -> Diagnostic {
        self.related.push((span, what));
        self
    }

    /// Adds the cure in words.
    pub fn help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Adds a cure as a change.
    pub fn cure(mut self, cure: Cure) -> Diagnostic {
        self.cures.push(cure);
        self
    }

    /// Adds that something else is to stand in the marked place.
    pub fn instead(self, was: &str, now: &str) -> Diagnostic {
        let span = self.span;
        self.cure(Cure::replace(span, was, now))
    }

    /// Says which known names are near to the wrong one that is marked, each with its cure;
    /// where none is near, `otherwise`.
    pub fn meant<'a>(
        mut self,
        wrong: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl FnOnce() -> Text,
    ) -> Diagnostic {
        let near = nearest(wrong, known);
        self.help = Some(nearest_words(wrong, near.iter().copied()).unwrap_or_else(otherwise));
        near.into_iter().fold(self, |problem, right| problem.instead(wrong, right))
    }

    /// Whether it stands in a file or points into it.
    pub fn speaks_of(&self, file: FileId) -> bool {
        self.span.file == file || self.related.iter().any(|(span, _)| span.file == file)
    }

    /// How much it matters, by its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Problems in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many of one severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// The same problems sorted by file, place, severity and code, each once.
    pub fn sorted(mut self, sources: &Sources) -> Diagnostics {
        let path = |d: &Diagnostic| sources.find(d.span.file).map(|source| &*source.path);
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span.start, d.severity(), d.code, d.span.end);
            let files = || path(a).cmp(&path(b));
            let same_file = a.span.file == b.span.file;
            let by_file = if same_file { std::cmp::Ordering::Equal } else { files() };
            by_file.then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.en.cmp(&b.message.en))
        });
        self.list.dedup();
        self
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Diagnostics { list: iter.into_iter().collect() }
    }
}

/// A line and column as editors count them: both from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Where a byte of a text stands.
pub fn place(text: &str, byte: usize) -> Place {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before[start..].chars().count() + 1,
    }
}

/// The word for a severity.
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "必须改",
        (Severity::Warning, Lang::Zh) => "建议改",
        (Severity::Note, Lang::Zh) => "提示",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Note, Lang::En) => "note",
    }
}

/// A [`Text`](crate::i18n::Text) from two format strings, Chinese first.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::i18n::text(format!($zh), format!($en))
    };
}
