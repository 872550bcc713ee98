//! The table of a place's indicators over the years: the latest, the one before, the
//! change, what is asked and whether that is met, and the way it went.

use serde_json::{Value as Json, json};

use crate::chart::Met;
use crate::parse::data::ProblemState;
use crate::plan::{ProblemList, Subject};
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::parts;
use crate::render::view::View;

/// The indicators of which there is more to say than one number: by theme, those with a
/// target in force or with two comparable years or more.
pub fn progress(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    let mut known: Vec<IndicatorId> =
        view.figures_of_place(place).into_iter().map(|id| view.observation(id).indicator).collect();
    known.dedup();
    known.retain(|id| view.indicator(*id).programme == programme);
    let themes = &view.programme(programme).themes;
    let mut groups: Vec<Vec<Json>> = vec![Vec::new(); themes.len()];
    for id in known {
        if let Some(row) = row(view, place, id) {
            groups[view.indicator(id).theme].push(row);
        }
    }
    let named = themes.iter().zip(groups).filter(|(_, rows)| !rows.is_empty());
    named.map(|(theme, rows)| json!({"name": view.say(&theme.names), "rows": rows})).collect()
}

fn row(view: &View<'_>, place: JurisdictionId, id: IndicatorId) -> Option<Json> {
    let latest = latest(view, place, id)?;
    let verdict = charts::target_verdict(view, place, id, latest);
    let years = view.steady_years(place, id);
    let previous = years.iter().rev().copied().find(|year| *year < latest && years.contains(&latest));
    if verdict.is_none() && previous.is_none() {
        return None;
    }
    let figure = |year: u16| view.figure_for(place, id, year);
    let now = figure(latest)?;
    let before = previous.and_then(figure);
    let seen = |id| charts::chart_figure(view, id, view.lang());
    let change = before.filter(|_| view.drawable(id)).and_then(|before| charts::difference(&seen(now), &seen(before)));
    let spark = charts::spark(view, place, id, &format!("k{}", id.0));
    Some(json!({
        "name": view.say(&view.indicator(id).def.names),
        "href": view.link(Subject::Indicator(id)),
        "latest": charts::figure_label(view, now, view.lang()),
        "latest_machine": figures::machine(view.observation(now)),
        "latest_year": parts::year_words(view, latest),
        "previous": before.map(|before| charts::figure_label(view, before, view.lang())),
        "previous_machine": before.map(|before| figures::machine(view.observation(before))),
        "previous_year": previous.map(|year| parts::year_words(view, year)),
        "change": change.map(|change| charts::change_words(change, view.unit(id), view.lang())),
        "target": verdict.as_ref().map(|verdict| &verdict.words),
        "met": verdict.as_ref().map(|verdict| match verdict.met {
            Met::Yes => view.word("targets.met.reached"),
            Met::No => view.word("targets.met.missed"),
            Met::Unknown => view.word("targets.met.unknown"),
        }),
        "reached": verdict.as_ref().is_some_and(|verdict| verdict.met == Met::Yes),
        "spark": spark.map(|(drawing, ..)| drawing),
    }))
}

/// The newest year of which a figure stands for the place, with a number that compares.
fn latest(view: &View<'_>, place: JurisdictionId, id: IndicatorId) -> Option<u16> {
    let years = view.figures(place, id).into_iter();
    let years = years.filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()));
    years.filter(|year| view.compares(place, id, *year)).max()
}

/// The problems named for a place, by year, each with its state.
pub fn problems(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    let mut years: Vec<u16> = view
        .problems(programme, ProblemList::All)
        .into_iter()
        .filter(|id| view.problem(*id).jurisdictions.contains(&place))
        .map(|id| view.problem(id).year)
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    years
        .into_iter()
        .map(|year| {
            let list = ProblemList::PlaceYear(year, place);
            let ids = view.problems(programme, list);
            let href = view.link(Subject::Problems(programme, list));
            let items: Vec<Json> = ids
                .iter()
                .map(|id| {
                    let (problem, state) = (view.problem(*id), parts::current_state(view, *id));
                    // Found again once, whatever became of it since.
                    let found_again = ProblemState::FoundAgain;
                    let again = state != found_again && problem.answers.iter().any(|a| a.state == found_again);
                    json!({
                        "text": view.say(&problem.def.text),
                        "href": view.link(Subject::Problem(*id)),
                        "again": again.then(|| json!({
                            "code": found_again.code(),
                            "mark": found_again.mark(),
                            "state": view.word(&format!("states.{}.name", found_again.code())),
                        })),
                        "code": state.code(),
                        "mark": state.mark(),
                        "state": view.word(&format!("states.{}.name", state.code())),
                    })
                })
                .collect();
            json!({
                "year": parts::year_words(view, year),
                "href": href,
                "states": parts::state_counts(view, &ids),
                "items": items,
            })
        })
        .collect()
}
