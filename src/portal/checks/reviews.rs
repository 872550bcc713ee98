//! Whether every text has passed the reviews that the site asks for, in their order.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::parse::records::{Named, Review};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::records::LinkedNarrative;
use crate::say;

/// Checks every narrative that is published.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let asked = scope.portal.site.as_ref().map(|site| site.reviews.as_slice()).unwrap_or_default();
    scope.each_narrative(recorder, |narrative, found| check_narrative(asked, narrative, found));
}

fn check_narrative(asked: &[Named], narrative: &LinkedNarrative, found: &mut Diagnostics) {
    let reviews = &narrative.shared.reviews;
    for unknown in reviews.iter().filter(|review| asked.iter().all(|known| known.id != review.review)) {
        found.push(diagnose_unknown(asked, unknown));
    }
    let Some((_, text)) = narrative.texts.iter().find_map(|(lang, text)| Some((lang, text.as_ref()?))) else { return };
    let mut before: Option<&Review> = None;
    for review in asked {
        let Some(passed) = reviews.iter().find(|passed| passed.review == review.id) else {
            if !narrative.draft {
                let (zh, en, id) = (&review.names.zh, &review.names.en, &review.id.value);
                let title = text.def.fields.title.span;
                let message = say!("这篇文稿没有经过{zh}", "the text has not passed the review “{en}”");
                found.push(Diagnostic::new(Code::ReviewMissing, title, message).help(say!(
                    "审定以后在文件开头的`reviews`里加`{{review: {id}, date: 日期}}`",
                    "when it has, add `{{review: {id}, date: …}}` to `reviews` in the front matter"
                )));
            }
            continue;
        };
        if let Some(earlier) = before.filter(|before| before.date.value > passed.date.value) {
            found.push(diagnose_order(earlier, passed));
        }
        before = Some(passed);
    }
}

fn diagnose_unknown(asked: &[Named], review: &Review) -> Diagnostic {
    let wrong = &review.review.value;
    let known = asked.iter().map(|review| review.id.value.as_str());
    Diagnostic::new(
        Code::UnknownName,
        review.review.span,
        say!("没有名为`{wrong}`的审核", "there is no review `{wrong}`"),
    )
    .meant(wrong, known, || {
        say!("先在`data/site.yaml`的`reviews`里写上这一次审核", "first add the review to `reviews` in `data/site.yaml`")
    })
}

fn diagnose_order(earlier: &Review, later: &Review) -> Diagnostic {
    let (id, before) = (&later.review.value, &earlier.review.value);
    Diagnostic::new(
        Code::ReviewMissing,
        later.date.span,
        say!("审核`{id}`的日期早于`{before}`的", "the review `{id}` is dated before `{before}`"),
    )
    .related(earlier.date.span, say!("前一次审核", "the review before"))
    .help(say!(
        "改正日期；重审过的，把以后的各次也重审",
        "correct the date; after a new review, let those that follow pass again"
    ))
}
