//! A figure phrase as a whole: qualifier, number or range, unit, measure word.
//!
//! [`parse`] takes the text of one figure and reads all of it or refuses it with a reason. It never reads a part, never
//! supplies a missing digit or unit, and keeps the precision printed.

mod core;
mod tail;

use super::lexicon::phrases::{
    AFTER_EN, AFTER_ZH, BEFORE_EN, BEFORE_ZH, FALLS_EN, FALLS_ZH, LEADS_EN, LEADS_ZH, RANK_LEADS_ZH, WORDED_EN,
    WORDED_ZH, WordedValue,
};
use super::number::is_number_word;
use super::qualifier::Qualifier;
use super::words::{longest_end, longest_last_word, longest_start, longest_word};
use crate::i18n::Lang;
use rust_decimal::Decimal;
use std::fmt;

pub(super) use core::{Core, read, read_single};

/// What the number is a number of, as far as its unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Percent,
    PercentagePoints,
    /// In yuan: 万元 and "million yuan" are already multiplied.
    Money,
    /// 1:n and n:1 are n, any other a:b is a divided by b.
    Ratio,
    Rank,
    /// Minutes since midnight.
    Clock,
    /// Counts, measures and bare numbers.
    Plain,
}

/// A figure as printed.
///
/// `low` carries the sign; where a word says that the value fell (下降, down), it is negative and `fall_word` is set.
/// A masked figure has no number: its `low` is zero and must not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    pub low: Decimal,
    /// The upper end, for ranges only.
    pub high: Option<Decimal>,
    /// The worth of the last printed digit after multiplication (213.8亿: 10000000); zero where no digit limits the
    /// precision (half, 六分之一).
    pub step: Decimal,
    pub qualifier: Qualifier,
    pub dimension: Dimension,
    /// The measure word or noun behind the number: 所, 人次, schools.
    pub measure: Option<String>,
    pub masked: bool,
    pub negative: bool,
    pub fall_word: bool,
    /// The phrase states the number in a word that is no numeral: 全覆盖, 清零, none.
    pub worded: bool,
}

/// Why a text is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedError {
    Empty,
    /// No digit and no number word stands where one is needed; the rest of the text is given.
    NoNumber(String),
    /// The number was read, but not what follows it.
    UnknownTail(String),
    /// The upper end of a range does not lie above the lower.
    BadRange(String),
}

impl PrintedError {
    /// A stable word for the kind of message.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoNumber(_) => "no-number",
            Self::UnknownTail(_) => "unknown-tail",
            Self::BadRange(_) => "bad-range",
        }
    }
}

impl fmt::Display for PrintedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there is no text"),
            Self::NoNumber(rest) => write!(f, "no number can be read at “{rest}”"),
            Self::UnknownTail(rest) => write!(f, "“{rest}” behind the number is not understood"),
            Self::BadRange(text) => write!(f, "the range “{text}” does not rise"),
        }
    }
}

impl std::error::Error for PrintedError {}

/// Letters of the longest figure phrase; a longer text is a sentence.
const LENGTH_LIMIT: usize = 120;

/// Reads a text that is one figure and nothing else.
pub fn parse(text: &str, lang: Lang) -> Result<Printed, PrintedError> {
    let text = join_misread_points(text.trim());
    let text = if lang == Lang::En { plain_english(&text) } else { text };
    if text.is_empty() {
        return Err(PrintedError::Empty);
    }
    if text.chars().count() > LENGTH_LIMIT {
        return Err(PrintedError::UnknownTail(text));
    }
    parse_from(&text, Lead::default(), lang)
}

/// What the words before the number said.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    qualifier: Option<Qualifier>,
    falls: bool,
}

/// Reads the number here or strips one word and tries again; the first failure behind a number is the reason given.
fn parse_from(text: &str, lead: Lead, lang: Lang) -> Result<Printed, PrintedError> {
    let text = text.trim_start_matches([' ', '…', '\u{a0}', '“']);
    let mut reason = None;
    if let Some(stated) = worded(text, lang) {
        let qualifier = lead.qualifier.unwrap_or(stated.qualifier);
        return Ok(Printed { qualifier, ..stated });
    }
    if let Some((core, length)) = read(text, lang) {
        match finish(text, core, length, lead, lang) {
            Ok(printed) => return Ok(printed),
            Err(error) => reason = Some(error),
        }
    }
    match strip_lead(text, lead, lang) {
        Some((rest, lead)) => match parse_from(rest, lead, lang) {
            Err(PrintedError::NoNumber(rest)) => Err(reason.unwrap_or(PrintedError::NoNumber(rest))),
            other => other,
        },
        None => Err(reason.unwrap_or_else(|| PrintedError::NoNumber(text.to_owned()))),
    }
}

fn strip_lead(text: &str, lead: Lead, lang: Lang) -> Option<(&str, Lead)> {
    let (leads, falls, before) = match lang {
        Lang::Zh => ([LEADS_ZH, RANK_LEADS_ZH].concat(), FALLS_ZH, BEFORE_ZH),
        Lang::En => (LEADS_EN.to_vec(), FALLS_EN, BEFORE_EN),
    };
    let qualifiers: Vec<&'static str> = before.iter().map(|(word, _)| *word).collect();
    let longest = |words: &[&'static str]| match lang {
        Lang::Zh => longest_start(text, words),
        Lang::En => longest_word(text, words),
    };
    let candidates = [longest(&leads), longest(falls), longest(&qualifiers)];
    let word = candidates.into_iter().flatten().max_by_key(|word| word.len())?;
    let rest = &text[word.len()..];
    let qualifier = before.iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier);
    let lead = Lead {
        qualifier: lead.qualifier.or(qualifier),
        falls: lead.falls || (qualifier.is_none() && falls.contains(&word)),
    };
    Some((rest, lead))
}

