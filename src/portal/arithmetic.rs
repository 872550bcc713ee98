//! The figures of a portal as arithmetic sees them, and what is computed from them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::arithmetic::check::{Check as Statement, Computed, Finding, judge};
use crate::arithmetic::operand::{Exactness, Operand, PrintedOperand, printed_step};
use crate::parse::records::{self, Nature, Qualifier};
use crate::parse::{Amount, Exact};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;

/// What comes out of a declared statement.
pub fn compute(portal: &Portal, def: &records::DeclaredCheck) -> Finding {
    judge(&statement_of(portal, def), &|id| portal.observation_named(id).map(|id| operand(portal, id)))
}

/// Computes the checks again that name one of some figures, whose values are different now.
pub fn compute_again(portal: &mut Portal, figures: &[ObservationId]) {
    let concerned: BTreeSet<usize> = figures.iter().flat_map(|id| portal.check_positions(*id)).copied().collect();
    let findings = concerned.into_iter().filter_map(|position| Some((position, portal.checks.get(position)?)));
    let findings: Vec<(usize, Finding)> =
        findings.map(|(position, check)| (position, compute(portal, &check.def))).collect();
    if findings.is_empty() {
        return;
    }
    let checks = Arc::make_mut(&mut portal.checks);
    for (position, finding) in findings {
        if let Some(check) = checks.get_mut(position) {
            check.finding = finding;
        }
    }
}

/// A declared statement as arithmetic judges it.
pub fn statement_of(portal: &Portal, def: &records::DeclaredCheck) -> Statement {
    let named = def.printed_observation.as_ref().and_then(|name| portal.observation_named(name));
    let printed = def.printed.map(|printed| Operand::Printed(PrintedOperand::exactly(printed.value.0)));
    Statement {
        formula: def.formula.value.clone(),
        alternatives: def.alternatives.iter().map(|formula| formula.value.clone()).collect(),
        printed: named.map(|id| operand(portal, id)).or(printed),
        decimals: def.decimals,
        rounding: def.rounding,
        bases: def.bases,
        tolerance: def.tolerance,
    }
}

/// An observation as arithmetic sees it. What has no value is never zero; a number that a
/// rule sets is the bar itself.
pub fn operand(portal: &Portal, id: ObservationId) -> Operand {
    let observation = portal.observation(id);
    let number = |amount: Amount| match amount {
        Amount::Decimal(Exact(value)) => value,
        Amount::Clock(minutes) => minutes.into(),
    };
    let Some(low) = observation.value.map(number) else { return Operand::Masked };
    let rule = matches!(observation.def.nature, Nature::Norm | Nature::Target);
    let exactness = match observation.def.qualifier {
        _ if rule => Exactness::Exact,
        Qualifier::Exact | Qualifier::Range => Exactness::Exact,
        Qualifier::About => Exactness::About,
        Qualifier::MoreThan => Exactness::MoreThan,
        Qualifier::AtLeast => Exactness::AtLeast,
        Qualifier::LessThan => Exactness::LessThan,
        Qualifier::AtMost => Exactness::AtMost,
    };
    let step = observation.def.printed().and_then(printed_step);
    Operand::Printed(PrintedOperand { low, high: observation.upper.map(number), exactness, step })
}

/// A computed value in words: the number, or where it can lie.
pub fn computed(value: &Computed) -> String {
    match (&value.value, &value.range) {
        (Some(value), _) => value.clone(),
        (None, Some((low, high))) => {
            format!("{}~{}", low.as_deref().unwrap_or("…"), high.as_deref().unwrap_or("…"))
        }
        (None, None) => String::new(),
    }
}
