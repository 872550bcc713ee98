//! Chinese numerals, and digits followed by 万, 亿, 千, 百.

use super::{Form, Number, arabic};
use crate::figure::words::longest_start;
use rust_decimal::Decimal;

/// A letter that belongs to a Chinese numeral.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

pub fn read(text: &str) -> Option<(Number, usize)> {
    let (head, at) = match arabic::read(text) {
        Some((number, length)) => scaled_digits(text, number, length)?,
        None => read_hidden(text).or_else(|| read_half(text)).or_else(|| read_numeral(text))?,
    };
    if let Some(found) = read_spoken_decimals(text, &head, at) {
        return Some(found);
    }
    read_fraction(text, &head, at).or(Some((head, at)))
}

/// 十二点五, 三点七亿: decimals in words; not 三点要求, 八点三十分.
fn read_spoken_decimals(text: &str, whole: &Number, at: usize) -> Option<(Number, usize)> {
    let rest = text[at..].strip_prefix('点').filter(|_| whole.form == Form::Words && whole.scale == Decimal::ONE)?;
    let digits: Vec<u32> = rest.chars().map_while(|c| digit(c).filter(|_| c != '两')).collect();
    let length: usize = rest.chars().take(digits.len()).map(char::len_utf8).sum();
    if digits.is_empty() || rest[length..].starts_with(['十', '百', '千', '分', '刻', '时']) {
        return None;
    }
    let mut value = whole.value;
    let mut step = Decimal::ONE;
    for d in digits {
        step = step.checked_div(Decimal::TEN)?;
        value = value.checked_add(step.checked_mul(Decimal::from(d))?)?;
    }
    let number = Number { value, step, ..whole.clone() };
    read_scale(text, number, text.len() - rest.len() + length)
}

/// 某 stands for a number only where a unit follows.
fn read_hidden(text: &str) -> Option<(Number, usize)> {
    let rest = text.strip_prefix('某')?;
    longest_start(rest, &["个百分点", "%", "元"]).map(|_| (Number::masked(), '某'.len_utf8()))
}

/// 一半 and 半数; 半 alone belongs to words such as 半年.
fn read_half(text: &str) -> Option<(Number, usize)> {
    let word = longest_start(text, &["一半", "半数"])?;
    Some((Number::fraction(Decimal::ONE, Decimal::TWO)?, word.len()))
}

/// 六分之一; 百分之 and 千分之 are units, not fractions, and are read with the unit.
fn read_fraction(text: &str, whole: &Number, at: usize) -> Option<(Number, usize)> {
    let rest = text[at..].strip_prefix("分之")?;
    let from = text.len() - rest.len();
    let (part, length) = match arabic::read(rest) {
        Some(found) => found,
        None => read_numeral(rest)?,
    };
    Some((Number::fraction(part.value, whole.value)?, from + length))
}

/// 3.5万, 19.9万余, 220余万, 3千万, 1亿2000万.
fn scaled_digits(text: &str, number: Number, at: usize) -> Option<(Number, usize)> {
    let (number, end) = read_scale(text, number, at)?;
    if number.scale == Decimal::ONE || number.over || number.step != number.scale {
        return Some((number, end));
    }
    let Some((small, length)) = arabic::read(&text[end..]) else { return Some((number, end)) };
    let (small, after) = read_scale(text, small, end + length)?;
    if small.scale == Decimal::ONE || small.value >= number.scale {
        return Some((number, end));
    }
    let sum = number.value.checked_add(small.value)?;
    Some((Number { value: sum, over: small.over, step: small.step, ..number }, after))
}

/// Scale words after a number, with 余 or 多 before, between or after them.
fn read_scale(text: &str, mut number: Number, mut at: usize) -> Option<(Number, usize)> {
    loop {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        let after = &rest[c.len_utf8()..];
        match c {
            '余' | '多' if !number.over => number.over = true,
            '百' if after.starts_with('分') => break,
            '千' if after.starts_with(['克', '米', '瓦', '伏']) => break,
            '百' | '千' | '万' | '亿' | '萬' | '億' => number = number.times(unit(c)?)?,
            _ => break,
        }
        at += c.len_utf8();
    }
    Some((number, at))
}

