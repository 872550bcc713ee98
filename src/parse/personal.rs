//! Numbers of persons in what is published: identity numbers and mobile numbers.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::has_han;
use crate::say;
use crate::source::FileId;

/// The weights of the first seventeen digits of an identity number, and the signs of the
/// remainders (GB 11643).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SIGNS: &[u8; 11] = b"10X98765432";

/// Tells such numbers in the text of a file.
pub fn tell(file: FileId, text: &str, problems: &mut Diagnostics) {
    for range in runs(text) {
        let number = text.get(range.clone()).unwrap_or_default();
        let span = Span::new(file, range.clone());
        if is_identity_number(number) {
            problems.push(
                Diagnostic::new(
                    Code::IdentityNumber,
                    span,
                    say!("这里有居民身份证号码", "this is the identity number of a person"),
                )
                .help(say!(
                    "删去；确需说明的，只写“某人”",
                    "take it out; where a person has to be mentioned, write no number"
                )),
            );
        } else if is_mobile_number(number) && speaks_of_one(text, &range) {
            problems.push(
                Diagnostic::new(Code::MobileNumber, span, say!("这里像是手机号码", "this looks like a mobile number"))
                    .help(say!("删去，或改用办公电话", "take it out, or give the number of the office")),
            );
        }
    }
}

/// Stretches of Latin letters and digits that begin with a digit and have the length of such a number.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (byte.is_ascii_alphanumeric() || byte == b'_', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if [11, 18].contains(&(at - from)) && text.as_bytes()[from].is_ascii_digit() {
                    found.push(from..at);
                }
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

fn is_identity_number(number: &str) -> bool {
    let bytes = number.as_bytes();
    let (Some(digits), Some(sign)) = (bytes.get(..17), bytes.get(17)) else { return false };
    if bytes.len() != 18 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let pair = |at: usize| u32::from(digits[at] - b'0') * 10 + u32::from(digits[at + 1] - b'0');
    let born = [19, 20].contains(&pair(6)) && (1..=12).contains(&pair(10)) && (1..=31).contains(&pair(12));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let expected = SIGNS[(sum % 11) as usize];
    born && sign.to_ascii_uppercase() == expected
}

fn is_mobile_number(number: &str) -> bool {
    let bytes = number.as_bytes();
    bytes.len() == 11 && bytes.iter().all(u8::is_ascii_digit) && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// Whether eleven digits stand in words, and what follows them does not count or measure them.
fn speaks_of_one(text: &str, range: &Range<usize>) -> bool {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..range.start];
    let words =
        has_han(before) || before.contains(|c: char| c.is_ascii_alphabetic()) && !before.trim_end().ends_with(':');
    let words = words && !before.contains("value");
    let mut after = text[range.end..].chars();
    let next = after.next();
    let decimal = matches!(next, Some('.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit());
    words && !decimal && !next.is_some_and(|c| has_han(c.encode_utf8(&mut [0; 4])) || "%‰".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_have_their_check_digit() {
        assert!(is_identity_number("11010519491231002X"));
        for wrong in ["110105194912310021", "11010519491331002X", "1101051949123100", "11010519491231002Y"] {
            assert!(!is_identity_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn figures_and_ids_are_no_mobile_numbers() {
        let told = |text: &str| {
            let mut problems = Diagnostics::new();
            tell(FileId(0), text, &mut problems);
            problems.len()
        };
        assert_eq!(told("联系人电话13812345678。"), 1);
        assert_eq!(told("call 13812345678 today"), 1);
        for text in
            ["支出13812345678元", "value: '13812345678'", "共13812345678.5元", "编号A13812345678", "id: 13812345678"]
        {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
