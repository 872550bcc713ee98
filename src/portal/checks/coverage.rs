//! How far the figures of texts are covered by the data: bound, marked as no data, or
//! neither.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Cure, Diagnostic};
use crate::figure::lexicon::frames::OTHER_MONEY;
use crate::figure::lexicon::measures::{Counted, counted};
use crate::figure::words::is_han;
use crate::figure::{ComparedValue, Dimension, Printed, Verdict};
use crate::i18n::Lang;
use crate::parse::{NO_DATA, Numeral};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts;
use crate::portal::figure_values::{comparable_value, label, verdict};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::proposals::{TextSetting, propose};
use crate::portal::records::{LinkTarget, LinkedNarrative, NarrativeText};
use crate::say;
use crate::source::FileId;

/// How many free figures of a text are told one by one.
const MOST_UNBOUND: usize = 500;

/// Checks that no figure of a text is free.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_narrative(recorder, |narrative, found| {
        let (setting, bound) = (TextSetting::of(portal, narrative), bound_figures(narrative));
        for (lang, text) in narrative.texts.iter() {
            let Some(text) = text else { continue };
            let coverage = coverage(portal, narrative, text);
            let listed = &coverage.unbound[..coverage.unbound.len().min(MOST_UNBOUND)];
            let (names, body) = (&scope.resolver.place_names, (&*text.def.body, text.def.offset));
            let proposed = propose(portal, names, body, lang, &setting, listed, &bound);
            for (numeral, proposals) in listed.iter().zip(proposed) {
                let likely: Vec<ObservationId> = proposals.iter().map(|proposal| proposal.id).collect();
                found.push(diagnose_unbound(portal, &likely, numeral, lang));
            }
            found.extend(
                coverage.unbound.get(MOST_UNBOUND).map(|next| diagnose_more(next, &coverage)).into_iter().collect(),
            );
            found.extend(coverage.unsupported.iter().map(diagnose_unsupported).collect());
        }
    });
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            let free = data_text.statement.said(lang).free.iter();
            for numeral in free.filter(|numeral| !data_text.is_own(numeral)) {
                let of_place = data_text.place.into_iter().flat_map(|place| portal.observations_of(place));
                let known = data_text.known_figures(portal).into_iter().chain(of_place);
                let likely: Vec<ObservationId> = known.filter(|id| states(portal, numeral, *id)).collect();
                found.push(diagnose_unbound(portal, &likely, numeral, lang));
            }
        }
    });
}

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
    let marked = text.links().filter(|(_, target)| **target == LinkTarget::NoData).count();
    let mut coverage = Coverage { bound: text.bound_figures().count(), marked, ..Coverage::default() };
    coverage.unbound = text.def.unbound.clone();
    // A number that the text itself gets wrong is reported there, once.
    let said: Vec<&Printed> =
        text.links().filter_map(|(reference, _)| reference.stated.as_ref()?.printed.as_ref().ok()).collect();
    let bound = bound_values(portal, narrative);
    let unsupported = |numeral: &&Numeral| {
        let Some(printed) = &numeral.printed else { return true };
        let whole = |said: &Printed| (said.low, said.high, said.qualifier);
        !said.iter().any(|said| whole(said) == whole(printed) && count_alike(said, printed))
            && !text.def.fields.no_data.contains(&numeral.text)
            && !is_supported(&bound, numeral, printed)
    };
    coverage.unsupported = text.def.leading.iter().filter(unsupported).cloned().collect();
    coverage
}

/// Whether bound values stand behind a figure of a title or summary: for a range of which the data keeps both ends apart,
/// both of them.
fn is_supported(bound: &[ComparedValue], numeral: &Numeral, printed: &Printed) -> bool {
    let stands = |value: &&ComparedValue| supports(value, numeral, printed);
    let whole = |value: &ComparedValue| {
        let ends = printed.high.is_some() && value.bound.is_some();
        !ends || bound.iter().filter(stands).any(|other| other.bound.is_some() && other.bound != value.bound)
    };
    bound.iter().filter(stands).any(whole)
}

/// Whether a bound value stands behind a figure of a title or summary. Without a link
/// nobody said where the figure ends, so that its unit may be cut short: “2.7 billion more
/// than in 2019”, “30 school buses”.
pub fn supports(value: &ComparedValue, numeral: &Numeral, printed: &Printed) -> bool {
    let money = value.dimension == Dimension::Money && printed.dimension == Dimension::Plain && !is_foreign(printed);
    let value = ComparedValue { dimension: if money { Dimension::Plain } else { value.dimension }, ..value.clone() };
    match verdict(printed, &value, numeral.falls) {
        None => true,
        // An English noun may be cut short, a Chinese measure word is whole.
        Some(Verdict::MeasureDiffers) => !printed.measure.as_deref().is_some_and(|measure| measure.starts_with(is_han)),
        Some(_) => false,
    }
}

/// Whether a figure is an amount in the money of another country.
fn is_foreign(printed: &Printed) -> bool {
    let other_money = |measure: &str| OTHER_MONEY.iter().any(|word| measure.contains(word));
    printed.measure.as_deref().is_some_and(other_money)
}

/// Whether two figures can count the same, by their Chinese measure words.
fn count_alike(one: &Printed, other: &Printed) -> bool {
    let counts = |printed: &Printed| {
        let measure = printed.measure.as_deref().filter(|measure| measure.starts_with(is_han))?;
        Some(counted(measure)).filter(|counted| *counted != Counted::Anything)
    };
    let differ = counts(one).is_some_and(|here| counts(other).is_some_and(|there| here != there));
    !differ && is_foreign(one) == is_foreign(other)
}

