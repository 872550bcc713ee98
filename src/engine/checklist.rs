//! What is to be looked at before something is published.

use serde_json::Value;

use super::Engine;
use crate::diag::{Diagnostics, Severity};
use crate::i18n::{Lang, PartialDate};
use crate::render;

/// All problems of a project, by what they mean for publication, each list in the order of their
/// places.
#[derive(Debug, Default)]
pub struct Checklist {
    /// Those that stop `publish`.
    pub must: Diagnostics,
    /// Other warnings.
    pub should: Diagnostics,
    /// Other notes.
    pub may: Diagnostics,
}

impl Engine {
    /// The problems of all files and pages. Pages that can have some are made for it.
    pub fn checklist(&self) -> Checklist {
        let mut problems = self.problems();
        problems.extend(self.check_pages(&self.pages_to_check(), &|| {}));
        let mut checklist = Checklist::default();
        for problem in problems.sorted(&self.sources).iter() {
            let list = match (problem.code.stops_publication(), problem.severity()) {
                (true, _) => &mut checklist.must,
                (false, Severity::Note) => &mut checklist.may,
                (false, Severity::Error | Severity::Warning) => &mut checklist.should,
            };
            list.push(problem.clone());
        }
        checklist
    }

    /// What is different since the newest edition: its day, and what readers of a language will be
    /// told, as the page of differences has it. Nothing before the first edition.
    pub fn since_newest(&self, lang: Lang) -> Option<(PartialDate, Value)> {
        render::since_newest(&self.world, lang)
    }
}
