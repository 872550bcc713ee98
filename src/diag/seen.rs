//! Cures that the marked text itself shows: a table from codes to what is to be tried.
//!
//! Who found the problem may know more and adds cures of its own; here stands what follows
//! from the characters alone, so that no finder has to know how its cure is written.

use super::cure::{Amendment, Certainty, Cure};
use super::marked::MarkedText;
use super::{Code, Diagnostic, amend, has_cells, seen_in_data, seen_in_texts};
use crate::say;
use crate::source::Sources;

/// What is tried for a code.
type Seen = fn(&MarkedText<'_>) -> Vec<Cure>;

const SEEN: &[(Code, Seen)] = &[
    (Code::ByteOrderMark, byte_order_mark),
    (Code::CarriageReturns, line_feeds),
    (Code::CharacterRefused, odd_characters),
    (Code::CharacterDoubtful, odd_characters),
    (Code::YamlSyntax, seen_in_data::syntax),
    (Code::TabIndent, seen_in_data::indentation),
    (Code::DuplicateKey, seen_in_data::repeated_key),
    (Code::EmptyText, seen_in_data::key_without_text),
    (Code::StatusConflict, seen_in_data::value_and_status),
    (Code::DuplicateObservation, seen_in_data::record),
    (Code::DuplicateId, seen_in_data::record),
    (Code::NoSource, seen_in_data::source),
    (Code::UnusableName, seen_in_data::name),
    (Code::NotDecimal, seen_in_data::decimal),
    (Code::NotDate, seen_in_data::date),
    (Code::YearsReversed, seen_in_data::exchanged),
    (Code::LanguageConflict, seen_in_data::field_said_twice),
    (Code::NoFrontMatter, seen_in_texts::front_matter),
    (Code::OpenFrontMatter, seen_in_texts::end_of_front_matter),
    (Code::RawHtml, seen_in_texts::html),
    (Code::BrokenLink, seen_in_texts::link),
    (Code::LostText, seen_in_texts::lost),
    (Code::MarksInFigure, seen_in_texts::marks),
    (Code::IdTaken, seen_in_texts::anchor),
    (Code::PictureNotShown, seen_in_texts::picture),
    (Code::WordsDiffer, seen_in_texts::meant),
    (Code::FrameDiffers, seen_in_texts::meant),
    (Code::LiteralEmphasis, seen_in_texts::emphasis),
    (Code::OddHeading, seen_in_texts::heading),
    (Code::UnmeantMarkup, seen_in_texts::unmeant),
    (Code::LooseFootnote, seen_in_texts::footnote),
    (Code::UnsupportedFigure, seen_in_texts::no_data),
    (Code::PictureIncomplete, seen_in_texts::picture_record),
];

/// The cures of a problem, certain ones first: those of its finder, and those that the marked
/// text shows. Each fits the file as it stands in `sources`.
pub fn cures(problem: &Diagnostic, sources: &Sources) -> Vec<Cure> {
    let seen = MarkedText::of(problem, sources).into_iter().flat_map(|marked| {
        let tried = SEEN.iter().filter(|(code, _)| *code == problem.code);
        tried.flat_map(|(_, seen)| seen(&marked)).collect::<Vec<_>>()
    });
    let mut all: Vec<Cure> = problem.cures.iter().cloned().chain(seen).filter(|cure| fits(cure, sources)).collect();
    all.sort_by_key(|cure| cure.certainty != Certainty::Certain);
    all
}

/// Whether a cure can be applied: its file is the project's own text, and what is to be
/// changed stands there.
fn fits(cure: &Cure, sources: &Sources) -> bool {
    let source = cure.change.file().and_then(|file| sources.find(file));
    let Some(source) = source.filter(|source| !source.built_in && !has_cells(source)) else { return false };
    source.shared_text().is_some_and(|text| amend::pieces(&cure.change, &text).is_some())
}

fn byte_order_mark(marked: &MarkedText<'_>) -> Vec<Cure> {
    let says = say!("去掉文件开头的标记", "take the mark off the beginning");
    vec![Cure::certain(says, Amendment::NoByteOrderMark(marked.file))]
}

fn line_feeds(marked: &MarkedText<'_>) -> Vec<Cure> {
    let says = say!("换行都改成LF", "make all line ends LF");
    vec![Cure::certain(says, Amendment::LineFeeds(marked.file))]
}

/// Characters that say nothing are deleted wherever they stand; those that look like a space
/// may be meant as one.
fn odd_characters(marked: &MarkedText<'_>) -> Vec<Cure> {
    let mut characters = marked.marked().chars();
    let (Some(odd), None) = (characters.next(), characters.next()) else { return Vec::new() };
    let every = |now: &str| {
        let edits = marked.text.match_indices(odd).map(|(at, found)| marked.edit(at..at + found.len(), now));
        Amendment::Edits(edits.collect())
    };
    let number = format!("U+{:04X}", u32::from(odd));
    let delete = Cure::proposed(say!("把{number}都删去", "delete every {number}"), every(""));
    match odd {
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' => {
            vec![delete.certain_if(true)]
        }
        '\u{202a}'..='\u{202e}' | '\u{2065}'..='\u{206f}' | '\u{e0000}'..='\u{e0fff}' => vec![delete.certain_if(true)],
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => vec![delete.certain_if(true)],
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{2028}' | '\u{2029}' => {
            vec![Cure::proposed(say!("把{number}都改成空格", "write a space for every {number}"), every(" ")), delete]
        }
        // A character that stands for another one: which, only a person can say.
        '\u{2e80}'..='\u{2fdf}' | '\u{e000}'..='\u{f8ff}' | '\u{fffc}' | '\u{fffd}' => Vec::new(),
        _ => vec![delete],
    }
}
