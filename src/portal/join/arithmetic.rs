//! Declared arithmetic: its operands bound, its findings computed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Code, Diagnostics, Spanned};
use crate::parse::ParsedFile;
use crate::parse::records::{self, part_of_scalar};
use crate::portal::arithmetic::compute;
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, resolve_among, resolve_observation};
use crate::portal::records::ArithmeticCheck;

/// Fills the portal's checks, in the order of the files.
pub fn collect_arithmetic(portal: &mut Portal, files: &ParsedFiles, table: &NameTable, diagnostics: &mut Diagnostics) {
    let mut names = Names::new(Code::UnknownName, "验算", "check");
    let mut checks: Vec<ArithmeticCheck> = Vec::new();
    for (_, parsed) in files {
        let ParsedFile::Arithmetic(list) = &parsed.file else { continue };
        for def in list {
            if names.add(&def.id, (), Code::DuplicateId, diagnostics) {
                checks.extend(build_check(portal, def, table, diagnostics));
            }
        }
    }
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
}

fn build_check(
    portal: &Portal,
    def: &Arc<records::DeclaredCheck>,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Option<ArithmeticCheck> {
    let jurisdiction = table.places.resolve(&def.jurisdiction, &table.unreadable_names, diagnostics);
    let document = table.documents.resolve(&def.source.document, &table.unreadable_names, diagnostics);
    if let Some(unit) = &def.unit {
        let known = portal.units.iter().map(|unit| unit.id.value.as_str());
        resolve_among(Code::UnknownName, "单位", "unit", known, unit, &table.unreadable_names, diagnostics);
    }
    let observations = bind_operands(portal, def, table, diagnostics)?;
    let finding = compute(portal, def);
    Some(ArithmeticCheck { def: def.clone(), finding, observations, jurisdiction, document })
}

/// The observations of a check; `None` when one of them does not exist.
fn bind_operands(
    portal: &Portal,
    def: &records::DeclaredCheck,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ObservationId>> {
    let mut found: Vec<ObservationId> = Vec::new();
    let mut complete = true;
    let formulas = std::iter::once(&def.formula).chain(&def.alternatives);
    let named = formulas.flat_map(|formula| {
        let place = |range| part_of_scalar(formula.span, formula.text(), range);
        formula.references().into_iter().map(move |(id, range)| Spanned::new(id.to_owned(), place(range)))
    });
    for name in named.chain(def.printed_observation.clone()) {
        match resolve_observation(portal, &name, &table.unreadable_names, diagnostics) {
            Some(id) if !found.contains(&id) => found.push(id),
            Some(_) => {}
            None => complete = false,
        }
    }
    complete.then_some(found)
}
