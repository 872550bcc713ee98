//! Pictures, videos and files of a text.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;

use crate::diag::Span;
use crate::i18n::Lang;
use crate::media::{MediaKind, PictureFacts, PictureForm, PictureFormat, without_notes};
use crate::parse::MediaFile;
use crate::plan::{DataFile, MediaForm, Subject};
use crate::portal::{LinkedPicture, NarrativeMedia, diagnose_fault};
use crate::render::html::Html;
use crate::render::view::View;

/// The template of a picture in a narrative.
pub const PICTURE_IN_TEXT: &str = "picture_in_text.html";

/// A picture as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PictureFigure {
    /// The picture.
    pub src: String,
    /// The same in several widths; none where there is one only.
    pub srcset: Option<String>,
    /// The same in a newer format that is shorter.
    pub modern: Option<String>,
    /// The same, larger, to be looked at by itself.
    pub large: Option<String>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What is to be seen in it.
    pub alt: String,
    /// What stands under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// It is not the first of the page.
    pub lazy: bool,
}

/// A file that is offered with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AttachmentLink {
    /// What it is called.
    pub label: String,
    /// The file.
    pub href: Option<String>,
    /// Under which name it is saved.
    pub name: String,
    /// What kind of file it is.
    pub kind: String,
    /// Its size in words.
    pub size: String,
}

/// A video of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VideoFigure {
    /// The file.
    pub file: AttachmentLink,
    /// Its media type.
    pub mime: String,
    /// The picture before it runs.
    pub poster: PictureFigure,
    /// What is said and seen in it.
    pub transcript: String,
}

/// What is said of a picture besides its bytes.
pub struct PictureWords<'a> {
    pub alt: &'a str,
    pub caption: &'a str,
    /// What the front matter says of it.
    pub record: Option<&'a LinkedPicture>,
    pub lang: Lang,
    pub lazy: bool,
}

/// A picture for a page.
pub fn picture_figure(view: &View<'_>, media: &MediaFile, words: &PictureWords<'_>) -> Option<PictureFigure> {
    let Ok(MediaKind::Picture(facts)) = &media.kind else { return None };
    let record = words.record.map(|record| &record.def);
    let link =
        |form: PictureForm| view.link(Subject::File(DataFile::Media(media.fingerprint, picture_form(facts, form))));
    let variants = facts.variants();
    let has = |form: PictureForm| variants.iter().any(|variant| variant.form == form);
    let shown = if facts.format == PictureFormat::Svg { PictureForm::Original } else { PictureForm::Medium };
    let src = link(shown)?;
    let small = has(PictureForm::Small).then(|| link(PictureForm::Small)).flatten();
    let size = facts.variant(shown);
    let srcset = small.map(|small| {
        let width = facts.variant(PictureForm::Small).width;
        format!("{small} {width}w, {src} {}w", size.width)
    });
    let said = |own: &str, record: Option<&crate::i18n::Text>| {
        let own = Some(own.trim()).filter(|own| !own.is_empty()).map(str::to_owned);
        own.or_else(|| record.map(|text| text.get(words.lang).to_owned()))
    };
    Some(PictureFigure {
        srcset,
        modern: has(PictureForm::MediumModern).then(|| link(PictureForm::MediumModern)).flatten(),
        large: has(PictureForm::Large).then(|| link(PictureForm::Large)).flatten(),
        width: size.width,
        height: size.height,
        alt: said(words.alt, record.and_then(|record| record.alt.as_ref())).unwrap_or_default(),
        caption: said(words.caption, record.and_then(|record| record.caption.as_ref())),
        credit: record.and_then(|record| record.credit.as_ref()).map(|credit| credit.get(words.lang).to_owned()),
        lazy: words.lazy,
        src,
    })
}

/// A picture in the middle of a narrative.
pub fn picture_in_text(view: &View<'_>, figure: &PictureFigure, lang: Lang) -> Html {
    let mut context = Context::new();
    context.insert("w", &view.words_in(lang).tree);
    context.insert("picture", figure);
    match view.templates().render(PICTURE_IN_TEXT, &context) {
        Ok(html) => Html(html),
        Err(error) => {
            view.report(error.diagnostic);
            Html::default()
        }
    }
}

