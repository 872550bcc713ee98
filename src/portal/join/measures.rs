//! Units, indicators and observations.

use std::collections::HashSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::data::{self, UnitKind};
use crate::parse::{Amount, Document, Exact};
use crate::portal::ids::{IndicatorId, UnitId};
use crate::portal::join::assemble::{NameTable, ParsedFiles, theme_of};
use crate::portal::model::{IndicatorTarget, LinkedIndicator, LinkedObservation, Portal};
use crate::portal::names::Names;
use crate::say;

/// What is measured, in which units, and the figures.
pub struct Measures {
    pub units: Vec<Arc<data::Unit>>,
    pub dimensions: Vec<Arc<data::Dimension>>,
    pub indicators: Vec<LinkedIndicator>,
    pub observations: Vec<LinkedObservation>,
    /// Indicators whose unit is unknown: their values cannot be checked.
    without_unit: HashSet<IndicatorId>,
}

impl Measures {
    pub fn gather(
        portal: &Portal,
        documents: &ParsedFiles,
        book: &mut NameTable,
        problems: &mut Diagnostics,
    ) -> Measures {
        let mut measures = Measures {
            units: Vec::new(),
            dimensions: Vec::new(),
            indicators: Vec::new(),
            observations: Vec::new(),
            without_unit: HashSet::new(),
        };
        let units = measures.units(documents, problems);
        let dimensions = measures.dimensions(documents, problems);
        measures.indicators(portal, documents, &units, book, problems);
        measures.observations(documents, &dimensions, book, problems);
        measures
    }

    fn units(&mut self, documents: &ParsedFiles, problems: &mut Diagnostics) -> Names<UnitId> {
        let mut names = Names::new(Code::UnknownName, "单位", "unit");
        for (_, parsed) in documents {
            let Document::Units(list) = &parsed.document else { continue };
            for unit in list {
                if names.add(&unit.id, UnitId::new(self.units.len()), Code::DuplicateId, problems) {
                    self.units.push(unit.clone());
                }
            }
        }
        names
    }

    fn dimensions(&mut self, documents: &ParsedFiles, problems: &mut Diagnostics) -> Names<usize> {
        let mut names = Names::new(Code::UnknownName, "分组维度", "breakdown dimension");
        for (_, parsed) in documents {
            let Document::Breakdowns(list) = &parsed.document else { continue };
            for dimension in list {
                if names.add(&dimension.id, self.dimensions.len(), Code::DuplicateId, problems) {
                    self.dimensions.push(dimension.clone());
                }
            }
        }
        names
    }

