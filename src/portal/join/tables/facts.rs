//! What is known of a figure before its cell is read: from the table as a whole, from its
//! row, from its column.

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::i18n::{Text, text};
use crate::parse::Statement;
use crate::parse::records::{Nature, Period, SourceRef, Status, TableFacts, YearBasis};
use crate::portal::ids::{IndicatorId, JurisdictionId};
use crate::portal::join::tables::names::{HeadMeaning, NamedThing};
use crate::portal::join::tables::reader::TableReader;
use crate::say;

/// What is known of some figures.
#[derive(Clone, Debug, Default)]
pub struct FiguresKnown {
    pub place: Option<JurisdictionId>,
    pub indicator: Option<IndicatorId>,
    pub period: Option<Period>,
    pub year_basis: Option<YearBasis>,
    pub unit: Option<String>,
    /// Positions of dimensions and of their values.
    pub breakdown: Vec<(usize, usize)>,
    pub nature: Option<Nature>,
    pub status: Option<Status>,
    pub decimals: Option<u8>,
    pub source: Option<SourceRef>,
    pub notes: Vec<Statement>,
    /// What columns of their own say of a row.
    pub as_printed: Option<Spanned<String>>,
    pub document: Option<Spanned<String>>,
    pub document_place: Option<Spanned<String>>,
    pub document_place_en: Option<Spanned<String>>,
    pub id: Option<Spanned<String>>,
    /// What row or column are called, in words of the portal.
    pub name: Vec<Text>,
}

impl FiguresKnown {
    /// These facts, completed by those that hold more widely.
    pub fn within(&self, wider: &FiguresKnown) -> FiguresKnown {
        let mut breakdown = self.breakdown.clone();
        let known = |dimension| self.breakdown.iter().any(|(own, _)| *own == dimension);
        breakdown.extend(wider.breakdown.iter().filter(|(dimension, _)| !known(*dimension)));
        breakdown.sort_unstable();
        FiguresKnown {
            place: self.place.or(wider.place),
            indicator: self.indicator.or(wider.indicator),
            period: self.period.or(wider.period),
            year_basis: self.year_basis.or(wider.year_basis),
            unit: self.unit.clone().or_else(|| wider.unit.clone()),
            breakdown,
            nature: self.nature.or(wider.nature),
            status: self.status.or(wider.status),
            decimals: self.decimals.or(wider.decimals),
            source: self.source.clone().or_else(|| wider.source.clone()),
            notes: wider.notes.iter().chain(&self.notes).cloned().collect(),
            as_printed: self.as_printed.clone().or_else(|| wider.as_printed.clone()),
            document: self.document.clone().or_else(|| wider.document.clone()),
            document_place: self.document_place.clone().or_else(|| wider.document_place.clone()),
            document_place_en: self.document_place_en.clone().or_else(|| wider.document_place_en.clone()),
            id: self.id.clone().or_else(|| wider.id.clone()),
            name: wider.name.clone(),
        }
    }

    /// Whether they tell apart the figures of a row or column.
    pub fn tells_apart(&self) -> bool {
        self.place.is_some() || self.indicator.is_some() || self.period.is_some() || !self.breakdown.is_empty()
    }

    /// The name in each language, its parts joined by blanks.
    pub fn words(&self) -> Text {
        let of =
            |lang: fn(&Text) -> &String| self.name.iter().map(lang).map(String::as_str).collect::<Vec<_>>().join(" ");
        text(of(|name| &name.zh), of(|name| &name.en))
    }
}

impl TableReader<'_> {
    /// Adds what a head says.
    pub fn take_meaning(&self, known: &mut FiguresKnown, meaning: HeadMeaning) {
        if let Some(period) = meaning.period {
            known.period = Some(period);
            let years = if period.from == period.to {
                period.to.to_string()
            } else {
                format!("{}–{}", period.from, period.to)
            };
            known.name.push(text(years.clone(), years));
        }
        known.unit = meaning.unit.or(known.unit.take());
        match meaning.named {
            Some(NamedThing::Place(id)) => {
                known.place = Some(id);
                known.name.push(self.portal.jurisdiction(id).def.names.clone());
            }
            Some(NamedThing::Indicator(id)) => {
                known.indicator = Some(id);
                known.name.extend(self.indicators.get(id.index()).map(|indicator| indicator.def.names.clone()));
            }
            Some(NamedThing::DimensionValue(dimension, value)) => {
                known.breakdown.push((dimension, value));
                let values = self.dimensions.get(dimension).and_then(|dimension| dimension.values.get(value));
                known.name.extend(values.map(|value| value.names.clone()));
            }
            Some(NamedThing::Dimension(_)) | None => {}
        }
    }

    /// What a description says of a table, a row or a column; unknown names are reported.
    pub fn described(&self, facts: &TableFacts, diagnostics: &mut Diagnostics) -> FiguresKnown {
        let mut known = FiguresKnown {
            year_basis: facts.year_basis,
            unit: facts.unit.as_ref().map(|unit| unit.value.clone()),
            nature: facts.nature,
            status: facts.status,
            decimals: facts.decimals,
            source: facts.source.clone(),
            notes: facts.notes.clone(),
            ..FiguresKnown::default()
        };
        let mut named = Vec::new();
        if let Some(name) = &facts.jurisdiction {
            match self.names.named(&name.value) {
                Some(found @ NamedThing::Place(_)) => named.push(found),
                _ => drop(self.table.places.resolve(name, &self.table.unreadable_names, diagnostics)),
            }
        }
        if let Some(name) = &facts.indicator {
            match self.names.named(&name.value) {
                Some(found @ NamedThing::Indicator(_)) => named.push(found),
                _ => drop(self.table.indicators.resolve(name, &self.table.unreadable_names, diagnostics)),
            }
        }
        named.extend(facts.breakdown.iter().filter_map(|pair| self.dimension_value(pair, diagnostics)));
        for found in named {
            self.take_meaning(&mut known, HeadMeaning { named: Some(found), ..HeadMeaning::default() });
        }
        if let Some(period) = &facts.period {
            self.take_meaning(&mut known, HeadMeaning { period: Some(period.value), ..HeadMeaning::default() });
        }
        known
    }

    fn dimension_value(
        &self,
        (name, value): &(Spanned<String>, Spanned<String>),
        diagnostics: &mut Diagnostics,
    ) -> Option<NamedThing> {
        let Some(NamedThing::Dimension(dimension)) = self.names.named(&name.value) else {
            diagnostics.push(diagnose_unknown(name, "分组维度", "breakdown dimension"));
            return None;
        };
        let found = self.names.value_of(self.dimensions, dimension, &value.value);
        if found.is_none() {
            diagnostics.push(diagnose_unknown(value, "分组值", "breakdown value"));
        }
        found.map(|value| NamedThing::DimensionValue(dimension, value))
    }
}

pub fn diagnose_unknown(name: &Spanned<String>, zh: &str, en: &str) -> Diagnostic {
    let wrong = &name.value;
    Diagnostic::new(Code::UnknownName, name.span, say!("没有名为`{wrong}`的{zh}", "there is no {en} named `{wrong}`"))
        .help(say!(
            "检查写法，或先加到`data/breakdowns.yaml`",
            "check the spelling, or add it to `data/breakdowns.yaml` first"
        ))
}
