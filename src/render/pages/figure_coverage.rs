//! How complete the figures of a document are.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::{Nature, Observation, Qualifier, Status, YearBasis};
use crate::portal::ObservationId;
use crate::render::view::View;

/// How complete the figures of a document are.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureCoverage {
    /// How many figures the document has.
    pub total: usize,
    /// How many of them are exact, approximate, hidden, illegible, absent; those that occur only.
    pub kinds: Vec<FigureKindCount>,
    /// What else a reader must know of some of them; what occurs only.
    pub remarks: Vec<FigureKindCount>,
}

/// How many figures are of one kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureKindCount {
    /// The kind in words.
    pub name: String,
    /// How many figures are of it.
    pub count: usize,
}

/// What is counted of a document's figures.
type FigureTest = fn(&Observation) -> bool;

/// The kinds into which all figures fall, with the ends of their words.
const KINDS: [(&str, FigureTest); 5] = [
    ("exact", |def| def.status.has_value() && def.qualifier == Qualifier::Exact),
    ("approximate", |def| def.status.has_value() && def.qualifier != Qualifier::Exact),
    ("masked", |def| def.status == Status::Masked),
    ("illegible", |def| def.status == Status::Illegible),
    ("absent", |def| matches!(def.status, Status::NotPublished | Status::NotApplicable)),
];

/// What else holds for some figures, with the ends of their words.
const REMARKS: [(&str, FigureTest); 6] = [
    ("planned", |def| matches!(def.nature, Nature::Planned | Nature::Target)),
    ("norm", |def| def.nature == Nature::Norm),
    ("inferred", |def| def.year_basis == YearBasis::Inferred && def.period.is_some()),
    ("undated", |def| def.period.is_none()),
    ("worded", |def| def.worded),
    ("repaired", |def| def.repaired),
];

/// How many figures are exact, approximate, hidden, and what else a reader must know of them.
pub fn figure_coverage(view: &View<'_>, ids: &[ObservationId]) -> FigureCoverage {
    FigureCoverage {
        total: ids.len(),
        kinds: count_kinds(view, ids, &KINDS, "coverage"),
        remarks: count_kinds(view, ids, &REMARKS, "remarks"),
    }
}

fn count_kinds(
    view: &View<'_>,
    ids: &[ObservationId],
    kinds: &[(&str, FigureTest)],
    words: &str,
) -> Vec<FigureKindCount> {
    kinds
        .iter()
        .filter_map(|(code, wanted)| {
            let count = ids.iter().filter(|id| wanted(&view.observation(**id).def)).count();
            let name = || view.word(&format!("reports.{words}.{code}"));
            (count > 0).then(|| FigureKindCount { name: name(), count })
        })
        .collect()
}
