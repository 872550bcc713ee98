//! What both languages of a text must say alike although no link binds it: years and
//! dates, numbers marked as no data, the numbers of a place in a document.
//!
//! Only what one language prints and the other nowhere has is told; in which words, and
//! how often, is for the translator.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::figure::moments::{Moment, moments};
use crate::figure::number::{self, is_chinese_numeral};
use crate::figure::{Dimension, Printed, scan};
use crate::i18n::{Lang, PerLang, Text};
use crate::parse::data::part_of_scalar;
use crate::parse::{self, NO_DATA, Reference, Statement};
use crate::portal::checks::document_numbers;
use crate::portal::data_texts;
use crate::portal::model::{LinkedNarrative, Portal};
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

/// Checks both languages of a narrative against each other.
pub fn of_narrative(narrative: &LinkedNarrative, problems: &mut Diagnostics) {
    let (Some(zh), Some(en)) = (&narrative.texts.zh, &narrative.texts.en) else { return };
    sides(PerLang { zh: narrative_side(&zh.def), en: narrative_side(&en.def) }, problems);
}

/// Checks all texts of the data, their titles and the places that they cite.
pub fn of_data(portal: &Portal, problems: &mut Diagnostics) {
    let titles = portal.documents.iter().map(|document| &document.titles);
    let titles = titles.chain(portal.evaluations.iter().map(|evaluation| &evaluation.def.titles));
    let titles = titles.chain(portal.reports.iter().map(|report| &report.def.titles));
    for statement in data_texts::all(portal).map(|stated| stated.statement).chain(titles) {
        of_statement(statement, problems);
        document_numbers::of_statement(portal, statement, problems);
    }
    let problems_named = portal.problems.iter().map(|problem| &problem.def.source);
    let sources = problems_named.chain(portal.checks.iter().map(|check| &check.def.source));
    let targets = portal.indicators.iter().flat_map(|indicator| &indicator.targets);
    let sources = sources.chain(targets.filter_map(|target| target.def.source.as_ref()));
    for place in sources.filter_map(|source| source.place.as_ref()) {
        of_place(place, problems);
    }
}

/// Checks both languages of a statement against each other.
fn of_statement(statement: &Statement, problems: &mut Diagnostics) {
    let side = |lang: Lang| {
        let text = statement.get(lang).clone();
        let whole = statement.clone();
        let place = Box::new(move |range| whole.part(lang, range));
        let links = &statement.said(lang).links;
        let marked = links.iter().map(|(_, link)| link).filter(|link| link.target.value == NO_DATA).collect();
        Side { pieces: vec![Piece { text, place }], marked }
    };
    sides(PerLang { zh: side(Lang::Zh), en: side(Lang::En) }, problems);
}

/// Checks the place in a document: part 2 is no 第三部分.
pub fn of_place(place: &Spanned<Text>, problems: &mut Diagnostics) {
    let (zh, en) = (&place.value.zh, &place.value.en);
    let digits = |text: &str| digit_runs(text).collect::<HashSet<Decimal>>();
    let (mut known_zh, mut known_en) = (digits(zh), digits(en));
    known_zh.extend(spoken_zh(zh));
    known_en.extend(en.split(|c: char| !c.is_alphabetic()).filter_map(|word| whole_number(word, Lang::En)));
    let missing = |printed: HashSet<Decimal>, known: &HashSet<Decimal>| {
        let mut missing: Vec<Decimal> = printed.into_iter().filter(|number| !known.contains(number)).collect();
        missing.sort();
        missing.first().copied()
    };
    let wrong = missing(digits(en), &known_zh).or_else(|| missing(digits(zh), &known_en));
    let Some(wrong) = wrong else { return };
    problems.push(
        Diagnostic::new(
            Code::LanguagesDiffer,
            place.span,
            say!(
                "出处的两种语言写的不是同一处：`{wrong}`只有一种语言写到",
                "the two languages name different places of the document: `{wrong}` stands in one of them only"
            ),
        )
        .help(say!(
            "对照公开文件，把两种语言写成同一处",
            "compare with the document and name one place in both languages"
        )),
    );
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

/// The same text with spaces for the addresses of its links, whose names hold numbers too.
fn without_addresses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end);
        plain.push_str(&rest[..at + 2]);
        plain.extend(std::iter::repeat_n(' ', end - at - 2));
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

fn sides(sides: PerLang<Side<'_>>, problems: &mut Diagnostics) {
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
                !has(moment, others) && !sides.get(other).pieces.iter().any(|piece| has_year(moment, &piece.text))
            };
            of.iter().find(missing).cloned()
        };
        if let Some((span, words, _)) = lone(here, there, lang.other()) {
            let pair = lone(there, here, lang).map(|(span, _, _)| span);
            problems.push(told(span, &words, lang.other(), pair));
        }
        marked(&sides, lang, problems);
    }
}

/// Whether a date stands among others. Where they name its month, one of them must agree.
fn has(moment: &Moment, others: &[(Span, String, Moment)]) -> bool {
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
fn marked(sides: &PerLang<Side<'_>>, lang: Lang, problems: &mut Diagnostics) {
    let other = lang.other();
    let mut known: Option<HashSet<Decimal>> = None;
    for link in &sides.get(lang).marked {
        let printed = link.stated.as_ref().and_then(|stated| stated.printed.as_ref().ok());
        let plain = |printed: &&Printed| printed.dimension != Dimension::Ratio;
        let Some(printed) = printed.filter(plain).filter(|_| link.text.contains(|c: char| c.is_ascii_digit())) else {
            continue;
        };
        let known = known.get_or_insert_with(|| {
            sides.get(other).pieces.iter().flat_map(|piece| numbers(&piece.text, other)).collect()
        });
        let written = digit_runs(&link.text.value);
        let mut values = std::iter::once(printed.low.abs().normalize()).chain(written);
        if printed.low.abs() > Decimal::ONE && !values.any(|value| known.contains(&value)) {
            problems.push(told(link.text.span, &link.text.value, other, None));
            return;
        }
    }
}

/// All numbers of a text, whatever they count.
fn numbers(text: &str, lang: Lang) -> Vec<Decimal> {
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

/// The numbers that are written in digits.
fn digit_runs(text: &str) -> impl Iterator<Item = Decimal> + '_ {
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    pieces.filter_map(|piece| {
        let digits: String = piece.trim_matches([',', '.']).chars().filter(|c| *c != ',').collect();
        digits.parse::<Decimal>().ok().map(|number| number.normalize())
    })
}

/// The numbers in Chinese numerals.
fn spoken_zh(text: &str) -> Vec<Decimal> {
    let runs = text.split(|c| !is_chinese_numeral(c));
    runs.filter_map(|run| whole_number(run, Lang::Zh)).collect()
}

fn whole_number(word: &str, lang: Lang) -> Option<Decimal> {
    let (number, length) = number::read(word, lang)?;
    (length == word.len()).then_some(number.value.normalize())
}

fn told(span: Span, words: &str, other: Lang, pair: Option<Span>) -> Diagnostic {
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
