//! Applies changes to the text of a file: text in, text out. Whatever is not changed stays
//! byte for byte, its line ends and the mark at its beginning too.

use std::ops::Range;

use super::Span;
use super::cure::{Amendment, Edit, Replacement};

/// Why changes are not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendError {
    /// Two changes want the same place.
    Overlap,
    /// What was to be changed does not stand there.
    NotThere,
}

/// The pieces of a text that a change replaces: `text` has line feeds only and no mark.
/// `None` where what is to be changed does not stand there.
pub fn pieces(change: &Amendment, text: &str) -> Option<Vec<Replacement>> {
    match change {
        Amendment::Edits(edits) => edits.iter().map(|edit| Some((narrowed(edit, text)?, edit.now.clone()))).collect(),
        Amendment::Swap(a, b) => {
            let (a, b) = (range(*a), range(*b));
            let (first, second) = (text.get(a.clone())?.to_owned(), text.get(b.clone())?.to_owned());
            Some(vec![(a, second), (b, first)])
        }
        Amendment::AddKey { at, key, value } => added_key(text, at.start as usize, key, value),
        Amendment::AddItem { key, item, .. } => added_item(text, key, item),
        Amendment::NoByteOrderMark(_) | Amendment::LineFeeds(_) => Some(Vec::new()),
    }
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Where within its span the text of an edit stands: all of it, or the only such piece.
fn narrowed(edit: &Edit, text: &str) -> Option<Range<usize>> {
    let span = range(edit.span);
    let marked = text.get(span.clone())?;
    if marked == edit.was {
        return Some(span);
    }
    let mut found = marked.match_indices(edit.was.as_str()).filter(|_| !edit.was.is_empty());
    let at = span.start + found.next()?.0;
    found.next().is_none().then_some(at..at + edit.was.len())
}

/// A key before the others of a mapping, in braces or in lines.
fn added_key(text: &str, at: usize, key: &str, value: &str) -> Option<Vec<Replacement>> {
    let here = text.get(at..)?;
    if let Some(inner) = here.strip_prefix('{') {
        let parted = if inner.trim_start().starts_with('}') { "" } else { ", " };
        return Some(vec![(at + 1..at + 1, format!("{key}: {value}{parted}"))]);
    }
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line..at];
    let blank: String = before.chars().map(|_| ' ').collect();
    // The first key of a list item stands behind its `- `.
    let plain = before.chars().all(|c| c == ' ' || c == '-') && here.lines().next()?.contains(':');
    plain.then(|| vec![(at..at, format!("{key}: {value}\n{blank}"))])
}

/// An item at the end of a list of the front matter, which is begun where there is none.
fn added_item(text: &str, key: &str, item: &str) -> Option<Vec<Replacement>> {
    let fields = text.strip_prefix("---\n")?;
    let end = fields.find("\n---")?;
    let offset = "---\n".len();
    let mut at = offset;
    for line in fields[..end].split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
            let list = rest.trim();
            let close = at + line.rfind(']')?;
            let parted = if list.strip_prefix('[')?.trim_start().starts_with(']') { "" } else { ", " };
            return list.ends_with(']').then(|| vec![(close..close, format!("{parted}{item}"))]);
        }
        at += line.len();
    }
    let end = offset + end + 1;
    Some(vec![(end..end, format!("{key}: [{item}]\n"))])
}

