//! What a numeral in English prose is.

use super::chinese_dates;
use super::english_dates::{date, document_number, period};
use super::names::{is_emphasis, quotation, slash_fraction};
use super::{FoundKind, Hit, ScanPosition};
use crate::figure::lexicon::english::{
    CHANGES_EN, IDIOMS_EN, LIST_NOUNS_EN, NAMES_EN, NOT_NUMBERED_EN, NUMBERED_EN, ONE_COUNTS_AFTER_EN, ONE_MEASURES_EN,
    POINTING_EN, RANK_AFTER_EN, RANK_BEFORE_EN,
};
use crate::figure::lexicon::measures;
use crate::figure::lexicon::phrases::{AFTER_EN, BEFORE_EN};
use crate::figure::number::{Form, is_number_word, ordinal_word, short_scale};
use crate::figure::printed::{Core, Dimension, read, read_single};
use crate::figure::words::{
    first_word, longest_entry_word, longest_last_word, longest_start, longest_word, spaces, starts_with_word,
};
use crate::i18n::Lang;

/// Decides about the place, if something with a numeral begins here.
pub fn find(here: ScanPosition) -> Option<Hit> {
    if here.rest().starts_with([' ', ',', '.', ';', ':', '\n']) {
        return None;
    }
    if let Some(hit) = quotation(here, Lang::En).or_else(|| chinese_dates::document_number(here)) {
        return Some(hit);
    }
    if is_emphasis(here) {
        return None;
    }
    // Numerals begin words; a digit inside a word belongs to the word before it.
    if here.before().ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    list_number(here)
        .or_else(|| document_number(here))
        .or_else(|| label(here))
        .or_else(|| rank(here))
        .or_else(|| {
            longest_word(here.rest(), NAMES_EN.near(here.rest())).and_then(|name| here.hit(name.len(), FoundKind::Name))
        })
        .or_else(|| {
            longest_word(here.rest(), IDIOMS_EN.near(here.rest()))
                .and_then(|idiom| here.hit(idiom.len(), FoundKind::Idiom))
        })
        .or_else(|| date(here))
        .or_else(|| period(here))
        .or_else(|| joined(here))
        .or_else(|| multiple(here))
        .or_else(|| numeral(here))
}

/// 1. and (2) at the beginning of a line.
fn list_number(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let open = if rest.starts_with('(') { 1 } else { 0 };
    let digits = rest[open..].find(|c: char| !c.is_ascii_digit()).filter(|n| (1..=2).contains(n))?;
    let after = &rest[open + digits..];
    let closed = if open == 1 { after.starts_with(')') } else { after.starts_with(". ") || after.starts_with(") ") };
    (closed && here.begins_line()).then(|| here.hit(open + digits + 1, FoundKind::ListNumber))?
}

/// Part 2, items 3 and 4, Table 4, section 2.3.
fn label(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let noun = longest_word(rest, NUMBERED_EN.near(rest))?;
    let after = &rest[noun.len()..];
    let gap = longest_start(after, &[" ", "\u{a0}", ": "])?.len();
    if longest_last_word(here.before().trim_end(), NOT_NUMBERED_EN).is_some() {
        return None;
    }
    let mut end = noun.len() + gap + label_number(&after[gap..])?;
    while let Some(mark) = longest_start(&rest[end..], &[" and ", " to ", "–", "-", " or "]) {
        let Some(length) = label_number(&rest[end + mark.len()..]) else { break };
        end += mark.len() + length;
    }
    // "At this level 12 schools": a noun of amounts behind the number makes it a figure.
    let amount = longest_entry_word(rest[end..].trim_start(), measures::EN).is_some_and(|word| word.ends_with('s'));
    let share = rest[end..].starts_with('%') || starts_with_word(rest[end..].trim_start(), "per cent");
    // "Item 25 calls it equal": parts of documents are always numbered.
    let part = ["item", "section", "chapter", "table", "annex", "article", "paragraph"]
        .iter()
        .any(|part| noun.eq_ignore_ascii_case(part));
    if share || (amount && !part && !noun.ends_with('s') && noun != "grade" && noun != "level") {
        None
    } else {
        here.hit(end, FoundKind::ListNumber)
    }
}

