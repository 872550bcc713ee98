//! A portal with what is remembered of joining it, so that the frequent changes (a text,
//! some values) can be taken in without joining everything again.
//!
//! Taking in is never a guess: where a change could reach further than is looked at here,
//! it is refused, and the documents are joined anew.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics};
use crate::i18n::PerLang;
use crate::parse::{self, Document, NarrativePlace, Parsed, data};
use crate::portal::arithmetic;
use crate::portal::checks::data_texts::Stating;
use crate::portal::checks::{languages, place_mixups, printed_figures, spelling, suspect_values};
use crate::portal::ids::{NarrativeId, ObservationId};
use crate::portal::join::links::LinkTarget;
use crate::portal::join::measures;
use crate::portal::join::narratives::{self, Gathered};
use crate::portal::model::{LinkedNarrative, LinkedObservation, Portal};
use crate::portal::texts::{self, NarrativesByFigure, Resolver};
use crate::source::FileId;

/// A portal, its problems, and what they were found with.
#[derive(Default)]
pub struct JoinedPortal {
    pub portal: Arc<Portal>,
    vocabulary: Resolver,
    /// The places of narratives that cannot be read.
    broken: Vec<NarrativePlace>,
    narratives_by_file: HashMap<FileId, NarrativeId>,
    speakers: NarrativesByFigure,
    stating: Stating,
    /// Declared arithmetic, also that which could not be bound.
    declared: Vec<Arc<data::Check>>,
    problems: Problems,
}

/// The problems by what they depend on.
#[derive(Default)]
struct Problems {
    /// Names, places, evaluations, reports: everything that is not below.
    structure: Diagnostics,
    /// Two records of one figure.
    twice: Diagnostics,
    /// Single figures, at their places.
    figures: Vec<Diagnostic>,
    arithmetic: Diagnostics,
    /// What the texts of the data state, against the figures.
    statements: Diagnostics,
    /// Those of bringing the two files of a narrative together and of what it says.
    texts: BTreeMap<NarrativeId, Diagnostics>,
}

/// How far a change reached that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impact {
    /// The same pages exist, at the same addresses and with the same charts.
    SamePages,
    PagesChanged,
}

impl Impact {
    fn and(self, other: Impact) -> Impact {
        if self == Impact::SamePages { other } else { self }
    }
}

impl JoinedPortal {
    /// Completes a portal whose structure is there: figures, arithmetic and texts.
    pub fn complete(
        portal: Portal,
        vocabulary: Resolver,
        declared: Vec<Arc<data::Check>>,
        gathered: Gathered,
        structure: Diagnostics,
    ) -> JoinedPortal {
        let mut joined = JoinedPortal {
            portal: Arc::new(portal),
            vocabulary,
            broken: gathered.broken,
            declared,
            problems: Problems { structure, ..Problems::default() },
            ..JoinedPortal::default()
        };
        joined.check_figures();
        joined.read_texts(gathered.problems.into_iter().collect());
        joined
    }

    /// All problems, those of the structure first.
    pub fn problems(&self) -> Diagnostics {
        let Problems { structure, twice, figures, arithmetic, statements, texts } = &self.problems;
        let of_texts = texts.values().flat_map(Diagnostics::iter);
        let all = structure.iter().chain(twice.iter()).chain(figures).chain(arithmetic.iter());
        let all: Vec<&Diagnostic> = all.chain(statements.iter()).chain(of_texts).collect();
        let doubtful = suspect_values::values(&all);
        all.into_iter().cloned().chain(doubtful).collect()
    }

    fn check_figures(&mut self) {
        let portal = Arc::make_mut(&mut self.portal);
        measures::same_twice(&portal.observations, &mut self.problems.twice);
        arithmetic::compute(portal, &self.declared, &self.vocabulary.book, &mut self.problems.arithmetic);
        let (portal, vocabulary) = (&*self.portal, &self.vocabulary);
        let all = (0..portal.observations.len()).into_par_iter();
        self.stating = Stating::of(portal);
        spelling::of_statements(portal, &mut self.problems.structure);
        languages::of_data(portal, &mut self.problems.structure);
        self.stating.check(portal, &vocabulary.book, &mut self.problems.statements);
        self.problems.figures = all.flat_map_iter(|position| of_figure(portal, vocabulary, position)).collect();
    }

    fn read_texts(&mut self, mut problems: BTreeMap<NarrativeId, Diagnostics>) {
        let (portal, vocabulary) = (&*self.portal, &self.vocabulary);
        let read: Vec<(Arc<LinkedNarrative>, Diagnostics)> = portal
            .narratives
            .par_iter()
            .map(|narrative| {
                let mut found = Diagnostics::new();
                if narrative.is_unread() {
                    return (narrative.clone(), found);
                }
                let narrative = texts::read(portal, vocabulary, LinkedNarrative::clone(narrative), &mut found);
                (Arc::new(narrative), found)
            })
            .collect();
        let mut narratives = Vec::with_capacity(read.len());
        for (narrative, found) in read {
            self.speakers.enter(&narrative);
            for (_, text) in narrative.texts.iter() {
                self.narratives_by_file.extend(text.iter().map(|text| (text.def.file, narrative.id)));
            }
            if !found.is_empty() {
                problems.entry(narrative.id).or_default().extend(found);
            }
            narratives.push(narrative);
        }
        self.problems.texts = problems;
        Arc::make_mut(&mut self.portal).narratives = Arc::new(narratives);
    }

