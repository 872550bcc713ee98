//! Figures in the texts of the data that are no data but follow from data, held against the
//! formula that computes them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::arithmetic::check::Computed;
use crate::diag::{Code, Diagnostic};
use crate::figure::{Printed, Qualifier};
use crate::i18n::Lang;
use crate::parse::Reference;
use crate::portal::arithmetic::computed;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts::BoundTo;
use crate::portal::model::Portal;
use crate::portal::records::ArithmeticCheck;
use crate::say;

const HALF_UP: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// Checks every figure that is bound to a formula: `[7.18%](figure:a-05)`.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            for (bound, link) in data_text.links(portal, lang) {
                let Some(BoundTo::Computed(check)) = bound else { continue };
                found.extend(check_bound(portal, check, link).into_iter().collect());
            }
        }
    });
}

/// What is wrong with the words of a figure that a formula computes. It may state any side
/// of the formula, the printed result, by how much two of them differ, or a number that
/// stands in the formula because no record has it.
fn check_bound(portal: &Portal, check: &ArithmeticCheck, reference: &Reference) -> Option<Diagnostic> {
    let stated = reference.stated.as_ref()?;
    let sides: Vec<&Computed> = check.finding.readings.iter().flat_map(|reading| &reading.computed).collect();
    // What cannot be computed proves nothing; that it cannot is reported at the formula.
    if sides.is_empty() {
        return None;
    }
    let wrong = &reference.text.value;
    let agrees = stated.printed.as_ref().is_ok_and(|printed| states(portal, printed, &sides, check));
    if agrees {
        return None;
    }
    let name = &check.def.id.value;
    let results = sides.iter().map(|side| computed(side)).collect::<Vec<_>>().join("; ");
    Some(
        Diagnostic::new(
            Code::FigureDiffers,
            reference.text.span,
            say!("`{wrong}`与算得的数不符", "`{wrong}` is not what is computed"),
        )
        .label(say!("算得{results}", "computed: {results}"))
        .related(check.def.formula.span, say!("验算`{name}`的算式", "the formula of the check `{name}`"))
        .help(say!(
            "改正这个数；是另一个算式的结果，就换成那个验算的编号；不是数据，写成`[{wrong}](figure:none)`",
            "correct the number; if another formula computes it, name that check; if it is no data, write `[{wrong}](figure:none)`"
        )),
    )
}

fn states(portal: &Portal, printed: &Printed, sides: &[&Computed], check: &ArithmeticCheck) -> bool {
    let ranges: Vec<(Decimal, Decimal)> = sides
        .iter()
        .filter_map(|side| {
            let (low, high) = side.range.as_ref()?;
            Some((parse_decimal(low.as_deref()?)?, parse_decimal(high.as_deref()?)?))
        })
        .collect();
    if let Some(high) = printed.high {
        return ranges.into_iter().any(|(low, upper)| agree(printed, printed.low, low) && agree(printed, high, upper));
    }
    let mut values: Vec<Decimal> = sides.iter().filter_map(|side| parse_decimal(side.value.as_deref()?)).collect();
    values.extend(check.def.printed.as_ref().map(|printed| printed.value.0));
    let named = check.def.printed_observation.as_ref().and_then(|name| portal.observation_named(name));
    values.extend(named.and_then(|id| portal.observation(id).decimal()));
    values.extend(ranges.into_iter().flat_map(|(low, high)| [low, high]));
    let gaps: Vec<Decimal> =
        values.iter().enumerate().flat_map(|(at, a)| values[..at].iter().map(move |b| (*a - *b).abs())).collect();
    values.extend(gaps);
    values.extend(numbers_written_in(check.def.formula.text()));
    values.into_iter().any(|value| agree(printed, printed.low, value))
}

/// Whether a number at the precision of its print is a value.
fn agree(printed: &Printed, low: Decimal, value: Decimal) -> bool {
    let (low, value) = (low.abs(), value.abs());
    let about = printed.qualifier == Qualifier::About && printed.step == Decimal::ONE;
    let step = if about { roundness(low) } else { printed.step };
    let last = |step: Decimal| Some(value.checked_div(step)?.round_dp_with_strategy(0, HALF_UP) * step);
    low == value || (!step.is_zero() && last(step) == Some(low))
}

/// The worth of the last digit of a number that is no nought: about 29,200 is a matter of
/// hundreds.
fn roundness(number: Decimal) -> Decimal {
    let mut worth = Decimal::ONE;
    while !number.is_zero() && (number % (worth * Decimal::TEN)).is_zero() {
        worth *= Decimal::TEN;
    }
    worth
}

/// The numbers that stand in a formula, but for the hundred of every share.
fn numbers_written_in(formula: &str) -> Vec<Decimal> {
    let outside = formula.split('{').enumerate().map(|(at, piece)| match piece.split_once('}') {
        Some((_, rest)) if at > 0 => rest,
        _ => piece,
    });
    let words = outside.flat_map(|piece| piece.split(|c: char| !c.is_ascii_digit() && c != '.'));
    words.filter_map(parse_decimal).filter(|number| *number != Decimal::ONE_HUNDRED).collect()
}

fn parse_decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_formula_are_those_outside_its_records() {
        let numbers = |formula| numbers_written_in(formula).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(numbers("({hj-098} - 28) / 28 * 100"), ["28", "28"]);
        assert_eq!(numbers("{nt-015} / (1 / 8)"), ["1", "8"]);
    }

    #[test]
    fn a_number_agrees_at_the_precision_of_its_print() {
        let agrees = |printed: &str, value: &str| {
            let printed = crate::figure::parse(printed, crate::i18n::Lang::Zh).expect("a figure");
            agree(&printed, printed.low, value.parse().expect("a number"))
        };
        for (printed, value, expected) in [
            ("7.18%", "7.1809", true),
            ("7.81%", "7.1809", false),
            ("约1032所", "1032.47", true),
            ("约228.68亿元", "22867770597", true),
            ("约2.92万人", "29237", true),
            ("2.93万人", "29237", false),
        ] {
            assert_eq!(agrees(printed, value), expected, "{printed} {value}");
        }
    }
}
