//! Brackets and quotes that were opened and not closed: the parser notices them lines
//! later, and the editor must be shown where they begin.

use std::ops::Range;

/// What is still open where the parser gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclosed {
    /// A `{` or `[`, at this byte.
    Bracket(usize),
    /// A quote that runs on over the end of its line.
    Quote(usize),
}

/// Looks for the bracket or quote that explains an error at byte `stop`.
pub fn before(text: &str, stop: usize) -> Option<Unclosed> {
    let bytes = text.as_bytes();
    let mut brackets: Vec<usize> = Vec::new();
    let mut at = 0;
    // Whether a new piece of YAML can begin here: quotes inside words are plain text.
    let mut fresh = true;
    while at < bytes.len() && at < stop.max(1) {
        let byte = bytes[at];
        let next = bytes.get(at + 1).copied();
        let spaced = next.is_none_or(|next| next.is_ascii_whitespace());
        match byte {
            b'\n' => fresh = true,
            b' ' => {}
            b'#' if fresh || bytes.get(at.wrapping_sub(1)) == Some(&b' ') => at = end_of_line(bytes, at) - 1,
            b'"' | b'\'' if fresh => {
                let range = quoted(bytes, at);
                let runs_on = bytes[range.clone()].contains(&b'\n');
                // Closed by the quote that should have begun another text, or never.
                if runs_on && range.end + 1 >= stop.min(bytes.len()) {
                    return Some(Unclosed::Quote(at));
                }
                at = range.end - 1;
                fresh = false;
            }
            b'{' | b'[' if fresh => brackets.push(at),
            b'}' | b']' if !brackets.is_empty() => {
                brackets.pop();
                fresh = false;
            }
            b',' if !brackets.is_empty() => fresh = true,
            b':' if spaced => fresh = true,
            b'-' if fresh && spaced => {}
            b'|' | b'>' if fresh && brackets.is_empty() => at = end_of_block(bytes, at) - 1,
            _ => fresh = false,
        }
        at += 1;
    }
    brackets.first().map(|first| Unclosed::Bracket(*first))
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length).max(at + 1)
}

/// A quoted text with its quotes, or all that follows when it is not closed.
fn quoted(bytes: &[u8], start: usize) -> Range<usize> {
    let quote = bytes[start];
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return start..at + 1,
            _ => {}
        }
        at += 1;
    }
    start..bytes.len()
}

/// Where a text after `|` or `>` ends: at the first line that is not indented more.
fn end_of_block(bytes: &[u8], at: usize) -> usize {
    let line_start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let indent = |start: usize| bytes[start..].iter().take_while(|byte| **byte == b' ').count();
    let outer = indent(line_start);
    let mut end = end_of_line(bytes, at);
    while end < bytes.len() {
        let line = end + 1;
        let blank = bytes.get(line).is_none_or(|byte| *byte == b'\n');
        if !blank && indent(line) <= outer {
            break;
        }
        if line >= bytes.len() {
            break;
        }
        end = end_of_line(bytes, line);
    }
    end.max(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_it_was_opened() {
        let text = "a: {b: c\nd: e\n";
        assert_eq!(before(text, text.find("d:").unwrap() + 1), Some(Unclosed::Bracket(3)));
        let text = "a: 'b\nc: 'd'\n";
        assert_eq!(before(text, text.find("d'").unwrap()), Some(Unclosed::Quote(3)));
        assert_eq!(before("a: \"b\nc: d\n", 11), Some(Unclosed::Quote(3)));
    }

    #[test]
    fn is_not_misled_by_quotes_and_brackets_in_words() {
        for text in
            ["a: it's\nb: c", "a: x{y\nb: c", "a: '{'\nb: c", "# '\nb: c", "a: |\n  '{\nb: c", "a: {b: c}\nb: c"]
        {
            assert_eq!(before(text, text.len()), None, "{text}");
        }
    }
}
