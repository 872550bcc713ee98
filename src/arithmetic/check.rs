//! Judges a declared statement: does the arithmetic of the document add up?
//!
//! The verdict is computed from the formula, the printed number and the figures. What
//! no program can know is declared with the statement, and only three things are:
//!
//! * `bases` – the document divides by another base than the formula can, or does not
//!   say by which. Then a difference proves nothing: not comparable instead of wrong.
//! * `tolerance` – the document says “roughly equal” and gives no margin. Then equality
//!   still holds, but a difference is ambiguous instead of wrong.
//! * `alternatives` – the words can be read in more than one way, one formula for each.
//!   When the readings come to different results, the statement is ambiguous.
//!
//! None of them turns a statement that fits into one that does not.

use super::formula::{ComputedValue, EvaluationErrorKind, Formula, FormulaStatement, Outcome};
use super::interval::WholeNumbers;
use super::operand::Operand;
use super::ratio::{Fault, Ratio};
use super::rounding::{Fit, Rounding, fit};
use super::verdict::{Reason, Verdict};

/// A statement of a document about its own figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub formula: Formula,
    /// Other formulas for the same words.
    pub alternatives: Vec<Formula>,
    /// What the document prints for the last value of the formula, if it prints it.
    pub printed: Option<Operand>,
    /// The decimals of the printed number, or those to show where none is printed.
    pub decimals: Option<i32>,
    pub rounding: Rounding,
    pub bases: Bases,
    pub tolerance: Tolerance,
}

/// Whether the document and the formula divide by the same base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Bases {
    #[default]
    Same,
    /// The document uses another base.
    Differ,
    /// The document does not say which base it uses.
    NotStated,
}

/// Whether the document says how near is near enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Tolerance {
    #[default]
    Stated,
    NotStated,
}

/// A computed side of a statement, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// From the numbers as printed; absent when one of them is a range.
    pub value: Option<String>,
    /// Where it can lie, if that is more than one value; a missing end is open.
    pub range: Option<(Option<String>, Option<String>)>,
}

/// What one formula comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub verdict: Verdict,
    pub reason: Reason,
    /// The value compared with the print, or the first side of the last comparison.
    pub result: Option<Computed>,
    /// All sides of all statements, in the order of the formula.
    pub computed: Vec<Computed>,
}

/// The verdict on a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    pub reason: Reason,
    /// What the formula comes to, and after it each alternative.
    pub readings: Vec<Reading>,
}

impl Finding {
    /// The computed value to show: that of the first reading.
    pub fn result(&self) -> Option<&Computed> {
        self.readings.first().and_then(|reading| reading.result.as_ref())
    }
}

/// Judges a statement; `lookup` knows the observations.
pub fn judge(check: &Check, lookup: &dyn Fn(&str) -> Option<Operand>) -> Finding {
    let formulas = std::iter::once(&check.formula).chain(&check.alternatives);
    let readings: Vec<Reading> = formulas.map(|formula| read(check, formula, lookup)).collect();
    let (verdict, reason) = readings
        .first()
        .map_or((Verdict::NotRecomputable, Reason::NoValue), |first| (first.verdict, first.reason.clone()));
    let disagree = readings.iter().skip(1).any(|other| !agree(&readings[0], other));
    let (verdict, reason) = match verdict {
        _ if disagree => (Verdict::Ambiguous, Reason::ReadingsDisagree),
        Verdict::DoesNotHold if check.bases == Bases::Differ => (Verdict::NotComparable, Reason::BasesDiffer),
        Verdict::DoesNotHold if check.bases == Bases::NotStated => (Verdict::NotComparable, Reason::BasesNotStated),
        Verdict::DoesNotHold if check.tolerance == Tolerance::NotStated => {
            (Verdict::Ambiguous, Reason::ToleranceNotStated)
        }
        verdict => (verdict, reason),
    };
    Finding { verdict, reason, readings }
}

/// Whether two readings leave nothing open between them.
fn agree(first: &Reading, other: &Reading) -> bool {
    match (first.verdict, other.verdict) {
        (Verdict::Derived, Verdict::Derived) => first.result == other.result,
        (first, other) => first == other || (first.fits() && other.fits()),
    }
}

