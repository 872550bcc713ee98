//! English digits with million and billion, number words, fractions and ordinals.

use super::{Form, Number, arabic};
use crate::figure::words::{FigureWords, first_word, starts_with_word};
use rust_decimal::Decimal;

const SMALL: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(&str, i64); 6] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];
const ORDINALS: [&str; 20] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
];
const TENTHS: [&str; 8] =
    ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];

/// How the words begin with which a number in words can begin.
static FIRST_WORDS: FigureWords = FigureWords::new(&[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "half", "first", "second", "third", "zeroth", "eighth", "ninth",
    "twelfth", "fifth", "hundred", "thousand", "million", "billion", "trillion", "bn ",
]);

/// Whether a number could begin here; where not, nothing needs to be tried.
pub fn may_begin(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "aAxX*×?".contains(c)) || !FIRST_WORDS.near(text).is_empty()
}

pub fn read(text: &str) -> Option<(Number, usize)> {
    if text.starts_with(|c: char| c.is_ascii_digit() || "xX*×?".contains(c)) {
        return read_digits(text);
    }
    if !may_begin(text) {
        return None;
    }
    read_one_in(text).or_else(|| read_fraction(text)).or_else(|| read_ordinal(text)).or_else(|| read_words(text))
}

/// Whether a word is part of a cardinal number word ("a" and "and" are not).
pub fn is_number_word(word: &str) -> bool {
    small(word).is_some() || scale(word).is_some()
}

/// The number a single or hyphened ordinal word names, and its length.
pub fn ordinal_word(text: &str) -> Option<(u32, usize)> {
    if FIRST_WORDS.near(text).is_empty() {
        return None;
    }
    let first = first_word(text);
    if let Some(n) = position(&ORDINALS, first).filter(|n| *n > 0) {
        return Some((n, first.len()));
    }
    if let Some(n) = position(&TENTHS, first) {
        return Some(((n + 2) * 10, first.len()));
    }
    let tens = (position(&TENS, first)? + 2) * 10;
    let rest = text[first.len()..].strip_prefix('-')?;
    let second = first_word(rest);
    let ones = position(&ORDINALS, second).filter(|n| (1..10).contains(n))?;
    Some((tens + ones, first.len() + 1 + second.len()))
}

fn read_digits(text: &str) -> Option<(Number, usize)> {
    let (mut number, mut at) = arabic::read(text)?;
    if number.form == Form::Masked && text[at..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let suffix = first_word(&text[at..]);
    if ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)) {
        number.form = Form::Ordinal;
        return Some((number, at + suffix.len()));
    }
    if let Some((worth, length)) = short_scale(&text[at..]) {
        return Some((number.times(worth)?, at + length));
    }
    while let Some((worth, length)) = next_scale(&text[at..]) {
        number = number.times(worth)?;
        at += length;
    }
    Some(with_part(text, number, at))
}

/// The letters of a scale directly behind digits: 5.9bn, 20k. A single m is a unit of length unless money is counted.
pub fn short_scale(text: &str) -> Option<(Decimal, usize)> {
    const LETTERS: [(&str, i64); 5] =
        [("k", 1_000), ("mn", 1_000_000), ("bn", 1_000_000_000), ("tn", 1_000_000_000_000), ("trn", 1_000_000_000_000)];
    let letters = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (_, worth) = LETTERS.iter().find(|(known, _)| *known == &text[..letters])?;
    Some((Decimal::from(*worth), letters))
}

