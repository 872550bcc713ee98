//! Units, indicators and observations.

use std::collections::HashSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::records::{self, UnitKind};
use crate::parse::{Amount, Exact, ParsedFile};
use crate::portal::ids::{IndicatorId, UnitId};
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, resolve_among, resolve_theme};
use crate::portal::records::{IndicatorTarget, LinkedIndicator, LinkedObservation};
use crate::say;

/// What is measured, in which units, and the figures.
pub struct Measures {
    pub units: Vec<Arc<records::Unit>>,
    pub dimensions: Vec<Arc<records::Dimension>>,
    pub indicators: Vec<LinkedIndicator>,
    pub observations: Vec<LinkedObservation>,
    /// Indicators whose unit is unknown: their values cannot be checked.
    without_unit: HashSet<IndicatorId>,
}

impl Measures {
    /// All units, breakdowns, indicators and observations.
    pub fn collect(
        portal: &Portal,
        files: &ParsedFiles,
        table: &mut NameTable,
        diagnostics: &mut Diagnostics,
    ) -> Measures {
        let mut measures = Measures {
            units: Vec::new(),
            dimensions: Vec::new(),
            indicators: Vec::new(),
            observations: Vec::new(),
            without_unit: HashSet::new(),
        };
        let units = measures.units(files, diagnostics);
        let dimensions = measures.dimensions(files, diagnostics);
        measures.indicators(portal, files, &units, table, diagnostics);
        measures.observations(files, &dimensions, table, diagnostics);
        measures
    }

    fn units(&mut self, files: &ParsedFiles, diagnostics: &mut Diagnostics) -> Names<UnitId> {
        let mut names = Names::new(Code::UnknownName, "单位", "unit");
        for (_, parsed) in files {
            let ParsedFile::Units(list) = &parsed.file else { continue };
            for unit in list {
                if names.add(&unit.id, UnitId::new(self.units.len()), Code::DuplicateId, diagnostics) {
                    self.units.push(unit.clone());
                }
            }
        }
        names
    }

    fn dimensions(&mut self, files: &ParsedFiles, diagnostics: &mut Diagnostics) -> Names<usize> {
        let mut names = Names::new(Code::UnknownName, "分组维度", "breakdown dimension");
        for (_, parsed) in files {
            let ParsedFile::Breakdowns(list) = &parsed.file else { continue };
            for dimension in list {
                if names.add(&dimension.id, self.dimensions.len(), Code::DuplicateId, diagnostics) {
                    self.dimensions.push(dimension.clone());
                }
            }
        }
        names
    }

    fn indicators(
        &mut self,
        portal: &Portal,
        files: &ParsedFiles,
        units: &Names<UnitId>,
        table: &mut NameTable,
        diagnostics: &mut Diagnostics,
    ) {
        let mut gathered = Vec::new();
        for (_, parsed) in files {
            let ParsedFile::Indicators(file) = &parsed.file else { continue };
            let programme = match &file.programme {
                Some(name) => table.programmes.resolve(name, &table.unreadable_names, diagnostics),
                None => default_programme(files, table),
            };
            let Some(programme) = programme else {
                table.unreadable_names.extend(file.indicators.iter().map(|def| def.id.value.clone()));
                continue;
            };
            let Some(theme) =
                resolve_theme(portal.programme(programme), &file.theme, &table.unreadable_names, diagnostics)
            else {
                if portal.programme(programme).themes.is_empty() {
                    table.unreadable_names.extend(file.indicators.iter().map(|def| def.id.value.clone()));
                    continue;
                }
                // The indicators are known all the same: one cause, one message.
                for def in &file.indicators {
                    let unit = units.resolve(&def.unit, &table.unreadable_names, diagnostics);
                    gathered.push((programme, 0, unit, def.clone()));
                }
                continue;
            };
            diagnose_wrong_file(portal.programme(programme), file, diagnostics);
            for def in &file.indicators {
                let unit = units.resolve(&def.unit, &table.unreadable_names, diagnostics);
                gathered.push((programme, theme, unit, def.clone()));
            }
        }
        if self.units.is_empty() {
            table.unreadable_names.extend(gathered.into_iter().map(|(.., def)| def.id.value.clone()));
            return;
        }
        gathered.sort_by_key(|(programme, theme, ..)| (*programme, *theme));
        for (programme, theme, unit, def) in gathered {
            let id = IndicatorId::new(self.indicators.len());
            if table.indicators.add(&def.id, id, Code::DuplicateId, diagnostics) {
                table.indicators.shown_as(&def.id.value, &[&def.names]);
                if unit.is_none() {
                    self.without_unit.insert(id);
                }
                self.indicators.push(LinkedIndicator {
                    def,
                    programme,
                    theme,
                    unit: unit.unwrap_or(UnitId(0)),
                    related: Vec::new(),
                    targets: Vec::new(),
                    next_expected: None,
                });
            }
        }
        for indicator in &mut self.indicators {
            let def = indicator.def.clone();
            indicator.related = def
                .related
                .iter()
                .filter_map(|name| table.indicators.resolve(name, &table.unreadable_names, diagnostics))
                .collect();
            indicator.targets = def
                .targets
                .iter()
                .map(|target| IndicatorTarget {
                    jurisdiction: target
                        .jurisdiction
                        .as_ref()
                        .and_then(|name| table.places.resolve(name, &table.unreadable_names, diagnostics)),
                    document: target.source.as_ref().and_then(|source| {
                        table.documents.resolve(&source.document, &table.unreadable_names, diagnostics)
                    }),
                    def: target.clone(),
                })
                .collect();
            let next = def.next_expected.as_ref();
            indicator.next_expected = next
                .and_then(|next| table.documents.resolve(&next.source.document, &table.unreadable_names, diagnostics));
        }
    }

