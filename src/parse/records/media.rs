//! What front matter says of the files beside a text.

use crate::choices;
use crate::diag::Spanned;
use crate::i18n::Text;

record! {
    pub struct PictureRecord, "文稿的一张图片", "A picture of a text.";
    file: Spanned<String> = required, "图片文件，在文稿旁边", "The file, beside the text.";
    alt: Option<Text> = optional, "替代文字：图上有什么", "What is to be seen in it, for those who do not see it.";
    caption: Option<Text> = optional, "图注", "What stands under it.";
    credit: Option<Text> = optional, "摄影者或来源", "Who made it.";
    consent: Option<Consent> = optional,
        "画面中的人是否同意公开；没有写不能发布", "Whether those to be seen in it agreed; nothing is published without it.";
}

choices! {
    /// Whether people who can be recognised in a picture agreed that it is published.
    pub enum Consent {
        Given = "given", "能认出的人都已同意", "All who can be recognised agreed.";
        NotNeeded = "not-needed", "没有能认出的人", "Nobody can be recognised.";
    }
}

record! {
    pub struct AttachmentRecord, "文稿的一个附件", "A file that is offered with a text.";
    file: Spanned<String> = required, "文件，在文稿旁边", "The file, beside the text.";
    names: Option<Text> = optional, "名称，不写时用文件名", "Its name; that of the file where it is not given.";
}

record! {
    pub struct VideoRecord, "文稿的一段视频", "A video of a text.";
    file: Spanned<String> = required, "视频文件（MP4或WebM），在文稿旁边", "The file (MP4 or WebM), beside the text.";
    poster: Spanned<String> = required, "播放前显示的图片", "The picture that is shown before it runs.";
    names: Text = required, "名称", "Its name.";
    transcript: Text = required, "文字稿：说了什么，看到什么", "What is said and seen in it.";
}
