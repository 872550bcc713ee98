//! How deep a file is nested, seen before it is parsed: parsers go down by recursion, and
//! need for each level a time that grows with the level.

/// How many mappings and lists may stand in each other. Records have less than ten.
pub const DEEPEST: usize = 128;

/// The byte at which a text is nested more deeply than [`DEEPEST`].
pub fn too_deep(text: &str) -> Option<usize> {
    let mut indents: Vec<usize> = Vec::new();
    let mut brackets = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        if !inner.trim().is_empty() && !inner.starts_with('#') {
            while indents.last().is_some_and(|last| *last >= indent) {
                indents.pop();
            }
            indents.push(indent);
            let entry = inner.starts_with("- ");
            if entry {
                // A list entry of its own: what seemed to be open before was text.
                brackets = 0;
            }
            let (dashes, rest) = dashes(inner);
            if indents.len() + dashes > DEEPEST {
                return Some(start + indent);
            }
            if let Some(at) = too_many_brackets(rest, &mut brackets) {
                return Some(start + line.len() - rest.len() + at);
            }
        }
        start += line.len();
    }
    None
}

/// How many list entries begin at the beginning of a line, and what follows them.
fn dashes(line: &str) -> (usize, &str) {
    let mut rest = line;
    let mut count = 0;
    while let Some(after) = rest.strip_prefix(['-', '?', ':']).filter(|after| after.starts_with(' ')) {
        rest = after.trim_start_matches(' ');
        count += 1;
    }
    (count, rest)
}

/// The byte of a line at which too many brackets are open. Brackets within words, and in
/// quotes, are text.
fn too_many_brackets(line: &str, open: &mut usize) -> Option<usize> {
    let mut quote = None;
    let mut before = ':';
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (Some(mark), _) if character == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if opens(before) => quote = Some(character),
            (None, '[' | '{') if opens(before) => {
                *open += 1;
                if *open > DEEPEST {
                    return Some(at);
                }
            }
            (None, ']' | '}') => *open = open.saturating_sub(1),
            (None, '#') if before == ' ' => return None,
            (None, _) => {}
        }
        if character != ' ' {
            before = character;
        }
    }
    None
}

/// Whether a value can begin after a character.
fn opens(before: char) -> bool {
    matches!(before, '[' | '{' | ',' | ':' | '-' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_not_too_deep() {
        let record =
            "  - id: a\n    text: {zh: '区间[0, 5)', en: x[0}\n    list: [a, [b, {c: d}]]\n    other: 见[0, 5)和[1\n";
        let many = format!("records:\n{}", record.repeat(1000));
        assert_eq!(too_deep(&many), None);
        assert_eq!(too_deep("a: |\n  [[[[[\n  ]\n"), None);
        assert_eq!(too_deep(""), None);
    }

    #[test]
    fn deep_nesting_is_seen_in_every_form() {
        let steps: String = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth % 4_000))).collect();
        for deep in [
            format!("a: {}", "[".repeat(100_000)),
            format!("a: {}", "[ ".repeat(100_000)),
            "{a: ".repeat(100_000),
            "[\n".repeat(100_000),
            format!("a:\n  {}x", "- ".repeat(100_000)),
            "? ".repeat(1_000),
            steps,
        ] {
            assert!(too_deep(&deep).is_some(), "{}", &deep[..20]);
        }
    }
}
