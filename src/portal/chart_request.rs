//! What a chart shows, as a narrative or a kind of page asks for it.

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

/// The kinds of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// Places by value.
    Bar,
    /// Amounts by value.
    Amount,
    /// One dot for each place on one axis.
    Dots,
    /// Two years of each place.
    Dumbbell,
    /// The same as sloping lines.
    Slope,
    /// Lines over the years.
    Trend,
    /// Small lines over the years: one place by indicators, or places by one indicator.
    Multiples,
    /// Schematic tiles.
    Tiles,
    /// Places by indicators, shaded.
    Heat,
    /// Two places, indicator by indicator.
    Sides,
}

impl ChartKind {
    /// All kinds with the words by which narratives ask for them.
    pub const ALL: [(&'static str, ChartKind); 10] = [
        ("bar", ChartKind::Bar),
        ("amount", ChartKind::Amount),
        ("dots", ChartKind::Dots),
        ("dumbbell", ChartKind::Dumbbell),
        ("slope", ChartKind::Slope),
        ("trend", ChartKind::Trend),
        ("multiples", ChartKind::Multiples),
        ("tiles", ChartKind::Tiles),
        ("heat", ChartKind::Heat),
        ("sides", ChartKind::Sides),
    ];

    /// The word.
    pub fn name(self) -> &'static str {
        ChartKind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether one chart shows several indicators.
    pub fn several(self) -> bool {
        matches!(self, ChartKind::Heat | ChartKind::Sides | ChartKind::Multiples)
    }
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
