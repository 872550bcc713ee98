//! Evaluates formulas exactly, as printed and over the ranges of their operands.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Expression, ExpressionKind, FormulaStatement, Relation, StatementKind};
use crate::arithmetic::interval::{Interval, WholeNumbers};
use crate::arithmetic::operand::{Operand, PrintedOperand};
use crate::arithmetic::ratio::{Fault, Ratio};

/// A computed value, twice: from the numbers as printed, and where it can lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComputedValue {
    /// The value of the printed numbers; absent when one of them is a range.
    pub point: Option<Ratio>,
    /// Where the true value can lie, going by qualifiers, ranges and rounding.
    pub range: Interval,
}

/// Whether a comparison is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// For the numbers as printed; absent when one of them is a range.
    pub as_printed: Option<bool>,
    /// For some values that the printed numbers can stand for.
    pub possible: bool,
    /// For all values that the printed numbers can stand for.
    pub certain: bool,
}

/// What a statement comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Value(ComputedValue),
    /// The sides of the comparison, and whether it is true.
    Comparison(Vec<ComputedValue>, Truth),
    /// The whole numbers in the range of the value; `None` if there are none.
    Whole(Option<WholeNumbers>),
    /// Operands without a value: ids of masked observations, and names of unprinted
    /// terms with their question mark. Each stands once.
    Unknown {
        missing: Vec<String>,
    },
}

/// Why a statement cannot be evaluated, and which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationError {
    /// Bytes of the formula.
    pub range: Range<usize>,
    pub kind: EvaluationErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvaluationErrorKind {
    /// No observation has this id.
    NoSuchObservation(String),
    Fault(Fault),
}

impl FormulaStatement {
    /// Evaluates the statement; `lookup` knows the observations.
    pub fn evaluate(&self, lookup: &dyn Fn(&str) -> Option<Operand>) -> Result<Outcome, EvaluationError> {
        let missing = self.missing(lookup)?;
        if !missing.is_empty() {
            return Ok(Outcome::Unknown { missing });
        }
        match &self.kind {
            StatementKind::Value(expression) => expression.value(lookup).map(Outcome::Value),
            StatementKind::Whole(expression) => {
                let whole = expression.value(lookup)?.range.whole_numbers();
                whole.map(Outcome::Whole).map_err(|fault| expression.fault(fault))
            }
            StatementKind::Comparison(first, rest) => {
                let mut sides = vec![first.value(lookup)?];
                let mut truth = Truth { as_printed: Some(true), possible: true, certain: true };
                for (relation, side) in rest {
                    let right = side.value(lookup)?;
                    if let Some(left) = sides.last() {
                        truth = truth.and(relation.compare(left, &right));
                    }
                    sides.push(right);
                }
                Ok(Outcome::Comparison(sides, truth))
            }
        }
    }

    fn missing(&self, lookup: &dyn Fn(&str) -> Option<Operand>) -> Result<Vec<String>, EvaluationError> {
        let mut missing: Vec<String> = Vec::new();
        let mut unheard = None;
        for expression in self.expressions() {
            expression.visit(&mut |term| {
                let name = match &term.kind {
                    ExpressionKind::Unprinted(name) => format!("?{name}"),
                    ExpressionKind::Observation(id) => match lookup(id) {
                        Some(Operand::Masked) => id.clone(),
                        Some(Operand::Printed(_)) => return,
                        None => {
                            unheard.get_or_insert_with(|| (id.clone(), term.range.clone()));
                            return;
                        }
                    },
                    _ => return,
                };
                if !missing.contains(&name) {
                    missing.push(name);
                }
            });
        }
        match unheard {
            None => Ok(missing),
            Some((id, range)) => Err(EvaluationError { range, kind: EvaluationErrorKind::NoSuchObservation(id) }),
        }
    }
}

impl Expression {
    fn fault(&self, fault: Fault) -> EvaluationError {
        EvaluationError { range: self.range.clone(), kind: EvaluationErrorKind::Fault(fault) }
    }

    fn value(&self, lookup: &dyn Fn(&str) -> Option<Operand>) -> Result<ComputedValue, EvaluationError> {
        let printed = match &self.kind {
            ExpressionKind::Number(number) => PrintedOperand::exactly(*number),
            ExpressionKind::Rounded(number) => {
                let step = Decimal::new(1, number.scale());
                PrintedOperand { step: Some(step), ..PrintedOperand::exactly(*number) }
            }
            ExpressionKind::Observation(id) => match lookup(id) {
                Some(Operand::Printed(printed)) => printed,
                _ => {
                    let kind = EvaluationErrorKind::NoSuchObservation(id.clone());
                    return Err(EvaluationError { range: self.range.clone(), kind });
                }
            },
            // Statements with unprinted terms are answered before they are computed.
            ExpressionKind::Unprinted(_) => {
                return Ok(ComputedValue { point: None, range: Interval::EVERYTHING });
            }
            ExpressionKind::Negative(inner) => {
                return inner.value(lookup)?.negated().map_err(|fault| self.fault(fault));
            }
            ExpressionKind::Sum(terms) => {
                return self.fold(terms, lookup, |left, right, taken| {
                    left.plus(&if taken { right.negated()? } else { right })
                });
            }
            ExpressionKind::Product(factors) => {
                return self.fold(
                    factors,
                    lookup,
                    |left, right, divides| {
                        if divides { left.over(&right) } else { left.times(&right) }
                    },
                );
            }
        };
        let range = printed.range().map_err(|fault| self.fault(fault))?;
        Ok(ComputedValue { point: printed.point(), range })
    }

