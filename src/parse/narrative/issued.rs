//! Issued text: it stands as it was typed. Each line is a paragraph, and no character is a
//! mark, but for what editors put into it, which no office writes: links of ours to the data,
//! charts and pictures on lines of their own, tables with bars, headings with `##`.
//!
//! Short lines that begin with the numbers of official documents (一、（一）1.) are headings;
//! the numbers stay in them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::markdown_body::BodyPiece;
use super::run_together::number_length;
use crate::parse::links::ReferenceKind;

/// An issued text taken apart.
#[derive(Default)]
pub struct IssuedPieces<'a> {
    /// As the parser of Markdown gives them. What lies between paragraphs is a soft break.
    pub pieces: Vec<BodyPiece<'a>>,
    /// The numbers with which lines begin: no figures.
    pub numbers: Vec<Range<usize>>,
}

/// The most characters of a line that is a heading.
const LONGEST_HEADING: usize = 40;

/// Takes an issued text apart.
pub fn pieces(body: &str) -> IssuedPieces<'_> {
    let mut reader = IssuedReader { body, read: IssuedPieces::default(), depth: 1 };
    let mut lines = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let words = line.strip_suffix('\n').unwrap_or(line);
        lines.push(at..at + words.len());
        at += line.len();
    }
    let mut next = 0;
    while next < lines.len() {
        next += reader.block(&lines, next);
    }
    reader.read
}

struct IssuedReader<'a> {
    body: &'a str,
    read: IssuedPieces<'a>,
    /// The level of the heading before; the title of the page is the first.
    depth: usize,
}

impl<'a> IssuedReader<'a> {
    fn line(&self, range: &Range<usize>) -> &'a str {
        &self.body[range.clone()]
    }

    fn put(&mut self, event: Event<'a>, range: &Range<usize>) {
        self.read.pieces.push((event, range.clone()));
    }

    /// Reads the block that begins at a line; returns how many lines it has.
    fn block(&mut self, lines: &[Range<usize>], first: usize) -> usize {
        let range = &lines[first];
        let line = self.line(range);
        if line.trim().is_empty() {
            // Blank characters of a blank line are nothing that a reader sees.
            self.put(Event::SoftBreak, range);
            return 1;
        }
        if let Some(rows) = self.table_length(lines, first) {
            self.table(&lines[first..first + rows]);
            return rows;
        }
        let words = line.trim_start();
        if let Some(number) = number_length(words) {
            let at = range.end - words.len();
            self.read.numbers.push(at..at + number);
        }
        match heading(self.body, lines, first) {
            Some((level, mark)) => self.heading(level, range.start + mark..range.end, range),
            None => {
                self.put(Event::Start(Tag::Paragraph), range);
                self.inline(range.clone());
                self.put(Event::End(TagEnd::Paragraph), range);
            }
        }
        1
    }

    fn heading(&mut self, level: usize, words: Range<usize>, range: &Range<usize>) {
        self.depth = level.min(self.depth + 1).min(6);
        let level = HeadingLevel::try_from(self.depth).unwrap_or(HeadingLevel::H6);
        self.put(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }), range);
        self.inline(words);
        self.put(Event::End(TagEnd::Heading(level)), range);
    }

    /// The words of a line, with the links of ours in it.
    fn inline(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(link) = InsertedLink::next(self.body, at..range.end) {
            self.text(at..link.whole.start);
            let (title, id) = (link.title.into(), "".into());
            let (link_type, dest_url) = (LinkType::Inline, link.address.into());
            if link.picture {
                self.put(Event::Start(Tag::Image { link_type, dest_url, title, id }), &link.whole);
                self.text(link.words.clone());
                self.put(Event::End(TagEnd::Image), &link.whole);
            } else {
                self.put(Event::Start(Tag::Link { link_type, dest_url, title, id }), &link.whole);
                self.text(link.words.clone());
                self.put(Event::End(TagEnd::Link), &link.whole);
            }
            at = link.whole.end;
        }
        self.text(at..range.end);
    }

    fn text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.put(Event::Text(self.body[range.clone()].into()), &range);
        }
    }

    /// How many lines from this one on are a table.
    fn table_length(&self, lines: &[Range<usize>], first: usize) -> Option<usize> {
        let row = |range: &Range<usize>| self.line(range).trim().starts_with('|');
        let rule = lines.get(first + 1).filter(|range| is_rule(self.line(range)))?;
        (row(&lines[first]) && row(rule)).then(|| lines[first..].iter().take_while(|range| row(range)).count())
    }

    fn table(&mut self, rows: &[Range<usize>]) {
        let whole = rows[0].start..rows[rows.len() - 1].end;
        let alignments: Vec<Alignment> =
            cells(self.body, &rows[1]).into_iter().map(|cell| alignment(&self.body[cell])).collect();
        self.put(Event::Start(Tag::Table(alignments)), &whole);
        for (position, row) in rows.iter().enumerate().filter(|(position, _)| *position != 1) {
            let (start, end) = match position {
                0 => (Tag::TableHead, TagEnd::TableHead),
                _ => (Tag::TableRow, TagEnd::TableRow),
            };
            self.put(Event::Start(start), row);
            for cell in cells(self.body, row) {
                self.put(Event::Start(Tag::TableCell), &cell);
                self.inline(cell.clone());
                self.put(Event::End(TagEnd::TableCell), &cell);
            }
            self.put(Event::End(end), row);
        }
        self.put(Event::End(TagEnd::Table), &whole);
    }
}

