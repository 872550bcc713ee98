//! The files beside texts, and which of them a narrative shows or offers.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::i18n::Text;
use crate::media::{MediaFault, MediaKind};
use crate::parse::records::{AttachmentRecord, PictureRecord, VideoRecord};
use crate::parse::{MediaFile, ParsedFile, SharedFields, SourceKind};
use crate::say;

/// All files beside texts.
#[derive(Debug, Default)]
pub struct MediaFiles {
    by_path: BTreeMap<Arc<str>, Arc<MediaFile>>,
    /// Those that could not be read, which is told already.
    unreadable: HashSet<String>,
}

/// A picture that the front matter of a narrative describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPicture {
    pub def: PictureRecord,
    pub media: Arc<MediaFile>,
}

/// A file that is offered with a narrative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedAttachment {
    pub def: AttachmentRecord,
    pub media: Arc<MediaFile>,
}

/// A video of a narrative, and the picture before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedVideo {
    pub def: VideoRecord,
    pub media: Arc<MediaFile>,
    pub poster: Arc<MediaFile>,
}

/// The files that the front matter of a narrative names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NarrativeMedia {
    pub pictures: Vec<LinkedPicture>,
    pub attachments: Vec<LinkedAttachment>,
    pub videos: Vec<LinkedVideo>,
}

impl NarrativeMedia {
    /// All of them.
    pub fn files(&self) -> impl Iterator<Item = &Arc<MediaFile>> {
        let videos = self.videos.iter().flat_map(|video| [&video.media, &video.poster]);
        let pictures = self.pictures.iter().map(|picture| &picture.media);
        pictures.chain(self.attachments.iter().map(|attachment| &attachment.media)).chain(videos)
    }
}

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaUse {
    Picture,
    Video,
    /// Anything may be offered.
    Attachment,
}

impl MediaFiles {
    /// Those among the files of a project.
    pub fn collect<'f>(files: impl Iterator<Item = &'f ParsedFile>) -> MediaFiles {
        let mut media = MediaFiles::default();
        for file in files {
            match file {
                ParsedFile::Media(file) => {
                    media.by_path.insert(file.path.clone(), file.clone());
                }
                ParsedFile::Broken(SourceKind::Media(path)) => {
                    media.unreadable.insert(path.clone());
                }
                _ => {}
            }
        }
        media
    }

    /// All of them, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<MediaFile>> {
        self.by_path.values()
    }

    /// Whether a file of this name lies in a folder, readable or not.
    pub fn has(&self, folder: &str, name: &str) -> bool {
        let path = format!("{folder}/{name}");
        self.by_path.contains_key(path.as_str()) || self.unreadable.contains(&path)
    }

    /// A file that a text in a folder names; what is wrong with it is told where it is named.
    pub fn resolve(
        &self,
        folder: &str,
        name: &Spanned<String>,
        wanted: MediaUse,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<MediaFile>> {
        let path = format!("{folder}/{}", name.value);
        let Some(file) = self.by_path.get(path.as_str()) else {
            if !self.unreadable.contains(&path) {
                diagnostics.push(self.missing(folder, name));
            }
            return None;
        };
        let problem = match (&file.kind, wanted) {
            (Err(fault), _) => diagnose_fault(&name.value, fault, name.span),
            (Ok(MediaKind::Picture(_)), MediaUse::Picture | MediaUse::Attachment) => return Some(file.clone()),
            (Ok(MediaKind::Attachment(_)), MediaUse::Attachment) => return Some(file.clone()),
            (Ok(MediaKind::Attachment(form)), MediaUse::Video) if form.video => return Some(file.clone()),
            (Ok(_), MediaUse::Picture) => {
                unusable(&name.value, name.span, say!("不是图片", "is no picture")).help(say!(
                    "别的文件写在`attachments`里，或写成`[文字](文件)`的链接",
                    "other files stand in `attachments`, or in a link, `[words](file)`"
                ))
            }
            (Ok(_), MediaUse::Video) => unusable(&name.value, name.span, say!("不是视频", "is no video"))
                .help(say!("视频用MP4或WebM", "a video is MP4 or WebM")),
        };
        diagnostics.push(problem);
        None
    }

    fn missing(&self, folder: &str, name: &Spanned<String>) -> Diagnostic {
        let wrong = &name.value;
        let beside = |path: &&Arc<str>| path.rsplit_once('/').is_some_and(|(of, _)| of == folder);
        let known = self.by_path.keys().filter(beside).filter_map(|path| path.rsplit('/').next());
        Diagnostic::new(
            Code::MissingFile,
            name.span,
            say!("文稿旁边没有文件`{wrong}`", "there is no file `{wrong}` beside the text"),
        )
        .meant(wrong, known, || {
            say!(
                "把文件放进文稿所在的文件夹`{folder}`，名字一字不差",
                "put the file into the folder of the text, `{folder}`, under just this name"
            )
        })
    }

    /// Brings the records of a front matter and the files together.
    pub fn of_narrative(&self, folder: &str, shared: &SharedFields, found: &mut Diagnostics) -> NarrativeMedia {
        let mut media = NarrativeMedia::default();
        for def in &shared.pictures {
            let file = self.resolve(folder, &def.file, MediaUse::Picture, found);
            media.pictures.extend(file.map(|media| LinkedPicture { def: def.clone(), media }));
        }
        for def in &shared.attachments {
            let file = self.resolve(folder, &def.file, MediaUse::Attachment, found);
            media.attachments.extend(file.map(|media| LinkedAttachment { def: def.clone(), media }));
        }
        for def in &shared.videos {
            let file = self.resolve(folder, &def.file, MediaUse::Video, found);
            let poster = self.resolve(folder, &def.poster, MediaUse::Picture, found);
            let files = file.zip(poster);
            media.videos.extend(files.map(|(media, poster)| LinkedVideo { def: def.clone(), media, poster }));
        }
        media
    }
}

