//! Fills the title that states a finding, and refuses every number in it that the data does not
//! yield. A title is read by more people than any chart; it must not be typed from memory.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::facts;
use super::spec::{ChartSpec, Figure};
use super::words::{self, PatternError};

/// Why a title cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleError {
    /// No placeholder has this name.
    UnknownPlaceholder(String),
    /// The placeholder is known, but this chart has nothing to fill it with.
    NoData(String),
    /// A number typed into the title that the data does not yield.
    TypedNumber(String),
    /// A brace or bracket without its partner.
    Unclosed,
}

/// Fills `{placeholders}` from the data and checks every number typed around them.
pub fn fill_title(template: &str, spec: &ChartSpec) -> Result<String, TitleError> {
    check_typed(template, spec)?;
    let facts = facts::facts(spec);
    words::fill(template, &|name| facts::lookup(&facts, name)).map_err(|error| match error {
        PatternError::Unknown(name) => TitleError::UnknownPlaceholder(name),
        PatternError::Empty(name) => TitleError::NoData(name),
        PatternError::Open => TitleError::Unclosed,
    })
}

fn check_typed(template: &str, spec: &ChartSpec) -> Result<(), TitleError> {
    let typed = without_names(&without_placeholders(template), spec);
    let yielded = yielded(spec);
    for run in numeral_runs(&typed) {
        let factors = spec.words.magnitudes.iter().map(|m| m.factor).chain([Decimal::ONE]);
        let known = read(&run).is_some_and(|value| {
            factors
                .into_iter()
                .any(|factor| value.checked_mul(factor).is_some_and(|v| yielded.contains(&v.normalize())))
        });
        if !known {
            return Err(TitleError::TypedNumber(run));
        }
    }
    Ok(())
}

/// The template with every placeholder replaced by a space, so that the digits around one do not
/// grow together.
fn without_placeholders(template: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Names given by the data may hold numerals ("nine-year compulsory education"): they state none.
fn without_names(text: &str, spec: &ChartSpec) -> String {
    let lines = || std::iter::once(spec).chain(&spec.panels);
    let rows = lines().flat_map(|line| line.rows.iter().chain(&line.group));
    let mut names: Vec<&str> = rows.flat_map(|r| [r.place.full.as_str(), r.place.short.as_str()]).collect();
    for (line, column) in lines().flat_map(|line| (0..line.columns.len().max(1)).map(move |column| (line, column))) {
        let measure = line.measure_of(column);
        names.extend([measure.name.as_str(), measure.unit.name.as_str(), measure.unit.suffix.as_str()]);
    }
    names.extend(spec.words.not_numbers.iter().map(String::as_str));
    // Longer names first: a short one may be a part of a long one.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().filter(|name| !name.is_empty()).fold(text.to_owned(), |text, name| text.replace(name, " "))
}

/// Every number the chart shows or counts.
fn yielded(spec: &ChartSpec) -> BTreeSet<Decimal> {
    let mut out: BTreeSet<Decimal> = BTreeSet::new();
    let rows = || spec.rows.iter().chain(&spec.group);
    let figures = rows().flat_map(|row| row.figures.iter());
    out.extend(figures.flat_map(|figure: &Figure| [figure.drawn(), figure.upper]).flatten());
    for column in 0..spec.columns.len().max(1) {
        out.extend(spec.measure_of(column).targets.iter().map(|target| target.value));
    }
    let current = spec.current();
    if let Some(earlier) = current.checked_sub(1) {
        out.extend(rows().filter_map(|row| facts::difference(spec, row, earlier, current)).map(|d| d.abs()));
    }
    out.extend(spec.panels.iter().flat_map(yielded));
    let heads = spec.columns.iter().map(|column| column.head.as_str());
    let counts = facts::facts(spec);
    let counted = ["n", "total", "met", "unmet", "missing", "apart", "up", "down", "same", "panels"];
    let counts = counted.iter().filter_map(|name| counts.get(name).map(String::as_str));
    let texts: Vec<&str> = heads.chain(counts).collect();
    out.extend(texts.iter().flat_map(|text| numeral_runs(text)).filter_map(|run| read(&run)));
    out.into_iter().map(|value| value.normalize()).collect()
}

/// Runs of numerals in reading order. Runs of magnitudes alone (百分点, 万元) state no number.
fn numeral_runs(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut run = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (index, c) in chars.iter().enumerate() {
        let next = chars.get(index + 1);
        let joins = matches!(c, '.' | ',' | '，' | '．')
            && run.chars().last().is_some_and(is_digit)
            && next.is_some_and(|n| is_digit(*n));
        if c.is_numeric() || han_digit(*c).is_some() || han_magnitude(*c).is_some() || joins {
            run.push(*c);
        } else {
            close(&mut out, &mut run);
        }
    }
    close(&mut out, &mut run);
    out
}

fn close(out: &mut Vec<String>, run: &mut String) {
    let done = std::mem::take(run);
    let states_none = done.chars().all(|c| han_magnitude(c).is_some_and(|m| m != 10));
    if !states_none {
        out.push(done);
    }
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// ASCII and full-width digits.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn han_digit(c: char) -> Option<u64> {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => digits.iter().position(|d| *d == c).map(|at| at as u64),
    }
}

fn han_magnitude(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// The number a run states; none when it cannot be read, which makes it a number nobody yields.
fn read(run: &str) -> Option<Decimal> {
    let plain: String = run.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let digits: String = plain
        .chars()
        .map_while(|c| if matches!(c, '.' | '．') { Some('.') } else { digit(c).and_then(|d| char::from_digit(d, 10)) })
        .collect();
    if digits.is_empty() {
        return read_han(&plain).map(Decimal::from);
    }
    let rest: Vec<char> = plain.chars().skip(digits.chars().count()).collect();
    let value: Decimal = digits.parse().ok()?;
    rest.iter().try_fold(value, |value, c| value.checked_mul(Decimal::from(han_magnitude(*c)?)))
}

fn read_han(run: &str) -> Option<u64> {
    let chars: Vec<char> = run.chars().collect();
    if chars.iter().all(|c| han_digit(*c).is_some()) {
        // Digit by digit, as in a year.
        return chars.iter().try_fold(0u64, |sum, c| sum.checked_mul(10)?.checked_add(han_digit(*c)?));
    }
    let (mut total, mut section, mut last) = (0u64, 0u64, 0u64);
    for c in chars {
        if let Some(digit) = han_digit(c) {
            last = digit;
        } else {
            let magnitude = han_magnitude(c)?;
            if magnitude >= 10_000 {
                total = total.checked_add((section + last).max(1).checked_mul(magnitude)?)?;
                section = 0;
            } else {
                section = section.checked_add(last.max(1).checked_mul(magnitude)?)?;
            }
            last = 0;
        }
    }
    total.checked_add(section)?.checked_add(last)
}
