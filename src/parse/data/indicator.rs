//! `data/indicators/<theme>.yaml`: what is measured.

use super::jurisdiction::checked_slug;
use super::observation::Period;
use super::reference::SourceRef;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::Exact;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};

/// The indicators of one theme of one programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndicatorFile {
    /// The site's default programme when it is not given.
    pub programme: Option<Spanned<String>>,
    pub theme: Spanned<String>,
    pub indicators: Vec<std::sync::Arc<Indicator>>,
    /// The name of the file without its ending.
    pub stem: String,
}

/// Something that is measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Indicator {
    pub id: Spanned<String>,
    pub names: Text,
    pub definition: Statement,
    pub unit: Spanned<String>,
    /// Decimals with which values are shown in one column.
    pub decimals: u8,
    pub direction: Direction,
    /// A percentage that can pass 100, such as a gross enrolment rate.
    pub may_exceed_100: bool,
    /// When it began to be measured otherwise; `definition` is what holds since the last.
    pub definition_changes: Vec<DefinitionChange>,
    pub targets: Vec<Target>,
    /// When the next figures are expected, where a document says so.
    pub next_expected: Option<NextExpected>,
    pub notes: Vec<Statement>,
    pub related: Vec<Spanned<String>>,
}

/// The day, month or year in which a document says that the next figures come out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NextExpected {
    pub date: PartialDate,
    pub source: SourceRef,
}

/// Numbers of before and after are not compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DefinitionChange {
    /// The first year that is measured in the new way.
    pub from: u16,
    /// What is different, for readers.
    pub note: Statement,
}

impl Indicator {
    /// By which definition a year was measured: the first is 1.
    pub fn definition_of_year(&self, year: u16) -> usize {
        1 + self.definition_changes.iter().filter(|change| change.from <= year).count()
    }

    /// By which definition a figure was measured; `None` where its years do not tell.
    pub fn definition_version(&self, period: Option<Period>) -> Option<usize> {
        if self.definition_changes.is_empty() {
            return Some(1);
        }
        let period = period?;
        let version = self.definition_of_year(period.to);
        (version == self.definition_of_year(period.from)).then_some(version)
    }
}

/// Which way is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Higher,
    Lower,
    None,
}

impl Direction {
    /// The word used in data files and templates.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::None => "none",
        }
    }
}

/// A value that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// In the indicator's unit; rules without a number have none.
    pub value: Option<Spanned<Exact>>,
    pub operator: Operator,
    /// The one place that it holds for; all places when it is not given.
    pub jurisdiction: Option<Spanned<String>>,
    /// The year from which it holds.
    pub year: Option<Spanned<u16>>,
    pub origin: Origin,
    pub basis: Option<Statement>,
    pub source: Option<SourceRef>,
}

impl Target {
    /// The year from which it holds, where one is named.
    pub fn from_year(&self) -> Option<u16> {
        self.year.as_ref().map(|year| year.value)
    }
}

/// How a value is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    AtLeast,
    AtMost,
    Equal,
    RoughlyEqual,
    NotBelowPreviousYear,
    AtLeastStandard,
}

impl Operator {
    /// The word used in data files and templates.
    pub fn name(self) -> &'static str {
        match self {
            Operator::AtLeast => "at-least",
            Operator::AtMost => "at-most",
            Operator::Equal => "equal",
            Operator::RoughlyEqual => "roughly-equal",
            Operator::NotBelowPreviousYear => "not-below-previous-year",
            Operator::AtLeastStandard => "at-least-standard",
        }
    }
}

/// Whether a document prints it, or it was computed from what one prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    Stated,
    Derived,
}

impl Decode for IndicatorFile {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<IndicatorFile> {
        let mut fields = Fields::of(node, cx)?;
        let programme = fields.optional("programme", cx);
        let theme = fields.required("theme", cx);
        let indicators = fields.list("indicators", cx);
        fields.finish(cx);
        Some(IndicatorFile { programme, theme: theme?, indicators, stem: String::new() })
    }
}

impl Decode for Indicator {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Indicator> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|slug| checked_slug(slug, cx));
        let names = fields.required("names", cx);
        let definition = fields.required("definition", cx);
        let unit = fields.required("unit", cx);
        let decimals = fields.optional("decimals", cx).unwrap_or(0);
        let directions = [("higher", Direction::Higher), ("lower", Direction::Lower), ("none", Direction::None)];
        let direction = fields.choice("direction", &directions, cx).unwrap_or(Direction::None);
        let may_exceed_100 = fields.flag("may_exceed_100", cx);
        let definition_changes = fields.list("definition_changes", cx);
        let targets = fields.list("targets", cx);
        let next_expected = fields.optional("next_expected", cx);
        let notes = fields.list("notes", cx);
        let related = fields.list("related", cx);
        fields.finish(cx);
        Some(Indicator {
            id: id?,
            names: names?,
            definition: definition?,
            unit: unit?,
            decimals,
            direction,
            may_exceed_100,
            definition_changes,
            targets,
            next_expected,
            notes,
            related,
        })
    }
}

impl Decode for NextExpected {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<NextExpected> {
        let mut fields = Fields::of(node, cx)?;
        let date = fields.required("date", cx);
        let source = fields.required("source", cx);
        fields.finish(cx);
        Some(NextExpected { date: date?, source: source? })
    }
}

impl Decode for DefinitionChange {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<DefinitionChange> {
        let mut fields = Fields::of(node, cx)?;
        let from = fields.required("from", cx);
        let note = fields.required("note", cx);
        fields.finish(cx);
        Some(DefinitionChange { from: from?, note: note? })
    }
}

impl Decode for Target {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Target> {
        let mut fields = Fields::of(node, cx)?;
        let value = fields.optional("value", cx);
        let operators = [
            ("at-least", Operator::AtLeast),
            ("at-most", Operator::AtMost),
            ("equal", Operator::Equal),
            ("roughly-equal", Operator::RoughlyEqual),
            ("not-below-previous-year", Operator::NotBelowPreviousYear),
            ("at-least-standard", Operator::AtLeastStandard),
        ];
        let operator = fields.required_choice("operator", &operators, cx);
        let jurisdiction = fields.optional("jurisdiction", cx);
        let year = fields.optional("year", cx);
        let origins = [("stated", Origin::Stated), ("derived", Origin::Derived)];
        let origin = fields.choice("origin", &origins, cx).unwrap_or(Origin::Stated);
        let basis = fields.optional("basis", cx);
        let source = fields.optional("source", cx);
        fields.finish(cx);
        Some(Target { value, operator: operator?, jurisdiction, year, origin, basis, source })
    }
}
