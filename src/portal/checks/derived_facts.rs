//! Counts, ranks and years that texts bind to lists and tables of the data, against what follows from those.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::figure::moments::moments;
use crate::figure::{Dimension, Printed, Qualifier};
use crate::i18n::Lang;
use crate::parse::Reference;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::fact_request::FactRequest;
use crate::portal::facts::{DerivedFact, derived_fact};
use crate::portal::records::LinkTarget;
use crate::say;

/// Checks the statements that follow from the data.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |_, text, lang, found| {
        for (reference, target) in text.links() {
            let LinkTarget::Fact(request) = target else { continue };
            let fact = derived_fact(portal, *request);
            if !states(reference, *request, &fact, lang) {
                found.push(diagnose(reference, &fact));
            }
        }
    });
}

/// Whether the words of a link say what follows from the data.
fn states(reference: &Reference, request: FactRequest, fact: &DerivedFact, lang: Lang) -> bool {
    let words = reference.text.value.trim();
    if let FactRequest::TargetYear { .. } = request {
        let bare = words.parse().ok();
        let years = moments(words, lang).into_iter().filter_map(|(_, moment)| moment.year);
        let years: Vec<u16> = years.chain(bare).collect();
        return !years.is_empty() && years.into_iter().all(|year| fact.numbers.contains(&year.into()));
    }
    let Some(Ok(printed)) = reference.stated.as_ref().map(|stated| &stated.printed) else { return false };
    let ranked = matches!(request, FactRequest::Rank { .. });
    if printed.worded && !ranked {
        return states_in_words(printed, fact);
    }
    let kind = if ranked { Dimension::Rank } else { Dimension::Plain };
    let alike = printed.dimension == kind || (ranked && printed.dimension == Dimension::Plain);
    let exact = printed.qualifier == Qualifier::Exact && printed.high.is_none();
    alike && exact && fact.numbers.contains(&printed.low)
}

/// All, none, half: a share of what is counted.
fn states_in_words(printed: &Printed, fact: &DerivedFact) -> bool {
    let Some(of) = fact.of else { return printed.low.is_zero() && fact.numbers.contains(&Decimal::ZERO) };
    let share = printed.low / Decimal::ONE_HUNDRED * Decimal::from(of);
    let over = matches!(printed.qualifier, Qualifier::MoreThan | Qualifier::AtLeast);
    fact.numbers.iter().any(|number| *number == share || (over && *number > share))
}

fn diagnose(reference: &Reference, fact: &DerivedFact) -> Diagnostic {
    let wrong = &reference.text.value;
    let numbers: Vec<String> = fact.numbers.iter().map(Decimal::to_string).collect();
    let (zh, en) = (numbers.join("、"), numbers.join(", "));
    let problem = if numbers.is_empty() {
        Diagnostic::new(
            Code::GradesDiffer,
            reference.text.span,
            say!(
                "从数据推不出确定的数，`{wrong}`无法核对",
                "nothing certain follows from the data, so `{wrong}` cannot be checked"
            ),
        )
        .help(say!(
            "绑定一条公布的数据，写成`figure:编号`；或补全数据",
            "bind a published figure, `figure:…`, or complete the data"
        ))
    } else {
        Diagnostic::new(
            Code::GradesDiffer,
            reference.text.span,
            say!("按数据应是{zh}，这里是`{wrong}`", "by the data it is {en}, and here it is `{wrong}`"),
        )
        .help(say!(
            "对照公开文件，改正文字或数据；链接指错了的，改正链接",
            "compare with the document and correct the text or the data; if the link names another thing, correct the link"
        ))
    };
    match fact.span {
        Some(span) => problem.related(span, say!("由此得出", "from which it follows")),
        None => problem,
    }
}