/// The level of a heading, and how many bytes before its words are marks of ours.
fn heading(body: &str, lines: &[Range<usize>], at: usize) -> Option<(usize, usize)> {
    let line = &body[lines[at].clone()];
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    if (2..=6).contains(&marks) && line[marks..].starts_with(' ') {
        return Some((marks, marks + 1));
    }
    let level = numbered_level(line)?;
    // Numbered lines one after another are a list.
    let filled = |range: &&Range<usize>| !body[(*range).clone()].trim().is_empty();
    let before = lines[..at].iter().rev().find(filled);
    let after = lines[at + 1..].iter().find(filled);
    let of_list = before.into_iter().chain(after).any(|range| numbered_level(&body[range.clone()]) == Some(level));
    (!of_list).then_some((level, 0))
}

/// The level of heading that a line has by its number, if it is as short as headings are and
/// does not end as sentences do.
fn numbered_level(line: &str) -> Option<usize> {
    const SENTENCE_ENDS: &str = "。；：，、！？.;:,!?";
    let words = line.trim();
    let number = &words[..number_length(words)?];
    let han = number.contains(|c| "一二三四五六七八九十".contains(c));
    let level = match (han, number.starts_with(['（', '('])) {
        (true, false) => 2,
        (true, true) => 3,
        (false, false) if number.starts_with(|c: char| c.is_numeric()) => 4,
        (false, _) => return None,
    };
    let ends = words.ends_with(|c| SENTENCE_ENDS.contains(c));
    (!ends && words.len() > number.len() && words.chars().count() <= LONGEST_HEADING).then_some(level)
}

/// The row of a table that parts its head from its body.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn alignment(cell: &str) -> Alignment {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Alignment::Center,
        (false, true) => Alignment::Right,
        (true, false) => Alignment::Left,
        (false, false) => Alignment::None,
    }
}

/// The cells of a row, without the blanks around their words.
fn cells(body: &str, row: &Range<usize>) -> Vec<Range<usize>> {
    let line = &body[row.clone()];
    let inner = line.trim().trim_start_matches('|');
    let start = row.start + line.find('|').map_or(0, |at| at + 1);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut at = start;
    let mut found = Vec::new();
    for cell in inner.split('|') {
        let blank = cell.len() - cell.trim_start().len();
        let words = cell.trim();
        found.push(at + blank..at + blank + words.len());
        at += cell.len() + 1;
    }
    found
}

