//! Files beside texts that nobody shows, and pictures of which something is not said.

use std::collections::{BTreeSet, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, nearest};
use crate::i18n::{Lang, Text};
use crate::media::MediaKind;
use crate::parse::ReferenceKind;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::records::{LinkTarget, LinkedNarrative};
use crate::say;

/// Checks what is said of pictures, and that files are used.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    check_pictures(scope, recorder);
    check_unused(scope, recorder);
}

/// Checks that each picture says what is to be seen in it, and that who is seen agreed.
fn check_pictures(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.each_narrative(recorder, |narrative, found| {
        let mut told = BTreeSet::new();
        for (name, span, described) in pictures(narrative) {
            let record = narrative.media.pictures.iter().find(|picture| picture.def.file.value == name);
            let alt = described || record.is_some_and(|picture| picture.def.alt.is_some());
            let consent = record.is_some_and(|picture| picture.def.consent.is_some());
            if (!alt || !consent) && told.insert(name.to_owned()) {
                found.push(incomplete(name, span, alt, consent));
            }
        }
    });
}

/// The pictures of a narrative: name, place, and whether the text itself describes them.
fn pictures(narrative: &LinkedNarrative) -> Vec<(&str, Span, bool)> {
    let mut pictures = Vec::new();
    let mut placed = HashSet::new();
    for text in Lang::ALL.into_iter().filter_map(|lang| narrative.texts.get(lang).as_ref()) {
        for (reference, target) in text.links() {
            if let (ReferenceKind::Picture, LinkTarget::Media(media)) = (reference.kind, target) {
                placed.insert(media.name());
                pictures.push((media.name(), reference.target.span, !reference.text.value.trim().is_empty()));
            }
        }
    }
    let records = narrative.media.pictures.iter().map(|picture| &picture.def.file);
    pictures.extend(
        records
            .filter(|file| !placed.contains(file.value.as_str()))
            .map(|file| (file.value.as_str(), file.span, false)),
    );
    pictures
}

fn incomplete(name: &str, span: Span, alt: bool, consent: bool) -> Diagnostic {
    let missing: Text = match (alt, consent) {
        (true, _) => say!("没有写画面中的人是否同意公开", "it is not said whether those to be seen in it agreed"),
        (false, true) => say!("没有替代文字", "it has no alternative text"),
        (false, false) => say!(
            "没有替代文字，也没有写画面中的人是否同意公开",
            "it has no alternative text, and it is not said whether those to be seen in it agreed"
        ),
    };
    let (zh, en) = (&missing.zh, &missing.en);
    Diagnostic::new(Code::PictureIncomplete, span, say!("图片`{name}`{zh}", "the picture `{name}`: {en}")).help(say!(
        "在开头写`pictures: [{{file: {name}, alt: {{zh: …, en: …}}, consent: given}}]`；没有能认出的人写`consent: not-needed`；补齐才能发布",
        "write in the front matter `pictures: [{{file: {name}, alt: {{zh: …, en: …}}, consent: given}}]`, or `consent: not-needed` where nobody can be recognised; nothing is published before"
    ))
}

/// Checks that each file beside texts is shown or offered by some text.
fn check_unused(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    if portal.media.iter().next().is_none() {
        return;
    }
    scope.whole(recorder, |found: &mut Diagnostics| {
        let used: HashSet<&str> =
            portal.narratives.iter().flat_map(|narrative| narrative.media_files()).map(|file| &*file.path).collect();
        let there: HashSet<&str> = portal.media.iter().map(|file| &*file.path).collect();
        let named = |path: &str| {
            portal.narratives.iter().any(|narrative| names(narrative, path, |other| there.contains(other)))
        };
        for file in portal.media.iter().filter(|file| !used.contains(&*file.path) && !named(&file.path)) {
            let name = file.name();
            let message = say!("没有用到这个文件", "nothing reads this file");
            let help = match file.kind {
                Ok(MediaKind::Attachment(_)) => say!(
                    "在开头写`attachments: [{{file: {name}}}]`；不需要就删去",
                    "write `attachments: [{{file: {name}}}]` in the front matter; delete it if it is not needed"
                ),
                Ok(MediaKind::Picture(_)) | Err(_) => say!(
                    "在正文里写`![图上有什么]({name})`，或在开头写进`pictures`；不需要就删去",
                    "write `![what is to be seen]({name})` in the text, or list it in `pictures`; delete it if it is not needed"
                ),
            };
            found.push(Diagnostic::new(Code::UnusedFile, Span::file(file.file), message).help(help));
        }
    });
}

/// Whether a narrative names a file that it cannot show, or nearly names it: that is told there.
fn names(narrative: &LinkedNarrative, path: &str, is_there: impl Fn(&str) -> bool) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let texts = || Lang::ALL.into_iter().filter_map(|lang| narrative.texts.get(lang).as_ref());
    if !texts().any(|text| text.def.place.folder_path() == folder) {
        return false;
    }
    let meant = |written: &str| {
        let misspelt = || !is_there(&format!("{folder}/{written}")) && !nearest(written, [name]).is_empty();
        written == name || misspelt()
    };
    let references = || texts().flat_map(|text| &text.def.references);
    let of_files = |kind: ReferenceKind| matches!(kind, ReferenceKind::Picture | ReferenceKind::Other);
    let shared = &narrative.shared;
    references().any(|reference| of_files(reference.kind) && meant(&reference.target.value))
        || shared.pictures.iter().any(|picture| meant(&picture.file.value))
        || shared.attachments.iter().any(|attachment| meant(&attachment.file.value))
        || shared.videos.iter().any(|video| meant(&video.file.value) || meant(&video.poster.value))
}
