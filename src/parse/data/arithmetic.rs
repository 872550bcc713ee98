//! `data/arithmetic/*.yaml`: what documents say about their own figures, as formulas that
//! the program computes again.

use crate::arithmetic::check::{Bases, Tolerance};
use crate::arithmetic::formula::Formula;
use crate::arithmetic::rounding::Rounding;
use crate::arithmetic::verdict::Verdict;
use crate::arithmetic::words;
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::i18n::text;
use crate::parse::Exact;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node, Value};

use super::reference::SourceRef;

/// A declared statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Check {
    /// Unique in the portal.
    pub id: Spanned<String>,
    pub kind: CheckKind,
    pub jurisdiction: Spanned<String>,
    /// What the document says, in our words.
    pub statement: Statement,
    pub formula: Spanned<Formula>,
    /// Other readings of the same words.
    pub alternatives: Vec<Spanned<Formula>>,
    /// What the document prints for the result, where it is no observation.
    pub printed: Option<Spanned<Exact>>,
    pub printed_observation: Option<Spanned<String>>,
    /// Of the result.
    pub unit: Option<Spanned<String>>,
    pub rounding: Rounding,
    /// Of the printed number; −4 is 万.
    pub decimals: Option<i32>,
    pub bases: Bases,
    pub tolerance: Tolerance,
    /// The verdict expected; another one computed is an error.
    pub verdict: Spanned<Verdict>,
    pub note: Option<Statement>,
    pub source: SourceRef,
}

/// What kind of statement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckKind {
    Growth,
    Difference,
    Change,
    Share,
    Ratio,
    Sum,
    Rank,
    Threshold,
    Subset,
    Consistency,
    Count,
    /// Computed from other figures, printed nowhere.
    Derived,
}

impl CheckKind {
    /// All kinds with their words.
    pub const ALL: [(&'static str, CheckKind); 12] = [
        ("growth", CheckKind::Growth),
        ("difference", CheckKind::Difference),
        ("change", CheckKind::Change),
        ("share", CheckKind::Share),
        ("ratio", CheckKind::Ratio),
        ("sum", CheckKind::Sum),
        ("rank", CheckKind::Rank),
        ("threshold", CheckKind::Threshold),
        ("subset", CheckKind::Subset),
        ("consistency", CheckKind::Consistency),
        ("count", CheckKind::Count),
        ("derived", CheckKind::Derived),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        CheckKind::ALL.iter().find(|(_, kind)| *kind == self).map_or("derived", |(code, _)| code)
    }
}

impl Decode for Check {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Check> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let kind = fields.required_choice("kind", &CheckKind::ALL, cx);
        let jurisdiction = fields.required("jurisdiction", cx);
        let statement = fields.required("statement", cx);
        let formula = fields.required("formula", cx);
        let alternatives = fields.list("alternatives", cx);
        let printed = fields.optional("printed", cx);
        let printed_observation: Option<Spanned<String>> = fields.optional("printed_observation", cx);
        let unit = fields.optional("unit", cx);
        let rounding = fields.choice("rounding", &Rounding::ALL, cx).unwrap_or_default();
        let decimals = fields.node("decimals").and_then(|node| places(node, cx));
        let bases = fields.choice("bases", &[("differ", Bases::Differ), ("not-stated", Bases::NotStated)], cx);
        let tolerance = fields.choice("tolerance", &[("not-stated", Tolerance::NotStated)], cx);
        let verdict_span = fields.node("verdict").map_or_else(|| fields.span(), |node| node.span);
        let verdict = fields.required_choice("verdict", &Verdict::ALL, cx);
        let note = fields.optional("note", cx);
        let source = fields.required("source", cx);
        missing(&fields, "kind", cx);
        missing(&fields, "verdict", cx);
        if let (Some(_), Some(named)) = (&printed, &printed_observation) {
            cx.report(
                Diagnostic::new(
                    Code::StatusConflict,
                    named.span,
                    text(
                        "`printed`和`printed_observation`只能写一个",
                        "`printed` and `printed_observation` exclude each other",
                    ),
                )
                .help(text(
                    "结果是一条数据的，写`printed_observation`；不是的，写`printed`",
                    "write `printed_observation` where the result is an observation, else `printed`",
                )),
            );
        }
        fields.finish(cx);
        Some(Check {
            id: id?,
            kind: kind?,
            jurisdiction: jurisdiction?,
            statement: statement?,
            formula: formula?,
            alternatives,
            printed,
            printed_observation,
            unit,
            rounding,
            decimals,
            bases: bases.unwrap_or_default(),
            tolerance: tolerance.unwrap_or_default(),
            verdict: Spanned::new(verdict?, verdict_span),
            note,
            source: source?,
        })
    }
}

fn missing(fields: &Fields<'_>, key: &'static str, cx: &mut Cx<'_>) {
    if fields.key_span(key).is_none() {
        cx.report(
            Diagnostic::new(
                Code::MissingField,
                fields.span(),
                text(format!("缺少`{key}`"), format!("`{key}` is missing")),
            )
            .help(text(format!("补上`{key}: …`"), format!("add `{key}: …`"))),
        );
    }
}

/// A number of decimals, which may be negative.
fn places(node: &Node, cx: &mut Cx<'_>) -> Option<i32> {
    let number = match &node.value {
        Value::Scalar(text) => text.parse().ok().filter(|places| (-12..=12).contains(places)),
        _ => None,
    };
    if number.is_none() {
        cx.wrong_type(node, "−12到12之间的整数", "a whole number from −12 to 12");
    }
    number
}

impl Decode for Formula {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Formula> {
        let written = String::decode(node, cx)?;
        match Formula::parse(&written) {
            Ok(formula) => Some(formula),
            Err(error) => {
                let (zh, en) = words::formula_error(error.kind);
                let piece = written.get(error.range.clone()).unwrap_or("").to_owned();
                let place = part_of_scalar(node.span, &written, error.range);
                cx.report(
                    Diagnostic::new(
                        Code::WrongFormula,
                        place,
                        text(format!("算式读不懂：`{piece}`"), format!("the formula cannot be read: `{piece}`")),
                    )
                    .help(text(zh, en)),
                );
                None
            }
        }
    }
}

/// The place of a part of a plain or quoted scalar; of the whole of it where quotes,
/// escapes or folding change the text.
pub fn part_of_scalar(span: Span, text: &str, range: std::ops::Range<usize>) -> Span {
    let written = (span.end - span.start) as usize;
    match written.checked_sub(text.len()) {
        Some(0) => span.part(range),
        Some(2) => span.part(range.start + 1..range.end + 1),
        _ => span,
    }
}
