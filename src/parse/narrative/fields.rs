//! The fields of a narrative's front matter.

use crate::choices;
use crate::diag::Spanned;
use crate::i18n::PartialDate;
use crate::parse::records::describe::Record;
use crate::parse::records::{AttachmentRecord, PictureRecord, Review, SourceRef, TextNature, VideoRecord};
use crate::parse::yaml::{Cx, Decode, Node, Value};

/// What kind of text it is; the folder says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NarrativeKind {
    Bulletin,
    Report,
    Case,
    Page,
}

/// What the front matter says. The first ones belong to the language of the file; those in
/// `shared` hold for both languages and may stand in either file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NarrativeFields {
    pub title: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    /// Doubts, in the language of the file.
    pub notes: Vec<Spanned<String>>,
    /// Numbers of title and summary that are no data, as they stand there. In the body
    /// they are marked in place.
    pub no_data: Vec<String>,
    pub shared: SharedFields,
    /// All keys, to point at.
    pub keys: Vec<Spanned<String>>,
}

/// The fields that hold for both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SharedFields {
    pub draft: bool,
    /// Whose words it is, where it is said here and not left to the document.
    pub text: Option<TextNature>,
    /// The first is the main one.
    pub themes: Vec<Spanned<String>>,
    /// The place below the jurisdiction that the whole narrative is about.
    pub county: Option<Spanned<String>>,
    pub mentions: Vec<Spanned<String>>,
    pub recognitions: Vec<Spanned<String>>,
    pub source: Option<SourceRef>,
    pub published: Option<PartialDate>,
    pub pictures: Vec<PictureRecord>,
    pub attachments: Vec<AttachmentRecord>,
    pub videos: Vec<VideoRecord>,
    /// Position among the static pages.
    pub order: Option<u16>,
    /// The reviews that the text has passed.
    pub reviews: Vec<Review>,
}

record! {
    pub struct CommonFields, "各种文稿共有的字段", "The fields of every text.";
    notes: Vec<Spanned<String>> = list, "疑问，用本文的语言", "Doubts, in the language of the file.";
    no_data: Vec<String> = list,
        "标题和摘要里不是数据的数，照写", "Numbers of title and summary that are no data, as they stand there.";
    draft @ "status": bool = default(Release::Published) as Release,
        "草稿还是发布；两种语言共用", "Whether it is a draft; for both languages.";
    text: Option<TextNature> = optional,
        "原文还是摘要，不写时看`source`所指的文件；两种语言共用", "Whether it is the issued text or a digest; else as the document in `source` says; for both languages.";
    source: Option<SourceRef> = optional, "出处；两种语言共用", "Where it is taken from; for both languages.";
    published: Option<PartialDate> = optional, "公布日期；两种语言共用", "When it was published; for both languages.";
    pictures: Vec<PictureRecord> = list,
        "图片的替代文字、图注、摄影者和同意；正文里没有的放在正文前；两种语言共用", "What is to be said of pictures; those at no place of the text stand before it; for both languages.";
    attachments: Vec<AttachmentRecord> = list, "附件；两种语言共用", "Files that are offered with it; for both languages.";
    videos: Vec<VideoRecord> = list, "视频；两种语言共用", "Its videos; for both languages.";
    reviews: Vec<Review> = list, "经过的审核；两种语言共用", "The reviews that it has passed; for both languages.";
}

choices! {
    /// Whether a text is shown to readers.
    pub enum Release {
        Draft = "draft", "草稿：不发布", "Not shown to readers.";
        Published = "published", "发布", "Shown to readers.";
    }
}

/// Whether it is a draft.
impl From<Release> for bool {
    fn from(release: Release) -> bool {
        release == Release::Draft
    }
}

record! {
    pub struct DigestFields, "公报或报告的摘要", "The front matter of a digest of a bulletin or report.";
    title: Spanned<String> = required, "标题", "Its title.";
    summary: Spanned<String> = required, "摘要", "What it says, in short.";
    common: CommonFields = inline as CommonFields, "共有的字段", "The fields of every text.";
}

