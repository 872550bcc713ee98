//! The kinds of charts, each with the one word by which a narrative asks for it, a style names it
//! and a file of `layout` lays it out.

/// The question a chart answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// Where does each place stand? Bars by value, target and group line.
    Bar,
    /// How much is spent? Bars by value, from zero.
    Amount,
    /// Is one place typical? One dot for each place on one axis.
    Dots,
    /// What changed between two years? Two dots a row.
    Dumbbell,
    /// The same as sloping lines.
    Slope,
    /// How has it moved? Lines over the years.
    Trend,
    /// Small lines over the years: one place by indicators, or places by one indicator.
    Multiples,
    /// Schematic tiles; laid by HTML from [`tile_map`](super::tile_map).
    Tiles,
    /// Places by indicators, shaded; laid by HTML from [`heat_table`](super::heat_table).
    Heat,
    /// How do two places differ, indicator by indicator? Two dots a row.
    Sides,
}

impl ChartKind {
    /// All kinds with their words.
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
    pub fn shows_several_indicators(self) -> bool {
        match self {
            ChartKind::Heat | ChartKind::Sides | ChartKind::Multiples => true,
            ChartKind::Bar
            | ChartKind::Amount
            | ChartKind::Dots
            | ChartKind::Dumbbell
            | ChartKind::Slope
            | ChartKind::Trend
            | ChartKind::Tiles => false,
        }
    }

    /// Whether the change between its last two columns is printed.
    pub fn prints_change(self) -> bool {
        match self {
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dumbbell | ChartKind::Sides | ChartKind::Slope => true,
            ChartKind::Dots | ChartKind::Trend | ChartKind::Multiples | ChartKind::Tiles | ChartKind::Heat => false,
        }
    }

    /// Whether HTML lays it out, as a table or a list of tiles, and no drawing is made.
    pub fn is_laid_by_html(self) -> bool {
        match self {
            ChartKind::Tiles | ChartKind::Heat => true,
            ChartKind::Bar
            | ChartKind::Amount
            | ChartKind::Dots
            | ChartKind::Dumbbell
            | ChartKind::Slope
            | ChartKind::Trend
            | ChartKind::Multiples
            | ChartKind::Sides => false,
        }
    }
}
