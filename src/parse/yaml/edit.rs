//! Changes of single values of a YAML text, as a careful person would write them: all other
//! bytes stay. Each change is read again; what would mean anything else is not made.

use std::ops::Range;

use serde_json::{Map, Value as Json, json};

use super::node::{Node, Value};
use super::read::read;
use crate::diag::{Code, Diagnostics};
use crate::source::FileId;

/// A step from a piece of YAML to one in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlStep {
    Key(String),
    Item(usize),
}

/// What is to stand under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// Nothing: the key goes, too.
    None,
    Text(String),
    /// A number, a truth or one of some words: never quoted where nothing was.
    Word(String),
    List(Vec<String>),
}

/// A text with a value set below the mapping at `path`; nothing where that cannot be done without
/// touching anything else.
pub fn set_value(text: &str, path: &[YamlStep], keys: &[&str], value: &NewValue) -> Option<String> {
    let before = node_of(text)?;
    let edit = Editor { text }.put(node_at(&before, path)?, keys, value)?;
    let now = edit.map_or_else(|| text.to_owned(), |edit| edit.applied(text));
    let mut wanted = as_json(&before)?;
    set_json(json_at(&mut wanted, path)?, keys, value);
    (as_json(&node_of(&now)?)? == wanted).then_some(now)
}

/// A text with an entry at the end of a list of the root, which has one key.
pub fn add_item(text: &str, list: &str, key: &str, value: &NewValue) -> Option<String> {
    let before = node_of(text)?;
    let edit = Editor { text }.add(&before, list, &format!("{key}: {}", written(value, None)))?;
    let now = edit.applied(text);
    let mut wanted = as_json(&before)?;
    let entry = wanted.as_object_mut()?.entry(list).or_insert(Json::Null);
    if !entry.is_array() {
        *entry = json!([]);
    }
    entry.as_array_mut()?.push(json!({ key: value.as_json() }));
    (as_json(&node_of(&now)?)? == wanted).then_some(now)
}

/// The tree of a whole text; nothing where a key stands twice, of which one would be lost.
pub fn node_of(text: &str) -> Option<Node> {
    let mut problems = Diagnostics::new();
    let node = read(FileId(0), text, 0, &mut problems)?;
    let twice = problems.iter().any(|problem| problem.code == Code::DuplicateKey);
    (!twice).then_some(node)
}

/// The piece at a path.
pub fn node_at<'n>(node: &'n Node, path: &[YamlStep]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, step| match (step, &node.value) {
        (YamlStep::Key(key), _) => node.get(key),
        (YamlStep::Item(position), Value::Seq(items)) => items.get(*position),
        (YamlStep::Item(_), Value::Null | Value::Scalar(_) | Value::Map(_)) => None,
    })
}

impl NewValue {
    fn as_json(&self) -> Json {
        match self {
            NewValue::None => Json::Null,
            NewValue::Text(text) | NewValue::Word(text) => json!(text),
            NewValue::List(list) => json!(list),
        }
    }
}

/// A piece of text in the place of another.
struct TextEdit {
    range: Range<usize>,
    now: String,
}

impl TextEdit {
    fn applied(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.range.start], self.now, &text[self.range.end..])
    }
}

struct Editor<'t> {
    text: &'t str,
}

fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

