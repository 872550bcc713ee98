//! Where the sentences of a text begin and end.

use std::ops::Range;

use crate::i18n::Lang;

/// The sentences of a text.
pub fn sentences(text: &str, lang: Lang) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in sentence_ends(text, lang).chain(std::iter::once(text.len())) {
        if text[start..end].chars().any(char::is_alphanumeric) {
            found.push(start..end);
        }
        start = end;
    }
    found
}

/// Where sentences and parts of sentences that stand for themselves end, one byte past their mark.
pub(super) fn sentence_ends(text: &str, lang: Lang) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        let after = &text[at + c.len_utf8()..];
        let ends = match c {
            '。' | '！' | '？' | '；' | '\n' => {
                // A full stop of recognised text between digits is a decimal point.
                !(c == '。' && after.starts_with(|c: char| c.is_ascii_digit()))
            }
            '.' | '!' | '?' | ';' => {
                lang == Lang::En && (after.is_empty() || after.starts_with([' ', '\n', '”', '’', ')']))
            }
            _ => false,
        };
        ends.then_some(at + c.len_utf8())
    })
}
