//! What a chart shows, as a narrative or a kind of page asks for it.

use crate::chart::ChartKind;
use crate::diag::{Span, Spanned};
use crate::portal::ids::{GroupId, IndicatorId, JurisdictionId};

/// A chart, asked for by a narrative or by a kind of page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartRequest {
    pub kind: ChartKind,
    /// One, but for charts of several indicators.
    pub indicators: Vec<IndicatorId>,
    /// Who is compared with whom.
    pub group: Option<GroupId>,
    /// Oldest first; none where the newest are meant.
    pub years: Vec<u16>,
    /// The places that are drawn in colours of their own.
    pub focus: Vec<JurisdictionId>,
}

/// The keys and values behind the `?` of a chart's address, each at its place.
pub fn query_pairs(name: &Spanned<String>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let (_, query) = name.split_once('?').unwrap_or((name, ""));
    let mut at = name.len() - query.len();
    let mut pairs = Vec::new();
    for pair in query.split('&') {
        let start = at;
        at += pair.len() + 1;
        let Some((key, value)) = pair.split_once('=').or((!pair.is_empty()).then_some((pair, ""))) else {
            continue;
        };
        let from = start + pair.len() - value.len();
        let key = Spanned::new(key.to_owned(), name.span.part(start..start + key.len()));
        pairs.push((key, Spanned::new(value.to_owned(), name.span.part(from..from + value.len()))));
    }
    pairs
}

/// Where the address says the years; the whole of it, where it says none.
pub fn years_span(name: &Spanned<String>) -> Span {
    let mut years = query_pairs(name).into_iter().filter(|(key, _)| matches!(key.value.as_str(), "year" | "years"));
    years.next_back().map_or(name.span, |(_, value)| value.span)
}
