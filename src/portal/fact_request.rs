//! What a text states of lists and tables of the data, without a figure of its own there: counts, ranks, years of targets.

use crate::portal::ids::{EvaluationId, GroupId, IndicatorId, JurisdictionId, ProgrammeId};

/// A statement that follows from the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactRequest {
    /// How many places were evaluated, or were given a grade, by its position in the programme.
    Places { evaluation: EvaluationId, grade: Option<usize> },
    /// How many problems an evaluation names, of a category where one is given.
    Problems { evaluation: EvaluationId, category: Option<usize> },
    /// In how many categories the problems of an evaluation are.
    Categories { evaluation: EvaluationId },
    /// How many cases there are of a year.
    Cases { programme: ProgrammeId, year: u16, place: Option<JurisdictionId> },
    /// How many places of a group surely reach the target, or surely do not.
    Reached { indicator: IndicatorId, year: u16, group: GroupId, reached: bool },
    /// Which place somebody takes in a group, the best first.
    Rank { indicator: IndicatorId, year: u16, group: GroupId, place: JurisdictionId },
    /// From which year a target holds.
    TargetYear { indicator: IndicatorId },
}

impl FactRequest {
    /// The words for the kinds, as links write them: `fact:places`.
    pub const KINDS: [&'static str; 8] =
        ["places", "problems", "categories", "cases", "reached", "missed", "rank", "target-year"];
}
