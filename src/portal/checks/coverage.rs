//! How far the figures of narratives are covered by the data: bound, marked as no data,
//! or neither; and whether both languages bind the same ones.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::figure::{Dimension, Printed, Value, Verdict};
use crate::i18n::Lang;
use crate::parse::{Numeral, Reference};
use crate::portal::checks::printed_figures::{self, value, verdict};
use crate::portal::ids::ObservationId;
use crate::portal::join::links;
use crate::portal::join::links::LinkTarget;
use crate::portal::model::{LinkedNarrative, NarrativeText, Portal};
use crate::say;

/// The figures of one language of a narrative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub bound: usize,
    pub marked: usize,
    /// Free in the text, with nothing that supports them.
    pub unbound: Vec<Numeral>,
    /// In title or summary, and supported by no figure that the body binds.
    pub unsupported: Vec<Numeral>,
}

/// The figures of a text.
pub fn coverage(portal: &Portal, narrative: &LinkedNarrative, text: &NarrativeText) -> Coverage {
    let mut coverage = Coverage::default();
    for (_, target) in targets(text) {
        match target {
            LinkTarget::Observation(_) => coverage.bound += 1,
            LinkTarget::NoData => coverage.marked += 1,
            _ => {}
        }
    }
    coverage.unbound = text.def.unbound.clone();
    // A number that the text itself gets wrong is told there, once.
    let said: Vec<&Printed> =
        targets(text).filter_map(|(reference, _)| reference.stated.as_ref()?.printed.as_ref().ok()).collect();
    let bound = bound_values(portal, narrative);
    let unsupported = |numeral: &&Numeral| {
        let Some(printed) = &numeral.printed else { return true };
        let said = said.iter().any(|said| (said.low, said.high) == (printed.low, printed.high));
        !said
            && !text.def.fields.no_data.contains(&numeral.text)
            && !bound.iter().any(|value| supports(value, numeral, printed))
    };
    coverage.unsupported = text.def.leading.iter().filter(unsupported).cloned().collect();
    coverage
}

/// Whether a bound value stands behind a figure of a title or summary. Without a link
/// nobody said where the figure ends, so that its unit may be cut short: “2.7 billion more
/// than in 2019”, “30 school buses”.
fn supports(value: &Value, numeral: &Numeral, printed: &Printed) -> bool {
    let money = value.dimension == Dimension::Money && printed.dimension == Dimension::Plain;
    let value = Value { dimension: if money { Dimension::Plain } else { value.dimension }, ..value.clone() };
    matches!(verdict(printed, &value, numeral.falls), None | Some(Verdict::MeasureDiffers))
}

/// Every reference of a text that was resolved.
pub fn targets(text: &NarrativeText) -> impl Iterator<Item = (&Reference, &LinkTarget)> {
    text.def.references.iter().filter_map(|reference| {
        let address = links::address(reference.kind, &reference.target.value);
        Some((reference, text.targets.get(&address)?))
    })
}

/// The values that either language of a narrative binds.
fn bound_values(portal: &Portal, narrative: &LinkedNarrative) -> Vec<Value> {
    bound(narrative).into_iter().map(|id| value(portal, id)).collect()
}

fn bound(narrative: &LinkedNarrative) -> BTreeSet<ObservationId> {
    Lang::ALL.into_iter().flat_map(|lang| bound_in(narrative, lang)).map(|(id, _)| id).collect()
}

fn bound_in(narrative: &LinkedNarrative, lang: Lang) -> Vec<(ObservationId, &Reference)> {
    let text = narrative.texts.get(lang).as_ref();
    let bound = text.into_iter().flat_map(targets).filter_map(|(reference, target)| match target {
        LinkTarget::Observation(id) => Some((*id, reference)),
        _ => None,
    });
    bound.collect()
}

/// Checks a narrative whose references are resolved.
pub fn check(portal: &Portal, narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    for lang in Lang::ALL {
        if let Some(text) = narrative.texts.get(lang) {
            let coverage = coverage(portal, narrative, text);
            for numeral in &coverage.unbound {
                problems.push(unbound(portal, narrative, numeral, lang));
            }
            for numeral in &coverage.unsupported {
                problems.push(unsupported(numeral));
            }
        }
    }
    parity(portal, narrative, problems);
}

fn unbound(portal: &Portal, narrative: &LinkedNarrative, numeral: &Numeral, lang: Lang) -> Diagnostic {
    let places = narrative.county.into_iter().chain(narrative.jurisdiction).chain(narrative.mentions.iter().copied());
    let of_places = places.flat_map(|place| portal.observations_of(place));
    not_bound(portal, bound(narrative).into_iter().chain(of_places), numeral, lang)
}

