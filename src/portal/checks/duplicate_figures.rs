//! Two records of one figure, with the same value or with two.

use crate::diag::{Code, Diagnostic};
use crate::parse::records;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::records::LinkedObservation;
use crate::say;

/// Checks for two records of the same thing at the same place of the same document. The
/// observations are in order, so that those of one place, indicator and period stand together.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let alike = |a: &LinkedObservation, b: &LinkedObservation| {
        (a.jurisdiction, a.indicator, a.def.period) == (b.jurisdiction, b.indicator, b.def.period)
    };
    scope.whole(recorder, |found| {
        for run in scope.portal.observations.chunk_by(alike) {
            for (position, observation) in run.iter().enumerate() {
                let before = &run[..position];
                if let Some(first) = before.iter().find(|first| same_figure(first, observation)) {
                    found.push(diagnose_duplicate(observation, first));
                } else if let Some(first) = before.iter().find(|first| contradicts(first, observation)) {
                    found.push(diagnose_two_values(observation, first));
                }
            }
        }
    });
}

/// Whether two observations of one place, indicator and period are the same.
fn same_figure(a: &LinkedObservation, b: &LinkedObservation) -> bool {
    let printed = |o: &LinkedObservation| o.def.value.as_ref().map(|value| value.value);
    let place = |def: &records::Observation| def.source.place.as_ref().map(|place| place.zh.clone());
    a.breakdown == b.breakdown
        && (a.def.nature, a.document) == (b.def.nature, b.document)
        && printed(a) == printed(b)
        && a.def.as_printed == b.def.as_printed
        && place(&a.def) == place(&b.def)
}

/// Whether two observations say two values of what no field tells apart.
fn contradicts(a: &LinkedObservation, b: &LinkedObservation) -> bool {
    let kind = |o: &LinkedObservation| (o.breakdown.clone(), o.def.nature, o.document, o.def.qualifier);
    kind(a) == kind(b) && a.def.period.is_some() && a.value.is_some() && b.value.is_some() && a.value != b.value
}

fn diagnose_two_values(observation: &LinkedObservation, first: &LinkedObservation) -> Diagnostic {
    let (id, other) = (&observation.def.id, &first.def.id);
    let (name, other_name) = (&id.value, &other.value);
    let span = observation.def.value.as_ref().map_or(id.span, |value| value.span);
    let first_span = first.def.value.as_ref().map_or(other.span, |value| value.span);
    Diagnostic::new(
        Code::TwoValues,
        span,
        say!(
            "`{name}`与`{other_name}`的指标、地方、年份都相同，值却不同，页面上会出现其中任何一个",
            "`{name}` and `{other_name}` have the same indicator, place and year and two values; pages would show either"
        ),
    )
    .related(first_span, say!("另一个值", "the other value"))
    .help(say!(
        "对照公开文件，删去或改正一条；确有区别的，用`breakdown`说明",
        "compare with the document and delete or correct one; if they differ, say how with `breakdown`"
    ))
}

fn diagnose_duplicate(observation: &LinkedObservation, first: &LinkedObservation) -> Diagnostic {
    let (id, other) = (&observation.def.id, &first.def.id);
    let (name, other_name) = (&id.value, &other.value);
    Diagnostic::new(
        Code::DuplicateObservation,
        id.span,
        say!("`{name}`与`{other_name}`是同一个数", "`{name}` is the same figure as `{other_name}`"),
    )
    .related(other.span, say!("第一次在这里", "first here"))
    .help(say!("删去一条；确有区别的，用`breakdown`说明", "delete one; if they differ, say how with `breakdown`"))
}