/// A file as it stands on the disk after changes.
///
/// # Errors
/// When two changes want one place, or something to be changed does not stand there. Changes
/// that are the same are made once.
pub fn amended(written: &str, changes: &[&Amendment]) -> Result<String, AmendError> {
    let layout = Layout::of(written);
    let mut all: Vec<Replacement> = Vec::new();
    for change in changes {
        all.extend(pieces(change, &layout.text).ok_or(AmendError::NotThere)?);
    }
    let mut text = layout.with(written, in_order(all)?);
    if changes.iter().any(|change| matches!(change, Amendment::NoByteOrderMark(_))) {
        text = text.trim_start_matches('\u{feff}').to_owned();
    }
    if changes.iter().any(|change| matches!(change, Amendment::LineFeeds(_))) {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

/// A file as it stands on the disk after its text, with line feeds only and without a mark,
/// became another one: only what differs is written anew.
pub fn with_text(written: &str, now: &str) -> String {
    let layout = Layout::of(written);
    match difference(&layout.text, now) {
        Some(piece) => layout.with(written, vec![piece]),
        None => written.to_owned(),
    }
}

/// The pieces from first to last; whether two of them want the same place.
fn in_order(mut pieces: Vec<Replacement>) -> Result<Vec<Replacement>, AmendError> {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    pieces.dedup();
    let clash = |pair: &[Replacement]| {
        let (a, b) = (&pair[0].0, &pair[1].0);
        a.end > b.start || (a.is_empty() && a.start == b.start)
    };
    if pieces.windows(2).any(clash) { Err(AmendError::Overlap) } else { Ok(pieces) }
}

/// The one piece in which two texts differ.
fn difference(old: &str, new: &str) -> Option<Replacement> {
    if old == new {
        return None;
    }
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (left, right) = (&old[same..], &new[same..]);
    let end = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b);
    let end = end.map(|(a, _)| a.len_utf8()).sum::<usize>();
    Some((same..old.len() - end, new[same..new.len() - end].to_owned()))
}

/// A text with line feeds only, and where each of its bytes stands in the file.
struct Layout {
    text: String,
    at: Vec<usize>,
    /// The line end of the file.
    line_end: &'static str,
}

impl Layout {
    fn of(written: &str) -> Layout {
        let (mut text, mut at) = (String::with_capacity(written.len()), Vec::with_capacity(written.len() + 1));
        let mark = if written.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut rest = written[mark..].char_indices().peekable();
        while let Some((position, character)) = rest.next() {
            let start = mark + position;
            if character == '\r' {
                rest.next_if(|(_, next)| *next == '\n');
            }
            let shown = if character == '\r' { '\n' } else { character };
            text.push(shown);
            at.extend((0..shown.len_utf8()).map(|byte| start + byte));
        }
        at.push(written.len());
        let (windows, all) = (written.matches("\r\n").count(), text.matches('\n').count());
        Layout { text, at, line_end: if windows * 2 > all { "\r\n" } else { "\n" } }
    }

    /// The file with pieces of its text replaced, which are in order.
    fn with(&self, written: &str, pieces: Vec<Replacement>) -> String {
        let mut made = String::with_capacity(written.len());
        let mut done = 0;
        for (range, now) in pieces {
            made.push_str(&written[done..self.at[range.start]]);
            made.push_str(&now.replace('\n', self.line_end));
            done = self.at[range.end];
        }
        made.push_str(&written[done..]);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn edit(range: Range<usize>, was: &str, now: &str) -> Amendment {
        Amendment::Edits(vec![Edit { span: Span::new(FileId(0), range), was: was.to_owned(), now: now.to_owned() }])
    }

    #[test]
    fn what_is_not_changed_stays_byte_for_byte() {
        let written = "\u{feff}甲: 1\r\n乙: 2\r\n丙: 3\n";
        let text = "甲: 1\n乙: 2\n丙: 3\n";
        let at = text.find('乙').unwrap();
        let change = edit(at..at + "乙: 2".len(), "2", "4\n丁: 5");
        assert_eq!(amended(written, &[&change]).unwrap(), "\u{feff}甲: 1\r\n乙: 4\r\n丁: 5\r\n丙: 3\n");
        assert_eq!(with_text(written, text), written);
        assert_eq!(with_text(written, "甲: 1\n丙: 3\n"), "\u{feff}甲: 1\r\n丙: 3\n");
        let file = FileId(0);
        let plain = [&Amendment::NoByteOrderMark(file), &Amendment::LineFeeds(file)];
        assert_eq!(amended(written, &plain).unwrap(), text);
    }

    #[test]
    fn changes_that_want_one_place_are_refused() {
        let (one, other) = (edit(0..2, "ab", "x"), edit(1..3, "bc", "y"));
        assert_eq!(amended("abc", &[&one, &other]), Err(AmendError::Overlap));
        assert_eq!(amended("abc", &[&one, &one]).unwrap(), "xc");
        assert_eq!(amended("abc", &[&edit(0..2, "bb", "x")]), Err(AmendError::NotThere));
        // What could be meant twice is not guessed.
        assert_eq!(amended("aba", &[&edit(0..3, "a", "x")]), Err(AmendError::NotThere));
    }

    #[test]
    fn keys_and_items_are_added_as_people_write_them() {
        let key = |text: &str, at: usize| {
            let at = Span::new(FileId(0), at..at + 1);
            amended(text, &[&Amendment::AddKey { at, key: "unit".to_owned(), value: "m".to_owned() }])
        };
        assert_eq!(key("a:\n  - id: x\n    b: 1\n", 7).unwrap(), "a:\n  - unit: m\n    id: x\n    b: 1\n");
        assert_eq!(key("a: {b: 1}\n", 3).unwrap(), "a: {unit: m, b: 1}\n");
        assert_eq!(key("a: b\n", 3), Err(AmendError::NotThere));
        let item = |text: &str| {
            let change = Amendment::AddItem { file: FileId(0), key: "no_data", item: "8".to_owned() };
            amended(text, &[&change])
        };
        assert_eq!(item("---\ntitle: x\n---\n\ny\n").unwrap(), "---\ntitle: x\nno_data: [8]\n---\n\ny\n");
        assert_eq!(item("---\nno_data: [7]\ntitle: x\n---\n").unwrap(), "---\nno_data: [7, 8]\ntitle: x\n---\n");
        assert_eq!(item("---\nno_data:\n  - 7\n---\n"), Err(AmendError::NotThere));
    }

    #[test]
    fn two_pieces_change_places() {
        let span = |range| Span::new(FileId(0), range);
        let swap = Amendment::Swap(span(4..6), span(0..3));
        assert_eq!(amended("abc de", &[&swap]).unwrap(), "de abc");
    }
}
