//! What the marked text of data files and front matter shows to be its cure.

use super::cure::{Amendment, Cure};
use super::marked::MarkedText;
use crate::i18n::PartialDate;
use crate::say;

/// A full-width colon, an indentation with other blanks, a colon within a text, a quote that
/// is not closed.
pub fn syntax(marked: &MarkedText<'_>) -> Vec<Cure> {
    match marked.marked() {
        "：" => {
            let now = if marked.after().starts_with([' ', '\n']) { ":" } else { ": " };
            let says = say!("换成半角冒号", "write an ASCII colon");
            vec![marked.replace(says, marked.range.clone(), now).certain_if(true)]
        }
        ":" => quoted_value(marked).into_iter().collect(),
        quote @ ("'" | "\"") => {
            let line = marked.line();
            let end = line.start + marked.text[line].trim_end().len();
            let says = say!("在行末补上引号", "close the quote at the end of the line");
            vec![marked.replace(says, end..end, quote)]
        }
        blank if !blank.is_empty() && blank.chars().all(char::is_whitespace) => indentation(marked),
        _ => Vec::new(),
    }
}

/// `key: text: more` becomes `key: 'text: more'`.
fn quoted_value(marked: &MarkedText<'_>) -> Option<Cure> {
    let line = marked.line();
    let written = marked.text.get(line.clone())?.trim_end();
    let (key, value) = written.split_once(": ")?;
    let value = value.trim();
    // The colon that is marked stands within the text, and the text is a plain one.
    let plain = key.trim_start_matches([' ', '-']).bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let within = plain && line.start + key.len() < marked.range.start;
    if !within || value.starts_with(['\'', '"', '{', '[', '|', '>', '&', '*', '!', '%', '@', '`']) {
        return None;
    }
    let start = line.start + written.len() - value.len();
    let quoted = format!("'{}'", value.replace('\'', "''"));
    let says = say!("给这段文字加引号", "put the text in quotes");
    Some(marked.replace(says, start..start + value.len(), &quoted).certain_if(!value.contains(" #")))
}

/// Blanks at the beginning of a line become spaces: as many as let it stand with what is
/// above, which is certain where the blanks are that wide by one of the usual measures.
pub fn indentation(marked: &MarkedText<'_>) -> Vec<Cure> {
    let line = marked.line();
    let written = &marked.text[line.clone()];
    let blank = &written[..written.len() - written.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len()];
    let width = |tab: usize| -> usize {
        let of = |c| match c {
            '\t' => tab,
            '\u{3000}' => 2,
            _ => 1,
        };
        blank.chars().map(of).sum()
    };
    let above = marked.columns_above();
    let widths = [2, 4, 8].map(width);
    let fit = above.iter().find(|column| widths.contains(column));
    let columns = fit.or(above.first()).copied().unwrap_or(0);
    let says = say!("行首改成{columns}个空格", "begin the line with {columns} spaces");
    let range = line.start..line.start + blank.len();
    vec![marked.replace(says, range, &" ".repeat(columns)).certain_if(fit.is_some())]
}

/// The second of two keys goes with its line. Where both say the same, nothing is lost.
pub fn repeated_key(marked: &MarkedText<'_>) -> Vec<Cure> {
    let Some(line) = own_line(marked) else { return Vec::new() };
    let first = marked.related.map(|span| marked.line_at(span.start as usize));
    let same = first.is_some_and(|first| marked.text[first].trim() == marked.text[line.clone()].trim());
    let says = say!("删去这一行", "delete this line");
    vec![marked.replace(says, line, "").certain_if(same)]
}

/// A key behind which nothing stands goes.
pub fn key_without_text(marked: &MarkedText<'_>) -> Vec<Cure> {
    let bare =
        marked.after().strip_prefix(':').is_some_and(|rest| rest.lines().next().is_none_or(|l| l.trim().is_empty()));
    let line = own_line(marked).filter(|_| bare);
    line.map(|line| marked.replace(say!("删去这个键", "delete the key"), line, "")).into_iter().collect()
}

/// The line of a value that contradicts its status goes; a record without one gets it.
pub fn value_and_status(marked: &MarkedText<'_>) -> Vec<Cure> {
    let line = marked.line();
    let key = marked.text[line.start..marked.range.start].trim_start();
    if key == "value: " {
        return vec![marked.replace(say!("删去`value`", "delete `value`"), line, "")];
    }
    if key.trim_start_matches("- ").is_empty() {
        let at = super::Span::new(marked.file, marked.range.clone());
        let says = say!("加上`value`，内容由人填写", "add `value`; what it says is yours to write");
        let change = Amendment::AddKey { at, key: "value".to_owned(), value: "''".to_owned() };
        return vec![Cure::proposed(says, change)];
    }
    Vec::new()
}

