//! Units, indicators and observations.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::{ParsedFile, records};
use crate::portal::ids::{IndicatorId, JurisdictionId, UnitId};
use crate::portal::join::made_ids::made_id;
use crate::portal::join::tables::TableReader;
use crate::portal::join::units::values_in_unit;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, called, resolve_among, resolve_theme};
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
        measures.observations(portal, files, &dimensions, table, diagnostics);
        measures
    }

    fn units(&mut self, files: &ParsedFiles, diagnostics: &mut Diagnostics) -> Names<UnitId> {
        let mut names = Names::new(Code::UnknownName, "单位", "unit");
        for (_, parsed) in files {
            let ParsedFile::Units(list) = &parsed.file else { continue };
            for unit in list {
                let id = UnitId::new(self.units.len());
                if names.add(&unit.id, id, Code::DuplicateId, diagnostics) {
                    names.also_called(&unit.names, id);
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
                    names.also_called(&dimension.names, self.dimensions.len());
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
                table.indicators.also_called(&def.names, id);
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
        portal: &Portal,
        files: &ParsedFiles,
        dimensions: &Names<usize>,
        table: &mut NameTable,
        diagnostics: &mut Diagnostics,
    ) {
        let mut names = Names::new(Code::UnknownName, "数据记录", "observation");
        let mut left_out = Vec::new();
        let tables = TableReader::new(portal, &self.units, &self.dimensions, &self.indicators, files, table);
        let mut lists = Vec::new();
        for (_, parsed) in files {
            match &parsed.file {
                ParsedFile::Observations(file) => lists.push(file.all().cloned().collect()),
                ParsedFile::Table(grid) => lists.push(tables.read(grid, diagnostics)),
                _ => {}
            }
        }
        for list in &lists {
            for def in list {
                let place = table.places.resolve(&def.jurisdiction, &table.unreadable_names, diagnostics);
                let indicator = table.indicators.resolve(&def.indicator, &table.unreadable_names, diagnostics);
                let document = table.documents.resolve(&def.source.document, &table.unreadable_names, diagnostics);
                let breakdown = self.breakdown(def, dimensions, table, diagnostics);
                let def = &self.with_id(portal, def, place, indicator, &breakdown);
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

    /// A figure with its id, which is made where the file gives none: of what it is, as the
    /// portal calls it, so that it does not depend on the words of the file.
    fn with_id(
        &self,
        portal: &Portal,
        def: &Arc<records::Observation>,
        place: Option<JurisdictionId>,
        indicator: Option<IndicatorId>,
        breakdown: &[(usize, usize)],
    ) -> Arc<records::Observation> {
        let (Some(place), Some(indicator), true) = (place, indicator, def.id.value.is_empty()) else {
            return def.clone();
        };
        let values = breakdown.iter().filter_map(|(dimension, value)| {
            let dimension = &self.dimensions[*dimension];
            Some((dimension.id.value.as_str(), dimension.values.get(*value)?.id.value.as_str()))
        });
        let (slug, indicator) = (&portal.jurisdiction(place).def.slug, &self.indicators[indicator.index()].def.id);
        let id = made_id(&slug.value, &indicator.value, def.period, values, def.nature);
        Arc::new(records::Observation { id: Spanned::new(id, def.id.span), ..records::Observation::clone(def) })
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
            let found = called(values.iter().map(|value| &value.names), value).or_else(|| {
                resolve_among(
                    Code::UnknownName,
                    "分组值",
                    "breakdown value",
                    known,
                    value,
                    &table.unreadable_names,
                    diagnostics,
                )
            });
            breakdown.extend(found.map(|found| (dimension, found)));
        }
        breakdown
    }
}

/// The site's default programme, for indicator files that name none.
fn default_programme(files: &ParsedFiles, table: &NameTable) -> Option<crate::portal::ids::ProgrammeId> {
    files.iter().find_map(|(_, parsed)| {
        let ParsedFile::Site(site) = &parsed.file else { return None };
        table.programmes.get(&site.programme.value)
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
