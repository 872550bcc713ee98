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
pub use english::{is_number_word, may_begin as may_begin_en, ordinal_word};

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
    match lang {
        Lang::Zh => chinese::read(text),
        Lang::En => english::read(text),
    }
}

#[cfg(test)]
mod tests;
