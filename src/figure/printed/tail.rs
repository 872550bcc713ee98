//! What may stand behind the number and unit: a measure word or noun, and a qualifier.

use super::{Qualifier, qualifiers_after};
use crate::figure::number::is_chinese_numeral;
use crate::figure::words::{is_han, longest_end, longest_last_word, longest_start, longest_word};
use crate::i18n::Lang;

/// The longest tail that is still a noun and not the rest of a sentence.
const HAN_LIMIT: usize = 14;
const WORD_LIMIT: usize = 8;

/// The measure word or noun and the qualifier of a tail, if it is made of nothing else.
pub fn read(tail: &str, lang: Lang) -> Option<(Option<String>, Option<Qualifier>)> {
    let tail = tail.trim();
    let (rest, first) = strip_before(tail, lang);
    let (rest, last) = strip_after(rest, lang);
    let rest = rest.trim_matches([' ', '-', '\u{a0}']);
    if rest.is_empty() {
        return Some((None, first.or(last)));
    }
    let over = inner_over(rest, lang);
    let noun = match lang {
        Lang::Zh => is_noun_zh(rest),
        Lang::En => is_noun_en(rest),
    };
    noun.then(|| (Some(rest.to_owned()), first.or(last).or(over)))
}

/// Whether a noun behind an ordinal leaves it a rank: 第一名, first place, first in the province.
pub fn follows_rank(measure: &str, lang: Lang) -> bool {
    match lang {
        Lang::Zh => measure.starts_with(['名', '位', '的']),
        Lang::En => {
            longest_word(measure, &["in", "place", "of", "among", "nationally", "overall", "nationwide"]).is_some()
        }
    }
}

fn words(lang: Lang) -> Vec<&'static str> {
    qualifiers_after(lang).iter().map(|(word, _)| *word).collect()
}

fn qualifier(word: &str, lang: Lang) -> Option<Qualifier> {
    qualifiers_after(lang).iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
}

/// A qualifier between the number and its noun: 70%以上学校, fifty or more pupils.
fn strip_before(text: &str, lang: Lang) -> (&str, Option<Qualifier>) {
    let word = match lang {
        Lang::Zh => longest_start(text, &words(lang)),
        Lang::En => longest_word(text, &words(lang)),
    };
    match word {
        // 起 is a measure word of incidents as well.
        Some(word) if word != "起" => (text[word.len()..].trim_start(), qualifier(word, lang)),
        _ => (text, None),
    }
}

/// A qualifier at the end of a text: 4000人以上, 50 pupils or more.
fn strip_after(text: &str, lang: Lang) -> (&str, Option<Qualifier>) {
    let word = match lang {
        Lang::Zh => longest_end(text, &words(lang)),
        Lang::En => longest_last_word(text, &words(lang)),
    };
    match word {
        Some(word) => (&text[..text.len() - word.len()], qualifier(word, lang)),
        None => (text, None),
    }
}

/// 多 or 余 between a measure word and its noun: 三个多月.
fn inner_over(text: &str, lang: Lang) -> Option<Qualifier> {
    let over = lang == Lang::Zh && (text.starts_with("个多") || text.starts_with("年多") || text.starts_with("个余"));
    over.then_some(Qualifier::MoreThan)
}

fn is_noun_zh(text: &str) -> bool {
    let known = |c: char| {
        (is_han(c) && !is_chinese_numeral(c) && c != '半') || c.is_ascii_alphabetic() || "（）()、/“”".contains(c)
    };
    text.chars().count() <= HAN_LIMIT && text.chars().all(known)
}

fn is_noun_en(text: &str) -> bool {
    let known = |c: char| c.is_alphabetic() || " -–’'()/".contains(c);
    text.split_whitespace().count() <= WORD_LIMIT && text.chars().all(known)
}
