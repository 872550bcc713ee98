//! Lines of a document by themselves: soft breaks, the lines of its title, a sentence that sums it up.

use super::docx::{self, without_calls};
use super::ledger::{DraftPart, LedgerEntry};
use super::outline::{is_document_number, line_number, may_be_title, without_marks};
use super::source_document::{PassageKind, SourceBlock, SourcePassage};
use crate::figure::{FoundKind, scan};
use crate::i18n::Lang;

/// The longest sentence that can stand in for a summary.
const LONGEST_SUMMARY: usize = 120;

/// A block, with a paragraph of several lines as so many paragraphs: a soft break in an
/// issued text ends a line of sense.
pub fn lines_of(block: SourceBlock) -> Vec<SourceBlock> {
    let SourceBlock::Passage(passage) = &block else { return vec![block] };
    if !passage.text.contains('\n') || matches!(passage.kind, PassageKind::Footnote(_) | PassageKind::Outside(_)) {
        return vec![block];
    }
    let lines = passage.text.lines().filter(|line| !line.trim().is_empty()).enumerate();
    lines
        .map(|(position, line)| {
            let number = position + 1;
            let address = docx::within(&passage.address, &format!("第{number}行"), &format!("line {number}"));
            let list_number = passage.number.clone().filter(|_| position == 0);
            SourceBlock::Passage(SourcePassage {
                address,
                text: line.to_owned(),
                number: list_number,
                ..passage.clone()
            })
        })
        .collect()
}

/// Which blocks are the title: lines of that style, else the last run of lines that may be
/// one before the first numbered line.
pub fn title_lines(blocks: &[SourceBlock]) -> std::ops::Range<usize> {
    let passage = |position: usize| match blocks.get(position) {
        Some(SourceBlock::Passage(passage)) => Some(passage),
        Some(SourceBlock::Table(_) | SourceBlock::Picture(_)) | None => None,
    };
    let run_from = |start: usize, fits: &dyn Fn(&SourcePassage) -> bool| {
        let length = (start..blocks.len()).take_while(|position| passage(*position).is_some_and(fits)).count();
        start..start + length
    };
    let styled = |passage: &SourcePassage| passage.kind == PassageKind::Title;
    if let Some(start) = (0..blocks.len()).find(|position| passage(*position).is_some_and(styled)) {
        return run_from(start, &styled);
    }
    let numbered = |position: &usize| {
        passage(*position).is_some_and(|passage| {
            passage.number.is_some() || line_number(without_marks(passage.text.trim()).1).is_some()
        })
    };
    let end = (0..blocks.len()).find(numbered).unwrap_or(blocks.len().min(8));
    let fits = |passage: &SourcePassage| {
        passage.number.is_none() && may_be_title(passage) && !is_document_number(&passage.text)
    };
    let mut found = 0..0;
    let mut position = 0;
    while position < end {
        let run = run_from(position, &fits);
        position = run.end.max(position + 1);
        // A title has two or three lines; a longer run is a list.
        if !run.is_empty() && run.end <= end && run.len() <= 3 {
            found = run;
        }
    }
    found
}

/// The first sentence without a figure, word for word.
pub fn summary(parts: &[&LedgerEntry]) -> String {
    let texts = parts.iter().filter(|entry| entry.part == DraftPart::Paragraph).map(|entry| without_calls(&entry.kept));
    let sentences: Vec<String> =
        texts.flat_map(|text| text.split_inclusive('。').map(str::to_owned).collect::<Vec<_>>()).collect();
    let usable = |sentence: &&String| {
        let length = sentence.chars().count();
        (8..=LONGEST_SUMMARY).contains(&length) && sentence.ends_with('。')
    };
    let without = sentences.iter().filter(usable).find(|sentence| !has_figure(sentence));
    let found = without.or_else(|| sentences.iter().find(usable)).or_else(|| sentences.first());
    found.map(|sentence| sentence.trim().to_owned()).unwrap_or_default()
}

/// Whether words hold a number that means something.
pub fn has_figure(words: &str) -> bool {
    scan(words, Lang::Zh).iter().any(|found| found.kind != FoundKind::Idiom && found.kind != FoundKind::Name)
}
