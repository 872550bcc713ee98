//! Characters of a file that are not what they seem.

use std::collections::BTreeMap;
use std::ops::Range;

use super::yaml::{Node, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::{CharacterVerdict, OddCharacter, odd_characters};
use crate::say;
use crate::source::FileId;

/// Tells each kind of odd character of a file at the first place where it stands, and how
/// often: a file that was copied from a PDF may have thousands.
pub fn tell(file: FileId, text: &str, problems: &mut Diagnostics) {
    tell_those(file, text, |_| true, problems);
}

/// Tells those that may stand nowhere: a designer may want a soft hyphen.
pub fn tell_refused(file: FileId, text: &str, problems: &mut Diagnostics) {
    tell_those(file, text, |odd| odd.verdict == CharacterVerdict::Refused, problems);
}

fn tell_those(file: FileId, text: &str, told: impl Fn(&OddCharacter) -> bool, problems: &mut Diagnostics) {
    let mut kinds: BTreeMap<char, (Range<usize>, OddCharacter, usize)> = BTreeMap::new();
    for (range, odd) in odd_characters(text).filter(|(_, odd)| told(odd)) {
        kinds.entry(odd.character).or_insert((range, odd, 0)).2 += 1;
    }
    for (range, odd, count) in kinds.into_values() {
        problems.push(diagnose(Span::new(file, range), odd, count));
    }
}

/// Tells odd characters that YAML writes as `\u202e` and the like.
pub fn tell_escaped(node: &Node, text: &str, problems: &mut Diagnostics) {
    if !text.contains('\\') {
        return;
    }
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        match &node.value {
            Value::Null => {}
            Value::Scalar(value) => {
                let written = text.get(node.span.start as usize..node.span.end as usize);
                tell_decoded(node.span, value, written.unwrap_or(""), problems);
            }
            Value::Seq(items) => waiting.extend(items),
            Value::Map(entries) => waiting.extend(entries.iter().map(|(_, value)| value)),
        }
    }
}

/// Tells an odd character of a text that is not written as itself where it stands.
pub fn tell_decoded(span: Span, value: &str, written: &str, problems: &mut Diagnostics) {
    if let Some((_, odd)) = odd_characters(value).find(|(_, odd)| !written.contains(odd.character)) {
        problems.push(diagnose(span, odd, 1));
    }
}

fn diagnose(span: Span, odd: OddCharacter, count: usize) -> Diagnostic {
    let name = odd.name();
    let (zh, en) = (&name.zh, &name.en);
    let message = match count {
        1 => say!("这里有{zh}", "here stands {en}"),
        _ => say!("文件里有{count}个{zh}，这里是第一个", "here stands the first of {count} {en}"),
    };
    match odd.verdict {
        CharacterVerdict::Refused => Diagnostic::new(Code::CharacterRefused, span, message)
            .help(say!("删去它：它会打乱后面文字的次序或显示", "delete it: it disturbs how what follows is read")),
        CharacterVerdict::Told => Diagnostic::new(Code::CharacterDoubtful, span, message).help(say!(
            "读者看不出它，搜索也找不到：删去，或改成看得见的字",
            "no reader sees it and no search finds it: delete it, or write the character that is meant"
        )),
    }
}
