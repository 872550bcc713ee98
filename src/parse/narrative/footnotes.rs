//! Footnotes that are called and not written, or written and not called.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::emphasis::unmark;
use super::markdown_body::{BodyPiece, MarkdownBody, Stretches};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Tells notes without a partner. Returns where notes are called that are not written: what
/// stands there is no figure.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut called: HashSet<String> = HashSet::new();
    let mut written: Vec<(String, Range<usize>)> = Vec::new();
    // Where the marks of a note are no call without a text.
    let mut known: Vec<Range<usize>> = Vec::new();
    for (event, range) in pieces {
        match event {
            Event::FootnoteReference(label) => {
                called.insert(unmark(label).to_lowercase());
                known.push(range.clone());
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let raw = body.raw(range.clone());
                let (start, end) = (raw.find('[').unwrap_or(0), raw.find("]:").map_or(0, |end| end + 1));
                let at = range.start + start..range.start + end.max(start);
                known.push(at.clone());
                written.push((unmark(label).into_owned(), at));
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::InlineHtml(_) => {
                known.push(range.clone());
            }
            _ => {}
        }
    }
    for (label, at) in &written {
        if !called.contains(&label.to_lowercase()) {
            problems.push(
                Diagnostic::new(
                    Code::LooseFootnote,
                    body.span(at.clone()),
                    say!("正文里没有引用脚注`[^{label}]`", "nothing in the text refers to the note `[^{label}]`"),
                )
                .help(say!(
                    "在正文里写上`[^{label}]`，或删去这条脚注", "write `[^{label}]` in the text, or delete the note"
                )),
            );
        }
    }
    let known = Stretches::of(known);
    let loose: Vec<Range<usize>> = body
        .text
        .match_indices("[^")
        .filter(|(at, _)| body.before(*at) != Some('\\') && !known.meet(*at..at + 1))
        .filter_map(|(at, _)| label_end(body, at).map(|end| at..end))
        .collect();
    for at in &loose {
        let call = body.raw(at.clone());
        problems.push(
            Diagnostic::new(
                Code::LooseFootnote,
                body.span(at.clone()),
                say!("脚注`{call}`没有内容", "the note `{call}` has no text"),
            )
            .help(say!(
                "另起一行写`{call}: …`，或删去这个标记",
                "write `{call}: …` on a line of its own, or delete the mark"
            )),
        );
    }
    loose
}

/// Where a call that begins at a byte ends.
fn label_end(body: MarkdownBody<'_>, at: usize) -> Option<usize> {
    let rest = body.raw(at + 2..body.text.len());
    let end = rest.find([']', '[', '\n', ' '])?;
    (end > 0 && rest[end..].starts_with(']')).then_some(at + 2 + end + 1)
}
