//! The Markdown of a narrative: its headings and references, and what must not be in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::emphasis::{Marked, unmark};
use super::issued::{self, IssuedPieces};
use super::losses::{self, LinkDefinition};
use super::markdown_body::{BodyPiece, MarkdownBody, Stretches};
use super::passages::{BindingPassage, PassageReader};
use super::{footnotes, ids, pictures, run_together, unmeant};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::i18n::Lang;
use crate::parse::characters;
use crate::parse::links::{MEANT, Reference, ReferenceKind};
use crate::parse::prose::{Block, Numeral, Stated};
use crate::parse::records::TextNature;
use crate::say;
use crate::source::FileId;

/// The Markdown that narratives may use: tables, footnotes, strikethrough, alerts,
/// definition lists, heading ids. Quotes stay as typed.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2 to 6: the title of the page is the only first-level heading.
    pub level: u8,
    pub text: String,
    /// `s2` and `s2-3` by position, the same in both languages, unless the text gives one.
    pub anchor: String,
}

/// What the body of a narrative says.
#[derive(Debug, Default)]
pub struct Body {
    pub headings: Vec<Heading>,
    pub references: Vec<Reference>,
    /// The passages that bind figures.
    pub passages: Vec<BindingPassage>,
    /// The figures outside links.
    pub unbound: Vec<Numeral>,
}

/// Reads the body of a narrative in `lang`, a digest or an issued text.
pub fn read(body: MarkdownBody<'_>, nature: TextNature, lang: Lang, problems: &mut Diagnostics) -> Body {
    match nature {
        TextNature::Digest => read_markdown(body, lang, problems),
        TextNature::Issued => {
            let IssuedPieces { pieces, numbers } = issued::pieces(body.text);
            pictures::tell_foreign(body, &pieces, problems);
            BodyReader::of(body, true, lang, problems).read(pieces, numbers)
        }
    }
}

fn read_markdown(markdown: MarkdownBody<'_>, lang: Lang, problems: &mut Diagnostics) -> Body {
    let marked = Marked::new(markdown.text);
    let in_source = |range: Range<usize>| marked.source_byte(range.start)..marked.source_byte(range.end);
    let parser = Parser::new_ext(&marked.text, options());
    let definitions: Vec<LinkDefinition> = parser
        .reference_definitions()
        .iter()
        .map(|(name, found)| LinkDefinition { name: unmark(name).into_owned(), range: in_source(found.span.clone()) })
        .collect();
    let pieces: Vec<BodyPiece<'_>> =
        parser.into_offset_iter().map(|(event, range)| (event, in_source(range))).collect();
    losses::tell(markdown, &pieces, &definitions, problems);
    ids::tell(markdown, &pieces, problems);
    // A figure that stands in a mark is none, and what a mark changes is told once.
    let mut marks = unmeant::tell(markdown, &pieces, problems);
    marks.extend(run_together::tell(markdown, &pieces, problems));
    marks.extend(footnotes::tell(markdown, &pieces, problems));
    marks.extend(pictures::tell(markdown, &pieces, problems));
    BodyReader::of(markdown, false, lang, problems).read(pieces, marks)
}

struct BodyReader<'a> {
    file: FileId,
    body: &'a str,
    offset: usize,
    lang: Lang,
    /// Marks of Markdown are characters like others.
    issued: bool,
    read: Body,
    /// Links and pictures being read: where they begin, address, collected text.
    open: Vec<(Range<usize>, String, bool, String)>,
    /// The link that is open says that its figure is meant as its words say.
    meant: bool,
    heading: Option<(u8, Option<String>, String)>,
    /// Names of HTML elements that were reported and are not closed: the closing tag is
    /// no second problem.
    html: Vec<String>,
    /// Numbers of the current second- and third-level heading.
    numbers: (u32, u32),
    /// The anchors given so far, each with the last number that was put behind it.
    anchors: HashMap<String, u32>,
    /// The paragraph, heading or table cell being read.
    block: Block,
    /// The links of the block, with their positions among the references.
    linked: Vec<(Range<usize>, usize)>,
    passages: PassageReader,
    problems: &'a mut Diagnostics,
}

