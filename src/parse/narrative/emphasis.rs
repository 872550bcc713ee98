//! Emphasis next to Chinese punctuation.
//!
//! By CommonMark's flanking rule `**重要：**后文` is no emphasis, because the closing run
//! follows punctuation and precedes a letter. The amendment for East Asian text lets a
//! CJK neighbour decide. Until the parser has it, a noncharacter that is neither space
//! nor punctuation is put between such a run and the punctuation, and taken out of every
//! event again. It can never occur in a file: U+FDD0 is for internal use by definition
//! (Unicode 16.0, section 23.7).

use std::borrow::Cow;

/// The noncharacter.
pub const MARK: char = '\u{FDD0}';

/// A Markdown text with marks, and where they were put.
pub struct Marked<'a> {
    pub text: Cow<'a, str>,
    /// Byte positions in `text` at which a mark begins, ascending.
    inserted: Vec<usize>,
}

impl<'a> Marked<'a> {
    /// Puts marks where the flanking rule fails only because of punctuation beside CJK.
    pub fn new(source: &'a str) -> Marked<'a> {
        if !source.contains(['*', '~']) || source.is_ascii() {
            return Marked { text: Cow::Borrowed(source), inserted: Vec::new() };
        }
        let mut text = String::with_capacity(source.len() + 16);
        let mut inserted = Vec::new();
        let mut previous: Option<char> = None;
        let mut rest = source;
        while let Some(start) = rest.find(['*', '~']) {
            let before = &rest[..start];
            text.push_str(before);
            previous = before.chars().next_back().or(previous);
            let run = &rest[start..];
            let length = run.find(|c| c != '*' && c != '~').unwrap_or(run.len());
            let next = run[length..].chars().next();
            let (open_blocked, close_blocked) = blocked(previous, next);
            let mut put_mark = |text: &mut String| {
                inserted.push(text.len());
                text.push(MARK);
            };
            if close_blocked {
                put_mark(&mut text);
            }
            text.push_str(&run[..length]);
            if open_blocked {
                put_mark(&mut text);
            }
            previous = run[..length].chars().next_back();
            rest = &run[length..];
        }
        text.push_str(rest);
        Marked { text: Cow::Owned(text), inserted }
    }

    /// The byte in the source that a byte in the marked text stands for.
    pub fn source_byte(&self, byte: usize) -> usize {
        let before = self.inserted.partition_point(|position| *position < byte);
        byte - before * MARK.len_utf8()
    }
}

/// Takes the marks out of a text that the parser gave back.
pub fn unmark(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) { Cow::Owned(text.replace(MARK, "")) } else { Cow::Borrowed(text) }
}

/// Whether the standard rule refuses to open, and to close, at a run between two
/// characters, though one of them is CJK.
fn blocked(previous: Option<char>, next: Option<char>) -> (bool, bool) {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mark = |c: Option<char>| c.is_some_and(punctuation);
    if !previous.is_some_and(cjk) && !next.is_some_and(cjk) {
        return (false, false);
    }
    let open = mark(next) && !space(previous) && !mark(previous);
    let close = mark(previous) && !space(next) && !mark(next);
    (open, close)
}

/// Han, kana, hangul, and the punctuation of East Asian text.
fn cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Punctuation and symbols, as CommonMark 0.31 counts them (Unicode P and S), over the
/// ranges met in Chinese and English text.
fn punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{A1}'..='\u{BF}' | '\u{D7}' | '\u{F7}' | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{2BFF}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303D}'
            | '\u{30FB}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE6F}'
            | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
            | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFEE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        let marked = Marked::new(source);
        let parser = pulldown_cmark::Parser::new_ext(&marked.text, pulldown_cmark::Options::empty());
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, parser);
        unmark(html.trim()).into_owned()
    }

    #[test]
    fn chinese_punctuation_does_not_block_emphasis() {
        for (source, expected) in [
            ("**重要：**后面的文字。", "<p><strong>重要：</strong>后面的文字。</p>"),
            ("办结率**100%**再创新高", "<p>办结率<strong>100%</strong>再创新高</p>"),
            ("推行**“一窗受理”**改革", "<p>推行<strong>“一窗受理”</strong>改革</p>"),
            ("**甲：**乙**丙**丁。", "<p><strong>甲：</strong>乙<strong>丙</strong>丁。</p>"),
            ("a **b** c", "<p>a <strong>b</strong> c</p>"),
            ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ] {
            assert_eq!(html(source), expected, "{source}");
        }
    }

    #[test]
    fn places_are_mapped_back() {
        let source = "推行**“一窗”**改革";
        let marked = Marked::new(source);
        let byte = marked.text.find('改').unwrap();
        assert_eq!(marked.source_byte(byte), source.find('改').unwrap());
    }
}
