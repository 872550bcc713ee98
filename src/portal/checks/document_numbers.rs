//! Numbers of documents in texts, such as 鲁政办发〔2018〕29号, against those of the documents:
//! one that differs in its year or serial alone is a slip.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::parse::records::part_of_scalar;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts;
use crate::portal::model::Portal;
use crate::say;

/// The number of a document: who issued it, in which year, as which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentNumber<'t> {
    issuer: &'t str,
    year: &'t str,
    serial: &'t str,
}

/// Checks narratives, the texts of the data, and their titles.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |_, text, _, found| {
        check_numbers(portal, &text.def.body, &|range| text.def.span(range), found);
        for field in text.def.fields.summary.iter().chain(&text.def.fields.notes) {
            check_numbers(portal, field, &|range| part_of_scalar(field.span, field, range), found);
        }
    });
    scope.each_record(recorder, |owner, found| {
        let texts = data_texts::texts_of(portal, owner).into_iter().map(|text| text.statement);
        for statement in texts.chain(data_texts::title_of(portal, owner)) {
            for lang in Lang::ALL {
                check_numbers(portal, statement.get(lang), &|range| statement.part(lang, range), found);
            }
        }
    });
}

fn check_numbers(portal: &Portal, text: &str, place: &dyn Fn(Range<usize>) -> Span, diagnostics: &mut Diagnostics) {
    for (range, number) in numbers(text) {
        let known = || {
            portal.documents.iter().filter_map(|document| Some((document, numbers(document.number.as_ref()?).pop()?.1)))
        };
        let same_issuer = |known: &DocumentNumber<'_>| number.issuer.ends_with(known.issuer);
        if known().any(|(_, known)| same_issuer(&known) && (known.year, known.serial) == (number.year, number.serial)) {
            continue;
        }
        let near = known()
            .find(|(_, known)| same_issuer(known) && ((known.year == number.year) != (known.serial == number.serial)));
        let Some((document, known)) = near else { continue };
        let range = range.start + number.issuer.len() - known.issuer.len()..range.end;
        let wrong = &text[range.clone()];
        let right = document.numbered().unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(
                Code::LinkMixedUp,
                place(range),
                say!("没有文号是`{wrong}`的文件，有一件是`{right}`", "no document has the number `{wrong}`; one has `{right}`"),
            )
            .related(document.number.as_ref().map_or(document.id.span, |number| number.span), say!("这件文件", "this document"))
            .help(say!("对照公开文件，改正写错的一处；确是另一件文件，先录入`data/documents`", "compare with the document and correct the one that is wrong; if it is another document, enter it in `data/documents`"))
            .instead(wrong, right),
        );
    }
}

/// Every number of a document in a text; the issuer is the run of letters in front.
pub fn numbers(text: &str) -> Vec<(Range<usize>, DocumentNumber<'_>)> {
    let mut found = Vec::new();
    for (open, bracket) in text.match_indices('〔') {
        let inside = open + bracket.len();
        let Some(close) = text[inside..].find('〕').map(|close| inside + close) else { continue };
        let behind = close + '〕'.len_utf8();
        let Some(end) = text[behind..].find('号').map(|end| behind + end) else { continue };
        let (year, serial) = (&text[inside..close], &text[behind..end]);
        let digits =
            |text: &str, most: usize| (1..=most).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
        if !digits(year, 4) || !digits(serial, 4) {
            continue;
        }
        let letters = text[..open].char_indices().rev().take_while(|(_, c)| c.is_alphabetic());
        let start = letters.last().map_or(open, |(at, _)| at);
        found.push((start..end + '号'.len_utf8(), DocumentNumber { issuer: &text[start..open], year, serial }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_read() {
        let read = |text| numbers(text).into_iter().map(|(_, n)| (n.issuer, n.year, n.serial)).collect::<Vec<_>>();
        assert_eq!(read("依据是（鲁政办发〔2018〕29号）"), [("鲁政办发", "2018", "29")]);
        assert_eq!(read("〔2018年〕29号、〔2018〕第29号"), []);
    }
}
