//! Years and dates in a text, by form alone: 2021年11月, 12 August 2022, 3月4日.
//!
//! Cheap enough for every text of a portal: nothing is scanned but digits and what stands
//! beside them.

use std::ops::Range;

use super::lexicon::english::MONTHS_EN;
use crate::i18n::Lang;

/// A date as far as the text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Moment {
    /// Whether another text that says less or more can mean the same.
    pub fn agrees(&self, other: &Moment) -> bool {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        let share = (self.year.is_some() && other.year.is_some()) || (self.month.is_some() && other.month.is_some());
        share && same(self.year, other.year) && same(self.month, other.month) && same(self.day, other.day)
    }
}

/// A run of ASCII digits.
#[derive(Clone, Debug)]
struct DigitRun {
    range: Range<usize>,
    value: u32,
    length: usize,
}

fn runs(text: &str) -> Vec<DigitRun> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let value = text[start..at].parse().unwrap_or(u32::MAX);
        runs.push(DigitRun { range: start..at, value, length: at - start });
    }
    runs
}

/// The years and dates of a text, in its order.
pub fn moments(text: &str, lang: Lang) -> Vec<(Range<usize>, Moment)> {
    let runs = runs(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let moment = match lang {
            Lang::Zh => chinese(text, &runs[at..]),
            Lang::En => english(text, &runs[at..]),
        };
        match moment {
            Some((range, moment, used)) => {
                found.push((range, moment));
                at += used;
            }
            None => at += 1,
        }
        debug_assert!(run.length > 0);
    }
    found
}

