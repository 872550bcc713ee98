//! Terms spelt in a way of which the glossary warns.
//!
//! Only what the glossary lists under `mistyped` is reported: which other words are wrong no
//! program knows.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Cure, Diagnostic, Span};
use crate::i18n::Lang;
use crate::parse::records::{self, TextNature};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::say;

/// Checks all texts.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let terms = &scope.portal.terms;
    if terms.iter().all(|term| Lang::ALL.iter().all(|lang| term.mistyped.get(*lang).is_empty())) {
        return;
    }
    scope.each_text(recorder, |_, text, lang, found| {
        // What an office wrote is not ours to mend.
        let body = if text.def.nature == TextNature::Issued { "" } else { &text.def.body };
        for (range, wrong, term) in mistyped(terms, body, lang) {
            let written = &body[range.clone()];
            found.push(diagnose_spelling(text.def.span(range), wrong, written, term, lang));
        }
        for field in std::iter::once(&text.def.fields.title).chain(&text.def.fields.summary) {
            for (range, wrong, term) in mistyped(terms, field, lang) {
                found.push(diagnose_spelling(field.span, wrong, &field[range], term, lang));
            }
        }
    });
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            let said = data_text.statement.get(lang);
            for (range, wrong, term) in mistyped(terms, said, lang) {
                found.push(diagnose_spelling(data_text.statement.place(lang), wrong, &said[range], term, lang));
            }
        }
    });
}

/// The wrong spellings in a text; English ones as whole words, small and capital alike.
fn mistyped<'t>(
    terms: &'t [Arc<records::Term>],
    text: &str,
    lang: Lang,
) -> Vec<(Range<usize>, &'t str, &'t records::Term)> {
    let lower = (lang == Lang::En).then(|| text.to_ascii_lowercase());
    let text = lower.as_deref().unwrap_or(text);
    let mut found = Vec::new();
    for term in terms {
        for wrong in term.mistyped.get(lang) {
            let pattern = wrong.to_ascii_lowercase();
            let pattern = if lang == Lang::En { pattern.as_str() } else { wrong.as_str() };
            for (at, _) in text.match_indices(pattern) {
                let letter = |c: Option<char>| lang == Lang::En && c.is_some_and(char::is_alphanumeric);
                let end = at + pattern.len();
                if !letter(text[..at].chars().next_back()) && !letter(text[end..].chars().next()) {
                    found.push((at..end, wrong.as_str(), &**term));
                }
            }
        }
    }
    found
}

/// The right word, with a capital where the wrong one has it.
fn like(written: &str, right: &str) -> String {
    let capital = written.starts_with(char::is_uppercase);
    let mut characters = right.chars();
    match characters.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => right.to_owned(),
    }
}

fn diagnose_spelling(place: Span, wrong: &str, written: &str, term: &records::Term, lang: Lang) -> Diagnostic {
    // What stands in brackets explains the term.
    let right = term.names.get(lang).split(['(', '（']).next().unwrap_or("").trim();
    Diagnostic::new(
        Code::MistypedTerm,
        place,
        say!("`{wrong}`是术语表里列出的误写", "`{wrong}` is listed in the glossary as a wrong spelling"),
    )
    .related(term.id.span, say!("术语表", "the glossary"))
    .help(say!("写成`{right}`", "write `{right}`"))
    .cure(Cure::replace(place, written, like(written, right)).certain_if(!right.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Span, Spanned};
    use crate::i18n::{PerLang, text};
    use crate::source::FileId;

    #[test]
    fn only_whole_english_words_are_wrong_and_capitals_do_not_hide_them() {
        let mistyped_words = PerLang { zh: vec!["大斑额".to_owned()], en: vec!["over-sized class".to_owned()] };
        let term = records::Term {
            id: Spanned::new("oversized-class".to_owned(), Span::new(FileId(0), 0..1)),
            names: text("大班额", "oversized class"),
            definition: crate::parse::Statement::default(),
            sort: "d".to_owned(),
            mistyped: mistyped_words,
        };
        let terms = [Arc::new(term)];
        for (said, lang, count) in [
            ("消除大斑额，大斑额清零", Lang::Zh, 2),
            ("消除大班额", Lang::Zh, 0),
            ("Over-sized class sizes", Lang::En, 1),
            ("over-sized classes", Lang::En, 0),
            ("oversized class", Lang::En, 0),
        ] {
            assert_eq!(mistyped(&terms, said, lang).len(), count, "{said}");
        }
    }
}