impl<'a> BodyReader<'a> {
    fn of(body: MarkdownBody<'a>, issued: bool, lang: Lang, problems: &'a mut Diagnostics) -> BodyReader<'a> {
        BodyReader {
            file: body.file,
            body: body.text,
            offset: body.offset,
            lang,
            issued,
            read: Body::default(),
            open: Vec::new(),
            meant: false,
            heading: None,
            html: Vec::new(),
            numbers: (0, 0),
            anchors: HashMap::new(),
            block: Block::default(),
            linked: Vec::new(),
            passages: PassageReader::default(),
            problems,
        }
    }

    /// Reads all pieces; what stands in `marks` is no figure.
    fn read(mut self, pieces: Vec<BodyPiece<'_>>, marks: Vec<Range<usize>>) -> Body {
        for (event, range) in pieces {
            self.event(event, range);
        }
        self.end_block();
        let marks = Stretches::of(marks);
        let markdown = MarkdownBody { file: self.file, text: self.body, offset: self.offset };
        self.read.unbound.retain(|numeral| !marks.meet(markdown.range(numeral.span)));
        self.read.passages = self.passages.found;
        self.read
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.offset + range.start..self.offset + range.end)
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if ends_block(&event) {
            let block = self.end_block();
            self.passages.event(&event, block.text());
        }
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                // One that a rule makes is told as such.
                if level == HeadingLevel::H1 && self.body.get(range.clone()).is_some_and(|raw| raw.starts_with('#')) {
                    self.first_level(&range);
                }
                self.heading = Some((depth(level), id.map(|id| unmark(&id).into_owned()), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                self.meant = title.as_ref() == MEANT;
                self.block.open_link();
                self.open.push((range, unmark(&dest_url).into_owned(), false, String::new()));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.block.open_link();
                self.open.push((range, unmark(&dest_url).into_owned(), true, String::new()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(),
            Event::Text(text) => {
                let text = if self.issued { Cow::Borrowed(&*text) } else { unmark(&text) };
                let written = self.body.get(range.clone()).unwrap_or("");
                characters::tell_decoded(self.span(range.clone()), &text, written, self.problems);
                self.block.push(&text, self.offset + range.start..self.offset + range.end);
                self.broken_link(&range);
                if !self.issued {
                    self.emphasis_marks(&text, &range);
                    self.heading_marks(&range);
                }
                self.text(&text);
            }
            Event::Code(text) => {
                self.block.push_object();
                self.text(&unmark(&text));
            }
            Event::SoftBreak if self.lang == Lang::En => {
                self.block.push(" ", self.offset + range.start..self.offset + range.end)
            }
            Event::HardBreak => self.block.push("\n", self.offset + range.start..self.offset + range.end),
            Event::Html(html) | Event::InlineHtml(html) if !html.trim().is_empty() => {
                if self.closes_reported(&html) {
                    return;
                }
                self.problems.push(
                    Diagnostic::new(
                        Code::RawHtml,
                        self.span(range.start..range.start + html.trim_end().len().min(range.len())),
                        say!("正文里不能写HTML", "HTML cannot stand in a narrative"),
                    )
                    .help(say!("改用Markdown的写法；要显示`<`，写成`\\<`", "use Markdown; to show a `<`, write `\\<`")),
                );
            }
            _ => {}
        }
    }

    /// Whether a piece of HTML is the closing tag of one that was reported.
    fn closes_reported(&mut self, html: &str) -> bool {
        let html = html.trim();
        let name = |tag: &str| -> String {
            tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
        };
        if let Some(tag) = html.strip_prefix("</") {
            let open = self.html.iter().rposition(|open| *open == name(tag));
            return open.map(|position| self.html.remove(position)).is_some();
        }
        self.html.extend(html.strip_prefix('<').map(name));
        false
    }

    fn text(&mut self, text: &str) {
        for (_, _, _, collected) in &mut self.open {
            collected.push_str(text);
        }
        if let Some((_, _, collected)) = &mut self.heading {
            collected.push_str(text);
        }
    }

    /// Reports emphasis marks that stayed in the text.
    fn emphasis_marks(&mut self, text: &str, range: &Range<usize>) {
        // The parser hands out marks that stayed text alone or in pairs, each by itself.
        let before = self.body.get(..range.start).unwrap_or("");
        let after = self.body.get(range.start..).unwrap_or("");
        for (mark, marks) in [('*', "**"), ('_', "__")] {
            let first = text.starts_with(mark) && after.starts_with(marks) && !before.ends_with([mark, '\\']);
            if first {
                let length = after.len() - after.trim_start_matches(mark).len();
                self.literal_emphasis(range.start..range.start + length, marks);
            }
        }
    }

    fn literal_emphasis(&mut self, range: Range<usize>, marks: &str) {
        self.problems.push(
            Diagnostic::new(
                Code::LiteralEmphasis,
                self.span(range),
                say!("`{marks}`没有成对，会原样显示", "`{marks}` has no partner and will be shown as it is"),
            )
            .help(say!("加粗写成`**文字**`，星号紧贴文字", "write `**text**` for bold, the stars close to the text")),
        );
    }

    /// The title of the page is its first-level heading.
    fn first_level(&mut self, range: &Range<usize>) {
        self.problems.push(
            Diagnostic::new(
                Code::OddHeading,
                self.span(range.start..range.start + 1),
                say!("正文里用了一级标题", "a heading of the first level in the text"),
            )
            .help(say!(
                "题目写在`title`里；正文的标题从`## `开始",
                "the title stands in `title`; headings in the text begin with `## `"
            )),
        );
    }

    /// `##` at the beginning of a line without the space that makes it a heading.
    fn heading_marks(&mut self, range: &Range<usize>) {
        let (before, after) = self.body.split_at(range.start);
        let length = after.chars().take_while(|c| matches!(c, '#' | '＃')).map(char::len_utf8).sum::<usize>();
        if length < 2 || !(before.is_empty() || before.ends_with('\n')) || self.heading.is_some() {
            return;
        }
        self.problems.push(
            Diagnostic::new(
                Code::OddHeading,
                self.span(range.start..range.start + length),
                say!("`##`后面没有空格，不成标题", "no space after `##`, so this is no heading"),
            )
            .help(say!("写成`## 标题`，井号用半角", "write `## Heading`")),
        );
    }

    /// An address of ours in plain text: the brackets around it do not make a link.
    fn broken_link(&mut self, range: &Range<usize>) {
        let raw = self.body.get(range.clone()).unwrap_or("");
        for (scheme, _) in ReferenceKind::SCHEMES {
            for opening in ["(", "（"] {
                let Some(at) = raw.find(&format!("{opening}{scheme}:")) else { continue };
                let end = raw[at..].find([')', '）', ' ', '，', '。', '、', '；']).map_or(raw.len(), |end| at + end);
                self.problems.push(
                    Diagnostic::new(
                        Code::BrokenLink,
                        self.span(range.start + at..range.start + end),
                        say!("这个链接没有写完整，会原样显示", "this link is not complete and will be shown as it is"),
                    )
                    .help(say!(
                        "写成`[文字]({scheme}:名称)`：半角括号，中间没有空格",
                        "write `[text]({scheme}:name)`, without a space between the brackets"
                    )),
                );
                return;
            }
        }
    }

    fn end_heading(&mut self) {
        let Some((level, id, text)) = self.heading.take() else { return };
        let level = level.max(2);
        match level {
            2 => self.numbers = (self.numbers.0 + 1, 0),
            3 => self.numbers.1 += 1,
            _ => {}
        }
        let mut anchor = id.unwrap_or_else(|| match level {
            2 => format!("s{}", self.numbers.0),
            _ => format!("s{}-{}", self.numbers.0, self.numbers.1),
        });
        if self.anchors.contains_key(&anchor) {
            let base = anchor.clone();
            let mut number = self.anchors.get(&base).copied().unwrap_or(1);
            while self.anchors.contains_key(&anchor) {
                number += 1;
                anchor = format!("{base}-{number}");
            }
            self.anchors.insert(base, number);
        }
        self.anchors.insert(anchor.clone(), 1);
        self.read.headings.push(Heading { level, text: text.trim().to_owned(), anchor });
    }

    fn end_link(&mut self) {
        let Some((range, address, image, text)) = self.open.pop() else { return };
        let (kind, target) = match ReferenceKind::of(&address) {
            (ReferenceKind::Other, name) if image && pictures::is_file(name) => (ReferenceKind::Picture, name),
            other => other,
        };
        let before = self.block.close_link();
        if image && !matches!(kind, ReferenceKind::Picture | ReferenceKind::Chart | ReferenceKind::Table) {
            return;
        }
        let states = matches!(kind, ReferenceKind::Figure | ReferenceKind::Fact);
        let stated = states.then(|| Box::new(Stated::read(&text, before, self.lang)));
        let raw = self.body.get(range.clone()).unwrap_or("");
        let address_at = raw.rfind(&address).map_or(range.clone(), |at| {
            let start = range.start + at + (address.len() - target.len());
            start..start + target.len()
        });
        let text_at = raw
            .find(&text)
            .filter(|_| !text.is_empty())
            .map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
        self.read.references.push(Reference {
            kind,
            target: Spanned::new(target.to_owned(), self.span(address_at)),
            text: Spanned::new(text, self.span(text_at)),
            stated,
            meant: std::mem::take(&mut self.meant),
        });
        self.linked.extend(self.block.last_link().map(|words| (words, self.read.references.len() - 1)));
    }

    /// Ends a block and returns it.
    fn end_block(&mut self) -> Block {
        let block = std::mem::take(&mut self.block);
        self.read.unbound.extend(block.numerals(self.file, self.lang));
        let links = std::mem::take(&mut self.linked);
        let has =
            |kind| links.iter().any(|(_, at)| self.read.references.get(*at).is_some_and(|link| link.kind == kind));
        let binds = has(ReferenceKind::Figure) || has(ReferenceKind::Place);
        self.passages.block(block.text(), links, binds);
        block
    }
}

/// Whether the words before and after an event belong to different sentences: all but
/// emphasis, links and the text itself begin or end a block.
fn ends_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Rule => true,
        _ => false,
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
