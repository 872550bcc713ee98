//! Values written exactly for readers.
//!
//! Nothing is rounded and nothing is left out: every text written here reads back as the value it was written from.
//! The language is an argument; there is no global.

use super::qualifier::Qualifier;
use crate::i18n::Lang;
use rust_decimal::Decimal;

/// What a value is a value of, as far as its writing depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// In yuan: 213.8084亿元, 21.38084 billion yuan.
    Money,
    /// 2,138,084.
    Count,
    /// 213.8084万 and 2.138084 million where it is large enough.
    ScaledCount,
    Percent,
    /// 2.3个百分点, 2.3 percentage points.
    Points,
    /// 提高2.3个百分点, up 2.3 percentage points; a negative value fell.
    PointsChange,
    /// 1:13.5.
    Ratio,
    /// 第1位, 1st.
    Rank,
    /// Minutes since midnight: 8:30.
    Clock,
    /// A bare number: 12,345.6.
    Plain,
}

/// A value, written for readers.
pub fn write(value: &Decimal, kind: UnitKind, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match kind {
        UnitKind::Money => format!("{}{}", scaled(value, lang), if zh { "元" } else { " yuan" }),
        UnitKind::ScaledCount => scaled(value, lang),
        UnitKind::Count | UnitKind::Plain => grouped(value),
        UnitKind::Percent => format!("{}%", grouped(value)),
        UnitKind::Points => format!("{}{}", grouped(value), points_word(value, lang)),
        UnitKind::PointsChange => points_change(value, lang),
        UnitKind::Ratio => format!("1:{}", grouped(value)),
        UnitKind::Rank if zh => format!("第{value}位"),
        UnitKind::Rank => ordinal(value),
        UnitKind::Clock => clock(value),
    }
}

/// A value with its qualifier in words: 约92%, 95%以上, about 92%, at least 95%.
pub fn write_qualified(value: &Decimal, qualifier: Qualifier, kind: UnitKind, lang: Lang) -> String {
    let text = write(value, kind, lang);
    match (lang, qualifier) {
        (_, Qualifier::Exact | Qualifier::Range) => text,
        (Lang::Zh, Qualifier::About) => format!("约{text}"),
        (Lang::Zh, Qualifier::AtLeast) => format!("{text}以上"),
        (Lang::Zh, Qualifier::MoreThan) => format!("超过{text}"),
        (Lang::Zh, Qualifier::AtMost) => format!("{text}以内"),
        (Lang::Zh, Qualifier::LessThan) => format!("不足{text}"),
        (Lang::En, Qualifier::About) => format!("about {text}"),
        (Lang::En, Qualifier::AtLeast) => format!("at least {text}"),
        (Lang::En, Qualifier::MoreThan) => format!("more than {text}"),
        (Lang::En, Qualifier::AtMost) => format!("at most {text}"),
        (Lang::En, Qualifier::LessThan) => format!("less than {text}"),
    }
}

/// A range: 92%~95%, 92%–95%; the unit in words stands once, behind the upper end.
pub fn write_range(low: &Decimal, high: &Decimal, kind: UnitKind, lang: Lang) -> String {
    let mark = if lang == Lang::Zh { "~" } else { "–" };
    // "1–1.2 million" would lend its scale word to both ends, so both or neither have one.
    let scales = scale_word(low, lang).is_some() == scale_word(high, lang).is_some();
    match (kind, lang) {
        (UnitKind::Money, Lang::En) if scales => format!("{}{mark}{} yuan", scaled(low, lang), scaled(high, lang)),
        (UnitKind::Money, Lang::En) => format!("{}{mark}{} yuan", grouped(low), grouped(high)),
        (UnitKind::ScaledCount, _) if !scales => format!("{}{mark}{}", grouped(low), grouped(high)),
        (UnitKind::Points | UnitKind::PointsChange, _) => {
            format!("{}{mark}{}", grouped(low), write(high, UnitKind::Points, lang))
        }
        _ => format!("{}{mark}{}", write(low, kind, lang), write(high, kind, lang)),
    }
}

fn points_word(value: &Decimal, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "个百分点",
        Lang::En if value.abs() == Decimal::ONE => " percentage point",
        Lang::En => " percentage points",
    }
}

fn points_change(value: &Decimal, lang: Lang) -> String {
    let amount = value.abs();
    let text = format!("{}{}", grouped(&amount), points_word(&amount, lang));
    match (lang, value.is_zero(), value.is_sign_negative()) {
        (Lang::Zh, true, _) => format!("持平（{text}）"),
        (Lang::En, true, _) => format!("unchanged ({text})"),
        (Lang::Zh, _, true) => format!("下降{text}"),
        (Lang::Zh, _, false) => format!("提高{text}"),
        (Lang::En, _, true) => format!("down {text}"),
        (Lang::En, _, false) => format!("up {text}"),
    }
}

/// The largest scale word the value reaches, and its worth. Salaries and allowances stay in yuan: 66,892元, not
/// 6.6892万元.
fn scale_word(value: &Decimal, lang: Lang) -> Option<(Decimal, &'static str)> {
    const ZH: [(i64, i64, &str); 2] = [(100_000_000, 100_000_000, "亿"), (100_000, 10_000, "万")];
    const EN: [(i64, i64, &str); 2] = [(1_000_000_000, 1_000_000_000, " billion"), (1_000_000, 1_000_000, " million")];
    let words = if lang == Lang::Zh { ZH } else { EN };
    let (_, worth, word) = words.into_iter().find(|(from, ..)| value.abs() >= Decimal::from(*from))?;
    Some((Decimal::from(worth), word))
}

/// The value with its scale word and all its digits: 213.8084亿, 21.38084 billion.
fn scaled(value: &Decimal, lang: Lang) -> String {
    // Division by a power of ten is exact as long as the digits fit; a value that would lose one stays unscaled.
    let exact = scale_word(value, lang).and_then(|(worth, word)| {
        let short = value.checked_div(worth)?.normalize();
        (short.checked_mul(worth)? == *value).then(|| format!("{}{word}", grouped(&short)))
    });
    exact.unwrap_or_else(|| grouped(value))
}

/// Digits with commas from four on, a true minus and the decimals as they are: −12,345.60.
pub fn grouped(value: &Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, tail)| (whole, Some(tail)));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

fn ordinal(value: &Decimal) -> String {
    let text = value.normalize().to_string();
    let teens = ["11", "12", "13"].iter().any(|end| text.ends_with(end));
    let suffix = match text.chars().next_back() {
        Some('1') if !teens => "st",
        Some('2') if !teens => "nd",
        Some('3') if !teens => "rd",
        _ => "th",
    };
    format!("{text}{suffix}")
}

fn clock(minutes: &Decimal) -> String {
    let hour = Decimal::from(60);
    format!("{}:{:0>2}", (minutes / hour).trunc().normalize(), (minutes % hour).normalize().to_string())
}

#[cfg(test)]
mod tests;
