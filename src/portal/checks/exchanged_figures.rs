//! Figures of titles and summaries that have changed places: each is bound in the text, but beside the words of another.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Code, Diagnostic};
use crate::figure::frame::Framed;
use crate::figure::likeness::{pieces, share};
use crate::i18n::Lang;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::leading_figures::leading_figures;
use crate::portal::checks::scope::Scope;
use crate::portal::figure_values::{comparable_value, data_has, label, place_of};
use crate::portal::framed_figures::{FigureInText, of_narrative};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::say;

/// How like the words of the other figure must be, and how much more than those of its own, of a hundred.
const LIKE: usize = 60;
const LIKER: usize = 40;

/// Checks titles and summaries.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |narrative, text, lang, found| {
        let mut known: BTreeMap<ObservationId, HashSet<String>> = BTreeMap::new();
        for figure in of_narrative(text, lang) {
            let words = known.entry(figure.id).or_insert_with(|| pieces(indicator_name(portal, figure.id, lang), lang));
            words.extend(pieces(near(&figure.framed), lang));
        }
        let leading = leading_figures(portal, narrative, text, lang);
        for likely in &leading {
            found.extend(exchanged(portal, &known, likely, &leading, lang).into_iter().collect());
        }
    });
}

fn indicator_name(portal: &Portal, id: ObservationId, lang: Lang) -> &str {
    portal.indicator(portal.observation(id).indicator).def.names.get(lang)
}

/// The words of its own part of the sentence in front of a figure, back to the figure before.
fn near<'t>(framed: &Framed<'t>) -> &'t str {
    let clause = framed.before.rsplit(['，', '；', '：', ',', ';', ':', '、']).next().unwrap_or("");
    clause.rsplit(|c: char| c.is_ascii_digit() || c == '%').next().unwrap_or(clause)
}

/// A figure whose words are those of another one of its kind.
fn exchanged(
    portal: &Portal,
    known: &BTreeMap<ObservationId, HashSet<String>>,
    likely: &[FigureInText<'_>],
    leading: &[Vec<FigureInText<'_>>],
    lang: Lang,
) -> Option<Diagnostic> {
    let first = likely.first()?;
    let words = pieces(near(&first.framed), lang);
    if words.len() < 3 {
        return None;
    }
    let own = likely.iter().filter_map(|figure| known.get(&figure.id)).map(|of| share(&words, of)).max()?;
    let dimension = comparable_value(portal, first.id).dimension;
    let others = known.iter().filter(|(id, _)| {
        likely.iter().all(|figure| figure.id != **id) && comparable_value(portal, **id).dimension == dimension
    });
    let (like, other) = others.map(|(id, of)| (share(&words, of), *id)).max()?;
    // A figure that has taken another's place leaves its own to it.
    let of_own = likely.iter().filter_map(|figure| known.get(&figure.id));
    let taken = leading.iter().flatten().filter(|figure| figure.id == other).any(|figure| {
        let words = pieces(near(&figure.framed), lang);
        words.len() >= 3 && of_own.clone().any(|of| share(&words, of) >= LIKE)
    });
    if like < LIKE || like < own + LIKER || !taken {
        return None;
    }
    let (wrong, right) = (first.words, label(portal, other, lang));
    let message = say!(
        "`{wrong}`旁边的字说的是另一个数：正文里它是{right}",
        "the words beside `{wrong}` are those of another figure, which is {right} in the text"
    );
    let help =
        say!("对照正文，改正摘要或标题里的数", "compare with the text and correct the figure of the summary or title");
    let problem = Diagnostic::new(Code::UnsupportedFigure, first.span, message);
    Some(problem.related(place_of(portal, other), data_has(portal, other)).help(help))
}
