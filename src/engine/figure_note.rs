//! What a writer is told of the figure at a place of a text.

use std::ops::Range;

use super::Engine;
use crate::i18n::{PerLang, Text};
use crate::parse::records::{Nature, YearBasis};
use crate::portal::{self, ObservationId, Standing};

/// A figure of a text that is being written.
#[derive(Clone, Debug)]
pub struct FigureNote {
    /// Its bytes in the text, with all marks of its binding.
    pub range: Range<usize>,
    /// The words that readers see.
    pub words: String,
    pub standing: NotedStanding,
    /// The sentence of the other language that has the same figure.
    pub other: Option<String>,
}

/// What it is to the data.
#[derive(Clone, Debug)]
pub enum NotedStanding {
    Bound {
        figure: Box<KnownFigure>,
        states_it: bool,
    },
    NoData,
    Unknown,
    /// The figures that it may state, the likeliest first, and whether the first is certain.
    Free {
        proposals: Vec<KnownFigure>,
        certain: bool,
    },
}

/// A figure of the data in words.
#[derive(Clone, Debug)]
pub struct KnownFigure {
    pub id: String,
    pub value: Text,
    pub indicator: Text,
    pub place: Text,
    /// Its year or years; empty where it has none.
    pub period: String,
    /// The year was concluded, not printed.
    pub inferred: bool,
    pub status: Text,
    /// A target, a plan or a rule: said where it is no measurement.
    pub nature: Option<Text>,
    /// The parts of a breakdown to which it belongs.
    pub parts: Vec<Text>,
    pub document: Text,
    pub document_place: Option<Text>,
    /// The file of the data in which it stands.
    pub file: String,
}

/// How many proposals are shown: a longer list is no help.
const SHOWN: usize = 6;

impl Engine {
    /// The figure at a byte of a text as it is being written, by the path of its file.
    pub fn figure_at(&self, path: &str, text: &str, at: usize) -> Option<FigureNote> {
        let file = self.sources.by_path(path)?;
        let found = self.joined.figure_at(file.id, text, at)?;
        let standing = match found.standing {
            Standing::Bound { id, states_it } => {
                NotedStanding::Bound { figure: Box::new(self.known_figure(id)), states_it }
            }
            Standing::NoData => NotedStanding::NoData,
            Standing::Unknown => NotedStanding::Unknown,
            Standing::Free(proposals) => NotedStanding::Free {
                certain: portal::is_certain(&proposals),
                proposals: proposals.iter().take(SHOWN).map(|proposal| self.known_figure(proposal.id)).collect(),
            },
        };
        Some(FigureNote { range: found.range, words: found.words, standing, other: found.other })
    }

    fn known_figure(&self, id: ObservationId) -> KnownFigure {
        let portal = &self.world.portal;
        let observation = portal.observation(id);
        let def = &observation.def;
        let parts = observation.breakdown.iter().filter_map(|(dimension, value)| {
            portal.dimensions.get(*dimension)?.values.get(*value).map(|value| value.names.clone())
        });
        let years = def.period.map(|period| match period.year() {
            Some(year) => year.to_string(),
            None => format!("{}–{}", period.from, period.to),
        });
        KnownFigure {
            id: def.id.value.clone(),
            value: PerLang::from_fn(|lang| portal::label(portal, id, lang)),
            indicator: portal.indicator(observation.indicator).def.names.clone(),
            place: portal.jurisdiction(observation.jurisdiction).def.names.clone(),
            period: years.unwrap_or_default(),
            inferred: def.year_basis == YearBasis::Inferred && def.period.is_some(),
            status: self.word_of_theme(&format!("status.{}.name", def.status.code())),
            nature: (def.nature != Nature::Measured)
                .then(|| self.word_of_theme(&format!("nature.{}", def.nature.code()))),
            parts: parts.collect(),
            document: Text::clone(&portal.document(observation.document).titles),
            document_place: def.source.place.as_ref().map(|place| place.value.clone()),
            file: self.sources.get(def.id.span.file).path.to_string(),
        }
    }

    /// A word as the pages have it, in both languages.
    fn word_of_theme(&self, key: &str) -> Text {
        PerLang::from_fn(|lang| self.world.theme.words.get(lang).plain(key))
    }
}
