//! Figures of places that were no more.

use crate::diag::{Code, Diagnostic};
use crate::parse::records::Nature;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::model::Portal;
use crate::portal::records::LinkedObservation;
use crate::say;

/// Checks that what was measured of a place was measured while the place existed.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.each_figure(recorder, |id, found| {
        found.extend(diagnose_ended(scope.portal, scope.portal.observation(id)).into_iter().collect());
    });
}

fn diagnose_ended(portal: &Portal, observation: &LinkedObservation) -> Option<Diagnostic> {
    let place = &portal.jurisdiction(observation.jurisdiction).def;
    let period = observation.def.period.filter(|_| observation.def.nature == Nature::Measured)?;
    let to = place.valid.end_before(period.from)?;
    let (name, year) = (&place.names, period.to);
    let (zh, en) = (&name.zh, &name.en);
    let successors = &portal.jurisdiction(observation.jurisdiction).successors;
    let after = successors.iter().map(|id| &portal.jurisdiction(*id).def.slug);
    let problem = Diagnostic::new(
        Code::PlaceEnded,
        observation.def.id.span,
        say!("{zh}只到{to}年，却有{year}年的数", "{en} existed until {to}, and has a figure of {year}"),
    )
    .related(place.slug.span, say!("它的`valid`写到{to}年", "its `valid` ends in {to}"));
    let problem = after.fold(problem, |problem, slug| {
        problem.related(slug.span, say!("承接它的地方", "the place that came after it"))
    });
    Some(problem.help(say!(
        "改正地方或年份；数确实属于后来的地方时，记到那个地方",
        "correct the place or the year; a figure of the place that came after it belongs there"
    )))
}
