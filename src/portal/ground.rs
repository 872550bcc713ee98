//! A published document at hand as the ground of what the portal says of it: figures that cannot be found in it,
//! sentences that it states in nearly the same letters, statements that it says nothing.

use std::collections::HashSet;

use crate::diag::Span;
use crate::figure::frame::sentences;
use crate::figure::likeness::{pieces, share};
use crate::figure::words::{digit, is_han};
use crate::i18n::Lang;
use crate::parse::without_addresses;
use crate::portal::ids::{DocumentId, ObservationId};
use crate::portal::model::Portal;

/// What a comparison with a document found.
#[derive(Clone, Debug, Default)]
pub struct GroundReport {
    /// How many figures of the document have characters that can be looked for, and how many were found.
    pub figures: usize,
    pub located: usize,
    pub missing: Vec<ObservationId>,
    /// Sentences of digests that share a run of letters with the document, and the run.
    pub copied: Vec<(Span, String)>,
    /// Sentences that say that something is not stated, with the passages of the document that come nearest.
    pub denials: Vec<(Span, String, Vec<String>)>,
}

/// Letters that a digest may share with its document before they count as copied.
const SHARED_RUN: usize = 13;
/// Passages that are shown beside a denial.
const NEAREST: usize = 2;
/// Words with which a text says that its document does not say something.
const DENIALS: &[&str] = &[
    "没有写明", "没有说明", "未写明", "未说明", "没有公布", "没有印", "没有注明", "没有列出", "没有点名", "没有给出",
    "隐去",
];

/// Compares the portal with the text of one document.
pub fn compare_with_document(portal: &Portal, document: DocumentId, text: &str) -> GroundReport {
    let ground = plain(text);
    let mut report = GroundReport::default();
    for (position, observation) in portal.observations.iter().enumerate() {
        let Some(printed) = observation.def.printed().filter(|_| observation.document == document) else { continue };
        report.figures += 1;
        if printed.split(['…', '，']).all(|part| contains(&ground, &plain(part))) {
            report.located += 1;
        } else {
            report.missing.push(ObservationId::new(position));
        }
    }
    let passages: Vec<(&str, HashSet<String>)> = sentences(text, Lang::Zh)
        .into_iter()
        .map(|range| (text[range.clone()].trim(), pieces(&text[range], Lang::Zh)))
        .collect();
    let names = known_names(portal);
    for narrative in portal.narratives.iter().filter(|narrative| narrative.document == Some(document)) {
        let Some(said) = &narrative.texts.zh else { continue };
        let body = without_addresses(&said.def.body);
        for range in sentences(&body, Lang::Zh) {
            let (sentence, span) = (&body[range.clone()], said.def.span(range));
            if let Some(run) = shared_run(sentence, &ground, &names) {
                report.copied.push((span, run));
            }
            if DENIALS.iter().any(|word| sentence.contains(word)) {
                report.denials.push((span, sentence.trim().to_owned(), nearest(sentence, &passages)));
            }
        }
    }
    report
}

/// The letters that recognition keeps: digits of one width, a point between digits, no spaces and no line breaks.
fn plain(text: &str) -> Vec<char> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| digit(*c).is_some());
    letters
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            '。' | '．' if is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1)) => '.',
            '％' | '﹪' => '%',
            '：' | '∶' => ':',
            '（' => '(',
            '）' => ')',
            '—' | '–' | '～' | '~' => '-',
            c => digit(*c).and_then(|value| char::from_digit(value, 10)).unwrap_or(*c),
        })
        .collect()
}

/// Whether letters stand in a text; a lost letter (□) of the text can be any.
fn contains(ground: &[char], wanted: &[char]) -> bool {
    wanted.is_empty()
        || ground.windows(wanted.len()).any(|window| window.iter().zip(wanted).all(|(a, b)| a == b || *a == '□'))
}

/// Titles, names and terms, which carry over.
fn known_names(portal: &Portal) -> Vec<String> {
    let indicators = portal.indicators.iter().map(|indicator| indicator.def.names.zh.clone());
    let documents =
        portal.documents.iter().flat_map(|document| [document.titles.zh.clone(), document.issuer.zh.clone()]);
    let places = portal.jurisdictions.iter().map(|place| place.def.names.zh.clone());
    let terms = portal.terms.iter().map(|term| term.names.zh.clone());
    let mut names: Vec<String> = indicators.chain(documents).chain(places).chain(terms).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The longest run of Chinese letters that a sentence shares with the document, names aside, where it is long.
fn shared_run(sentence: &str, ground: &[char], names: &[String]) -> Option<String> {
    let bare = names.iter().fold(sentence.to_owned(), |text, name| {
        if name.chars().count() > 3 && text.contains(name) { text.replace(name, "\n") } else { text }
    });
    let runs = bare.split(|c: char| !is_han(c)).map(|run| run.chars().collect::<Vec<char>>());
    let long = runs.filter(|run| run.len() >= SHARED_RUN);
    let shared = |run: Vec<char>| {
        let found = run.windows(SHARED_RUN).find(|window| contains(ground, window)).map(<[char]>::to_vec);
        found.map(|window| window.into_iter().collect::<String>())
    };
    long.filter_map(shared).next()
}

fn nearest(sentence: &str, passages: &[(&str, HashSet<String>)]) -> Vec<String> {
    let wanted = pieces(sentence, Lang::Zh);
    let mut likely: Vec<(usize, &str)> =
        passages.iter().map(|(text, known)| (share(&wanted, known), *text)).filter(|(like, _)| *like > 0).collect();
    likely.sort_by_key(|(like, _)| std::cmp::Reverse(*like));
    likely.into_iter().take(NEAREST).map(|(_, text)| text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_recognition_changes_is_found_all_the_same() {
        let ground = plain("支出 ２１３。8亿元，\n占比为9□.3％。另有三万元。");
        for (wanted, found) in [("213.8亿元", true), ("93.3%", true), ("三万元", true), ("213亿元", false), ("", true)]
        {
            assert_eq!(contains(&ground, &plain(wanted)), found, "{wanted}");
        }
    }

    #[test]
    fn a_long_run_of_the_same_letters_is_copied_and_a_name_is_none() {
        let ground = plain("全县认真落实粮食安全党政同责各项要求取得明显成效");
        let names = ["粮食安全党政同责".to_owned()];
        assert!(shared_run("认真落实粮食安全党政同责各项要求取得明显成效", &ground, &[]).is_some());
        assert_eq!(shared_run("认真落实粮食安全党政同责各项要求", &ground, &names), None);
    }
}
