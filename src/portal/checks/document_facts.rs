//! The day and the number that a sentence gives of a document, against those of the document: where the sentence links
//! to it, or where the text is written from it.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::figure::frame::sentences;
use crate::figure::moments::{Moment, moments};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::part_of_scalar;
use crate::portal::checks::document_numbers::numbers;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::ids::DocumentId;
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, LinkedNarrative, NarrativeText};
use crate::say;

/// Words at a date that make it the day on which a document appeared.
const APPEARED: [&[&str]; 2] =
    [&["公布", "发布", "印发", "公开", "刊发"], &["published", "issued", "released", "publication"]];
/// How far from the date they may stand, in letters.
const NEAR: usize = 24;

/// Checks title, summary and body of every narrative.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |narrative, text, lang, found| {
        for range in sentences(&text.def.body, lang) {
            let (start, sentence) = (range.start, &text.def.body[range]);
            let place = |part: Range<usize>| text.def.span(start + part.start..start + part.end);
            check_sentence(portal, &documents(text, narrative, sentence), sentence, lang, &place, found);
        }
        let own: Vec<DocumentId> = narrative.document.into_iter().collect();
        for field in std::iter::once(&text.def.fields.title).chain(&text.def.fields.summary) {
            let place = |part: Range<usize>| part_of_scalar(field.span, field, part);
            check_sentence(portal, &own, field, lang, &place, found);
        }
    });
}

/// The documents of a sentence: those to which it links, or the one from which its text is written.
fn documents(text: &NarrativeText, narrative: &LinkedNarrative, sentence: &str) -> Vec<DocumentId> {
    let linked: Vec<DocumentId> = sentence
        .split("](document:")
        .skip(1)
        .filter_map(|rest| {
            let name = rest.split([')', ' ']).next()?;
            let LinkTarget::Document(id) = text.targets.get(&format!("document:{name}"))? else { return None };
            Some(*id)
        })
        .collect();
    if linked.is_empty() { narrative.document.into_iter().collect() } else { linked }
}

fn check_sentence(
    portal: &Portal,
    documents: &[DocumentId],
    sentence: &str,
    lang: Lang,
    place: &dyn Fn(Range<usize>) -> Span,
    found: &mut Diagnostics,
) {
    let days: Vec<PartialDate> =
        documents.iter().filter_map(|id| portal.document(*id).date.as_ref().map(|date| date.value)).collect();
    if days.len() == documents.len() && !days.is_empty() {
        for (range, moment) in moments(sentence, lang) {
            let full = moment.year.is_some() && moment.month.is_some() && moment.day.is_some();
            if full && appeared(sentence, &range, lang) && !days.iter().any(|day| is_day(&moment, day)) {
                found.push(diagnose_day(portal, documents, &sentence[range.clone()], place(range)));
            }
        }
    }
    let linked = sentence.contains("](document:");
    let [document] = documents else { return };
    let Some(right) = portal.document(*document).numbered().filter(|_| linked) else { return };
    if let [(range, _)] = numbers(sentence).as_slice() {
        let wrong = &sentence[range.clone()];
        // The words in front may run into the issuer's letters.
        if !wrong.ends_with(right) {
            found.push(diagnose_number(portal, *document, right, wrong, place(range.clone())));
        }
    }
}

fn is_day(said: &Moment, day: &PartialDate) -> bool {
    let same = |a: Option<u8>, b: Option<u8>| b.is_none() || a == b;
    said.year == Some(day.year) && same(said.month, day.month) && same(said.day, day.day)
}

/// Whether the words around a date say that something appeared on it.
fn appeared(sentence: &str, date: &Range<usize>, lang: Lang) -> bool {
    let after: String = sentence[date.end..].chars().take(NEAR).collect();
    let before: String =
        sentence[..date.start].chars().rev().take(NEAR).collect::<Vec<_>>().into_iter().rev().collect();
    match lang {
        Lang::Zh => {
            let clause = after.split(['，', '；', '。']).next().unwrap_or("");
            APPEARED[0].iter().any(|word| clause.contains(word))
        }
        Lang::En => APPEARED[1].iter().any(|word| before.contains(word)),
    }
}

fn diagnose_day(portal: &Portal, documents: &[DocumentId], wrong: &str, span: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::DatesDiffer,
        span,
        say!("`{wrong}`不是这件文件的日期", "`{wrong}` is not the day of the document"),
    );
    let problem =
        documents.iter().filter_map(|id| portal.document(*id).date.as_ref()).fold(problem, |problem, date| {
            let day = date.value;
            problem.related(date.span, say!("数据里是{day}", "the data has {day}"))
        });
    problem.help(say!(
        "对照公开文件，改正文字或文件的`date`",
        "compare with the document and correct the text or the `date` of the document"
    ))
}

fn diagnose_number(portal: &Portal, document: DocumentId, right: &str, wrong: &str, span: Span) -> Diagnostic {
    let record = portal.document(document);
    Diagnostic::new(
        Code::LinkMixedUp,
        span,
        say!(
            "链接的文件文号是`{right}`，这里写的是`{wrong}`",
            "the document of the link has the number `{right}`, and the text says `{wrong}`"
        ),
    )
    .related(
        record.number.as_ref().map_or(record.id.span, |number| number.span),
        say!("文件的文号", "the number of the document"),
    )
    .help(say!("对照公开文件，改正文号或链接", "compare with the document and correct the number or the link"))
}
