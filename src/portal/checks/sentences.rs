//! The place and the year that a figure's sentence names, or the heads of its row and column, or its heading, against
//! those of the figure.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::figure::frame::is_subject;
use crate::figure::lexicon::frames::{COMPARED_EN, COMPARED_ZH, SINCE_EN, SINCE_ZH};
use crate::figure::moments::moments;
use crate::figure::words::{longest_end, longest_last_word, longest_start};
use crate::i18n::Lang;
use crate::parse::records::Nature;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::leading_figures::{leading_figures, told_by_all};
use crate::portal::checks::scope::Scope;
use crate::portal::figure_values::{data_has, place_of};
use crate::portal::framed_figures::{FigureInText, of_data_text, of_narrative};
use crate::portal::ids::JurisdictionId;
use crate::portal::model::Portal;
use crate::portal::resolver::PlaceNames;
use crate::say;

/// Checks every bound figure of narratives and of the texts of the data.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let (portal, names) = (scope.portal, &scope.resolver.place_names);
    let look = |figure: &FigureInText<'_>, found: &mut Diagnostics| {
        found.extend(wrong_place(portal, names, figure).into_iter().collect());
        found.extend(wrong_year(portal, figure).into_iter().collect());
    };
    scope.each_text(recorder, |narrative, text, lang, found| {
        of_narrative(text, lang).for_each(|figure| look(&figure, found));
        for likely in leading_figures(portal, narrative, text, lang) {
            found.extend(told_by_all(&likely, |figure| wrong_place(portal, names, figure)).into_iter().collect());
            found.extend(told_by_all(&likely, |figure| wrong_year(portal, figure)).into_iter().collect());
        }
    });
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            of_data_text(portal, data_text, lang).for_each(|figure| look(&figure, found));
        }
    });
}

/// A sentence, row or heading that speaks of another place than the figure.
fn wrong_place(portal: &Portal, names: &PlaceNames, figure: &FigureInText<'_>) -> Option<Diagnostic> {
    let own = portal.observation(figure.id).jurisdiction;
    let related = |other: JurisdictionId| other == own || portal.lies_in(own, other) || portal.lies_in(other, own);
    let (before, lang) = (figure.framed.before, figure.framed.lang);
    let named = names.named_in(before);
    let other = if named.is_empty() {
        let heads = [figure.row, figure.column, figure.heading].into_iter().flatten();
        let places: Vec<JurisdictionId> = heads.filter_map(|head| only_place(names, head)).collect();
        if places.iter().any(|place| related(*place)) { None } else { places.first().copied() }
    } else if named.iter().any(|(_, place)| related(*place)) {
        None
    } else {
        let subject = |(range, _): &&(Range<usize>, JurisdictionId)| is_subject(before, range, lang);
        named.iter().rev().find(subject).map(|(_, place)| *place)
    }?;
    // “Qingdao and Jinan”: the figure's own place may follow.
    if names.named_in(figure.framed.figure).iter().any(|(_, place)| related(*place)) {
        return None;
    }
    let (said, of) = (&portal.jurisdiction(other).def.names, &portal.jurisdiction(own).def.names);
    let (said_zh, said_en, zh, en) = (&said.zh, &said.en, &of.zh, &of.en);
    let words = figure.words;
    let message =
        say!("`{words}`是{zh}的数，句子说的是{said_zh}", "`{words}` is a figure of {en}, and stands with {said_en}");
    let help = say!(
        "对照公开文件，改正地名或编号；确是这个意思的，写成`[{words}](figure:… \"meant\")`",
        "compare with the document and correct the place or the id; if it is meant so, write `[{words}](figure:… \"meant\")`"
    );
    let problem = Diagnostic::new(Code::FrameDiffers, figure.span, message);
    Some(problem.related(place_of(portal, figure.id), data_has(portal, figure.id)).help(help))
}

/// The place that a head consists of, with no more than a few letters around its name.
fn only_place(names: &PlaceNames, head: &str) -> Option<JurisdictionId> {
    let found = names.named_in(head);
    let [(range, place)] = found.as_slice() else { return None };
    let rest = head.chars().count() - head[range.clone()].chars().count();
    (rest <= 4).then_some(*place)
}

/// A sentence or column of another year than the figure.
fn wrong_year(portal: &Portal, figure: &FigureInText<'_>) -> Option<Diagnostic> {
    let observation = portal.observation(figure.id);
    let period = observation.def.period?;
    if matches!(observation.def.nature, Nature::Target | Nature::Norm | Nature::Planned) {
        return None;
    }
    let fits = |year: u16| (period.from..=period.to).contains(&year);
    let (before, lang) = (figure.framed.before, figure.framed.lang);
    let years = years_of(before, lang);
    let behind = year_behind(figure.framed.after, lang);
    if behind.is_some_and(fits) {
        return None;
    }
    let said = match years.last() {
        Some(_) if years.iter().any(|year| fits(*year)) => return None,
        Some(year) => *year,
        None => {
            let mut heads = [figure.row, figure.column].into_iter().flatten().filter_map(|head| only_year(head, lang));
            behind.or_else(|| heads.next_back()).filter(|year| !fits(*year))?
        }
    };
    let year = period.to;
    let words = figure.words;
    let message =
        say!("`{words}`是{year}年的数，句子说的是{said}年", "`{words}` is a figure of {year}, and stands with {said}");
    let help = say!(
        "对照公开文件，改正年份或编号；确是这个意思的，写成`[{words}](figure:… \"meant\")`",
        "compare with the document and correct the year or the id; if it is meant so, write `[{words}](figure:… \"meant\")`"
    );
    let problem = Diagnostic::new(Code::FrameDiffers, figure.span, message);
    Some(problem.related(place_of(portal, figure.id), data_has(portal, figure.id)).help(help))
}

/// The years of which a part of a sentence speaks: not those of comparison, of a beginning, or of a name.
fn years_of(text: &str, lang: Lang) -> Vec<u16> {
    let found = moments(text, lang).into_iter();
    found
        .filter_map(|(range, moment)| {
            let (lead, behind) = (text[..range.start].trim_end(), text[range.end..].trim_start());
            let aside = match lang {
                Lang::Zh => longest_end(lead, COMPARED_ZH).is_some() || longest_start(behind, SINCE_ZH).is_some(),
                Lang::En => longest_last_word(lead, COMPARED_EN).is_some() || longest_start(behind, SINCE_EN).is_some(),
            };
            let bracketed = lead.ends_with(['〔', '《', '(', '（', '[']);
            // A day is that of an event: when a document appeared, or an inspection began.
            moment.year.filter(|_| !aside && !bracketed && moment.day.is_none())
        })
        .collect()
}

/// “… in 2019”, （2019年）, directly behind the figure or its noun.
fn year_behind(after: &str, lang: Lang) -> Option<u16> {
    if lang == Lang::Zh {
        let inside = after.trim_start().strip_prefix(['（', '('])?;
        let (range, moment) = moments(inside, lang).into_iter().next()?;
        return moment.year.filter(|_| range.start == 0);
    }
    let clause = after.split([',', '[', '(']).next().unwrap_or("");
    let at = clause.find(" in 20").filter(|at| *at <= 40 && !clause[..*at].contains(" than"))?;
    years_of(&clause[at + 1..], lang).first().copied()
}

/// The year that a head consists of.
fn only_year(head: &str, lang: Lang) -> Option<u16> {
    let found = moments(head, lang);
    let [(range, moment)] = found.as_slice() else { return None };
    (head.chars().count() - head[range.clone()].chars().count() <= 4).then_some(moment.year?)
}