fn picture_form(facts: &PictureFacts, form: PictureForm) -> MediaForm {
    if facts.drawing { MediaForm::Drawing(form) } else { MediaForm::Photograph(form) }
}

/// The pictures of a front matter that stand at no place of the text.
pub fn lead_pictures(view: &View<'_>, media: &NarrativeMedia, placed: &[&str], lang: Lang) -> Vec<PictureFigure> {
    let lead = media.pictures.iter().filter(|picture| !placed.contains(&picture.media.name()));
    let figure = |(position, picture): (usize, &LinkedPicture)| {
        let words = PictureWords { alt: "", caption: "", record: Some(picture), lang, lazy: position > 0 };
        picture_figure(view, &picture.media, &words)
    };
    lead.enumerate().filter_map(figure).collect()
}

/// A file to be offered, with its kind and size.
pub fn attachment_link(view: &View<'_>, media: &MediaFile, label: Option<&str>) -> Option<AttachmentLink> {
    let (form, kind, length, name) = match media.kind.as_ref().ok()? {
        MediaKind::Attachment(form) => {
            let ending = MediaForm::Attachment(form.ending);
            (ending, form.name.to_owned(), media.bytes.len(), media.name().to_owned())
        }
        MediaKind::Picture(facts) => {
            let largest = facts.variants().last()?.form;
            let length = picture_bytes(view, media, facts, largest).len();
            let name = renamed(media.name(), largest.ending(facts.drawing));
            (picture_form(facts, largest), view.word("media.picture"), length, name)
        }
    };
    let kilobytes = length.div_ceil(1000).to_string();
    Some(AttachmentLink {
        label: label.unwrap_or(media.name()).to_owned(),
        href: view.link(Subject::File(DataFile::Media(media.fingerprint, form))),
        name,
        kind,
        size: view.fill("downloads.size", &[("n", &kilobytes)]),
    })
}

/// The files that a front matter offers.
pub fn attachment_links(view: &View<'_>, media: &NarrativeMedia) -> Vec<AttachmentLink> {
    let link = |attachment: &crate::portal::LinkedAttachment| {
        let label = attachment.def.names.as_ref().map(|names| names.get(view.lang()));
        attachment_link(view, &attachment.media, label.map(String::as_str))
    };
    media.attachments.iter().filter_map(link).collect()
}

/// The videos of a front matter.
pub fn video_figures(view: &View<'_>, media: &NarrativeMedia) -> Vec<VideoFigure> {
    let lang = view.lang();
    let figure = |video: &crate::portal::LinkedVideo| {
        let label = video.def.names.get(lang);
        let poster = PictureWords { alt: label, caption: "", record: None, lang, lazy: true };
        Some(VideoFigure {
            file: attachment_link(view, &video.media, Some(label))?,
            mime: format!("video/{}", crate::media::ending_of(video.media.name())),
            poster: picture_figure(view, &video.poster, &poster)?,
            transcript: video.def.transcript.get(lang).to_owned(),
        })
    };
    media.videos.iter().filter_map(figure).collect()
}

/// The bytes of a file that is made of one beside a text, or is that file.
pub fn media_bytes(view: &View<'_>, fingerprint: crate::source::Fingerprint, form: MediaForm) -> Vec<u8> {
    let Some(media) = view.media(fingerprint) else { return Vec::new() };
    let form = match form {
        MediaForm::Attachment("mp4") => return without_notes(&media.bytes),
        MediaForm::Attachment(_) => return media.bytes.to_vec(),
        MediaForm::Photograph(form) | MediaForm::Drawing(form) => form,
    };
    let Ok(MediaKind::Picture(facts)) = &media.kind else { return Vec::new() };
    picture_bytes(view, media, facts, form)
}

/// The name of a file with the ending of what is made of it.
fn renamed(name: &str, ending: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ending = ending.rsplit('.').next().unwrap_or(ending);
    format!("{stem}.{ending}")
}

fn picture_bytes(view: &View<'_>, media: &MediaFile, facts: &PictureFacts, form: PictureForm) -> Vec<u8> {
    view.pictures().file(media.fingerprint, facts, &media.bytes, form).unwrap_or_else(|fault| {
        view.report(diagnose_fault(media.name(), &fault, Span::file(media.file)));
        Vec::new()
    })
}
