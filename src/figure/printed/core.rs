//! The number of a figure phrase with its unit: 2138084万元, 92%~95%, 1:13.5, 第三, 600 to 1,000 yuan.

use super::Dimension;
use crate::figure::lexicon::measures;
use crate::figure::number::{self, Form, Number};
use crate::figure::words::{FigureWords, digit, longest_entry, longest_start, longest_word, spaces, starts_with_word};
use crate::i18n::Lang;
use rust_decimal::Decimal;

/// What was read, unsigned; `negative` says that a sign stood in front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Core {
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub step: Decimal,
    pub dimension: Dimension,
    pub masked: bool,
    pub negative: bool,
    pub over: bool,
    pub form: Form,
}

/// A unit that fixes the dimension; `factor` turns the printed number into the dimension's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ReadUnit {
    dimension: Dimension,
    factor: Decimal,
}

/// One number with its unit.
struct ReadAmount {
    number: Number,
    unit: Option<ReadUnit>,
    /// The unit stands in front (CNY 600) and so holds for both ends of a range.
    prefixed: bool,
    length: usize,
}

/// Reads the longest number or range with its unit that the text begins with.
pub fn read(text: &str, lang: Lang) -> Option<(Core, usize)> {
    if lang == Lang::En && text.starts_with(|c: char| c.is_ascii_alphabetic()) && !may_begin_en(text) {
        return None;
    }
    let sign = sign_length(text);
    let body = &text[sign..];
    let found = read_rank(body, lang)
        .or_else(|| read_colon(body, lang))
        .or_else(|| read_spoken_clock(body, lang))
        .or_else(|| read_range(body, lang))
        .or_else(|| read_single(body, lang));
    let (mut core, length) = found?;
    core.negative = sign > 0 && !text.starts_with(['+', '＋']);
    Some((core, sign + length))
}

/// How the words begin that can stand in front of an English number.
static LEADS: FigureWords = FigureWords::new(&["CNY", "RMB", "yuan", "between", "number"]);

fn may_begin_en(text: &str) -> bool {
    number::may_begin_en(text) || text.starts_with(['N', 'n']) || !LEADS.near(text).is_empty()
}

/// Reads one number with its unit, even where a range goes on: "from 12 to 15" changes from one to the other.
pub fn read_single(text: &str, lang: Lang) -> Option<(Core, usize)> {
    let amount = read_amount(text, lang)?;
    Some((single(amount.number, amount.unit)?, amount.length))
}

fn sign_length(text: &str) -> usize {
    let Some(c) = text.chars().next().filter(|c| matches!(c, '-' | '−' | '－' | '负' | '+' | '＋')) else {
        return 0;
    };
    let digits = text[c.len_utf8()..].starts_with(|c| digit(c).is_some());
    if digits { c.len_utf8() } else { 0 }
}

fn single(number: Number, unit: Option<ReadUnit>) -> Option<Core> {
    // A share of one without a unit is a percentage; "half a million yuan" is not read.
    let share = ReadUnit { dimension: Dimension::Percent, factor: Decimal::ONE_HUNDRED };
    let unit = match (number.form, unit) {
        (Form::Fraction, None) => Some(share),
        (Form::Fraction, Some(_)) => return None,
        (_, unit) => unit,
    };
    let rank = number.form == Form::Ordinal;
    let plain = ReadUnit { dimension: if rank { Dimension::Rank } else { Dimension::Plain }, factor: Decimal::ONE };
    let unit = unit.unwrap_or(plain);
    Some(Core {
        low: number.value.checked_mul(unit.factor)?,
        high: None,
        step: number.step.checked_mul(unit.factor)?,
        dimension: unit.dimension,
        masked: number.form == Form::Masked,
        negative: false,
        over: number.over,
        form: number.form,
    })
}

fn bare(value: Decimal, step: Decimal, dimension: Dimension, form: Form) -> Core {
    let masked = form == Form::Masked;
    Core { low: value, high: None, step, dimension, masked, negative: false, over: false, form }
}

