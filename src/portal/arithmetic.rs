//! Declared arithmetic: operands bound, verdicts computed and held against those declared.

use std::collections::HashMap;
use std::sync::Arc;

use crate::arithmetic::check::{ArithmeticCheck as Judged, Computed, Finding, Reading, judge};
use crate::arithmetic::formula::{Formula, Outcome};
use crate::arithmetic::operand::{Exactness, Operand, Printed, printed_step};
use crate::arithmetic::total::recoverable;
use crate::arithmetic::verdict::{Reason, Verdict};
use crate::arithmetic::words;
use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::data::{self, Nature, Qualifier, part_of_scalar};
use crate::parse::{Amount, Document, Exact};
use crate::portal::ids::{DocumentId, JurisdictionId, ObservationId};
use crate::portal::join::assemble::{NameTable, ParsedFiles, one_of};
use crate::portal::join::evaluations::known_observation;
use crate::portal::model::Portal;
use crate::portal::names::Names;
use crate::say;

/// A declared statement, computed again.
#[derive(Clone, Debug)]
pub struct ArithmeticCheck {
    pub def: Arc<data::Check>,
    pub finding: Finding,
    /// Those that the formula and the printed result name, each once.
    pub observations: Vec<ObservationId>,
    pub jurisdiction: Option<JurisdictionId>,
    pub document: Option<DocumentId>,
}

/// All declared arithmetic, in the order of the files.
pub fn declared(documents: &ParsedFiles, problems: &mut Diagnostics) -> Vec<Arc<data::Check>> {
    let mut names = Names::new(Code::UnknownName, "验算", "check");
    let mut declared = Vec::new();
    for (_, parsed) in documents {
        let Document::Arithmetic(list) = &parsed.document else { continue };
        declared.extend(list.iter().filter(|def| names.add(&def.id, (), Code::DuplicateId, problems)).cloned());
    }
    declared
}

/// Fills the portal's checks with what is computed from its figures.
pub fn compute(portal: &mut Portal, declared: &[Arc<data::Check>], book: &NameTable, problems: &mut Diagnostics) {
    let checks: Vec<ArithmeticCheck> = declared.iter().filter_map(|def| one(portal, def, book, problems)).collect();
    let mut by_observation: HashMap<ObservationId, Vec<usize>> = HashMap::new();
    for (position, check) in checks.iter().enumerate() {
        for id in &check.observations {
            by_observation.entry(*id).or_default().push(position);
        }
    }
    let by_id = checks.iter().enumerate().map(|(position, check)| (check.def.id.value.clone(), position));
    portal.checks_by_id = Arc::new(by_id.collect());
    portal.checks = Arc::new(checks);
    portal.checks_by_observation = Arc::new(by_observation);
    derived(portal, problems);
}

fn one(
    portal: &Portal,
    def: &Arc<data::Check>,
    book: &NameTable,
    problems: &mut Diagnostics,
) -> Option<ArithmeticCheck> {
    let jurisdiction = book.places.resolve(&def.jurisdiction, &book.lost, problems);
    let document = book.documents.resolve(&def.source.document, &book.lost, problems);
    if let Some(unit) = &def.unit {
        let known = portal.units.iter().map(|unit| unit.id.value.as_str());
        one_of(Code::UnknownName, "单位", "unit", known, unit, &book.lost, problems);
    }
    let observations = operands(portal, def, book, problems)?;
    let finding = judge(&judged(portal, def), &|id| portal.observation_named(id).map(|id| operand(portal, id)));
    let check = ArithmeticCheck { def: def.clone(), finding, observations, jurisdiction, document };
    if check.finding.verdict != def.verdict.value {
        problems.push(fails(portal, &check));
    }
    if let Some(problem) = gives_away(portal, &check) {
        problems.push(problem);
    }
    Some(check)
}

/// The observations of a check; `None` when one of them does not exist.
fn operands(
    portal: &Portal,
    def: &data::Check,
    book: &NameTable,
    problems: &mut Diagnostics,
) -> Option<Vec<ObservationId>> {
    let mut found: Vec<ObservationId> = Vec::new();
    let mut complete = true;
    let formulas = std::iter::once(&def.formula).chain(&def.alternatives);
    let named = formulas.flat_map(|formula| {
        let place = |range| part_of_scalar(formula.span, formula.text(), range);
        formula.references().into_iter().map(move |(id, range)| Spanned::new(id.to_owned(), place(range)))
    });
    for name in named.chain(def.printed_observation.clone()) {
        match known_observation(portal, &name, &book.lost, problems) {
            Some(id) if !found.contains(&id) => found.push(id),
            Some(_) => {}
            None => complete = false,
        }
    }
    complete.then_some(found)
}

fn judged(portal: &Portal, def: &data::Check) -> Judged {
    let named = def.printed_observation.as_ref().and_then(|name| portal.observation_named(name));
    let printed = def.printed.map(|printed| Operand::Printed(Printed::exactly(printed.value.0)));
    Judged {
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
    Operand::Printed(Printed { low, high: observation.upper.map(number), exactness, step })
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

/// A verdict that is not the one declared.
fn fails(portal: &Portal, check: &ArithmeticCheck) -> Diagnostic {
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
    .label(label);
    if let Some(printed) = &def.printed {
        problem = problem.related(printed.span, say!("原文印的结果", "the result as printed"));
    }
    problem = problem.related(def.formula.span, say!("算式", "the formula"));
    for id in observations {
        problem = problem.related(
            crate::portal::checks::printed_figures::place_of(portal, id),
            crate::portal::checks::printed_figures::data_has(portal, id),
        );
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
    let alone = Judged { formula: piece.clone(), printed: None, ..judged(portal, &check.def) };
    Failing {
        statement: piece.text().to_owned(),
        sides: judge(&alone, &lookup).readings.first().map(computed_of).unwrap_or_default(),
        observations: piece.references().iter().filter_map(|(id, _)| portal.observation_named(id)).collect(),
    }
}

/// A published total from which a masked part can be computed.
fn gives_away(portal: &Portal, check: &ArithmeticCheck) -> Option<Diagnostic> {
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
        .related(crate::portal::checks::printed_figures::place_of(portal, total), say!("合计", "the total"))
        .related(check.def.formula.span, say!("其他各项", "the other parts"))
        .help(say!(
            "原文件隐去的数不要在文中推算；确需保密的，合计也不要列出",
            "do not state it in any text; if it must stay hidden, the total cannot be shown either"
        )),
    )
}

/// Values marked as derived need a check that yields them.
fn derived(portal: &Portal, problems: &mut Diagnostics) {
    for (position, observation) in portal.observations.iter().enumerate() {
        let id = ObservationId::new(position);
        let name = &observation.def.id.value;
        let yields = |check: &&ArithmeticCheck| {
            check.def.printed_observation.as_ref().is_some_and(|printed| printed.value == *name)
        };
        if !observation.def.derived || portal.checks_of(id).any(|check| yields(&check)) {
            continue;
        }
        problems.push(
            Diagnostic::new(
                Code::DerivedUnproved,
                observation.def.id.span,
                say!("`{name}`标为推算值，却没有算式", "`{name}` is marked as derived, and no formula yields it"),
            )
            .help(say!(
                "在`data/arithmetic`里写出算式，并写`printed_observation: {name}`",
                "add the formula to `data/arithmetic` with `printed_observation: {name}`"
            )),
        );
    }
}
