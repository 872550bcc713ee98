//! Where something is published.

use crate::diag::Spanned;
use crate::i18n::Text;

record! {
    pub struct SourceRef, "出处：哪份文件，文件里的哪一处", "Where something is published: a document, and the place in it.";
    document: Spanned<String> = required, "文件编号", "The id of the document.";
    place: Option<Spanned<Text>> = optional, "文件里的位置，用文件自己的编号", "In the document's own numbering.";
}
