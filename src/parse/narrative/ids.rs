//! Ids that a writer gives, in headings and notes: none is one that the page has already.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::emphasis::unmark;
use super::markdown_body::{BodyPiece, MarkdownBody};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::say;

/// Ids of the frame of a page.
const FRAME: [&str; 6] = ["main", "facts", "reader", "text-size", "summary-title", "contents-title"];

/// How the ids of parts of a page begin.
const PARTS: [&str; 7] = ["fn-", "fnref-", "part-", "source-", "table-", "reader-", "section-"];

/// The letters before the numbers of headings, paragraphs, tables and figures.
const NUMBERED: [char; 4] = ['s', 'p', 't', 'f'];

/// Tells ids that are taken.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) {
    // The ids of notes are their numbers: a label has to differ from other labels only.
    let mut given: HashMap<(bool, String), Range<usize>> = HashMap::new();
    for (event, range) in pieces {
        let Some((id, at)) = given_id(body, event, range) else { continue };
        let note = matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        if !note && reserved(&id) {
            problems.push(taken(body, &at, &id).help(say!(
                "换一个名字，不用`main`、`s1`、`p1`、`part-…`之类",
                "choose another name, not one like `main`, `s1`, `p1` or `part-…`"
            )));
        } else if let Some(first) = given.get(&(note, id.clone())) {
            problems.push(
                taken(body, &at, &id)
                    .related(body.span(first.clone()), say!("第一次在这里", "first here"))
                    .help(say!("两处各用一个名字", "give each of the two a name of its own")),
            );
        } else {
            given.insert((note, id), at);
        }
    }
}

fn taken(body: MarkdownBody<'_>, at: &Range<usize>, id: &str) -> Diagnostic {
    let message = say!("名字`{id}`在这一页上已经有了", "the page has the id `{id}` already");
    Diagnostic::new(Code::IdTaken, body.span(at.clone()), message)
}

/// The id that a heading or a note gives, and where it stands.
fn given_id(body: MarkdownBody<'_>, event: &Event<'_>, range: &Range<usize>) -> Option<(String, Range<usize>)> {
    let raw = body.raw(range.clone());
    let (id, at) = match event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => {
            let id = unmark(id).into_owned();
            let at = raw.rfind(&format!("#{id}")).map(|at| at + 1);
            (id, at)
        }
        Event::Start(Tag::FootnoteDefinition(label)) => {
            let label = unmark(label).into_owned();
            let at = raw.find("[^").map(|at| at + 2);
            (label, at)
        }
        _ => return None,
    };
    let at = at.map_or(range.clone(), |at| range.start + at..range.start + at + id.len());
    Some((id, at))
}

/// Whether the frame, the parts of the page or the numbering may have such an id.
fn reserved(id: &str) -> bool {
    let numbers = |rest: &str| rest.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    FRAME.contains(&id)
        || PARTS.iter().any(|part| id.starts_with(part))
        || id.strip_prefix(NUMBERED).is_some_and(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_page_are_reserved() {
        for id in ["main", "s3", "s2-1", "p12", "t1", "f2", "part-cases", "source-1"] {
            assert!(reserved(id), "{id}");
        }
        for id in ["s", "size", "p-1", "mainly", "3", "源", "part"] {
            assert!(!reserved(id), "{id}");
        }
    }
}
