//! Interface words: `words/{zh,en}.yaml`, the same keys in both languages.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::Files;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, nearest_words};
use crate::i18n::{Lang, PerLang};
use crate::parse::yaml::{self, Node, Value};
use crate::say;

/// The words of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// By their path: `menu.cases`.
    by_key: BTreeMap<String, Word>,
    /// As templates see them: made once, shared by all pages.
    pub tree: tera::Value,
}

/// A word or sentence, with places `{name}` to be filled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    Plain(String),
    /// One text for exactly one, another for any other number.
    Counted {
        one: String,
        other: String,
    },
}

impl Word {
    /// Whether it has one text for one and another for more.
    pub fn is_counted(&self) -> bool {
        matches!(self, Word::Counted { .. })
    }
}

impl Default for Words {
    fn default() -> Words {
        words(Read::new())
    }
}

impl Words {
    /// The word at a key.
    pub fn get(&self, key: &str) -> Option<&Word> {
        self.by_key.get(key)
    }

    /// Whether there are words below a key.
    pub fn is_branch(&self, key: &str) -> bool {
        let below = format!("{key}.");
        let mut next = self.by_key.range(below.clone()..);
        key.is_empty() || next.next().is_some_and(|(known, _)| known.starts_with(&below))
    }

    /// All words, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.by_key.iter().map(|(key, word)| (key.as_str(), word))
    }

    /// A sentence with its places filled; the key itself when there is no such word.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        match self.get(key) {
            Some(Word::Plain(text)) => fill(text, values),
            Some(Word::Counted { one, other }) => {
                let count = values.iter().find(|(name, _)| *name == "n").map_or("", |(_, n)| n);
                fill(if count == "1" { one } else { other }, values)
            }
            None => key.to_owned(),
        }
    }

    /// A word without places.
    pub fn plain(&self, key: &str) -> String {
        self.fill(key, &[])
    }
}

/// Puts values into the places `{name}` of a sentence.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

/// The words of both languages, and where the keys stand.
#[derive(Debug)]
pub struct Loaded {
    pub words: PerLang<Words>,
    pub keys: PerLang<BTreeMap<String, Span>>,
    /// Keys that one language lacks, with what was said of that.
    pub lacking: BTreeMap<String, Diagnostic>,
}

/// Reads both languages and compares them.
pub fn load(files: &Files<'_>, problems: &mut Diagnostics) -> Loaded {
    let read = PerLang::from_fn(|lang| read(files, lang, problems));
    let mut lacking = BTreeMap::new();
    for lang in Lang::ALL {
        let (here, there) = (read.get(lang), read.get(lang.other()));
        for (key, ReadWord { word, span, .. }) in here {
            match there.get(key) {
                None => {
                    let problem = missing(key, *span, lang.other(), there);
                    problems.push(problem.clone());
                    lacking.insert(key.clone(), problem);
                }
                Some(ReadWord { word: other, .. }) if lang == Lang::Zh && places(word) != places(other) => {
                    problems.push(
                        Diagnostic::new(
                            Code::MissingWord,
                            *span,
                            say!(
                                "`{key}`两种语言的花括号位置不一样",
                                "`{key}` has other places in braces in the other language"
                            ),
                        )
                        .help(say!("两种语言写同样的`{{名称}}`", "use the same `{{name}}` in both languages")),
                    );
                }
                _ => {}
            }
        }
    }
    let keys_of = |read: &Read| read.iter().map(|(key, word)| (key.clone(), word.key)).collect();
    let keys = PerLang { zh: keys_of(&read.zh), en: keys_of(&read.en) };
    Loaded { words: PerLang { zh: words(read.zh), en: words(read.en) }, keys, lacking }
}

/// A word with its place and that of the last part of its key.
struct ReadWord {
    word: Word,
    span: Span,
    key: Span,
}

type Read = BTreeMap<String, ReadWord>;

fn words(read: Read) -> Words {
    let mut tree = Map::new();
    for (key, ReadWord { word, .. }) in &read {
        let mut branch = &mut tree;
        let mut parts = key.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                let value = match word {
                    Word::Plain(text) => Json::String(text.clone()),
                    Word::Counted { one, other } => serde_json::json!({ "one": one, "other": other }),
                };
                branch.insert(part.to_owned(), value);
                break;
            }
            let next = branch.entry(part).or_insert_with(|| Json::Object(Map::new()));
            match next {
                Json::Object(map) => branch = map,
                _ => break,
            }
        }
    }
    let by_key = read.into_iter().map(|(key, read)| (key, read.word)).collect();
    Words { by_key, tree: tera::Value::from_serializable(&tree) }
}

fn missing(key: &str, span: Span, lang: Lang, known: &Read) -> Diagnostic {
    let code = lang.code();
    let problem = Diagnostic::new(
        Code::MissingWord,
        span,
        say!("界面用语`{key}`在`{code}.yaml`里没有", "the interface word `{key}` is missing in `{code}.yaml`"),
    );
    let near = nearest_words(key, known.keys().map(String::as_str));
    problem.help(near.unwrap_or_else(|| say!("在`words/{code}.yaml`里补上", "add it to `words/{code}.yaml`")))
}

/// The names in braces, sorted, each once.
pub fn places(word: &Word) -> Vec<String> {
    let text = match word {
        Word::Plain(text) => text,
        Word::Counted { other, .. } => other,
    };
    let mut places: Vec<String> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    places.sort();
    places.dedup();
    places
}

fn read(files: &Files<'_>, lang: Lang, problems: &mut Diagnostics) -> Read {
    let path = format!("words/{}.yaml", lang.code());
    let mut read = Read::new();
    let Some(source) = files.get(&path) else {
        problems.push(Diagnostic::new(
            Code::MissingWord,
            files.anywhere(),
            say!("主题外观没有`{path}`", "the theme has no `{path}`"),
        ));
        return read;
    };
    if let Some(node) = yaml::read(source.id, source.text().unwrap_or(""), 0, problems) {
        collect(&node, "", node.span, &mut read, problems);
    }
    read
}

fn collect(node: &Node, prefix: &str, key_span: Span, read: &mut Read, problems: &mut Diagnostics) {
    let key = prefix.trim_end_matches('.').to_owned();
    match &node.value {
        Value::Scalar(text) => {
            read.insert(key, ReadWord { word: Word::Plain(text.clone()), span: node.span, key: key_span });
        }
        Value::Map(entries) => {
            let text = |wanted: &str| {
                entries.iter().find_map(|(name, node)| match &node.value {
                    Value::Scalar(text) if name.value == wanted => Some(text.clone()),
                    _ => None,
                })
            };
            if let (2, Some(one), Some(other)) = (entries.len(), text("one"), text("other")) {
                read.insert(key, ReadWord { word: Word::Counted { one, other }, span: node.span, key: key_span });
                return;
            }
            for (name, node) in entries {
                collect(node, &format!("{prefix}{}.", name.value), name.span, read, problems);
            }
        }
        Value::Null | Value::Seq(_) => problems.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                say!("界面用语`{key}`应当是一段文字", "the interface word `{key}` must be a text"),
            )
            .help(say!("写成`键: 文字`", "write `key: text`")),
        ),
    }
}
