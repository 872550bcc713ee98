//! Pictures: charts of the data are shown, files and addresses are not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::emphasis::unmark;
use super::markdown_body::{BodyPiece, MarkdownBody, Stretches};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::parse::links::ReferenceKind;
use crate::say;

/// Tells pictures that are no charts, and those that are not written as Markdown has them.
/// Returns where the latter stand: what is in them is no figure.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut known: Vec<Range<usize>> = Vec::new();
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                if !is_chart(&unmark(dest_url)) {
                    problems.push(not_shown(body, range.clone()));
                }
                known.push(range.clone());
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::InlineHtml(_) => {
                known.push(range.clone());
            }
            _ => {}
        }
    }
    let known = Stretches::of(known);
    let literal: Vec<Range<usize>> = body
        .text
        .match_indices("![")
        .filter(|(at, _)| body.before(*at) != Some('\\') && !known.meet(*at..at + 1))
        .filter_map(|(at, _)| end(body, at).map(|end| at..end))
        .collect();
    for range in &literal {
        problems.push(not_shown(body, range.clone()));
    }
    literal
}

/// Whether an address is one of a chart.
pub fn is_chart(address: &str) -> bool {
    ReferenceKind::of(address).0 == ReferenceKind::Chart
}

/// Where something that was meant as a picture ends, on its line; a chart that is not written
/// right is told as a link that is not.
fn end(body: MarkdownBody<'_>, at: usize) -> Option<usize> {
    const OPENING: &str = "![";
    let rest = body.raw(at..body.text.len());
    let next = rest[OPENING.len()..].find(OPENING).map_or(rest.len(), |next| OPENING.len() + next);
    let line = rest[..next].lines().next()?;
    let address = line.find("](")? + 2;
    let end = address + line[address..].find(')')?;
    (!is_chart(line[address..end].trim())).then_some(at + end + 1)
}

fn not_shown(body: MarkdownBody<'_>, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::PictureNotShown,
        body.span(range),
        say!("这张图片和它的说明不会显示在网页上", "this picture and its words will not be on the page"),
    )
    .help(say!(
        "目前不收图片：把说明写进正文，图片可以写成`[文字](https://…)`的链接；图表写`![标题](chart:指标)`",
        "pictures are not supported yet: say it in the text, or link to it, `[words](https://…)`; a chart is `![title](chart:indicator)`"
    ))
}
