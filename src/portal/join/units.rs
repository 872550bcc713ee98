//! Values in the unit of their indicator.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::figure::{Dimension, parse};
use crate::i18n::Lang;
use crate::parse::records::{self, UnitKind};
use crate::parse::{Amount, Exact};
use crate::portal::figure_values::dimension;
use crate::portal::ids::IndicatorId;
use crate::portal::model::Portal;
use crate::portal::records::LinkedIndicator;
use crate::say;

/// Value and upper end of an observation in its indicator's unit, after an edit that left
/// place, indicator and unit as they were; `None` when something is wrong with them.
pub fn values_again(
    portal: &Portal,
    def: &records::Observation,
    indicator: IndicatorId,
) -> Option<(Option<Amount>, Option<Amount>)> {
    let indicator = portal.indicator(indicator);
    let mut diagnostics = Diagnostics::new();
    let values = values_in_unit(def, indicator, portal.unit(indicator.unit), &mut diagnostics);
    diagnostics.is_empty().then_some(values)
}

/// Value and upper end in the indicator's unit, with the checks that need the unit.
pub fn values_in_unit(
    def: &records::Observation,
    indicator: &LinkedIndicator,
    unit: &records::Unit,
    diagnostics: &mut Diagnostics,
) -> (Option<Amount>, Option<Amount>) {
    if let Some(problem) = diagnose_printed_otherwise(def, indicator, unit) {
        diagnostics.push(problem);
        return (None, None);
    }
    let factor = match &def.unit {
        None => Decimal::ONE,
        Some(written) => match factor(written, unit) {
            Some(factor) => factor,
            None => {
                diagnostics.push(diagnose_unit_mismatch(written, unit, indicator));
                return (None, None);
            }
        },
    };
    let mut convert = |amount: &Option<Spanned<Amount>>| {
        let amount = amount.as_ref()?;
        in_unit(amount, factor, unit, indicator, diagnostics)
    };
    (convert(&def.value), convert(&def.upper))
}

/// A value that was read from `as_printed` and is printed in another unit than the indicator's.
fn diagnose_printed_otherwise(
    def: &records::Observation,
    indicator: &LinkedIndicator,
    unit: &records::Unit,
) -> Option<Diagnostic> {
    let (value, printed) = (def.value.as_ref()?, def.as_printed.as_ref()?);
    if value.span != printed.span || def.unit.is_some() {
        return None;
    }
    let read = parse(printed, Lang::Zh).ok()?;
    let wanted = dimension(unit);
    let bare = read.dimension == Dimension::Plain && read.measure.is_none();
    let fits = read.dimension == wanted || (bare && matches!(wanted, Dimension::Ratio | Dimension::Rank));
    if fits {
        return None;
    }
    let (text, name, zh, en) = (&printed.value, &indicator.def.id.value, &unit.names.zh, &unit.names.en);
    Some(
        Diagnostic::new(
            Code::UnitMismatch,
            printed.span,
            say!("“{text}”不是指标`{name}`的单位（{zh}）", "“{text}” is not in the unit of `{name}`, {en}"),
        )
        .related(indicator.def.unit.span, say!("指标的单位", "the indicator’s unit"))
        .help(say!("另写`value`，用指标的单位", "say `value` as well, in the indicator’s unit")),
    )
}

/// By what a value in a written unit is multiplied to be in the indicator's: 1 for the
/// same unit, 10⁴ for 万, 10⁸ for 亿 in front of it. `None` for another unit.
pub fn factor(written: &str, unit: &records::Unit) -> Option<Decimal> {
    if written == unit.id.value {
        return Some(Decimal::ONE);
    }
    let scales: [(&str, i64); 6] = [
        ("万亿", 1_000_000_000_000),
        ("亿", 100_000_000),
        ("千万", 10_000_000),
        ("万", 10_000),
        ("千", 1_000),
        ("", 1),
    ];
    scales.into_iter().find_map(|(prefix, factor)| {
        let rest = written.strip_prefix(prefix)?;
        let same =
            [&unit.names.zh, &unit.suffix.zh, &unit.names.en, &unit.id.value].into_iter().any(|name| rest == name);
        same.then(|| Decimal::from(factor))
    })
}

fn diagnose_unit_mismatch(written: &Spanned<String>, unit: &records::Unit, indicator: &LinkedIndicator) -> Diagnostic {
    let (found, wanted, name) = (&written.value, &unit.names.zh, &indicator.def.id.value);
    let wanted_en = &unit.names.en;
    Diagnostic::new(
        Code::UnitMismatch,
        written.span,
        say!(
            "`{found}`不能换算成指标`{name}`的单位“{wanted}”",
            "`{found}` cannot be converted to the unit of `{name}`, {wanted_en}"
        ),
    )
    .instead(found, &unit.id.value)
    .related(indicator.def.unit.span, say!("指标的单位", "the indicator’s unit"))
    .help(say!(
        "写指标的单位，或在前面加万、亿，如`万{wanted}`",
        "write the indicator’s unit, or that unit after 万 or 亿, such as `万{wanted}`"
    ))
}

fn in_unit(
    amount: &Spanned<Amount>,
    factor: Decimal,
    unit: &records::Unit,
    indicator: &LinkedIndicator,
    diagnostics: &mut Diagnostics,
) -> Option<Amount> {
    let clock = matches!(amount.value, Amount::Clock(_));
    if clock != (unit.kind == UnitKind::Clock) {
        let (name, unit_zh, unit_en) = (&indicator.def.id.value, &unit.names.zh, &unit.names.en);
        diagnostics.push(
            Diagnostic::new(
                Code::NotDecimal,
                amount.span,
                say!(
                    "指标`{name}`的单位是“{unit_zh}”，这个值不合",
                    "the unit of `{name}` is {unit_en}, which this value does not fit"
                ),
            )
            .help(say!(
                "时刻写成`8:30`，其他写成十进制数",
                "write times of day as `8:30` and everything else as a decimal"
            )),
        );
        return None;
    }
    let Amount::Decimal(Exact(value)) = amount.value else { return Some(amount.value) };
    if unit.kind == UnitKind::Percent && value > Decimal::ONE_HUNDRED && !indicator.def.may_exceed_100 {
        let name = &indicator.def.id.value;
        diagnostics.push(
            Diagnostic::new(
                Code::OverHundred,
                amount.span,
                say!("`{value}`超过100%", "`{value}` is above 100 per cent"),
            )
            .related(indicator.def.id.span, say!("`{name}`没有写`may_exceed_100`", "`{name}` has no `may_exceed_100`"))
            .help(say!(
                "对照原文改正；毛入学率一类可以超过100的指标，写`may_exceed_100: true`",
                "compare with the document; for indicators that can pass 100, such as gross rates, say `may_exceed_100: true`"
            )),
        );
    }
    // Multiplied, even by one, a zero would lose its decimals.
    if factor == Decimal::ONE {
        return Some(Amount::Decimal(Exact(value)));
    }
    match value.checked_mul(factor) {
        Some(product) => Some(Amount::Decimal(Exact(product.normalize()))),
        None => {
            diagnostics.push(Diagnostic::new(
                Code::NotDecimal,
                amount.span,
                say!("数太大，不能精确换算", "the number is too large to be converted exactly"),
            ));
            None
        }
    }
}
