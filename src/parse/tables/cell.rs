//! One cell: its number, and what the signs around it mean.

use super::numerals::number;
use crate::figure::Qualifier;
use crate::parse::exact::{Amount, Exact};
use crate::parse::records::{CellMark, MarkPosition, Status};
use crate::parse::statement::Statement;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellReading {
    pub value: Option<Amount>,
    /// The upper end of a range.
    pub upper: Option<Amount>,
    pub qualifier: Option<Qualifier>,
    pub status: Option<Status>,
    /// Where the last number ends, in bytes.
    pub number_end: usize,
    /// Behind the number: `%`, `万元`.
    pub unit: Option<String>,
    pub notes: Vec<Statement>,
    /// Signs that point to a footnote whose words are not given.
    pub unexplained: Vec<String>,
}

/// Why a cell cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Neither a number nor a known sign.
    NoNumber,
    /// The upper end of a range does not lie above the lower.
    NoRange,
}

/// The signs that hold for a table: its own, then those of the portal.
#[derive(Clone, Debug)]
pub struct Signs<'m> {
    marks: Vec<&'m CellMark>,
}

impl<'m> Signs<'m> {
    /// The signs of some lists; the first list that knows one decides.
    pub fn new(lists: impl IntoIterator<Item = &'m CellMark>) -> Signs<'m> {
        Signs { marks: lists.into_iter().collect() }
    }

    fn at(&self, position: MarkPosition) -> impl Iterator<Item = (&'m CellMark, &'m str)> + '_ {
        let marks = self.marks.iter().copied().filter(move |mark| mark.stands == position);
        marks.flat_map(|mark| mark.signs.iter().map(move |sign| (mark, sign.value.as_str())))
    }

    /// The longest sign of a position with which a text begins; of equals the first.
    fn starts(&self, text: &str, position: MarkPosition) -> Option<(&'m CellMark, &'m str)> {
        let begins = |sign: &str| text.get(..sign.len()).is_some_and(|head| head.to_lowercase() == sign.to_lowercase());
        let mut found: Option<(&CellMark, &str)> = None;
        for (mark, sign) in self.at(position).filter(|(_, sign)| begins(sign)) {
            if found.is_none_or(|(_, longest)| sign.len() > longest.len()) {
                found = Some((mark, sign));
            }
        }
        found
    }

    fn alone(&self, text: &str) -> Option<(&'m CellMark, &'m str)> {
        let lower = text.to_lowercase();
        self.at(MarkPosition::Alone).find(|(_, sign)| sign.to_lowercase() == lower)
    }
}

impl CellReading {
    fn take(&mut self, (mark, sign): (&CellMark, &str)) {
        self.qualifier = self.qualifier.or(mark.qualifier);
        self.status = self.status.or(mark.status);
        self.notes.extend(mark.note.clone());
        if mark.footnote && mark.note.is_none() {
            self.unexplained.push(sign.to_owned());
        }
    }
}

/// Reads a cell that is not empty: signs, a number or a range, its unit, signs.
///
/// # Errors
/// When it is neither a number nor a known sign.
pub fn read_cell(text: &str, signs: &Signs<'_>) -> Result<CellReading, Unread> {
    let text = text.trim();
    let mut reading = CellReading::default();
    if let Some(found) = signs.alone(text) {
        reading.take(found);
        return Ok(reading);
    }
    if let Some(clock) = Amount::parse(text).filter(|amount| matches!(amount, Amount::Clock(_))) {
        reading.value = Some(clock);
        return Ok(reading);
    }
    let mut rest = text;
    let (low, length) = loop {
        match (number(rest), signs.starts(rest, MarkPosition::Before)) {
            (Some(found), _) => break found,
            (None, Some(found)) => {
                reading.take(found);
                rest = rest[found.1.len()..].trim_start();
            }
            (None, None) => return Err(Unread::NoNumber),
        }
    };
    reading.value = Some(Amount::Decimal(low));
    reading.number_end = text.len() - rest.len() + length;
    read_tail(text, low, signs, &mut reading)?;
    Ok(reading)
}

/// What stands behind the first number.
fn read_tail(text: &str, low: Exact, signs: &Signs<'_>, reading: &mut CellReading) -> Result<(), Unread> {
    let mut rest = &text[reading.number_end..];
    let mut unit = String::new();
    while let Some(next) = rest.chars().next() {
        if let Some((mark, sign)) = signs.starts(rest, MarkPosition::Between)
            && reading.upper.is_none()
            && let Some((high, length)) = number(rest[sign.len()..].trim_start())
        {
            if high.0 <= low.0 {
                return Err(Unread::NoRange);
            }
            reading.upper = Some(Amount::Decimal(high));
            reading.take((mark, sign));
            rest = &rest[sign.len()..].trim_start()[length..];
            reading.number_end = text.len() - rest.len();
            unit.clear();
            continue;
        }
        if let Some(found) = signs.starts(rest, MarkPosition::After) {
            reading.take(found);
            rest = &rest[found.1.len()..];
            continue;
        }
        if number(rest).is_some() {
            return Err(Unread::NoNumber);
        }
        unit.push(next);
        rest = &rest[next.len_utf8()..];
    }
    let unit = unit.trim();
    reading.unit = (!unit.is_empty()).then(|| unit.to_owned());
    Ok(())
}
