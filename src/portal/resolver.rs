//! Everything by which the references of texts are resolved: names of records, addresses of
//! texts, and what places and indicators are called.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::i18n::Lang;
use crate::parse::{NarrativeKind, NarrativePlace, ParsedFile, SourceKind};
use crate::portal::ids::{IndicatorId, JurisdictionId, NarrativeId, TermId};
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, ParsedFiles};
use crate::portal::records::LinkedNarrative;

/// Everything by which the references of texts are resolved.
#[derive(Default)]
pub struct Resolver {
    pub names: NameTable,
    pub links: LinkIndex,
    pub place_names: PlaceNames,
}

/// What is looked up while references are resolved.
#[derive(Clone, Default)]
pub struct LinkIndex {
    /// By kind and short address, such as `2020/place/slug`.
    pub narratives: HashMap<(NarrativeKind, String), NarrativeId>,
    /// Narratives whose file cannot be read: links to them are no second error.
    pub unreadable: HashSet<String>,
    /// Glossary terms by their id.
    pub terms: HashMap<String, TermId>,
}

impl LinkIndex {
    /// What the texts and terms of a portal are called in links.
    pub fn new(portal: &Portal, files: &ParsedFiles) -> LinkIndex {
        let mut index = LinkIndex::default();
        for narrative in portal.narratives.iter() {
            index.narratives.insert((narrative.kind, short_address(portal, narrative)), narrative.id);
        }
        for (_, parsed) in files {
            if let ParsedFile::Broken(SourceKind::Narrative(place)) = &parsed.file {
                index.unreadable.insert(place_address(place));
            }
        }
        for (position, term) in portal.terms.iter().enumerate() {
            index.terms.insert(term.id.value.clone(), TermId::new(position));
        }
        index
    }
}

/// `2020/jinan/slug`, after the programme's folder when it is not the default one; a
/// page's slug alone.
pub fn short_address(portal: &Portal, narrative: &LinkedNarrative) -> String {
    let mut parts = Vec::new();
    if let Some(programme) = narrative.programme.filter(|id| portal.default_programme != Some(*id)) {
        parts.push(portal.programme(programme).id.value.clone());
    }
    if let Some(place) = narrative.jurisdiction {
        parts.push(narrative.year.to_string());
        parts.push(portal.jurisdiction(place).def.slug.value.clone());
    }
    if !narrative.slug.is_empty() {
        parts.push(narrative.slug.clone());
    }
    parts.join("/")
}

/// The same of a place in the folders, whether its file can be read or not.
pub fn place_address(place: &NarrativePlace) -> String {
    let year = place.year.map(|year| year.to_string());
    let parts = [place.programme.clone(), year, place.jurisdiction.clone(), place.slug.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}

/// The places by every name that is theirs alone.
#[derive(Clone, Default)]
pub struct PlaceNames {
    by_name: HashMap<String, Option<JurisdictionId>>,
    /// The same by their first letter, the longest first.
    by_letter: HashMap<char, Vec<(String, JurisdictionId)>>,
    indicators: HashMap<String, Option<IndicatorId>>,
}

impl PlaceNames {
    /// The names of a portal’s places and indicators.
    pub fn new(portal: &Portal) -> PlaceNames {
        let mut by_name: HashMap<String, Option<JurisdictionId>> = HashMap::new();
        for id in portal.jurisdiction_ids() {
            let def = &portal.jurisdiction(id).def;
            for lang in Lang::ALL {
                for name in [def.names.get(lang), def.short.get(lang)] {
                    // A name that two places share tells nothing.
                    let known = by_name.entry(name.clone()).or_insert(Some(id));
                    if *known != Some(id) {
                        *known = None;
                    }
                }
            }
        }
        let mut indicators: HashMap<String, Option<IndicatorId>> = HashMap::new();
        for (position, indicator) in portal.indicators.iter().enumerate() {
            let id = IndicatorId::new(position);
            for lang in Lang::ALL {
                let known = indicators.entry(indicator.def.names.get(lang).to_lowercase()).or_insert(Some(id));
                if *known != Some(id) {
                    *known = None;
                }
            }
        }
        let mut by_letter: HashMap<char, Vec<(String, JurisdictionId)>> = HashMap::new();
        for (name, id) in &by_name {
            let (Some(letter), Some(id)) = (name.chars().next(), id) else { continue };
            if name.chars().nth(1).is_some() {
                by_letter.entry(letter).or_default().push((name.clone(), *id));
            }
        }
        for names in by_letter.values_mut() {
            names.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
        }
        PlaceNames { by_name, by_letter, indicators }
    }

    /// Every place that a text names, with where its name stands.
    pub fn named_in(&self, text: &str) -> Vec<(Range<usize>, JurisdictionId)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let inner = |c: char| c.is_ascii_alphabetic();
            let starts = !(inner(letter) && text[..at].ends_with(inner));
            let names = self.by_letter.get(&letter).filter(|_| starts);
            let here = names.into_iter().flatten().find(|(name, _)| {
                text[at..].starts_with(name.as_str())
                    && !(name.ends_with(inner) && text[at + name.len()..].starts_with(inner))
            });
            match here {
                Some((name, id)) => {
                    found.push((at..at + name.len(), *id));
                    at += name.len();
                }
                None => at += letter.len_utf8(),
            }
        }
        found
    }

    /// The indicator that a text names, when it is another one than `indicator`.
    pub fn other_indicator(&self, text: &str, indicator: IndicatorId) -> Option<IndicatorId> {
        self.indicators.get(&text.to_lowercase()).copied().flatten().filter(|named| *named != indicator)
    }

    /// The place that a text names, when it is another one than `place`.
    pub fn other_place(&self, text: &str, place: JurisdictionId) -> Option<JurisdictionId> {
        self.by_name.get(text).copied().flatten().filter(|named| *named != place)
    }

    /// The same where neither lies in the other: a county's figure stands under its city.
    pub fn unrelated_place(&self, portal: &Portal, text: &str, place: JurisdictionId) -> Option<JurisdictionId> {
        let related = |other| portal.lies_in(other, place) || portal.lies_in(place, other);
        self.other_place(text, place).filter(|other| !related(*other))
    }
}
