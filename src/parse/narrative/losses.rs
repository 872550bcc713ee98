//! What stands in the file and not on the page: every character of a narrative is covered
//! by an event of the parser, or is a mark of Markdown, or is told.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::emphasis::unmark;
use super::markdown_body::{BodyPiece, MarkdownBody, Stretches};
use super::pictures;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::parse::links::MEANT;
use crate::say;

/// An address that stands apart from its link, `[name]: address`.
pub struct LinkDefinition {
    pub name: String,
    pub range: Range<usize>,
}

/// Tells the characters that no event covers.
pub fn tell(
    body: MarkdownBody<'_>,
    pieces: &[BodyPiece<'_>],
    definitions: &[LinkDefinition],
    problems: &mut Diagnostics,
) {
    let mut shown: Vec<Range<usize>> = Vec::new();
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut named: HashSet<String> = HashSet::new();
    for (event, range) in pieces {
        match event {
            Event::Start(tag) => {
                shown.extend(mark(body, tag, range));
                match tag {
                    Tag::Table(_) => tables.push(range.clone()),
                    Tag::Link { link_type, title, id, .. } | Tag::Image { link_type, title, id, .. } => {
                        named.extend(name_of(*link_type, id));
                        let captioned =
                            matches!(tag, Tag::Image { dest_url, .. } if pictures::is_file(&unmark(dest_url)));
                        if !captioned {
                            let name = name_of(*link_type, id);
                            let apart = definitions.iter().find(|known| Some(known.name.to_lowercase()) == name);
                            let place = apart.map_or(range, |definition| &definition.range);
                            tell_title(body, title, place, problems);
                        }
                    }
                    _ => {}
                }
            }
            // The address follows the words.
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let words = shown.last().map_or(range.start, |last| last.end.clamp(range.start, range.end));
                shown.push(words..range.end);
            }
            Event::End(_) => {}
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => shown.push(range.clone()),
        }
    }
    let used = definitions.iter().filter(|definition| named.contains(&definition.name.to_lowercase()));
    shown.extend(used.map(|definition| definition.range.clone()));
    let (shown, tables) = (Stretches::of(shown), Stretches::of(tables));
    for lost in shown.gaps(body.text.len()).filter_map(|gap| lost(body, gap)) {
        let in_table = tables.meet(lost.clone());
        problems.push(loss(body, lost, in_table));
    }
}

/// The part of a beginning that is a mark though it has letters or digits: the number of an
/// item, the name of a note, the id of a heading, the kind of a quotation or of code.
fn mark(body: MarkdownBody<'_>, tag: &Tag<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let raw = body.raw(range.clone());
    let first_line = || raw.trim_start_matches('\n').lines().next().map_or(0, str::len);
    let length = match tag {
        Tag::Item => {
            let blank = raw.len() - raw.trim_start().len();
            blank + raw.trim_start().bytes().take_while(u8::is_ascii_digit).count()
        }
        Tag::FootnoteDefinition(_) => raw.find("]:")? + 2,
        Tag::BlockQuote(Some(_)) => first_line(),
        // The kind of code is a word of letters: other words behind the fence are text.
        Tag::CodeBlock(CodeBlockKind::Fenced(kind)) if kind.bytes().all(|b| b.is_ascii_graphic()) => first_line(),
        Tag::Heading { id: Some(id), .. } => {
            let id = format!("#{}", unmark(id));
            let at = range.start + raw.rfind(&id)?;
            return Some(at..at + id.len());
        }
        _ => return None,
    };
    Some(range.start..range.start + length)
}

/// The name of the definition that a link uses.
fn name_of(kind: LinkType, id: &CowStr<'_>) -> Option<String> {
    match kind {
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => Some(unmark(id).to_lowercase()),
        _ => None,
    }
}

/// The words in quotes after an address, which no page shows; `place` is the link, or the
/// definition that has its address.
fn tell_title(body: MarkdownBody<'_>, title: &str, place: &Range<usize>, problems: &mut Diagnostics) {
    let title = unmark(title);
    if title.trim().is_empty() || title == MEANT {
        return;
    }
    let at = body.raw(place.clone()).rfind(title.as_ref()).map(|at| place.start + at);
    let range = at.map_or(place.clone(), |at| at..at + title.len());
    problems.push(loss(body, range, false));
}

/// From the first to the last character of a gap that is neither blank nor can be a mark.
fn lost(body: MarkdownBody<'_>, gap: Range<usize>) -> Option<Range<usize>> {
    let says = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation();
    let raw = body.raw(gap.clone());
    let first = raw.find(says)?;
    let (last, c) = raw.char_indices().rfind(|(_, c)| says(*c))?;
    Some(gap.start + first..gap.start + last + c.len_utf8())
}

fn loss(body: MarkdownBody<'_>, range: Range<usize>, in_table: bool) -> Diagnostic {
    const SHOWN: usize = 20;
    let whole = body.raw(range.clone()).replace('\n', " ");
    let cut: String = whole.chars().take(SHOWN).collect();
    let words = if cut.len() < whole.len() { format!("{cut}…") } else { cut };
    let help = if in_table {
        say!(
            "这一行的格子比表头多：给表头补上格子；格子里的竖线写成`\\|`",
            "the row has more cells than the head: add cells to the head; write `\\|` for a bar within a cell"
        )
    } else {
        say!(
            "这里被当作Markdown的标记：在标记前加`\\`，或改写这一行",
            "this is taken for a mark of Markdown: put `\\` before the mark, or write the line in another way"
        )
    };
    Diagnostic::new(
        Code::LostText,
        body.span(range),
        say!("`{words}`不会出现在网页上", "`{words}` will not be on the page"),
    )
    .help(help)
}
