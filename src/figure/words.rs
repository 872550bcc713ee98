//! Small readers shared by the grammar: longest known word at an end of a text, digits of both widths.
//!
//! Everything here works on slices of the caller's text, so that byte offsets stay those of the text.

/// A long list of words, with a table of how they begin: at most places of a text none of them can begin, and
/// that is seen without comparing.
pub struct FigureWords {
    list: &'static [&'static str],
    begins: [u64; BEGINNINGS / 64],
}

/// How many beginnings the table tells apart.
const BEGINNINGS: usize = 4096;

impl FigureWords {
    /// The words of a list; all have three bytes or more.
    pub const fn new(list: &'static [&'static str]) -> FigureWords {
        let mut begins = [0; BEGINNINGS / 64];
        let mut at = 0;
        while at < list.len() {
            let word = list[at].as_bytes();
            assert!(word.len() >= 3, "a word has three bytes or more");
            let place = beginning(word[0], word[1], word[2]);
            begins[place / 64] |= 1 << (place % 64);
            at += 1;
        }
        FigureWords { list, begins }
    }

    /// The words among which that one is with which the text begins; none, mostly.
    pub fn near(&self, text: &str) -> &'static [&'static str] {
        let [a, b, c, ..] = *text.as_bytes() else { return &[] };
        let place = beginning(a, b, c);
        if self.begins[place / 64] & (1 << (place % 64)) == 0 { &[] } else { self.list }
    }
}

/// The same place for letters that differ by case only.
const fn beginning(a: u8, b: u8, c: u8) -> usize {
    let (a, b, c) = (a.to_ascii_lowercase() as usize, b.to_ascii_lowercase() as usize, c.to_ascii_lowercase() as usize);
    (a.wrapping_mul(961) + b.wrapping_mul(31) + c) % BEGINNINGS
}

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
