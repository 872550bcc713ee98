//! How much there may be of what: places of the portal, figures of a text. A text with too
//! many figures is not checked any further.

use crate::diag::{Diagnostic, Diagnostics};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::{Scope, figures_of, limits_of};
use crate::portal::model::Portal;
use crate::say;

/// Checks the list of places and each text.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.whole(recorder, |found| found.extend(too_many_places(scope.portal).into_iter().collect::<Diagnostics>()));
    let limit = limits_of(scope.portal).figures();
    scope.each_long_narrative(recorder, |narrative, found| {
        for text in narrative.texts.iter().filter_map(|(_, text)| text.as_ref()) {
            let (count, most) = (figures_of(text), limit.most);
            if !limit.is_passed(count) {
                continue;
            }
            let message = say!(
                "这篇文稿有{count}个数，限额是{most}个，没有核对",
                "the text has {count} figures, the limit is {most}, and they were not checked"
            );
            let first = say!("分成几篇", "divide the text");
            found.push(limit.passed(text.def.fields.title.span, message, first));
        }
    });
}

fn too_many_places(portal: &Portal) -> Option<Diagnostic> {
    let limit = limits_of(portal).places();
    let (count, most) = (portal.jurisdictions.len(), limit.most);
    let first_beyond = portal.jurisdictions.get(usize::try_from(most).ok()?)?;
    let message = say!("有{count}个地方，限额是{most}个", "there are {count} places, and the limit is {most}");
    let first = say!("删去用不到的地方", "delete places that nothing is said of");
    Some(limit.passed(first_beyond.def.slug.span, message, first))
}