/// A link or picture that an editor put into an issued text.
struct InsertedLink<'a> {
    whole: Range<usize>,
    words: Range<usize>,
    address: &'a str,
    /// What stands in quotes after the address.
    title: &'a str,
    picture: bool,
}

impl<'a> InsertedLink<'a> {
    /// The first one in a range.
    fn next(body: &'a str, range: Range<usize>) -> Option<InsertedLink<'a>> {
        let text = &body[range.clone()];
        text.match_indices("](")
            .find_map(|(at, _)| InsertedLink::around(body, range.start, range.start + at, range.end))
    }

    /// The one whose words end at `close`, if there is one.
    fn around(body: &'a str, from: usize, close: usize, end: usize) -> Option<InsertedLink<'a>> {
        let open = opening(&body[from..close])? + from;
        let address = close + 2;
        let closing = address + body[address..end].find(')')?;
        let inside = &body[address..closing];
        let picture = open > from && body.as_bytes()[open - 1] == b'!';
        let (to, title) = match inside.split_once(" \"").and_then(|(to, title)| Some((to, title.strip_suffix('"')?))) {
            Some((to, title)) if picture => (to.trim(), title),
            _ => (inside, ""),
        };
        let (kind, _) = ReferenceKind::of(to);
        if !picture && matches!(kind, ReferenceKind::Other | ReferenceKind::Anchor) {
            return None;
        }
        let start = if picture { open - 1 } else { open };
        Some(InsertedLink { whole: start..closing + 1, words: open + 1..close, address: to, title, picture })
    }
}

/// The bracket that opens what ends at the end of a text; brackets within it come in pairs.
fn opening(text: &str) -> Option<usize> {
    let mut closed = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' => closed += 1,
            '[' if closed == 0 => return Some(at),
            '[' => closed -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        for (event, _) in pieces(body).pieces {
            match event {
                Event::Start(Tag::Paragraph) => blocks.push("p ".to_owned()),
                Event::Start(Tag::Heading { level, .. }) => blocks.push(format!("{level} ")),
                Event::Start(Tag::TableCell) => blocks.push("cell ".to_owned()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    blocks.last_mut().expect("a block").push_str(&format!("<{dest_url}>"));
                }
                Event::Text(text) => blocks.last_mut().expect("a block").push_str(&text),
                _ => {}
            }
        }
        blocks
    }

    #[test]
    fn lines_are_paragraphs_and_short_numbered_ones_headings() {
        let body = "一、基本情况\n（一）总体评价\n全省12市。\n1. 第一件\n说明\n1.甲\n2.乙\n（1）丙\n二、这样结束的是一句话。\n";
        assert_eq!(
            shown(body),
            [
                "h2 一、基本情况", "h3 （一）总体评价", "p 全省12市。", "h4 1. 第一件", "p 说明", "p 1.甲", "p 2.乙",
                "p （1）丙", "p 二、这样结束的是一句话。",
            ]
        );
    }

    #[test]
    fn marks_of_markdown_are_characters_and_links_of_ours_are_links() {
        let body = "    a*b*c\\ **x** <i>&amp; [1] [a](b)\n覆盖率[93.4%](figure:x)，见[发[2018]2号](document:d)\n![图](chart:bar?indicator=x)\n";
        assert_eq!(
            shown(body),
            [
                "p     a*b*c\\ **x** <i>&amp; [1] [a](b)", "p 覆盖率<figure:x>93.4%，见<document:d>发[2018]2号",
                "p <chart:bar?indicator=x>图",
            ]
        );
    }

    #[test]
    fn a_table_has_a_rule_under_its_head() {
        assert_eq!(shown("| a | b |\n|---|--:|\n| 1* | 2 |\n"), ["cell a", "cell b", "cell 1*", "cell 2"]);
        assert_eq!(shown("| a |\n| b |\n"), ["p | a |", "p | b |"]);
    }
}
