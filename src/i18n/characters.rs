//! Characters that do not show, that look like others, or that do more than show: decided
//! here, once, for texts and data, for a terminal, and for a spreadsheet.

use std::borrow::Cow;
use std::ops::Range;

use super::{Text, text};

/// What becomes of a character in a text or in data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharacterVerdict {
    /// It may not stand there: it changes how other words read, or ends programs’ work.
    Refused,
    /// It stays, and the writer is told: nobody sees it, or takes it for another.
    Told,
}

/// A character that is not what it seems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OddCharacter {
    pub character: char,
    pub verdict: CharacterVerdict,
    zh: &'static str,
    en: &'static str,
}

impl OddCharacter {
    /// Number and name: `U+202E（改变文字方向的控制符）`.
    pub fn name(&self) -> Text {
        let (number, zh, en) = (u32::from(self.character), self.zh, self.en);
        text(format!("U+{number:04X}（{zh}）"), format!("U+{number:04X} ({en})"))
    }
}

use CharacterVerdict::{Refused, Told};

/// A range of characters with one verdict and one name.
type OddRange = (u32, u32, CharacterVerdict, &'static str, &'static str);

/// In the order of their numbers (Unicode 16, and UAX #9 for those that turn the direction
/// of text). Not here: tab and line feed; the spaces that typesetting uses (no-break U+00A0,
/// thin U+2009, narrow U+202F) and U+3000, with which Chinese paragraphs begin, which are
/// read as spaces; the joiners of emoji, and the selectors of forms of characters.
const ODD: &[OddRange] = &[
    (0x0000, 0x0008, Refused, "控制字符", "a control character"),
    (0x000B, 0x000C, Refused, "控制字符", "a control character"),
    (0x000E, 0x001F, Refused, "控制字符", "a control character"),
    (0x007F, 0x009F, Refused, "控制字符", "a control character"),
    (0x00AD, 0x00AD, Told, "看不见的连字符", "a soft hyphen"),
    (0x034F, 0x034F, Told, "看不见的连接符", "a combining grapheme joiner"),
    (0x061C, 0x061C, Refused, "改变文字方向的控制符", "it turns the direction of text"),
    (0x115F, 0x1160, Told, "看不见的填充字符", "an invisible filler"),
    (0x1680, 0x1680, Told, "样子像空格的字符", "it looks like a space"),
    (0x17B4, 0x17B5, Told, "看不见的字符", "an invisible character"),
    (0x180B, 0x180F, Told, "看不见的字符", "an invisible character"),
    (0x2000, 0x2008, Told, "样子像空格的字符", "it looks like a space"),
    (0x200A, 0x200A, Told, "样子像空格的字符", "it looks like a space"),
    (0x200B, 0x200B, Told, "零宽空格", "a zero-width space"),
    (0x200C, 0x200C, Told, "零宽不连字", "a zero-width non-joiner"),
    (0x200D, 0x200D, Told, "零宽连字", "a zero-width joiner"),
    (0x200E, 0x200F, Refused, "改变文字方向的控制符", "it turns the direction of text"),
    (0x2028, 0x2029, Refused, "行分隔符", "a line separator"),
    (0x202A, 0x202E, Refused, "改变文字方向的控制符", "it turns the direction of text"),
    (0x205F, 0x205F, Told, "样子像空格的字符", "it looks like a space"),
    (0x2060, 0x2064, Told, "零宽字符", "a zero-width character"),
    (0x2065, 0x2065, Refused, "没有分配的字符", "an unassigned character"),
    (0x2066, 0x2069, Refused, "改变文字方向的控制符", "it turns the direction of text"),
    (0x206A, 0x206F, Refused, "作废的控制符", "a deprecated control"),
    (0x2E80, 0x2EFF, Told, "部首，不是汉字，多半来自PDF", "a radical and no character, probably from a PDF"),
    (0x2F00, 0x2FDF, Told, "部首，不是汉字，多半来自PDF", "a radical and no character, probably from a PDF"),
    (0x3164, 0x3164, Told, "看不见的填充字符", "an invisible filler"),
    (0xD7FC, 0xD7FF, Refused, "没有分配的字符", "an unassigned character"),
    (0xE000, 0xF8FF, Told, "私用区字符，别处显示不出来", "private use: shown nowhere else"),
    (0xFDD0, 0xFDEF, Refused, "不是字符", "no character"),
    (0xFEFF, 0xFEFF, Told, "零宽空格（字节顺序标记）", "a zero-width space, or byte-order mark"),
    (0xFFA0, 0xFFA0, Told, "看不见的填充字符", "an invisible filler"),
    (0xFFF0, 0xFFFB, Refused, "控制字符", "a control character"),
    (0xFFFC, 0xFFFC, Told, "嵌入对象的占位符", "it stands for an object that is not there"),
    (0xFFFD, 0xFFFD, Told, "替换符，原来的字已经丢失", "it stands where a character was lost"),
    (0xFFFE, 0xFFFF, Refused, "不是字符", "no character"),
    (0xE0000, 0xE00FF, Refused, "看不见的标签字符", "an invisible tag"),
    (0xE01F0, 0xE0FFF, Refused, "没有分配的字符", "an unassigned character"),
    (0xF0000, 0x10_FFFF, Told, "私用区字符，别处显示不出来", "private use: shown nowhere else"),
];

