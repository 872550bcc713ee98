//! Links of the texts of the data that name no figure and no formula.

use crate::i18n::Lang;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::names::resolve_observation;

/// Checks every link of the texts of the data.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let (portal, unreadable) = (scope.portal, &scope.resolver.names.unreadable_names);
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            for (_, link) in data_text.links(portal, lang).filter(|(bound, _)| bound.is_none()) {
                resolve_observation(portal, &link.target, unreadable, found);
            }
        }
    });
}