fn year(text: &str, run: &DigitRun) -> Option<u16> {
    let century = (1800..2100).contains(&run.value) && run.length == 4;
    let before = text[..run.range.start].chars().next_back();
    let after = text[run.range.end..].chars().next();
    let torn = before.is_some_and(|c| c.is_ascii_alphanumeric() || ".,-_/".contains(c))
        || after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%' || c == '_');
    let decimal =
        after.is_some_and(|c| ".,".contains(c)) && text[run.range.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    (century && !torn && !decimal).then(|| u16::try_from(run.value).ok())?
}

fn small(run: &DigitRun, most: u32) -> Option<u8> {
    ((1..=most).contains(&run.value) && run.length <= 2).then(|| u8::try_from(run.value).ok())?
}

/// 2021年, 2021年11月, 2021年11月3日, 11月3日; a number of runs is used up.
fn chinese(text: &str, runs: &[DigitRun]) -> Option<(Range<usize>, Moment, usize)> {
    let first = &runs[0];
    let after = |run: &DigitRun| &text[run.range.end..];
    let month_at = |from: usize| -> Option<(u8, Option<u8>, usize, usize)> {
        let run = runs.get(from)?;
        let month = small(run, 12).filter(|_| after(run).starts_with('月'))?;
        let end = run.range.end + '月'.len_utf8();
        let day = runs.get(from + 1).filter(|day| day.range.start == end && after(day).starts_with(['日', '号']));
        match day.and_then(|day| Some((small(day, 31)?, day.range.end))) {
            Some((day, end)) => Some((month, Some(day), end, from + 2)),
            None => Some((month, None, end, from + 1)),
        }
    };
    if let Some(year) = year(text, first).filter(|_| first.length == 4) {
        if after(first).starts_with('年') {
            let next = runs.get(1).filter(|run| run.range.start == first.range.end + '年'.len_utf8());
            if let Some((month, day, end, used)) = next.and_then(|_| month_at(1)) {
                let moment = Moment { year: Some(year), month: Some(month), day };
                return Some((first.range.start..end, moment, used));
            }
        }
        let dated = after(first).starts_with(['年', '—', '–', '~', '～', '至', '、', '〕', '级', '届', '和']);
        let moment = Moment { year: Some(year), month: None, day: None };
        return dated.then(|| (first.range.clone(), moment, 1));
    }
    let (month, day, end, used) = month_at(0)?;
    // A month alone can be put in many words of the other language.
    day.map(|day| (first.range.start..end, Moment { year: None, month: Some(month), day: Some(day) }, used))
}

/// 2021, November 2021, 3 November 2021, November 3, 2021, 3 November.
fn english(text: &str, runs: &[DigitRun]) -> Option<(Range<usize>, Moment, usize)> {
    let first = &runs[0];
    let before = text[..first.range.start].strip_suffix(' ').unwrap_or("");
    let after = text[first.range.end..].strip_prefix(' ').unwrap_or("");
    if let Some(year) = year(text, first) {
        let month = month_at_end(before);
        let start = month.map_or(first.range.start, |(_, length)| first.range.start - 1 - length);
        let moment = Moment { year: Some(year), month: month.map(|(month, _)| month), day: None };
        return Some((start..first.range.end, moment, 1));
    }
    let day = small(first, 31)?;
    if let Some((month, length)) = month_at_start(after) {
        let end = first.range.end + 1 + length;
        let year_run = runs.get(1).filter(|run| [1, 2].contains(&(run.range.start - end.min(run.range.start))));
        let year = year_run.and_then(|run| Some((year(text, run)?, run.range.end)));
        let moment = Moment { year: year.map(|(year, _)| year), month: Some(month), day: Some(day) };
        return Some((first.range.start..year.map_or(end, |(_, end)| end), moment, if year.is_some() { 2 } else { 1 }));
    }
    let (month, length) = month_at_end(before)?;
    let year_run = runs.get(1).filter(|run| text[first.range.end..run.range.start] == *", ");
    let year = year_run.and_then(|run| Some((year(text, run)?, run.range.end)));
    let end = year.map_or(first.range.end, |(_, end)| end);
    let moment = Moment { year: year.map(|(year, _)| year), month: Some(month), day: Some(day) };
    Some((first.range.start - 1 - length..end, moment, if year.is_some() { 2 } else { 1 }))
}

/// The month that a text begins with, in full.
fn month_at_start(text: &str) -> Option<(u8, usize)> {
    let word: usize = text.chars().take_while(char::is_ascii_alphabetic).count();
    month(&text[..word]).map(|month| (month, word))
}

fn month_at_end(text: &str) -> Option<(u8, usize)> {
    let word: usize = text.chars().rev().take_while(char::is_ascii_alphabetic).count();
    month(&text[text.len() - word..]).map(|month| (month, word))
}

fn month(word: &str) -> Option<u8> {
    let full = MONTHS_EN.iter().take(12).position(|month| *month == word)?;
    u8::try_from(full + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, lang: Lang) -> Vec<String> {
        let show = |(range, moment): (Range<usize>, Moment)| {
            let part = |value: Option<u16>| value.map_or("-".to_owned(), |value| value.to_string());
            let (month, day) = (moment.month.map(u16::from), moment.day.map(u16::from));
            format!("{}={}.{}.{}", &text[range], part(moment.year), part(month), part(day))
        };
        moments(text, lang).into_iter().map(show).collect()
    }

    #[test]
    fn years_and_dates_are_read_in_both_languages() {
        for (text, lang, expected) in [
            ("2021年11月实地核查", Lang::Zh, vec!["2021年11月=2021.11.-"]),
            ("2020年3月4日公布2019年的等级", Lang::Zh, vec!["2020年3月4=2020.3.4", "2019=2019.-.-"]),
            ("鲁政办发〔2018〕29号，共2000元，2021人", Lang::Zh, vec!["2018=2018.-.-"]),
            ("2019—2020年，5月20日", Lang::Zh, vec!["2019=2019.-.-", "2020=2020.-.-", "5月20=-.5.20"]),
            ("in November 2021", Lang::En, vec!["November 2021=2021.11.-"]),
            ("on 12 August 2022, in 2021.", Lang::En, vec!["12 August 2022=2022.8.12", "2021=2021.-.-"]),
            ("March 4, 2020 and 2,020 pupils", Lang::En, vec!["March 4, 2020=2020.3.4"]),
            ("5 schools, code 371200, the 1980s", Lang::En, vec![]),
        ] {
            assert_eq!(read(text, lang), expected, "{text}");
        }
    }
}
