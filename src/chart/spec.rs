//! What a chart shows and what it means. Holds no pixel, no colour and no language of its own: all
//! texts arrive in the language of the page, all numbers arrive with the label they are printed as.

use rust_decimal::Decimal;

use super::kind::ChartKind;
pub use super::status::Status;
use super::words::ChartWords;
pub use crate::figure::Qualifier;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Higher,
    Lower,
    None,
}

/// What kind of quantity an axis carries; decides where it starts and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleKind {
    /// A part of a whole: 0 to 100.
    Share,
    /// A part of a whole whose values all lie near zero: 0 to the next step above them.
    LowShare,
    /// A rate that may pass 100; the axis then goes to the next ten and marks 100.
    GrossRate,
    Amount,
    /// A number of things: no fractions on the axis.
    Count,
    /// A change or a balance: zero is inside.
    Signed,
}

/// One published value, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The value as drawings, titles and sentences show it, with sign and unit where wanted;
    /// empty when there is no value.
    pub label: String,
    /// The value as it is printed, where that has more decimals than are shown.
    pub in_full: Option<String>,
    pub status: Status,
    pub qualifier: Qualifier,
    /// What a reader must know about this value; numbered and printed under the drawing.
    pub footnote: Option<String>,
}

static ABSENT: Figure = Figure::missing(Status::NotPublished);

impl Figure {
    /// An exact value.
    pub fn exact(value: Decimal, label: impl Into<String>) -> Self {
        Figure { value: Some(value), label: label.into(), status: Status::Ok, ..Figure::missing(Status::Ok) }
    }

    /// An approximate value: the qualifier says how.
    pub fn approximate(qualifier: Qualifier, value: Decimal, label: impl Into<String>) -> Self {
        Figure { status: Status::Approx, qualifier, ..Figure::exact(value, label) }
    }

    /// No value, and why.
    pub const fn missing(status: Status) -> Self {
        Figure {
            value: None,
            upper: None,
            label: String::new(),
            in_full: None,
            status,
            qualifier: Qualifier::Exact,
            footnote: None,
        }
    }

    /// The value that may be drawn: a masked or withheld value is never drawn, even if it is known.
    pub fn drawn(&self) -> Option<Decimal> {
        match self.status {
            Status::Ok | Status::Approx | Status::Provisional | Status::Revised | Status::NotComparable => self.value,
            Status::Illegible | Status::NotPublished | Status::Masked | Status::NotApplicable => None,
        }
    }

    /// The value that may be put in an order with others.
    pub fn ranked(&self) -> Option<Decimal> {
        if self.status == Status::NotComparable { None } else { self.drawn() }
    }

    /// The value where it is exact and may be put in an order: what may be subtracted.
    pub fn certain(&self) -> Option<Decimal> {
        self.ranked().filter(|_| self.bound() == Qualifier::Exact)
    }

    /// Both ends of a range, the lower first; only for a range that may be drawn.
    pub fn range(&self) -> Option<(Decimal, Decimal)> {
        let (low, high) = (self.drawn()?, self.upper?);
        (self.qualifier == Qualifier::Range).then(|| (low.min(high), low.max(high)))
    }

    /// What the qualifier means for drawing: a range without an upper end is an "at least".
    pub fn bound(&self) -> Qualifier {
        match self.qualifier {
            Qualifier::Range if self.upper.is_none() => Qualifier::AtLeast,
            Qualifier::Exact if self.status == Status::Approx => Qualifier::About,
            qualifier @ (Qualifier::Exact
            | Qualifier::About
            | Qualifier::MoreThan
            | Qualifier::AtLeast
            | Qualifier::LessThan
            | Qualifier::AtMost
            | Qualifier::Range) => qualifier,
        }
    }
}

/// A place (or, in a comparison of two sides, whatever a row stands for).
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPlace {
    /// Never shown; tells places apart and is what `focus` names.
    pub id: String,
    /// For tables and sentences.
    pub full: String,
    /// For drawings.
    pub short: String,
    pub tile: Option<TilePosition>,
}