/// 4, 2.3, IV, two.
fn label_number(text: &str) -> Option<usize> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let digits = text[..digits].trim_end_matches('.').len();
    if digits > 0 {
        let goes_on = text[digits..].starts_with(|c: char| c.is_ascii_alphabetic()) || text[digits..].starts_with(",0");
        return (!goes_on).then_some(digits);
    }
    let word = first_word(text);
    is_number_word(word).then_some(word.len())
}

/// First in the province, ranked ninth, third place; other ordinals number something.
fn rank(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let head = first_word(rest);
    let superlative = ["-highest", "-largest", "-lowest", "-best", "-most", "-biggest"];
    if let Some(tail) = longest_start(&rest[head.len()..], &superlative)
        && ordinal_word(head).is_some()
    {
        return here.hit(head.len() + tail.len(), FoundKind::Figure);
    }
    let (core, length) = match ordinal_word(rest) {
        Some((_, length)) => (None, length),
        None => read(rest, Lang::En)
            .filter(|(core, _)| core.form == Form::Ordinal)
            .map(|(core, length)| (Some(core), length))?,
    };
    if longest_word(rest, IDIOMS_EN.near(rest)).is_some() {
        return None;
    }
    let after = rest[length..].trim_start();
    let place = longest_word(after, RANK_AFTER_EN);
    let ranked = longest_last_word(here.before().trim_end(), RANK_BEFORE_EN);
    let alone = first_word(after).is_empty()
        || longest_word(after, &["in", "of", "among", "for", "and", "on", "with", "after", "behind", "by"]).is_some();
    let counted = ranked.is_some_and(|word| !matches!(word, "is" | "was" | "were" | "are")) && alone;
    if place.is_some() || counted {
        let gap = rest[length..].len() - after.len();
        return here.hit(length + place.map_or(0, |word| gap + word.len()), FoundKind::Figure);
    }
    let dated = core.is_some() && date(here).is_some();
    if dated || longest_word(rest, NAMES_EN.near(rest)).or_else(|| longest_word(rest, IDIOMS_EN.near(rest))).is_some() {
        return None;
    }
    here.hit(length, if core.is_some() { FoundKind::Name } else { FoundKind::Idiom })
}

/// 5G, K-12, PM2.5, COVID-19, 1+X, 0531-12345678.
fn joined(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let token = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.–".contains(c)).unwrap_or(rest.len());
    let word = rest[..token].trim_end_matches(['.', '-', '–']);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let parts: Vec<&str> = word.split(['-', '–']).collect();
    let label = |part: &str| {
        let letters = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| part.ends_with(end))
            && part.starts_with(|c: char| c.is_ascii_digit());
        let mixed = part.contains(|c: char| c.is_ascii_digit())
            && part.contains(|c: char| c.is_ascii_alphabetic() && !"xX".contains(c));
        mixed && !ordinal && !letters.is_empty()
    };
    let named = parts.iter().any(|part| label(part))
        || (parts.len() == 2 && starts_with_letter(parts[0]) && !starts_with_letter(parts[1]));
    let phone = parts.len() >= 2
        && digits >= 7
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()))
        && parts.iter().any(|part| part.len() >= 7);
    let long = parts.len() == 1 && digits >= 8 && !word.contains('.') && !rest[word.len()..].starts_with(' ');
    if amount_in_short(word) {
        return None;
    }
    let plus = word.trim_start_matches('+').contains('+');
    let nought = digits > 3 && word.starts_with('0') && !word.contains('.');
    let version = word.ends_with(".0")
        && parts.len() == 1
        && !rest[word.len()..].starts_with('%')
        && longest_last_word(here.before().trim_end(), &["version", "plan", "web"]).is_some();
    // Prose groups the digits of amounts: 371200 is a code, 12345 a line to call.
    let code = parts.len() == 1 && digits >= 6 && digits == word.len() && !amount_follows(&rest[word.len()..]);
    let line =
        longest_word(rest[word.len()..].trim_start(), &["hotline", "helpline", "platform", "service line"]).is_some();
    (named || phone || long || plus || nought || version || code || line)
        .then(|| here.hit(word.len(), FoundKind::Name))?
}

/// 20k, 5.9bn, RMB5.9bn: letters grown together with digits that are no name.
fn amount_in_short(word: &str) -> bool {
    let amount = longest_start(word, &["RMB", "CNY"]).map_or(word, |currency| &word[currency.len()..]);
    let digits = amount.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(amount.len());
    let money = amount.len() < word.len();
    let letters = &amount[digits..];
    digits > 0 && (short_scale(letters).is_some() || (money && matches!(letters, "" | "m")))
}