/// A figure that is not bound, and which of some known ones it would state.
pub fn not_bound(
    portal: &Portal,
    mut known: impl Iterator<Item = ObservationId>,
    numeral: &Numeral,
    lang: Lang,
) -> Diagnostic {
    let wrong = &numeral.text;
    let problem = Diagnostic::new(
        Code::UnboundFigure,
        numeral.span,
        say!("`{wrong}`没有与数据绑定", "`{wrong}` is not bound to the data"),
    );
    let printed = numeral.printed.as_ref();
    let states = |id: &ObservationId| {
        printed.is_some_and(|printed| verdict(printed, &value(portal, *id), numeral.falls).is_none())
    };
    let help = match known.find(states) {
        Some(known) => {
            let (name, value) = (&portal.observation(known).def.id.value, printed_figures::label(portal, known, lang));
            say!(
                "数据里有{value}：是它就写成`[{wrong}](figure:{name})`，不是数据就写成`[{wrong}](figure:none)`",
                "the data has {value}: if it is that, write `[{wrong}](figure:{name})`; if it is no data, `[{wrong}](figure:none)`"
            )
        }
        None => say!(
            "先把它录入`data/observations`，再写成`[{wrong}](figure:编号)`；不是数据的，写成`[{wrong}](figure:none)`",
            "enter it in `data/observations` and write `[{wrong}](figure:its-id)`; if it is no data, write `[{wrong}](figure:none)`"
        ),
    };
    problem.help(help)
}

fn unsupported(numeral: &Numeral) -> Diagnostic {
    let wrong = &numeral.text;
    Diagnostic::new(
        Code::UnsupportedFigure,
        numeral.span,
        say!(
            "标题、摘要或说明里的`{wrong}`，正文绑定的数值里没有",
            "`{wrong}` in the title, summary or notes is stated by no figure that the text binds"
        ),
    )
    .help(say!(
        "对照正文改正；正文里没有的，在正文中写出并绑定，不是数据的在文件开头加`no_data: [{wrong}]`",
        "compare with the text and correct it; or say it in the text and bind it there, or, if it is no data, add `no_data: [{wrong}]` to the front matter"
    ))
}

/// Both languages of a page bind the same figures.
fn parity(portal: &Portal, narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    let (Some(_), Some(_)) = (&narrative.texts.zh, &narrative.texts.en) else { return };
    for lang in Lang::ALL {
        let other: BTreeSet<ObservationId> = bound_in(narrative, lang.other()).into_iter().map(|(id, _)| id).collect();
        let mut told = BTreeSet::new();
        for (id, reference) in bound_in(narrative, lang) {
            if !other.contains(&id) && told.insert(id) {
                problems.push(missing(portal, narrative, id, reference, lang.other()));
            }
        }
    }
}

fn missing(
    portal: &Portal,
    narrative: &LinkedNarrative,
    id: ObservationId,
    reference: &Reference,
    lang: Lang,
) -> Diagnostic {
    let (wrong, name) = (&reference.text.value, &portal.observation(id).def.id.value);
    let file = format!("{}.md", lang.code());
    if let Some(mark) = marked_instead(portal, narrative, id, lang) {
        return marked(mark, reference, name, lang);
    }
    let problem = Diagnostic::new(
        Code::FigureParity,
        reference.text.span,
        say!("`{wrong}`在{file}里没有对应的绑定", "`{wrong}` is not bound in {file}"),
    );
    let wanted = printed_figures::label(portal, id, lang);
    let problem = problem.help(say!(
        "在{file}的同一处写`[{wanted}](figure:{name})`，或在这里删去",
        "write `[{wanted}](figure:{name})` at the same place of {file}, or remove it here"
    ));
    match counterpart(narrative, reference, lang) {
        Some(span) => problem.related(span, say!("{file}里对应的地方在这附近", "its place in {file} is near here")),
        None => problem,
    }
}

/// A figure of the other language that states this value and is marked as no data.
fn marked_instead<'n>(
    portal: &Portal,
    narrative: &'n LinkedNarrative,
    id: ObservationId,
    lang: Lang,
) -> Option<&'n Reference> {
    let value = value(portal, id);
    let text = narrative.texts.get(lang).as_ref()?;
    let mut marks = targets(text).filter(|(_, target)| **target == LinkTarget::NoData);
    let states = |reference: &Reference| {
        let Some(stated) = &reference.stated else { return false };
        stated.printed.as_ref().is_ok_and(|printed| verdict(printed, &value, stated.falls).is_none())
    };
    marks.find(|(reference, _)| states(reference)).map(|(reference, _)| reference)
}

fn marked(mark: &Reference, bound: &Reference, name: &str, lang: Lang) -> Diagnostic {
    let (wrong, other) = (&mark.text.value, format!("{}.md", lang.other().code()));
    Diagnostic::new(
        Code::FigureParity,
        mark.target.span,
        say!("`{wrong}`标成不是数据，{other}里却绑定了", "`{wrong}` is marked as no data, and bound in {other}"),
    )
    .related(bound.text.span, say!("{other}里绑定的", "bound in {other}"))
    .help(say!("写成`[{wrong}](figure:{name})`", "write `[{wrong}](figure:{name})`"))
}

/// Where the other language stands after the figure that precedes this one in both; its
/// title, where there is none.
fn counterpart(narrative: &LinkedNarrative, reference: &Reference, lang: Lang) -> Option<crate::diag::Span> {
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