    /// Takes in the new readings of files. `None`: they may reach further than is looked at
    /// here, and the documents must be joined anew.
    pub fn take_in(&mut self, files: &[(FileId, Arc<Parsed>)]) -> Option<Impact> {
        let mut reach = Impact::SamePages;
        for (file, parsed) in files {
            let structure = self.problems.structure.iter().chain(self.problems.twice.iter());
            if !parsed.lost.is_empty() || structure.into_iter().any(|problem| problem.speaks_of(*file)) {
                return None;
            }
            reach = reach.and(match &parsed.document {
                Document::Narrative(text) => self.take_in_text(text)?,
                Document::Observations(list) => self.take_in_values(*file, &list.observations)?,
                _ => return None,
            });
        }
        Some(reach)
    }

    fn take_in_text(&mut self, text: &Arc<parse::Narrative>) -> Option<Impact> {
        let id = *self.narratives_by_file.get(&text.file)?;
        let position = *self.portal.narrative_positions.get(&id)?;
        let old = self.portal.narratives.get(position)?.clone();
        let lang = text.lang();
        if old.texts.get(lang).as_ref()?.def.file != text.file {
            return None;
        }
        let mut pair = files_of(&old);
        *pair.get_mut(lang) = Some(text.clone());
        let mut problems = Diagnostics::new();
        let new = narratives::one(&self.portal, pair, &self.broken, &self.vocabulary.book, &mut problems)?;
        let stays = |n: &LinkedNarrative| (n.id, n.kind, n.programme, n.jurisdiction, n.year, n.shared.order);
        if stays(&old) != stays(&new) || old.slug != new.slug {
            return None;
        }
        let new = texts::read(&self.portal, &self.vocabulary, new, &mut problems);
        let listed = |n: &LinkedNarrative| (n.draft, n.themes.clone(), n.county, n.mentions.clone());
        let same_pages = listed(&old) == listed(&new) && charts(&old).eq(charts(&new));
        self.replace(position, new, problems);
        Some(if same_pages { Impact::SamePages } else { Impact::PagesChanged })
    }

    /// Puts a narrative in the place of the one that it was.
    fn replace(&mut self, position: usize, new: LinkedNarrative, problems: Diagnostics) {
        if problems.is_empty() {
            self.problems.texts.remove(&new.id);
        } else {
            self.problems.texts.insert(new.id, problems);
        }
        let portal = Arc::make_mut(&mut self.portal);
        let Some(place) = Arc::make_mut(&mut portal.narratives).get_mut(position) else { return };
        self.speakers.leave(place);
        self.speakers.enter(&new);
        *place = Arc::new(new);
    }

    /// Takes in narratives whose bodies were left for later and are read now. Their fields are
    /// the same, so that no page comes or goes.
    pub fn take_in_bodies(&mut self, read: &[Arc<parse::Narrative>]) {
        let mut of_narrative: BTreeMap<NarrativeId, Vec<&Arc<parse::Narrative>>> = BTreeMap::new();
        for text in read {
            if let Some(id) = self.narratives_by_file.get(&text.file) {
                of_narrative.entry(*id).or_default().push(text);
            }
        }
        let of_narrative: Vec<(NarrativeId, Vec<&Arc<parse::Narrative>>)> = of_narrative.into_iter().collect();
        let whole: Vec<(usize, LinkedNarrative, Diagnostics)> = of_narrative
            .par_iter()
            .filter_map(|(id, texts)| {
                let position = *self.portal.narrative_positions.get(id)?;
                let old = self.portal.narratives.get(position)?;
                let mut pair = files_of(old);
                for text in texts {
                    let file = pair.get_mut(text.lang());
                    *file = file.take().map(|known| if known.file == text.file { (*text).clone() } else { known });
                }
                let mut problems = Diagnostics::new();
                let new = narratives::one(&self.portal, pair, &self.broken, &self.vocabulary.book, &mut problems)?;
                let new = texts::read(&self.portal, &self.vocabulary, new, &mut problems);
                Some((position, new, problems))
            })
            .collect();
        for (position, new, problems) in whole {
            self.replace(position, new, problems);
        }
    }

