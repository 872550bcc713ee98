//! From a tree of YAML to typed records, with every problem told and not the first only.

use super::{Node, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest, nearest_words};
use crate::i18n::{Lang, PartialDate, PerLang, Text, has_han};
use crate::say;

/// Where problems go while one file is decoded.
pub struct Cx<'a> {
    pub problems: &'a mut Diagnostics,
    /// Names of records that could not be read: what refers to them is no second error.
    pub lost: Vec<String>,
}

impl<'a> Cx<'a> {
    pub fn new(problems: &'a mut Diagnostics) -> Cx<'a> {
        Cx { problems, lost: Vec::new() }
    }

    /// Decodes one record of a list, and remembers its name when that fails.
    pub fn record<T>(&mut self, node: &Node, read: impl FnOnce(&Node, &mut Cx<'a>) -> Option<T>) -> Option<T> {
        let record = read(node, self);
        if record.is_none()
            && let Value::Map(entries) = &node.value
        {
            self.lost.extend(entries.iter().filter_map(|(key, value)| match &value.value {
                Value::Scalar(name) if key.value == "id" || key.value == "slug" => Some(name.clone()),
                _ => None,
            }));
        }
        record
    }

    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// A list where a word was expected, and the like.
    pub fn wrong_type(&mut self, node: &Node, zh: &str, en: &str) {
        let (found_zh, found_en) = match &node.value {
            Value::Null => ("没有内容", "nothing"),
            Value::Scalar(_) => ("一个值", "a single value"),
            Value::Seq(_) => ("一个列表", "a list"),
            Value::Map(_) => ("一组键值", "a mapping"),
        };
        self.report(
            Diagnostic::new(Code::WrongType, first_line(node), say!("这里写的是{found_zh}", "this is {found_en}"))
                .help(say!("这里应当写{zh}", "write {en} here")),
        );
    }

    /// A word that is not among those allowed.
    pub fn unknown_choice(&mut self, span: Span, found: &str, allowed: &[&str]) {
        let list = allowed.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
        let (zh, en) = (list.join("、"), list.join(", "));
        self.report(
            Diagnostic::new(
                Code::UnknownChoice,
                span,
                say!("`{found}`不是可用的词", "`{found}` is not one of the words allowed here"),
            )
            .help(say!("可用：{zh}", "allowed: {en}")),
        );
    }
}

/// A span that shows the beginning of a long node only.
fn first_line(node: &Node) -> Span {
    match node.value {
        Value::Seq(_) | Value::Map(_) => Span { end: node.span.start + 1, ..node.span },
        _ => node.span,
    }
}

/// Something that can be read from a piece of YAML.
pub trait Decode: Sized {
    /// The value, or `None` after the reason was reported.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}

impl Decode for String {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        let Value::Scalar(text) = &node.value else {
            cx.wrong_type(node, "一段文字", "a text");
            return None;
        };
        if text.trim().is_empty() {
            cx.report(
                Diagnostic::new(Code::EmptyText, node.span, say!("这里不能为空", "this must not be empty"))
                    .help(say!("写上内容，或删去这个键", "write something, or delete the key")),
            );
            return None;
        }
        Some(text.trim().to_owned())
    }
}

/// A text that may be empty on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MaybeEmpty(pub String);

impl Decode for MaybeEmpty {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<MaybeEmpty> {
        match &node.value {
            Value::Null => Some(MaybeEmpty::default()),
            Value::Scalar(text) => Some(MaybeEmpty(text.clone())),
            _ => {
                cx.wrong_type(node, "一段文字", "a text");
                None
            }
        }
    }
}

impl Decode for bool {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<bool> {
        match &node.value {
            Value::Scalar(text) if text == "true" => Some(true),
            Value::Scalar(text) if text == "false" => Some(false),
            _ => {
                cx.wrong_type(node, "`true`或`false`", "`true` or `false`");
                None
            }
        }
    }
}

macro_rules! decode_integer {
    ($($type:ty),+) => {$(
        impl Decode for $type {
            fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<$type> {
                match &node.value {
                    Value::Scalar(text) if text.parse::<$type>().is_ok() => text.parse().ok(),
                    _ => {
                        cx.wrong_type(node, "一个整数", "a whole number");
                        None
                    }
                }
            }
        }
    )+};
}

decode_integer!(u8, u16, u32);

impl Decode for PartialDate {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PartialDate> {
        let text = String::decode(node, cx)?;
        let date = PartialDate::parse(&text);
        if date.is_none() {
            cx.report(Diagnostic::new(Code::NotDate, node.span, say!("`{text}`不是日期", "`{text}` is no date")).help(
                say!(
                    "写成`2021-03-04`，只知道月份时`2021-03`，只知道年份时`2021`",
                    "write `2021-03-04`, or `2021-03` or `2021` when no more is known"
                ),
            ));
        }
        date
    }
}

impl<T: Decode> Decode for Spanned<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Spanned<T>> {
        Some(Spanned::new(T::decode(node, cx)?, node.span))
    }
}

impl<T: Decode> Decode for std::sync::Arc<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<std::sync::Arc<T>> {
        T::decode(node, cx).map(std::sync::Arc::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    /// Items that cannot be read are reported and left out.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<T>> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::Seq(items) => Some(items.iter().filter_map(|item| cx.record(item, T::decode)).collect()),
            _ => {
                cx.wrong_type(node, "一个列表（每项以`- `开头）", "a list (each item begins with `- `)");
                None
            }
        }
    }
}

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
                first_line(node),
                say!("`zh`里没有汉字，`en`里却有", "there is no Chinese in `zh` and some in `en`"),
            )
            .help(say!("多半是两种语言写反了，对调过来", "the two were probably swapped; put each in its place")),
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
            if entries.iter().all(|(key, _)| known(&key.value)) {
                let code = missing.code();
                cx.report(
                    Diagnostic::new(
                        Code::MissingLanguage,
                        first_line(node),
                        say!("缺少`{code}`的文字", "the text in `{code}` is missing"),
                    )
                    .help(say!("补上`{code}: …`", "add `{code}: …`")),
                );
            }
            None
        }
    }
}

