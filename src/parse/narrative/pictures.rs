//! Pictures: charts of the data and files beside the text are shown, those of other sites are
//! not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::emphasis::unmark;
use super::markdown_body::{BodyPiece, MarkdownBody, Stretches};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::parse::links::ReferenceKind;
use crate::say;

/// Tells pictures of other sites, and those that are not written as Markdown has them.
/// Returns where the latter stand: what is in them is no figure.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut known: Vec<Range<usize>> = Vec::new();
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                if !is_chart(&unmark(dest_url)) && !is_file(&unmark(dest_url)) {
                    problems.push(foreign(body, range.clone()));
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
    let literals: Vec<Range<usize>> = body
        .text
        .match_indices("![")
        .filter(|(at, _)| body.before(*at) != Some('\\') && !known.meet(*at..at + 1))
        .filter_map(|(at, _)| end(body, at).map(|end| at..end))
        .collect();
    for range in &literals {
        problems.push(literal(body, range.clone()));
    }
    literals
}

/// Tells pictures of other sites.
pub fn tell_foreign(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) {
    for (event, range) in pieces {
        if let Event::Start(Tag::Image { dest_url, .. }) = event
            && !is_chart(dest_url)
            && !is_file(dest_url)
        {
            problems.push(foreign(body, range.clone()));
        }
    }
}

/// Whether an address is the name of a file beside the text.
pub fn is_file(address: &str) -> bool {
    ReferenceKind::of(address).0 == ReferenceKind::Other && !address.contains([':', '/'])
}

/// Whether an address is one of a chart or table, which are shown as pictures are.
fn is_chart(address: &str) -> bool {
    matches!(ReferenceKind::of(address).0, ReferenceKind::Chart | ReferenceKind::Table)
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

fn foreign(body: MarkdownBody<'_>, range: Range<usize>) -> Diagnostic {
    not_shown(body, range).help(say!(
        "不取别的网站或别的文件夹里的图片：把文件放在文稿旁边，写`![图上有什么](文件名.jpg)`；图表写`![标题](chart:指标)`",
        "pictures of other sites and folders are not taken: put the file beside the text and write `![what is to be seen](file.jpg)`; a chart is `![title](chart:indicator)`"
    ))
}

fn literal(body: MarkdownBody<'_>, range: Range<usize>) -> Diagnostic {
    not_shown(body, range).help(say!(
        "文件名里有空格的，用尖括号：`![图上有什么](<文件 1.jpg>)`；括号用半角",
        "a file name with blanks stands in angle brackets: `![what is to be seen](<file 1.jpg>)`"
    ))
}

fn not_shown(body: MarkdownBody<'_>, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::PictureNotShown,
        body.span(range),
        say!("这张图片和它的说明不会显示在网页上", "this picture and its words will not be on the page"),
    )
}
