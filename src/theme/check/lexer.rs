//! Cuts a template into tokens, as Tera does.

use std::ops::Range;

use super::syntax::SyntaxError;
use crate::say;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateTokenKind<'a> {
    Word(&'a str),
    /// The characters between the quotes, as written.
    Text(&'a str),
    Number,
    /// An operator, a bracket, or one of the four marks `{{`, `}}`, `{%`, `%}`.
    Mark(&'static str),
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub struct TemplateToken<'a> {
    pub kind: TemplateTokenKind<'a>,
    pub span: Range<usize>,
}

/// The operators, the longer first.
const MARKS: [&str; 31] = [
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".", ",", ":", "~", "|",
    "=", ">", "<", "(", ")", "[", "]", "{", "}", "@",
];

/// The tokens of a template; text outside of `{{ }}` and `{% %}` is passed over.
pub fn tokens(text: &str) -> Result<Vec<TemplateToken<'_>>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = next_opening(text, at) {
        let inside = start + 2 + usize::from(text[start + 2..].starts_with('-'));
        at = match open {
            "{#" => match text[inside..].find("#}") {
                Some(end) => inside + end + 2,
                None => return Err(unclosed(start, "{#", "#}")),
            },
            "{%" if tag_is(text, inside, "raw").is_some() => raw_end(text, inside, start)?,
            _ => {
                tokens.push(TemplateToken { kind: TemplateTokenKind::Mark(open), span: start..start + 2 });
                tag(text, inside, start, open, &mut tokens)?
            }
        };
    }
    Ok(tokens)
}

fn next_opening(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    (from..bytes.len().saturating_sub(1)).find_map(|at| {
        let open = match &bytes[at..at + 2] {
            b"{{" => "{{",
            b"{%" => "{%",
            b"{#" => "{#",
            _ => return None,
        };
        Some((at, open))
    })
}

/// Where a tag that holds one word alone ends.
fn tag_is(text: &str, inside: usize, word: &str) -> Option<usize> {
    let rest = text[inside..].trim_start().strip_prefix(word)?.trim_start();
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

fn raw_end(text: &str, inside: usize, start: usize) -> Result<usize, SyntaxError> {
    let mut at = inside;
    while let Some(found) = text[at..].find("{%") {
        let open = at + found + 2;
        let open = open + usize::from(text[open..].starts_with('-'));
        if let Some(end) = tag_is(text, open, "endraw") {
            return Ok(end);
        }
        at = open;
    }
    Err(unclosed(start, "{% raw %}", "{% endraw %}"))
}

fn unclosed(start: usize, open: &str, close: &str) -> SyntaxError {
    SyntaxError::new(
        start..start + 2,
        say!("`{open}`没有结束", "`{open}` is not closed"),
        say!("补上`{close}`", "add `{close}`"),
    )
}

/// The tokens up to the end of a tag, and where that is.
fn tag<'a>(
    text: &'a str,
    inside: usize,
    start: usize,
    open: &'static str,
    tokens: &mut Vec<TemplateToken<'a>>,
) -> Result<usize, SyntaxError> {
    let close = if open == "{{" { "}}" } else { "%}" };
    let mut at = inside;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else { return Err(unclosed(start, open, close)) };
        let dash = usize::from(first == '-');
        if trimmed[dash..].starts_with(close) {
            let end = at + dash + 2;
            tokens.push(TemplateToken { kind: TemplateTokenKind::Mark(close), span: end - 2..end });
            return Ok(end);
        }
        let (kind, length) = token(trimmed, first, at)?;
        tokens.push(TemplateToken { kind, span: at..at + length });
        at += length;
    }
}

/// The token at the start of a text, and its length.
fn token(text: &str, first: char, at: usize) -> Result<(TemplateTokenKind<'_>, usize), SyntaxError> {
    if first == '_' || first.is_ascii_alphabetic() {
        let length = text.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        return Ok((TemplateTokenKind::Word(&text[..length]), length));
    }
    if first.is_ascii_digit() {
        let whole = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let fraction = text[whole..]
            .strip_prefix('.')
            .map_or(0, |rest| 1 + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        return Ok((TemplateTokenKind::Number, whole + fraction));
    }
    if matches!(first, '"' | '\'' | '`') {
        let mut escaped = false;
        let end = text[1..].find(|c: char| {
            let closes = c == first && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        return match end {
            Some(end) => Ok((TemplateTokenKind::Text(&text[1..=end]), end + 2)),
            None => Err(SyntaxError::new(
                at..at + 1,
                say!("文字没有以引号结束", "a text is not closed with a quote"),
                say!("补上`{first}`", "add `{first}`"),
            )),
        };
    }
    match MARKS.iter().find(|mark| text.starts_with(**mark)) {
        Some(mark) => Ok((TemplateTokenKind::Mark(mark), mark.len())),
        None => Err(SyntaxError::new(
            at..at + first.len_utf8(),
            say!("模板语言里没有字符`{first}`", "the template language has no character `{first}`"),
            say!("删去它，或写在引号里", "remove it, or write it in quotes"),
        )),
    }
}
