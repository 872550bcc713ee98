//! Places mixed up: a link that says one place and leads to another, a figure of one
//! place whose source names another.

use crate::diag::{Code, Cure, Diagnostic, Span};
use crate::figure::lexicon::frames::ANY_PLACE;
use crate::i18n::Lang;
use crate::parse::{NarrativeKind, Reference};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::ids::{IndicatorId, JurisdictionId, ObservationId};
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedNarrative, NarrativeText};
use crate::say;

/// Checks the links of narratives and the sources of figures.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.each_figure(recorder, |id, found| found.extend(check_source(scope, id).into_iter().collect()));
    scope.each_text(recorder, |narrative, text, lang, found| {
        found.extend(check_named(scope.portal, narrative, text, lang).into_iter().collect());
        for (reference, target) in text.links() {
            found.extend(check_link(scope, narrative, reference, target).into_iter().collect());
        }
    });
}

fn check_link(
    scope: &Scope<'_>,
    narrative: &LinkedNarrative,
    reference: &Reference,
    target: &LinkTarget,
) -> Option<Diagnostic> {
    let (portal, names) = (scope.portal, &scope.resolver.place_names);
    let (said, span) = (reference.text.trim(), reference.text.span);
    match target {
        LinkTarget::Place(place) => {
            let other =
                names.other_place(said, *place).map(|other| diagnose_place_link(portal, reference, *place, other));
            other.or_else(|| (!names_place(portal, said, *place)).then(|| diagnose_unnamed(portal, span, *place)))
        }
        LinkTarget::Indicator(indicator) => names
            .other_indicator(said, *indicator)
            .map(|other| diagnose_indicator_link(portal, reference, *indicator, other)),
        LinkTarget::Observation(id) => diagnose_other_document(portal, narrative, reference.target.span, *id),
        LinkTarget::NoData
        | LinkTarget::Document(_)
        | LinkTarget::Problem(_)
        | LinkTarget::Term(_)
        | LinkTarget::Narrative(_)
        | LinkTarget::Chart(_)
        | LinkTarget::Fact(_)
        | LinkTarget::Grades(_)
        | LinkTarget::Media(_)
        | LinkTarget::Anchor(_)
        | LinkTarget::External(_) => None,
    }
}

fn check_source(scope: &Scope<'_>, id: ObservationId) -> Option<Diagnostic> {
    let (portal, names) = (scope.portal, &scope.resolver.place_names);
    let observation = portal.observation(id);
    let place = observation.def.source.place.as_ref()?;
    let mut words = place.zh.split_whitespace().chain(place.en.split(',').map(str::trim));
    let other = words.find_map(|word| names.unrelated_place(portal, word, observation.jurisdiction))?;
    Some(diagnose_source(portal, place.span, observation.jurisdiction, other))
}

fn diagnose_place_link(
    portal: &Portal,
    reference: &Reference,
    place: JurisdictionId,
    other: JurisdictionId,
) -> Diagnostic {
    let (span, target) = (reference.text.span, &reference.target);
    let (to, said) = (&portal.jurisdiction(place).def, &portal.jurisdiction(other).def);
    let (zh, en, slug) = (&to.names.zh, &to.names.en, &said.slug.value);
    let (said_zh, said_en) = (&said.names.zh, &said.names.en);
    Diagnostic::new(
        Code::PlaceMixedUp,
        span,
        say!("文字写的是{said_zh}，链接去的是{zh}", "the text says {said_en}, and the link leads to {en}"),
    )
    .help(say!("写成`place:{slug}`，或改正文字", "write `place:{slug}`, or correct the text"))
    .cure(Cure::replace(target.span, target.value.as_str(), slug))
}

/// A case or report is written from one document: a figure of another one is mixed up, or
/// its record names the wrong document.
fn diagnose_other_document(
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

/// A case or report names the place of which it is.
fn check_named(portal: &Portal, narrative: &LinkedNarrative, text: &NarrativeText, lang: Lang) -> Option<Diagnostic> {
    let about = matches!(narrative.kind, NarrativeKind::Case | NarrativeKind::Report);
    let place = narrative.jurisdiction.filter(|place| about && !portal.jurisdiction(*place).def.placeholder)?;
    let inside = portal.jurisdiction_ids().filter(|other| *other == place || portal.lies_in(*other, place));
    let (fields, body) = (&text.def.fields, &text.def.body);
    let summary = fields.summary.as_ref().map_or("", |summary| summary.value.as_str());
    let mut names = inside.flat_map(|id| {
        let def = &portal.jurisdiction(id).def;
        [def.names.get(lang).as_str(), def.short.get(lang).as_str()]
    });
    if names.any(|name| [fields.title.value.as_str(), summary, body].iter().any(|said| said.contains(name))) {
        return None;
    }
    let def = &portal.jurisdiction(place).def;
    let (zh, en) = (&def.names.zh, &def.names.en);
    Some(
        Diagnostic::new(
            Code::PlaceMixedUp,
            fields.title.span,
            say!("通篇没有写到它的地方：数据里叫{zh}", "the text nowhere names its place, which the data calls {en}"),
        )
        .related(def.slug.span, say!("这个地方", "the place"))
        .help(say!("改正文字，或改正数据里的`names`", "correct the text, or `names` in the data")),
    )
}

/// Whether the words of a link can mean its place: they have one of its names, or one that every place has.
fn names_place(portal: &Portal, said: &str, place: JurisdictionId) -> bool {
    let def = &portal.jurisdiction(place).def;
    if def.placeholder {
        return true;
    }
    let own = Lang::ALL.iter().flat_map(|lang| [def.names.get(*lang), def.short.get(*lang)]);
    let said_lower = said.to_lowercase();
    own.into_iter().any(|name| said.contains(name.as_str()) || name.contains(said))
        || ANY_PLACE.iter().any(|word| said_lower.contains(word))
}

fn diagnose_unnamed(portal: &Portal, span: Span, place: JurisdictionId) -> Diagnostic {
    let def = &portal.jurisdiction(place).def;
    let (zh, en) = (&def.names.zh, &def.names.en);
    Diagnostic::new(
        Code::PlaceMixedUp,
        span,
        say!(
            "链接的文字里没有这个地方的名称：数据里叫{zh}",
            "the words of the link do not name its place, which the data calls {en}"
        ),
    )
    .related(def.slug.span, say!("这个地方", "the place"))
    .help(say!("改正文字，或改正数据里的`names`", "correct the text, or `names` in the data"))
}

fn diagnose_indicator_link(portal: &Portal, reference: &Reference, of: IndicatorId, other: IndicatorId) -> Diagnostic {
    let (span, target) = (reference.text.span, &reference.target);
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
    .cure(Cure::replace(target.span, target.value.as_str(), slug))
}

fn diagnose_source(portal: &Portal, span: Span, place: JurisdictionId, other: JurisdictionId) -> Diagnostic {
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
