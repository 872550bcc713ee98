//! Where something is published.

use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};

record! {
    pub struct Review, "文稿经过的一次审核", "A review that a text has passed.";
    review: Spanned<String> = required, "哪一次，`site.yaml`里的编号", "Which one, by its id in `site.yaml`.";
    date: Spanned<PartialDate> = required, "审定日期", "The day on which it was passed.";
}

record! {
    pub struct SourceRef, "出处：哪份文件，文件里的哪一处", "Where something is published: a document, and the place in it.";
    document: Spanned<String> = required, "文件编号", "The id of the document.";
    place: Option<Spanned<Text>> = optional, "文件里的位置，用文件自己的编号", "In the document's own numbering.";
}