    fn observations(
        &mut self,
        files: &ParsedFiles,
        dimensions: &Names<usize>,
        table: &mut NameTable,
        diagnostics: &mut Diagnostics,
    ) {
        let mut names = Names::new(Code::UnknownName, "数据记录", "observation");
        let mut left_out = Vec::new();
        for (_, parsed) in files {
            let ParsedFile::Observations(file) = &parsed.file else { continue };
            for def in &file.observations {
                let place = table.places.resolve(&def.jurisdiction, &table.unreadable_names, diagnostics);
                let indicator = table.indicators.resolve(&def.indicator, &table.unreadable_names, diagnostics);
                let document = table.documents.resolve(&def.source.document, &table.unreadable_names, diagnostics);
                let breakdown = self.breakdown(def, dimensions, table, diagnostics);
                let new = names.add(&def.id, (), Code::DuplicateId, diagnostics);
                let (Some(jurisdiction), Some(indicator), Some(document), true) = (place, indicator, document, new)
                else {
                    left_out.push(def.id.value.clone());
                    continue;
                };
                let (value, upper) = if self.without_unit.contains(&indicator) {
                    (None, None)
                } else {
                    let indicator = &self.indicators[indicator.index()];
                    values_in_unit(def, indicator, &self.units[indicator.unit.index()], diagnostics)
                };
                self.observations.push(LinkedObservation {
                    def: def.clone(),
                    jurisdiction,
                    indicator,
                    document,
                    value,
                    upper,
                    breakdown,
                });
            }
        }
        table.unreadable_names.extend(left_out);
        self.observations.sort_by_key(|o| (o.jurisdiction, o.indicator, o.def.period));
    }

    fn breakdown(
        &self,
        def: &records::Observation,
        dimensions: &Names<usize>,
        table: &NameTable,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(usize, usize)> {
        let mut breakdown = Vec::new();
        for (name, value) in &def.breakdown {
            let Some(dimension) = dimensions.resolve(name, &table.unreadable_names, diagnostics) else { continue };
            let values = &self.dimensions[dimension].values;
            let known = values.iter().map(|value| value.id.value.as_str());
            let found = resolve_among(
                Code::UnknownName,
                "分组值",
                "breakdown value",
                known,
                value,
                &table.unreadable_names,
                diagnostics,
            );
            breakdown.extend(found.map(|found| (dimension, found)));
        }
        breakdown
    }
}

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
fn values_in_unit(
    def: &records::Observation,
    indicator: &LinkedIndicator,
    unit: &records::Unit,
    diagnostics: &mut Diagnostics,
) -> (Option<Amount>, Option<Amount>) {
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

/// The site's default programme, for indicator files that name none.
fn default_programme(files: &ParsedFiles, table: &NameTable) -> Option<crate::portal::ids::ProgrammeId> {
    files.iter().find_map(|(_, parsed)| match &parsed.file {
        ParsedFile::Site(site) => table.programmes.get(&site.programme.value),
        _ => None,
    })
}

/// A file of indicators that is called after one theme and says another.
fn diagnose_wrong_file(programme: &records::Programme, file: &records::IndicatorFile, diagnostics: &mut Diagnostics) {
    let (stem, said) = (&file.stem, &file.theme.value);
    if stem == said || !programme.themes.iter().any(|theme| theme.id.value == *stem) {
        return;
    }
    diagnostics.push(
        Diagnostic::new(
            Code::PathConflict,
            file.theme.span,
            say!("文件名是`{stem}.yaml`，内容却写`{said}`", "the file is called `{stem}.yaml` and says `{said}`"),
        )
        .help(say!("改正这一项，或改文件名", "correct this field, or rename the file")),
    );
}

/// By what a value in a written unit is multiplied to be in the indicator's: 1 for the
/// same unit, 10⁴ for 万, 10⁸ for 亿 in front of it. `None` for another unit.
fn factor(written: &str, unit: &records::Unit) -> Option<Decimal> {
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
        let same = rest == unit.names.zh || rest == unit.suffix.zh || rest == unit.id.value;
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