    fn fold(
        &self,
        terms: &[(bool, Expression)],
        lookup: &dyn Fn(&str) -> Option<Operand>,
        step: fn(ComputedValue, ComputedValue, bool) -> Result<ComputedValue, Fault>,
    ) -> Result<ComputedValue, EvaluationError> {
        let mut terms = terms.iter();
        let Some((_, first)) = terms.next() else {
            return Err(self.fault(Fault::TooLarge));
        };
        terms.try_fold(first.value(lookup)?, |value, (flag, term)| {
            step(value, term.value(lookup)?, *flag).map_err(|fault| term.fault(fault))
        })
    }
}

impl ComputedValue {
    fn negated(self) -> Result<ComputedValue, Fault> {
        let point = self.point.map(Ratio::negated).transpose()?;
        Ok(ComputedValue { point, range: self.range.negated()? })
    }

    fn plus(self, other: &ComputedValue) -> Result<ComputedValue, Fault> {
        let point = self.both(other, Ratio::plus)?;
        Ok(ComputedValue { point, range: self.range.plus(&other.range)? })
    }

    fn times(self, other: &ComputedValue) -> Result<ComputedValue, Fault> {
        let point = self.both(other, Ratio::times)?;
        Ok(ComputedValue { point, range: self.range.times(&other.range)? })
    }

    fn over(self, other: &ComputedValue) -> Result<ComputedValue, Fault> {
        let point = self.both(other, Ratio::over)?;
        Ok(ComputedValue { point, range: self.range.over(&other.range)? })
    }

    fn both(
        &self,
        other: &ComputedValue,
        act: fn(Ratio, Ratio) -> Result<Ratio, Fault>,
    ) -> Result<Option<Ratio>, Fault> {
        self.point.zip(other.point).map(|(left, right)| act(left, right)).transpose()
    }
}

impl Truth {
    fn and(self, other: Truth) -> Truth {
        let as_printed = match (self.as_printed, other.as_printed) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        Truth { as_printed, possible: self.possible && other.possible, certain: self.certain && other.certain }
    }
}

impl Relation {
    fn compare(self, left: &ComputedValue, right: &ComputedValue) -> Truth {
        let as_printed = left.point.zip(right.point).map(|(left, right)| self.of(left, right));
        let (possible, certain) = self.over(&left.range, &right.range);
        Truth { as_printed, possible, certain }
    }

    fn of(self, left: Ratio, right: Ratio) -> bool {
        match self {
            Relation::AtLeast => left >= right,
            Relation::AtMost => left <= right,
            Relation::Greater => left > right,
            Relation::Less => left < right,
            Relation::Equal => left == right,
        }
    }

    /// Whether the relation is true for some, and for all values of two ranges.
    fn over(self, left: &Interval, right: &Interval) -> (bool, bool) {
        match self {
            Relation::Equal => {
                let same = left.is_point() && right.is_point() && left == right;
                (left.overlaps(right), same)
            }
            // What is above is certain when nothing of it can be below or equal.
            Relation::Greater => (!left.not_above(right), right.below(left)),
            Relation::Less => (!right.not_above(left), left.below(right)),
            Relation::AtLeast => (!left.below(right), right.not_above(left)),
            Relation::AtMost => (!right.below(left), left.not_above(right)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Formula;
    use super::*;
    use crate::arithmetic::operand::Exactness;
    use proptest::prelude::*;

    fn lookup(id: &str) -> Option<Operand> {
        let printed = |low, exactness| PrintedOperand { exactness, ..PrintedOperand::exactly(low) };
        Some(match id {
            "a" => Operand::Printed(printed(Decimal::MAX, Exactness::Exact)),
            "b" => Operand::Printed(printed(Decimal::new(1, 28), Exactness::MoreThan)),
            "c" => Operand::Printed(printed(Decimal::new(-5, 1), Exactness::About)),
            "d" => Operand::Masked,
            _ => return None,
        })
    }

    fn evaluate(text: &str) -> Result<Outcome, EvaluationError> {
        Formula::parse(text).expect("a formula").statements()[0].evaluate(&lookup)
    }

    #[test]
    fn faults_stand_at_the_term_that_causes_them() {
        let zero = EvaluationErrorKind::Fault(Fault::DivisionByZero);
        assert_eq!(evaluate("1 / (2 - 2)"), Err(EvaluationError { range: 4..11, kind: zero }));
        let large = EvaluationErrorKind::Fault(Fault::TooLarge);
        assert_eq!(evaluate("{a} * {a}"), Err(EvaluationError { range: 6..9, kind: large }));
        let unheard = EvaluationErrorKind::NoSuchObservation("x".to_owned());
        assert_eq!(evaluate("1 + {x}"), Err(EvaluationError { range: 4..7, kind: unheard }));
    }

    #[test]
    fn signs_and_order_of_operations() {
        let point = |text| match evaluate(text) {
            Ok(Outcome::Value(value)) => value.point.map(|point| point.to_text(2)),
            other => panic!("{other:?}"),
        };
        assert_eq!(point("1 + 2 * 3 - 4 / 2"), Some(Ok("5.00".to_owned())));
        assert_eq!(point("10 - 4 - 3"), Some(Ok("3.00".to_owned())));
        assert_eq!(point("100 / 5 / 4"), Some(Ok("5.00".to_owned())));
        assert_eq!(point("-(2 - 5) * -{c}"), Some(Ok("1.50".to_owned())));
    }

    proptest! {
        #[test]
        fn what_can_be_read_can_be_evaluated_without_panic(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "{a}", "{b}", "{c}", "{d}", "{x}", "?n", "~0.05", "7", "+", "-", "*", "/",
                    "(", ")", ">=", "=", ";", "whole(",
                ]),
                1..14,
            ),
        ) {
            if let Ok(formula) = Formula::parse(&parts.join(" ")) {
                for statement in formula.statements() {
                    let _ = statement.evaluate(&lookup);
                }
            }
        }
    }
}
