//! The ledger of problems: whole, by year, by place, by category.

use serde_json::{Value as Json, json};

use super::parts;
use super::{Head, Made};
use crate::parse::data::ProblemState;
use crate::plan::{ProblemList, Subject};
use crate::portal::{ProblemId, ProgrammeId};
use crate::render::figures::{self, Citations};
use crate::render::view::View;

/// A list of problems.
pub fn problems(view: &View<'_>, programme: ProgrammeId, list: ProblemList) -> Made {
    let ids = view.problems(programme, list);
    let (title, scope) = title(view, programme, list);
    let all = Subject::Problems(programme, ProblemList::All);
    let mut head = Head::new(title.clone(), view.fill("problems.lede", &[("n", &ids.len().to_string())]));
    if list != ProblemList::All {
        head = head.crumb(view.word("menu.problems"), view.link(all));
    }
    head = head.crumb(scope, None);
    let mut citations = Citations::default();
    let groups = groups(view, programme, &ids, &mut citations);
    let data = json!({
        "title": title,
        "count": ids.len(),
        "whole": list == ProblemList::All,
        "states": state_counts(view, &ids),
        "legend": legend(view),
        "matrix": matrix(view, programme, &ids),
        "groups": groups,
        "sources": citations.list(),
        "years": links(view, programme, list, years(view, programme).into_iter().map(ProblemList::Year)),
        "categories": links(view, programme, list, (0..view.programme(programme).categories.len()).map(ProblemList::Category)),
    });
    Made { template: "problems.html", head, data }
}

fn title(view: &View<'_>, programme: ProgrammeId, list: ProblemList) -> (String, String) {
    match list {
        ProblemList::All => (view.word("problems.title"), view.word("menu.problems")),
        ProblemList::Year(year) => {
            let year = parts::year_words(view, year);
            (view.fill("problems.title_year", &[("year", &year)]), year)
        }
        ProblemList::PlaceYear(year, place) => {
            let year = parts::year_words(view, year);
            let place = view.say(&view.place(place).def.names);
            (view.fill("problems.title_place", &[("place", place), ("year", &year)]), format!("{place} {year}"))
        }
        ProblemList::Category(category) => {
            let name = view.say(&view.programme(programme).categories[category].names);
            (view.fill("problems.title_category", &[("category", name)]), name.to_owned())
        }
    }
}

fn years(view: &View<'_>, programme: ProgrammeId) -> Vec<u16> {
    let mut years: Vec<u16> = view
        .problems(programme, ProblemList::All)
        .into_iter()
        .map(|id| view.evaluation(view.problem(id).evaluation).year())
        .collect();
    years.dedup();
    years
}

fn links(
    view: &View<'_>,
    programme: ProgrammeId,
    current: ProblemList,
    lists: impl Iterator<Item = ProblemList>,
) -> Vec<Json> {
    lists
        .filter_map(|list| {
            let href = view.link(Subject::Problems(programme, list))?;
            let (_, label) = title(view, programme, list);
            let count = view.problems(programme, list).len();
            Some(json!({"label": label, "href": href, "count": count, "current": list == current}))
        })
        .collect()
}

/// How many problems stand in each state, those that occur only.
pub fn state_counts(view: &View<'_>, ids: &[ProblemId]) -> Vec<Json> {
    ProblemState::ALL
        .into_iter()
        .filter_map(|(code, state)| {
            let count = ids.iter().filter(|id| current_state(view, **id) == state).count();
            (count > 0).then(|| {
                json!({
                    "code": code,
                    "mark": state.mark(),
                    "name": view.word(&format!("states.{code}.name")),
                    "count": count,
                })
            })
        })
        .collect()
}

/// The state that the newest document gives; not reported when none speaks of it.
pub fn current_state(view: &View<'_>, id: ProblemId) -> ProblemState {
    let problem = view.problem(id);
    let newest = problem.answers.last().and_then(|(evaluation, answer)| {
        view.evaluation(*evaluation).def.answers.get(*answer).map(|answer| answer.state)
    });
    newest.unwrap_or(ProblemState::NotReported)
}

fn legend(view: &View<'_>) -> Vec<Json> {
    ProblemState::ALL
        .into_iter()
        .map(|(code, state)| {
            json!({
                "code": code,
                "mark": state.mark(),
                "name": view.word(&format!("states.{code}.name")),
                "meaning": view.word(&format!("states.{code}.meaning")),
            })
        })
        .collect()
}