/// A record of a list that another one says already goes, with all its lines.
pub fn record(marked: &MarkedText<'_>) -> Vec<Cure> {
    let line = marked.line();
    let before = &marked.text[line.start..marked.range.start];
    let dash = before.len() - before.trim_start().len();
    if !matches!(before.trim_start(), "- id: " | "- slug: ") {
        return Vec::new();
    }
    let mut end = line.end;
    for next in marked.text[line.end..].split_inclusive('\n') {
        let deeper = next.trim().is_empty() || next.len() - next.trim_start().len() > dash;
        if !deeper {
            break;
        }
        end += next.len();
    }
    vec![marked.replace(say!("删去这一条", "delete this record"), line.start..end, "")]
}

/// A record without a source gets one to be filled in.
pub fn source(marked: &MarkedText<'_>) -> Vec<Cure> {
    let line = marked.line();
    let before = &marked.text[line.start..marked.range.start];
    let own =
        matches!(before.trim_start(), "- id: " | "id: ") && marked.text[marked.range.end..line.end].trim().is_empty();
    if !own {
        return Vec::new();
    }
    let indent = " ".repeat(before.len() - "id: ".len());
    let says = say!("加上出处，内容由人填写", "add the source; what it says is yours to write");
    let field = format!("{indent}source: {{document: '', place: {{zh: '', en: ''}}}}\n");
    vec![marked.replace(says, line.end..line.end, &field)]
}

/// A field that the other language says too goes from this file.
pub fn field_said_twice(marked: &MarkedText<'_>) -> Vec<Cure> {
    let line = own_line(marked);
    let says = say!("在这个文件里删去这一项", "delete the field in this file");
    line.map(|line| marked.replace(says, line, "")).into_iter().collect()
}

/// The line of a key, where it is the key's own and holds all of its value.
fn own_line(marked: &MarkedText<'_>) -> Option<std::ops::Range<usize>> {
    let line = marked.line();
    let indent = marked.range.start - line.start;
    let before = &marked.text[line.start..marked.range.start];
    let next = marked.text[line.end..].lines().next().unwrap_or("");
    let deeper = next.len() - next.trim_start().len() > indent;
    let item = next.trim_start().starts_with("- ") && next.len() - next.trim_start().len() == indent;
    (before.chars().all(|c| c == ' ') && !deeper && !item).then_some(line)
}

/// A name of capitals, blanks and low lines becomes one that addresses take.
pub fn name(marked: &MarkedText<'_>) -> Vec<Cure> {
    let written = marked.marked().trim_matches(['\'', '"']);
    let lower: String =
        written.chars().map(|c| if c == '_' || c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    let good = lower.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !good || lower == written {
        return Vec::new();
    }
    // References to the name have to follow.
    vec![Cure::replace(super::Span::new(marked.file, marked.range.clone()), written, lower)]
}

/// Full-width digits are the same number; a sign behind it or commas within are taken off.
pub fn decimal(marked: &MarkedText<'_>) -> Vec<Cure> {
    let written = marked.marked().trim_matches(['\'', '"']);
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '．' => '.',
        '－' | '−' => '-',
        _ => c,
    };
    let plain: String = written.chars().map(half).collect();
    let bare: String = plain.trim_end_matches(['%', '％']).chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    let is_number = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, rest) = digits.split_once('.').map_or((digits, "0"), |(whole, rest)| (whole, rest));
        [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let now = if is_number(&plain) { &plain } else { &bare };
    if !is_number(now) || now == written {
        return Vec::new();
    }
    let span = super::Span::new(marked.file, marked.range.clone());
    vec![Cure::replace(span, written, now.clone()).certain_if(*now == plain)]
}

/// A day, month or year written in another way.
pub fn date(marked: &MarkedText<'_>) -> Vec<Cure> {
    let written = marked.marked().trim_matches(['\'', '"']);
    let parts: Vec<&str> =
        written.split(['-', '/', '.', '年', '月', '日']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let year_first = parts.first().is_some_and(|year| year.len() == 4) && parts.len() <= 3;
    if !digits || !year_first {
        return Vec::new();
    }
    let date = parts.iter().map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-");
    if PartialDate::parse(&date).is_none() || date == written {
        return Vec::new();
    }
    vec![Cure::replace(super::Span::new(marked.file, marked.range.clone()), written, date).certain_if(true)]
}

/// The marked text and the other place exchange what they say.
pub fn exchanged(marked: &MarkedText<'_>) -> Vec<Cure> {
    let here = super::Span::new(marked.file, marked.range.clone());
    let says = say!("对调这两处", "let the two change places");
    marked.related.map(|other| Cure::proposed(says, Amendment::Swap(here, other))).into_iter().collect()
}
