//! What both languages of a text must say alike although no link binds it: years and dates,
//! numbers marked as no data.
//!
//! Only what one language prints and the other nowhere has is reported; in which words, and
//! how often, is for the translator.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::figure::moments::{Moment, moments};
use crate::figure::{Dimension, Printed, number, scan};
use crate::i18n::{Lang, PerLang};
use crate::parse::records::part_of_scalar;
use crate::parse::{self, NO_DATA, Reference, Statement, without_addresses};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts;
use crate::portal::written_numbers::{digit_runs, spoken_zh};
use crate::say;

/// A piece of a text, without the addresses of its links.
struct Piece {
    text: String,
    place: Box<dyn Fn(Range<usize>) -> Span>,
}

/// One language of a text: its pieces, and the numbers marked in it.
#[derive(Default)]
struct Side<'t> {
    pieces: Vec<Piece>,
    marked: Vec<&'t Reference>,
}

/// Checks narratives, the texts of the data, and their titles.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.each_narrative(recorder, |narrative, found| {
        if let (Some(zh), Some(en)) = (&narrative.texts.zh, &narrative.texts.en) {
            compare_sides(PerLang { zh: narrative_side(&zh.def), en: narrative_side(&en.def) }, found);
        }
    });
    scope.each_record(recorder, |owner, found| {
        let texts = data_texts::texts_of(scope.portal, owner).into_iter().map(|text| text.statement);
        for statement in texts.chain(data_texts::title_of(scope.portal, owner)) {
            check_statement(statement, found);
        }
    });
}

/// Checks both languages of a statement against each other.
fn check_statement(statement: &Statement, diagnostics: &mut Diagnostics) {
    let side = |lang: Lang| {
        let text = statement.get(lang).clone();
        let whole = statement.clone();
        let place = Box::new(move |range| whole.part(lang, range));
        let links = &statement.said(lang).links;
        let marked = links.iter().map(|(_, link)| link).filter(|link| link.target.value == NO_DATA).collect();
        Side { pieces: vec![Piece { text, place }], marked }
    };
    compare_sides(PerLang { zh: side(Lang::Zh), en: side(Lang::En) }, diagnostics);
}

fn narrative_side(text: &parse::Narrative) -> Side<'_> {
    let (file, offset) = (text.file, text.offset);
    let body = Box::new(move |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end));
    let mut pieces = vec![Piece { text: without_addresses(&text.body), place: body }];
    let fields = &text.fields;
    pieces.extend(std::iter::once(&fields.title).chain(&fields.summary).chain(&fields.notes).map(scalar));
    let marked = text.references.iter().filter(|link| link.stated.is_some() && link.target.value == NO_DATA).collect();
    Side { pieces, marked }
}

fn scalar(written: &Spanned<String>) -> Piece {
    let (span, value) = (written.span, written.value.clone());
    Piece { text: value.clone(), place: Box::new(move |range| part_of_scalar(span, &value, range)) }
}

fn compare_sides(sides: PerLang<Side<'_>>, diagnostics: &mut Diagnostics) {
    let read = |lang: Lang| -> Vec<(Span, String, Moment)> {
        let pieces = sides.get(lang).pieces.iter();
        let of_piece = |piece: &Piece| {
            let found = moments(&piece.text, lang).into_iter();
            found
                .map(|(range, moment)| ((piece.place)(range.clone()), piece.text[range].to_owned(), moment))
                .collect::<Vec<_>>()
        };
        pieces.flat_map(of_piece).collect()
    };
    let said = PerLang { zh: read(Lang::Zh), en: read(Lang::En) };
    for lang in Lang::ALL {
        let (here, there) = (said.get(lang), said.get(lang.other()));
        let lone = |of: &[(Span, String, Moment)], others: &[(Span, String, Moment)], other: Lang| {
            let missing = |(_, _, moment): &&(Span, String, Moment)| {
                !has_moment(moment, others)
                    && !sides.get(other).pieces.iter().any(|piece| has_year(moment, &piece.text))
            };
            of.iter().find(missing).cloned()
        };
        if let Some((span, words, _)) = lone(here, there, lang.other()) {
            let pair = lone(there, here, lang).map(|(span, _, _)| span);
            diagnostics.push(diagnose_lone(span, &words, lang.other(), pair));
        }
        check_marked(&sides, lang, diagnostics);
    }
}

/// Whether a date stands among others. Where they name its month, one of them must agree.
fn has_moment(moment: &Moment, others: &[(Span, String, Moment)]) -> bool {
    let mut same_month =
        others.iter().filter(|(_, _, other)| moment.month.is_some() && other.month == moment.month).peekable();
    match same_month.peek() {
        Some(_) => same_month.any(|(_, _, other)| moment.agrees(other)),
        None => others.iter().any(|(_, _, other)| moment.year.is_some() && moment.year == other.year),
    }
}

/// A bare year may stand in the other language in any way.
fn has_year(moment: &Moment, text: &str) -> bool {
    let Some(year) = moment.year.filter(|_| moment.month.is_none()) else { return false };
    let (whole, short) = (year.to_string(), format!("{:02}", year % 100));
    let range = |mark: &str| text.contains(&format!("{}{mark}{short}", year - 1));
    text.contains(&whole) || ["–", "-", "/"].into_iter().any(range)
}

/// Numbers in digits that are marked as no data must stand in the other language too, with
/// their unit or without; one and nought can be said in many ways.
fn check_marked(sides: &PerLang<Side<'_>>, lang: Lang, diagnostics: &mut Diagnostics) {
    let other = lang.other();
    let mut known: Option<HashSet<Decimal>> = None;
    for link in &sides.get(lang).marked {
        let printed = link.stated.as_ref().and_then(|stated| stated.printed.as_ref().ok());
        let plain = |printed: &&Printed| printed.dimension != Dimension::Ratio;
        let Some(printed) = printed.filter(plain).filter(|_| link.text.contains(|c: char| c.is_ascii_digit())) else {
            continue;
        };
        let known = known.get_or_insert_with(|| {
            sides.get(other).pieces.iter().flat_map(|piece| all_numbers(&piece.text, other)).collect()
        });
        let written = digit_runs(&link.text.value);
        let mut values = std::iter::once(printed.low.abs().normalize()).chain(written);
        if printed.low.abs() > Decimal::ONE && !values.any(|value| known.contains(&value)) {
            diagnostics.push(diagnose_lone(link.text.span, &link.text.value, other, None));
            return;
        }
    }
}

/// All numbers of a text, whatever they count.
fn all_numbers(text: &str, lang: Lang) -> Vec<Decimal> {
    let mut found: Vec<Decimal> = digit_runs(text).collect();
    for hit in scan(text, lang) {
        match &hit.printed {
            Some(printed) => found.extend([Some(printed.low.abs()), printed.high].into_iter().flatten()),
            None => found.extend(number::read(&text[hit.range], lang).map(|(number, _)| number.value)),
        }
    }
    if lang == Lang::Zh {
        found.extend(spoken_zh(text));
    }
    found.into_iter().map(|number| number.normalize()).collect()
}

fn diagnose_lone(span: Span, words: &str, other: Lang, pair: Option<Span>) -> Diagnostic {
    let code = other.code();
    let problem = Diagnostic::new(
        Code::LanguagesDiffer,
        span,
        say!("`{words}`在`{code}`里没有", "`{words}` does not stand in `{code}`"),
    )
    .help(say!("对照公开文件，把两种语言写成一样", "compare with the document and let both languages say the same"));
    match pair {
        Some(pair) => problem.related(pair, say!("`{code}`里写的是这个", "`{code}` has this instead")),
        None => problem,
    }
}