fn odd(character: char) -> Option<OddCharacter> {
    // Most of all texts is below or between.
    if matches!(character, '\n' | '\t' | ' '..='~' | '\u{3000}'..='\u{3163}' | '\u{3400}'..='\u{9fff}') {
        return None;
    }
    let number = u32::from(character);
    let at = ODD.partition_point(|(_, last, ..)| *last < number);
    let (_, _, verdict, zh, en) = ODD.get(at).filter(|(first, ..)| *first <= number)?;
    Some(OddCharacter { character, verdict: *verdict, zh, en })
}

/// Whether a character can be a part of a joined emoji: a symbol, a picture, or the mark that
/// the one before is to be shown as a picture.
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The odd characters of a text, with their places.
pub fn odd_characters(text: &str) -> impl Iterator<Item = (Range<usize>, OddCharacter)> {
    text.char_indices().filter_map(move |(at, character)| {
        let found = odd(character)?;
        let joins_emoji = character == '\u{200d}'
            && text[..at].chars().next_back().is_some_and(is_emoji)
            && text[at + 3..].chars().next().is_some_and(is_emoji);
        (!joins_emoji).then(|| (at..at + character.len_utf8(), found))
    })
}

/// A text that comes from outside, as it may be written to a terminal: characters that would
/// steer it, or turn the direction of what follows, are written as their numbers.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    let steers = |c: char| odd(c).is_some_and(|odd| odd.verdict == Refused) || c == '\r';
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match steers(character) {
            true => shown.push_str(&format!("\\u{{{:04x}}}", u32::from(character))),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// A cell as a spreadsheet may read it: one that would be computed as a formula gets the
/// apostrophe that says that it is text. Numbers with a sign stay as they are.
pub fn for_spreadsheet(cell: &str) -> Cow<'_, str> {
    let number = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%'))
    };
    let computed = match cell.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠' | '＋' | '－') => true,
        Some('+' | '-') => !number(&cell[1..]),
        _ => false,
    };
    if computed { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(ODD.iter().all(|(first, last, ..)| first <= last));
        assert!(ODD.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    /// Texts with what they must be found to hold: `-` nothing, `R` refused, `T` told.
    const TEXTS: [(&str, &str); 76] = [
        ("水井", "-"),
        ("Wells, and more.", "-"),
        ("两\n行", "-"),
        ("一\t格", "-"),
        ("\u{3000}\u{3000}首行缩进", "-"),
        ("12\u{a0}000", "-"),
        ("12\u{202f}000", "-"),
        ("a\u{2009}b", "-"),
        ("“引号”…—·", "-"),
        ("①②③", "-"),
        ("㎡℃‰", "-"),
        ("𠮷野家", "-"),
        ("é", "-"),
        ("e\u{301}", "-"),
        ("👍", "-"),
        ("👩\u{200d}🌾", "-"),
        ("❤\u{fe0f}", "-"),
        ("葛\u{e0100}", "-"),
        ("ＡＢ１２", "-"),
        ("\u{ff0d}", "-"),
        ("→≥≤×", "-"),
        ("한국", "-"),
        ("Ελ", "-"),
        ("العربية", "-"),
        ("\u{fa0e}", "-"),
        ("a\0b", "R"),
        ("\u{1}", "R"),
        ("\u{7}", "R"),
        ("\u{8}", "R"),
        ("\u{b}", "R"),
        ("\u{c}", "R"),
        ("\u{1b}[31m", "R"),
        ("\u{1f}", "R"),
        ("\u{7f}", "R"),
        ("\u{80}", "R"),
        ("\u{85}", "R"),
        ("\u{9b}", "R"),
        ("\u{9f}", "R"),
        ("\u{61c}", "R"),
        ("\u{200e}", "R"),
        ("\u{200f}", "R"),
        ("\u{202a}", "R"),
        ("\u{202b}", "R"),
        ("\u{202c}", "R"),
        ("\u{202d}", "R"),
        ("甲\u{202e}乙", "R"),
        ("\u{2066}", "R"),
        ("\u{2067}", "R"),
        ("\u{2068}", "R"),
        ("\u{2069}", "R"),
        ("\u{206a}", "R"),
        ("\u{2028}", "R"),
        ("\u{2029}", "R"),
        ("\u{fdd0}", "R"),
        ("\u{fff9}", "R"),
        ("\u{fffe}", "R"),
        ("\u{ffff}", "R"),
        ("\u{e0001}", "R"),
        ("\u{e0041}", "R"),
        ("清\u{200b}井", "T"),
        ("a\u{200c}b", "T"),
        ("清\u{200d}井a", "T"),
        ("a\u{200d}b", "T"),
        ("\u{2060}", "T"),
        ("井\u{feff}", "T"),
        ("soft\u{ad}hyphen", "T"),
        ("\u{115f}", "T"),
        ("\u{3164}", "T"),
        ("\u{ffa0}", "T"),
        ("\u{1680}", "T"),
        ("a\u{2003}b", "T"),
        ("a\u{205f}b", "T"),
        ("\u{2f08}口", "T"),
        ("\u{e000}", "T"),
        ("\u{fffd}", "T"),
        ("\u{10fffd}", "T"),
    ];

    #[test]
    fn odd_characters_are_found_and_others_left_alone() {
        for (text, wanted) in TEXTS {
            let found: String = odd_characters(text)
                .map(|(range, odd)| {
                    assert!(text[range].starts_with(odd.character));
                    assert!(odd.name().zh.starts_with("U+") && odd.name().en.starts_with("U+"));
                    if odd.verdict == Refused { 'R' } else { 'T' }
                })
                .collect();
            assert_eq!(found, wanted.trim_matches('-'), "{text:?}");
        }
    }

    /// Cells, and what a spreadsheet is given.
    const CELLS: [(&str, &str); 24] = [
        ("", ""),
        ("水井", "水井"),
        ("77.7", "77.7"),
        ("-3.2", "-3.2"),
        ("+3.2", "+3.2"),
        ("-12,345.60", "-12,345.60"),
        ("-5%", "-5%"),
        ("a=b", "a=b"),
        (" =1", " =1"),
        ("–", "–"),
        ("'quoted", "'quoted"),
        ("=1+1", "'=1+1"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("-", "'-"),
        ("+1+cmd|'/C calc'!A0", "'+1+cmd|'/C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("-1e5", "'-1e5"),
    ];

    #[test]
    fn no_cell_is_computed() {
        for (cell, given) in CELLS {
            assert_eq!(for_spreadsheet(cell), given, "{cell:?}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let shown = for_terminal("a\u{1b}[2Jb\u{202e}c\rd\ne");
        assert_eq!(shown, "a\\u{001b}[2Jb\\u{202e}c\\u{000d}d\ne");
        assert!(matches!(for_terminal("水井 wells"), Cow::Borrowed(_)));
    }
}