fn finish(text: &str, core: Core, length: usize, lead: Lead, lang: Lang) -> Result<Printed, PrintedError> {
    let rest = &text[length..];
    let (measure, after) = tail::read(rest, lang).ok_or_else(|| PrintedError::UnknownTail(rest.to_owned()))?;
    let negative = core.negative || lead.falls;
    let sign = |value: Decimal| if negative { -value } else { value };
    if core.high.is_some_and(|high| high <= core.low && !core.masked) {
        return Err(PrintedError::BadRange(text[..length].to_owned()));
    }
    let (low, high) = match core.high {
        Some(high) if negative => (sign(high), Some(sign(core.low))),
        high => (sign(core.low), high),
    };
    let over = core.over.then_some(Qualifier::MoreThan);
    let qualifier = match (lead.qualifier, after.or(over)) {
        _ if high.is_some() => Qualifier::Range,
        (None | Some(Qualifier::About), Some(after)) => after,
        (Some(before), _) => before,
        (None, None) => Qualifier::Exact,
    };
    // 第九年 and "ninth year" count years, they rank nothing.
    let counts = measure.as_deref().is_some_and(|m| !tail::follows_rank(m, lang));
    let dimension = if core.dimension == Dimension::Rank && counts { Dimension::Plain } else { core.dimension };
    Ok(Printed {
        low,
        high,
        step: core.step,
        qualifier,
        dimension,
        measure,
        masked: core.masked,
        negative,
        fall_word: lead.falls,
        worded: false,
    })
}

/// Phrases that state a number in a word: 全覆盖, 清零, none.
fn worded(text: &str, lang: Lang) -> Option<Printed> {
    let table = match lang {
        Lang::Zh => WORDED_ZH,
        Lang::En => WORDED_EN,
    };
    let listed = table.iter().find(|(phrase, _)| phrase.eq_ignore_ascii_case(text)).map(|(_, stated)| stated);
    let stated = listed.or_else(|| (lang == Lang::En && names_nothing(text)).then_some(&WordedValue::None))?;
    let (low, step, dimension) = match stated {
        WordedValue::All => (Decimal::ONE_HUNDRED, Decimal::ONE, Dimension::Percent),
        WordedValue::None => (Decimal::ZERO, Decimal::ONE, Dimension::Plain),
        WordedValue::Half | WordedValue::OverHalf => (Decimal::from(50), Decimal::ZERO, Dimension::Percent),
        WordedValue::First => (Decimal::ONE, Decimal::ONE, Dimension::Rank),
    };
    let qualifier = if *stated == WordedValue::OverHalf { Qualifier::MoreThan } else { Qualifier::Exact };
    Some(Printed {
        low,
        high: None,
        step,
        qualifier,
        dimension,
        measure: None,
        masked: false,
        negative: false,
        fall_word: false,
        worded: true,
    })
}

/// "No case", "no new incidents": English for a nought.
fn names_nothing(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-') && read(word, Lang::En).is_none();
    let no = words.next().is_some_and(|word| word.eq_ignore_ascii_case("no"));
    let rest: Vec<&str> = words.collect();
    no && (1..=3).contains(&rest.len())
        && rest.iter().all(|word| plain(word) && !["more", "less", "fewer"].contains(word))
}

/// Adverbs of number as the numbers they are, and no quotation marks: twice a year, 4 “double-leader” studios.
fn plain_english(text: &str) -> String {
    const ADVERBS: [(&str, &str); 3] = [("once", "one time"), ("twice", "two times"), ("thrice", "three times")];
    let adverb =
        |word: &str| ADVERBS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, plain)| *plain);
    let fold = |word: &str| {
        let stem = word.strip_suffix("fold").map(|stem| stem.trim_end_matches('-'))?;
        let number = is_number_word(stem) || (!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit()));
        number.then(|| format!("{stem} times"))
    };
    let plain = |word: &str| adverb(word).map(str::to_owned).or_else(|| fold(word)).unwrap_or_else(|| word.to_owned());
    let words: Vec<String> = text.split(' ').map(plain).collect();
    words.join(" ").replace(['“', '”'], "")
}

/// Recognised text sometimes has a full stop of Chinese for the decimal point; between two digits it is nothing else
/// inside one figure.
fn join_misread_points(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let point = |at: usize| chars[at] == '。' && is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
    chars.iter().enumerate().map(|(at, c)| if point(at) { '.' } else { *c }).collect()
}

/// Whether the words in front of a figure end in one that says the value fell; a negative value may then be printed
/// without its sign.
pub fn falls_before(text: &str, lang: Lang) -> bool {
    let text = text.trim_end();
    match lang {
        Lang::Zh => longest_end(text, FALLS_ZH).is_some(),
        Lang::En => longest_last_word(text, FALLS_EN).is_some(),
    }
}

/// Whether a name, such as an indicator's, says that what it counts is a fall (大班额比例下降).
pub fn names_fall(name: &str) -> bool {
    // 减 alone stands in too many names (减负).
    FALLS_ZH.iter().any(|word| word.chars().nth(1).is_some() && name.contains(word))
}

/// The qualifiers that may follow a figure.
pub(super) fn qualifiers_after(lang: Lang) -> &'static [(&'static str, Qualifier)] {
    match lang {
        Lang::Zh => AFTER_ZH,
        Lang::En => AFTER_EN,
    }
}

#[cfg(test)]
mod tests;
