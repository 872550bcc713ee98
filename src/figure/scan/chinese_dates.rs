//! Years, dates, school years and document numbers in Chinese prose.

use super::{FoundKind, Hit, ScanPosition};
use crate::figure::lexicon::names::{PERIODS_AFTER_ZH, PERIODS_BEFORE_ZH};
use crate::figure::number::{self, Form};
use crate::figure::words::{digit, longest_end, longest_start};
use crate::i18n::Lang;

/// 〔2018〕29号, and 第29号 where it stands alone.
pub fn document_number(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let open = longest_start(rest, &["〔", "［", "[", "（", "(", "【"])?;
    let inside = &rest[open.len()..];
    let year: usize = inside.chars().take_while(|c| digit(*c).is_some() || *c == 'x').map(char::len_utf8).sum();
    let close = longest_start(&inside[year..], &["〕", "］", "]", "）", ")", "】"])?;
    let mut at = open.len() + year + close.len();
    at += longest_start(&rest[at..], &["第"]).map_or(0, str::len);
    let number: usize = rest[at..].chars().take_while(|c| digit(*c).is_some() || *c == 'x').map(char::len_utf8).sum();
    let end = at + number;
    let whole = year > 0 && number > 0 && rest[end..].starts_with('号');
    whole.then(|| here.hit(end + '号'.len_utf8(), FoundKind::DocumentNumber))?
}

/// A year, a date, a month or a span of them.
pub fn date(here: ScanPosition) -> Option<Hit> {
    if let Some(length) = year(here.rest()).or_else(|| year_span(here.rest())) {
        let more = day_parts(&here.rest()[length..]);
        let kind = if more > 0 { FoundKind::Date } else { FoundKind::Year };
        return here.hit(length + more, kind);
    }
    if let Some(length) = century(here.rest()) {
        return here.hit(length, FoundKind::Date);
    }
    if let Some(length) = school_year_digits(here.rest()) {
        return here.hit(length, FoundKind::Date);
    }
    match day_parts(here.rest()) {
        0 => decade(here),
        length => here.hit(length, FoundKind::Date),
    }
}

/// 近三年, 过去5年, 三年来: the first letter of the number is here.
pub fn period(here: ScanPosition) -> Option<Hit> {
    let (number, length) = number::read(here.rest(), Lang::Zh)?;
    let rest = &here.rest()[length..];
    let unit = longest_start(rest, &["个年头", "年", "个月", "个学年", "个学期", "学年", "天", "周"])?;
    let dated = longest_end(here.before(), PERIODS_BEFORE_ZH).is_some()
        && longest_end(here.before(), &["附近", "提前"]).is_none();
    let after = &rest[unit.len()..];
    // 3年内 may limit something, 三年内 dates.
    let closed =
        longest_start(after, PERIODS_AFTER_ZH).is_some() && (number.form == Form::Words || !after.starts_with('内'));
    let whole = number.form != Form::Masked && !number.over;
    (whole && (dated || closed)).then(|| here.hit(length + unit.len(), FoundKind::Date))?
}

/// 2020年, 二〇二〇年, xx年, 20xx年, 2020年度; not 20年.
fn year(text: &str) -> Option<usize> {
    let length = year_digits(text).or_else(|| masked_year(text))?;
    let unit = longest_start(
        &text[length..],
        &["年度", "年代", "学年", "年", "级学生", "级新生", "届毕业生", "届学生", "级教师", "财年", "—"],
    )?;
    if unit == "—" {
        return None;
    }
    let word = if unit.starts_with('级') || unit.starts_with('届') { "级" } else { unit };
    Some(length + word.len())
}

fn year_digits(text: &str) -> Option<usize> {
    let length: usize = text.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    let digits: String =
        text[..length].chars().filter_map(|c| digit(c).and_then(|d| char::from_digit(d, 10))).collect();
    if digits.len() == 4 && ["19", "20", "18"].iter().any(|century| digits.starts_with(century)) {
        return Some(length);
    }
    let spoken: Vec<char> = text.chars().take_while(|c| "〇零一二三四五六七八九".contains(*c)).collect();
    (spoken.len() == 4).then(|| spoken.iter().map(|c| c.len_utf8()).sum())
}

