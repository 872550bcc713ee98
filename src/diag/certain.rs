//! Which of all cures are applied unasked, file by file.

use std::collections::BTreeMap;

use super::cure::{Certainty, Cure, Replacement};
use super::{Code, Diagnostics, amend, seen};
use crate::source::{FileId, Sources};

/// A cure that is applied, with the problem that it cures.
#[derive(Clone, Debug)]
pub struct CertainCure {
    pub code: Code,
    pub cure: Cure,
    /// What of the text becomes what.
    pub pieces: Vec<Replacement>,
}

/// The certain cures of some problems, by file. Of two that want the same place the first is
/// taken: the other is looked at again when the file was changed.
pub fn certain_cures(problems: &Diagnostics, sources: &Sources) -> BTreeMap<FileId, Vec<CertainCure>> {
    let mut chosen: BTreeMap<FileId, Vec<CertainCure>> = BTreeMap::new();
    for problem in problems.iter() {
        let certain = seen::cures(problem, sources).into_iter().find(|cure| cure.certainty == Certainty::Certain);
        let Some(cure) = certain else { continue };
        let Some(source) = cure.change.file().and_then(|file| sources.find(file)) else { continue };
        let Some(pieces) = amend::pieces(&cure.change, source.text().unwrap_or("")) else { continue };
        let of_file = chosen.entry(source.id).or_default();
        let taken = of_file.iter().flat_map(|other| &other.pieces);
        let same = of_file.iter().any(|other| other.cure.change == cure.change);
        if !same && !taken.into_iter().any(|taken| pieces.iter().any(|piece| touch(taken, piece))) {
            of_file.push(CertainCure { code: problem.code, cure, pieces });
        }
    }
    chosen.retain(|_, cures| !cures.is_empty());
    chosen
}

/// Whether two pieces overlap or meet.
fn touch((a, _): &Replacement, (b, _): &Replacement) -> bool {
    a.start <= b.end && b.start <= a.end
}