    /// Other values of the same figures: what says where a figure belongs must be as it was.
    fn take_in_values(&mut self, file: FileId, records: &[Arc<data::Observation>]) -> Option<Impact> {
        let all = self.portal.observations.iter().enumerate();
        let of_file: Vec<usize> =
            all.filter(|(_, known)| known.def.id.span.file == file).map(|(position, _)| position).collect();
        // The same records in the same order: those of one place, indicator and period stay in it.
        let mut known: Vec<_> = of_file.iter().map(|position| &self.portal.observations[*position].def.id).collect();
        known.sort_by_key(|id| id.span.start);
        if !known.into_iter().eq(records.iter().map(|record| &record.id)) {
            return None;
        }
        let mut replaced: Vec<(usize, LinkedObservation)> = Vec::new();
        let mut reach = Impact::SamePages;
        for record in records {
            let id = self.portal.observation_named(&record.id.value)?;
            let old = self.portal.observation(id);
            if old.def.id.span.file != file || belongs(&old.def) != belongs(record) {
                return None;
            }
            // A note that states figures is checked against others.
            if old.def.notes != record.notes {
                return None;
            }
            // Its value could not be read, perhaps for want of a unit.
            if old.value.is_none() && old.def.value.is_some() {
                return None;
            }
            let (value, upper) = measures::values_again(&self.portal, record, old.indicator)?;
            if (old.def.status, old.value.is_some()) != (record.status, value.is_some()) {
                reach = Impact::PagesChanged;
            }
            replaced.push((id.index(), LinkedObservation { def: record.clone(), value, upper, ..old.clone() }));
        }
        let changed: Vec<ObservationId> = of_file.iter().copied().map(ObservationId::new).collect();
        let portal = Arc::make_mut(&mut self.portal);
        let observations = Arc::make_mut(&mut portal.observations);
        for (position, observation) in replaced {
            *observations.get_mut(position)? = observation;
        }
        if reach == Impact::PagesChanged {
            portal.find_main_groups();
        }
        self.check_values_again(file, &changed);
        Some(reach)
    }

    /// Everything again that depends on these figures, which are those of a file.
    fn check_values_again(&mut self, file: FileId, changed: &[ObservationId]) {
        let Problems { twice, figures, arithmetic, statements, texts, .. } = &mut self.problems;
        *twice = Diagnostics::new();
        measures::same_twice(&self.portal.observations, twice);
        figures.retain(|problem| problem.span.file != file);
        let (portal, vocabulary) = (&*self.portal, &self.vocabulary);
        figures.extend(changed.iter().flat_map(|id| of_figure(portal, vocabulary, id.index())));
        let computed = |problem: &Diagnostic| problem.speaks_of(file);
        if changed.iter().any(|id| portal.checks_of(*id).next().is_some()) || arithmetic.iter().any(computed) {
            *arithmetic = Diagnostics::new();
            let portal = Arc::make_mut(&mut self.portal);
            arithmetic::compute(portal, &self.declared, &self.vocabulary.book, arithmetic);
        }
        let (portal, vocabulary) = (&*self.portal, &self.vocabulary);
        *statements = Diagnostics::new();
        self.stating.check(portal, &vocabulary.book, statements);
        let broken = &self.broken;
        let again: Vec<(NarrativeId, Diagnostics)> = self
            .speakers
            .of(portal, changed, texts.keys().copied())
            .into_par_iter()
            .map(|id| {
                let narrative = portal.narrative(id);
                let mut found = Diagnostics::new();
                let pair = files_of(narrative);
                // The problems of bringing the two files together, which stand before the others.
                let _ = narratives::one(portal, pair, broken, &vocabulary.book, &mut found);
                texts::read_again(portal, vocabulary, narrative, &mut found);
                (narrative.id, found)
            })
            .collect();
        for (id, found) in again {
            if found.is_empty() {
                texts.remove(&id);
            } else {
                texts.insert(id, found);
            }
        }
    }
}

/// What the files of a narrative say.
fn files_of(narrative: &LinkedNarrative) -> PerLang<Option<Arc<parse::Narrative>>> {
    PerLang::from_fn(|lang| narrative.texts.get(lang).as_ref().map(|text| text.def.clone()))
}

/// What is wrong with a single figure, at its place.
fn of_figure(portal: &Portal, vocabulary: &Resolver, position: usize) -> Vec<Diagnostic> {
    let id = ObservationId::new(position);
    let mut problems: Diagnostics = printed_figures::as_printed(portal, id).into_iter().collect();
    let observation = portal.observation(id);
    place_mixups::check_source(portal, &vocabulary.named, observation, &mut problems);
    if let Some(place) = &observation.def.source.place {
        languages::of_place(place, &mut problems);
    }
    problems.into_iter().collect()
}

/// What says where a figure belongs: what is joined by it stays joined.
fn belongs(def: &data::Observation) -> impl PartialEq + '_ {
    let source = &def.source.document;
    (&def.jurisdiction, &def.indicator, source, def.period, def.nature, &def.breakdown, def.derived, &def.unit)
}

/// The charts that a narrative asks for, and their titles.
fn charts(narrative: &LinkedNarrative) -> impl Iterator<Item = (&str, &str, bool)> {
    narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(|text| {
        let charts = text.def.references.iter().filter(|reference| reference.kind == parse::ReferenceKind::Chart);
        charts.map(|chart| {
            let address = format!("chart:{}", chart.target.value);
            let drawn = matches!(text.targets.get(&address), Some(LinkTarget::Chart(_)));
            (chart.target.value.as_str(), chart.text.value.as_str(), drawn)
        })
    })
}
