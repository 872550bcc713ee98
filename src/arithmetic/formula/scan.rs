//! Cuts a formula into tokens.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{FormulaError, FormulaErrorKind, Relation};

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FormulaToken {
    pub range: Range<usize>,
    pub kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(Decimal),
    Rounded(Decimal),
    Observation(String),
    Unprinted(String),
    Whole,
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Semicolon,
    Relation(Relation),
}

/// The tokens of a formula.
pub(super) fn tokens(text: &str) -> Result<Vec<FormulaToken>, FormulaError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let token = token(text, at, first)?;
        at = token.range.end;
        tokens.push(token);
    }
    Ok(tokens)
}

fn token(text: &str, at: usize, first: char) -> Result<FormulaToken, FormulaError> {
    let rest = &text[at..];
    let (kind, length) = match first {
        '{' => return reference(text, at),
        '0'..='9' => {
            return number(text, at, at).map(|(value, range)| FormulaToken { range, kind: TokenKind::Number(value) });
        }
        '~' => {
            return number(text, at, at + 1)
                .map(|(value, range)| FormulaToken { range, kind: TokenKind::Rounded(value) });
        }
        '?' => {
            let name = word(&rest[1..]);
            (TokenKind::Unprinted(name.to_owned()), 1 + name.len())
        }
        _ if word(rest) == "whole" => (TokenKind::Whole, "whole".len()),
        '+' => (TokenKind::Plus, 1),
        '-' => (TokenKind::Minus, 1),
        '*' => (TokenKind::Times, 1),
        '/' => (TokenKind::Over, 1),
        '(' => (TokenKind::Open, 1),
        ')' => (TokenKind::Close, 1),
        ';' => (TokenKind::Semicolon, 1),
        '>' if rest.starts_with(">=") => (TokenKind::Relation(Relation::AtLeast), 2),
        '<' if rest.starts_with("<=") => (TokenKind::Relation(Relation::AtMost), 2),
        '>' => (TokenKind::Relation(Relation::Greater), 1),
        '<' => (TokenKind::Relation(Relation::Less), 1),
        '=' => (TokenKind::Relation(Relation::Equal), 1),
        found => {
            let kind = FormulaErrorKind::UnexpectedCharacter { found, meant: meant(found) };
            return Err(FormulaError { range: at..at + found.len_utf8(), kind });
        }
    };
    Ok(FormulaToken { range: at..at + length, kind })
}

/// The sign of a formula that is easily mistyped as this character.
fn meant(found: char) -> Option<&'static str> {
    Some(match found {
        '≥' => ">=",
        '≤' => "<=",
        '＞' => ">",
        '＜' => "<",
        '＝' => "=",
        '×' | '·' | '＊' => "*",
        '÷' | '／' => "/",
        '−' | '－' | '–' => "-",
        '＋' => "+",
        '（' => "(",
        '）' => ")",
        '；' => ";",
        '｛' => "{",
        '｝' => "}",
        '？' => "?",
        '～' => "~",
        '%' | '％' => "/ 100",
        _ => return None,
    })
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// `{id}`, with spaces inside the braces allowed.
fn reference(text: &str, at: usize) -> Result<FormulaToken, FormulaError> {
    let body = &text[at + 1..];
    let end = body.find(['}', '{', ';']).filter(|end| body[*end..].starts_with('}'));
    let Some(end) = end else {
        return Err(FormulaError { range: at..at + 1, kind: FormulaErrorKind::UnclosedReference });
    };
    let range = at..at + end + 2;
    let id = body[..end].trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.is_empty() || !id.chars().all(plain) {
        return Err(FormulaError { range, kind: FormulaErrorKind::BadReference });
    }
    Ok(FormulaToken { range, kind: TokenKind::Observation(id.to_owned()) })
}

/// The number that begins at `digits`; its token begins at `at`.
fn number(text: &str, at: usize, digits: usize) -> Result<(Decimal, Range<usize>), FormulaError> {
    let rest = &text[digits..];
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let range = at..digits + length;
    let written = &rest[..length];
    let plain = written.starts_with(|c: char| c.is_ascii_digit()) && written.ends_with(|c: char| c.is_ascii_digit());
    // A decimal that does not give back its own digits has lost some of them.
    let value = written.parse::<Decimal>().ok().filter(|value| plain && value.to_string() == trimmed(written));
    match value {
        Some(value) => Ok((value, range)),
        None => Err(FormulaError { range, kind: FormulaErrorKind::BadNumber }),
    }
}

/// Without leading zeros, as a decimal writes itself.
fn trimmed(written: &str) -> &str {
    let zeros = written.bytes().take_while(|byte| *byte == b'0').count();
    let keep = written.as_bytes().get(zeros).is_none_or(|byte| *byte == b'.');
    &written[zeros - usize::from(keep && zeros > 0)..]
}