/// 一百二十三, 两千, 一万余, 百余, 二〇二一. Two digits side by side (两三, 七八十) name no number.
fn read_numeral(text: &str) -> Option<(Number, usize)> {
    if let Some(found) = read_positions(text) {
        return Some(found);
    }
    let mut sum = Sum::default();
    let mut end = 0;
    for c in text.chars() {
        let taken = match (digit(c), unit(c)) {
            (Some(d), _) => sum.digit(d)?,
            (_, Some(worth)) => sum.unit(worth, end == 0, &text[end + c.len_utf8()..])?,
            _ => false,
        };
        if !taken {
            break;
        }
        end += c.len_utf8();
    }
    if end == 0 {
        return None;
    }
    let (value, step) = sum.finish()?;
    let number = Number {
        scale: if step > Decimal::ONE { step } else { Decimal::ONE },
        ..Number::plain(value, step, Form::Words)
    };
    read_scale(text, number, end)
}

/// Digits without units: 二〇二一. Fewer than three, or three without a nought, are a rough amount.
fn read_positions(text: &str) -> Option<(Number, usize)> {
    let run: Vec<char> = text.chars().take_while(|c| digit(*c).is_some() && *c != '两').collect();
    let noughts = run.iter().any(|c| matches!(c, '〇' | '零'));
    if run.len() < 3 || (run.len() < 4 && !noughts) {
        return None;
    }
    let length = run.iter().map(|c| c.len_utf8()).sum();
    if text[length..].starts_with(|c| unit(c).is_some()) {
        return None;
    }
    let mut value = Decimal::ZERO;
    for c in &run {
        value = value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(digit(*c)?))?;
    }
    Some((Number::plain(value, Decimal::ONE, Form::Words), length))
}

/// The parts of a numeral as far as it was read.
#[derive(Default)]
struct Sum {
    /// Everything in front of the last 万 or 亿.
    total: Decimal,
    /// What stands below the next 万 or 亿.
    section: Decimal,
    pending: Option<u32>,
    /// The last unit, and whether 零 came after it: 两百五 is 250, 两百零五 is 205.
    last: Option<Decimal>,
    nought: bool,
    /// 万 or 亿 ended the numeral.
    scale: Option<Decimal>,
}

impl Sum {
    /// `None` where two digits stand side by side.
    fn digit(&mut self, d: u32) -> Option<bool> {
        if self.pending.is_some_and(|before| before != 0) {
            return None;
        }
        self.nought |= d == 0 && self.last.is_some();
        self.pending = Some(d);
        self.scale = None;
        Some(true)
    }

    /// `Some(false)` where the unit does not belong to the numeral.
    fn unit(&mut self, worth: Decimal, first: bool, after: &str) -> Option<bool> {
        let great = worth >= Decimal::from(10_000);
        if first && worth != Decimal::TEN && !after.starts_with(['余', '多']) {
            return None;
        }
        if self.pending.is_none() && worth == Decimal::ONE_HUNDRED && after.starts_with('分') {
            return Some(false);
        }
        if great {
            let below = self.section.checked_add(Decimal::from(self.pending.unwrap_or(0)))?;
            let below = if first { Decimal::ONE } else { below };
            let whole = if worth > Decimal::from(10_000) { self.total.checked_add(below)? } else { below };
            let scaled = whole.checked_mul(worth)?;
            self.total = if worth > Decimal::from(10_000) { scaled } else { self.total.checked_add(scaled)? };
            self.section = Decimal::ZERO;
            self.scale = Some(worth);
        } else {
            if self.pending.is_none() && worth != Decimal::TEN && !first {
                return Some(false);
            }
            let times = Decimal::from(self.pending.filter(|d| *d != 0).unwrap_or(1));
            self.section = self.section.checked_add(times.checked_mul(worth)?)?;
            self.scale = None;
        }
        self.pending = None;
        self.last = Some(worth);
        self.nought = false;
        Some(true)
    }

    fn finish(self) -> Option<(Decimal, Decimal)> {
        let mut value = self.total.checked_add(self.section)?;
        let mut step = self.scale.unwrap_or(Decimal::ONE);
        if let Some(d) = self.pending {
            let short = self.last.filter(|last| !self.nought && *last > Decimal::TEN);
            let worth = short.map_or(Decimal::ONE, |last| last / Decimal::TEN);
            value = value.checked_add(Decimal::from(d).checked_mul(worth)?)?;
            step = worth;
        }
        Some((value, step))
    }
}

/// The letters of cheques (伍, 陆, 拾) are left out: in prose they stand in 队伍, 陆续, 收拾.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<Decimal> {
    Some(match c {
        '十' => Decimal::TEN,
        '百' => Decimal::ONE_HUNDRED,
        '千' => Decimal::ONE_THOUSAND,
        '万' | '萬' => Decimal::from(10_000),
        '亿' | '億' => Decimal::from(100_000_000),
        _ => return None,
    })
}
