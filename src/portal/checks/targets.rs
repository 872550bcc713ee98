//! Targets against what they are said to rest on.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::figure::moments::moments;
use crate::figure::{Dimension, FoundKind, Printed, scan};
use crate::i18n::Lang;
use crate::parse::Exact;
use crate::parse::records::{Target, UnitKind};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::model::Portal;
use crate::portal::records::LinkedIndicator;
use crate::say;

/// Checks the targets of all indicators: their years, and percentages.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.whole(recorder, |found| {
        scope.portal.indicators.iter().for_each(|indicator| check_indicator(scope.portal, indicator, found));
    });
}

fn check_indicator(portal: &Portal, indicator: &LinkedIndicator, diagnostics: &mut Diagnostics) {
    for target in &indicator.def.targets {
        diagnostics.extend(diagnose_basis_year(target).into_iter().collect());
    }
    if portal.unit(indicator.unit).kind != UnitKind::Percent {
        return;
    }
    for target in &indicator.def.targets {
        let Some(value) = &target.value else { continue };
        diagnostics.extend(diagnose_over_hundred(indicator, value).into_iter().collect());
        diagnostics.extend(diagnose_basis_value(target, value).into_iter().collect());
    }
}

fn diagnose_over_hundred(indicator: &LinkedIndicator, value: &Spanned<Exact>) -> Option<Diagnostic> {
    let Exact(number) = value.value;
    if number <= Decimal::ONE_HUNDRED || indicator.def.may_exceed_100 {
        return None;
    }
    let name = &indicator.def.id.value;
    let problem = Diagnostic::new(
        Code::OverHundred,
        value.span,
        say!("目标值`{number}`超过100%", "the target `{number}` is above 100 per cent"),
    );
    Some(
        problem
            .related(indicator.def.id.span, say!("`{name}`没有写`may_exceed_100`", "`{name}` has no `may_exceed_100`"))
            .help(say!("对照原文改正", "compare with the document and correct it")),
    )
}

/// A basis that states percentages, none of which is the target.
fn diagnose_basis_value(target: &Target, value: &Spanned<Exact>) -> Option<Diagnostic> {
    let basis = target.basis.as_ref()?;
    let Exact(number) = value.value;
    let wrong = Lang::ALL.into_iter().find_map(|lang| {
        let said = percentages(basis.get(lang), lang);
        let stated = said.iter().any(|printed| printed.low == number || printed.high == Some(number));
        said.into_iter().next().filter(|_| !stated).map(|printed| printed.low)
    })?;
    let problem = Diagnostic::new(
        Code::TargetDiffers,
        value.span,
        say!("目标值是{number}%，`basis`写的却是{wrong}%", "the target is {number}%, and its `basis` says {wrong}%"),
    );
    Some(
        problem
            .help(say!(
                "对照公开文件，改正`value`或`basis`", "compare with the document and correct `value` or `basis`"
            ))
            .instead(&value.to_string(), &wrong.to_string()),
    )
}

/// A basis that names years, none of which is the target's.
fn diagnose_basis_year(target: &Target) -> Option<Diagnostic> {
    let (basis, year) = (target.basis.as_ref()?, target.year.as_ref()?);
    let years = |lang: Lang| moments(basis.get(lang), lang).into_iter().filter_map(|(_, moment)| moment.year);
    let wrong = Lang::ALL.into_iter().find_map(|lang| {
        let named: Vec<u16> = years(lang).collect();
        named.first().copied().filter(|_| !named.contains(&year.value))
    })?;
    let from = year.value;
    Some(
        Diagnostic::new(
            Code::TargetDiffers,
            year.span,
            say!(
                "目标从{from}年起，`basis`写的却是{wrong}年",
                "the target holds from {from}, and its `basis` says {wrong}"
            ),
        )
        .help(say!("对照公开文件，改正`year`或`basis`", "compare with the document and correct `year` or `basis`"))
        .instead(&from.to_string(), &wrong.to_string()),
    )
}

fn percentages(text: &str, lang: Lang) -> Vec<Printed> {
    let figures = scan(text, lang).into_iter().filter(|found| found.kind == FoundKind::Figure);
    figures.filter_map(|found| found.printed).filter(|printed| printed.dimension == Dimension::Percent).collect()
}
