//! From a tree of YAML to typed records, with every problem told and not the first only.

use super::node::{Node, Value};
use crate::diag::{Code, Cure, Diagnostic, Diagnostics, Span, Spanned, nearest, one_slip};
use crate::i18n::{Choice, ChoiceWord, PartialDate};
use crate::parse::limit::{ENTRIES, Limit};
use crate::say;

/// Where problems go while one file is decoded.
pub struct Cx<'a> {
    pub problems: &'a mut Diagnostics,
    /// Names of records that could not be read: what refers to them is no second error.
    pub unreadable_names: Vec<String>,
    /// What a file says once for all its records.
    pub inherited: Inherited,
    /// How many entries a list may have.
    pub entries: Limit,
}

/// What a file says once for all records of its list that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Inherited {
    /// The slug of a place.
    pub jurisdiction: Option<Spanned<String>>,
    /// First and last year.
    pub years: Option<(u16, u16)>,
    pub indicator: Option<Spanned<String>>,
    /// What stands under other keys, read anew for each record.
    pub fields: Vec<(&'static str, Node)>,
}

impl Inherited {
    /// Remembers what stands under a key, in the place of what stood there more widely.
    pub fn set(&mut self, key: &'static str, node: &Node) {
        self.fields.retain(|(known, _)| *known != key);
        self.fields.push((key, node.clone()));
    }

    /// What stands under a key. What is wrong with it was told where it stands.
    pub fn read<T: Decode>(&self, key: &str) -> Option<T> {
        let (_, node) = self.fields.iter().find(|(known, _)| *known == key)?;
        T::decode(node, &mut Cx::new(&mut Diagnostics::new()))
    }
}

impl<'a> Cx<'a> {
    /// Collects problems in a list.
    pub fn new(problems: &'a mut Diagnostics) -> Cx<'a> {
        Cx { problems, unreadable_names: Vec::new(), inherited: Inherited::default(), entries: ENTRIES }
    }

    /// Decodes one record of a list, and remembers its name when that fails.
    pub fn record<T>(&mut self, node: &Node, read: impl FnOnce(&Node, &mut Cx<'a>) -> Option<T>) -> Option<T> {
        let record = read(node, self);
        if record.is_none()
            && let Value::Map(entries) = &node.value
        {
            self.unreadable_names.extend(entries.iter().filter_map(|(key, value)| match &value.value {
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
        self.report(diagnose_wrong_type(node, zh, en));
    }

    /// Anything else where a list was expected.
    pub fn no_list(&mut self, node: &Node) {
        let problem = diagnose_wrong_type(node, "一个列表（每项以`- `开头）", "a list (each item begins with `- `)");
        self.report(match &node.value {
            Value::Scalar(text) => problem.instead(text, &format!("[{text}]")),
            Value::Null | Value::Seq(_) | Value::Map(_) => problem,
        });
    }

    /// A word that is not among those allowed.
    pub fn unknown_choice(&mut self, span: Span, found: &str, allowed: &[ChoiceWord]) {
        let (zh, en) = listed(allowed);
        let problem = Diagnostic::new(
            Code::UnknownChoice,
            span,
            say!("`{found}`不是可用的词", "`{found}` is not one of the words allowed here"),
        );
        let near = nearest(found, allowed.iter().map(|choice| choice.word));
        let certain = one_slip(found, &near);
        let cures = near.iter().map(|right| Cure::replace(span, found, *right).certain_if(certain));
        let problem = cures.fold(problem, Diagnostic::cure);
        self.report(problem.help(say!("可用：{zh}", "allowed: {en}")));
    }
}

fn diagnose_wrong_type(node: &Node, zh: &str, en: &str) -> Diagnostic {
    let (found_zh, found_en) = match &node.value {
        Value::Null => ("没有内容", "nothing"),
        Value::Scalar(_) => ("一个值", "a single value"),
        Value::Seq(_) => ("一个列表", "a list"),
        Value::Map(_) => ("一组键值", "a mapping"),
    };
    Diagnostic::new(Code::WrongType, node.beginning(), say!("这里写的是{found_zh}", "this is {found_en}"))
        .help(say!("这里应当写{zh}", "write {en} here"))
}

/// The words of a closed set, in a list for each language.
pub(super) fn listed(words: &[ChoiceWord]) -> (String, String) {
    let list: Vec<String> = words.iter().map(|choice| format!("`{}`", choice.word)).collect();
    (list.join("、"), list.join(", "))
}

/// Something that can be read from a piece of YAML.
pub trait Decode: Sized {
    /// The words that may stand here, where it is one of a closed set.
    const WORDS: &'static [ChoiceWord] = &[];

    /// Whether nothing after a key is a value too: a list without items, a text that may be
    /// empty.
    const MAY_BE_BLANK: bool = false;

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
    const MAY_BE_BLANK: bool = true;

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

/// One of a closed set of words.
impl<T: Choice> Decode for T {
    const WORDS: &'static [ChoiceWord] = T::WORDS;

    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<T> {
        let word = String::decode(node, cx)?;
        let found = T::from_word(&word);
        if found.is_none() {
            cx.unknown_choice(node.span, &word, T::WORDS);
        }
        found
    }
}

impl<T: Decode> Decode for Spanned<T> {
    const WORDS: &'static [ChoiceWord] = T::WORDS;

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
    const MAY_BE_BLANK: bool = true;

    /// Items that cannot be read are reported and left out.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<T>> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::Seq(items) if cx.entries.is_passed(items.len()) => {
                let (count, most) = (items.len(), cx.entries.most);
                let message =
                    say!("列表有{count}条，限额是{most}条", "the list has {count} entries, and the limit is {most}");
                let first = say!("分成几个文件", "divide it among several files");
                cx.report(cx.entries.passed(node.beginning(), message, first));
                None
            }
            Value::Seq(items) => Some(items.iter().filter_map(|item| cx.record(item, T::decode)).collect()),
            _ => {
                cx.no_list(node);
                None
            }
        }
    }
}
