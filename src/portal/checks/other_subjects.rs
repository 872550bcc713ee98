//! A case or report with a sentence whose subject is another place, neither in its own nor around it. Sentences with
//! numbers are held against their figures elsewhere.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::figure::frame::{is_subject, sentences};
use crate::i18n::Lang;
use crate::parse::records::part_of_scalar;
use crate::parse::{NarrativeKind, without_addresses};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::ids::JurisdictionId;
use crate::portal::model::Portal;
use crate::portal::resolver::PlaceNames;
use crate::say;

/// What starts a line and is no word of it.
const MARKS: [char; 7] = [' ', '\n', '-', '*', '#', '>', '+'];

/// Checks title, summary and body of every case and report.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let (portal, names) = (scope.portal, &scope.resolver.place_names);
    scope.each_text(recorder, |narrative, text, lang, found| {
        let about = matches!(narrative.kind, NarrativeKind::Case | NarrativeKind::Report);
        let Some(own) = narrative.jurisdiction.filter(|id| about && !portal.jurisdiction(*id).def.placeholder) else {
            return;
        };
        let body = without_addresses(&text.def.body);
        check_text(portal, names, own, &body, lang, &|range| text.def.span(range), found);
        for field in std::iter::once(&text.def.fields.title).chain(&text.def.fields.summary) {
            let place = |range| part_of_scalar(field.span, field, range);
            check_text(portal, names, own, field, lang, &place, found);
        }
    });
}

fn check_text(
    portal: &Portal,
    names: &PlaceNames,
    own: JurisdictionId,
    text: &str,
    lang: Lang,
    place: &dyn Fn(Range<usize>) -> Span,
    found: &mut Diagnostics,
) {
    let related = |other: JurisdictionId| other == own || portal.lies_in(own, other) || portal.lies_in(other, own);
    for range in sentences(text, lang) {
        let sentence = text[range.clone()].trim_start_matches(MARKS);
        let start = range.end - sentence.len();
        if sentence.starts_with('|') || sentence.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let named = names.named_in(sentence);
        if named.iter().any(|(_, place)| related(*place)) {
            continue;
        }
        // A place that is linked is meant.
        let linked = |at: usize| sentence[..at].rfind('[') > sentence[..at].rfind(']');
        let subject = named.iter().find(|(name, _)| is_subject(sentence, name, lang) && !linked(name.start));
        if let Some((name, other)) = subject {
            found.push(diagnose(portal, own, *other, place(start + name.start..start + name.end)));
        }
    }
}

fn diagnose(portal: &Portal, own: JurisdictionId, other: JurisdictionId, span: Span) -> Diagnostic {
    let (said, of) = (&portal.jurisdiction(other).def, &portal.jurisdiction(own).def);
    let (said_zh, said_en, zh, en) = (&said.names.zh, &said.names.en, &of.names.zh, &of.names.en);
    let slug = &said.slug.value;
    Diagnostic::new(
        Code::PlaceMixedUp,
        span,
        say!("本篇写的是{zh}，这一句说的却是{said_zh}", "the text is about {en}, and this sentence is about {said_en}"),
    )
    .related(of.slug.span, say!("本篇的地方", "the place of the text"))
    .help(say!(
        "改正地名；确是这个地方的，写成链接`[{said_zh}](place:{slug})`",
        "correct the place; if it is meant, link it: `[{said_en}](place:{slug})`"
    ))
}