    fn indicators(
        &mut self,
        portal: &Portal,
        documents: &ParsedFiles,
        units: &Names<UnitId>,
        book: &mut NameTable,
        problems: &mut Diagnostics,
    ) {
        let mut gathered = Vec::new();
        for (_, parsed) in documents {
            let Document::Indicators(file) = &parsed.document else { continue };
            let programme = match &file.programme {
                Some(name) => book.programmes.resolve(name, &book.lost, problems),
                None => default_programme(documents, book),
            };
            let Some(programme) = programme else {
                book.lost.extend(file.indicators.iter().map(|def| def.id.value.clone()));
                continue;
            };
            let Some(theme) = theme_of(portal.programme(programme), &file.theme, &book.lost, problems) else {
                if portal.programme(programme).themes.is_empty() {
                    book.lost.extend(file.indicators.iter().map(|def| def.id.value.clone()));
                    continue;
                }
                // The indicators are known all the same: one cause, one message.
                for def in &file.indicators {
                    let unit = units.resolve(&def.unit, &book.lost, problems);
                    gathered.push((programme, 0, unit, def.clone()));
                }
                continue;
            };
            wrong_file(portal.programme(programme), file, problems);
            for def in &file.indicators {
                let unit = units.resolve(&def.unit, &book.lost, problems);
                gathered.push((programme, theme, unit, def.clone()));
            }
        }
        if self.units.is_empty() {
            book.lost.extend(gathered.into_iter().map(|(.., def)| def.id.value.clone()));
            return;
        }
        gathered.sort_by_key(|(programme, theme, ..)| (*programme, *theme));
        for (programme, theme, unit, def) in gathered {
            let id = IndicatorId::new(self.indicators.len());
            if book.indicators.add(&def.id, id, Code::DuplicateId, problems) {
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
            indicator.related =
                def.related.iter().filter_map(|name| book.indicators.resolve(name, &book.lost, problems)).collect();
            indicator.targets = def
                .targets
                .iter()
                .map(|target| IndicatorTarget {
                    jurisdiction: target
                        .jurisdiction
                        .as_ref()
                        .and_then(|name| book.places.resolve(name, &book.lost, problems)),
                    document: target
                        .source
                        .as_ref()
                        .and_then(|source| book.documents.resolve(&source.document, &book.lost, problems)),
                    def: target.clone(),
                })
                .collect();
            let next = def.next_expected.as_ref();
            indicator.next_expected =
                next.and_then(|next| book.documents.resolve(&next.source.document, &book.lost, problems));
        }
    }

    fn observations(
        &mut self,
        documents: &ParsedFiles,
        dimensions: &Names<usize>,
        book: &mut NameTable,
        problems: &mut Diagnostics,
    ) {
        let mut names = Names::new(Code::UnknownName, "数据记录", "observation");
        let mut lost = Vec::new();
        for (_, parsed) in documents {
            let Document::Observations(file) = &parsed.document else { continue };
            for def in &file.observations {
                let place = book.places.resolve(&def.jurisdiction, &book.lost, problems);
                let indicator = book.indicators.resolve(&def.indicator, &book.lost, problems);
                let document = book.documents.resolve(&def.source.document, &book.lost, problems);
                let breakdown = self.breakdown(def, dimensions, book, problems);
                let new = names.add(&def.id, (), Code::DuplicateId, problems);
                let (Some(jurisdiction), Some(indicator), Some(document), true) = (place, indicator, document, new)
                else {
                    lost.push(def.id.value.clone());
                    continue;
                };
                let (value, upper) = if self.without_unit.contains(&indicator) {
                    (None, None)
                } else {
                    {
                        let indicator = &self.indicators[indicator.index()];
                        values(def, indicator, &self.units[indicator.unit.index()], problems)
                    }
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
        book.lost.extend(lost);
        self.observations.sort_by_key(|o| (o.jurisdiction, o.indicator, o.def.period));
    }

    fn breakdown(
        &self,
        def: &data::Observation,
        dimensions: &Names<usize>,
        book: &NameTable,
        problems: &mut Diagnostics,
    ) -> Vec<(usize, usize)> {
        let mut breakdown = Vec::new();
        for (name, value) in &def.breakdown {
            let Some(dimension) = dimensions.resolve(name, &book.lost, problems) else { continue };
            let values = &self.dimensions[dimension].values;
            let known = values.iter().map(|value| value.id.value.as_str());
            let found = crate::portal::join::assemble::one_of(
                Code::UnknownName,
                "分组值",
                "breakdown value",
                known,
                value,
                &book.lost,
                problems,
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
    def: &data::Observation,
    indicator: IndicatorId,
) -> Option<(Option<Amount>, Option<Amount>)> {
    let indicator = portal.indicator(indicator);
    let mut problems = Diagnostics::new();
    let values = values(def, indicator, portal.unit(indicator.unit), &mut problems);
    problems.is_empty().then_some(values)
}

/// Value and upper end in the indicator's unit, with the checks that need the unit.
fn values(
    def: &data::Observation,
    indicator: &LinkedIndicator,
    unit: &data::Unit,
    problems: &mut Diagnostics,
) -> (Option<Amount>, Option<Amount>) {
    let factor = match &def.unit {
        None => Decimal::ONE,
        Some(written) => match factor(written, unit) {
            Some(factor) => factor,
            None => {
                problems.push(unit_mismatch(written, unit, indicator));
                return (None, None);
            }
        },
    };
    let mut convert = |amount: &Option<Spanned<Amount>>| {
        let amount = amount.as_ref()?;
        in_unit(amount, factor, unit, indicator, problems)
    };
    (convert(&def.value), convert(&def.upper))
}

/// Two records of the same thing at the same place of the same document. The observations
/// are in order, so that those of one place, indicator and period stand together.
pub fn same_twice(observations: &[LinkedObservation], problems: &mut Diagnostics) {
    let alike = |a: &LinkedObservation, b: &LinkedObservation| {
        (a.jurisdiction, a.indicator, a.def.period) == (b.jurisdiction, b.indicator, b.def.period)
    };
    for run in observations.chunk_by(alike) {
        for (position, observation) in run.iter().enumerate() {
            if let Some(first) = run[..position].iter().find(|first| same_figure(first, observation)) {
                problems.push(twice(observation, first));
            }
        }
    }
}

/// Whether two observations of one place, indicator and period are the same.
fn same_figure(a: &LinkedObservation, b: &LinkedObservation) -> bool {
    let printed = |o: &LinkedObservation| o.def.value.as_ref().map(|value| value.value);
    let place = |def: &data::Observation| def.source.place.as_ref().map(|place| place.zh.clone());
    a.breakdown == b.breakdown
        && (a.def.nature, a.document) == (b.def.nature, b.document)
        && printed(a) == printed(b)
        && a.def.as_printed == b.def.as_printed
        && place(&a.def) == place(&b.def)
}

fn twice(observation: &LinkedObservation, first: &LinkedObservation) -> Diagnostic {
    let (id, other) = (&observation.def.id, &first.def.id);
    let (name, other_name) = (&id.value, &other.value);
    Diagnostic::new(
        Code::DuplicateObservation,
        id.span,
        say!("`{name}`与`{other_name}`是同一个数", "`{name}` is the same figure as `{other_name}`"),
    )
    .related(other.span, say!("第一次在这里", "first here"))
    .help(say!("删去一条；确有区别的，用`breakdown`说明", "delete one; if they differ, say how with `breakdown`"))
}

/// The site's default programme, for indicator files that name none.
fn default_programme(documents: &ParsedFiles, book: &NameTable) -> Option<crate::portal::ids::ProgrammeId> {
    documents.iter().find_map(|(_, parsed)| match &parsed.document {
        Document::Site(site) => book.programmes.get(&site.programme.value),
        _ => None,
    })
}

/// A file of indicators that is called after one theme and says another.
fn wrong_file(programme: &data::Programme, file: &data::IndicatorFile, problems: &mut Diagnostics) {
    let (stem, said) = (&file.stem, &file.theme.value);
    if stem == said || !programme.themes.iter().any(|theme| theme.id.value == *stem) {
        return;
    }
    problems.push(
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
fn factor(written: &str, unit: &data::Unit) -> Option<Decimal> {
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

fn unit_mismatch(written: &Spanned<String>, unit: &data::Unit, indicator: &LinkedIndicator) -> Diagnostic {
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
    unit: &data::Unit,
    indicator: &LinkedIndicator,
    problems: &mut Diagnostics,
) -> Option<Amount> {
    let clock = matches!(amount.value, Amount::Clock(_));
    if clock != (unit.kind == UnitKind::Clock) {
        let (name, unit_zh, unit_en) = (&indicator.def.id.value, &unit.names.zh, &unit.names.en);
        problems.push(
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
        problems.push(
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
    match value.checked_mul(factor) {
        Some(product) if factor == Decimal::ONE => Some(Amount::Decimal(Exact(product))),
        Some(product) => Some(Amount::Decimal(Exact(product.normalize()))),
        None => {
            problems.push(Diagnostic::new(
                Code::NotDecimal,
                amount.span,
                say!("数太大，不能精确换算", "the number is too large to be converted exactly"),
            ));
            None
        }
    }
}
