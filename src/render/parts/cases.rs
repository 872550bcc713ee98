//! Cases in lists.

use schemars::JsonSchema;
use serde::Serialize;

use super::places::{PlaceLink, place_link, year_words};
use crate::plan::{CaseList, Subject};
use crate::portal::NarrativeId;
use crate::render::links::NamedLink;
use crate::render::view::View;

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseEntry {
    /// The title.
    pub title: String,
    /// One sentence on it; empty when the author gave none.
    pub summary: String,
    /// The language of title and summary, as a BCP 47 tag.
    pub tag: String,
    /// Title and summary are in the other language.
    pub foreign: bool,
    /// The case is a draft, and drafts are shown.
    pub draft: bool,
    /// The page of the case.
    pub href: Option<String>,
    /// The place that published it.
    pub place: PlaceLink,
    /// The county that it is about, where that is not the place itself.
    pub county: Option<PlaceLink>,
    /// The year.
    pub year: String,
    /// Its themes, each with the list of its cases.
    pub themes: Vec<NamedLink>,
}

/// A case in a list; nothing for a text of no programme or place.
pub fn case_entry(view: &View<'_>, id: NarrativeId) -> Option<CaseEntry> {
    let card = view.card(id);
    let programme = card.programme()?;
    let place = card.jurisdiction()?;
    let themes = card.themes().iter().map(|theme| NamedLink {
        name: view.say(&view.programme(programme).themes[*theme].names).to_owned(),
        href: view.link(Subject::Cases(programme, CaseList::Theme(*theme), 1)),
    });
    Some(CaseEntry {
        title: card.title().to_owned(),
        summary: card.summary().to_owned(),
        tag: card.text_lang().tag().to_owned(),
        foreign: card.text_lang() != view.lang(),
        draft: card.draft(),
        href: view.link(Subject::Case(id)),
        place: place_link(view, programme, place),
        county: card.county().map(|county| place_link(view, programme, county)),
        year: year_words(view, card.year()),
        themes: themes.collect(),
    })
}
