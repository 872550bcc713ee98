//! `check --documents`: the portal against the texts of published documents that are at hand.

use std::fs;
use std::path::Path;

use super::messages::Speaker;
use super::{CLEAN, ENVIRONMENT, PROBLEMS};
use crate::diag::{Span, place};
use crate::engine::Engine;
use crate::i18n::Text;
use crate::say;

/// Compares with every document in the folder: plain text or Markdown, named by its id.
pub fn check(engine: &Engine, folder: &Path, speaker: &Speaker) -> u8 {
    let portal = &engine.world().portal;
    let mut missing = 0;
    for (position, document) in portal.documents.iter().enumerate() {
        let id = &document.id.value;
        let paths = ["md", "txt"].map(|ending| folder.join(format!("{id}.{ending}")));
        let Some(path) = paths.iter().find(|path| path.exists()) else { continue };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                let path = path.display();
                speaker.tell(&say!("读不了{path}：{error}", "cannot read {path}: {error}"));
                return ENVIRONMENT;
            }
        };
        let report = engine.compared_with_document(position, &text);
        missing += report.missing.len();
        let (located, figures) = (report.located, report.figures);
        tell(
            speaker,
            &say!("{id}：{figures}个数中{located}个找到了", "{id}: {located} of {figures} figures were found"),
        );
        for known in &report.missing {
            let def = &portal.observation(*known).def;
            let (at, name) = (shown(engine, def.id.span), &def.id.value);
            let printed = def.printed().unwrap_or_default();
            tell(speaker, &say!("{at}：`{name}`的“{printed}”没有找到", "{at}: “{printed}” of `{name}` was not found"));
        }
        for (span, run) in &report.copied {
            let at = shown(engine, *span);
            tell(speaker, &say!("{at}：与文件连续相同：“{run}”", "{at}: the same letters as the document: “{run}”"));
        }
        for (span, sentence, near) in &report.denials {
            let (at, near) = (shown(engine, *span), near.join("\n    "));
            tell(
                speaker,
                &say!(
                    "{at}：“{sentence}”，文件里最近的：\n    {near}",
                    "{at}: “{sentence}”; nearest in the document:\n    {near}"
                ),
            );
        }
    }
    if missing == 0 { CLEAN } else { PROBLEMS }
}

fn tell(speaker: &Speaker, line: &Text) {
    speaker.result(line.get(speaker.lang));
}

fn shown(engine: &Engine, span: Span) -> String {
    let Some(source) = engine.sources().find(span.file) else { return String::new() };
    let line = source.text().map_or(1, |text| place(text, span.start as usize).line);
    format!("{}:{line}", source.path)
}
