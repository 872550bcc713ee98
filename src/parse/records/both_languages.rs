//! Records that have a text under the keys `zh` and `en` of their own.

use crate::diag::Spanned;
use crate::i18n::Text;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Fields};

record! {
    pub struct BothLanguages, "两种语言的文字", "A text in both languages.";
    zh: Spanned<String> = required, "中文", "In Chinese.";
    en: Spanned<String> = required, "英文", "In English.";
}

/// What can be made of a text in both languages.
pub trait FromBoth {
    fn from_both(text: BothLanguages, cx: &mut Cx<'_>) -> Self;
}

impl FromBoth for Text {
    fn from_both(text: BothLanguages, _: &mut Cx<'_>) -> Text {
        Text { zh: text.zh.value, en: text.en.value }
    }
}

impl FromBoth for Statement {
    fn from_both(text: BothLanguages, cx: &mut Cx<'_>) -> Statement {
        Statement::read(&text.zh, &text.en, cx)
    }
}

/// Reads a text from the keys `zh` and `en` of a record.
pub fn in_both<T: FromBoth>(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<T> {
    let text = BothLanguages::from_fields(fields, cx)?;
    Some(T::from_both(text, cx))
}
