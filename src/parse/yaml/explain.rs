//! YAML that cannot be read: the parser's words turned into a cause and a cure.

use super::translations::translate;
use super::unclosed::{self, Unclosed};
use crate::diag::{Code, Diagnostic, Span};
use crate::say;
use crate::source::FileId;

/// Explains a syntax error at its place. Causes that the parser words badly (a tab, a
/// full-width colon, a no-break space) are looked for in the lines around it.
pub fn explain(file: FileId, text: &str, offset: usize, error: &serde_yaml::Error) -> Diagnostic {
    let words = error.to_string();
    let byte = match begun(&words) {
        Some((line, column)) => byte_at(text, line, column),
        None => error.location().map_or(0, |location| byte_at(text, location.line(), location.column())),
    };
    let byte = place_of(&words, text).unwrap_or(byte);
    let (first, last) = lines_around(text, byte);
    for (start, line) in lines(text, first, last) {
        if let Some(problem) = known_cause(file, offset + start, line) {
            return problem;
        }
    }
    let range = word_at(text, byte);
    let span = Span::new(file, offset + range.start..offset + range.end);
    let words = bare(&words);
    if words.contains("repetition limit") || words.contains("recursion limit") {
        return Diagnostic::new(
            Code::YamlSyntax,
            span,
            say!("YAML 嵌套或引用过多，已停止读取", "too many nested or repeated parts in this YAML"),
        )
        .help(say!("把重复的内容写开，减少层次", "write the repeated parts out and nest less"));
    }
    if let Some(problem) = left_open(file, text, offset, byte, span) {
        return problem;
    }
    let (cause, cure) = translate(&words);
    Diagnostic::new(Code::YamlSyntax, span, cause).help(cure)
}

/// A bracket or quote on an earlier line that is the cause of what the parser found here.
fn left_open(file: FileId, text: &str, offset: usize, byte: usize, here: Span) -> Option<Diagnostic> {
    let (at, message, help) = match unclosed::before(text, byte)? {
        Unclosed::Bracket(at) => {
            let (opening, closing) = if text[at..].starts_with('{') { ('{', '}') } else { ('[', ']') };
            (
                at,
                say!("`{opening}`后面的内容没有写完整", "what follows this `{opening}` is not complete"),
                say!(
                    "补上`{closing}`，各项之间写逗号；文字里有逗号、冒号或引号的，整段加引号",
                    "close it with `{closing}`, with commas between the parts; a text with a comma, colon or quote needs quotes"
                ),
            )
        }
        Unclosed::Quote(at) => (
            at,
            say!("引号没有在这一行结束", "this quote is not closed on its line"),
            say!("在文字末尾补上同样的引号", "add the same quote at the end of the text"),
        ),
    };
    if same_line(text, at, byte) {
        return None;
    }
    let problem = Diagnostic::new(Code::YamlSyntax, Span::new(file, offset + at..offset + at + 1), message);
    Some(problem.related(here, say!("读到这里读不下去", "the reader stopped here")).help(help))
}

fn same_line(text: &str, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
    !text.as_bytes()[a..b].contains(&b'\n')
}

/// A cause that can be seen in one line, in front of what the parser says.
fn known_cause(file: FileId, start: usize, line: &str) -> Option<Diagnostic> {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
    let mark = |at: usize, length: usize| Span::new(file, start + at..start + at + length);
    if let Some(at) = line[..indent].find('\t') {
        return Some(
            Diagnostic::new(Code::TabIndent, mark(at, 1), say!("缩进里有制表符", "a tab in the indentation"))
                .help(say!("YAML只用空格缩进，把制表符换成空格", "YAML indents with spaces only; replace the tab")),
        );
    }
    if let Some(at) = line[..indent].find(['\u{a0}', '\u{3000}']) {
        let length = line[at..].chars().next().map_or(1, char::len_utf8);
        return Some(
            Diagnostic::new(
                Code::YamlSyntax,
                mark(at, length),
                say!("缩进里有全角空格或不换行空格", "a full-width or no-break space in the indentation"),
            )
            .help(say!("换成普通空格", "replace it with ordinary spaces")),
        );
    }
    let colon = line.find('：')?;
    if line[..colon].contains([':', '"', '\'', '#']) {
        return None;
    }
    Some(
        Diagnostic::new(
            Code::YamlSyntax,
            mark(colon, '：'.len_utf8()),
            say!("键后面用了全角冒号", "a full-width colon after a key"),
        )
        .help(say!("换成半角冒号加一个空格`: `", "write an ASCII colon and a space, `: `")),
    )
}

/// The byte that the parser means and does not name: it refuses some texts as a whole.
fn place_of(words: &str, text: &str) -> Option<usize> {
    if words.contains("control characters") {
        return text.find(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r'));
    }
    if words.contains("more than one document") {
        // The first line may be such a mark itself.
        return text.find("\n---").map(|newline| newline + 1);
    }
    None
}

/// Where a key without a colon begins: the parser notices it at the following line only.
fn begun(message: &str) -> Option<(usize, usize)> {
    let place = message.split("while scanning a simple key at line ").nth(1)?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.trim().parse().ok()?, column.trim().parse().ok()?))
}

/// serde_yaml's message without the place, which is shown otherwise.
fn bare(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// The byte of a line and column, both counted from one and columns in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let within: usize =
        rest.chars().take(column.saturating_sub(1)).take_while(|c| *c != '\n').map(char::len_utf8).sum();
    (start + within).min(text.len())
}

/// The numbers (from zero) of the lines before, at and after a byte.
fn lines_around(text: &str, byte: usize) -> (usize, usize) {
    let line = text.as_bytes()[..byte.min(text.len())].iter().filter(|b| **b == b'\n').count();
    (line.saturating_sub(1), line + 1)
}

fn lines(text: &str, first: usize, last: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let at = start;
            start += line.len();
            (at, line.trim_end_matches('\n'))
        })
        .skip(first)
        .take(last + 1 - first)
}

/// The word at a byte, or an empty range at the end of a line.
fn word_at(text: &str, byte: usize) -> std::ops::Range<usize> {
    let rest = &text[byte..];
    let length: usize = rest.chars().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    byte..byte + length
}