/// The values that either language of a narrative binds.
fn bound_values(portal: &Portal, narrative: &LinkedNarrative) -> Vec<ComparedValue> {
    bound_figures(narrative).into_iter().map(|id| comparable_value(portal, id)).collect()
}

/// The figures that either language of a narrative binds.
pub fn bound_figures(narrative: &LinkedNarrative) -> BTreeSet<ObservationId> {
    let texts = narrative.texts.iter().filter_map(|(_, text)| text.as_ref());
    texts.flat_map(NarrativeText::bound_figures).map(|(id, _)| id).collect()
}

fn states(portal: &Portal, numeral: &Numeral, id: ObservationId) -> bool {
    let printed = numeral.printed.as_ref();
    printed.is_some_and(|printed| verdict(printed, &comparable_value(portal, id), numeral.falls).is_none())
}

/// How many proposals a message lists.
const PROPOSED: usize = 3;

/// A figure that is not bound, and which figures of the data it may state, the likeliest first.
fn diagnose_unbound(portal: &Portal, likely: &[ObservationId], numeral: &Numeral, lang: Lang) -> Diagnostic {
    let wrong = &numeral.text;
    let problem = Diagnostic::new(
        Code::UnboundFigure,
        numeral.span,
        say!("`{wrong}`没有与数据绑定", "`{wrong}` is not bound to the data"),
    );
    if numeral.text.contains('。') {
        let right = wrong.replace('。', ".");
        return problem.help(say!(
            "是不是把小数点写成了句号？写成`[{right}](figure:编号)`",
            "a full stop where a decimal point is meant? write `[{right}](figure:its-id)`"
        ));
    }
    let mut shown: Vec<ObservationId> = Vec::new();
    likely.iter().for_each(|id| {
        if !shown.contains(id) {
            shown.push(*id)
        }
    });
    shown.truncate(PROPOSED);
    let problem = bindings(portal, &shown, numeral, lang).fold(problem, Diagnostic::cure);
    if shown.is_empty() {
        return problem.help(say!(
            "先把它录入`data/observations`，再写成`[{wrong}](figure:编号)`；不是数据的，写成`[{wrong}](figure:none)`",
            "enter it in `data/observations` and write `[{wrong}](figure:its-id)`; if it is no data, write `[{wrong}](figure:none)`"
        ));
    }
    let listed = |tongue: Lang| {
        let one = |id: &ObservationId| {
            format!("\n`[{wrong}](figure:{})` {}", name(portal, *id), described(portal, *id, tongue, lang))
        };
        shown.iter().map(one).collect::<String>()
    };
    let (zh, en) = (listed(Lang::Zh), listed(Lang::En));
    problem.help(say!(
        "是数据里的，写成其中一个，最像的在前：{zh}\n不是数据的，写成`[{wrong}](figure:none)`",
        "if it is one of these, write so, the likeliest first:{en}\nif it is no data, write `[{wrong}](figure:none)`"
    ))
}

/// To bind a figure to one of these, or to say that it is no data.
fn bindings(portal: &Portal, likely: &[ObservationId], numeral: &Numeral, written: Lang) -> impl Iterator<Item = Cure> {
    let bind = |says, target: &str| Cure {
        says,
        ..Cure::replace(numeral.span, numeral.text.as_str(), format!("[{}](figure:{target})", numeral.text))
    };
    let one = move |id: &ObservationId| {
        let [zh, en] = [Lang::Zh, Lang::En].map(|tongue| described(portal, *id, tongue, written));
        bind(say!("绑定到：{zh}", "bind it to: {en}"), name(portal, *id))
    };
    let none = bind(say!("不是数据", "it is no data"), "none");
    likely.iter().map(one).chain([none])
}

fn name(portal: &Portal, id: ObservationId) -> &str {
    &portal.observation(id).def.id.value
}

/// Place, year, indicator and value.
fn described(portal: &Portal, id: ObservationId, tongue: Lang, written: Lang) -> String {
    let observation = portal.observation(id);
    let place = portal.jurisdiction(observation.jurisdiction).def.names.get(tongue);
    let indicator = portal.indicator(observation.indicator).def.names.get(tongue);
    let year = observation.def.period.map(|period| period.to.to_string()).unwrap_or_default();
    format!("{place} {year} {indicator} {}", label(portal, id, written))
}

/// That there are more free figures than are told one by one.
fn diagnose_more(next: &Numeral, coverage: &Coverage) -> Diagnostic {
    let more = coverage.unbound.len() - MOST_UNBOUND;
    Diagnostic::new(
        Code::UnboundFigure,
        next.span,
        say!(
            "从这里起还有{more}个数没有与数据绑定，不再逐个列出",
            "from here on {more} more figures are not bound to the data, and are not listed one by one"
        ),
    )
    .help(say!("先处理上面的，或把长文稿分成几篇", "see to those above first, or divide the long text"))
}

fn diagnose_unsupported(numeral: &Numeral) -> Diagnostic {
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

/// How the figures of each file of statements are covered, by language.
pub fn data_text_coverage(portal: &Portal) -> BTreeMap<(FileId, Lang), Coverage> {
    let mut files: BTreeMap<(FileId, Lang), Coverage> = BTreeMap::new();
    for data_text in data_texts::data_texts(portal) {
        for lang in Lang::ALL {
            let said = data_text.statement.said(lang);
            let coverage = files.entry((data_text.statement.place(lang).file, lang)).or_default();
            let marked = said.links.iter().filter(|(_, link)| link.target.value == NO_DATA).count();
            coverage.marked += marked;
            coverage.bound += said.links.len() - marked;
            coverage.unbound.extend(said.free.iter().filter(|numeral| !data_text.is_own(numeral)).cloned());
        }
    }
    files.retain(|_, coverage| *coverage != Coverage::default());
    files
}