impl Editor<'_> {
    /// The change that sets a value below a mapping: the outer `None` where it cannot be made, the
    /// inner one where nothing is to be changed.
    fn put(&self, map: &Node, keys: &[&str], value: &NewValue) -> Option<Option<TextEdit>> {
        let Value::Map(entries) = &map.value else { return None };
        let (key, below) = keys.split_first()?;
        let Some(position) = entries.iter().position(|(known, _)| known.value == *key) else {
            return match value {
                NewValue::None => Some(None),
                _ => self.insert(map, &format!("{key}: {}", nested(below, value))).map(Some),
            };
        };
        let (key, node) = entries.get(position)?;
        if *value == NewValue::None && (below.is_empty() || only_holds(node, below)) {
            return self.remove(map, position).map(Some);
        }
        match &node.value {
            Value::Map(_) if !below.is_empty() => self.put(node, below, value),
            Value::Null if node.is_blank() => {
                let end = key.span.end as usize;
                let colon = self.text.get(end..)?.starts_with(':');
                colon.then(|| Some(TextEdit { range: end + 1..end + 1, now: format!(" {}", nested(below, value)) }))
            }
            Value::Null => Some(Some(TextEdit { range: range(node), now: nested(below, value) })),
            Value::Scalar(_) | Value::Seq(_) if below.is_empty() => self.replace(node, value).map(Some),
            Value::Scalar(_) | Value::Seq(_) | Value::Map(_) => None,
        }
    }

    fn replace(&self, node: &Node, value: &NewValue) -> Option<TextEdit> {
        let whole = self.text.get(range(node))?;
        let old = whole.trim_end_matches('\n');
        let is_list = matches!(node.value, Value::Seq(_));
        // Words between the entries of a list would go with them.
        if is_list && (whole.contains('#') || !matches!(value, NewValue::List(_))) {
            return None;
        }
        let start = node.span.start as usize;
        let now = match value {
            NewValue::List(list) if is_list && !old.starts_with('[') => {
                let indent = self.column(start)?;
                let entries = list.iter().map(|entry| format!("- {}", scalar(entry, None)));
                entries.collect::<Vec<_>>().join(&format!("\n{indent}"))
            }
            value => written(value, Some(old)),
        };
        Some(TextEdit { range: start..start + old.len(), now })
    }

    /// A further pair at the end of a mapping.
    fn insert(&self, map: &Node, pair: &str) -> Option<TextEdit> {
        let Value::Map(entries) = &map.value else { return None };
        let end = entries.last().map(|(key, node)| (node.span.end as usize).max(key.span.end as usize + 1));
        if self.text.get(range(map))?.starts_with('{') {
            let at = end.unwrap_or(map.span.start as usize + 1);
            let comma = if end.is_some() { ", " } else { "" };
            return Some(TextEdit { range: at..at, now: format!("{comma}{pair}") });
        }
        let indent = self.column(entries.first()?.0.span.start as usize)?;
        self.line_behind(end?, &format!("{indent}{pair}"))
    }

    /// A line behind the one in which something ends.
    fn line_behind(&self, end: usize, line: &str) -> Option<TextEdit> {
        let before = self.text.get(..end)?;
        if before.ends_with('\n') {
            return Some(TextEdit { range: end..end, now: format!("{line}\n") });
        }
        let at = end + self.rest_of_line(end)?.len();
        Some(TextEdit { range: at..at, now: format!("\n{line}") })
    }

    /// What stands behind a byte in its line: blanks, or a comment.
    fn rest_of_line(&self, at: usize) -> Option<&str> {
        let rest = self.text.get(at..)?.split('\n').next()?;
        (rest.trim().is_empty() || rest.trim_start().starts_with('#')).then_some(rest)
    }

    /// Blanks as wide as what stands before a byte in its line; nothing where more stands there
    /// than the beginning of list entries.
    fn column(&self, at: usize) -> Option<String> {
        let before = self.text.get(..at)?;
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        line.chars().all(|c| c == ' ' || c == '-').then(|| " ".repeat(line.len()))
    }

    fn remove(&self, map: &Node, position: usize) -> Option<TextEdit> {
        let Value::Map(entries) = &map.value else { return None };
        let start = |position: usize| entries.get(position).map(|(key, _)| key.span.start as usize);
        let end = |position: usize| {
            entries.get(position).map(|(key, node)| (node.span.end as usize).max(key.span.end as usize + 1))
        };
        let (from, to, last) = (start(position)?, end(position)?, position + 1 == entries.len());
        let flow = self.text.get(range(map))?.starts_with('{');
        let blank =
            |range: Range<usize>| self.text.get(range).is_some_and(|gap| gap.trim_matches([' ', '\n', ',']).is_empty());
        let range = match (flow, position) {
            (true, 0) if last => from..to,
            (true, _) if last => end(position - 1)?..to,
            (true, _) | (false, 0) if !last && blank(to..start(position + 1)?) => from..start(position + 1)?,
            (false, position) if position > 0 => {
                let begin = self.text.get(..from)?.rfind('\n').map_or(0, |at| at + 1);
                let ends = self.text.get(..to)?.ends_with('\n');
                let behind = if ends { to } else { to + self.rest_of_line(to)?.len() };
                let newline = usize::from(!ends && self.text.get(behind..).is_some_and(|rest| rest.starts_with('\n')));
                begin..behind + newline
            }
            _ => return None,
        };
        Some(TextEdit { range, now: String::new() })
    }

    /// A further entry at the end of a list of the root.
    fn add(&self, root: &Node, list: &str, pair: &str) -> Option<TextEdit> {
        let Value::Map(entries) = &root.value else { return None };
        let Some((key, node)) = entries.iter().find(|(key, _)| key.value == list) else {
            let mut edit = self.insert(root, &format!("{list}:"))?;
            let ends = edit.now.ends_with('\n');
            edit.now = format!("{}\n  - {pair}{}", edit.now.trim_end_matches('\n'), if ends { "\n" } else { "" });
            return Some(edit);
        };
        let items = match &node.value {
            Value::Seq(items) => items.as_slice(),
            Value::Null => &[],
            Value::Scalar(_) | Value::Map(_) => return None,
        };
        let Some(last) = items.last() else {
            let start = key.span.end as usize + 1;
            return Some(TextEdit { range: start..range(node).end.max(start), now: format!("\n  - {pair}") });
        };
        if self.text.get(range(node))?.starts_with('[') {
            return None;
        }
        let indent = self.column(last.span.start as usize)?;
        let indent = indent.get(..indent.len().checked_sub(2)?)?;
        let pair = if self.text.get(range(last))?.starts_with('{') { format!("{{{pair}}}") } else { pair.to_owned() };
        self.line_behind(last.span.end as usize, &format!("{indent}- {pair}"))
    }
}