fn amount_follows(after: &str) -> bool {
    let next = after.trim_start();
    after.starts_with(['%', '.']) || longest_entry_word(next, measures::EN).is_some() || first_word(next) == "yuan"
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Doubled, halved, 1/8: a change or share without a numeral, or with two.
fn multiple(here: ScanPosition) -> Option<Hit> {
    if let Some(length) = slash_fraction(here) {
        return here.hit(length, FoundKind::Figure);
    }
    if let Some(length) = fold(here.rest()) {
        return here.hit(length, FoundKind::Figure);
    }
    if longest_word(here.rest(), &["twice as", "twice the", "twice that", "thrice as"]).is_some() {
        return here.hit(first_word(here.rest()).len(), FoundKind::Figure);
    }
    let word = longest_word(here.rest(), CHANGES_EN)?;
    // "Doubled as a gym" is a role, and "doubled, from 6,000 to 12,000" states it in numbers.
    let after = here.rest()[word.len()..].trim_start_matches([' ', ',']);
    let other = ["as", "from"].contains(&first_word(after));
    (!other).then(|| here.hit(word.len(), FoundKind::Figure))?
}

/// Fivefold, five-fold, 10-fold; not manifold.
fn fold(text: &str) -> Option<usize> {
    let token = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let stem = text[..token].strip_suffix("fold")?.trim_end_matches('-');
    let number = is_number_word(stem) || (!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit()));
    number.then_some(token)
}

/// The base of a rate: for every 10,000 inhabitants, per hundred pupils.
fn base_of_rate(here: ScanPosition, core: &Core) -> bool {
    let base =
        longest_last_word(here.before().trim_end(), &["for every", "per", "out of every", "in every", "to every"]);
    let written = core.low.normalize().to_string();
    let hundreds = written.len() > 1 && written.trim_end_matches('0') == "1";
    base.is_some() && core.dimension == Dimension::Plain && core.high.is_none() && hundreds
}