/// 第三名, No. 3. Ordinal words are numbers already.
fn read_rank(text: &str, lang: Lang) -> Option<(Core, usize)> {
    let lead = match lang {
        Lang::Zh => longest_start(text, &["第"])?.len(),
        Lang::En => {
            // "No 2019 figure": a small "no" without its point denies.
            let word = longest_word(text, &["No.", "no.", "number", "No"]).filter(|_| !text.starts_with("no "))?;
            word.len() + spaces(&text[word.len()..])
        }
    };
    let (number, length) = number::read(&text[lead..], lang)?;
    let counts = matches!(number.form, Form::Digits | Form::Words | Form::Masked) && number.step == Decimal::ONE;
    let end = lead + length;
    let word = if lang == Lang::Zh { longest_start(&text[end..], &["名", "位"]).unwrap_or("") } else { "" };
    // 第一名教师 counts nobody either: 名 and 位 belong to the rank.
    counts.then(|| (bare(number.value, Decimal::ONE, Dimension::Rank, number.form), end + word.len()))
}

/// 1:13.5 and 8:30.
fn read_colon(text: &str, lang: Lang) -> Option<(Core, usize)> {
    let (first, at) = number::read(text, lang)?;
    if matches!(first.form, Form::Ordinal | Form::Fraction) || first.scale != Decimal::ONE {
        return None;
    }
    let words = first.form == Form::Words;
    let colon = longest_start(&text[at..], if words { &["比"] } else { &[":", "：", "∶", "比"] })?;
    let from = at + colon.len();
    let (second, length) = number::read(&text[from..], lang)?;
    if (second.form == Form::Words) != words || matches!(second.form, Form::Ordinal | Form::Fraction) {
        return None;
    }
    let end = from + length;
    if first.form == Form::Masked || second.form == Form::Masked {
        return Some((bare(Decimal::ZERO, Decimal::ONE, Dimension::Ratio, Form::Masked), end));
    }
    if let Some(minutes) = clock(&text[..at], &text[from..end]).filter(|_| !words) {
        return Some((bare(minutes, Decimal::ONE, Dimension::Clock, Form::Digits), end));
    }
    let (value, step) = if first.value == Decimal::ONE {
        (second.value, second.step)
    } else if second.value == Decimal::ONE {
        (first.value, first.step)
    } else {
        (first.value.checked_div(second.value)?, Decimal::ZERO)
    };
    Some((bare(value, step, Dimension::Ratio, Form::Digits), end))
}

/// Minutes since midnight where the two parts can only be a time: 8:30, but not 1:19 or 4:6.
fn clock(hours: &str, minutes: &str) -> Option<Decimal> {
    let two_digits = minutes.chars().count() == 2;
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let time = two_digits && hours <= 24 && minutes < 60 && (hours != 1 || minutes == 0);
    time.then(|| Decimal::from(hours * 60 + minutes))
}

/// 8时30分, 8点30分.
fn read_spoken_clock(text: &str, lang: Lang) -> Option<(Core, usize)> {
    if lang == Lang::En {
        return None;
    }
    let (hours, at) = number::read(text, lang)?;
    let from = at + longest_start(&text[at..], &["时", "点"])?.len();
    let (minutes, length) = number::read(&text[from..], lang)?;
    let end = from + length;
    let rest = text[end..].strip_prefix('分')?;
    let whole = hours.step == Decimal::ONE && minutes.step == Decimal::ONE;
    let value = hours.value.checked_mul(Decimal::from(60))?.checked_add(minutes.value)?;
    whole.then(|| (bare(value, Decimal::ONE, Dimension::Clock, Form::Digits), text.len() - rest.len()))
}

/// 92%~95%, 600元至1000元, 3~5万元, 45 to 50, "between 2 and 3".
fn read_range(text: &str, lang: Lang) -> Option<(Core, usize)> {
    let between = lang == Lang::En && starts_with_word(text, "between");
    let from = if between { "between ".len() } else { 0 };
    let first = read_amount(text.get(from..)?, lang)?;
    let mut at = from + first.length;
    let measure = measure_before_range(&text[at..], lang);
    at += measure.len();
    at += separator(&text[at..], between, lang)?;
    let second = read_amount(&text[at..], lang)?;
    let unit = match (first.unit, second.unit) {
        (Some(a), Some(b)) if a != b => return None,
        (None, Some(_)) if !measure.is_empty() => return None,
        (a, b) => b.or(a),
    };
    // A unit behind the first number only ("5%至8所") makes two figures of it.
    if first.unit.is_some() && second.unit.is_none() && !first.prefixed {
        return None;
    }
    let masked = first.number.form == Form::Masked || second.number.form == Form::Masked;
    let (low, high) = (shared_scale(first, &second)?, single(second.number, unit)?);
    let low = single(low, unit)?;
    let length = at + second.length;
    Some((Core { high: Some(high.low), step: low.step.max(high.step), masked, over: high.over, ..low }, length))
}

