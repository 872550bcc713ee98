//! Whether both languages of a text bind the same figures.

use std::collections::BTreeSet;

use crate::diag::{Code, Cure, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::parse::Reference;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts::{BoundTo, DataText};
use crate::portal::figure_values::{comparable_value, label, verdict};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedNarrative, NarrativeText};
use crate::say;

/// Checks the narratives and the texts of the data.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_narrative(recorder, |narrative, found| check_narrative(portal, narrative, found));
    scope.each_data_text(recorder, |data_text, found| check_data_text(portal, data_text, found));
}

/// Both languages of a page bind the same figures.
fn check_narrative(portal: &Portal, narrative: &LinkedNarrative, diagnostics: &mut Diagnostics) {
    let (Some(_), Some(_)) = (&narrative.texts.zh, &narrative.texts.en) else { return };
    for lang in Lang::ALL {
        let other: BTreeSet<ObservationId> = bound_in(narrative, lang.other()).into_iter().map(|(id, _)| id).collect();
        let mut seen = BTreeSet::new();
        for (id, reference) in bound_in(narrative, lang) {
            if !other.contains(&id) && seen.insert(id) {
                diagnostics.push(diagnose_missing(portal, narrative, id, reference, lang.other()));
            }
        }
    }
}

fn diagnose_missing(
    portal: &Portal,
    narrative: &LinkedNarrative,
    id: ObservationId,
    reference: &Reference,
    lang: Lang,
) -> Diagnostic {
    let (wrong, name) = (&reference.text.value, &portal.observation(id).def.id.value);
    let file = format!("{}.md", lang.code());
    if let Some(mark) = marked_instead(portal, narrative, id, lang) {
        return diagnose_marked(mark, reference, name, lang);
    }
    let problem = Diagnostic::new(
        Code::FigureParity,
        reference.text.span,
        say!("`{wrong}`在{file}里没有对应的绑定", "`{wrong}` is not bound in {file}"),
    );
    let wanted = label(portal, id, lang);
    let problem = problem.help(say!(
        "在{file}的同一处写`[{wanted}](figure:{name})`，或在这里删去",
        "write `[{wanted}](figure:{name})` at the same place of {file}, or remove it here"
    ));
    let problem = unbound_instead(portal, narrative, id, lang).into_iter().fold(problem, Diagnostic::cure);
    match counterpart(narrative, reference, lang) {
        Some(span) => problem.related(span, say!("{file}里对应的地方在这附近", "its place in {file} is near here")),
        None => problem,
    }
}

/// To bind the only free figure of the other language that states this value.
fn unbound_instead(portal: &Portal, narrative: &LinkedNarrative, id: ObservationId, lang: Lang) -> Option<Cure> {
    let (value, name) = (comparable_value(portal, id), &portal.observation(id).def.id.value);
    let text = narrative.texts.get(lang).as_ref()?;
    let mut free = text.def.unbound.iter().filter(|numeral| {
        numeral.printed.as_ref().is_some_and(|printed| verdict(printed, &value, numeral.falls).is_none())
    });
    let only = free.next().filter(|_| free.next().is_none())?;
    Some(Cure::replace(only.span, only.text.as_str(), format!("[{}](figure:{name})", only.text)))
}

/// A figure of the other language that states this value and is marked as no data.
fn marked_instead<'n>(
    portal: &Portal,
    narrative: &'n LinkedNarrative,
    id: ObservationId,
    lang: Lang,
) -> Option<&'n Reference> {
    let value = comparable_value(portal, id);
    let text = narrative.texts.get(lang).as_ref()?;
    let mut marks = text.links().filter(|(_, target)| **target == LinkTarget::NoData);
    let states = |reference: &Reference| {
        let Some(stated) = &reference.stated else { return false };
        stated.printed.as_ref().is_ok_and(|printed| verdict(printed, &value, stated.falls).is_none())
    };
    marks.find(|(reference, _)| states(reference)).map(|(reference, _)| reference)
}

fn diagnose_marked(mark: &Reference, bound: &Reference, name: &str, lang: Lang) -> Diagnostic {
    let (wrong, other) = (&mark.text.value, format!("{}.md", lang.other().code()));
    Diagnostic::new(
        Code::FigureParity,
        mark.target.span,
        say!("`{wrong}`标成不是数据，{other}里却绑定了", "`{wrong}` is marked as no data, and bound in {other}"),
    )
    .related(bound.text.span, say!("{other}里绑定的", "bound in {other}"))
    .help(say!("写成`[{wrong}](figure:{name})`", "write `[{wrong}](figure:{name})`"))
    .instead(mark.target.value.as_str(), name)
}

/// Where the other language stands after the figure that precedes this one in both; its
/// title, where there is none.
fn counterpart(narrative: &LinkedNarrative, reference: &Reference, lang: Lang) -> Option<Span> {
    let here = bound_in(narrative, lang.other());
    let there = bound_in(narrative, lang);
    let before = here.iter().take_while(|(_, known)| known.text.span != reference.text.span);
    let anchor = before
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .find_map(|(id, _)| there.iter().find(|(other, _)| other == id).map(|(_, reference)| reference.text.span));
    let title = narrative.texts.get(lang).as_ref().map(|text| text.def.fields.title.span);
    anchor.or(title)
}

fn bound_in(narrative: &LinkedNarrative, lang: Lang) -> Vec<(ObservationId, &Reference)> {
    narrative.texts.get(lang).iter().flat_map(NarrativeText::bound_figures).collect()
}

/// Both languages of a text of the data bind the same figures.
fn check_data_text(portal: &Portal, data_text: &DataText<'_>, diagnostics: &mut Diagnostics) {
    // Where a name is unknown, that is the one thing to mend.
    let bound =
        |lang| -> Option<Vec<_>> { data_text.links(portal, lang).map(|(bound, link)| Some((bound?, link))).collect() };
    let (Some(zh), Some(en)) = (bound(Lang::Zh), bound(Lang::En)) else { return };
    diagnose_lone(portal, &zh, &en, Lang::En, diagnostics);
    diagnose_lone(portal, &en, &zh, Lang::Zh, diagnostics);
}

fn diagnose_lone(
    portal: &Portal,
    here: &[(BoundTo<'_>, &Reference)],
    there: &[(BoundTo<'_>, &Reference)],
    other: Lang,
    diagnostics: &mut Diagnostics,
) {
    let bound: BTreeSet<&str> = there.iter().map(|(_, link)| link.target.as_str()).collect();
    let mut seen = BTreeSet::new();
    for (bound_to, link) in here {
        let name = link.target.as_str();
        if bound.contains(name) || !seen.insert(name) {
            continue;
        }
        let (wrong, code) = (&link.text.value, other.code());
        let wanted = match bound_to {
            BoundTo::Figure(id) => label(portal, *id, other),
            BoundTo::Computed(_) => "…".to_owned(),
        };
        diagnostics.push(
            Diagnostic::new(
                Code::FigureParity,
                link.text.span,
                say!("`{wrong}`在`{code}`里没有对应的绑定", "`{wrong}` is not bound in `{code}`"),
            )
            .help(say!(
                "在`{code}`的同一处写`[{wanted}](figure:{name})`，或在这里删去",
                "write `[{wanted}](figure:{name})` at the same place of `{code}`, or remove it here"
            )),
        );
    }
}
