//! A static page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Subject;
use crate::portal::NarrativeId;
use crate::render::frame::{self, Head};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{NarrativeBody, narrative_body};
use crate::render::prose::Setting;
use crate::render::view::View;

/// A static page, such as that about the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextPage {
    /// The title.
    pub title: String,
    /// The text; none when it could not be read.
    pub narrative: Option<NarrativeBody>,
    /// The static pages, the glossary and the log of corrections.
    pub siblings: Vec<SiblingLink>,
}

impl PageData for TextPage {
    const TEMPLATE: &'static str = "text.html";
}

/// A page beside a static page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SiblingLink {
    /// Its title.
    pub label: String,
    /// The language of the title, as a BCP 47 tag.
    pub tag: String,
    /// The page.
    pub href: Option<String>,
    /// This is the page that is looked at.
    pub current: bool,
}

/// A static page.
pub fn text(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let narrative = narrative_body(view, id, Setting::default());
    let foreign = narrative.as_ref().is_some_and(|narrative| narrative.foreign);
    let mut head = Head::new(card.title(), card.summary()).untranslated(foreign);
    if card.slug() != "about" {
        head = head.crumb(view.word("menu.about"), frame::about_link(view));
    }
    let head = head.crumb(card.title(), None);
    Made::new(head, &TextPage { title: card.title().to_owned(), narrative, siblings: siblings(view, id) })
}

fn siblings(view: &View<'_>, here: NarrativeId) -> Vec<SiblingLink> {
    let pages = view.static_pages().into_iter().map(|id| {
        let card = view.card(id);
        SiblingLink {
            label: card.title().to_owned(),
            tag: card.text_lang().tag().to_owned(),
            href: view.link(Subject::Text(id)),
            current: id == here,
        }
    });
    let general = [("footer.glossary", Subject::Glossary), ("footer.corrections", Subject::Corrections)];
    let general = general.into_iter().map(|(word, subject)| SiblingLink {
        label: view.word(word),
        tag: view.lang().tag().to_owned(),
        href: view.link(subject),
        current: false,
    });
    pages.chain(general).collect()
}