/// Categories by how widely a problem is said to occur, with counts; for problems that
/// name places, places by categories.
fn matrix(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId]) -> Option<Json> {
    let def = view.programme(programme);
    if def.extents.is_empty() || ids.len() < 2 {
        return None;
    }
    let mut columns: Vec<Option<usize>> = (0..def.extents.len()).map(Some).collect();
    columns.push(None);
    columns.retain(|extent| ids.iter().any(|id| view.problem(*id).extent == *extent));
    let rows: Vec<Json> = def
        .categories
        .iter()
        .enumerate()
        .filter_map(|(position, category)| {
            let of: Vec<_> = ids.iter().filter(|id| view.problem(**id).category == position).collect();
            if of.is_empty() {
                return None;
            }
            let cells: Vec<usize> = columns
                .iter()
                .map(|extent| of.iter().filter(|id| view.problem(***id).extent == *extent).count())
                .collect();
            Some(json!({
                "name": view.say(&category.names),
                "href": view.link(Subject::Problems(programme, ProblemList::Category(position))),
                "cells": cells,
                "total": of.len(),
            }))
        })
        .collect();
    let heads: Vec<String> = columns
        .iter()
        .map(|extent| match extent {
            Some(extent) => view.say(&def.extents[*extent].names).to_owned(),
            None => view.word("problems.no_extent"),
        })
        .collect();
    Some(json!({"heads": heads, "rows": rows, "total": ids.len()}))
}

/// The problems by evaluation and category, in the order of the documents.
fn groups(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId], citations: &mut Citations) -> Vec<Json> {
    let def = view.programme(programme);
    let mut groups: Vec<(String, Option<String>, Vec<Json>)> = Vec::new();
    for id in ids {
        let problem = view.problem(*id);
        let evaluation = view.evaluation(problem.evaluation);
        let year = parts::year_words(view, evaluation.year());
        let evaluator = view.say(&view.place(evaluation.evaluator).def.names);
        let category = view.say(&def.categories[problem.category].names);
        let heading = view.fill("problems.group", &[("year", &year), ("evaluator", evaluator), ("category", category)]);
        if groups.last().is_none_or(|(last, ..)| *last != heading) {
            groups.push((heading, view.link(Subject::Bulletin(problem.evaluation)), Vec::new()));
        }
        if let Some((.., entries)) = groups.last_mut() {
            entries.push(entry(view, programme, *id, citations));
        }
    }
    groups
        .into_iter()
        .map(|(heading, href, entries)| json!({"heading": heading, "bulletin_href": href, "entries": entries}))
        .collect()
}

/// One problem with its history.
pub fn entry(view: &View<'_>, programme: ProgrammeId, id: ProblemId, citations: &mut Citations) -> Json {
    let problem = view.problem(id);
    let def = view.programme(programme);
    let state = current_state(view, id);
    let year = view.evaluation(problem.evaluation).year();
    let indicators: Vec<Json> = problem
        .indicators
        .iter()
        .map(|id| json!({"name": view.say(&view.indicator(*id).def.names), "href": view.link(Subject::Indicator(*id))}))
        .collect();
    let history: Vec<Json> = problem
        .answers
        .iter()
        .filter_map(|(evaluation, answer)| {
            let evaluation_def = &view.evaluation(*evaluation).def;
            let answer = evaluation_def.answers.get(*answer)?;
            let document = view.document_named(&answer.source.document);
            Some(json!({
                "year": parts::year_words(view, evaluation_def.year),
                "code": answer.state.code(),
                "mark": answer.state.mark(),
                "state": view.word(&format!("states.{}.name", answer.state.code())),
                "text": answer.text.as_ref().map(|text| view.say(text)),
                "cite": document.map(|document| citations.cite(view, document, &answer.source)),
            }))
        })
        .collect();
    let places: Vec<Json> =
        problem.jurisdictions.iter().map(|place| parts::place_link(view, programme, *place)).collect();
    json!({
        "id": problem.def.id.value,
        "text": view.say(&problem.def.text),
        "year": parts::year_words(view, year),
        "category": view.say(&def.categories[problem.category].names),
        "theme": problem.theme.map(|theme| view.say(&def.themes[theme].names)),
        "extent": problem.extent.map(|extent| view.say(&def.extents[extent].names)),
        "quantifier": problem.def.quantifier,
        "applies_to": problem.def.applies_to.as_ref().map(|text| view.say(text)),
        "places": places,
        "indicators": indicators,
        "code": state.code(),
        "mark": state.mark(),
        "state": view.word(&format!("states.{}.name", state.code())),
        "history": history,
        "cite": problem.document.map(|document| citations.cite(view, document, &problem.def.source)),
        "source": problem.document.map(|document| figures::source(view, document, &problem.def.source, view.lang())),
        "notes": problem.def.notes.iter().map(|note| view.say(note)).collect::<Vec<_>>(),
    })
}
