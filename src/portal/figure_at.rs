//! The figure at a place of a text while somebody writes it: bound to the data or free, with what it
//! may state, and the sentence of the other language in which it stands.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::figure::frame::Framed;
use crate::figure::{ComparedValue, Printed};
use crate::i18n::Lang;
use crate::parse::{NO_DATA, Narrative, Numeral, Reference, ReferenceKind};
use crate::portal::figure_values::{comparable_value, verdict};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::proposals::{Proposal, TextSetting, propose};
use crate::portal::records::LinkedNarrative;
use crate::portal::resolver::PlaceNames;

/// What a figure of a text is to the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Bound; and whether its words state the value.
    Bound { id: ObservationId, states_it: bool },
    /// Marked as no data.
    NoData,
    /// Bound to a name that the data does not have.
    Unknown,
    /// Free: what it may state, the likeliest first.
    Free(Vec<Proposal>),
}

/// A figure of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureAt {
    /// Its bytes in the file, with all marks of its binding.
    pub range: Range<usize>,
    /// The words that readers see.
    pub words: String,
    pub standing: Standing,
    /// The sentence of the other language that has the same figure, where one alone has it.
    pub other: Option<String>,
}

/// The figure at a byte of a text, which is a language of a narrative as it is being written.
pub fn figure_at(
    portal: &Portal,
    names: &PlaceNames,
    narrative: &LinkedNarrative,
    text: &Narrative,
    at: usize,
) -> Option<FigureAt> {
    let other = narrative.texts.get(text.lang().other()).as_ref().map(|other| match other.def.is_read {
        true => (*other.def).clone(),
        false => other.def.with_body().0,
    });
    let holds = |range: &Range<usize>| range.start <= at && at <= range.end;
    let figures = text.references.iter().filter(|reference| reference.kind == ReferenceKind::Figure);
    if let Some((reference, range)) = figures.map(|link| (link, link_range(link))).find(|(_, range)| holds(range)) {
        let standing = standing_of(portal, reference);
        let value = match standing {
            Standing::Bound { id, .. } => Some(comparable_value(portal, id)),
            Standing::NoData | Standing::Unknown | Standing::Free(_) => None,
        };
        let printed = reference.stated.as_ref().and_then(|stated| stated.printed.as_ref().ok());
        let same = Same { target: Some(&reference.target.value), value: value.as_ref(), printed };
        let other = other.and_then(|other| sentence_with(&other, &same));
        return Some(FigureAt { range, words: reference.text.value.clone(), standing, other });
    }
    let place = |numeral: &Numeral| numeral.span.start as usize..numeral.span.end as usize;
    let position = text.unbound.iter().position(|numeral| holds(&place(numeral)))?;
    let numeral = text.unbound.get(position)?;
    let bound: BTreeSet<ObservationId> =
        bound_in(portal, text).chain(other.iter().flat_map(|o| bound_in(portal, o))).collect();
    let whole = (&*text.body, text.offset);
    let setting = TextSetting::of(portal, narrative);
    let proposed = propose(portal, names, whole, text.lang(), &setting, &text.unbound, &bound);
    let same = Same { target: None, value: None, printed: numeral.printed.as_ref() };
    Some(FigureAt {
        range: place(numeral),
        words: numeral.text.clone(),
        standing: Standing::Free(proposed.into_iter().nth(position).unwrap_or_default()),
        other: other.and_then(|other| sentence_with(&other, &same)),
    })
}

fn standing_of(portal: &Portal, reference: &Reference) -> Standing {
    if reference.target.value == NO_DATA {
        return Standing::NoData;
    }
    let Some(id) = portal.observation_named(&reference.target.value) else { return Standing::Unknown };
    let value = comparable_value(portal, id);
    let states_it = reference.stated.as_ref().is_some_and(|stated| {
        stated.printed.as_ref().is_ok_and(|printed| verdict(printed, &value, stated.falls).is_none())
    });
    Standing::Bound { id, states_it }
}

/// From the bracket before the words to the one behind the name.
fn link_range(reference: &Reference) -> Range<usize> {
    (reference.text.span.start as usize).saturating_sub(1)..reference.target.span.end as usize + 1
}

fn bound_in<'p>(portal: &'p Portal, text: &'p Narrative) -> impl Iterator<Item = ObservationId> + use<'p> {
    let figures = text.references.iter().filter(|reference| reference.kind == ReferenceKind::Figure);
    figures.filter_map(|reference| portal.observation_named(&reference.target.value))
}

/// By what a figure of the other language is known as the same.
struct Same<'a> {
    target: Option<&'a str>,
    value: Option<&'a ComparedValue>,
    printed: Option<&'a Printed>,
}

impl Same<'_> {
    fn states(&self, printed: &Printed, falls: bool) -> bool {
        match self.value {
            Some(value) => verdict(printed, value, falls).is_none(),
            None => self.printed.is_some_and(|own| {
                (own.low, own.high, own.dimension) == (printed.low, printed.high, printed.dimension)
            }),
        }
    }
}

/// The sentence of a text that binds the same figure, else the only one that states it.
fn sentence_with(text: &Narrative, same: &Same<'_>) -> Option<String> {
    let bound = |wanted: &dyn Fn(&Reference) -> bool| -> Vec<String> {
        let passages = text.passages.iter().flat_map(|passage| passage.links.iter().map(move |link| (passage, link)));
        let wanted = passages.filter(|(_, (_, position))| text.references.get(*position).is_some_and(wanted));
        wanted.map(|(passage, (range, _))| sentence(&passage.text, range.clone(), text.lang())).collect()
    };
    let by_name = bound(&|link| link.kind == ReferenceKind::Figure && same.target == Some(&*link.target.value));
    if let Some(first) = by_name.into_iter().next() {
        return Some(first);
    }
    let mut stating = bound(&|link| {
        link.stated.as_ref().is_some_and(|s| s.printed.as_ref().is_ok_and(|printed| same.states(printed, s.falls)))
    });
    let free = text.unbound.iter().filter(|n| n.printed.as_ref().is_some_and(|printed| same.states(printed, n.falls)));
    stating.extend(free.map(|numeral| {
        let place = |byte: u32| (byte as usize).saturating_sub(text.offset);
        let range = place(numeral.span.start)..place(numeral.span.end);
        without_marks(&sentence(&text.body, range, text.lang()))
    }));
    stating.dedup();
    match stating.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

fn sentence(text: &str, range: Range<usize>, lang: Lang) -> String {
    let Framed { before, figure, after, .. } = Framed::new(text, range, lang);
    format!("{before}{figure}{after}").trim().to_owned()
}

/// Markdown without its links and emphasis, as readers see it.
fn without_marks(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        words.push_str(&rest[..at]);
        rest = rest[at..].find(')').map_or("", |end| &rest[at + end + 1..]);
    }
    words.push_str(rest);
    words.replace(['[', '*', '`'], "").trim_start_matches(['#', '-', '>', ' ']).to_owned()
}
