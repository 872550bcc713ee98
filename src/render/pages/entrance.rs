//! The ways in: choice of language, home, a programme's entrance, the page not found.

use serde_json::{Value as Json, json};

use crate::i18n::Lang;
use crate::plan::{CaseList, DataFile, ProblemList, Subject};
use crate::portal::{EvaluationId, GroupId, ProgrammeId};
use crate::render::charts;
use crate::render::frame;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::statement;
use crate::render::view::View;

/// The least part of a bar, in tenths of a percent, on which its mark has room on a phone.
const LABELLED: usize = 80;

/// The choice of language, at the root.
pub fn chooser(view: &View<'_>) -> Made {
    let languages: Vec<Json> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let site = view.site();
            json!({
                "tag": lang.tag(),
                "name": lang.autonym(),
                "href": view.link_in(Subject::Home, lang),
                "site": site.map(|site| site.names.get(lang).clone()),
                "tagline": site.map(|site| site.tagline.get(lang).clone()),
            })
        })
        .collect();
    let title = languages.iter().filter_map(|l| l["site"].as_str()).collect::<Vec<_>>().join(" · ");
    Made::untyped("chooser.html", Head::new(title.clone(), title), &json!({ "languages": languages }))
}

/// The page for addresses that do not exist. Servers show it at any address, so its
/// links go to the root when that is known.
pub fn not_found(view: &View<'_>) -> Made {
    let english = view.words_in(Lang::En);
    let languages: Vec<Json> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let words = view.words_in(lang);
            json!({
                "tag": lang.tag(),
                "title": words.plain("not_found.title"),
                "text": words.plain("not_found.text"),
                "home": words.plain("not_found.home"),
                "site_map": words.plain("not_found.site_map"),
                "href": absolute(view, Subject::Home, lang),
                "site_map_href": absolute(view, Subject::SiteMap, lang),
            })
        })
        .collect();
    let title = view.word("not_found.title");
    let description = english.plain("not_found.title");
    Made::untyped("404.html", Head::new(title, description), &json!({ "languages": languages }))
}

fn absolute(view: &View<'_>, subject: Subject, lang: Lang) -> Option<String> {
    match (view.base_url(), view.address(subject, lang)) {
        (Some(base), Some(address)) => Some(format!("{base}{address}")),
        _ => view.link_in(subject, lang),
    }
}

/// The home page: the default programme's newest results, and the way to the others.
pub fn home(view: &View<'_>) -> Made {
    let title = view.site().map(|site| view.say(&site.names)).unwrap_or_default();
    let tagline = view.site().map(|site| view.say(&site.tagline)).unwrap_or_default();
    let Some(programme) = view.default_programme() else {
        return Made::untyped("home.html", Head::new(title, tagline), &json!({}));
    };
    let mut data = entrance(view, programme, view.focus());
    data["others"] = Json::Array(
        view.programmes()
            .filter(|id| *id != programme)
            .map(|id| {
                let def = view.programme(id);
                json!({
                    "name": view.say(&def.names),
                    "description": view.say(&def.description),
                    "href": view.link(Subject::Programme(id)),
                })
            })
            .collect(),
    );
    Made::untyped("home.html", Head::new(title, tagline), &data)
}

/// The entrance of a programme that is not the default one.
pub fn programme(view: &View<'_>, id: ProgrammeId) -> Made {
    let def = view.programme(id);
    let mut data = entrance(view, id, None);
    data["others"] = json!([]);
    data["about"] = about(view, id);
    let head = Head::new(view.say(&def.names), view.say(&def.description)).crumb(view.say(&def.short), None);
    Made::untyped("home.html", head, &data)
}

/// What is known of a programme that has no evaluations here: its stages, basis, themes
/// and doubts.
fn about(view: &View<'_>, id: ProgrammeId) -> Json {
    let def = view.programme(id);
    json!({
        "process": def.process.iter().map(|stage| json!({
            "name": view.say(&stage.names),
            "actor": stage.actor.as_ref().map(|text| view.say(text)),
            "description": stage.description.as_ref().map(|text| statement::html(view, text)),
            "product": stage.product.as_ref().map(|text| statement::html(view, text)),
        })).collect::<Vec<_>>(),
        "basis": def.legal_basis.iter().filter_map(|basis| Some(json!({
            "document": parts::document_facts(view, view.document_named(&basis.document)?),
            "sets": basis.sets.as_ref().map(|text| statement::html(view, text)),
            "note": basis.note.as_ref().map(|text| statement::html(view, text)),
        }))).collect::<Vec<_>>(),
        "themes": def.themes.iter().map(|theme| view.say(&theme.names)).collect::<Vec<_>>(),
        "notes": statement::list(view, &def.notes),
    })
}