fn unusable(name: &str, span: Span, why: Text) -> Diagnostic {
    let (zh, en) = (&why.zh, &why.en);
    Diagnostic::new(Code::UnusableFile, span, say!("`{name}`{zh}", "`{name}` {en}"))
}

/// Why a file cannot be published, and what to do.
pub fn diagnose_fault(name: &str, fault: &MediaFault, span: Span) -> Diagnostic {
    let (why, help) = match fault {
        MediaFault::OtherBytes(Some(kind)) => (
            say!("的后缀不对：它是{kind}文件", "has the wrong ending: it is a {kind} file"),
            say!("按它本来的格式改后缀，或重新另存一份", "give it the ending of what it is, or save it again"),
        ),
        MediaFault::OtherBytes(None) => (
            say!("不是后缀所说的文件", "is not what its ending says"),
            say!("用制作它的软件重新导出一份", "export it again from the program that made it"),
        ),
        MediaFault::Unsupported => (
            say!("这种格式的图片浏览器不都能显示", "is a kind of picture that not every browser shows"),
            say!("另存为JPEG（照片）或PNG（图示）", "save it as JPEG (photographs) or PNG (drawings)"),
        ),
        MediaFault::TooManyPixels(width, height) => (
            say!("太大：{width}×{height}像素", "is too large: {width} × {height} pixels"),
            say!(
                "缩小到1亿像素以内，通常宽4000像素就够",
                "make it smaller than 100 million pixels; a width of 4,000 is usually enough"
            ),
        ),
        MediaFault::ActiveDrawing(what) => (
            say!(
                "里有会动作或从别处取内容的东西：`{what}`",
                "has something in it that acts or comes from elsewhere: `{what}`"
            ),
            say!(
                "从绘图软件导出不带脚本和外部链接的SVG，或导出PNG",
                "export an SVG without scripts and outside links, or a PNG"
            ),
        ),
        MediaFault::Broken(why) => (
            say!("读不了，可能没有传完整：{why}", "cannot be read, perhaps it is not complete: {why}"),
            say!("换一份完整的文件", "use a complete copy of the file"),
        ),
    };
    unusable(name, span, why).help(help)
}
