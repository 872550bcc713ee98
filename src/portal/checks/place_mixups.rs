//! Places mixed up: a link that says one place and leads to another, a figure of one
//! place whose source names another.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::parse::NarrativeKind;
use crate::portal::checks::coverage::targets;
use crate::portal::ids::{IndicatorId, JurisdictionId, ObservationId};
use crate::portal::join::links::LinkTarget;
use crate::portal::model::{LinkedNarrative, LinkedObservation, Portal};
use crate::say;

/// The places by every name that is theirs alone.
#[derive(Clone, Default)]
pub struct PlaceNames {
    by_name: HashMap<String, Option<JurisdictionId>>,
    indicators: HashMap<String, Option<IndicatorId>>,
}

impl PlaceNames {
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
        PlaceNames { by_name, indicators }
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
pub fn check_links(portal: &Portal, named: &PlaceNames, narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    for (_, text) in narrative.texts.iter() {
        for (reference, target) in text.iter().flat_map(targets) {
            match target {
                LinkTarget::Place(place) => {
                    let other = named.other(reference.text.trim(), *place);
                    problems.extend(
                        other.map(|other| link(portal, reference.text.span, *place, other)).into_iter().collect(),
                    );
                }
                LinkTarget::Indicator(of) => {
                    let said = named.indicators.get(&reference.text.trim().to_lowercase()).copied().flatten();
                    let other = said.filter(|other| other != of);
                    let told = other.map(|other| indicator_link(portal, reference.text.span, *of, other));
                    problems.extend(told.into_iter().collect());
                }
                LinkTarget::Observation(id) => {
                    problems
                        .extend(elsewhere_printed(portal, narrative, reference.target.span, *id).into_iter().collect());
                }
                _ => {}
            }
        }
    }
}

/// Checks the source of a figure.
pub fn check_source(portal: &Portal, named: &PlaceNames, observation: &LinkedObservation, problems: &mut Diagnostics) {
    let Some(place) = &observation.def.source.place else { return };
    let words = place.zh.split_whitespace().chain(place.en.split(',').map(str::trim));
    if let Some(other) = words.into_iter().find_map(|word| named.stranger(portal, word, observation.jurisdiction)) {
        problems.push(source(portal, place.span, observation.jurisdiction, other));
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

/// A case or report is written from one document: a figure of another one is mixed up, or
/// its record names the wrong document.
fn elsewhere_printed(
    portal: &Portal,
    narrative: &LinkedNarrative,
    span: Span,
    id: ObservationId,
) -> Option<Diagnostic> {
    let from = narrative.document.filter(|_| matches!(narrative.kind, NarrativeKind::Case | NarrativeKind::Report))?;
    let observation = portal.observation(id);
    if observation.document == from {
        return None;
    }
    let (of, at) = (&portal.document(observation.document).titles, &portal.document(from).titles);
    let (zh, en, at_zh, at_en) = (&of.zh, &of.en, &at.zh, &at.en);
    Some(
        Diagnostic::new(
            Code::LinkMixedUp,
            span,
            say!(
                "这个数出自《{zh}》，本篇写的是《{at_zh}》",
                "this figure is from “{en}”, and the text is about “{at_en}”"
            ),
        )
        .related(observation.def.source.document.span, say!("它的出处", "its source"))
        .help(say!(
            "绑定本篇文件里的数，或改正数据的`document`",
            "bind a figure of that document, or correct `document` in the data"
        )),
    )
}

fn indicator_link(portal: &Portal, span: Span, of: IndicatorId, other: IndicatorId) -> Diagnostic {
    let (to, said) = (&portal.indicator(of).def, &portal.indicator(other).def);
    let (zh, en, slug) = (&to.names.zh, &to.names.en, &said.id.value);
    let (said_zh, said_en) = (&said.names.zh, &said.names.en);
    Diagnostic::new(
        Code::LinkMixedUp,
        span,
        say!(
            "文字是指标“{said_zh}”的名称，链接去的是“{zh}”",
            "the text names the indicator “{said_en}”, and the link leads to “{en}”"
        ),
    )
    .help(say!("写成`indicator:{slug}`，或改正文字", "write `indicator:{slug}`, or correct the text"))
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
