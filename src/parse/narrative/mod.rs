//! Narratives: Markdown with front matter. A narrative keeps its typed fields, its
//! headings, its references and its text with places; HTML is made when it is rendered.

mod body;
pub mod emphasis;
mod fields;
mod prose;

use std::sync::Arc;

pub use body::{Heading, NO_DATA, Reference, ReferenceKind, options};
pub use fields::{NarrativeFields, SharedFields};
pub use prose::{Block, Numeral, Stated};

use super::path::NarrativePlace;
use super::yaml::{self, Cx};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::say;
use crate::source::FileId;

/// One narrative in one language.
#[derive(Clone, Debug)]
pub struct Narrative {
    pub file: FileId,
    pub place: NarrativePlace,
    pub kind: NarrativeKind,
    pub fields: NarrativeFields,
    /// The Markdown after the front matter.
    pub body: Body,
    /// Byte of the file at which the body begins.
    pub offset: usize,
    pub headings: Vec<Heading>,
    pub references: Vec<Reference>,
    /// The figures of the body outside links.
    pub unbound: Vec<Numeral>,
    /// The figures of title and summary, which cannot have links.
    pub leading: Vec<Numeral>,
}

/// The end of a file's text, which it shares with the file.
#[derive(Clone)]
pub struct Body {
    file: Arc<str>,
    start: usize,
}

impl std::ops::Deref for Body {
    type Target = str;

    fn deref(&self) -> &str {
        &self.file[self.start..]
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        str::fmt(self, f)
    }
}

impl Narrative {
    /// The language it is written in.
    pub fn lang(&self) -> Lang {
        self.place.lang
    }

    /// The place of a range of the body.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }
}

/// What kind of text it is; the folder says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NarrativeKind {
    Bulletin,
    Report,
    Case,
    Page,
}

/// Reads a narrative.
pub fn read(file: FileId, text: &Arc<str>, place: &NarrativePlace, problems: &mut Diagnostics) -> Option<Narrative> {
    let kind = match place.folder.as_str() {
        "bulletin" => NarrativeKind::Bulletin,
        "report" => NarrativeKind::Report,
        "cases" => NarrativeKind::Case,
        _ => NarrativeKind::Page,
    };
    let front = front_matter(file, text, problems)?;
    let node = yaml::read(file, &text[front.yaml.clone()], front.yaml.start, problems)?;
    let fields = NarrativeFields::read(&node, kind, &mut Cx::new(problems));
    let body = Body { file: text.clone(), start: front.body };
    let fields = fields?;
    let lang = place.lang;
    let leading = std::iter::once(&fields.title).chain(&fields.summary);
    let leading = leading.flat_map(|field| prose::numerals_of_field(field, field.span, text, lang)).collect();
    let body::Body { mut headings, mut references, mut unbound } = body::read(file, &body, front.body, lang, problems);
    // A portal holds many thousands of these.
    headings.shrink_to_fit();
    references.shrink_to_fit();
    unbound.shrink_to_fit();
    Some(Narrative {
        file,
        place: place.clone(),
        kind,
        fields,
        body,
        offset: front.body,
        headings,
        references,
        unbound,
        leading,
    })
}

struct Front {
    yaml: std::ops::Range<usize>,
    body: usize,
}

/// The front matter between two lines `---`.
fn front_matter(file: FileId, text: &str, problems: &mut Diagnostics) -> Option<Front> {
    const FENCE: &str = "---";
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != FENCE {
        let end = first.len().min(200);
        let end = (0..=end).rev().find(|end| first.is_char_boundary(*end)).unwrap_or(0);
        problems.push(
            Diagnostic::new(
                Code::NoFrontMatter,
                Span::new(file, 0..end),
                say!("开头没有`---`之间的说明部分", "the file does not begin with front matter between `---`"),
            )
            .help(say!(
                "第一行写`---`，再写`title: …`等字段，以`---`结束",
                "begin with a line `---`, then `title: …` and the other fields, then `---`"
            )),
        );
        return None;
    }
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some(Front { yaml: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    problems.push(
        Diagnostic::new(
            Code::OpenFrontMatter,
            Span::new(file, 0..FENCE.len()),
            say!("说明部分没有结束的`---`", "the front matter is not closed"),
        )
        .label(say!("从这里开始", "it begins here"))
        .help(say!("在正文前加一行`---`", "add a line `---` before the text")),
    );
    None
}