fn entrance(view: &View<'_>, programme: ProgrammeId, focus: Option<GroupId>) -> Json {
    let def = view.programme(programme);
    let evaluations = view.evaluations(programme);
    let latest: Vec<Json> = evaluations.iter().take(2).map(|id| bulletin_card(view, *id)).collect();
    let group = focus.or_else(|| evaluations.iter().find_map(|id| view.evaluation(*id).peers));
    let tiles =
        group.map(|group| charts::place_tiles(view, group, |place| view.link(Subject::Place(programme, place))));
    let cases = view.cases(programme, CaseList::All);
    let newest: Vec<Json> = spread(&cases, 3).into_iter().filter_map(|id| parts::case_entry(view, id)).collect();
    json!({
        "programme": view.say(&def.names),
        "description": view.say(&def.description),
        "latest": latest,
        "years": frame::years(view, programme).into_iter().map(|year| json!({
            "year": parts::year_words(view, year),
            "href": view.link(Subject::Year(programme, year)),
        })).collect::<Vec<_>>(),
        "tiles": tiles,
        "findings": group.map(|group| super::findings::findings(view, programme, group)).unwrap_or_default(),
        "problems": problem_counts(view, programme),
        "cases": newest,
        "updates": super::updates::updates(view, programme),
        "archive_href": view.link(Subject::File(DataFile::Archive)),
        "case_count": cases.len(),
        "cases_href": view.link(Subject::Cases(programme, CaseList::All, 1)),
        "indicators_href": view.link(Subject::Indicators(programme)),
        "frameworks_href": view.link(Subject::Frameworks(programme)),
        "places_href": view.link(Subject::Places(programme)),
        "data_href": view.link(Subject::Data),
        "reports": parts::report_entries(view, programme, None, None),
    })
}

/// A few of many, evenly from the whole list, so that not one place fills them all.
fn spread<T: Copy>(all: &[T], wanted: usize) -> Vec<T> {
    let step = (all.len() / wanted.max(1)).max(1);
    all.iter().step_by(step).take(wanted).copied().collect()
}

/// An evaluation on the entrance page.
pub fn bulletin_card(view: &View<'_>, id: EvaluationId) -> Json {
    let evaluation = view.evaluation(id);
    json!({
        "title": view.say(&evaluation.def.titles),
        "href": view.link(Subject::Bulletin(id)),
        "evaluator": view.say(&view.place(evaluation.evaluator).def.names),
        "year": parts::year_words(view, evaluation.year()),
        "year_href": view.link(Subject::Year(evaluation.programme, evaluation.year())),
        "published": evaluation.def.published.as_ref().map(|date| date.words(view.lang())),
        "published_datetime": evaluation.def.published.as_ref().map(|date| date.to_string()),
        "subjects": evaluation.subjects.len(),
        "problems": evaluation.problems.len(),
        "grades": parts::grade_groups(view, id),
        "grades_note": evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
    })
}

/// The problems of the newest evaluation that names some, by category.
fn problem_counts(view: &View<'_>, programme: ProgrammeId) -> Option<Json> {
    let mut of_year = view.problems(programme, ProblemList::All);
    of_year.retain(|id| view.problem(*id).evaluation().is_some());
    let newest = of_year.iter().map(|id| view.problem(*id).year).max()?;
    of_year.retain(|id| view.problem(*id).year == newest);
    let def = view.programme(programme);
    let categories: Vec<Json> = def
        .categories
        .iter()
        .enumerate()
        .filter_map(|(position, category)| {
            let count = of_year.iter().filter(|id| view.problem(**id).category == Some(position)).count();
            (count > 0).then(|| {
                json!({
                    "name": view.say(&category.names),
                    "href": view.link(Subject::Problems(programme, ProblemList::Category(position))),
                    "count": count,
                })
            })
        })
        .collect();
    let states = parts::state_counts(view, &of_year);
    Some(json!({
        "year": parts::year_words(view, newest),
        "href": view.link(Subject::Problems(programme, ProblemList::Year(newest))),
        "count": of_year.len(),
        "categories": categories,
        "bar": bar(&states, of_year.len()),
        "states": states,
    }))
}

/// A bar of counts, one piece after the other: where each begins and how wide it is, in
/// tenths of a percent of the whole, so that the pieces end where the bar ends.
fn bar(states: &[Json], total: usize) -> Vec<Json> {
    let share = |count: usize| count * 1000 / total.max(1);
    let percent = |tenths: usize| format!("{}.{}%", tenths / 10, tenths % 10);
    let mut before = 0;
    let pieces = states.iter().map(|state| {
        let count = state["count"].as_u64().map_or(0, |count| count as usize);
        let (from, to) = (share(before), share(before + count));
        before += count;
        json!({
            "code": state["code"],
            "mark": state["mark"],
            "from": percent(from),
            "width": percent(to - from),
            "middle": percent((from + to) / 2),
            "labelled": to - from >= LABELLED,
        })
    });
    pieces.collect()
}
