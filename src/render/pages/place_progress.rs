//! The table of a place's indicators over the years: the latest, the one before, the
//! change, what is asked and whether that is met, and the way it went.

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::Met;
use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::html::Html;
use crate::render::parts::year_words;
use crate::render::view::View;

/// The indicators of a theme that went some way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgressGroup {
    /// The theme.
    pub name: String,
    /// Its indicators.
    pub rows: Vec<ProgressRow>,
}

/// What the rows have something of, so that no column of a table is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgressColumns {
    /// At least one has a figure before the latest.
    pub previous: bool,
    /// At least one has a target.
    pub target: bool,
    /// At least one has a course of years.
    pub course: bool,
    /// How many columns the table has.
    pub columns: usize,
}

/// What the rows have something of.
pub fn progress_columns(groups: &[ProgressGroup]) -> ProgressColumns {
    let any = |has: fn(&ProgressRow) -> bool| groups.iter().flat_map(|group| &group.rows).any(has);
    let previous = any(|row| row.previous.is_some());
    let target = any(|row| row.target.is_some());
    let course = any(|row| row.spark.is_some());
    let columns = 2 + usize::from(previous) * 2 + usize::from(target) * 2 + usize::from(course);
    ProgressColumns { previous, target, course, columns }
}

/// The way of a place in an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgressRow {
    /// The indicator.
    pub name: String,
    /// The page of the indicator.
    pub href: Option<String>,
    /// The latest figure.
    pub latest: String,
    /// The same as a plain decimal.
    pub latest_machine: String,
    /// The year of the latest figure, in words.
    pub latest_year: String,
    /// The figure before that can be set beside it.
    pub previous: Option<String>,
    /// The same as a plain decimal.
    pub previous_machine: Option<String>,
    /// The year of the figure before, in words.
    pub previous_year: Option<String>,
    /// The change between the two, in words.
    pub change: Option<String>,
    /// What is asked of the place, in words.
    pub target: Option<String>,
    /// Whether the latest figure meets that, in words.
    pub met: Option<String>,
    /// It meets it for certain.
    pub reached: bool,
    /// The years as a small drawing in SVG.
    pub spark: Option<Html>,
}

/// The indicators of which there is more to say than one number: by theme, those with a
/// target in force or with two comparable years or more.
pub fn place_progress(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<ProgressGroup> {
    let mut known: Vec<IndicatorId> =
        view.figures_of_place(place).into_iter().map(|id| view.observation(id).indicator).collect();
    known.dedup();
    known.retain(|id| view.indicator(*id).programme == programme);
    let themes = &view.programme(programme).themes;
    let mut groups: Vec<Vec<ProgressRow>> = vec![Vec::new(); themes.len()];
    for id in known {
        if let Some(row) = progress_row(view, place, id) {
            groups[view.indicator(id).theme].push(row);
        }
    }
    let named = themes.iter().zip(groups).filter(|(_, rows)| !rows.is_empty());
    named.map(|(theme, rows)| ProgressGroup { name: view.say(&theme.names).to_owned(), rows }).collect()
}

fn progress_row(view: &View<'_>, place: JurisdictionId, id: IndicatorId) -> Option<ProgressRow> {
    let latest = latest_year(view, place, id)?;
    let verdict = charts::target_verdict(view, place, id, latest);
    let years = view.steady_years(place, id);
    let previous = years.iter().rev().copied().find(|year| *year < latest && years.contains(&latest));
    if verdict.is_none() && previous.is_none() {
        return None;
    }
    let now = view.figure_for(place, id, latest)?;
    let before = previous.and_then(|year| view.figure_for(place, id, year));
    let seen = |id| charts::chart_figure(view, id, view.lang());
    let change = before.filter(|_| view.drawable(id)).and_then(|before| charts::difference(&seen(now), &seen(before)));
    let spark = charts::spark(view, place, id, &format!("k{}", id.0));
    let met = verdict.as_ref().map(|verdict| verdict.met);
    Some(ProgressRow {
        name: view.say(&view.indicator(id).def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
        latest: charts::figure_label(view, now, view.lang()),
        latest_machine: figures::machine(view.observation(now)),
        latest_year: year_words(view, latest),
        previous: before.map(|before| charts::figure_label(view, before, view.lang())),
        previous_machine: before.map(|before| figures::machine(view.observation(before))),
        previous_year: previous.map(|year| year_words(view, year)),
        change: change.map(|change| charts::change_words(change, view.unit(id), view.lang())),
        target: verdict.map(|verdict| verdict.words),
        met: met.map(|met| met_words(view, met)),
        reached: met == Some(Met::Yes),
        spark: spark.map(|(drawing, ..)| drawing),
    })
}

fn met_words(view: &View<'_>, met: Met) -> String {
    view.word(match met {
        Met::Yes => "targets.met.reached",
        Met::No => "targets.met.missed",
        Met::Unknown => "targets.met.unknown",
    })
}

/// The newest year of which a figure stands for the place, with a number that compares.
fn latest_year(view: &View<'_>, place: JurisdictionId, id: IndicatorId) -> Option<u16> {
    let years = view.figures(place, id).into_iter();
    let years = years.filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()));
    years.filter(|year| view.compares(place, id, *year)).max()
}
