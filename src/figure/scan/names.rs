//! Numerals inside titles, quotations and words of the lexicon.

use super::{FoundKind, Hit, ScanPosition};
use crate::figure::lexicon::measures;
use crate::figure::number::{is_chinese_numeral, is_number_word};
use crate::figure::printed::{Dimension, parse, read};
use crate::figure::words::{digit, longest_entry};
use crate::i18n::Lang;

/// Letters in a quotation that is still a name and not a quoted sentence.
const NAME_LIMIT: usize = 14;

/// Characters in the longest title: what is open for longer is none.
const TITLE_LIMIT: usize = 300;

/// The text before a mark, where the mark comes within some characters.
fn until(text: &str, mark: char, limit: usize) -> Option<&str> {
    let (end, _) = text.char_indices().take(limit + 1).find(|(_, character)| *character == mark)?;
    Some(&text[..end])
}

/// 《…》 with a numeral inside.
pub fn title(here: ScanPosition) -> Option<Hit> {
    let inside = here.rest().strip_prefix('《')?;
    let title = until(inside, '》', TITLE_LIMIT)?;
    let length = '《'.len_utf8() + title.len() + '》'.len_utf8();
    has_numeral(title, Lang::Zh).then(|| here.hit(length, FoundKind::Name))?
}

/// A short quotation with a numeral that is no percentage and no sum of money: “1+X”, “三个优先”.
pub fn quotation(here: ScanPosition, lang: Lang) -> Option<Hit> {
    const MARKS: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('"', '"')];
    let open = here.rest().chars().next()?;
    let (_, close) = MARKS.into_iter().find(|(mark, _)| *mark == open)?;
    let inside = &here.rest()[open.len_utf8()..];
    let limit = if lang == Lang::En { 2 * NAME_LIMIT } else { NAME_LIMIT };
    let content = until(inside, close, limit)?;
    let sentence = content.contains(['，', '。', '\n']);
    if sentence || !has_numeral(content, lang) || states_share_or_money(content, lang) {
        return None;
    }
    here.hit(open.len_utf8() + content.len() + close.len_utf8(), FoundKind::Name)
}

/// 1/8 and 3/4: a share in digits.
pub fn slash_fraction(here: ScanPosition) -> Option<usize> {
    let rest = here.rest();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let upper = digits(rest);
    let mark = rest.get(upper..)?.chars().next().filter(|c| matches!(c, '/' | '／'))?.len_utf8();
    let lower = digits(&rest[upper + mark..]);
    let value = |range: std::ops::Range<usize>| rest[range].parse::<u32>().ok();
    let end = upper + mark + lower;
    let fits = (1..=2).contains(&upper) && (1..=2).contains(&lower) && value(0..upper)? < value(upper + mark..end)?;
    let goes_on = rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/' || c == '.');
    let torn = here.before().ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/' || c == '.');
    (fits && !goes_on && !torn).then_some(end)
}

/// Whether the asterisks here are marks of emphasis in Markdown and hide no digits.
pub fn is_emphasis(here: ScanPosition) -> bool {
    let rest = here.rest();
    if !rest.starts_with('*') {
        return false;
    }
    let pair = rest.starts_with("**") && !rest.starts_with("***");
    let other = || {
        let line = here.before().rsplit('\n').next().unwrap_or("");
        line.contains("**") || rest.get(2..).is_some_and(|rest| rest.lines().next().unwrap_or("").contains("**"))
    };
    here.before().ends_with('*') || (pair && other())
}

fn states_share_or_money(text: &str, lang: Lang) -> bool {
    parse(text, lang).is_ok_and(|printed| {
        matches!(printed.dimension, Dimension::Percent | Dimension::PercentagePoints | Dimension::Money)
            && !printed.worded
    })
}

fn has_numeral(text: &str, lang: Lang) -> bool {
    let digits = text.chars().any(|c| digit(c).is_some());
    digits
        || match lang {
            Lang::Zh => text.chars().any(|c| is_chinese_numeral(c) || c == '双' || c == '半'),
            Lang::En => text
                .split(|c: char| !c.is_alphabetic())
                .any(|word| is_number_word(word) || ["X", "half", "third", "quarter", "first"].contains(&word)),
        }
}

/// The longest lexicon word that begins here and is not cut out of a longer numeral or amount (四小 of 四小时).
pub fn chinese_word(here: ScanPosition, words: &[&'static str]) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let rest = here.rest();
    let numeral = |c: char| is_chinese_numeral(c) || digit(c).is_some();
    let inside = here.before().chars().next_back().is_some_and(|c| numeral(c) || c == '第');
    let fits = |word: &&'static str| {
        let after = rest.get(word.len()..).and_then(|after| after.chars().next());
        let begins = word.starts_with(numeral);
        // 十分 is not in 十分钟 and 十分之一, 近百 not in 近百分之五.
        let cut = (word.ends_with('分') && after.is_some_and(|c| c == '钟' || c == '之'))
            || (word.ends_with(['百', '千']) && after == Some('分'))
            || (word.ends_with(|c| digit(c).is_some()) && after.is_some_and(|c| digit(c).is_some() || c == '%'));
        // 高三 is not in 提高三个百分点.
        let verb = word.starts_with(['高', '大']) && here.before().ends_with(['提', '扩', '增', '加', '升', '最']);
        let torn = (begins && inside) || cut || verb;
        !torn
    };
    let length = words.iter().copied().filter(|word| rest.starts_with(word)).filter(fits).map(str::len).max()?;
    let amount = || {
        let (_, number) = read(rest, Lang::Zh)?;
        Some(number + longest_entry(&rest[number..], measures::ZH)?.len())
    };
    let torn = rest.starts_with(numeral) && amount().is_some_and(|amount| amount > length);
    (!torn).then_some(length)
}
