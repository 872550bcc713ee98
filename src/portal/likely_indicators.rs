//! Which indicators the figures of a text may belong to, by unit and words: what the text of a
//! document gives to the data before anybody has entered it.
//!
//! Words near a figure weigh more than those of its sentence and its paragraph; words that few
//! indicators have weigh more than common ones. Numbers are integers: the order is the same on
//! every machine.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::figure::frame::{Framed, Kinds, bases};
use crate::figure::lexicon::counted::COUNTED_NOUNS;
use crate::figure::lexicon::frames::Base;
use crate::figure::lexicon::measures::{Counted, counted};
use crate::figure::likeness::pieces;
use crate::figure::{Dimension, Printed, parse};
use crate::i18n::Lang;
use crate::portal::figure_values::{counted_by, dimension};
use crate::portal::ids::{DocumentId, IndicatorId, ProgrammeId};
use crate::portal::model::Portal;
use crate::portal::respective::{RespectiveItem, respective_item};

/// An indicator to which a figure may belong; the more points, the likelier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyIndicator {
    pub id: IndicatorId,
    pub points: u64,
}

/// How many are kept for a figure.
const KEPT: usize = 5;
/// How far the first is ahead of the second where it is clear: of the figures of published
/// self-evaluations, 19 in 20 that are so far ahead belong to it.
const CLEAR: u64 = 600;

/// The first of some indicators, where it is far ahead of the second.
pub fn clear_indicator(likely: &[LikelyIndicator]) -> Option<IndicatorId> {
    match likely {
        [first, second, ..] => (first.points >= second.points + CLEAR).then_some(first.id),
        [only] => (only.points >= CLEAR).then_some(only.id),
        [] => None,
    }
}

/// What pieces of text weigh by where they stand, in twentieths.
const AT_FIGURE: u64 = 20;
const IN_CLAUSE: u64 = 15;
const IN_SENTENCE: u64 = 10;
const IN_PARAGRAPH: u64 = 6;

/// What is taken off where the words at the figure speak of another kind of thing than the name.
const OTHER_KIND: u64 = 500;
/// What is taken off where the name is of one of many (生均), and the sentence is not.
const UNSAID_BASE: u64 = 500;

/// What stands around a figure.
struct Surroundings {
    /// What each piece weighs by its place.
    weights: HashMap<String, u64>,
    /// The kinds of things at the figure itself.
    kinds: Kinds,
    /// The bases that the sentence names.
    bases: Vec<Base>,
}

impl Surroundings {
    /// Of words with their weights, the heaviest last.
    fn of(words: impl IntoIterator<Item = (String, u64)>, kinds: Kinds, bases: Vec<Base>) -> Surroundings {
        let mut weights = HashMap::new();
        for (words, weight) in words {
            weights.extend(pieces(&words, Lang::Zh).into_iter().map(|piece| (piece, weight)));
        }
        Surroundings { weights, kinds, bases }
    }
}

/// The words of a portal's indicators.
pub struct IndicatorWords {
    indicators: Vec<WordsOfIndicator>,
    /// In how many names each piece stands.
    names_with: HashMap<String, u64>,
}

struct WordsOfIndicator {
    id: IndicatorId,
    name: HashSet<String>,
    /// Of name and definition.
    all: HashSet<String>,
    dimension: Dimension,
    counted: Counted,
    kinds: Kinds,
    /// Of what each it is: 生均.
    bases: Vec<Base>,
    /// The words behind its numbers in documents, with the document.
    measures: HashSet<(DocumentId, String)>,
}

impl IndicatorWords {
    /// Those of one programme, or of all.
    pub fn new(portal: &Portal, programme: Option<ProgrammeId>) -> IndicatorWords {
        let wanted = |id: &ProgrammeId| programme.is_none_or(|programme| programme == *id);
        let mut measures: HashMap<IndicatorId, HashSet<(DocumentId, String)>> = HashMap::new();
        for observation in portal.observations.iter() {
            let printed = observation.def.printed().and_then(|printed| parse(printed, Lang::Zh).ok());
            if let Some(measure) = printed.and_then(|printed| printed.measure) {
                measures.entry(observation.indicator).or_default().insert((observation.document, measure));
            }
        }
        let mut words = IndicatorWords { indicators: Vec::new(), names_with: HashMap::new() };
        for (position, indicator) in portal.indicators.iter().enumerate() {
            if !wanted(&indicator.programme) {
                continue;
            }
            let (id, unit) = (IndicatorId::new(position), portal.unit(indicator.unit));
            let name = pieces(&indicator.def.names.zh, Lang::Zh);
            for piece in &name {
                *words.names_with.entry(piece.clone()).or_default() += 1;
            }
            let mut all = pieces(indicator.def.definition.get(Lang::Zh), Lang::Zh);
            all.extend(name.iter().cloned());
            words.indicators.push(WordsOfIndicator {
                id,
                name,
                all,
                dimension: dimension(unit),
                counted: match counted_by(unit, None) {
                    Counted::Anything => counted_of_name(&indicator.def.names.zh),
                    counted => counted,
                },
                kinds: Kinds::of(&indicator.def.names.zh, Lang::Zh),
                bases: bases(&indicator.def.names.zh).into_iter().filter(|base| !base.is_time()).collect(),
                measures: measures.remove(&id).unwrap_or_default(),
            });
        }
        words
    }

