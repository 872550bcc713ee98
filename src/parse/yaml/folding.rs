//! Texts that are written over several lines: between two Han characters a line end is no
//! space, as in a narrative.

use std::borrow::Cow;

use crate::i18n::joins_lines;

/// A text as YAML folds it, without the spaces that stand for line ends between characters
/// that have no space between them. `written` is how it stands in the file.
pub fn joined<'a>(folded: &'a str, written: &str) -> Cow<'a, str> {
    if !written.contains('\n') {
        return Cow::Borrowed(folded);
    }
    let mut text = String::with_capacity(folded.len());
    let mut rest = folded;
    let lines: Vec<&str> = written.lines().map(|line| line.trim_matches([' ', '\t'])).collect();
    for pair in lines.windows(2) {
        let (line, next) = (as_read(pair[0]), pair[1]);
        let (Some(before), Some(after)) = (line.chars().next_back(), next.chars().next()) else { continue };
        if !joins_lines(before, after) {
            continue;
        }
        // The whole line, so that a space within a line is not taken for its end.
        let Some(at) = rest.find(&format!("{line} {after}")) else { continue };
        let (head, tail) = rest.split_at(at + line.len());
        text.push_str(head);
        rest = &tail[1..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The end of a line that quotes and escapes leave as it is.
fn as_read(line: &str) -> &str {
    match line.rfind(['\'', '"', '\\']) {
        Some(at) if line[at..].starts_with('\\') => {
            let escaped = line[at + 1..].chars().next().map_or(0, char::len_utf8);
            &line[at + 1 + escaped..]
        }
        Some(at) => &line[at + 1..],
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::parse::yaml::{Value, read};
    use crate::source::FileId;

    fn value(yaml: &str) -> String {
        let node = read(FileId(0), yaml, 0, &mut Diagnostics::new());
        match node.as_ref().and_then(|node| node.get("a")).map(|node| &node.value) {
            Some(Value::Scalar(text)) => text.clone(),
            other => panic!("{yaml}: {other:?}"),
        }
    }

    #[test]
    fn line_ends_between_han_are_no_spaces() {
        for (yaml, expected) in [
            ("a: >\n  清井占全部\n  水井的比例。\n", "清井占全部水井的比例。\n"),
            ("a: >-\n  甲，\n  乙 丙\n  丁\n\n  戊\n", "甲，乙 丙丁\n戊"),
            ("a: 甲\n  乙\n", "甲乙"),
            ("a: '甲\n  乙'\n", "甲乙"),
            ("a: '说''甲\n  乙'\n", "说'甲乙"),
            ("a: \"说\\\"甲\n  乙\"\n", "说\"甲乙"),
            ("a: >-\n  共3\n  个\n", "共3 个"),
            ("a: >-\n  clear\n  wells\n", "clear wells"),
            ("a: |-\n  甲\n  乙\n", "甲\n乙"),
            ("a: 甲 乙\n", "甲 乙"),
        ] {
            assert_eq!(value(yaml), expected, "{yaml}");
        }
    }
}
