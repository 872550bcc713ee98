//! The verdicts on declared arithmetic, and the reasons for them.

use super::formula::EvaluationErrorKind;
use crate::choices;

choices! {
    /// What a check comes to.
    pub enum Verdict {
        Holds = "holds", "成立", "The statement holds.";
        HoldsByRounding = "holds-by-rounding", "在取舍范围内成立", "Only for values that rounded or bounded operands can stand for.";
        HoldsByTruncation = "holds-by-truncation", "截断后成立", "After further digits are dropped.";
        DoesNotHold = "does-not-hold", "不成立", "The statement does not hold.";
        Derived = "derived", "算出的数，材料没有印出", "Computed, and nothing printed to compare it with.";
        Ambiguous = "ambiguous", "几种读法结果不同", "Its readings come to different results.";
        NotRecomputable = "not-recomputable", "数据不全，不能重算", "A figure that it needs is not there.";
        NotComparable = "not-comparable", "基数不同，不能比较", "The document uses another base, or none that is named.";
    }
}

impl Verdict {
    /// Whether the statement fits its figures, in one way or another.
    pub fn fits(self) -> bool {
        matches!(self, Verdict::Holds | Verdict::HoldsByRounding | Verdict::HoldsByTruncation)
    }
}

/// Why the verdict is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    Equal,
    WithinBound,
    Rounded,
    Truncated,
    Bracketed,
    /// The printed number differs from the computed one.
    Differs,
    /// The comparison is true; `certain` if it is for all values that the operands can
    /// stand for, and not only for the numbers as printed.
    True {
        certain: bool,
    },
    /// The comparison is false.
    False,
    NothingPrinted,
    /// Masked observations and unprinted terms.
    Missing(Vec<String>),
    /// The number to compare with is masked.
    PrintedMasked,
    BasesDiffer,
    BasesNotStated,
    ToleranceNotStated,
    ReadingsDisagree,
    /// A formula that prints a result needs a value to compare with it.
    NoValue,
    NotEvaluated(EvaluationErrorKind),
}