/// Whether a piece has nothing but what stands at some keys.
fn only_holds(node: &Node, keys: &[&str]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    match (entries.as_slice(), keys) {
        ([(key, _)], [only]) => key.value == *only,
        ([(key, below)], [first, rest @ ..]) => key.value == *first && only_holds(below, rest),
        _ => false,
    }
}

/// A value under keys that are not there yet.
fn nested(keys: &[&str], value: &NewValue) -> String {
    match keys.split_first() {
        Some((key, rest)) => format!("{{{key}: {}}}", nested(rest, value)),
        None => written(value, None),
    }
}

fn written(value: &NewValue, old: Option<&str>) -> String {
    match value {
        NewValue::None => String::new(),
        NewValue::Text(text) => scalar(text, old),
        NewValue::Word(word) if !old.is_some_and(|old| old.starts_with(['\'', '"'])) => word.clone(),
        NewValue::Word(word) => scalar(word, old),
        NewValue::List(list) => {
            let entries: Vec<String> = list.iter().map(|entry| scalar(entry, None)).collect();
            format!("[{}]", entries.join(", "))
        }
    }
}

/// A text as YAML reads it back, in the way of the one before where it may.
fn scalar(value: &str, old: Option<&str>) -> String {
    if value.chars().any(char::is_control) {
        return json!(value).to_string();
    }
    let quote = old.and_then(|old| old.chars().next()).filter(|c| matches!(c, '\'' | '"'));
    match quote {
        Some('"') if !value.contains(['"', '\\']) => format!("\"{value}\""),
        None if means_itself(value) => value.to_owned(),
        _ => format!("'{}'", value.replace('\'', "''")),
    }
}

/// Whether YAML reads a text as itself without quotes, in brackets and outside of them.
fn means_itself(value: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() && !c.is_control();
    let word = value.to_ascii_lowercase();
    value.starts_with(begins)
        && value.trim() == value
        && !value.contains([',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', ':'])
        && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&word.as_str())
}

/// A tree without its places; nothing where a key stands twice.
fn as_json(node: &Node) -> Option<Json> {
    Some(match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(text) => json!(text),
        Value::Seq(items) => Json::Array(items.iter().map(as_json).collect::<Option<_>>()?),
        Value::Map(entries) => {
            let mut map = Map::new();
            for (key, node) in entries {
                if map.insert(key.value.clone(), as_json(node)?).is_some() {
                    return None;
                }
            }
            Json::Object(map)
        }
    })
}

fn json_at<'j>(json: &'j mut Json, path: &[YamlStep]) -> Option<&'j mut Json> {
    path.iter().try_fold(json, |json, step| match step {
        YamlStep::Key(key) => json.get_mut(key),
        YamlStep::Item(position) => json.get_mut(position),
    })
}

/// The same change on a tree without places.
fn set_json(json: &mut Json, keys: &[&str], value: &NewValue) {
    let Some((key, below)) = keys.split_first() else { return };
    if json.is_null() {
        *json = json!({});
    }
    let Some(map) = json.as_object_mut() else { return };
    if *value == NewValue::None && !map.contains_key(*key) {
        return;
    }
    if !below.is_empty() {
        set_json(map.entry(*key).or_insert(Json::Null), below, value);
    } else if *value != NewValue::None {
        map.insert((*key).to_owned(), value.as_json());
    }
    let empty = |json: &Json| json.as_object().is_some_and(Map::is_empty);
    if *value == NewValue::None && (below.is_empty() || map.get(*key).is_some_and(empty)) {
        map.shift_remove(*key);
    }
}

#[cfg(test)]
mod tests;
