//! Whether both languages name the same place of a document: part 2 is no 第三部分.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::i18n::{Lang, Text};
use crate::parse::records::SourceRef;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts::DataTextOwner;
use crate::portal::ids::ProblemId;
use crate::portal::model::Portal;
use crate::portal::written_numbers::{digit_runs, spoken_zh, whole_number};
use crate::say;

/// Checks the sources of figures, narratives, problems, declared arithmetic and targets.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_figure(recorder, |id, found| {
        portal.observation(id).def.source.place.iter().for_each(|place| check_place(place, found));
    });
    scope.each_narrative(recorder, |narrative, found| {
        let source = narrative.shared.source.as_ref();
        source.and_then(|source| source.place.as_ref()).into_iter().for_each(|place| check_place(place, found));
    });
    scope.each_record(recorder, |owner, found| {
        let sources = sources_of(portal, owner).into_iter();
        sources.filter_map(|source| source.place.as_ref()).for_each(|place| check_place(place, found));
    });
}

/// The sources that a record gives for its parts.
fn sources_of(portal: &Portal, owner: DataTextOwner) -> Vec<&SourceRef> {
    let of_problem = |id: &ProblemId| &portal.problem(*id).def.source;
    match owner {
        DataTextOwner::Evaluation(id) => portal.evaluation(id).problems.iter().map(of_problem).collect(),
        DataTextOwner::Report(id) => {
            let report = portal.report(id);
            report.problems.iter().chain(&report.answered).map(of_problem).collect()
        }
        DataTextOwner::Check(position) => vec![&portal.checks[position].def.source],
        DataTextOwner::Indicator(id) => {
            portal.indicator(id).targets.iter().filter_map(|target| target.def.source.as_ref()).collect()
        }
        DataTextOwner::Figure(_)
        | DataTextOwner::Document(_)
        | DataTextOwner::Place(_)
        | DataTextOwner::Group(_)
        | DataTextOwner::Framework(_)
        | DataTextOwner::Programme(_)
        | DataTextOwner::Term(_)
        | DataTextOwner::Correction(_)
        | DataTextOwner::Site => Vec::new(),
    }
}

fn check_place(place: &Spanned<Text>, diagnostics: &mut Diagnostics) {
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
    diagnostics.push(
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