/// 16 to 1: one ratio.
fn ratio(here: ScanPosition, core: &Core, length: usize) -> Option<Hit> {
    let tail = longest_start(&here.rest()[length..], &[" to 1", " to one"])?;
    let after = &here.rest()[length + tail.len()..];
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
        || (after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    let from = longest_last_word(here.before().trim_end(), &["from"]).is_some();
    (core.dimension == Dimension::Plain && core.low > 1.into() && !goes_on && !from)
        .then(|| Hit { range: extend(here)..here.at + length + tail.len(), kind: FoundKind::Figure })
}

/// A number that is no word of the lexicon.
fn numeral(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    // "a" begins a number only before a fraction or a scale word; the reader decides.
    let (mut core, mut length) = read(rest, Lang::En)?;
    if core.high.is_some()
        && (longest_last_word(here.before().trim_end(), &["from"]).is_some() || core.high <= Some(core.low))
    {
        (core, length) = read_single(rest, Lang::En)?;
    }
    let after = &rest[length..];
    if let Some(hit) = age(here, &core, length).or_else(|| ratio(here, &core, length)) {
        return Some(hit);
    }
    if base_of_rate(here, &core) {
        return here.hit(length, FoundKind::Idiom);
    }
    // The hour of an event only dates it.
    if longest_start(after.trim_start(), &["a.m", "p.m"]).is_some()
        || longest_word(after.trim_start(), &["am", "pm"]).is_some()
    {
        return here.hit(length, FoundKind::Date);
    }
    if core.form == Form::Words {
        if let Some(hit) = listed(here, &core, length) {
            return Some(hit);
        }
        if is_hour(here, &core, after) {
            return here.hit(length, FoundKind::Date);
        }
        if core.low.is_zero() && !zero_counts(here) {
            return here.hit(length, FoundKind::Idiom);
        }
        if rest[..length].eq_ignore_ascii_case("one") && !one_counts(here, after) {
            return here.hit(length, FoundKind::Idiom);
        }
    }
    if core.form == Form::Fraction && !is_share(here, &rest[..length], after) {
        return here.hit(length, FoundKind::Idiom);
    }
    if rough(after) {
        return here.hit(length, FoundKind::Idiom);
    }
    if let Some(word) = compound(&core, after) {
        return here.hit(length + 1 + word.len(), FoundKind::Name);
    }
    if core.masked && !masks_an_amount(rest, length) {
        return None;
    }
    let end = here.at + length + tail_length(after);
    Some(Hit { range: extend(here)..end, kind: FoundKind::Figure })
}

/// Aged 3 to 6, under 18 years old.
fn age(here: ScanPosition, core: &Core, length: usize) -> Option<Hit> {
    let before =
        longest_last_word(here.before().trim_end(), &["aged", "ages", "age", "age of", "aged under", "aged over"]);
    let after = here.rest()[length..].trim_start_matches([' ', '-']);
    let old = core.high.is_some() && longest_word(after, &["year-olds", "years old", "years of age"]).is_some();
    let group = longest_word(after, &["year-old", "year-olds"]).is_some();
    ((before.is_some() && core.dimension == Dimension::Plain) || old || group)
        .then(|| here.hit(length, FoundKind::Name))?
}

/// Three points, five main areas: items of the text, in words and up to twelve.
fn listed(here: ScanPosition, core: &Core, length: usize) -> Option<Hit> {
    let small = core.low <= 12.into() && core.dimension == Dimension::Plain && core.high.is_none();
    let tail = &here.rest()[length..];
    let before = here.before().trim_end();
    let counted = longest_entry_word(tail.trim_start(), measures::EN).is_some();
    let pointed = longest_last_word(before, POINTING_EN).is_some()
        || (!counted && longest_last_word(before, &["all", "all of the"]).is_some());
    if small && (pointed || tail.starts_with([':', '：'])) {
        return here.hit(length, FoundKind::ListNumber);
    }
    let after = tail.strip_prefix(' ')?;
    let second = &after[first_word(after).len()..];
    let noun = longest_word(after, LIST_NOUNS_EN).or_else(|| {
        let word = first_word(after);
        let adjective =
            !word.is_empty() && !word.ends_with('s') && !["of", "in", "and", "to", "per", "at"].contains(&word);
        adjective.then(|| longest_word(second.strip_prefix(' ')?, LIST_NOUNS_EN))?
    });
    (small && noun.is_some()).then(|| here.hit(length, FoundKind::ListNumber))?
}

/// "Fell to zero", "rates are zero"; not "zero errands" or "not drawn as zero".
fn zero_counts(here: ScanPosition) -> bool {
    let verbs = ["to", "at", "is", "are", "was", "were", "reached", "remained", "stood at", "were at"];
    longest_last_word(here.before().trim_end(), &verbs).is_some()
}

/// "Ends at four", "by ten o’clock".
fn is_hour(here: ScanPosition, core: &Core, after: &str) -> bool {
    let at = longest_last_word(here.before().trim_end(), &["at", "until", "till"]).is_some()
        && first_word(after.trim_start()).is_empty();
    core.low <= 12.into()
        && core.high.is_none()
        && (at || longest_word(after.trim_start(), &["o’clock", "o'clock"]).is_some())
}

fn one_counts(here: ScanPosition, after: &str) -> bool {
    let before = here.before().trim_end();
    let measured = longest_word(after.trim_start_matches([' ', '-']), ONE_MEASURES_EN).is_some();
    // "and one kindergarten" counts if the clause counts already.
    let limit = longest_last_word(before, ONE_COUNTS_AFTER_EN);
    let joins = limit.is_some_and(|word| matches!(word, "and" | "or" | "with" | "to"));
    let noun = longest_entry_word(after.trim_start(), measures::EN).is_some();
    measured || limit.is_some_and(|_| !joins) || (joins && noun && here.floor > 0 && counts_already(here))
}

/// Whether a number stands before this place in the same clause.
fn counts_already(here: ScanPosition) -> bool {
    let clause = here.before().rsplit(['.', ';', ':', '\n']).next().unwrap_or("");
    clause
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| is_number_word(word) || word.starts_with(|c: char| c.is_ascii_digit()))
}

