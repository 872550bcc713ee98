//! Number words and digits, read exactly.
//!
//! A [`Number`] carries the value as a decimal and the worth of its last printed digit; it never carries more or less
//! precision than was printed. Units, qualifiers and signs are not read here, and nothing is guessed: a number that
//! names a rough amount (两三, 几十, dozens) is no number.

mod arabic;
mod chinese;
mod english;

use crate::i18n::Lang;
use rust_decimal::Decimal;

pub use chinese::is_numeral as is_chinese_numeral;
pub use english::{is_number_word, may_begin as may_begin_en, ordinal_word, short_scale};

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 2,138.4 or 213.8亿: digits, possibly with a scale word.
    Digits,
    /// 一百二十三, twenty-two.
    Words,
    /// 六分之一, a quarter, half: `value` is the share of one.
    Fraction,
    /// first, 22nd.
    Ordinal,
    /// xx, **, 2xxx: digits were hidden, `value` means nothing.
    Masked,
}

/// A number as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub value: Decimal,
    /// The worth of the last printed digit after multiplication; zero where no digit limits the precision (half).
    pub step: Decimal,
    /// What scale words multiplied the digits by, one if there are none.
    pub scale: Decimal,
    pub form: Form,
    /// 余 or 多 stands inside or directly after the number: the true value lies above.
    pub over: bool,
}

impl Number {
    fn plain(value: Decimal, step: Decimal, form: Form) -> Self {
        Self { value, step, scale: Decimal::ONE, form, over: false }
    }

    fn masked() -> Self {
        Self::plain(Decimal::ZERO, Decimal::ONE, Form::Masked)
    }

    /// A share of one, as near as 28 digits allow.
    fn fraction(part: Decimal, whole: Decimal) -> Option<Self> {
        Some(Self::plain(part.checked_div(whole)?, Decimal::ZERO, Form::Fraction))
    }

    /// The number with a scale word behind it.
    pub fn times(mut self, scale: Decimal) -> Option<Self> {
        self.value = self.value.checked_mul(scale)?;
        self.step = self.step.checked_mul(scale)?;
        self.scale = self.scale.checked_mul(scale)?;
        Some(self)
    }
}

/// Reads the longest number the text begins with; the second part is its length in bytes.
pub fn read(text: &str, lang: Lang) -> Option<(Number, usize)> {
    if let Some(found) = read_slash(text) {
        return Some(found);
    }
    match lang {
        Lang::Zh => chinese::read(text),
        Lang::En => english::read(text),
    }
}

/// 1/3 and 1／3: a share of two small numbers in digits.
fn read_slash(text: &str) -> Option<(Number, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let upper = digits(text);
    let rest = text.get(upper..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '／'))?.len_utf8();
    let lower = digits(&rest[mark..]);
    let end = upper + mark + lower;
    let value = |digits: &str| digits.parse::<Decimal>().ok();
    let (part, whole) = (value(&text[..upper])?, value(&rest[mark..mark + lower])?);
    let goes_on = text[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || "/／.".contains(c));
    let small = (1..=2).contains(&upper) && (1..=2).contains(&lower) && !goes_on;
    (small && part < whole && !part.is_zero()).then(|| Some((Number::fraction(part, whole)?, end)))?
}

#[cfg(test)]
mod tests;