/// Where a place lies in the schematic grid, both counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TilePosition {
    pub column: u16,
    pub row: u16,
}

/// One place with its figures, one per column of the spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub place: ChartPlace,
    pub figures: Vec<Figure>,
    /// The printed change between the first and last column; computed when empty.
    pub change: Option<String>,
}

impl Row {
    pub fn new(place: ChartPlace, figures: Vec<Figure>) -> Self {
        Row { place, figures, change: None }
    }

    /// The figure of a column; a figure nobody gave counts as not published.
    pub fn figure(&self, column: usize) -> &Figure {
        self.figures.get(column).unwrap_or(&ABSENT)
    }
}

/// The unit of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartUnit {
    /// For heads and sentences.
    pub name: String,
    /// Written after the numbers of an axis; empty when the subtitle says enough.
    pub suffix: String,
}

/// A value that was set as an aim.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartTarget {
    pub value: Decimal,
    /// Printed at its line.
    pub label: String,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub name: String,
    pub unit: ChartUnit,
    pub direction: Direction,
    pub scale: ScaleKind,
    pub targets: Vec<ChartTarget>,
}

/// One column of figures: a year, a side, or an indicator of a heat table.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartColumn {
    pub head: String,
    /// Only where it differs from the measure of the spec.
    pub measure: Option<Measure>,
}

impl ChartColumn {
    pub fn new(head: impl Into<String>) -> Self {
        ChartColumn { head: head.into(), measure: None }
    }
}

/// A change of definition between two columns: no line may cross it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first column of the new definition.
    pub before_column: usize,
    pub note: String,
}

/// Everything a drawing, a table, a CSV file and a sentence need.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    pub kind: ChartKind,
    pub words: ChartWords,
    pub title: String,
    pub subtitle: String,
    pub measure: Measure,
    /// Left to right, for years in equal steps: a year without any value still is a column.
    pub columns: Vec<ChartColumn>,
    /// In official order.
    pub rows: Vec<Row>,
    /// The whole the places belong to, such as the province.
    pub group: Option<Row>,
    /// Ids of the places the chart is about; at most three are told apart.
    pub focus: Vec<String>,
    pub breaks: Vec<Break>,
    /// The unit of the printed changes, where all have one: on a phone it stands once, above them.
    pub change_unit: Option<String>,
    /// The panels of small multiples, each a trend.
    pub panels: Vec<ChartSpec>,
}

impl ChartSpec {
    /// A spec without data; the caller fills the fields it needs.
    pub fn new(kind: ChartKind, words: ChartWords, measure: Measure) -> Self {
        ChartSpec {
            kind,
            words,
            title: String::new(),
            subtitle: String::new(),
            measure,
            columns: Vec::new(),
            rows: Vec::new(),
            group: None,
            focus: Vec::new(),
            breaks: Vec::new(),
            change_unit: None,
            panels: Vec::new(),
        }
    }

    /// Two sides (two places) instead of two points in time.
    pub fn is_of_sides(&self) -> bool {
        self.kind == ChartKind::Sides
    }

    /// The column the chart is about: the last one.
    pub fn current(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    pub fn head(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |c| c.head.as_str())
    }

    /// The measure of a column.
    pub fn measure_of(&self, column: usize) -> &Measure {
        self.columns.get(column).and_then(|c| c.measure.as_ref()).unwrap_or(&self.measure)
    }

    pub fn in_focus(&self, row: &Row) -> bool {
        self.focus.contains(&row.place.id)
    }

    /// The words for a figure in a table: all that is printed of it, or why there is nothing.
    pub fn in_full<'a>(&'a self, figure: &'a Figure) -> &'a str {
        match (figure.drawn(), &figure.in_full) {
            (Some(_), Some(in_full)) => in_full,
            _ => self.printed(figure),
        }
    }

    /// The words printed for a figure: its label, or why it has none.
    pub fn printed<'a>(&'a self, figure: &'a Figure) -> &'a str {
        match figure.drawn() {
            Some(_) => &figure.label,
            None => self.words.status.missing(figure.status),
        }
    }
}