/// The fields of one mapping, taken one by one; what nobody asked for is reported at
/// the end, with the nearest name that was asked for.
pub struct Fields<'n> {
    node: &'n Node,
    entries: &'n [(Spanned<String>, Node)],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
    /// What is missing is told at the end: a misspelt key explains it.
    missing: Vec<(&'static str, Diagnostic)>,
}

impl<'n> Fields<'n> {
    /// The fields of a mapping; anything else is reported.
    pub fn of(node: &'n Node, cx: &mut Cx<'_>) -> Option<Fields<'n>> {
        match &node.value {
            Value::Map(entries) => {
                let taken = vec![false; entries.len()];
                Some(Fields { node, entries, taken, asked: Vec::new(), missing: Vec::new() })
            }
            _ => {
                cx.wrong_type(node, "一组`键: 值`", "fields, `key: value`");
                None
            }
        }
    }

    /// Where the mapping begins.
    pub fn span(&self) -> Span {
        first_line(self.node)
    }

    /// The piece under a key; `None` when it is not there or null.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let position = self.entries.iter().position(|(known, _)| known.value == key)?;
        self.taken[position] = true;
        let node = &self.entries[position].1;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// A field that may be missing.
    pub fn optional<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        let node = self.node(key)?;
        T::decode(node, cx)
    }

    /// A field that must be there.
    pub fn required<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        match self.node(key) {
            Some(node) => T::decode(node, cx),
            None => {
                let problem = match self.key_span(key) {
                    Some(span) => Diagnostic::new(
                        Code::MissingField,
                        span,
                        say!("`{key}`后面没有内容", "there is nothing after `{key}`"),
                    ),
                    None => Diagnostic::new(Code::MissingField, self.span(), say!("缺少`{key}`", "`{key}` is missing")),
                };
                self.missing(key, problem.help(say!("补上`{key}: …`", "add `{key}: …`")));
                None
            }
        }
    }

    /// Reports at the end that a key is missing, unless a misspelt one explains it.
    pub fn missing(&mut self, key: &'static str, problem: Diagnostic) {
        self.missing.push((key, problem));
    }

    /// A list that may be missing.
    pub fn list<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Vec<T> {
        self.optional(key, cx).unwrap_or_default()
    }

    /// A truth that is false unless said.
    pub fn flag(&mut self, key: &'static str, cx: &mut Cx<'_>) -> bool {
        self.optional(key, cx).unwrap_or(false)
    }

    /// One of some words, as the value that it stands for.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)], cx: &mut Cx<'_>) -> Option<T> {
        let word: Spanned<String> = self.optional(key, cx)?;
        let found = choices.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let allowed: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            cx.unknown_choice(word.span, &word.value, &allowed);
        }
        found.map(|(_, value)| *value)
    }

    /// One of some words, which must be there.
    pub fn required_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)], cx: &mut Cx<'_>) -> Option<T> {
        let found = self.choice(key, choices, cx);
        if self.node(key).is_none() {
            let span = self.key_span(key).unwrap_or_else(|| self.span());
            let list: Vec<String> = choices.iter().map(|(word, _)| format!("`{word}`")).collect();
            let (zh, en) = (list.join("、"), list.join(", "));
            let problem = Diagnostic::new(Code::MissingField, span, say!("缺少`{key}`", "`{key}` is missing"));
            self.missing(key, problem.help(say!("补上`{key}`，可用：{zh}", "add `{key}`, one of {en}")));
        }
        found
    }

    /// Where a key stands, if it does.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(known, _)| known.value == key).map(|(known, _)| known.span)
    }

    /// All keys that stand here.
    pub fn keys(&self) -> Vec<Spanned<String>> {
        self.entries.iter().map(|(key, _)| key.clone()).collect()
    }

    /// Reports the fields that nobody asked for, and those that are missing. Returns
    /// whether every field was known: where one was not, what is absent may stand there.
    pub fn finish(mut self, cx: &mut Cx<'_>) -> bool {
        for ((key, _), taken) in self.entries.iter().zip(&self.taken) {
            if *taken {
                continue;
            }
            let name = &key.value;
            let mut problem = Diagnostic::new(
                Code::UnknownField,
                key.span,
                say!("没有名为`{name}`的字段", "there is no field `{name}` here"),
            );
            let absent: Vec<_> = self.asked.iter().copied().filter(|asked| self.key_span(asked).is_none()).collect();
            if let Some(meant) = nearest(name, absent.iter().copied()).first() {
                self.missing.retain(|(key, _)| key != meant);
            }
            problem = match nearest_words(name, absent) {
                Some(help) => problem.help(help),
                None => {
                    let list = self.asked.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
                    let (zh, en) = (list.join("、"), list.join(", "));
                    problem.help(say!("可用的字段：{zh}", "fields that stand here: {en}"))
                }
            };
            cx.report(problem);
        }
        self.missing.into_iter().for_each(|(_, problem)| cx.report(problem));
        self.taken.iter().all(|taken| *taken)
    }
}
