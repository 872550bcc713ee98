//! The bare numbers of a text, in digits and in words.

use rust_decimal::Decimal;

use crate::figure::number::{self, is_chinese_numeral};
use crate::i18n::Lang;

/// The numbers that are written in digits.
pub fn digit_runs(text: &str) -> impl Iterator<Item = Decimal> + '_ {
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    pieces.filter_map(|piece| {
        let digits: String = piece.trim_matches([',', '.']).chars().filter(|c| *c != ',').collect();
        digits.parse::<Decimal>().ok().map(|number| number.normalize())
    })
}

/// The numbers in Chinese numerals.
pub fn spoken_zh(text: &str) -> Vec<Decimal> {
    let runs = text.split(|c| !is_chinese_numeral(c));
    runs.filter_map(|run| whole_number(run, Lang::Zh)).collect()
}

/// The number that a word is, where it is one as a whole.
pub fn whole_number(word: &str, lang: Lang) -> Option<Decimal> {
    let (number, length) = number::read(word, lang)?;
    (length == word.len()).then_some(number.value.normalize())
}