fn masked_year(text: &str) -> Option<usize> {
    let mask: String = text.chars().take_while(|c| "xX*×".contains(*c) || digit(*c).is_some()).collect();
    let hidden = mask.contains(['x', 'X', '*', '×']) && mask.chars().count() <= 4;
    hidden.then_some(mask.len())
}

/// 2019—2020年, 2019-2021学年, 2020至2021年.
fn year_span(text: &str) -> Option<usize> {
    let first = year_digits(text)?;
    let mark = longest_start(&text[first..], &["—", "——", "-", "–", "~", "～", "至", "到", "、", "和", "/"])?;
    let rest = &text[first + mark.len()..];
    let second = year_digits(rest).or_else(|| two_digits(rest))?;
    let unit = longest_start(&rest[second..], &["年度", "学年度", "学年", "年"])?;
    Some(first + mark.len() + second + unit.len())
}

fn two_digits(text: &str) -> Option<usize> {
    let length: usize = text.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    (length == 2).then_some(2)
}

/// 21世纪, 20世纪80年代.
fn century(text: &str) -> Option<usize> {
    let first = small_number(text, 99)?;
    let mut at = first + longest_start(&text[first..], &["世纪"])?.len();
    let decade = small_number(&text[at..], 99)
        .and_then(|length| Some(length + longest_start(&text[at + length..], &["年代"])?.len()));
    at += decade.unwrap_or(0);
    Some(at)
}

/// 2021-2022第一学期 and 2018级 without 年.
fn school_year_digits(text: &str) -> Option<usize> {
    let first = year_digits(text)?;
    let grade = longest_start(&text[first..], &["级", "届", "版"])?;
    Some(first + grade.len())
}

/// 11月, 3月4日, 5—6月, 12月底, 20日.
fn day_parts(text: &str) -> usize {
    let Some(mut end) = counted(text, &["月份", "月底", "月初", "月中旬", "月上旬", "月下旬", "月"], 12)
    else {
        return counted(text, &["日前", "日起", "日上午", "日下午", "日"], 31).unwrap_or(0);
    };
    // 3个月 has a measure word in between and does not come here.
    if let Some(day) = counted(&text[end..], &["日", "号"], 31) {
        end += day;
    }
    end
}

/// A number up to `most` (or a span of two) directly in front of one of the units.
fn counted(text: &str, units: &[&'static str], most: u32) -> Option<usize> {
    let first = small_number(text, most)?;
    let mut at = first;
    if let Some(mark) = longest_start(&text[at..], &["—", "-", "–", "~", "～", "至", "、"]) {
        at += mark.len() + small_number(&text[at + mark.len()..], most)?;
    }
    Some(at + longest_start(&text[at..], units)?.len())
}

fn small_number(text: &str, most: u32) -> Option<usize> {
    if let Some(mask) = masked_year(text).filter(|length| *length <= 2) {
        return Some(mask);
    }
    let (number, length) = number::read(text, Lang::Zh)?;
    let plain = matches!(number.form, Form::Digits | Form::Words) && number.step == 1.into() && !number.over;
    (plain && number.value <= most.into()).then_some(length)
}

/// 90年代, 90后.
fn decade(here: ScanPosition) -> Option<Hit> {
    let length = two_digits(here.rest()).or_else(|| {
        let (number, length) = number::read(here.rest(), Lang::Zh)?;
        (number.form == Form::Words && number.value % rust_decimal::Decimal::TEN == 0.into()).then_some(length)
    })?;
    let word = longest_start(&here.rest()[length..], &["年代", "后"])?;
    let tens = word == "年代" || here.rest()[..length].ends_with('0') || here.rest()[..length].ends_with('5');
    tens.then(|| here.hit(length + word.len(), FoundKind::Date))?
}