/// The lower end takes the scale word of the upper: 3~5万 is 30000 to 50000, but 3000~2万 is 3000 to 20000.
fn shared_scale(first: ReadAmount, second: &ReadAmount) -> Option<Number> {
    let (low, high) = (first.number, &second.number);
    let digits = high.value.checked_div(high.scale)?;
    let shares = first.unit.is_none() && low.scale == Decimal::ONE && high.scale != Decimal::ONE && low.value < digits;
    if shares && low.form != Form::Masked { low.times(high.scale) } else { Some(low) }
}

/// The measure word in 300人至600人, if the range goes on behind it.
fn measure_before_range(text: &str, lang: Lang) -> &str {
    if lang == Lang::En {
        return "";
    }
    let Some(word) = longest_entry(text, measures::ZH) else { return "" };
    if separator(&text[word.len()..], false, lang).is_some() { word } else { "" }
}

fn separator(text: &str, between: bool, lang: Lang) -> Option<usize> {
    const MARKS: [&str; 8] = ["~", "～", "—", "–", "-", "－", "﹣", "〜"];
    let mark = longest_start(text, &MARKS).map(str::len);
    match lang {
        Lang::Zh => mark.or_else(|| longest_start(text, &["至", "到"]).map(str::len)),
        Lang::En if between => text.starts_with(" and ").then_some(5),
        Lang::En => mark.or_else(|| text.starts_with(" to ").then_some(4)),
    }
}

fn read_amount(text: &str, lang: Lang) -> Option<ReadAmount> {
    match lang {
        Lang::Zh => read_amount_zh(text),
        Lang::En => read_amount_en(text),
    }
}

fn read_amount_zh(text: &str) -> Option<ReadAmount> {
    if let Some(prefix) = longest_start(text, &["百分之", "千分之"]) {
        let (number, length) =
            number::read(&text[prefix.len()..], Lang::Zh).or_else(|| hundred(&text[prefix.len()..]))?;
        let factor = if prefix == "百分之" { Decimal::ONE } else { Decimal::new(1, 1) };
        return Some(ReadAmount {
            number,
            unit: Some(ReadUnit { dimension: Dimension::Percent, factor }),
            prefixed: false,
            length: prefix.len() + length,
        });
    }
    let currency = longest_start(text, &["人民币", "￥", "¥"]).map_or(0, str::len);
    let (number, length) = number::read(&text[currency..], Lang::Zh)?;
    let at = currency + length;
    let gap = spaces(&text[at..]);
    let (mut unit, mut unit_length) = match unit_zh(&text[at + gap..], &number) {
        Some((unit, length)) => (Some(unit), gap + length),
        None => (None, 0),
    };
    let mut number = number;
    if let Some(length) = hundredths(&text[at..at + unit_length], &text[at + unit_length..]) {
        let (behind, _) = number::read(&text[at + unit_length..at + unit_length + length], Lang::Zh)?;
        number.value = number.value.checked_add(behind.value.checked_div(Decimal::TEN)?)?;
        number.step = Decimal::new(1, 1);
        unit_length += length;
    }
    if currency > 0 && unit.is_none() {
        unit = Some(ReadUnit { dimension: Dimension::Money, factor: Decimal::ONE });
    }
    Some(ReadAmount { number, unit, prefixed: currency > 0, length: at + unit_length })
}

