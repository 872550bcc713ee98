//! A portal with what is remembered of joining and checking it, so that the frequent edits
//! (a text, some values) can be applied without joining everything again.
//!
//! Nothing is guessed: where an edit could reach further than is looked at here, it is
//! refused, and the files are joined anew. Which checks run again is read off their list.

mod texts;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::i18n::PerLang;
use crate::parse::tables::DataTable;
use crate::parse::{self, NarrativePlace, Parsed, ParsedFile, records};
use crate::portal::arithmetic;
use crate::portal::checks::{Findings, Occasion, Scope, kept_at, run_checks};
use crate::portal::data_texts;
use crate::portal::data_texts::DataTextOwner;
use crate::portal::figure_at::{FigureAt, figure_at};
use crate::portal::ids::{NarrativeId, ObservationId};
use crate::portal::join::assemble::join_files;
use crate::portal::join::links::link_narrative;
use crate::portal::join::narratives::pair_narrative;
use crate::portal::join::tables::TableReader;
use crate::portal::join::units::values_again;
use crate::portal::model::Portal;
use crate::portal::names::ParsedFiles;
use crate::portal::narratives_by_figure::NarrativesByFigure;
use crate::portal::proposals::{ProposedText, proposed_text};
use crate::portal::records::{LinkTarget, LinkedNarrative, LinkedObservation, link_address};
use crate::portal::resolver::Resolver;
use crate::portal::stated_figures::{StatedFigure, StatedPassage, stated_figures};
use crate::source::FileId;

/// A portal, its diagnostics, and what they were found with.
#[derive(Default)]
pub struct JoinedPortal {
    pub portal: Arc<Portal>,
    resolver: Resolver,
    /// The places of narratives that cannot be read.
    unreadable_texts: Vec<NarrativePlace>,
    narratives_by_file: HashMap<FileId, NarrativeId>,
    narratives_by_figure: NarrativesByFigure,
    /// The records whose texts state figures.
    with_figures: Vec<DataTextOwner>,
    /// The files that say how tables are read.
    table_languages: Vec<(FileId, Arc<Parsed>)>,
    findings: Findings,
}

/// What a file said, and what it says now; nothing where there was or is no such file.
pub struct FileChange {
    pub file: FileId,
    pub before: Option<Arc<Parsed>>,
    pub after: Option<Arc<Parsed>>,
}

/// A file of a text as it was and as it is; nothing where there was or is none.
pub struct TextChange {
    pub file: FileId,
    pub before: Option<Arc<parse::Narrative>>,
    pub after: Option<Arc<parse::Narrative>>,
}

impl FileChange {
    /// The change of a text; `None` where it is another kind of file.
    fn of_text(&self) -> Option<TextChange> {
        let text = |side: &Option<Arc<Parsed>>| match side.as_ref().map(|parsed| &parsed.file) {
            None => Some(None),
            Some(ParsedFile::Narrative(text)) => Some(Some(text.clone())),
            Some(_) => None,
        };
        Some(TextChange { file: self.file, before: text(&self.before)?, after: text(&self.after)? })
    }
}

/// How far an edit reached that was applied.
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

/// Joins and checks all files.
pub fn assemble(files: &ParsedFiles) -> JoinedPortal {
    let joined = join_files(files);
    let mut assembled = JoinedPortal {
        portal: Arc::new(joined.portal),
        resolver: joined.resolver,
        unreadable_texts: joined.unreadable_texts,
        ..JoinedPortal::default()
    };
    for narrative in assembled.portal.narratives.iter() {
        assembled.narratives_by_figure.enter(narrative);
        for (_, text) in narrative.texts.iter() {
            assembled.narratives_by_file.extend(text.iter().map(|text| (text.def.file, narrative.id)));
        }
    }
    let of_tables = |file: &ParsedFile| matches!(file, ParsedFile::TableReading(_) | ParsedFile::Marks(_));
    assembled.table_languages = files.iter().filter(|(_, parsed)| of_tables(&parsed.file)).cloned().collect();
    assembled.with_figures = data_texts::owners_with_figures(&assembled.portal);
    assembled.findings.joining = joined.diagnostics;
    for (id, found) in joined.linking {
        assembled.findings.add_linking(id, found);
    }
    run_checks(&Scope::everything(&assembled.portal, &assembled.resolver), &mut assembled.findings);
    assembled
}

