//! The figures of a document that is taken in: which figures of the data they state, else to
//! which indicator, place and year they may belong. Proposals only; nothing is bound.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::figure::frame::Framed;
use crate::figure::moments::moments;
use crate::figure::printed::falls_before;
use crate::figure::{FoundKind, scan};
use crate::i18n::Lang;
use crate::parse::Numeral;
use crate::portal::ids::{IndicatorId, JurisdictionId, ObservationId};
use crate::portal::likely_indicators::{IndicatorWords, LikelyIndicator, clear_indicator};
use crate::portal::model::Portal;
use crate::portal::proposals::{Proposal, TextSetting, is_certain, propose};
use crate::portal::resolver::PlaceNames;
use crate::source::FileId;

/// A passage of a document.
pub struct StatedPassage<'t> {
    pub text: &'t str,
    /// The words of the heading above it.
    pub above: &'t str,
    pub setting: TextSetting,
}

/// A figure of a passage.
#[derive(Clone, Debug)]
pub struct StatedFigure {
    /// The passage, by its position, and where in it the figure stands.
    pub passage: usize,
    pub range: Range<usize>,
    /// Figures of the data that it may state, best first, and the one that it states where no
    /// other fits.
    pub known: Vec<ObservationId>,
    pub certain: Option<ObservationId>,
    /// Indicators to which it may belong, best first, and the one that is far ahead.
    pub likely: Vec<LikelyIndicator>,
    pub clear: Option<IndicatorId>,
    /// The place and year of which its sentence speaks, else those of the text.
    pub place: Option<JurisdictionId>,
    pub year: Option<u16>,
}

/// Reads the figures of the passages of a document, in their order.
pub fn stated_figures(portal: &Portal, names: &PlaceNames, passages: &[StatedPassage<'_>]) -> Vec<StatedFigure> {
    let words = IndicatorWords::new(portal, portal.default_programme);
    let mut bound = BTreeSet::new();
    let mut figures = Vec::new();
    for (position, passage) in passages.iter().enumerate() {
        let numerals = numerals(passage.text);
        let whole = (passage.text, 0);
        let proposed = propose(portal, names, whole, Lang::Zh, &passage.setting, &numerals, &bound);
        for (numeral, proposals) in numerals.iter().zip(proposed) {
            let range = numeral.span.start as usize..numeral.span.end as usize;
            let document = passage.setting.document;
            let printed = numeral.printed.as_ref();
            let likely = words.likely(passage.text, range.clone(), passage.above, printed, document);
            let certain = certain(portal, &passage.setting, &proposals, &likely);
            bound.extend(certain);
            let framed = Framed::new(passage.text, range.clone(), Lang::Zh);
            figures.push(StatedFigure {
                passage: position,
                range,
                known: proposals.iter().map(|proposal| proposal.id).collect(),
                certain,
                clear: clear_indicator(&likely),
                likely,
                place: place_of(portal, names, &framed, &passage.setting),
                year: moments(framed.before, Lang::Zh).last().and_then(|(_, m)| m.year).or(passage.setting.year),
            });
        }
    }
    without_twins(&mut figures);
    figures
}

fn numerals(text: &str) -> Vec<Numeral> {
    let figures = scan(text, Lang::Zh).into_iter().filter(|found| found.kind == FoundKind::Figure);
    figures
        .map(|found| Numeral {
            span: crate::diag::Span::new(FileId(0), found.range.clone()),
            text: text.get(found.range.clone()).unwrap_or("").to_owned(),
            falls: falls_before(text.get(..found.range.start).unwrap_or(""), Lang::Zh),
            printed: found.printed,
        })
        .collect()
}

/// The figure of the data that is stated: ahead of all others, and of this document or of an
/// indicator of which the sentence speaks. A number alone that happens to be the same is none.
fn certain(
    portal: &Portal,
    setting: &TextSetting,
    proposals: &[Proposal],
    likely: &[LikelyIndicator],
) -> Option<ObservationId> {
    let first = proposals.first().filter(|_| is_certain(proposals))?.id;
    let observation = portal.observation(first);
    let spoken_of = likely.iter().any(|likely| likely.id == observation.indicator);
    // With a year of its own, the same number of another year is another figure.
    let same_year = observation.def.period.is_none_or(|period| {
        setting.document == Some(observation.document)
            || setting.year.is_none_or(|year| (period.from..=period.to).contains(&year))
    });
    (spoken_of && same_year).then_some(first)
}

/// The place named last before a figure, where it lies in that of the text; else that of the text.
fn place_of(portal: &Portal, names: &PlaceNames, framed: &Framed<'_>, setting: &TextSetting) -> Option<JurisdictionId> {
    let own = setting.places.first().copied();
    let named = names.named_in(framed.before).pop().map(|(_, place)| place);
    let inside = |place: &JurisdictionId| own.is_none_or(|own| portal.lies_in(*place, own));
    named.filter(inside).or(own)
}

/// Two figures of one indicator, place and year are two things, which only a reader can tell apart.
fn without_twins(figures: &mut [StatedFigure]) {
    let key = |figure: &StatedFigure| Some((figure.clear?, figure.place, figure.year));
    let mut count: HashMap<_, usize> = HashMap::new();
    for figure in figures.iter().filter(|figure| figure.certain.is_none()) {
        if let Some(key) = key(figure) {
            *count.entry(key).or_default() += 1;
        }
    }
    let mut stated: HashMap<ObservationId, usize> = HashMap::new();
    for figure in figures.iter() {
        if let Some(id) = figure.certain {
            *stated.entry(id).or_default() += 1;
        }
    }
    for figure in figures {
        if key(figure).is_some_and(|key| count.get(&key).copied().unwrap_or(0) > 1) {
            figure.clear = None;
        }
        if figure.certain.is_some_and(|id| stated.get(&id).copied().unwrap_or(0) > 1) {
            figure.certain = None;
        }
    }
}
