//! Which figures of the data the free figures of a text may state.
//!
//! Text in, proposals out: nothing is changed, and nothing is bound by itself. A check prints the best proposals, the
//! command `check --propose` writes the certain ones into a copy; importers and editors may do either.

use std::collections::{BTreeSet, HashSet};

use crate::figure::frame::Framed;
use crate::figure::likeness::{pieces, share};
use crate::figure::moments::moments;
use crate::i18n::Lang;
use crate::parse::{Numeral, without_addresses};
use crate::portal::figure_values::{comparable_value, verdict};
use crate::portal::ids::{DocumentId, JurisdictionId, ObservationId};
use crate::portal::model::Portal;
use crate::portal::records::{LinkedNarrative, NarrativeText};
use crate::portal::resolver::PlaceNames;

/// Where a text belongs, as far as that tells which figures it may state.
#[derive(Clone, Debug, Default)]
pub struct TextSetting {
    /// The places of which it speaks, the one it is about first.
    pub places: Vec<JurisdictionId>,
    pub year: Option<u16>,
    /// The document from which it is written, and the place in it, in Chinese.
    pub document: Option<DocumentId>,
    pub source_place: Option<String>,
}

impl TextSetting {
    /// The setting of a narrative.
    pub fn of(portal: &Portal, narrative: &LinkedNarrative) -> TextSetting {
        let above = narrative.jurisdiction.and_then(|place| portal.jurisdiction(place).parent);
        let places = narrative.county.into_iter().chain(narrative.jurisdiction);
        let source = narrative.shared.source.as_ref();
        TextSetting {
            places: places.chain(narrative.mentions.iter().copied()).chain(above).collect(),
            year: Some(narrative.year),
            document: narrative.document,
            source_place: source.and_then(|source| source.place.as_ref()).map(|place| place.zh.clone()),
        }
    }
}

/// A figure of the data that a free figure may state; the more points, the likelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: ObservationId,
    pub points: usize,
}

/// How many points the first proposal is ahead of the second where it is certain.
const CERTAIN: usize = 25;

/// Whether the first of some proposals can be written without a look at the document.
pub fn is_certain(proposals: &[Proposal]) -> bool {
    match proposals {
        [first, second, ..] => first.points >= second.points + CERTAIN,
        [_] => true,
        [] => false,
    }
}

/// The proposals for each free figure of a text, the best first. `text` is Markdown or plain; `start` is the place of
/// its first byte in the file of the figures. Figures that the text has `bound` are less likely to be stated again.
pub fn propose(
    portal: &Portal,
    names: &PlaceNames,
    (text, start): (&str, usize),
    lang: Lang,
    setting: &TextSetting,
    free: &[Numeral],
    bound: &BTreeSet<ObservationId>,
) -> Vec<Vec<Proposal>> {
    let plain = without_addresses(text);
    let mut used: HashSet<ObservationId> = bound.iter().copied().collect();
    let mut found = Vec::with_capacity(free.len());
    for numeral in free {
        let at = (numeral.span.start as usize).saturating_sub(start)..(numeral.span.end as usize).saturating_sub(start);
        let inside = plain.is_char_boundary(at.start.min(plain.len())) && at.end <= plain.len();
        let framed = Framed::new(&plain, if inside { at.clone() } else { 0..0 }, lang);
        let raw = text.get(..at.start).filter(|_| inside).unwrap_or("");
        let context = NumeralContext::read(names, setting, &framed, raw);
        let mut proposals = context.proposals(portal, setting, numeral, &used);
        proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.points));
        if is_certain(&proposals) {
            used.extend(proposals.first().map(|first| first.id));
        }
        found.push(proposals);
    }
    found
}

/// A copy of a text with figures bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedText {
    pub text: String,
    /// How many figures were bound, and how many are left.
    pub bound: usize,
    pub open: usize,
}