record! {
    pub struct CaseFields, "案例", "The front matter of a case.";
    title: Spanned<String> = required, "标题", "Its title.";
    summary: Spanned<String> = required, "摘要", "What it says, in short.";
    common: CommonFields = inline as CommonFields, "共有的字段", "The fields of every text.";
    themes: Vec<Spanned<String>> = list, "主题，第一个是主要的", "Themes of the programme; the first is the main one.";
    county: Option<Spanned<String>> = optional,
        "全文所说的下级地方", "The place below the jurisdiction that the whole text is about.";
    mentions: Vec<Spanned<String>> = list, "提到的其他地方", "Other places of which it speaks.";
    recognitions: Vec<Spanned<String>> = list, "所称的荣誉和推广", "Recognitions that it claims.";
}

record! {
    pub struct PageFields, "说明页", "The front matter of a static page.";
    title: Spanned<String> = required, "标题", "Its title.";
    summary: Option<Spanned<String>> = optional, "摘要", "What it says, in short.";
    common: CommonFields = inline as CommonFields, "共有的字段", "The fields of every text.";
    order: Option<u16> = optional, "在说明页中的次序", "Its position among the static pages.";
}

impl NarrativeKind {
    /// All kinds.
    pub const ALL: [NarrativeKind; 4] =
        [NarrativeKind::Bulletin, NarrativeKind::Report, NarrativeKind::Case, NarrativeKind::Page];

    /// What the front matter of such a text is made of.
    pub const fn record(self) -> &'static Record {
        match self {
            NarrativeKind::Bulletin | NarrativeKind::Report => &DigestFields::RECORD,
            NarrativeKind::Case => &CaseFields::RECORD,
            NarrativeKind::Page => &PageFields::RECORD,
        }
    }
}

impl NarrativeFields {
    /// Reads the front matter of a kind of text.
    pub fn read(node: &Node, kind: NarrativeKind, cx: &mut Cx<'_>) -> Option<NarrativeFields> {
        let fields: NarrativeFields = match kind {
            NarrativeKind::Bulletin | NarrativeKind::Report => DigestFields::decode(node, cx)?.into(),
            NarrativeKind::Case => CaseFields::decode(node, cx)?.into(),
            NarrativeKind::Page => PageFields::decode(node, cx)?.into(),
        };
        let keys = match &node.value {
            Value::Map(entries) => entries.iter().map(|(key, _)| key.clone()).collect(),
            Value::Null | Value::Scalar(_) | Value::Seq(_) => Vec::new(),
        };
        Some(NarrativeFields { keys, ..fields })
    }
}

impl CommonFields {
    /// All fields of a text, of which those of its kind are not known yet.
    fn with(self, title: Spanned<String>, summary: Option<Spanned<String>>) -> NarrativeFields {
        let CommonFields { notes, no_data, draft, text, source, published, pictures, attachments, videos, reviews } =
            self;
        let shared = SharedFields {
            draft,
            text,
            source,
            published,
            pictures,
            attachments,
            videos,
            reviews,
            ..SharedFields::default()
        };
        NarrativeFields { title, summary, notes, no_data, shared, keys: Vec::new() }
    }
}

impl From<DigestFields> for NarrativeFields {
    fn from(fields: DigestFields) -> NarrativeFields {
        fields.common.with(fields.title, Some(fields.summary))
    }
}

impl From<CaseFields> for NarrativeFields {
    fn from(fields: CaseFields) -> NarrativeFields {
        let CaseFields { title, summary, common, themes, county, mentions, recognitions } = fields;
        let all = common.with(title, Some(summary));
        let shared = SharedFields { themes, county, mentions, recognitions, ..all.shared };
        NarrativeFields { shared, ..all }
    }
}

impl From<PageFields> for NarrativeFields {
    fn from(fields: PageFields) -> NarrativeFields {
        let all = fields.common.with(fields.title, fields.summary);
        let shared = SharedFields { order: fields.order, ..all.shared };
        NarrativeFields { shared, ..all }
    }
}