/// The digit behind a tenth: 六成五 is 65 %.
fn hundredths(unit: &str, behind: &str) -> Option<usize> {
    let letter = behind.chars().next().filter(|c| unit.ends_with('成') && "一二三四五六七八九".contains(*c))?;
    let rest = &behind[letter.len_utf8()..];
    let number =
        rest.starts_with(|c: char| number::is_chinese_numeral(c)) || longest_entry(rest, measures::ZH).is_some();
    (!number).then_some(letter.len_utf8())
}

/// 百 alone is a number only in 百分之百.
fn hundred(text: &str) -> Option<(Number, usize)> {
    let rest = text.strip_prefix('百')?;
    let (number, _) = number::read("100", Lang::Zh)?;
    Some((number, text.len() - rest.len()))
}

fn unit_zh(text: &str, number: &Number) -> Option<(ReadUnit, usize)> {
    const UNITS: [(&str, Dimension, i64, u32); 11] = [
        ("%", Dimension::Percent, 1, 0),
        ("％", Dimension::Percent, 1, 0),
        ("﹪", Dimension::Percent, 1, 0),
        ("‰", Dimension::Percent, 1, 1),
        ("个百分点", Dimension::PercentagePoints, 1, 0),
        ("百分点", Dimension::PercentagePoints, 1, 0),
        ("元人民币", Dimension::Money, 1, 0),
        ("元", Dimension::Money, 1, 0),
        ("成", Dimension::Percent, 10, 0),
        ("角", Dimension::Money, 1, 1),
        ("多个百分点", Dimension::PercentagePoints, 1, 0),
    ];
    let (word, dimension, digits, scale) =
        UNITS.into_iter().filter(|(word, ..)| text.starts_with(word)).max_by_key(|(word, ..)| word.len())?;
    let rest = &text[word.len()..];
    // 一成不变, 三成立: a tenth is a number up to ten, and no word goes on behind it.
    let tenth = word == "成";
    if tenth
        && (number.value > Decimal::TEN
            || rest.starts_with(['为', '立', '功', '员', '果', '绩', '本', '效', '不', '套']))
    {
        return None;
    }
    Some((ReadUnit { dimension, factor: Decimal::new(digits, scale) }, word.len()))
}

fn read_amount_en(text: &str) -> Option<ReadAmount> {
    let currency = longest_start(text, &["CNY", "RMB", "¥", "￥", "yuan", "Yuan"]).map_or(0, str::len);
    let gap = if currency > 0 { spaces(&text[currency..]) } else { 0 };
    let (mut number, length) = number::read(&text[currency + gap..], Lang::En)?;
    let mut at = currency + gap + length;
    let millions = currency > 0 && starts_with_word(&text[at..], "m") && !text[at..].starts_with("m²");
    if millions {
        number = number.times(Decimal::from(1_000_000))?;
        at += 1;
    }
    let (unit, unit_length) = unit_en(&text[at..]).map_or((None, 0), |(unit, length)| (Some(unit), length));
    let money = ReadUnit { dimension: Dimension::Money, factor: Decimal::ONE };
    let unit = unit.or((currency > 0).then_some(money));
    Some(ReadAmount { number, unit, prefixed: currency > 0, length: at + unit_length })
}

fn unit_en(text: &str) -> Option<(ReadUnit, usize)> {
    const UNITS: [(&str, Dimension); 14] = [
        ("%", Dimension::Percent),
        ("％", Dimension::Percent),
        ("per cent", Dimension::Percent),
        ("percent", Dimension::Percent),
        ("percentage points", Dimension::PercentagePoints),
        ("percentage point", Dimension::PercentagePoints),
        ("percentage-point", Dimension::PercentagePoints),
        ("percentage-points", Dimension::PercentagePoints),
        ("pp", Dimension::PercentagePoints),
        ("yuan", Dimension::Money),
        ("RMB", Dimension::Money),
        ("CNY", Dimension::Money),
        ("renminbi", Dimension::Money),
        ("kuai", Dimension::Money),
    ];
    let gap = if text.starts_with('-') { 1 } else { spaces(text) };
    let rest = &text[gap..];
    let known = UNITS.into_iter().filter(|(word, _)| starts_with_word(rest, word));
    let (word, dimension) = known.max_by_key(|(word, _)| word.len())?;
    Some((ReadUnit { dimension, factor: Decimal::ONE }, gap + word.len()))
}