    /// How telling a piece is: four times the binary logarithm of the share of names without it.
    fn weight(&self, piece: &str) -> u64 {
        let names = u128::try_from(self.indicators.len() + 1).unwrap_or(1);
        let with = u128::from(self.names_with.get(piece).copied().unwrap_or(0));
        let ratio = 2 * names / (2 * with + 1);
        u64::from(ratio.max(1).saturating_pow(4).ilog2()).max(1)
    }

    /// The likeliest indicators of the figure at a range of a Chinese text, best first. `above`
    /// are the words of its heading. What `document` itself printed tells nothing of it.
    pub fn likely(
        &self,
        text: &str,
        range: Range<usize>,
        above: &str,
        printed: Option<&Printed>,
        document: Option<DocumentId>,
    ) -> Vec<LikelyIndicator> {
        let near = self.near(text, range, above);
        let of = |words: &WordsOfIndicator| {
            let points = self.points(words, &near.weights, printed, document)?;
            let other = near.kinds.contradicts(words.kinds).is_some();
            let unsaid = words.bases.iter().any(|base| !near.bases.contains(base));
            let less = if other { OTHER_KIND } else { 0 } + if unsaid { UNSAID_BASE } else { 0 };
            Some(points.saturating_sub(less))
        };
        let fits = |words: &&WordsOfIndicator| match printed {
            Some(printed) => printed.dimension == words.dimension,
            None => words.dimension == Dimension::Plain,
        };
        let mut likely: Vec<LikelyIndicator> = self
            .indicators
            .iter()
            .filter(fits)
            .filter_map(|words| of(words).map(|points| LikelyIndicator { id: words.id, points }))
            .collect();
        likely.sort_by_key(|likely| std::cmp::Reverse(likely.points));
        likely.truncate(KEPT);
        likely
    }

    fn near(&self, text: &str, range: Range<usize>, above: &str) -> Surroundings {
        let framed = Framed::new(text, range.clone(), Lang::Zh);
        let marks = ['，', ',', '；', ';', '：', ':'];
        let clause = framed.before.rsplit(marks).next().unwrap_or(framed.before);
        let behind = framed.after.split(marks).next().unwrap_or(framed.after);
        let item = clause.rsplit(|c: char| c == '、' || c.is_ascii_digit()).next().unwrap_or(clause);
        let item_behind = behind.split(|c: char| "、和及".contains(c) || c.is_ascii_digit()).next().unwrap_or(behind);
        let paragraph = format!("{above}\n{}", text.get(..range.start).unwrap_or(""));
        let said = bases(&format!("{}{}{}", framed.before, framed.figure, framed.after));
        if let Some(RespectiveItem { item, shared }) = respective_item(framed.before) {
            let words = [(paragraph, IN_PARAGRAPH), (format!("{item}{shared}"), AT_FIGURE)];
            return Surroundings::of(words, Kinds::of(&format!("{item}{shared}"), Lang::Zh), said);
        }
        let item = format!("{item} {item_behind}");
        let kinds = Kinds::of(&item, Lang::Zh);
        let words = [
            (paragraph, IN_PARAGRAPH),
            (format!("{} {}", framed.before, framed.after), IN_SENTENCE),
            (format!("{clause} {behind}"), IN_CLAUSE),
            (item, AT_FIGURE),
        ];
        Surroundings::of(words, kinds, said)
    }

    /// Nothing where no word of the name or definition is near.
    fn points(
        &self,
        words: &WordsOfIndicator,
        near: &HashMap<String, u64>,
        printed: Option<&Printed>,
        document: Option<DocumentId>,
    ) -> Option<u64> {
        let sums = |pieces: &HashSet<String>| {
            pieces.iter().fold((0, 0), |(found, whole), piece| {
                let weight = self.weight(piece);
                (found + weight * near.get(piece).copied().unwrap_or(0), whole + weight)
            })
        };
        let (of_name, name) = sums(&words.name);
        let (of_all, all) = sums(&words.all);
        if of_all == 0 {
            return None;
        }
        let share = |found: u64, whole: u64, most: u64| most * found / (AT_FIGURE * whole.max(1));
        // A long name of which all is said tells more than a short one.
        let points = share(of_name, name, 1000) + share(of_all, all, 700) + of_name * 231 / 1000;
        let Some(measure) = printed.filter(|printed| printed.dimension == Dimension::Plain) else {
            return Some(points);
        };
        let measure = measure.measure.as_deref().unwrap_or("");
        let (said, known) = (counted(measure), words.counted);
        let same_word = words.measures.iter().any(|(of, word)| Some(*of) != document && word == measure);
        let points = match (known, said) {
            _ if same_word => points + 250,
            (Counted::Anything, _) => points,
            (known, said) if known == said => points + 250,
            (_, Counted::Anything) => points.saturating_sub(280),
            _ => points.saturating_sub(700),
        };
        Some(points)
    }
}

/// What a Chinese name that ends in “number of …” says that it counts; `Anything` where the unit alone may tell.
fn counted_of_name(name: &str) -> Counted {
    let bare = name.split('（').next().unwrap_or(name);
    let Some(noun) = bare.strip_suffix('数').map(|noun| noun.trim_end_matches('总')) else {
        return Counted::Anything;
    };
    let known = COUNTED_NOUNS.iter().filter(|(word, _)| noun.ends_with(word));
    known.max_by_key(|(word, _)| word.len()).map_or(Counted::Anything, |(_, counted)| *counted)
}