fn read(check: &Check, formula: &Formula, lookup: &dyn Fn(&str) -> Option<Operand>) -> Reading {
    let evaluate = |statement: &FormulaStatement| statement.evaluate(lookup);
    let outcomes = match formula.statements().iter().map(evaluate).collect::<Result<Vec<_>, _>>() {
        Ok(outcomes) => outcomes,
        Err(error) => return unread(Reason::NotEvaluated(error.kind)),
    };
    let mut missing: Vec<String> = Vec::new();
    for outcome in &outcomes {
        if let Outcome::Unknown { missing: names } = outcome {
            missing.extend(names.iter().cloned());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    missing.retain(|name| seen.insert(name.clone()));
    if !missing.is_empty() {
        return unread(Reason::Missing(missing));
    }
    compare(check, &outcomes).unwrap_or_else(|fault| unread(Reason::NotEvaluated(EvaluationErrorKind::Fault(fault))))
}

fn unread(reason: Reason) -> Reading {
    Reading { verdict: Verdict::NotRecomputable, reason, result: None, computed: Vec::new() }
}

/// The worst verdict on any statement, with the values computed on the way.
fn compare(check: &Check, outcomes: &[Outcome]) -> Result<Reading, Fault> {
    let value = |outcome: &Outcome| match outcome {
        Outcome::Value(value) => Some(*value),
        _ => None,
    };
    let mut verdicts: Vec<(Verdict, Reason)> = outcomes.iter().filter_map(verdict_on).collect();
    let last = outcomes.iter().rev().find_map(value);
    match (&check.printed, last) {
        (None, _) => {}
        (Some(Operand::Masked), _) => return Ok(unread(Reason::PrintedMasked)),
        (Some(Operand::Printed(_)), None) => return Ok(unread(Reason::NoValue)),
        (Some(Operand::Printed(printed)), Some(value)) => {
            verdicts.push(verdict_of(fit(&value, printed, check.decimals, check.rounding)?));
        }
    }
    let worst = verdicts.into_iter().max_by_key(|(verdict, _)| *verdict);
    let (verdict, reason) = worst.unwrap_or((Verdict::Derived, Reason::NothingPrinted));
    let show = |outcome: &Outcome| show(outcome, check.decimals, check.printed.is_some());
    let shown = outcomes.iter().map(show).collect::<Result<Vec<_>, Fault>>()?;
    let main = if check.printed.is_some() {
        outcomes.iter().rposition(|outcome| value(outcome).is_some())
    } else {
        // Of many comparisons side by side no single one has the result.
        (outcomes.len() == 1 || last.is_some()).then(|| outcomes.len() - 1)
    };
    let result = main.and_then(|at| shown.get(at)).and_then(|sides| sides.first().cloned());
    Ok(Reading { verdict, reason, result, computed: shown.into_iter().flatten().collect() })
}

/// The verdict that a statement carries in itself; a plain value carries none.
fn verdict_on(outcome: &Outcome) -> Option<(Verdict, Reason)> {
    match outcome {
        Outcome::Value(_) | Outcome::Unknown { .. } => None,
        Outcome::Comparison(_, truth) => Some(match truth.as_printed {
            Some(true) => (Verdict::Holds, Reason::True { certain: truth.certain }),
            None if truth.certain => (Verdict::Holds, Reason::True { certain: true }),
            _ if truth.possible => (Verdict::HoldsByRounding, Reason::Bracketed),
            _ => (Verdict::DoesNotHold, Reason::False),
        }),
        Outcome::Whole(Some(_)) => Some((Verdict::Holds, Reason::True { certain: true })),
        Outcome::Whole(None) => Some((Verdict::DoesNotHold, Reason::False)),
    }
}

fn verdict_of(fit: Fit) -> (Verdict, Reason) {
    match fit {
        Fit::Equal => (Verdict::Holds, Reason::Equal),
        Fit::WithinBound => (Verdict::Holds, Reason::WithinBound),
        Fit::Rounded => (Verdict::Holds, Reason::Rounded),
        Fit::Truncated => (Verdict::HoldsByTruncation, Reason::Truncated),
        Fit::Bracketed => (Verdict::HoldsByRounding, Reason::Bracketed),
        Fit::Different => (Verdict::DoesNotHold, Reason::Differs),
    }
}

/// The sides of a statement as text. A value that is compared shows two digits more
/// than the print, so that the reader sees how it rounds.
fn show(outcome: &Outcome, decimals: Option<i32>, compared: bool) -> Result<Vec<Computed>, Fault> {
    let declared = decimals.and_then(|decimals| u32::try_from(decimals).ok());
    let text = |value: Ratio| {
        let places = match (declared, compared) {
            (Some(decimals), false) => decimals,
            _ => {
                let most = declared.unwrap_or(2).saturating_add(2).min(12);
                value.decimals_needed(most).unwrap_or(most)
            }
        };
        value.to_text(places)
    };
    let side = |value: &ComputedValue| -> Result<Computed, Fault> {
        let range = match value.range {
            range if range.is_point() => None,
            range => Some((range.low().map(text).transpose()?, range.high().map(text).transpose()?)),
        };
        Ok(Computed { value: value.point.map(text).transpose()?, range })
    };
    match outcome {
        Outcome::Value(value) => Ok(vec![side(value)?]),
        Outcome::Comparison(sides, _) => sides.iter().map(side).collect(),
        Outcome::Whole(Some(WholeNumbers { first, last })) => {
            let whole = |value: Ratio| value.to_text(0);
            let range = Some((first.map(whole).transpose()?, last.map(whole).transpose()?));
            Ok(vec![Computed { value: None, range }])
        }
        Outcome::Whole(None) | Outcome::Unknown { .. } => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::operand::{Exactness, PrintedOperand};

    fn formula(text: &str) -> Formula {
        Formula::parse(text).expect("a formula")
    }

    fn number(text: &str) -> PrintedOperand {
        PrintedOperand::exactly(text.parse().expect("a decimal"))
    }

    fn check(text: &str, printed: Option<&str>) -> Check {
        Check {
            formula: formula(text),
            alternatives: Vec::new(),
            printed: printed.map(number).map(Operand::Printed),
            decimals: None,
            rounding: Rounding::Auto,
            bases: Bases::Same,
            tolerance: Tolerance::Stated,
        }
    }

    fn lookup(id: &str) -> Option<Operand> {
        let more_than = |value| PrintedOperand { exactness: Exactness::MoreThan, ..number(value) };
        Some(match id {
            "hidden" => Operand::Masked,
            "staff" => Operand::Printed(PrintedOperand { step: Some(100.into()), ..number("20200") }),
            "many" => Operand::Printed(more_than("700")),
            "times" => Operand::Printed(PrintedOperand { high: Some(10.into()), ..number("8") }),
            _ => return None,
        })
    }

    fn verdict(check: &Check) -> (&'static str, Reason) {
        let finding = judge(check, &lookup);
        (finding.verdict.code(), finding.reason)
    }

    #[test]
    fn a_masked_operand_is_never_zero() {
        let sum = check("{hidden} + 5 + ?other + {hidden}", Some("5"));
        let missing = Reason::Missing(vec!["hidden".to_owned(), "?other".to_owned()]);
        assert_eq!(verdict(&sum), ("not-recomputable", missing));
        let masked = Check { printed: Some(Operand::Masked), ..check("1 + 1", None) };
        assert_eq!(verdict(&masked), ("not-recomputable", Reason::PrintedMasked));
    }

    #[test]
    fn rounded_and_bounded_operands_bracket() {
        let sum = Check { decimals: Some(-2), ..check("3415 + {staff} + 5622", Some("29300")) };
        assert_eq!(verdict(&sum), ("holds-by-rounding", Reason::Bracketed));
        let sum = Check { decimals: Some(-2), ..check("3415 + {staff} + 5622", Some("29400")) };
        assert_eq!(verdict(&sum), ("does-not-hold", Reason::Differs));
        assert_eq!(verdict(&check("{many} + 20", Some("750"))).0, "holds-by-rounding");
        assert_eq!(verdict(&check("{many} + 20", Some("700"))).0, "does-not-hold");
        assert_eq!(verdict(&check("{times} <= 10", None)).0, "holds");
        assert_eq!(verdict(&check("{times} <= 9", None)).0, "holds-by-rounding");
        assert_eq!(verdict(&check("{times} > 10", None)).0, "does-not-hold");
        assert_eq!(verdict(&check("{many} >= 600", None)).1, Reason::True { certain: true });
        assert_eq!(verdict(&check("{many} <= 900", None)).1, Reason::True { certain: false });
    }

    #[test]
    fn declared_properties_excuse_a_difference_and_nothing_else() {
        let differs = check("1 / 3 * 100", Some("24.56"));
        let fits = check("1 / 3 * 100", Some("33.33"));
        let not_stated = |check: Check| Check { bases: Bases::NotStated, ..check };
        assert_eq!(verdict(&not_stated(differs)).0, "not-comparable");
        assert_eq!(verdict(&not_stated(fits)).0, "holds");
        let vague = |text| Check { tolerance: Tolerance::NotStated, ..check(text, None) };
        assert_eq!(verdict(&vague("40 = 50")).0, "ambiguous");
        assert_eq!(verdict(&vague("50 = 50")).0, "holds");
        let readings = |text, other| Check { alternatives: vec![formula(other)], ..check(text, Some("5")) };
        assert_eq!(verdict(&readings("2 + 3", "2 * 3")).0, "ambiguous");
        assert_eq!(verdict(&readings("2 + 3", "10 / 2")).0, "holds");
        assert_eq!(verdict(&readings("2 + 2", "2 * 3")).0, "does-not-hold");
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let unknown = EvaluationErrorKind::NoSuchObservation("nothing".to_owned());
        assert_eq!(verdict(&check("{nothing} + 1", None)).1, Reason::NotEvaluated(unknown));
        let zero = EvaluationErrorKind::Fault(Fault::DivisionByZero);
        assert_eq!(verdict(&check("1 / (2 - 2)", None)).1, Reason::NotEvaluated(zero));
        assert_eq!(verdict(&check("1 > 0", Some("1"))).1, Reason::NoValue);
    }

    #[test]
    fn values_are_shown_at_sensible_precision() {
        let shown = |check: &Check| judge(check, &lookup).result().and_then(|r| r.value.clone());
        assert_eq!(shown(&check("10 / 37 * 100", Some("27.02"))).as_deref(), Some("27.0270"));
        assert_eq!(shown(&check("134 - 50", Some("84"))).as_deref(), Some("84"));
        let derived = Check { decimals: Some(1), ..check("1185 / 7", None) };
        assert_eq!(shown(&derived).as_deref(), Some("169.3"));
        let whole = judge(&check("whole(6940 / ~91.6 * 100)", None), &lookup);
        let range = whole.result().and_then(|result| result.range.clone());
        assert_eq!(range, Some((Some("7573".to_owned()), Some("7580".to_owned()))));
    }
}
