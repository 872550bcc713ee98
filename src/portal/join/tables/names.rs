//! What the heads of tables can name, and how they are written there.

use std::collections::HashMap;
use std::sync::Arc;

use crate::i18n::{Lang, Text};
use crate::parse::records::{self, ColumnRole, HeadWord, Period};
use crate::portal::ids::{IndicatorId, JurisdictionId};
use crate::portal::join::units::factor;
use crate::portal::model::Portal;
use crate::portal::records::LinkedIndicator;

/// Names as tables write them, each with the one thing that it stands for.
pub struct HeadNames {
    named: HashMap<String, Option<NamedThing>>,
    roles: HashMap<String, ColumnRole>,
    units: Vec<Arc<records::Unit>>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedThing {
    Place(JurisdictionId),
    Indicator(IndicatorId),
    /// Position of a dimension.
    Dimension(usize),
    /// Positions of a dimension and of one of its values.
    DimensionValue(usize, usize),
}

/// What a head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadMeaning {
    pub role: Option<ColumnRole>,
    pub named: Option<NamedThing>,
    pub period: Option<Period>,
    pub unit: Option<String>,
}

impl HeadMeaning {
    /// Whether it says anything.
    pub fn is_known(&self) -> bool {
        *self != HeadMeaning::default()
    }
}

impl HeadNames {
    /// The names of places, indicators and breakdowns, and the words of heads.
    pub fn new<'w>(
        portal: &Portal,
        indicators: &[LinkedIndicator],
        dimensions: &[Arc<records::Dimension>],
        units: &[Arc<records::Unit>],
        words: impl Iterator<Item = &'w HeadWord>,
    ) -> HeadNames {
        let mut names = HeadNames { named: HashMap::new(), roles: HashMap::new(), units: units.to_vec() };
        for id in portal.jurisdiction_ids() {
            let def = &portal.jurisdiction(id).def;
            names.add_all(NamedThing::Place(id), &def.slug.value, &[&def.names, &def.short]);
            // Two places that had a code one after the other are named by their slugs.
            def.code.iter().for_each(|code| names.add(NamedThing::Place(id), &code.value));
        }
        for (position, indicator) in indicators.iter().enumerate() {
            let named = NamedThing::Indicator(IndicatorId::new(position));
            names.add_all(named, &indicator.def.id.value, &[&indicator.def.names]);
        }
        for (position, dimension) in dimensions.iter().enumerate() {
            names.add_all(NamedThing::Dimension(position), &dimension.id.value, &[&dimension.names]);
            for (place, value) in dimension.values.iter().enumerate() {
                names.add_all(NamedThing::DimensionValue(position, place), &value.id.value, &[&value.names]);
            }
        }
        for word in words {
            names.roles.extend(word.words.iter().map(|known| (plain(&known.value), word.is)));
        }
        names
    }

    fn add_all(&mut self, named: NamedThing, id: &str, texts: &[&Text]) {
        let texts = texts.iter().flat_map(|text| Lang::ALL.map(|lang| text.get(lang).as_str()));
        texts.chain([id]).for_each(|name| self.add(named, name));
    }

    /// A name that two things share tells nothing; an id is nobody else's.
    fn add(&mut self, named: NamedThing, name: &str) {
        let known = self.named.entry(plain(name)).or_insert(Some(named));
        if *known != Some(named) {
            *known = None;
        }
    }

    /// What a name stands for, if for one thing alone.
    pub fn named(&self, text: &str) -> Option<NamedThing> {
        self.named.get(&plain(text)).copied().flatten()
    }

    /// A value of a dimension, by the name that it has there.
    pub fn value_of(&self, dimensions: &[Arc<records::Dimension>], dimension: usize, text: &str) -> Option<usize> {
        let wanted = plain(text);
        let is = |name: &str| plain(name) == wanted;
        let values = &dimensions.get(dimension)?.values;
        values.iter().position(|value| is(&value.id.value) || is(&value.names.zh) || is(&value.names.en))
    }

    /// What a head says: a year, a word for what stands below it, a name, a unit, or a name
    /// with its unit behind it.
    pub fn meaning(&self, text: &str) -> HeadMeaning {
        if let Some(period) = period(text) {
            return HeadMeaning { period: Some(period), ..HeadMeaning::default() };
        }
        if let Some(named) = self.named(text) {
            return HeadMeaning { named: Some(named), ..HeadMeaning::default() };
        }
        if let Some(role) = self.roles.get(&plain(text)) {
            return HeadMeaning { role: Some(*role), ..HeadMeaning::default() };
        }
        if let Some(unit) = self.unit(text) {
            return HeadMeaning { unit: Some(unit), ..HeadMeaning::default() };
        }
        let Some((name, unit)) = split_unit(text) else { return HeadMeaning::default() };
        let (meaning, unit) = (self.meaning(name), self.unit(unit));
        if meaning.is_known() && unit.is_some() { HeadMeaning { unit, ..meaning } } else { HeadMeaning::default() }
    }

    /// A unit as heads write it: 亿元, （%）, 单位：万人.
    pub fn unit(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let bare = text.strip_prefix("单位").map_or(text, |rest| rest.trim_start_matches(['：', ':', ' ']));
        let bare = bare.trim_matches(['（', '）', '(', ')', '[', ']', ' ']);
        let known = |unit: &Arc<records::Unit>| factor(bare, unit).is_some();
        (!bare.is_empty() && self.units.iter().any(known)).then(|| bare.to_owned())
    }
}

/// A head with something in brackets, or behind a stroke, at its end.
fn split_unit(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (name, unit) = match text.strip_suffix(['）', ')']) {
        Some(open) => open.rsplit_once(['（', '('])?,
        None => text.rsplit_once(['/', '／', '，', ','])?,
    };
    Some((name.trim(), unit.trim())).filter(|(name, unit)| !name.is_empty() && !unit.is_empty())
}

/// A year as heads write it: 2020, 2020年, 2019-2020, 2019—2020年.
pub fn period(text: &str) -> Option<Period> {
    let text = plain(text);
    let text = ["年度", "年末", "年"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(&text).to_owned();
    let year = |text: &str| {
        let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        four.then(|| text.parse::<u16>().ok()).flatten().filter(|year| (1900..=2200).contains(year))
    };
    if let Some(year) = year(&text) {
        return Some(Period { from: year, to: year });
    }
    let (from, to) = text.split_once(['-', '–', '—', '~', '～'])?;
    let period = Period { from: year(from.trim_end_matches('年'))?, to: year(to)? };
    (period.from < period.to).then_some(period)
}

/// A name without what differs between two hands: blanks, capitals, full-width forms.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
