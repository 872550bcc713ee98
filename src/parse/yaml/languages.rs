//! Texts that exist in both languages.

use super::decode::{Cx, Decode, MaybeEmpty};
use super::fields::{Fields, add_key};
use super::node::{Node, Value};
use crate::diag::{Amendment, Code, Cure, Diagnostic, Spanned};
use crate::i18n::{Lang, PerLang, Text, has_han};
use crate::say;

impl Decode for Text {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Text> {
        let pair = in_both_languages(node, cx)?;
        Some(Text { zh: pair.zh.value, en: pair.en.value })
    }
}

/// A text in both languages, each with its place.
pub fn in_both_languages(node: &Node, cx: &mut Cx<'_>) -> Option<PerLang<Spanned<String>>> {
    let pair = per_lang::<Spanned<String>>(node, cx)?;
    let text = complete(node, pair, cx)?;
    if has_han(&text.en) && !has_han(&text.zh) {
        cx.report(
            Diagnostic::new(
                Code::LanguagesSwapped,
                node.beginning(),
                say!("`zh`里没有汉字，`en`里却有", "there is no Chinese in `zh` and some in `en`"),
            )
            .help(say!("多半是两种语言写反了，对调过来", "the two were probably swapped; put each in its place"))
            .cure(Cure::proposed(
                say!("对调两种语言", "let the two languages change places"),
                Amendment::Swap(text.zh.span, text.en.span),
            )),
        );
    }
    Some(text)
}

impl Decode for PerLang<MaybeEmpty> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PerLang<MaybeEmpty>> {
        let pair = per_lang::<MaybeEmpty>(node, cx)?;
        complete(node, pair, cx)
    }
}

impl Decode for PerLang<Vec<String>> {
    /// Lists of words per language; a language without any may be left out.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PerLang<Vec<String>>> {
        let pair = per_lang::<Vec<String>>(node, cx)?;
        Some(PerLang { zh: pair.zh.unwrap_or_default(), en: pair.en.unwrap_or_default() })
    }
}

fn per_lang<T: Decode>(node: &Node, cx: &mut Cx<'_>) -> Option<PerLang<Option<T>>> {
    let Value::Map(_) = &node.value else {
        cx.wrong_type(node, "两种语言`{zh: …, en: …}`", "both languages, `{zh: …, en: …}`");
        return None;
    };
    let mut fields = Fields::of(node, cx)?;
    let pair = PerLang::from_fn(|lang: Lang| fields.optional(lang.code(), cx));
    fields.finish(cx);
    Some(pair)
}

/// Both languages, or a problem that names the one that is missing.
fn complete<T>(node: &Node, pair: PerLang<Option<T>>, cx: &mut Cx<'_>) -> Option<PerLang<T>> {
    match (pair.zh, pair.en) {
        (Some(zh), Some(en)) => Some(PerLang { zh, en }),
        (zh, _) => {
            let Value::Map(entries) = &node.value else { return None };
            let missing = if zh.is_none() { Lang::Zh } else { Lang::En };
            // A key that is there and unreadable, or misspelt, has been reported already.
            let known = |key: &str| Lang::from_code(key).is_some_and(|lang| lang != missing);
            if entries.iter().all(|(key, value)| known(&key.value) || value.says_none()) {
                let code = missing.code();
                let problem = Diagnostic::new(
                    Code::MissingLanguage,
                    node.beginning(),
                    say!("缺少`{code}`的文字", "the text in `{code}` is missing"),
                )
                .help(say!("补上`{code}: …`", "add `{code}: …`"));
                let there = entries.iter().any(|(key, _)| key.value == code);
                cx.report(if there { problem } else { problem.cure(add_key(node.span, code)) });
            }
            None
        }
    }
}
