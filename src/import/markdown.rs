//! Drafts as Markdown: the words as they are, with the marks that keep them so.

use super::docx::NOTE_CALL;
use super::ledger::{DraftPart, LedgerEntry};
use super::source_document::SourcePicture;

/// The body of a draft from its pieces, in their order; notes stand at its end.
pub fn body(parts: &[&LedgerEntry], pictures: &[SourcePicture]) -> String {
    let depths = depths(parts);
    let mut blocks: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut position = 0;
    while let Some(entry) = parts.get(position) {
        position += 1;
        let words = escaped(&format!("{}{}", entry.added, entry.kept));
        match &entry.part {
            DraftPart::Title | DraftPart::Outside => {}
            DraftPart::Heading(depth) => {
                let rank = depths.iter().position(|known| known == depth).unwrap_or(0);
                blocks.push(format!("{} {words}", "#".repeat((rank + 2).min(6))));
            }
            DraftPart::Paragraph => blocks.push(at_start(&words)),
            DraftPart::Note(label) => notes.push(format!("[^{label}]: {words}")),
            DraftPart::Picture(picture) => {
                if let Some(picture) = pictures.get(*picture) {
                    blocks.push(format!("![{}]({})", escaped(&picture.alt), picture.name));
                }
            }
            DraftPart::Cell { table, .. } => {
                let rest = parts.get(position - 1..).unwrap_or_default();
                let same = |entry: &&&LedgerEntry| matches!(entry.part, DraftPart::Cell { table: other, .. } if other == *table);
                let cells: Vec<&LedgerEntry> = rest.iter().take_while(same).copied().collect();
                position += cells.len().saturating_sub(1);
                blocks.push(grid(&cells));
            }
        }
    }
    blocks.extend(notes);
    blocks.iter().map(|block| format!("{block}\n\n")).collect::<String>().trim_end().to_owned() + "\n"
}

/// The depths of headings that occur, the outermost first: none is skipped in the draft.
fn depths(parts: &[&LedgerEntry]) -> Vec<u8> {
    let mut depths: Vec<u8> = parts
        .iter()
        .filter_map(|entry| match entry.part {
            DraftPart::Heading(depth) => Some(depth),
            DraftPart::Title | DraftPart::Paragraph | DraftPart::Note(_) | DraftPart::Cell { .. } => None,
            DraftPart::Picture(_) | DraftPart::Outside => None,
        })
        .collect();
    depths.sort_unstable();
    depths.dedup();
    depths
}

/// A table; what a merged cell covers stays empty.
fn grid(cells: &[&LedgerEntry]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last = usize::MAX;
    for cell in cells {
        let DraftPart::Cell { row, columns, .. } = cell.part else { continue };
        if row != last {
            rows.push(Vec::new());
            last = row;
        }
        let words = escaped(&cell.kept).replace('|', "\\|").replace('\n', " ");
        if let Some(row) = rows.last_mut() {
            row.push(words);
            row.extend(std::iter::repeat_n(String::new(), columns - 1));
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    let line = |row: &Vec<String>| {
        let padded: Vec<&str> = (0..width).map(|column| row.get(column).map_or("", String::as_str)).collect();
        format!("| {} |", padded.join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

/// Characters that Markdown reads as marks, made characters again; calls of notes as calls.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            c if c == NOTE_CALL[0] => out.push_str("[^"),
            c if c == NOTE_CALL[1] => out.push(']'),
            '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// A paragraph whose first characters would make it a list, a quotation or a heading.
fn at_start(words: &str) -> String {
    let words = words.trim_start();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let marked = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    if let Some(rest) =
        words.get(digits..).filter(|rest| digits > 0 && rest.starts_with(['.', ')']) && marked(&rest[1..]))
    {
        return format!("{}\\{rest}", &words[..digits]);
    }
    let first = words.chars().next().unwrap_or_default();
    let lines = ['#', '>', '=', '|'].contains(&first) || (['-', '+'].contains(&first) && marked(&words[1..]));
    let rule = words.starts_with("---");
    if lines || rule { format!("\\{words}") } else { words.to_owned() }
}
