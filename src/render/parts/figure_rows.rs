//! Figures as rows of tables, each with its year, status and source.

use schemars::JsonSchema;
use serde::Serialize;

use crate::arithmetic::verdict::Verdict;
use crate::parse::records::{self, Nature, Status, YearBasis};
use crate::plan::Subject;
use crate::portal::{DocumentId, LinkedObservation, ObservationId, ProgrammeId, computed};
use crate::render::figures;
use crate::render::html::{Html, escape};
use crate::render::statement;
use crate::render::view::View;

/// A figure in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureRow {
    /// The figure's name in the data, used as an anchor.
    pub id: String,
    /// The indicator.
    pub indicator: String,
    /// The page of the indicator.
    pub indicator_href: Option<String>,
    /// The place.
    pub place: String,
    /// The page of the place.
    pub place_href: Option<String>,
    /// When it was measured, in words.
    pub year: String,
    /// The document does not give the year; it was concluded.
    pub inferred: bool,
    /// Of which part of the whole it is, in words; empty for the whole.
    pub breakdown: Vec<String>,
    /// The value with unit and qualifier, or why there is none.
    pub value: String,
    /// The value as a plain decimal; empty where there is none.
    pub machine: String,
    /// There is no value.
    pub missing: bool,
    /// The words of a status that needs saying; none for exact values.
    pub status: Option<String>,
    /// What kind of statement it is, where it is no measurement.
    pub nature: Option<String>,
    /// The figure as the document prints it, in the document's language.
    pub as_printed: Option<String>,
    /// How it was taken from the document, where that is not plainly a number.
    pub flags: Vec<String>,
    /// The number of its source in the list at the end of the page.
    pub cite: usize,
    /// What is to be said about it.
    pub notes: Vec<Html>,
}

/// The figures of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureGroup {
    /// The theme.
    pub name: String,
    /// Its figures.
    pub rows: Vec<FigureRow>,
}

/// A figure in one line: what it is of, its value and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureBrief {
    /// The indicator.
    pub indicator: String,
    /// Of which part of the whole it is, in words; empty for the whole.
    pub breakdown: Vec<String>,
    /// The value with unit and qualifier, or why there is none.
    pub value: String,
    /// The value as a plain decimal; empty where there is none.
    pub machine: String,
    /// There is no value.
    pub missing: bool,
    /// What kind of statement it is, where it is no measurement.
    pub nature: Option<String>,
    /// Its row on the page of the indicator.
    pub href: Option<String>,
}

/// Sources cited on a page, each once, with its number.
#[derive(Default)]
pub struct Citations {
    entries: Vec<String>,
}

impl Citations {
    /// The number of a source, counted from one.
    pub fn cite(&mut self, view: &View<'_>, document: DocumentId, source_ref: &records::SourceRef) -> usize {
        let text = figures::source(view, document, source_ref, view.lang());
        match self.entries.iter().position(|known| *known == text) {
            Some(position) => position + 1,
            None => {
                self.entries.push(text);
                self.entries.len()
            }
        }
    }

    /// The list for the end of the page.
    pub fn list(self) -> Vec<String> {
        self.entries
    }
}

/// A row of a table of figures.
pub fn figure_row(view: &View<'_>, id: ObservationId, citations: &mut Citations) -> FigureRow {
    let observation = view.observation(id);
    let def = &observation.def;
    let indicator = view.indicator(observation.indicator);
    let unit = view.unit(observation.indicator);
    let mut notes = statement::list(view, &def.notes);
    notes.extend(notes_on_sums(view, id));
    FigureRow {
        id: def.id.value.clone(),
        indicator: view.say(&indicator.def.names).to_owned(),
        indicator_href: view.link(Subject::Indicator(observation.indicator)),
        place: view.say(&view.place(observation.jurisdiction).def.names).to_owned(),
        place_href: view.link(Subject::Place(indicator.programme, observation.jurisdiction)),
        year: figures::period(view, def.period, view.lang()),
        inferred: def.year_basis == YearBasis::Inferred && def.period.is_some(),
        breakdown: breakdown_words(view, observation),
        value: figures::label(view, observation, unit, view.lang()),
        machine: figures::machine(observation),
        missing: observation.value.is_none(),
        status: status_words(view, def.status),
        nature: nature_words(view, def.nature),
        as_printed: def.printed().map(str::to_owned),
        flags: flag_words(view, def),
        cite: citations.cite(view, observation.document, &def.source),
        notes,
    }
}

