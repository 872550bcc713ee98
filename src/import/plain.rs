//! Plain text and Markdown: a passage for each line.

use super::charset::decode;
use super::source_document::{ImportRefusal, PassageKind, SourceBlock, SourceDocument, SourcePassage};
use crate::say;

/// Reads a text.
///
/// # Errors
/// When it is no text.
pub fn read(bytes: &[u8]) -> Result<SourceDocument, ImportRefusal> {
    let (text, remarks) = decode(bytes, None)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let blocks = lines.map(|(position, line)| {
        let number = position + 1;
        let marks = line.trim_start().chars().take_while(|c| *c == '#').count();
        let kind = match u8::try_from(marks) {
            Ok(depth @ 1..=6) => PassageKind::Heading(depth),
            Ok(_) | Err(_) => PassageKind::Paragraph,
        };
        let address = say!("第{number}行", "line {number}");
        SourceBlock::Passage(SourcePassage::new(address, kind, line.to_owned()))
    });
    Ok(SourceDocument { blocks: blocks.collect(), remarks, ..SourceDocument::default() })
}
