//! One narrative: its typed fields, its headings, its references and its text with places.

use std::sync::Arc;

use super::body::{self, Heading};
use super::fields::{NarrativeFields, NarrativeKind};
use super::markdown_body::MarkdownBody;
use super::passages::BindingPassage;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::i18n::Lang;
use crate::media::{ending_of, is_media};
use crate::parse::links::Reference;
use crate::parse::path::NarrativePlace;
use crate::parse::prose::{self, Numeral};
use crate::parse::records::{Limits, TextNature};
use crate::parse::yaml::{self, Cx};
use crate::say;
use crate::source::FileId;

/// One narrative in one language.
#[derive(Clone, Debug)]
pub struct Narrative {
    pub file: FileId,
    pub place: NarrativePlace,
    pub kind: NarrativeKind,
    /// Whose words it is: as it says itself, else as it was told.
    pub nature: TextNature,
    pub fields: NarrativeFields,
    /// The Markdown after the front matter.
    pub body: Body,
    /// Byte of the file at which the body begins.
    pub offset: usize,
    /// Whether the body was read; the next five lists are empty until then.
    pub is_read: bool,
    pub headings: Vec<Heading>,
    pub references: Vec<Reference>,
    /// The passages that bind figures.
    pub passages: Vec<BindingPassage>,
    /// The figures of the body outside links.
    pub unbound: Vec<Numeral>,
    /// The figures of title, summary and notes, which cannot have links.
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

    /// The narrative with its body read, where that was left for later, and the problems that
    /// are found there.
    pub fn with_body(&self) -> (Narrative, Diagnostics) {
        let mut problems = Diagnostics::new();
        let mut narrative = self.clone();
        narrative.read_body(&mut problems);
        (narrative, problems)
    }

    /// The same narrative with other words, as they are while somebody writes; nothing where its
    /// fields cannot be read.
    pub fn with_text(&self, text: &Arc<str>) -> Option<Narrative> {
        let reading = NarrativeReading { nature: Some(self.nature), ..Depth::Whole.into() };
        read(self.file, text, &self.place, reading, &mut Diagnostics::new())
    }

    fn read_body(&mut self, problems: &mut Diagnostics) {
        let lang = self.place.lang;
        let leading = std::iter::once(&self.fields.title).chain(&self.fields.summary).chain(&self.fields.notes);
        let of_field = |field: &Spanned<String>| prose::numerals_of_field(field, field.span, &self.body.file, lang);
        self.leading = leading.flat_map(of_field).collect();
        let body = MarkdownBody { file: self.file, text: &self.body, offset: self.offset };
        let body::Body { headings, references, passages, unbound } = body::read(body, self.nature, lang, problems);
        (self.headings, self.references, self.unbound) = (headings, references, unbound);
        self.passages = passages;
        // A portal holds many thousands of these.
        self.headings.shrink_to_fit();
        self.references.shrink_to_fit();
        self.passages.shrink_to_fit();
        self.unbound.shrink_to_fit();
        self.is_read = true;
    }

    /// The place of a range of the body.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }
}

/// The bytes in which the address of a file beside a text ends.
const LONGEST_ADDRESS: usize = 1000;

/// How much of a narrative is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Whole,
    /// Only the fields, unless the body decides which pages there are.
    Fields,
}

/// How a file is read, a narrative above all.
#[derive(Clone, Copy, Debug)]
pub struct NarrativeReading {
    pub depth: Depth,
    /// What its file in the other language or its document says of it.
    pub nature: Option<TextNature>,
    pub limits: Limits,
}

impl From<Depth> for NarrativeReading {
    fn from(depth: Depth) -> NarrativeReading {
        NarrativeReading { depth, nature: None, limits: Limits::default() }
    }
}

/// Reads a narrative.
pub fn read(
    file: FileId,
    text: &Arc<str>,
    place: &NarrativePlace,
    reading: NarrativeReading,
    problems: &mut Diagnostics,
) -> Option<Narrative> {
    let kind = match place.folder.as_str() {
        "bulletin" => NarrativeKind::Bulletin,
        "report" => NarrativeKind::Report,
        "cases" => NarrativeKind::Case,
        _ => NarrativeKind::Page,
    };
    let front = front_matter(file, text, problems)?;
    let node = yaml::read(file, &text[front.yaml.clone()], front.yaml.start, problems)?;
    let fields = NarrativeFields::read(&node, kind, &mut Cx::new(problems))?;
    let mut narrative = Narrative {
        file,
        place: place.clone(),
        kind,
        nature: fields.shared.text.or(reading.nature).unwrap_or(TextNature::Digest),
        fields,
        body: Body { file: text.clone(), start: front.body },
        offset: front.body,
        is_read: false,
        headings: Vec::new(),
        references: Vec::new(),
        passages: Vec::new(),
        unbound: Vec::new(),
        leading: Vec::new(),
    };
    // Charts and the files beside a text are files of the site, which the plan must know.
    let has_files = narrative.body.contains("![")
        || narrative.body.match_indices("](").any(|(at, _)| {
            let near = &narrative.body[at + 2..];
            let near = &near[..near.floor_char_boundary(LONGEST_ADDRESS)];
            let address = near.split([')', ' ', '\n']).next().unwrap_or("");
            is_media(&ending_of(address.trim_end_matches('>')))
        });
    if reading.depth == Depth::Whole || has_files {
        narrative.read_body(problems);
    }
    Some(narrative)
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
