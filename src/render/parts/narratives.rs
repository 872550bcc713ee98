//! Narratives: their text as HTML, their headings and their language.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::Lang;
use crate::parse::records::TextNature;
use crate::portal::NarrativeId;
use crate::render::html::Html;
use crate::render::media::{
    AttachmentLink, PictureFigure, VideoFigure, attachment_links, lead_pictures, video_figures,
};
use crate::render::prose::{self, Setting};
use crate::render::view::View;

/// The deepest level of heading that contents list.
const CONTENTS_DEPTH: u8 = 3;

/// From how many headings of the second level on a text has contents.
const LONG_TEXT: usize = 4;

/// The language in which offices issue; a text in the other one beside it is a translation.
const ORIGINAL: Lang = Lang::Zh;

/// A text as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NarrativeBody {
    /// The text.
    pub html: Html,
    /// The language of the text, as a BCP 47 tag.
    pub tag: String,
    /// The text is in the other language.
    pub foreign: bool,
    /// The text is that of an office, word for word, or a translation of it.
    pub issued: bool,
    /// Of an issued text: a translation that no office answers for.
    pub translation: bool,
    /// The pictures that stand before it.
    pub pictures: Vec<PictureFigure>,
    /// Its videos.
    pub videos: Vec<VideoFigure>,
    /// The files that are offered with it.
    pub attachments: Vec<AttachmentLink>,
    /// One sentence on it; none when the author gave none.
    pub summary: Option<String>,
    /// Remarks of the editors.
    pub notes: Vec<Html>,
    /// Its headings of the second level, and in them those of the third.
    pub contents: Vec<ContentsEntry>,
    /// The text is long enough for contents.
    pub long: bool,
    /// One of its charts is a schematic map or a shaded table.
    pub shaded: bool,
}

/// A heading in the contents of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContentsEntry {
    /// The words of the heading.
    pub text: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// The headings below it.
    pub children: Vec<ContentsEntry>,
}

/// A narrative for a page; nothing when its text is not read yet.
pub fn narrative_body(view: &View<'_>, id: NarrativeId, setting: Setting) -> Option<NarrativeBody> {
    let (text, lang) = view.body(id)?;
    let issued = text.def.nature == TextNature::Issued;
    let media = view.media_of(id);
    let placed: Vec<&str> = text.media().map(|(_, file)| file.name()).collect();
    let pictures = lead_pictures(view, media, &placed, lang);
    let setting = Setting { numbered: setting.numbered || issued, first_picture: pictures.is_empty() };
    Some(NarrativeBody {
        html: prose::html(view, text, media, lang, setting),
        pictures,
        videos: video_figures(view, media),
        attachments: attachment_links(view, media),
        tag: lang.tag().to_owned(),
        foreign: lang != view.lang(),
        issued,
        translation: issued && lang != ORIGINAL && view.has_body(id, ORIGINAL),
        summary: text.def.fields.summary.as_ref().map(|summary| summary.value.clone()),
        notes: text.def.fields.notes.iter().map(|note| Html::escaped(note)).collect(),
        contents: contents(&text.def.headings),
        long: text.def.headings.iter().filter(|heading| heading.level == 2).count() >= LONG_TEXT,
        shaded: view.drawings(view.page().subject).iter().any(|drawing| drawing.request.kind.is_laid_by_html()),
    })
}

/// Headings of the third level inside those of the second.
fn contents(headings: &[crate::parse::Heading]) -> Vec<ContentsEntry> {
    let mut contents: Vec<ContentsEntry> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= CONTENTS_DEPTH) {
        let entry = ContentsEntry { text: heading.text.clone(), anchor: heading.anchor.clone(), children: Vec::new() };
        match contents.last_mut() {
            Some(last) if heading.level == CONTENTS_DEPTH => last.children.push(entry),
            _ => contents.push(entry),
        }
    }
    contents
}
