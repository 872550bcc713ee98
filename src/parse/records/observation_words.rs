//! The words by which a figure is told apart: its years, its status, its nature, its
//! dimensions.

use super::describe::{Described, FieldShape};
use super::notation::YEARS;
use super::pairs::pairs;
use crate::choices;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::parse::yaml::{Cx, Decode, Node};
use crate::say;

/// One year, or years in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub from: u16,
    pub to: u16,
}

impl Period {
    /// The single year, where it is one.
    pub fn year(self) -> Option<u16> {
        (self.from == self.to).then_some(self.to)
    }
}

choices! {
    /// Where something comes from that a document may leave open.
    pub enum YearBasis {
        Stated = "stated", "原文写明", "The document names it.";
        Inferred = "inferred", "由原文推断", "Taken from what the document covers.";
    }
}

choices! {
    /// What became of a value on its way to the reader.
    pub enum Status {
        Ok = "ok", "准确，照印", "Exact, as printed.";
        Approx = "approx", "印有“约”“余”等字，或是区间", "Printed with a qualifier or as a range.";
        Provisional = "provisional", "初步数", "Provisional.";
        Revised = "revised", "修订数", "Revised.";
        NotPublished = "not-published", "没有公布", "Not published.";
        Masked = "masked", "原文隐去（xx）", "Hidden by the document (xx).";
        NotApplicable = "not-applicable", "不适用", "Not applicable.";
        NotComparable = "not-comparable", "口径不同，不能比较", "Measured by another definition.";
        Illegible = "illegible", "印了，看不清", "Printed, and cannot be read.";
    }
}

impl Status {
    /// Whether an observation of this status carries a value.
    pub fn has_value(self) -> bool {
        !matches!(self, Status::NotPublished | Status::Masked | Status::NotApplicable | Status::Illegible)
    }
}

choices! {
    /// What kind of statement the figure is.
    pub enum Nature {
        Measured = "measured", "实际情况", "What was measured.";
        Planned = "planned", "已启动、未完成", "Launched and not finished.";
        Target = "target", "目标", "A target.";
        Norm = "norm", "规定的数", "A number that a rule sets.";
    }
}

/// Dimensions and values.
pub struct Breakdown(Vec<(Spanned<String>, Spanned<String>)>);

impl Decode for Breakdown {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Breakdown> {
        pairs(node, "一组`维度: 值`", "pairs of `dimension: value`", cx).map(Breakdown)
    }
}

impl Described for Breakdown {
    fn shape() -> FieldShape {
        FieldShape::Pairs
    }
}

impl From<Breakdown> for Vec<(Spanned<String>, Spanned<String>)> {
    fn from(breakdown: Breakdown) -> Self {
        breakdown.0
    }
}

impl Decode for Period {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Period> {
        let text = String::decode(node, cx)?;
        let (from, to) = text.split_once('-').unwrap_or((&text, &text));
        let year = |text: &str| (text.len() == 4).then(|| text.parse::<u16>().ok()).flatten().filter(|y| *y >= 1900);
        match (year(from), year(to)) {
            (Some(from), Some(to)) if from <= to => Some(Period { from, to }),
            _ => {
                cx.report(
                    Diagnostic::new(Code::NotDate, node.span, say!("`{text}`不是年份", "`{text}` is no year"))
                        .help(say!("写`2023`，跨年的写`2023-2024`", "write `2023`, or `2023-2024` for several years")),
                );
                None
            }
        }
    }
}

impl Described for Period {
    fn shape() -> FieldShape {
        FieldShape::Notation(&YEARS)
    }
}
