//! Exact decimals: the only numbers that published figures are made of.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use rust_decimal::Decimal;

use super::yaml::{Cx, Decode, Node};
use crate::diag::{Code, Diagnostic};
use crate::say;

/// An exact decimal with the scale it was written with: `14.80` is not `14.8` to a
/// reader, though both are equal to arithmetic. Equality and hashing see the scale.
#[derive(Clone, Copy, Debug)]
pub struct Exact(pub Decimal);

impl Exact {
    /// Reads digits with an optional sign and decimal point; nothing else: no grouping,
    /// no exponent, no unit. At most 28 significant digits.
    pub fn parse(text: &str) -> Option<Exact> {
        let text = text.replace('−', "-");
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        Decimal::from_str(&text).ok().filter(|value| value.to_string() == text).map(Exact)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.0.scale() == other.0.scale()
    }
}

impl Eq for Exact {}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.serialize().hash(state);
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What stands as a value: a number, or a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    Decimal(Exact),
    /// Minutes after midnight.
    Clock(u16),
}

impl Amount {
    /// The number, where it is one.
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Amount::Decimal(exact) => Some(exact.0),
            Amount::Clock(_) => None,
        }
    }

    /// Reads a plain number, or a time of day such as `8:30`.
    pub fn parse(text: &str) -> Option<Amount> {
        if let Some((hours, minutes)) = text.split_once(':') {
            let plain = hours.len() <= 2 && minutes.len() == 2;
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            return (plain && hours < 24 && minutes < 60).then_some(Amount::Clock(hours * 60 + minutes));
        }
        Exact::parse(text).map(Amount::Decimal)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Decimal(exact) => exact.fmt(f),
            Amount::Clock(minutes) => write!(f, "{}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

impl Decode for Amount {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Amount> {
        let text = String::decode(node, cx)?;
        let amount = Amount::parse(&text);
        if amount.is_none() {
            cx.report(not_decimal(node, &text));
        }
        amount
    }
}

impl Decode for Exact {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Exact> {
        let text = String::decode(node, cx)?;
        let exact = Exact::parse(&text);
        if exact.is_none() {
            cx.report(not_decimal(node, &text));
        }
        exact
    }
}

fn not_decimal(node: &Node, text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotDecimal,
        node.span,
        say!("`{text}`不是十进制数", "`{text}` is no decimal number"),
    )
    .help(say!(
        "只写数字和小数点，如`93.37`；单位写在`unit`，“约”“余”写在`qualifier`，原文写在`as_printed`",
        "write digits and a decimal point only, such as `93.37`; the unit goes into `unit`, “about” into `qualifier`, the printed form into `as_printed`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_scale_and_refuses_what_is_no_plain_decimal() {
        for good in ["0", "14.80", "-3.5", "21380840000", "0.01"] {
            assert_eq!(Exact::parse(good).map(|value| value.to_string()), Some(good.to_owned()));
        }
        for bad in ["", "1,234", "99.2%", "1e3", "九十", "1_000", ".5", "5.", "0x10", "NaN", "+1", "007"] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
        assert_ne!(Exact::parse("14.8"), Exact::parse("14.80"));
        assert_eq!(Amount::parse("8:30").map(|a| a.to_string()), Some("8:30".to_owned()));
        assert_eq!(Amount::parse("25:00"), None);
    }
}
