//! Places: the list of them, one over all years, one in a year.

use serde_json::{Value as Json, json};

use crate::plan::{CaseList, DataFile, ProblemList, Subject};
use crate::portal::{GroupId, JurisdictionId, ObservationId, ProgrammeId};
use crate::render::charts;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::parts::Citations;
use crate::render::statement;
use crate::render::view::View;

/// The places of a programme that have a profile, in the official order.
fn with_profile(view: &View<'_>, programme: ProgrammeId) -> Vec<JurisdictionId> {
    let mut places: Vec<JurisdictionId> = view
        .pages(programme)
        .pages
        .iter()
        .filter(|page| page.lang == view.lang())
        .filter_map(|page| match page.subject {
            Subject::Place(of, place) if of == programme => Some(place),
            _ => None,
        })
        .collect();
    places.sort();
    places
}

/// The years of a place that have a page, newest first.
fn years_of(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<u16> {
    let mut years: Vec<u16> = view
        .pages(programme)
        .pages
        .iter()
        .filter(|page| page.lang == view.lang())
        .filter_map(|page| match page.subject {
            Subject::PlaceYear(of, year, here) if of == programme && here == place => Some(year),
            Subject::Bulletin(id) => {
                let evaluation = view.evaluation(id);
                (evaluation.evaluator == place && evaluation.programme == programme).then(|| evaluation.year())
            }
            _ => None,
        })
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years
}

/// All places: each peer group on its map, then by their parents.
pub fn places(view: &View<'_>, programme: ProgrammeId) -> Made {
    let all = with_profile(view, programme);
    let groups: Vec<Json> = view
        .groups()
        .filter(|group| view.group(*group).members.iter().any(|member| all.contains(member)))
        .map(|group| {
            let mut tiles = charts::place_tiles(view, group, |place| view.link(Subject::Place(programme, place)));
            let def = view.group(group);
            let rows: Vec<Json> = def.members.iter().map(|place| row(view, programme, *place)).collect();
            let has = |field: &str| rows.iter().any(|row| row[field].as_array().is_some_and(|list| !list.is_empty()));
            tiles["graded"] = json!(has("grades"));
            tiles["reported"] = json!(has("reports"));
            tiles["with_cases"] = json!(rows.iter().any(|row| row["cases"] != json!(0)));
            // Members of one parent need not be told apart by it.
            tiles["mixed"] = json!(def.def.parent.is_none());
            tiles["notes"] = statement::list(view, &def.def.notes).into();
            tiles["rows"] = Json::Array(rows);
            tiles
        })
        .collect();
    let grouped: Vec<JurisdictionId> = view.groups().flat_map(|group| view.group(group).members.clone()).collect();
    let others: Vec<Json> =
        all.iter().filter(|place| !grouped.contains(place)).map(|place| row(view, programme, *place)).collect();
    let head = Head::new(view.word("places.title"), view.fill("places.lede", &[("n", &all.len().to_string())]))
        .crumb(view.word("menu.places"), None);
    Made::untyped("places.html", head, &json!({"groups": groups, "others": others}))
}

fn row(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Json {
    let def = &view.place(place).def;
    let cases: usize = years_of(view, programme, place)
        .into_iter()
        .map(|year| view.cases(programme, CaseList::PlaceYear(year, place)).len())
        .sum();
    json!({
        "name": view.say(&def.names),
        "href": view.link(Subject::Place(programme, place)),
        "code": def.code.as_ref().map(|code| &code.value),
        "parent": view.place(place).parent.map(|parent| view.say(&view.place(parent).def.names)),
        "grades": parts::grades_of_place(view, programme, place),
        "reports": parts::reports_of_place(view, programme, place),
        "figures": figures_of(view, programme, place).len(),
        "cases": cases,
    })
}

fn figures_of(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<ObservationId> {
    let figures = view.figures_of_place(place).into_iter();
    figures.filter(|id| view.indicator(view.observation(*id).indicator).programme == programme).collect()
}

/// A place over all years.
pub fn place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Made {
    let here = view.place(place);
    let name = view.say(&here.def.names);
    let mut citations = Citations::default();
    let of_place = figures_of(view, programme, place);
    let figure_count = of_place.len();
    let figures = parts::figures_by_theme(view, programme, of_place, &mut citations);
    let years = years_of(view, programme, place);
    let cases: Vec<Json> = years
        .iter()
        .flat_map(|year| view.cases(programme, CaseList::PlaceYear(*year, place)))
        .filter_map(|id| parts::case_entry(view, id))
        .collect();
    let within: Vec<Json> = with_profile(view, programme)
        .into_iter()
        .filter(|other| view.place(*other).parent == Some(place))
        .map(|other| parts::place_link(view, programme, other))
        .collect();
    let pairs: Vec<Json> = view
        .pair_group(place, place)
        .map(|group| view.group(group).members.clone())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|other| {
            let href = parts::pair_link(view, programme, place, other)?;
            Some(json!({"name": view.say(&view.place(other).def.short), "href": href}))
        })
        .collect();
    let mentioned = mentioned_in(view, programme, place);
    let mut head = Head::new(name, view.fill("place.lede", &[("place", name)]))
        .crumb(view.word("menu.places"), view.link(Subject::Places(programme)));
    if let Some(parent) = here.parent {
        head = head.crumb(view.say(&view.place(parent).def.names), view.link(Subject::Place(programme, parent)));
    }
    let head = head.crumb(name, None);
    let data = json!({
        "name": name,
        "code": here.def.code.as_ref().map(|code| &code.value),
        "level": view.word(&format!("levels.{}", here.def.level.name())),
        "placeholder": here.def.placeholder,
        "parent": here.parent.map(|parent| parts::place_link(view, programme, parent)),
        "notes": statement::list(view, &here.def.notes),
        "grades": parts::grades_of_place(view, programme, place),
        "years": years.iter().map(|year| json!({
            "label": parts::year_words(view, *year),
            "href": parts::place_year_link(view, programme, *year, place),
        })).collect::<Vec<_>>(),
        "figures": figures,
        "figure_count": figure_count,
        "progress": super::place_progress::place_progress(view, programme, place),
        "charts": charts::chart_figures(view),
        "problems": super::place_problems::place_problems(view, programme, place),
        "file": view.link(Subject::File(DataFile::Place(place))).filter(|_| figure_count > 0),
        "pairs": pairs,
        "sources": citations.list(),
        "cases": cases,
        "mentioned": mentioned,
        "reports": parts::report_entries(view, programme, None, Some(place)),
        "within": within,
        "peers": peers(view, programme, place),
    });
    Made::untyped("place.html", head, &data)
}

/// Cases of other places that are about this one or mention it.
fn mentioned_in(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    view.mentions(programme, place).into_iter().filter_map(|id| parts::case_entry(view, id)).collect()
}

/// The other members of the peer groups of a place.
fn peers(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    let groups: Vec<GroupId> = view.groups().filter(|group| view.group(*group).members.contains(&place)).collect();
    groups
        .into_iter()
        .map(|group| {
            let def = view.group(group);
            let members: Vec<Json> = def
                .members
                .iter()
                .filter(|member| **member != place)
                .map(|member| parts::place_link(view, programme, *member))
                .collect();
            json!({"name": view.say(&def.def.names), "places": members})
        })
        .collect()
}

/// A place in a year.
pub fn place_year(view: &View<'_>, programme: ProgrammeId, year: u16, place: JurisdictionId) -> Made {
    let name = view.say(&view.place(place).def.names);
    let year_words = parts::year_words(view, year);
    let mut citations = Citations::default();
    let of_year: Vec<ObservationId> = figures_of(view, programme, place)
        .into_iter()
        .filter(|id| view.observation(*id).def.period.is_some_and(|period| period.to == year))
        .collect();
    let figure_count = of_year.len();
    let figures = parts::figures_by_theme(view, programme, of_year, &mut citations);
    let evaluation = view.evaluations(programme).into_iter().find(|id| {
        let evaluation = view.evaluation(*id);
        evaluation.year() == year && evaluation.subjects.contains(&place)
    });
    let cases: Vec<Json> = view
        .cases(programme, CaseList::PlaceYear(year, place))
        .into_iter()
        .filter_map(|id| parts::case_entry(view, id))
        .collect();
    let problems: Vec<Json> = view
        .problems(programme, ProblemList::PlaceYear(year, place))
        .into_iter()
        .map(|id| parts::problem_entry(view, programme, id, &mut citations))
        .collect();
    let title = view.fill("place_year.title", &[("place", name), ("year", &year_words)]);
    let head = Head::new(title.clone(), view.fill("place_year.lede", &[("place", name), ("year", &year_words)]))
        .crumb(year_words.clone(), view.link(Subject::Year(programme, year)))
        .crumb(name, None);
    let years = years_of(view, programme, place);
    let data = json!({
        "title": title,
        "name": name,
        "year": year_words,
        "place_href": view.link(Subject::Place(programme, place)),
        "grade": evaluation.and_then(|id| view.evaluation(id).grade_of(place)).map(|g| parts::grade_badge(view, programme, g)),
        "evaluation": evaluation.map(|id| json!({
            "title": view.say(&view.evaluation(id).def.titles),
            "href": view.link(Subject::Bulletin(id)),
            "graded": !view.evaluation(id).grades.is_empty(),
            "evaluator": view.say(&view.place(view.evaluation(id).evaluator).def.names),
            "problems": view.evaluation(id).problems.len(),
            "problems_href": view.link(Subject::Problems(programme, ProblemList::Year(year))),
            "document": view.evaluation(id).document.map(|id| parts::document_facts(view, id)),
        })),
        "figures": figures,
        "figure_count": figure_count,
        "cases": cases,
        "problems": problems,
        "reports": parts::report_entries(view, programme, Some(year), Some(place)),
        "sources": citations.list(),
        "notes": statement::list(view, &view.place(place).def.notes),
        "other_years": years.iter().filter(|other| **other != year).map(|other| json!({
            "label": parts::year_words(view, *other),
            "href": parts::place_year_link(view, programme, *other, place),
        })).collect::<Vec<_>>(),
        "others": evaluation.map(|id| view.evaluation(id).subjects.iter().filter(|other| **other != place).map(|other| json!({
            "name": view.say(&view.place(*other).def.short),
            "href": parts::place_year_link(view, programme, year, *other),
        })).collect::<Vec<_>>()),
    });
    Made::untyped("place_year.html", head, &data)
}
