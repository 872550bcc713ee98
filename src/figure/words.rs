//! Small readers shared by the grammar: longest known word at an end of a text, digits of both widths.
//!
//! Everything here works on slices of the caller's text, so that byte offsets stay those of the text.

/// The longest of `words` the text begins with.
pub fn longest_start(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

/// The longest word of a table the text begins with.
pub fn longest_entry<T>(text: &str, table: &[(&'static str, T)]) -> Option<&'static str> {
    table.iter().map(|(word, _)| *word).filter(|word| text.starts_with(word)).max_by_key(|word| word.len())
}

/// The longest English word of a table the text begins with, as a whole word and in any case.
pub fn longest_entry_word<T>(text: &str, table: &[(&'static str, T)]) -> Option<&'static str> {
    table.iter().map(|(word, _)| *word).filter(|word| starts_with_word(text, word)).max_by_key(|word| word.len())
}

/// The longest of `words` the text ends with.
pub fn longest_end(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().filter(|word| text.ends_with(word)).max_by_key(|word| word.len())
}

/// Whether the text begins with `word` without regard to ASCII case, and the word ends there.
pub fn starts_with_word(text: &str, word: &str) -> bool {
    let Some(head) = text.get(..word.len()) else { return false };
    head.eq_ignore_ascii_case(word) && !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The longest of the English `words` the text begins with, as a whole word and in any case.
pub fn longest_word(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().filter(|word| starts_with_word(text, word)).max_by_key(|word| word.len())
}

/// The longest of the English `words` the text ends with (in any case), beginning at a word boundary.
pub fn longest_last_word(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words
        .iter()
        .copied()
        .filter(|word| {
            let Some(at) = text.len().checked_sub(word.len()) else { return false };
            let Some(tail) = text.get(at..) else { return false };
            tail.eq_ignore_ascii_case(word) && !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
        })
        .max_by_key(|word| word.len())
}

/// The value of an ASCII or full-width digit.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Bytes of white space the text begins with, line ends left out.
pub fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}', '\u{3000}']).len()
}

/// A letter of a Chinese word; numerals count as letters too.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇')
}

/// The English word (letters and inner apostrophes) the text begins with.
pub fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && c != '’' && c != '\'').unwrap_or(text.len());
    &text[..end]
}