/// Figures of several indicators as groups by theme, in the order of the programme.
pub fn figures_by_theme(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: impl IntoIterator<Item = ObservationId>,
    citations: &mut Citations,
) -> Vec<FigureGroup> {
    let themes = &view.programme(programme).themes;
    let mut groups: Vec<Vec<FigureRow>> = vec![Vec::new(); themes.len()];
    for id in ids {
        let indicator = view.indicator(view.observation(id).indicator);
        if indicator.programme == programme
            && let Some(group) = groups.get_mut(indicator.theme)
        {
            group.push(figure_row(view, id, citations));
        }
    }
    let named = themes.iter().zip(groups).filter(|(_, rows)| !rows.is_empty());
    named.map(|(theme, rows)| FigureGroup { name: view.say(&theme.names).to_owned(), rows }).collect()
}

/// A figure in one line.
pub fn figure_brief(view: &View<'_>, id: ObservationId) -> FigureBrief {
    let observation = view.observation(id);
    let unit = view.unit(observation.indicator);
    let href = view.link(Subject::Indicator(observation.indicator));
    FigureBrief {
        indicator: view.say(&view.indicator(observation.indicator).def.names).to_owned(),
        breakdown: breakdown_words(view, observation),
        value: figures::label(view, observation, unit, view.lang()),
        machine: figures::machine(observation),
        missing: observation.value.is_none(),
        nature: nature_words(view, observation.def.nature),
        href: href.map(|href| format!("{href}#{}", observation.def.id.value)),
    }
}

/// Whether all measurements are of parts, and none of the whole.
pub fn only_of_parts(view: &View<'_>, figures: &[ObservationId]) -> bool {
    let measured = || figures.iter().map(|id| view.observation(*id)).filter(|o| o.def.nature == Nature::Measured);
    measured().next().is_some() && measured().all(|observation| !observation.breakdown.is_empty())
}

/// Whether the document contradicts itself about a figure.
pub fn does_not_add_up(view: &View<'_>, id: ObservationId) -> bool {
    view.checks_of(id).any(|check| check.finding.verdict == Verdict::DoesNotHold)
}

/// What the document itself gets wrong about a figure, for its readers.
fn notes_on_sums(view: &View<'_>, id: ObservationId) -> Vec<Html> {
    view.checks_of(id)
        .filter(|check| check.finding.verdict == Verdict::DoesNotHold)
        .map(|check| {
            let result = check.finding.result().map(computed).unwrap_or_default();
            let stated = statement::html(view, &check.def.statement);
            let stated = stated.as_str();
            Html(match &check.def.note {
                Some(note) => {
                    let note = statement::html(view, note);
                    view.fill("arithmetic.does_not_add_up", &[("statement", stated), ("note", note.as_str())])
                }
                None => view.fill("arithmetic.computed", &[("statement", stated), ("value", &escape(&result))]),
            })
        })
        .collect()
}

fn breakdown_words(view: &View<'_>, observation: &LinkedObservation) -> Vec<String> {
    view.breakdown(observation).into_iter().map(|(_, value)| view.say(value).to_owned()).collect()
}

fn status_words(view: &View<'_>, status: Status) -> Option<String> {
    (status != Status::Ok).then(|| view.word(&format!("status.{}.name", status.code())))
}

fn nature_words(view: &View<'_>, nature: Nature) -> Option<String> {
    (nature != Nature::Measured).then(|| view.word(&format!("nature.{}", nature.code())))
}

fn flag_words(view: &View<'_>, def: &records::Observation) -> Vec<String> {
    let flags = [
        (def.worded, "flags.worded"),
        (def.counted, "flags.counted"),
        (def.repaired, "flags.repaired"),
        (def.derived, "flags.derived"),
    ];
    flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| view.word(word)).collect()
}
