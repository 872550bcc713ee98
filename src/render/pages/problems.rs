//! The ledger of problems: whole, by year, by place, by category.

use serde_json::{Value as Json, json};

use crate::parse::data::ProblemState;
use crate::plan::{ProblemList, Subject};
use crate::portal::{Problem, ProblemId, ProgrammeId, Voice};
use crate::render::figures;
use crate::render::parts::Citations;
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
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
        "states": parts::state_counts(view, &ids),
        "legend": legend(view),
        "matrix": matrix(view, programme, &ids),
        "groups": groups,
        "sources": citations.list(),
        "years": links(view, programme, list, years(view, programme).into_iter().map(ProblemList::Year)),
        "categories": links(view, programme, list, (0..view.programme(programme).categories.len()).map(ProblemList::Category)),
    });
    Made::untyped("problems.html", head, &data)
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
    let mut years: Vec<u16> =
        view.problems(programme, ProblemList::All).into_iter().map(|id| view.problem(id).year).collect();
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
pub fn parts::state_counts(view: &View<'_>, ids: &[ProblemId]) -> Vec<Json> {
    ProblemState::ALL
        .into_iter()
        .filter_map(|(code, state)| {
            let count = ids.iter().filter(|id| parts::current_state(view, **id) == state).count();
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
pub fn parts::current_state(view: &View<'_>, id: ProblemId) -> ProblemState {
    view.problem(id).answers.last().map_or(ProblemState::NotReported, |answer| answer.state)
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

/// Categories by how widely a problem is said to occur, with counts. Problems without a
/// category are not counted: no evaluator sorted them.
fn matrix(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId]) -> Option<Json> {
    let def = view.programme(programme);
    let ids: Vec<ProblemId> = ids.iter().copied().filter(|id| view.problem(*id).evaluation().is_some()).collect();
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
            let of: Vec<_> = ids.iter().filter(|id| view.problem(**id).category == Some(position)).collect();
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

/// The problems by who names them: by evaluation and category, then by report; each in
/// the order of the documents.
fn groups(view: &View<'_>, programme: ProgrammeId, ids: &[ProblemId], citations: &mut Citations) -> Vec<Json> {
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| view.problem(*id).voice.class());
    let mut groups: Vec<Json> = Vec::new();
    for id in ids {
        let heading = heading(view, programme, view.problem(id));
        if groups.last().is_none_or(|last| last["heading"] != heading["heading"]) {
            groups.push(heading);
        }
        if let Some(Json::Array(entries)) = groups.last_mut().and_then(|group| group.get_mut("entries")) {
            entries.push(entry(view, programme, id, citations));
        }
    }
    let mut voice = Json::Null;
    for group in &mut groups {
        group["first"] = json!(group["voice"] != voice);
        voice = group["voice"].clone();
    }
    groups
}

/// The heading of a group, its way to the document's page, and who speaks.
fn heading(view: &View<'_>, programme: ProgrammeId, problem: &Problem) -> Json {
    let year = parts::year_words(view, problem.year);
    let (heading, href, voice) = match problem.voice {
        Voice::Evaluation(id) => {
            let evaluator = view.say(&view.place(view.evaluation(id).evaluator).def.names);
            let categories = &view.programme(programme).categories;
            let category = problem.category.and_then(|position| categories.get(position));
            let category = category.map_or("", |category| view.say(&category.names));
            let values = [("year", year.as_str()), ("evaluator", evaluator), ("category", category)];
            (view.fill("problems.group", &values), view.link(Subject::Bulletin(id)), "evaluation")
        }
        Voice::Own(id) | Voice::Answered(id, _) => {
            let report = view.published_report(id);
            let place = view.say(&view.place(report.jurisdiction).def.names);
            let own = matches!(problem.voice, Voice::Own(_));
            let voice = if own { "own" } else { "answered" };
            let href = report.digest.and_then(|digest| view.link(Subject::Report(digest)));
            (view.fill(&format!("reports.problems.{voice}"), &[("place", place), ("year", &year)]), href, voice)
        }
    };
    json!({"heading": heading, "bulletin_href": href, "voice": voice, "entries": []})
}

/// One problem with its history.
pub fn entry(view: &View<'_>, programme: ProgrammeId, id: ProblemId, citations: &mut Citations) -> Json {
    let problem = view.problem(id);
    let def = view.programme(programme);
    let state = parts::current_state(view, id);
    let indicators: Vec<Json> = problem
        .indicators
        .iter()
        .map(|id| json!({"name": view.say(&view.indicator(*id).def.names), "href": view.link(Subject::Indicator(*id))}))
        .collect();
    let history: Vec<Json> = problem
        .answers
        .iter()
        .map(|answer| {
            let document = view.document_named(&answer.source.document);
            json!({
                "year": parts::year_words(view, answer.year),
                "code": answer.state.code(),
                "mark": answer.state.mark(),
                "state": view.word(&format!("states.{}.name", answer.state.code())),
                "inferred": answer.state_inferred,
                "text": answer.text.as_ref().map(|text| statement::html(view, text)),
                "cite": document.map(|document| citations.cite(view, document, &answer.source)),
            })
        })
        .collect();
    let voice = match problem.voice {
        Voice::Evaluation(_) => json!({"code": "evaluation"}),
        Voice::Own(_) => json!({"code": "own", "label": view.word("reports.problems.own_label")}),
        Voice::Answered(report, position) => {
            let answer = view.published_report(report).def.rectification.get(position);
            json!({
                "code": "answered",
                "label": view.word("reports.problems.answered_label"),
                "inferred": answer.is_some_and(|answer| answer.finding_inferred),
                "finder": answer.and_then(|answer| answer.finding_source.as_ref()).map(|text| view.say(text)),
            })
        }
    };
    let places: Vec<Json> =
        problem.jurisdictions.iter().map(|place| parts::place_link(view, programme, *place)).collect();
    json!({
        "id": problem.def.id.value,
        "href": view.link(Subject::Problem(id)).filter(|_| view.page().subject != Subject::Problem(id)),
        "text": statement::html(view, &problem.def.text),
        "year": parts::year_words(view, problem.year),
        "voice": voice,
        "category": problem.category.map(|category| view.say(&def.categories[category].names)),
        "theme": problem.theme.map(|theme| view.say(&def.themes[theme].names)),
        "extent": problem.extent.map(|extent| view.say(&def.extents[extent].names)),
        "quantifier": problem.def.quantifier,
        "applies_to": problem.def.applies_to.as_ref().map(|text| statement::html(view, text)),
        "places": places,
        "indicators": indicators,
        "code": state.code(),
        "mark": state.mark(),
        "state": view.word(&format!("states.{}.name", state.code())),
        "history": history,
        "cite": problem.document.map(|document| citations.cite(view, document, &problem.def.source)),
        "source": problem.document.map(|document| figures::source(view, document, &problem.def.source, view.lang())),
        "notes": statement::list(view, &problem.def.notes),
    })
}
