//! The words of the page's language, as the engine needs them. The engine itself has none.

use rust_decimal::Decimal;

use super::status::Status;
use crate::figure::Qualifier;

/// All words and sentence patterns a chart may print.
///
/// Patterns hold `{placeholders}`; a part in `[square brackets]` is left out when one of its
/// placeholders has nothing to say.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartWords {
    pub status: StatusWords,
    pub qualifier: QualifierWords,
    /// Steps for long axis numbers, such as ten thousand; any order.
    pub magnitudes: Vec<Magnitude>,
    /// The pattern of the sentence that describes the drawing; see [`facts`](super::facts).
    pub description: String,
    /// Between the items of a list.
    pub separator: String,
    /// `{place}` with the reason `{status}` why it has no value.
    pub place_status: String,
    /// `{place}` standing for `{n}` equal ones.
    pub tied: String,
    /// A column `{head}` with its `{unit}`.
    pub head_unit: String,
    /// Head of the column of places.
    pub place_head: String,
    /// Head of the change or difference between two columns.
    pub change_head: String,
    /// Head of the remarks column in CSV files.
    pub status_head: String,
    /// Head of the upper end of ranges in CSV files.
    pub upper_head: String,
    /// Note: why values may pass 100.
    pub hundred: String,
    /// Note: the axis does not start at zero.
    pub axis_not_zero: String,
    /// Note: grey lines are the places not named.
    pub others: String,
    /// Note: every panel has its own axis.
    pub own_scales: String,
    /// Words that hold a numeral but state no number.
    pub not_numbers: Vec<String>,
}

/// Words for what is known about a value, and the letters that mark two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusWords {
    pub approx: String,
    pub provisional: String,
    pub provisional_mark: String,
    pub revised: String,
    pub revised_mark: String,
    pub not_published: String,
    pub masked: String,
    pub not_applicable: String,
    pub not_comparable: String,
    pub illegible: String,
}

/// Words for how a printed value relates to the true one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualifierWords {
    pub about: String,
    pub at_least: String,
    pub more_than: String,
    pub at_most: String,
    pub less_than: String,
    pub range: String,
}

/// A factor and the word for it, written after the divided number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Magnitude {
    pub factor: Decimal,
    pub word: String,
}

impl StatusWords {
    /// The word for a status; empty for a plain value.
    pub fn word(&self, status: Status) -> &str {
        match status {
            Status::Ok => "",
            Status::Approx => &self.approx,
            Status::Provisional => &self.provisional,
            Status::Revised => &self.revised,
            Status::NotPublished => &self.not_published,
            Status::Masked => &self.masked,
            Status::NotApplicable => &self.not_applicable,
            Status::NotComparable => &self.not_comparable,
            Status::Illegible => &self.illegible,
        }
    }

    /// The letter behind a value of a status and what it means, where the status has one.
    pub fn letter(&self, status: Status) -> Option<(&str, &str)> {
        match status {
            Status::Provisional => Some((&self.provisional_mark, &self.provisional)),
            Status::Revised => Some((&self.revised_mark, &self.revised)),
            Status::Ok
            | Status::Approx
            | Status::NotPublished
            | Status::Masked
            | Status::NotApplicable
            | Status::NotComparable
            | Status::Illegible => None,
        }
    }

    /// The word for a place without a value; a status that promises one counts as not published.
    pub fn missing(&self, status: Status) -> &str {
        match status {
            Status::Ok | Status::Approx | Status::Provisional | Status::Revised => &self.not_published,
            Status::NotPublished
            | Status::Masked
            | Status::NotApplicable
            | Status::NotComparable
            | Status::Illegible => self.word(status),
        }
    }
}

impl QualifierWords {
    pub fn word(&self, qualifier: Qualifier) -> &str {
        match qualifier {
            Qualifier::Exact => "",
            Qualifier::About => &self.about,
            Qualifier::AtLeast => &self.at_least,
            Qualifier::MoreThan => &self.more_than,
            Qualifier::AtMost => &self.at_most,
            Qualifier::LessThan => &self.less_than,
            Qualifier::Range => &self.range,
        }
    }
}

/// Why a pattern could not be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PatternError {
    /// The source knows no such placeholder.
    Unknown(String),
    /// The placeholder is known but has nothing to say, outside of an optional part.
    Empty(String),
    /// A brace or bracket without its partner.
    Open,
}

/// What a source of facts answers to a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChartFact {
    Said(String),
    Nothing,
    Unknown,
}

/// Fills a pattern from a source of facts.
pub(super) fn fill(pattern: &str, fact: &dyn Fn(&str) -> ChartFact) -> Result<String, PatternError> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('[') {
        out.push_str(&fill_plain(&rest[..at], fact)?);
        let inner = &rest[at + 1..];
        let end = inner.find(']').ok_or(PatternError::Open)?;
        match fill_plain(&inner[..end], fact) {
            Ok(text) => out.push_str(&text),
            Err(PatternError::Empty(_)) => {}
            Err(error) => return Err(error),
        }
        rest = &inner[end + 1..];
    }
    out.push_str(&fill_plain(rest, fact)?);
    Ok(out)
}

fn fill_plain(pattern: &str, fact: &dyn Fn(&str) -> ChartFact) -> Result<String, PatternError> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let end = inner.find('}').ok_or(PatternError::Open)?;
        let name = &inner[..end];
        match fact(name) {
            ChartFact::Said(text) => out.push_str(&text),
            ChartFact::Nothing => return Err(PatternError::Empty(name.to_owned())),
            ChartFact::Unknown => return Err(PatternError::Unknown(name.to_owned())),
        }
        rest = &inner[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Fills a pattern whose placeholders are all known; an unknown one stays as it is typed, so that
/// a mistake in a word list is seen and nothing is lost.
pub(super) fn fill_known(pattern: &str, facts: &[(&str, &str)]) -> String {
    let fact = |name: &str| match facts.iter().find(|(key, _)| *key == name) {
        Some((_, text)) => ChartFact::Said((*text).to_owned()),
        None => ChartFact::Said(format!("{{{name}}}")),
    };
    fill(pattern, &fact).unwrap_or_else(|_| pattern.to_owned())
}