/// A copy of one language of a narrative in which every free figure is bound of which the observation is certain;
/// `written` is the whole file.
pub fn proposed_text(
    portal: &Portal,
    names: &PlaceNames,
    narrative: &LinkedNarrative,
    text: &NarrativeText,
    written: &str,
) -> ProposedText {
    let (def, setting) = (&text.def, TextSetting::of(portal, narrative));
    let bound = narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(NarrativeText::bound_figures);
    let bound = bound.map(|(id, _)| id).collect();
    let proposed = propose(portal, names, (&def.body, def.offset), def.lang(), &setting, &def.unbound, &bound);
    let mut copy = ProposedText { text: written.to_owned(), bound: 0, open: 0 };
    let mut figures: Vec<(&Numeral, Vec<Proposal>)> = def.unbound.iter().zip(proposed).collect();
    // From the end, so that places stay where they are.
    figures.sort_by_key(|(numeral, _)| std::cmp::Reverse(numeral.span.start));
    for (numeral, proposals) in figures {
        let range = numeral.span.start as usize..numeral.span.end as usize;
        match proposals.first().filter(|_| is_certain(&proposals)) {
            Some(first) if written.get(range.clone()) == Some(numeral.text.as_str()) => {
                let link = format!("[{}](figure:{})", numeral.text, portal.observation(first.id).def.id.value);
                copy.text.replace_range(range, &link);
                copy.bound += 1;
            }
            _ => copy.open += 1,
        }
    }
    copy
}

/// What stands around a free figure.
struct NumeralContext {
    lang: Lang,
    /// Of its own part of the sentence, and of the sentence.
    near: HashSet<String>,
    sentence: HashSet<String>,
    places: Vec<JurisdictionId>,
    years: Vec<u16>,
    /// The indicator to which the sentence links last before it.
    indicator: Option<String>,
}

impl NumeralContext {
    fn read(names: &PlaceNames, setting: &TextSetting, framed: &Framed<'_>, raw_before: &str) -> NumeralContext {
        let Framed { before, after, lang, .. } = *framed;
        let clause = before.rsplit(['，', ',', '；', ':', '：']).next().unwrap_or(before);
        let behind = after.split(['，', ',', '；']).next().unwrap_or(after);
        let sentence = raw_before.rsplit(['。', '\n']).next().unwrap_or("");
        let linked = sentence.rsplit_once("](indicator:").map(|(_, rest)| rest);
        let mut places: Vec<JurisdictionId> =
            names.named_in(before).into_iter().rev().map(|(_, place)| place).collect();
        places.extend(&setting.places);
        NumeralContext {
            lang,
            near: pieces(&format!("{clause} {behind}"), lang),
            sentence: pieces(&format!("{before} {after}"), lang),
            places,
            years: moments(before, lang).into_iter().rev().filter_map(|(_, moment)| moment.year).collect(),
            indicator: linked.and_then(|rest| rest.split(')').next()).map(str::to_owned),
        }
    }

    fn proposals(
        &self,
        portal: &Portal,
        setting: &TextSetting,
        numeral: &Numeral,
        used: &HashSet<ObservationId>,
    ) -> Vec<Proposal> {
        let Some(printed) = &numeral.printed else { return Vec::new() };
        let mut seen = HashSet::new();
        let of_places = self.places.iter().flat_map(|place| portal.observations_of(*place));
        let fits = |id: &ObservationId| {
            seen.insert(*id) && verdict(printed, &comparable_value(portal, *id), numeral.falls).is_none()
        };
        let propose = |id: ObservationId| {
            let points = self.points(portal, setting, id);
            Proposal { id, points: if used.contains(&id) { points.saturating_sub(30) } else { points } }
        };
        of_places.filter(fits).map(propose).collect()
    }

    /// How well a figure of the data fits, besides its value.
    fn points(&self, portal: &Portal, setting: &TextSetting, id: ObservationId) -> usize {
        let observation = portal.observation(id);
        let indicator = &portal.indicator(observation.indicator).def;
        let mut points = 0;
        if setting.document == Some(observation.document) {
            points += 40;
        }
        let place = observation.def.source.place.as_ref().map(|place| place.zh.as_str());
        if place.is_some() && place == setting.source_place.as_deref() {
            points += 60;
        }
        points += match self.places.iter().position(|place| *place == observation.jurisdiction) {
            Some(0) => 30,
            Some(_) => 10,
            None => 0,
        };
        let fits = |year: u16| observation.def.period.is_some_and(|period| (period.from..=period.to).contains(&year));
        points += match self.years.first() {
            Some(year) if fits(*year) => 40,
            Some(_) => 0,
            None if setting.year.is_some_and(fits) => 20,
            None => 10,
        };
        if self.indicator.as_ref() == Some(&indicator.id.value) {
            points += 50;
        }
        let breakdown = observation.breakdown.iter().filter_map(|(dimension, value)| {
            portal.dimensions.get(*dimension)?.values.get(*value).map(|value| value.names.get(self.lang).as_str())
        });
        let known: Vec<&str> = std::iter::once(indicator.names.get(self.lang).as_str()).chain(breakdown).collect();
        let known = pieces(&known.join(" "), self.lang);
        points + share(&known, &self.near) + share(&known, &self.sentence) / 2
    }
}
