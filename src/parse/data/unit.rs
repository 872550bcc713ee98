//! `data/units.yaml` and `data/breakdowns.yaml`: what numbers count, and what tells
//! apart records of one indicator.

use super::site::pair;
use crate::diag::Spanned;
use crate::i18n::{PerLang, Text};
use crate::parse::yaml::{Cx, Decode, Fields, MaybeEmpty, Node};

/// A unit of measurement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    pub id: Spanned<String>,
    pub kind: UnitKind,
    /// As in the header of a table: 元, yuan.
    pub names: Text,
    /// Directly after a number: 元, ` yuan`. Empty where a bare number is enough.
    pub suffix: Text,
    /// The suffix after exactly one, where it differs (` person`, ` people`).
    pub suffix_one: Option<Text>,
}

/// What arithmetic and writing a unit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Amounts of money in the base currency unit; written with 万 and 亿, million and
    /// billion.
    Money,
    /// Whole things: people, schools, times.
    Count,
    /// Shares of 100, stored as printed: 93.37 means 93.37 %.
    Percent,
    /// Differences between percentages.
    Points,
    /// 1:n; the value is n.
    Ratio,
    /// A place in an order, 1 being the first.
    Rank,
    /// A time of day.
    Clock,
    /// Any other measure: hours, square metres, years.
    Plain,
}

impl Decode for Unit {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Unit> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let kind = fields.required_choice(
            "kind",
            &[
                ("money", UnitKind::Money),
                ("count", UnitKind::Count),
                ("percent", UnitKind::Percent),
                ("points", UnitKind::Points),
                ("ratio", UnitKind::Ratio),
                ("rank", UnitKind::Rank),
                ("clock", UnitKind::Clock),
                ("plain", UnitKind::Plain),
            ],
            cx,
        );
        let names = fields.required("names", cx);
        let suffix: Option<PerLang<MaybeEmpty>> = fields.optional("suffix", cx);
        let suffix_one: Option<PerLang<MaybeEmpty>> = fields.optional("suffix_one", cx);
        fields.finish(cx);
        Some(Unit {
            id: id?,
            kind: kind.unwrap_or(UnitKind::Plain),
            names: names?,
            suffix: suffix.map(pair).unwrap_or_default(),
            suffix_one: suffix_one.map(pair),
        })
    }
}

/// A dimension by which records of one indicator differ: school level, ownership, period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dimension {
    pub id: Spanned<String>,
    pub names: Text,
    pub values: Vec<DimensionValue>,
}

/// One value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DimensionValue {
    pub id: Spanned<String>,
    pub names: Text,
}

impl Decode for Dimension {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Dimension> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        let values = fields.list("values", cx);
        fields.finish(cx);
        Some(Dimension { id: id?, names: names?, values })
    }
}

impl Decode for DimensionValue {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<DimensionValue> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        fields.finish(cx);
        Some(DimensionValue { id: id?, names: names? })
    }
}