/// "Half of", "a third of" and fractions at the end of a clause; not "half term".
fn is_share(here: ScanPosition, number: &str, after: &str) -> bool {
    let rest = after.trim_start();
    if after.starts_with('-') {
        return false;
    }
    if !number.eq_ignore_ascii_case("half") && !number.to_ascii_lowercase().ends_with("quarter") {
        return true;
    }
    let ends = first_word(rest).is_empty();
    let goes_on = longest_word(
        rest,
        &[
            "of", "the", "their", "its", "our", "all", "as", "or more", "in", "were", "was", "are", "is", "have",
            "had", "and", "from",
        ],
    );
    let led = longest_last_word(
        here.before().trim_end(),
        &["by", "than", "about", "over", "nearly", "almost", "under", "roughly", "some", "a", "one", "only"],
    );
    let article_only =
        longest_last_word(here.before().trim_end(), &["a", "the", "first", "second", "last", "other"]).is_some();
    (ends || goes_on.is_some() || led.is_some()) && !(number.eq_ignore_ascii_case("half") && article_only)
}

/// "Two or three", "five or six": an amount nobody counted.
fn rough(after: &str) -> bool {
    after.strip_prefix(" or ").is_some_and(|rest| {
        let word = first_word(rest);
        is_number_word(word) && !word.is_empty()
    })
}

/// "Two-tier", "ten-point rules", "five-year": a compound that names, unless it measures.
fn compound<'a>(core: &Core, after: &'a str) -> Option<&'a str> {
    let rest = after.strip_prefix('-')?;
    let word = first_word(rest);
    if word == "odd" {
        return None;
    }
    let unit = longest_entry_word(rest, measures::EN).is_some()
        || ["point", "percentage", "percent", "metre", "hectare"].contains(&word);
    let named = core.form == Form::Words || ["year", "day", "month", "star", "tier", "storey"].contains(&word);
    (core.dimension == Dimension::Plain && !word.is_empty() && (named || !unit)).then_some(word)
}

/// xx schools and xx per cent hide amounts; "xx District" hides a name.
fn masks_an_amount(rest: &str, length: usize) -> bool {
    let mask = &rest[..length];
    let signs = mask.contains(['*', '×'])
        || mask.to_ascii_lowercase().contains("xx")
        || mask.contains(|c: char| c.is_ascii_digit());
    let after = rest[length..].trim_start();
    let amount = mask.ends_with(['%', 't', 'n', 's']) || longest_entry_word(after, measures::EN).is_some();
    signs && amount && mask.trim_matches('?') == mask
}

/// Noun and qualifier behind the number.
fn tail_length(after: &str) -> usize {
    let gap = if after.starts_with('-') { 1 } else { spaces(after) };
    let mut length = 0;
    let mut next = &after[gap.min(after.len())..];
    if let Some(word) = longest_word(next, &["more", "new", "full-time", "additional", "other"]) {
        next = next[word.len()..].trim_start();
    }
    // "6.5% year on year" counts no years.
    let compared = longest_start(next, &["year on year", "year-on-year", "month on month", "month-on-month"]).is_some();
    if let Some(noun) = longest_entry_word(next, measures::EN).filter(|_| !compared) {
        length = after.len() - next.len() + noun.len();
    }
    let qualifiers: Vec<&'static str> = AFTER_EN.iter().map(|(word, _)| *word).collect();
    let rest = after[length..].trim_start();
    match longest_word(rest, &qualifiers) {
        Some(word) => after.len() - rest.len() + word.len(),
        None => length,
    }
}

/// Back over the qualifiers in front.
fn extend(here: ScanPosition) -> usize {
    let qualifiers: Vec<&'static str> = BEFORE_EN.iter().map(|(word, _)| *word).collect();
    let mut start = here.at;
    while let Some(free) = here.text.get(here.floor..start) {
        let trimmed = free.trim_end();
        let Some(word) =
            longest_last_word(trimmed, &qualifiers).filter(|_| trimmed.len() < free.len() || start == here.at)
        else {
            break;
        };
        let lead = free[..trimmed.len() - word.len()].trim_end();
        let verb = ["add", "adds", "added", "adding", "sum", "sums", "come", "comes", "came"];
        if word == "up to" && longest_last_word(lead, &verb).is_some() {
            break;
        }
        // "Averaged over six counties" says no more than six.
        if word == "over" && longest_last_word(lead, &["averaged", "spread", "distributed", "shared"]).is_some() {
            break;
        }
        start = here.floor + trimmed.len() - word.len();
    }
    start
}
