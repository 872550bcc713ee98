//! The text that a problem marks, and what stands around it.

use std::ops::Range;

use super::cure::{Amendment, Cure, Edit};
use super::{Diagnostic, Span, has_cells};
use crate::i18n::Text;
use crate::source::{FileId, Sources};

/// A problem's place in the text of its file.
pub struct MarkedText<'a> {
    pub file: FileId,
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// What is marked.
    pub range: Range<usize>,
    /// The first of the other places, where it lies in the same file.
    pub related: Option<Span>,
    pub sources: &'a Sources,
}

impl<'a> MarkedText<'a> {
    /// `None` where the problem lies in no text.
    pub fn of(problem: &Diagnostic, sources: &'a Sources) -> Option<MarkedText<'a>> {
        let source = sources.find(problem.span.file).filter(|source| !has_cells(source))?;
        let text = source.text()?;
        let range = problem.span.start as usize..problem.span.end as usize;
        text.get(range.clone())?;
        let related = problem.related.first().map(|(span, _)| *span).filter(|span| span.file == source.id);
        Some(MarkedText { file: source.id, path: &source.path, text, range, related, sources })
    }

    /// The marked characters.
    pub fn marked(&self) -> &'a str {
        self.text.get(self.range.clone()).unwrap_or("")
    }

    /// What stands before them.
    pub fn before(&self) -> &'a str {
        self.text.get(..self.range.start).unwrap_or("")
    }

    /// What follows them.
    pub fn after(&self) -> &'a str {
        self.text.get(self.range.end..).unwrap_or("")
    }

    /// The line in which the marked text begins, with its line end.
    pub fn line(&self) -> Range<usize> {
        self.line_at(self.range.start)
    }

    /// The line that holds a byte, with its line end.
    pub fn line_at(&self, byte: usize) -> Range<usize> {
        let start = self.text[..byte].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |end| byte + end + 1);
        start..end
    }

    /// The columns of the keys above: where a line that goes with them may begin.
    pub fn columns_above(&self) -> Vec<usize> {
        let above = self.text[..self.line().start].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
        let words = above.trim_start_matches([' ', '-']);
        let column = above.chars().count() - words.chars().count();
        if words.trim_end().ends_with(':') { vec![column + 2, column] } else { vec![column] }
    }

    /// A piece of the text replaced.
    pub fn edit(&self, range: Range<usize>, now: &str) -> Edit {
        let was = self.text.get(range.clone()).unwrap_or("").to_owned();
        Edit { span: Span::new(self.file, range), was, now: now.to_owned() }
    }

    /// A piece of the text replaced, as a cure of its own.
    pub fn replace(&self, says: Text, range: Range<usize>, now: &str) -> Cure {
        Cure::proposed(says, Amendment::Edits(vec![self.edit(range, now)]))
    }
}
