//! Places mixed up: a link that says one place and leads to another, a figure of one
//! place whose source names another.

use std::collections::HashMap;

use super::coverage::targets;
use super::{JurisdictionId, Narrative, Observation, Portal, Target};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::say;

/// The places by every name that is theirs alone.
#[derive(Clone, Default)]
pub struct Named {
    by_name: HashMap<String, Option<JurisdictionId>>,
}

impl Named {
    pub fn new(portal: &Portal) -> Named {
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
        Named { by_name }
    }

    /// The place that a text names, when it is another one than `place`.
    fn other(&self, text: &str, place: JurisdictionId) -> Option<JurisdictionId> {
        self.by_name.get(text).copied().flatten().filter(|named| *named != place)
    }

    /// The same where neither lies in the other: a county's figure stands under its city.
    fn stranger(&self, portal: &Portal, text: &str, place: JurisdictionId) -> Option<JurisdictionId> {
        let related = |other| portal.lies_in(other, place) || portal.lies_in(place, other);
        self.other(text, place).filter(|other| !related(*other))
    }
}

/// Checks the links of a narrative.
pub fn check_links(portal: &Portal, named: &Named, narrative: &Narrative, problems: &mut Diagnostics) {
    for (_, text) in narrative.texts.iter() {
        for (reference, target) in text.iter().flat_map(targets) {
            let Target::Place(place) = target else { continue };
            if let Some(other) = named.other(reference.text.trim(), *place) {
                problems.push(link(portal, reference.text.span, *place, other));
            }
        }
    }
}

/// Checks the source of a figure.
pub fn check_source(portal: &Portal, named: &Named, observation: &Observation, problems: &mut Diagnostics) {
    let Some(place) = &observation.def.source.place else { return };
    let mut words = place.zh.split_whitespace();
    if let Some(other) = words.find_map(|word| named.stranger(portal, word, observation.jurisdiction)) {
        problems.push(source(portal, observation.def.id.span, observation.jurisdiction, other));
    }
}

fn link(portal: &Portal, span: Span, place: JurisdictionId, other: JurisdictionId) -> Diagnostic {
    let (to, said) = (&portal.jurisdiction(place).def, &portal.jurisdiction(other).def);
    let (zh, en, slug) = (&to.names.zh, &to.names.en, &said.slug.value);
    let (said_zh, said_en) = (&said.names.zh, &said.names.en);
    Diagnostic::new(
        Code::PlaceMixedUp,
        span,
        say!("文字写的是{said_zh}，链接去的是{zh}", "the text says {said_en}, and the link leads to {en}"),
    )
    .help(say!("写成`place:{slug}`，或改正文字", "write `place:{slug}`, or correct the text"))
}

fn source(portal: &Portal, span: Span, place: JurisdictionId, other: JurisdictionId) -> Diagnostic {
    let (of, said) = (&portal.jurisdiction(place).def.names, &portal.jurisdiction(other).def.names);
    let (zh, en, said_zh, said_en) = (&of.zh, &of.en, &said.zh, &said.en);
    Diagnostic::new(
        Code::PlaceMixedUp,
        span,
        say!(
            "这是{zh}的数据，出处却在{said_zh}那一处",
            "this is a figure of {en}, and its source is the place on {said_en}"
        ),
    )
    .help(say!(
        "对照公开文件，改正`jurisdiction`或`source`的`place`",
        "compare with the document and correct `jurisdiction` or the `place` of the source"
    ))
}
