//! Dates as published documents give them: a year, a month or a day.

use std::fmt;

use super::Lang;

/// A date known to the year, the month or the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    pub year: u16,
    /// 1 to 12; `None` when only the year is known.
    pub month: Option<u8>,
    /// 1 to 31; `None` when only the month is known.
    pub day: Option<u8>,
}

impl PartialDate {
    /// The day that is so many days after 1 January 1970 (civil calendar, computed from the days of a 400-year cycle).
    pub fn of_day(days: u64) -> PartialDate {
        let days = days + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let small = |number: u64| u8::try_from(number).ok();
        PartialDate { year: u16::try_from(year).unwrap_or(u16::MAX), month: small(month), day: small(day) }
    }

    /// Reads `2020`, `2020-03` or `2020-03-04` (ISO 8601, calendar checked).
    /// Returns `None` for anything else.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = match parts.next() {
            Some(part) => Some(digits(part, 2)? as u8),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(digits(part, 2)? as u8),
            None => None,
        };
        if parts.next().is_some() || year < 1000 {
            return None;
        }
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        if let (Some(month), Some(day)) = (month, day)
            && !(1..=days_in_month(year, month)).contains(&day)
        {
            return None;
        }
        Some(PartialDate { year, month, day })
    }

    /// The date as readers of one language see it: `2021年3月4日`, `4 March 2021`.
    pub fn words(self, lang: Lang) -> String {
        match (lang, self.month, self.day) {
            (Lang::Zh, None, _) => format!("{}年", self.year),
            (Lang::Zh, Some(month), None) => format!("{}年{month}月", self.year),
            (Lang::Zh, Some(month), Some(day)) => format!("{}年{month}月{day}日", self.year),
            (Lang::En, None, _) => self.year.to_string(),
            (Lang::En, Some(month), None) => format!("{} {}", month_name(month), self.year),
            (Lang::En, Some(month), Some(day)) => {
                format!("{day} {} {}", month_name(month), self.year)
            }
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(400) || (year.is_multiple_of(4) && !year.is_multiple_of(100)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_months_and_days_and_refuses_the_rest() {
        for good in ["2020", "2020-03", "2020-03-04", "2020-02-29"] {
            assert_eq!(PartialDate::parse(good).map(|date| date.to_string()), Some(good.to_owned()));
        }
        for bad in ["", "20", "2020-3", "2020-13", "2021-02-29", "2020-03-04-05", "２０２０", "+020"] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn writes_both_languages() {
        let date = PartialDate { year: 2021, month: Some(3), day: Some(4) };
        assert_eq!(date.words(Lang::Zh), "2021年3月4日");
        assert_eq!(date.words(Lang::En), "4 March 2021");
    }
}