/// "and a half" behind a number belongs to it: twelve and a half per cent.
fn with_part(text: &str, number: Number, at: usize) -> (Number, usize) {
    const PARTS: [(&str, i64, u32); 3] =
        [(" and a half", 5, 1), (" and a quarter", 25, 2), (" and three quarters", 75, 2)];
    let plain = matches!(number.form, Form::Digits | Form::Words) && number.scale == Decimal::ONE;
    let part = PARTS.iter().find(|(words, ..)| {
        text[at..].strip_prefix(words).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    match part.filter(|_| plain && number.step == Decimal::ONE) {
        Some((words, digits, scale)) => {
            let value = number.value + Decimal::new(*digits, *scale);
            (Number { value, step: Decimal::new(1, *scale), ..number }, at + words.len())
        }
        None => (number, at),
    }
}

/// A scale word after a space or hyphen, with its length including that gap.
fn next_scale(text: &str) -> Option<(Decimal, usize)> {
    let rest = text.strip_prefix([' ', '-', '\u{a0}'])?;
    let word = first_word(rest);
    Some((scale(word)?, text.len() - rest.len() + word.len()))
}

/// "one in six", "one in 20".
fn read_one_in(text: &str) -> Option<(Number, usize)> {
    let (part, length) = read_words(text)?;
    let rest = text[length..].strip_prefix(" in ")?;
    let from = text.len() - rest.len();
    let (whole, end) =
        if rest.starts_with(|c: char| c.is_ascii_digit()) { arabic::read(rest)? } else { read_words(rest)? };
    let plausible = part.value < whole.value && whole.value <= Decimal::from(100) && part.value > Decimal::ZERO;
    if !plausible || whole.step != Decimal::ONE {
        return None;
    }
    Some((Number::fraction(part.value, whole.value)?, from + end))
}

/// "half", "one half", "a third of", "two-thirds", "three quarters".
fn read_fraction(text: &str) -> Option<(Number, usize)> {
    if starts_with_word(text, "half") {
        return Some((Number::fraction(Decimal::ONE, Decimal::TWO)?, 4));
    }
    let word = first_word(text);
    let article = word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an");
    let part = if article { 1 } else { small(word).filter(|n| (1..20).contains(n))? };
    let rest = text[word.len()..].strip_prefix([' ', '-'])?;
    let name = first_word(rest);
    let whole = denominator(name, part > 1)?;
    let end = text.len() - rest.len() + name.len();
    // "a third party", "a fifth round": only "of" or the end of the clause makes it a share.
    let after = text[end..].trim_start();
    let share = after.is_empty() || starts_with_word(after, "of") || after.starts_with([',', '.', ';', ')']);
    if article && whole > 2 && !share {
        return None;
    }
    Some((Number::fraction(Decimal::from(part), Decimal::from(whole))?, end))
}

fn denominator(name: &str, plural: bool) -> Option<u32> {
    let lower = name.to_ascii_lowercase();
    let single = match lower.as_str() {
        "halves" if plural => "half",
        name if plural => name.strip_suffix('s')?,
        name => name,
    };
    match single {
        "half" => Some(2),
        "quarter" => Some(4),
        "hundredth" => Some(100),
        _ => position(&ORDINALS, single).filter(|n| *n > 2).or_else(|| Some((position(&TENTHS, single)? + 2) * 10)),
    }
}

fn read_ordinal(text: &str) -> Option<(Number, usize)> {
    let (n, length) = ordinal_word(text)?;
    Some((Number::plain(Decimal::from(n), Decimal::ONE, Form::Ordinal), length))
}

/// "twenty-two", "two hundred and five", "a hundred", "three million".
fn read_words(text: &str) -> Option<(Number, usize)> {
    let mut total = Decimal::ZERO;
    let mut section: Option<Decimal> = None;
    let mut step = Decimal::ONE;
    let mut end = 0;
    let mut at = 0;
    loop {
        let word = first_word(&text[at..]);
        let worth = scale(word);
        if let Some(n) = small(word).filter(|n| fits(section, *n)) {
            section = Some(section.unwrap_or(Decimal::ZERO).checked_add(Decimal::from(n))?);
            step = Decimal::ONE;
        } else if let Some(worth) = worth.filter(|_| section.is_some()) {
            let scaled = section?.checked_mul(worth)?;
            if worth == Decimal::ONE_HUNDRED {
                section = Some(scaled);
            } else {
                total = total.checked_add(scaled)?;
                section = Some(Decimal::ZERO);
                step = if worth >= Decimal::from(1_000_000) { worth } else { Decimal::ONE };
            }
        } else if at == 0 && (word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")) {
            let (_, length) = next_scale(&text[word.len()..])?;
            (section, at) = (Some(Decimal::ONE), word.len() + usize::from(length > 0));
            continue;
        } else {
            break;
        }
        end = at + word.len();
        match gap(&text[end..]) {
            Some(length) => at = end + length,
            None => break,
        }
    }
    if end == 0 {
        return None;
    }
    let number = Number::plain(total.checked_add(section?)?, step, Form::Words);
    Some(with_part(text, Number { scale: step, ..number }, end))
}

/// A second small number fits behind tens ("twenty-two") or hundreds ("two hundred and five").
fn fits(section: Option<Decimal>, n: u32) -> bool {
    let Some(before) = section else { return true };
    let rest = before % Decimal::ONE_HUNDRED;
    if rest.is_zero() {
        n > 0
    } else {
        rest % Decimal::TEN == Decimal::ZERO && rest >= Decimal::from(20) && (1..10).contains(&n)
    }
}

/// The space, hyphen or " and " between two number words of one number.
fn gap(text: &str) -> Option<usize> {
    let length = if text.starts_with(" and ") { 5 } else { 1 };
    let rest = text.get(length..)?;
    let joined = length == 5 || text.starts_with([' ', '-']);
    // "two hundred and five" is one number, "two and five" are two.
    let word = first_word(rest);
    (joined && is_number_word(word)).then_some(length)
}

fn small(word: &str) -> Option<u32> {
    position(&SMALL, word).or_else(|| Some((position(&TENS, word)? + 2) * 10))
}

fn scale(word: &str) -> Option<Decimal> {
    SCALES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, worth)| Decimal::from(*worth))
}

fn position(names: &[&str], word: &str) -> Option<u32> {
    names.iter().position(|name| word.eq_ignore_ascii_case(name)).and_then(|n| u32::try_from(n).ok())
}
