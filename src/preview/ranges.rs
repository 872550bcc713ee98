//! The part of a file that a browser asks for (RFC 9110, section 14).

use std::ops::Range;

use hyper::header::{self, HeaderMap};

/// What of a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedRange {
    Whole,
    Part(Range<usize>),
    /// A part that the file does not have.
    Outside,
}

/// What of a file of some length is asked for. Several parts at once, other units and
/// conditions are not served in parts: then the whole is, as the standard allows.
pub fn asked_for(headers: &HeaderMap, length: usize) -> AskedRange {
    let text = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let range = text.and_then(|text| text.trim().strip_prefix("bytes=")).filter(|range| !range.contains(','));
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else { return AskedRange::Whole };
    if headers.contains_key(header::IF_RANGE) {
        return AskedRange::Whole;
    }
    let number = |text: &str| match text.trim() {
        digits if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            // More than fits is more than any file has.
            Some(digits.parse().unwrap_or(usize::MAX))
        }
        _ => None,
    };
    let range = match (number(first), number(last)) {
        (Some(first), None) if last.trim().is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
        (None, Some(count)) if first.trim().is_empty() => length.saturating_sub(count)..length,
        _ => return AskedRange::Whole,
    };
    if range.start < range.end { AskedRange::Part(range) } else { AskedRange::Outside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_served_and_anything_else_whole() {
        let asked = |range: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, range.parse().unwrap());
            asked_for(&headers, 10)
        };
        for (range, part) in [
            ("bytes=0-3", 0..4),
            ("bytes=4-", 4..10),
            ("bytes=-3", 7..10),
            ("bytes=-99", 0..10),
            ("bytes=8-99999999999999999999999", 8..10),
        ] {
            assert_eq!(asked(range), AskedRange::Part(part), "{range}");
        }
        for outside in ["bytes=10-", "bytes=10-20", "bytes=-0"] {
            assert_eq!(asked(outside), AskedRange::Outside, "{outside}");
        }
        for whole in ["bytes=0-1,4-5", "bytes=3-1", "lines=0-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2"] {
            assert_eq!(asked(whole), AskedRange::Whole, "{whole}");
        }
        assert_eq!(asked_for(&HeaderMap::new(), 10), AskedRange::Whole);
    }
}
