//! Years, dates and document numbers in English prose.

use super::{FoundKind, Hit, ScanPosition};
use crate::figure::lexicon::english::{MONTHS_EN, PERIODS_BEFORE_EN};
use crate::figure::lexicon::measures;
use crate::figure::number;
use crate::figure::words::{
    first_word, longest_entry_word, longest_last_word, longest_start, longest_word, starts_with_word,
};
use crate::i18n::Lang;

/// [2018] No. 29, No. 29 of 2018, No. 2 Middle School.
pub fn document_number(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    if let Some(open) = longest_start(rest, &["[", "(", "〔"]) {
        let year = year(&rest[open.len()..])?;
        let close = longest_start(&rest[open.len() + year..], &["]", ")", "〕"])?;
        let at = open.len() + year + close.len();
        let label = numbered(rest[at..].trim_start())?;
        let gap = rest[at..].len() - rest[at..].trim_start().len();
        return here.hit(at + gap + label, FoundKind::DocumentNumber);
    }
    let length = numbered(rest)?;
    if let Some(year) = rest[length..].strip_prefix(" of ").and_then(year) {
        return here.hit(length + " of ".len() + year, FoundKind::DocumentNumber);
    }
    let after = rest[length..].trim_start();
    let named = first_word(after).starts_with(|c: char| c.is_ascii_uppercase());
    let ranked = longest_word(after, &["in the", "among", "nationwide"]).is_some();
    let kind = match (ranked, named) {
        (true, _) => FoundKind::Figure,
        (_, true) => FoundKind::Name,
        _ => FoundKind::DocumentNumber,
    };
    here.hit(length, kind)
}

fn numbered(text: &str) -> Option<usize> {
    let label = longest_start(text, &["No. ", "No.", "no. ", "Nos. ", "Order ", "Decree "])?;
    let digits = digits(&text[label.len()..]);
    (digits > 0).then_some(label.len() + digits)
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
}

/// Four digits that can be a year.
fn year(text: &str) -> Option<usize> {
    let known = ["18", "19", "20"].iter().any(|century| text.starts_with(century));
    (digits(text) == 4 && known).then_some(4)
}

/// Years, spans of years, days with their month, months.
pub fn date(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    if let Some(length) = day_month(rest).or_else(|| month_day(rest)) {
        return here.hit(length, FoundKind::Date);
    }
    let first = year(rest)?;
    let after = &rest[first..];
    if after.starts_with('s') && !after[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return here.hit(first + 1, FoundKind::Date);
    }
    if let Some(mark) = longest_start(after, &["–", "-", "/", "—", " to ", " and "]) {
        let rest = &after[mark.len()..];
        let short = digits(rest) == 2 && matches!(mark, "–" | "-" | "/");
        if let Some(second) = year(rest).or(short.then_some(2)) {
            return here.hit(first + mark.len() + second, FoundKind::Year);
        }
    }
    if is_amount(here, after) {
        return None;
    }
    here.hit(first, FoundKind::Year)
}

/// 2012 teachers, 2000 yuan, 1,900: four digits that count.
fn is_amount(here: ScanPosition, after: &str) -> bool {
    let next = after.trim_start_matches([' ', '-']);
    let unit = after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let noun = longest_entry_word(next, measures::EN)
        .is_some_and(|word| word.ends_with('s') && !["years", "times"].contains(&word));
    let measured = longest_word(
        next,
        &["yuan", "RMB", "per cent", "percent", "people", "children", "million", "billion", "staff"],
    );
    let currency = longest_last_word(here.before().trim_end(), &["CNY", "RMB", "yuan"]);
    unit || noun || measured.is_some() || currency.is_some() || after.starts_with('%')
}

/// 4 March 2021, 4–6 May, 31st December.
fn day_month(text: &str) -> Option<usize> {
    let first = digits(text);
    if !(1..=2).contains(&first) {
        return None;
    }
    let mut at = first;
    if let Some(mark) = longest_start(&text[at..], &["–", "-", " to ", " and "]) {
        let second = digits(&text[at + mark.len()..]);
        at += if (1..=2).contains(&second) { mark.len() + second } else { 0 };
    }
    at += longest_start(&text[at..], &["st", "nd", "rd", "th"]).map_or(0, str::len);
    at += longest_start(&text[at..], &[" of ", " "])?.len();
    at += longest_start(&text[at..], MONTHS_EN).filter(|month| starts_with_word(&text[at..], month))?.len();
    Some(at + year_after(&text[at..]))
}

/// March 4, 2021; November 2021; March.
fn month_day(text: &str) -> Option<usize> {
    let month = longest_start(text, MONTHS_EN).filter(|month| starts_with_word(text, month))?;
    let mut at = month.len();
    if let Some(rest) = text[at..].strip_prefix(' ') {
        let day = digits(rest);
        let suffix = longest_start(&rest[day..], &["st", "nd", "rd", "th"]).map_or(0, str::len);
        let next = &rest[day + suffix..];
        if (1..=2).contains(&day) && !next.starts_with(|c: char| c.is_ascii_alphanumeric()) && !number_goes_on(next) {
            at = text.len() - next.len();
        }
    }
    let year = year_after(&text[at..]);
    // "May" and "March" alone are words as well; without a number nothing is said.
    (at > month.len() || year > 0).then_some(at + year)
}

fn number_goes_on(text: &str) -> bool {
    text.starts_with(['%', ':'])
        || (text.starts_with([',', '.']) && text[1..].starts_with(|c: char| c.is_ascii_digit()))
}

fn year_after(text: &str) -> usize {
    let gap = longest_start(text, &[", ", " ", " of "]).map_or(0, str::len);
    if gap == 0 { 0 } else { year(&text[gap..]).map_or(0, |year| gap + year) }
}

/// The past five years, the next 3 months, two years ago.
pub fn period(here: ScanPosition) -> Option<Hit> {
    let dated = longest_last_word(here.before().trim_end(), PERIODS_BEFORE_EN).is_some();
    let (_, length) = number::read(here.rest(), Lang::En)?;
    let rest = &here.rest()[length..];
    let noun = rest.trim_start_matches([' ', '-']);
    let unit = longest_word(noun, &["years", "year", "months", "weeks", "days", "decades", "terms", "school years"])?;
    let after = noun[unit.len()..].trim_start();
    let dated =
        dated || longest_word(after, &["ago", "earlier", "later", "before", "after", "since", "from now"]).is_some();
    dated.then(|| here.hit(length + rest.len() - noun.len() + unit.len(), FoundKind::Date))?
}
