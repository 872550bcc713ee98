//! Lines that begin with a number of their own (一、（一）1．①•) and have no blank line
//! between them: Markdown makes one paragraph of them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown_body::{BodyPiece, MarkdownBody};
use crate::diag::{Amendment, Code, Cure, Diagnostic, Diagnostics, Edit};
use crate::say;

/// Tells paragraphs in which such lines run together. Returns where the lines of all
/// paragraphs have their numbers, which are no figures.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut numbers = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                numbers.extend(paragraph(body, &lines, problems));
                lines = vec![range.start];
            }
            Event::SoftBreak if !lines.is_empty() => lines.push(range.end),
            Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::Start(Tag::List(_)) => {
                numbers.extend(paragraph(body, &lines, problems));
                lines.clear();
            }
            _ => {}
        }
    }
    numbers
}

/// The numbers with which lines of a paragraph begin; where a further line has one, the lines
/// run together.
fn paragraph(body: MarkdownBody<'_>, lines: &[usize], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let numbered = |start: &usize| {
        let line = body.raw(*start..body.text.len());
        let words = line.trim_start_matches([' ', '\t', '>', '\u{3000}']);
        let at = start + line.len() - words.len();
        number_length(words).map(|length| at..at + length)
    };
    let blank_line = |start: &usize| Edit { span: body.span(*start..*start), was: String::new(), now: "\n".to_owned() };
    let numbers: Vec<Range<usize>> = lines.iter().filter_map(numbered).collect();
    let further = lines.iter().skip(1).any(|line| numbered(line).is_some());
    if let (true, Some(first)) = (further, numbers.first()) {
        let number = body.raw(first.clone());
        problems.push(
            Diagnostic::new(
                Code::LinesRunTogether,
                body.span(first.clone()),
                say!(
                    "这几行会连成一段：行首有`{number}`这样的序号，行间没有空行",
                    "these lines will run together into one paragraph: they begin with numbers such as `{number}`, and no blank line parts them"
                ),
            )
            .help(say!(
                "每条之间空一行；作标题的写`## 一、…`、`### （一）…`，作列表的写`- …`或`1. …`",
                "part them by blank lines; for headings write `## …` and `### …`, for a list `- …` or `1. …`"
            ))
            .cure(Cure::proposed(
                say!("各条之间空一行", "leave a line blank before each"),
                Amendment::Edits(lines.iter().skip(1).filter(|line| numbered(line).is_some()).map(blank_line).collect()),
            )),
        );
    }
    numbers
}

/// How long the number is with which a line begins.
pub fn number_length(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if is_bullet(first) {
        return Some(first.len_utf8());
    }
    let (bracket, rest) = match first {
        '（' | '(' => (first.len_utf8(), &line[first.len_utf8()..]),
        _ => (0, line),
    };
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let (count, in_han) = match rest.chars().take_while(|c| han(*c)).count() {
        0 => (rest.chars().take_while(|c| digit(*c)).count(), false),
        count => (count, true),
    };
    if !(1..=3).contains(&count) {
        return None;
    }
    let number: usize = rest.chars().take(count).map(char::len_utf8).sum();
    let mut after = rest[number..].chars();
    let closed = after.next().filter(|c| match (bracket > 0, in_han) {
        (true, _) => matches!(c, '）' | ')'),
        (false, true) => matches!(c, '、' | '．'),
        (false, false) => matches!(c, '、' | '．' | '.' | '）' | ')'),
    })?;
    // 一、二、三等奖 and 1.5 go on.
    let goes_on = bracket == 0 && after.next().is_some_and(|c| han(c) || digit(c));
    (!goes_on).then(|| bracket + number + closed.len_utf8())
}

/// Characters that stand before an item of a list, and circled and bracketed numbers.
fn is_bullet(c: char) -> bool {
    matches!(c,
        '•' | '·' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▪' | '➢'
        | '\u{2460}'..='\u{249B}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lines_are_told_from_words() {
        for (line, number) in [
            ("一、主要做法", "一、"),
            ("十二、保障", "十二、"),
            ("（一）党政同责。", "（一）"),
            ("(3)定人", "(3)"),
            ("1．定人定段。", "1．"),
            ("2、按月巡查。", "2、"),
            ("3. words", "3."),
            ("①甲", "①"),
            ("•甲", "•"),
        ] {
            assert_eq!(number_length(line), Some(number.len()), "{line}");
        }
        for line in ["", "一、二、三等奖", "1.5米", "2024年", "一年", "3、4月", "（含三县）", "甲、乙", "2024、"]
        {
            assert_eq!(number_length(line), None, "{line}");
        }
    }
}
