//! What the marked text of narratives shows to be its cure.

use super::cure::{Amendment, Cure};
use super::marked::MarkedText;
use crate::say;

/// A file without front matter gets one, with its first heading as title.
pub fn front_matter(marked: &MarkedText<'_>) -> Vec<Cure> {
    let heading = marked.text.lines().find_map(|line| line.strip_prefix('#'));
    let title = heading.map_or("", |heading| heading.trim_start_matches('#').trim()).replace('\'', "''");
    let says = say!("加上文件开头，写好题目", "put front matter before it, and give the title");
    vec![marked.replace(says, 0..0, &format!("---\ntitle: '{title}'\n---\n\n"))]
}

/// The line that closes the front matter, before the first that is no field.
pub fn end_of_front_matter(marked: &MarkedText<'_>) -> Vec<Cure> {
    let mut at = marked.line_at(marked.range.start).end;
    while at < marked.text.len() {
        let line = marked.line_at(at);
        let words = marked.text[line.clone()].trim_end();
        let key = words.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        if !(key || words.starts_with([' ', '-'])) {
            break;
        }
        at = line.end;
    }
    vec![marked.replace(say!("在这里加一行`---`", "add a line `---` here"), at..at, "---\n")]
}

/// A tag goes, or is shown as it is written.
pub fn html(marked: &MarkedText<'_>) -> Vec<Cure> {
    let tag = marked.marked().find('>').filter(|_| marked.marked().starts_with('<')).map_or(0, |end| end + 1);
    if tag == 0 {
        return Vec::new();
    }
    let start = marked.range.start;
    let name: String = marked.marked()[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut edits = vec![marked.edit(start..start + tag, "")];
    let closing = format!("</{name}>");
    let rest = &marked.text[start + tag..];
    if let Some(end) = rest.find(&closing).filter(|_| !name.is_empty()) {
        let end = start + tag + end;
        edits.push(marked.edit(end..end + closing.len(), ""));
    }
    vec![
        Cure::proposed(say!("删去HTML标签，留下文字", "take the tags out and keep the words"), Amendment::Edits(edits)),
        marked.replace(say!("原样显示`<`", "show the `<` as it is"), start..start + 1, "\\<"),
    ]
}

/// `[words] (place:name)` and `[words]（place:name）` become links.
pub fn link(marked: &MarkedText<'_>) -> Vec<Cure> {
    let before = marked.before();
    let words = before.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
    let inner = marked.marked().trim_start_matches(['(', '（']);
    let closing = marked.after().chars().next().filter(|c| matches!(c, ')' | '）'));
    let (true, Some(closing)) = (words.ends_with(']') && inner != marked.marked(), closing) else {
        return Vec::new();
    };
    let range = words.len()..marked.range.end + closing.len_utf8();
    if marked.text[range.clone()] == format!("({inner})") {
        // It is complete: such a link cannot stand here.
        return Vec::new();
    }
    let says = say!("写成完整的链接", "make a link of it");
    vec![marked.replace(says, range, &format!("({inner})")).certain_if(true)]
}

/// `[words]: more` is taken for an address of Markdown.
pub fn lost(marked: &MarkedText<'_>) -> Vec<Cure> {
    let at = marked.range.start;
    if !marked.before().ends_with('[') || !marked.marked().contains("]:") {
        return Vec::new();
    }
    vec![marked.replace(say!("照写的样子显示", "show it as it is written"), at - 1..at - 1, "\\").certain_if(true)]
}

/// Marks beside a number are shown.
pub fn marks(marked: &MarkedText<'_>) -> Vec<Cure> {
    let shown: String = marked.marked().chars().flat_map(|mark| ['\\', mark]).collect();
    vec![
        marked
            .replace(say!("照写的样子显示", "show it as it is written"), marked.range.clone(), &shown)
            .certain_if(true),
    ]
}

/// An anchor that is taken gets a number.
pub fn anchor(marked: &MarkedText<'_>) -> Vec<Cure> {
    if !marked.before().ends_with("{#") {
        return Vec::new();
    }
    let free = (2..).map(|n| format!("{}-{n}", marked.marked())).find(|name| !marked.text.contains(name.as_str()));
    let end = marked.range.end;
    let span = super::Span::new(marked.file, marked.range.start..end);
    free.map(|name| Cure::replace(span, marked.marked(), name)).into_iter().collect()
}

/// A file name with blanks gets brackets, where there is such a file.
pub fn picture(marked: &MarkedText<'_>) -> Vec<Cure> {
    let Some((words, target)) = marked.marked().split_once("](") else { return Vec::new() };
    let target = target.trim_end_matches(')');
    if !target.contains(' ') || target.starts_with('<') {
        return Vec::new();
    }
    let folder = marked.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let there = marked.sources.by_path(&format!("{folder}/{target}")).is_some_and(|source| source.exists());
    let start = marked.range.start + words.len() + 2;
    let says = say!("文件名加尖括号", "put the file name in angle brackets");
    vec![marked.replace(says, start..start + target.len(), &format!("<{target}>")).certain_if(there)]
}

/// A figure that is meant as it stands is marked so.
pub fn meant(marked: &MarkedText<'_>) -> Vec<Cure> {
    let target = marked.after().strip_prefix("](figure:").and_then(|rest| rest.split_once(')'));
    let Some((name, _)) = target.filter(|(name, _)| !name.contains(['"', '\n'])) else { return Vec::new() };
    let at = marked.range.end + "](figure:".len() + name.len();
    vec![marked.replace(say!("就是这个意思，标明", "it is meant so: mark it"), at..at, " \"meant\"")]
}

/// Marks without a partner go, or are shown as they are.
pub fn emphasis(marked: &MarkedText<'_>) -> Vec<Cure> {
    let shown: String = marked.marked().chars().flat_map(|mark| ['\\', mark]).collect();
    vec![
        marked.replace(say!("删去这些标记", "take the marks out"), marked.range.clone(), ""),
        marked.replace(say!("照写的样子显示", "show them as they are"), marked.range.clone(), &shown),
    ]
}

/// A heading without its space, or of the first level. (Which level one that skips was to
/// have, its finder knows.)
pub fn heading(marked: &MarkedText<'_>) -> Vec<Cure> {
    let half = marked.marked().replace('＃', "#");
    if half.is_empty() || !half.bytes().all(|byte| byte == b'#') {
        return Vec::new();
    }
    let spaced = marked.after().starts_with([' ', '\t']);
    match (half.len(), spaced) {
        (1, true) => {
            vec![marked.replace(say!("改成二级标题", "make it a second-level heading"), marked.range.clone(), "##")]
        }
        (2.., false) => {
            let says = say!("井号后面加空格", "put a space after it");
            vec![marked.replace(says, marked.range.clone(), &format!("{half} "))]
        }
        _ => Vec::new(),
    }
    .into_iter()
    .map(|cure| cure.certain_if(true))
    .collect()
}

/// Blanks that make code, a rule that makes a heading, a task box.
pub fn unmeant(marked: &MarkedText<'_>) -> Vec<Cure> {
    let words = marked.marked();
    if !words.is_empty() && words.trim().is_empty() {
        let block = marked.text[marked.range.start..].split_inclusive('\n');
        let mut at = marked.range.start;
        let mut edits = Vec::new();
        for line in block.take_while(|line| line.starts_with("    ") || line.starts_with('\t')) {
            edits.push(marked.edit(at..at + line.len() - line.trim_start().len(), ""));
            at += line.len();
        }
        return vec![Cure::proposed(say!("删去行首的空格", "delete the blanks"), Amendment::Edits(edits))];
    }
    if matches!(words, "[ ]" | "[x]" | "[X]") {
        let end = marked.range.end + usize::from(marked.after().starts_with(' '));
        return vec![marked.replace(say!("删去方框", "take the box out"), marked.range.start..end, "")];
    }
    if !words.is_empty() && words.bytes().all(|byte| byte == b'-' || byte == b'=') {
        let start = marked.line().start;
        return vec![marked.replace(say!("在这条线上面空一行", "leave a line blank above it"), start..start, "\n")];
    }
    Vec::new()
}

/// A note that nothing calls goes; so does a mark without its note.
pub fn footnote(marked: &MarkedText<'_>) -> Vec<Cure> {
    if marked.after().starts_with(':') {
        let line = marked.line();
        let next = marked.text[line.end..].lines().next().unwrap_or("");
        let alone = next.trim().is_empty() || next.starts_with("[^");
        let says = say!("删去这条注", "delete the note");
        return if alone { vec![marked.replace(says, line, "")] } else { Vec::new() };
    }
    vec![marked.replace(say!("删去这个注号", "delete the mark"), marked.range.clone(), "")]
}

/// A number of the summary that is no data is listed as such.
pub fn no_data(marked: &MarkedText<'_>) -> Vec<Cure> {
    let number = marked.marked();
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let item = if plain { number.to_owned() } else { format!("'{}'", number.replace('\'', "''")) };
    let says = say!("标明`{number}`不是数据", "say that `{number}` is no data");
    vec![Cure::proposed(says, Amendment::AddItem { file: marked.file, key: "no_data", item })]
}

/// A record for a picture that has none: its words are still to be written.
pub fn picture_record(marked: &MarkedText<'_>) -> Vec<Cure> {
    let name = marked.marked();
    if name.contains(['\n', '\'', '{', '}']) || name.is_empty() || marked.text.contains(&format!("file: {name}")) {
        return Vec::new();
    }
    let item = format!("{{file: {name}, alt: {{zh: '', en: ''}}}}");
    let says = say!(
        "在文件开头为它加一条，文字和同意与否由人填写",
        "give it an entry above; its words and the consent are yours to write"
    );
    vec![Cure::proposed(says, Amendment::AddItem { file: marked.file, key: "pictures", item })]
}