impl JoinedPortal {
    /// A copy of a text with the certain figures bound; nothing where the file is no text.
    pub fn proposed(&self, file: FileId, written: &str) -> Option<ProposedText> {
        let narrative = self.portal.narrative(*self.narratives_by_file.get(&file)?);
        let text = narrative.texts.iter().find_map(|(_, text)| text.as_ref().filter(|text| text.def.file == file))?;
        Some(proposed_text(&self.portal, &self.resolver.place_names, narrative, text, written))
    }

    /// The figure at a byte of a text as it is being written; nothing where there is none, or where
    /// the file is no text.
    pub fn figure_at(&self, file: FileId, written: &str, at: usize) -> Option<FigureAt> {
        let narrative = self.portal.narrative(*self.narratives_by_file.get(&file)?);
        let text = narrative.texts.iter().find_map(|(_, text)| text.as_ref().filter(|text| text.def.file == file))?;
        let text = text.def.with_text(&written.into())?;
        figure_at(&self.portal, &self.resolver.place_names, narrative, &text, at)
    }

    /// What the figures of a document that is taken in may state, passage by passage.
    pub fn stated(&self, passages: &[StatedPassage<'_>]) -> Vec<StatedFigure> {
        stated_figures(&self.portal, &self.resolver.place_names, passages)
    }

    /// All diagnostics, those of the join first.
    pub fn diagnostics(&self) -> Diagnostics {
        self.findings.iter().cloned().collect()
    }

    /// Applies the new readings of files, beside those before. `None`: they may reach further
    /// than is looked at here, and the files must be joined anew.
    pub fn apply_edit(&mut self, files: &[FileChange]) -> Option<Impact> {
        let readable = |side: &Option<Arc<Parsed>>| side.iter().all(|parsed| parsed.unreadable_names.is_empty());
        if !files.iter().all(|change| readable(&change.before) && readable(&change.after)) {
            return None;
        }
        let (stayed, came_or_went): (Vec<&FileChange>, Vec<&FileChange>) =
            files.iter().partition(|change| change.before.is_some() && change.after.is_some());
        let mut impact = self.apply_readings(stayed)?;
        if !came_or_went.is_empty() {
            let texts: Option<Vec<TextChange>> = came_or_went.into_iter().map(FileChange::of_text).collect();
            impact = impact.and(self.apply_text_list(&texts?)?);
        }
        Some(impact)
    }

    fn apply_readings(&mut self, files: Vec<&FileChange>) -> Option<Impact> {
        let mut impact = Impact::SamePages;
        for FileChange { file, after, .. } in files {
            let parsed = after.as_ref()?;
            impact = impact.and(match &parsed.file {
                ParsedFile::Narrative(text) => {
                    self.nothing_kept_points_into(*file, Occasion::TextEdit)?;
                    self.apply_text(text)?
                }
                ParsedFile::Observations(list) => {
                    self.nothing_kept_points_into(*file, Occasion::DataEdit)?;
                    let list: Vec<Arc<records::Observation>> = list.all().cloned().collect();
                    self.apply_values(*file, &list)?
                }
                ParsedFile::Table(table) => {
                    self.nothing_kept_points_into(*file, Occasion::DataEdit)?;
                    let list = self.read_table(table)?;
                    self.apply_values(*file, &list)?
                }
                _ => return None,
            });
        }
        Some(impact)
    }

    /// The figures of an edited table; `None` when something is to be told about it.
    fn read_table(&self, table: &DataTable) -> Option<Vec<Arc<records::Observation>>> {
        let (portal, names) = (&*self.portal, &self.resolver.names);
        let (units, dimensions, indicators) = (&portal.units, &portal.dimensions, &portal.indicators);
        let reader = TableReader::new(portal, units, dimensions, indicators, &self.table_languages, names);
        let mut found = Diagnostics::new();
        let list = reader.read(table, &mut found);
        found.is_empty().then_some(list)
    }

    /// What is not looked for again must not stand in an edited file, where places move.
    fn nothing_kept_points_into(&self, file: FileId, occasion: Occasion) -> Option<()> {
        let mut kept = kept_at(occasion, &self.findings);
        (!kept.any(|diagnostic| diagnostic.speaks_of(file))).then_some(())
    }

    fn apply_text(&mut self, text: &Arc<parse::Narrative>) -> Option<Impact> {
        let id = *self.narratives_by_file.get(&text.file)?;
        let position = *self.portal.narrative_positions.get(&id)?;
        let old = self.portal.narratives.get(position)?.clone();
        let lang = text.lang();
        if old.texts.get(lang).as_ref()?.def.file != text.file {
            return None;
        }
        let mut pair = files_of(&old);
        *pair.get_mut(lang) = Some(text.clone());
        let (new, linking) = self.join_narrative(pair)?;
        if place_among_texts(&old) != place_among_texts(&new) {
            return None;
        }
        let listed = |n: &LinkedNarrative| (n.draft, n.themes.clone(), n.county, n.mentions.clone());
        let media = |n: &LinkedNarrative| -> Vec<_> { n.media_files().map(|file| file.fingerprint).collect() };
        let same_pages =
            listed(&old) == listed(&new) && charts_of(&old).eq(charts_of(&new)) && media(&old) == media(&new);
        self.replace(position, new, linking);
        self.check_texts(vec![id]);
        Some(if same_pages { Impact::SamePages } else { Impact::PagesChanged })
    }

    /// Applies narratives whose bodies were left for later and are read now. Their fields are
    /// the same, so that no page comes or goes.
    pub fn apply_bodies(&mut self, read: &[Arc<parse::Narrative>]) {
        let mut by_narrative: BTreeMap<NarrativeId, Vec<&Arc<parse::Narrative>>> = BTreeMap::new();
        for text in read {
            if let Some(id) = self.narratives_by_file.get(&text.file) {
                by_narrative.entry(*id).or_default().push(text);
            }
        }
        let by_narrative: Vec<(NarrativeId, Vec<&Arc<parse::Narrative>>)> = by_narrative.into_iter().collect();
        let whole: Vec<(usize, LinkedNarrative, Diagnostics)> = by_narrative
            .par_iter()
            .filter_map(|(id, texts)| {
                let position = *self.portal.narrative_positions.get(id)?;
                let mut pair = files_of(self.portal.narratives.get(position)?);
                for text in texts {
                    let file = pair.get_mut(text.lang());
                    *file = file.take().map(|known| if known.file == text.file { (*text).clone() } else { known });
                }
                let (new, linking) = self.join_narrative(pair)?;
                Some((position, new, linking))
            })
            .collect();
        let ids = whole.iter().map(|(_, narrative, _)| narrative.id).collect();
        for (position, new, linking) in whole {
            self.replace(position, new, linking);
        }
        self.check_texts(ids);
    }

    /// A narrative of its two files, its references resolved, with what was found meanwhile.
    fn join_narrative(&self, pair: PerLang<Option<Arc<parse::Narrative>>>) -> Option<(LinkedNarrative, Diagnostics)> {
        let mut found = Diagnostics::new();
        let names = &self.resolver.names;
        let paired = pair_narrative(&self.portal, pair, &self.unreadable_texts, names, &mut found)?;
        Some((link_narrative(&self.portal, &self.resolver, paired, &mut found), found))
    }

    /// Puts a narrative in the place of the one that it was.
    fn replace(&mut self, position: usize, new: LinkedNarrative, linking: Diagnostics) {
        self.findings.set_linking(new.id, linking);
        let portal = Arc::make_mut(&mut self.portal);
        let Some(place) = Arc::make_mut(&mut portal.narratives).get_mut(position) else { return };
        self.narratives_by_figure.leave(place);
        self.narratives_by_figure.enter(&new);
        *place = Arc::new(new);
    }

    fn check_texts(&mut self, ids: Vec<NarrativeId>) {
        run_checks(&Scope::texts(&self.portal, &self.resolver, ids), &mut self.findings);
    }

    /// Other values of the same figures: what says where a figure belongs must be as it was.
    fn apply_values(&mut self, file: FileId, records: &[Arc<records::Observation>]) -> Option<Impact> {
        let all = self.portal.observations.iter().enumerate();
        let of_file: Vec<usize> =
            all.filter(|(_, known)| known.def.id.span.file == file).map(|(position, _)| position).collect();
        // The same records in the same order: those of one place, indicator and period stay in it.
        let mut known: Vec<_> = of_file.iter().map(|position| &self.portal.observations[*position].def.id).collect();
        known.sort_by_key(|id| (id.span.start, id.span.end));
        if !known.into_iter().eq(records.iter().map(|record| &record.id)) {
            return None;
        }
        let mut replaced: Vec<(usize, LinkedObservation)> = Vec::new();
        let mut impact = Impact::SamePages;
        for record in records {
            let id = self.portal.observation_named(&record.id.value)?;
            let old = self.portal.observation(id);
            if old.def.id.span.file != file || what_it_belongs_to(&old.def) != what_it_belongs_to(record) {
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
            let (value, upper) = values_again(&self.portal, record, old.indicator)?;
            if (old.def.status, old.value.is_some()) != (record.status, value.is_some()) {
                impact = Impact::PagesChanged;
            }
            replaced.push((id.index(), LinkedObservation { def: record.clone(), value, upper, ..old.clone() }));
        }
        let changed: Vec<ObservationId> = of_file.iter().copied().map(ObservationId::new).collect();
        let portal = Arc::make_mut(&mut self.portal);
        let observations = Arc::make_mut(&mut portal.observations);
        for (position, observation) in replaced {
            *observations.get_mut(position)? = observation;
        }
        if impact == Impact::PagesChanged {
            portal.find_main_groups();
        }
        arithmetic::compute_again(portal, &changed);
        self.check_values(changed);
        Some(impact)
    }

    fn check_values(&mut self, changed: Vec<ObservationId>) {
        let portal = &*self.portal;
        let narratives = self.narratives_by_figure.depending_on(portal, &changed, self.findings.narratives());
        let (narratives, records) = (narratives.into_iter().collect(), self.with_figures.clone());
        run_checks(&Scope::values(portal, &self.resolver, changed, narratives, records), &mut self.findings);
    }
}

/// What the files of a narrative say.
fn files_of(narrative: &LinkedNarrative) -> PerLang<Option<Arc<parse::Narrative>>> {
    PerLang::from_fn(|lang| narrative.texts.get(lang).as_ref().map(|text| text.def.clone()))
}

/// What an edit of a text may not change: where the narrative stands among the others.
fn place_among_texts(n: &LinkedNarrative) -> impl PartialEq + '_ {
    (n.id, n.kind, n.programme, n.jurisdiction, n.year, n.shared.order, &n.slug)
}

/// What says where a figure belongs: what is joined by it stays joined.
fn what_it_belongs_to(def: &records::Observation) -> impl PartialEq + '_ {
    let source = &def.source.document;
    (&def.jurisdiction, &def.indicator, source, def.period, def.nature, &def.breakdown, def.derived, &def.unit)
}

/// The charts that a narrative asks for, and their titles.
fn charts_of(narrative: &LinkedNarrative) -> impl Iterator<Item = (&str, &str, bool)> {
    narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).flat_map(|text| {
        let charts = text.def.references.iter().filter(|reference| reference.kind == parse::ReferenceKind::Chart);
        charts.map(|chart| {
            let address = link_address(chart.kind, &chart.target.value);
            let drawn = matches!(text.targets.get(&address), Some(LinkTarget::Chart(_)));
            (chart.target.value.as_str(), chart.text.value.as_str(), drawn)
        })
    })
}
