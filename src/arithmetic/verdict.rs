//! The verdicts on declared arithmetic, and the reasons for them.

use super::formula::EvaluationErrorKind;

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Holds,
    /// Only for values that rounded or bounded operands can stand for.
    HoldsByRounding,
    HoldsByTruncation,
    DoesNotHold,
    /// Computed, and nothing printed to compare it with.
    Derived,
    Ambiguous,
    NotRecomputable,
    NotComparable,
}

impl Verdict {
    /// All verdicts with their words.
    pub const ALL: [(&'static str, Verdict); 8] = [
        ("holds", Verdict::Holds),
        ("holds-by-rounding", Verdict::HoldsByRounding),
        ("holds-by-truncation", Verdict::HoldsByTruncation),
        ("does-not-hold", Verdict::DoesNotHold),
        ("derived", Verdict::Derived),
        ("ambiguous", Verdict::Ambiguous),
        ("not-recomputable", Verdict::NotRecomputable),
        ("not-comparable", Verdict::NotComparable),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        Verdict::ALL.iter().find(|(_, known)| *known == self).map_or("", |(code, _)| code)
    }

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
