//! Declared arithmetic: what comes out against the verdict declared, masked figures that a
//! total gives away, derived values that nothing proves.

use crate::arithmetic::check::{Check as Statement, Reading, judge};
use crate::arithmetic::formula::{Formula, Outcome};
use crate::arithmetic::operand::Operand;
use crate::arithmetic::total::recoverable;
use crate::arithmetic::verdict::{Reason, Verdict};
use crate::arithmetic::words;
use crate::diag::{Code, Diagnostic};
use crate::portal::arithmetic::{computed, operand, statement_of};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::figure_values::{data_has, place_of};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::records::ArithmeticCheck;
use crate::say;

/// Checks all declared arithmetic.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.whole(recorder, |found| {
        for check in portal.checks.iter() {
            if check.finding.verdict != check.def.verdict.value {
                found.push(diagnose_verdict(portal, check));
            }
            diagnose_masked_part(portal, check).into_iter().for_each(|problem| found.push(problem));
        }
        let figures = (0..portal.observations.len()).map(ObservationId::new);
        figures.filter_map(|id| diagnose_unproved(portal, id)).for_each(|problem| found.push(problem));
    });
}

/// A verdict that is not the one declared.
fn diagnose_verdict(portal: &Portal, check: &ArithmeticCheck) -> Diagnostic {
    let def = &check.def;
    let name = &def.id.value;
    let (declared, found) = (def.verdict.value.code(), check.finding.verdict.code());
    let (why_zh, why_en) = words::reason(&check.finding.reason);
    let Failing { statement, sides, observations } = failing(portal, check);
    let label = match &check.finding.reason {
        Reason::Missing(_) | Reason::NotEvaluated(_) | Reason::NoValue => say!("{why_zh}", "{why_en}"),
        _ => say!("`{statement}`算得{sides}：{why_zh}", "`{statement}` comes to {sides}: {why_en}"),
    };
    let mut problem = Diagnostic::new(
        Code::ArithmeticFails,
        def.verdict.span,
        say!(
            "验算`{name}`写明`{declared}`，算出来是`{found}`",
            "the check `{name}` declares `{declared}`, and comes to `{found}`"
        ),
    )
    .label(label)
    .instead(declared, found);
    if let Some(printed) = &def.printed {
        problem = problem.related(printed.span, say!("原文印的结果", "the result as printed"));
    }
    problem = problem.related(def.formula.span, say!("算式", "the formula"));
    for id in observations {
        problem = problem.related(place_of(portal, id), data_has(portal, id));
    }
    let help = if check.finding.verdict == Verdict::DoesNotHold {
        say!(
            "对照公开文件，改正录错的数；原文本身对不上的，写`verdict: does-not-hold`，页面会注明",
            "compare the figures with the document and correct the one that is wrong; if the document itself does not add up, say `verdict: does-not-hold`, and the pages will tell it"
        )
    } else {
        say!(
            "对照公开文件改正数据，或写`verdict: {found}`",
            "compare the figures with the document, or say `verdict: {found}`"
        )
    };
    problem.help(help)
}

/// What to show of a check that fails: of many statements the first that is not true.
struct Failing {
    statement: String,
    sides: String,
    observations: Vec<ObservationId>,
}

fn failing(portal: &Portal, check: &ArithmeticCheck) -> Failing {
    let formula = &check.def.formula;
    let lookup = |id: &str| portal.observation_named(id).map(|id| operand(portal, id));
    let computed_of = |reading: &Reading| reading.computed.iter().map(computed).collect::<Vec<_>>().join("; ");
    let wrong = formula.statements().iter().filter(|_| formula.statements().len() > 1).find(|statement| {
        matches!(statement.evaluate(&lookup), Ok(Outcome::Comparison(_, truth)) if truth.as_printed == Some(false))
    });
    let piece = wrong.and_then(|wrong| formula.text().get(wrong.range.clone()));
    let Some(piece) = piece.and_then(|piece| Formula::parse(piece.trim()).ok()) else {
        return Failing {
            statement: formula.text().to_owned(),
            sides: check.finding.readings.iter().map(computed_of).collect::<Vec<_>>().join("; "),
            observations: check.observations.clone(),
        };
    };
    let alone = Statement { formula: piece.clone(), printed: None, ..statement_of(portal, &check.def) };
    Failing {
        statement: piece.text().to_owned(),
        sides: judge(&alone, &lookup).readings.first().map(computed_of).unwrap_or_default(),
        observations: piece.references().iter().filter_map(|(id, _)| portal.observation_named(id)).collect(),
    }
}

/// A published total from which a masked part can be computed.
fn diagnose_masked_part(portal: &Portal, check: &ArithmeticCheck) -> Option<Diagnostic> {
    let total = check.def.printed_observation.as_ref()?;
    let total = portal.observation_named(total)?;
    let parts: Vec<ObservationId> =
        check.def.formula.parts()?.into_iter().map(|id| portal.observation_named(id)).collect::<Option<_>>()?;
    let operands: Vec<Operand> = parts.iter().map(|id| operand(portal, *id)).collect();
    let masked = parts[recoverable(&operand(portal, total), &operands)?];
    let def = &portal.observation(masked).def;
    let name = &def.id.value;
    Some(
        Diagnostic::new(
            Code::MaskedRecomputable,
            def.id.span,
            say!("隐去的`{name}`可以从合计推算出来", "the masked `{name}` can be computed from the total"),
        )
        .related(place_of(portal, total), say!("合计", "the total"))
        .related(check.def.formula.span, say!("其他各项", "the other parts"))
        .help(say!(
            "原文件隐去的数不要在文中推算；确需保密的，合计也不要列出",
            "do not state it in any text; if it must stay hidden, the total cannot be shown either"
        )),
    )
}

/// Values marked as derived need a check that yields them.
fn diagnose_unproved(portal: &Portal, id: ObservationId) -> Option<Diagnostic> {
    let observation = portal.observation(id);
    let name = &observation.def.id.value;
    let yields =
        |check: &&ArithmeticCheck| check.def.printed_observation.as_ref().is_some_and(|printed| printed.value == *name);
    if !observation.def.derived || portal.checks_of(id).any(|check| yields(&check)) {
        return None;
    }
    Some(
        Diagnostic::new(
            Code::DerivedUnproved,
            observation.def.id.span,
            say!("`{name}`标为推算值，却没有算式", "`{name}` is marked as derived, and no formula yields it"),
        )
        .help(say!(
            "在`data/arithmetic`里写出算式，并写`printed_observation: {name}`",
            "add the formula to `data/arithmetic` with `printed_observation: {name}`"
        )),
    )
}
