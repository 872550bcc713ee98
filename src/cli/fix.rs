//! `check --fix`: the certain cures are applied, and told one by one.

use std::collections::BTreeMap;
use std::path::Path;

use super::messages::Speaker;
use super::project::{open, problems_of_pages, together};
use super::refused;
use crate::diag::{CertainCure, amended, certain_cures, place};
use crate::engine::{Engine, Options};
use crate::i18n::Text;
use crate::output::{DiskError, Rewritten, rewrite_input};
use crate::say;
use crate::source::{FileId, Source};

/// How often it is looked for further cures: one can bring to light what another one cures.
const ROUNDS: usize = 8;

/// Applies all certain cures of a project and says what was changed.
///
/// # Errors
/// The exit code, when the project cannot be read or a file cannot be written.
pub fn fix(root: &Path, options: &Options, speaker: &Speaker) -> Result<(), u8> {
    let mut changed = 0;
    for _ in 0..ROUNDS {
        let engine = open(root, options.clone(), speaker)?;
        let problems = together(&engine, engine.problems(), problems_of_pages(&engine));
        let written = apply(&engine, certain_cures(&problems, engine.sources()), speaker)?;
        if written == 0 {
            break;
        }
        changed += written;
    }
    speaker.tell(&match changed {
        0 => say!("没有可以直接改正的", "nothing to mend without asking"),
        _ => say!("改正了{changed}处", "{changed} places mended"),
    });
    Ok(())
}

/// Writes the files, each from the text for which its cures were made; returns how many cures
/// were applied.
fn apply(engine: &Engine, cures: BTreeMap<FileId, Vec<CertainCure>>, speaker: &Speaker) -> Result<usize, u8> {
    let (sources, mut applied) = (engine.sources(), 0);
    for (file, cures) in cures {
        let source = sources.get(file);
        let changes: Vec<_> = cures.iter().map(|cure| &cure.cure.change).collect();
        let mended = |written: &[u8]| {
            let text = amended(std::str::from_utf8(written).ok()?, &changes);
            text.ok().map(String::into_bytes)
        };
        let done = rewrite_input(sources.root(), &source.path, source.fingerprint, &mended);
        match done.map_err(|error: DiskError| refused::failed(&error, speaker))? {
            Rewritten::Written => {
                cures.iter().for_each(|cure| tell(cure, source, speaker));
                applied += cures.len();
            }
            Rewritten::Unchanged => {}
            Rewritten::Changed(_) | Rewritten::Gone | Rewritten::Refused => speaker.tell(&left(source)),
        }
    }
    Ok(applied)
}

fn left(source: &Source) -> Text {
    let path = &source.path;
    say!(
        "{path}刚才被改过，或不在项目里，没有改动它",
        "{path} was changed just now, or lies elsewhere: it was left alone"
    )
}

/// File, line, what was done, and what was and is there.
fn tell(cure: &CertainCure, source: &Source, speaker: &Speaker) {
    let text = source.text().unwrap_or("");
    let says = cure.cure.says.get(speaker.lang);
    let (path, number) = (&source.path, cure.code.number());
    if cure.pieces.is_empty() {
        speaker.result(&format!("{path}:1 {number} {says}"));
    }
    for (range, now) in &cure.pieces {
        let line = place(text, range.start).line;
        let was = text.get(range.clone()).unwrap_or("");
        speaker.result(&format!("{path}:{line} {number} {says}: {was:?} → {now:?}"));
    }
}
