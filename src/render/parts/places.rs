//! Places and years, by name and as links.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::PartialDate;
use crate::plan::Subject;
use crate::portal::{JurisdictionId, ProgrammeId};
use crate::render::view::View;

/// A place as a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceLink {
    /// The full name.
    pub name: String,
    /// The short name, for lists of many places.
    pub short: String,
    /// The place's own page; none when it has none in this programme.
    pub href: Option<String>,
}

/// A place as a link.
pub fn place_link(view: &View<'_>, programme: ProgrammeId, id: JurisdictionId) -> PlaceLink {
    let def = &view.place(id).def;
    PlaceLink {
        name: view.say(&def.names).to_owned(),
        short: view.say(&def.short).to_owned(),
        href: view.link(Subject::Place(programme, id)),
    }
}

/// The page of a place in a year: the bulletin when the place is the evaluator.
pub fn place_year_link(view: &View<'_>, programme: ProgrammeId, year: u16, place: JurisdictionId) -> Option<String> {
    view.link(Subject::PlaceYear(programme, year, place)).or_else(|| {
        let own = view.evaluation_by(programme, year, place)?;
        view.link(Subject::Bulletin(own))
    })
}

/// A year in words.
pub fn year_words(view: &View<'_>, year: u16) -> String {
    PartialDate { year, month: None, day: None }.words(view.lang())
}
