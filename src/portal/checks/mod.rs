//! What is checked of a portal, in one list.
//!
//! A check is a file with a function [`RunCheck`], and a line in [`CHECKS`] that says when it
//! runs. The scope tells it what to look at: after an edit that is only what the edit can
//! have changed, and what was found there before is replaced. What a check that does not run
//! at an edit has found must not point into the edited file; where it does, the portal is
//! joined anew.

mod chart_data;
mod computed_figures;
mod coverage;
mod data_text_links;
mod declared_arithmetic;
mod derived_facts;
mod document_facts;
mod document_numbers;
mod duplicate_figures;
mod exchanged_figures;
mod findings;
mod frames;
mod grade_rows;
mod languages;
mod leading_figures;
mod limits;
mod media_use;
mod other_subjects;
mod parity;
mod place_mixups;
mod place_years;
mod printed_figures;
mod problem_counts;
mod reviews;
mod scope;
mod sentences;
mod source_places;
mod spelling;
mod suspect_values;
mod targets;

pub use coverage::{Coverage, coverage, data_text_coverage};
pub use findings::Findings;
pub use scope::{Occasion, Scope};

use crate::diag::Diagnostic;
use findings::Recorder;
use scope::Occasion::{DataEdit, FullJoin, TextEdit};

/// What every check is: it looks at what the scope holds and records what it finds.
pub type RunCheck = fn(&Scope<'_>, &mut Recorder<'_>);

/// A check of a joined portal.
pub struct PortalCheck {
    /// The occasions on which it runs.
    pub runs_at: &'static [Occasion],
    pub run: RunCheck,
}

/// Every check. `suspect_values` reads what the others have found, and stands last.
pub const CHECKS: &[PortalCheck] = &[
    PortalCheck { runs_at: &[FullJoin], run: targets::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: limits::check },
    PortalCheck { runs_at: &[FullJoin, DataEdit], run: duplicate_figures::check },
    PortalCheck { runs_at: &[FullJoin, DataEdit], run: place_years::check },
    PortalCheck { runs_at: &[FullJoin, DataEdit], run: declared_arithmetic::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: printed_figures::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: frames::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: sentences::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: exchanged_figures::check },
    PortalCheck { runs_at: &[FullJoin, DataEdit], run: computed_figures::check },
    PortalCheck { runs_at: &[FullJoin], run: data_text_links::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: coverage::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: parity::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: chart_data::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: place_mixups::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: other_subjects::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: source_places::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: spelling::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: languages::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: document_numbers::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: document_facts::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: grade_rows::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: derived_facts::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: problem_counts::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: reviews::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit], run: media_use::check },
    PortalCheck { runs_at: &[FullJoin, TextEdit, DataEdit], run: suspect_values::check },
];

/// Runs the checks of an occasion on what its scope holds.
pub fn run_checks(scope: &Scope<'_>, findings: &mut Findings) {
    findings.forget(|owner, check| runs_at(check, scope.occasion) && scope.covers(owner));
    for (position, check) in CHECKS.iter().enumerate() {
        if check.runs_at.contains(&scope.occasion) {
            (check.run)(scope, &mut findings.recorder(position));
        }
    }
}

/// What stays as it was found when the checks of an occasion have run, but for the links
/// of narratives.
pub fn kept_at(occasion: Occasion, findings: &Findings) -> impl Iterator<Item = &Diagnostic> {
    findings.of_join_and(move |check| !runs_at(check, occasion))
}

fn runs_at(check: usize, occasion: Occasion) -> bool {
    CHECKS.get(check).is_some_and(|check| check.runs_at.contains(&occasion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_runs_at_a_full_join() {
        assert!(CHECKS.iter().all(|check| check.runs_at.contains(&FullJoin)));
    }
}
