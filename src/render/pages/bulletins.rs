//! Years, bulletins and reports.

use serde_json::{Value as Json, json};

use crate::parse::NarrativeKind;
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{EvaluationId, JurisdictionId, NarrativeId, ProgrammeId};
use crate::render::figures;
use crate::render::parts::Citations;
use crate::render::frame;
use crate::render::prose::{self, Setting, escape};
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::view::View;

/// A year: who evaluated whom, grades, bulletins, reports.
pub fn year(view: &View<'_>, programme: ProgrammeId, year: u16) -> Made {
    let words = parts::year_words(view, year);
    let name = view.say(&view.programme(programme).names);
    let evaluations: Vec<EvaluationId> =
        view.evaluations(programme).into_iter().filter(|id| view.evaluation(*id).year() == year).collect();
    let cards: Vec<Json> = evaluations.iter().map(|id| evaluation_card(view, *id)).collect();
    let reports = report_entries(view, programme, Some(year), None);
    let places = places_without_evaluation(view, programme, year, &evaluations);
    let head = Head::new(
        view.fill("year.title", &[("year", &words)]),
        view.fill("year.lede", &[("year", &words), ("programme", name)]),
    )
    .crumb(words.clone(), None);
    let data = json!({
        "year": words,
        "programme": name,
        "years": year_links(view, programme, year),
        "evaluations": cards,
        "reports": reports,
        "frameworks_href": view.link(Subject::Frameworks(programme)),
        "places": places,
        "cases": view.cases(programme, CaseList::Year(year)).len(),
        "cases_href": view.link(Subject::Cases(programme, CaseList::Year(year), 1)),
        "problems": view.problems(programme, ProblemList::Year(year)).len(),
        "problems_href": view.link(Subject::Problems(programme, ProblemList::Year(year))),
    });
    Made::untyped("year.html", head, &data)
}

/// The years of a programme, the current one marked.
pub fn year_links(view: &View<'_>, programme: ProgrammeId, current: u16) -> Vec<Json> {
    frame::years(view, programme)
        .into_iter()
        .map(|year| {
            json!({
                "label": parts::year_words(view, year),
                "href": view.link(Subject::Year(programme, year)),
                "current": year == current,
            })
        })
        .collect()
}

fn evaluation_card(view: &View<'_>, id: EvaluationId) -> Json {
    let mut card = super::entrance::bulletin_card(view, id);
    let evaluation = view.evaluation(id);
    let programme = evaluation.programme;
    let year = evaluation.year();
    let rows: Vec<Json> = evaluation
        .subjects
        .iter()
        .map(|place| {
            let cases = view.cases(programme, CaseList::PlaceYear(year, *place)).len();
            json!({
                "name": view.say(&view.place(*place).def.names),
                "href": parts::place_year_link(view, programme, year, *place),
                "grade": evaluation.grade_of(*place).map(|grade| parts::grade_badge(view, programme, grade)),
                "cases": cases,
                "cases_href": view.link(Subject::Cases(programme, CaseList::PlaceYear(year, *place), 1)),
            })
        })
        .collect();
    card["rows"] = Json::Array(rows);
    card["graded"] = json!(!evaluation.grades.is_empty());
    card["document"] = json!(evaluation.document.map(|id| parts::document_facts(view, id)));
    card
}

/// Places with pages in a year that no evaluation of the year covers.
fn places_without_evaluation(
    view: &View<'_>,
    programme: ProgrammeId,
    year: u16,
    evaluations: &[EvaluationId],
) -> Vec<Json> {
    let covered = |place: JurisdictionId| {
        evaluations.iter().any(|id| {
            let evaluation = view.evaluation(*id);
            evaluation.evaluator == place || evaluation.subjects.contains(&place)
        })
    };
    let mut places: Vec<JurisdictionId> = view
        .pages(programme)
        .pages
        .iter()
        .filter(|page| page.lang == view.lang())
        .filter_map(|page| match page.subject {
            Subject::PlaceYear(of, in_year, place) if of == programme && in_year == year => Some(place),
            _ => None,
        })
        .filter(|place| !covered(*place))
        .collect();
    places.sort();
    places
        .into_iter()
        .map(|place| {
            json!({
                "name": view.say(&view.place(place).def.names),
                "href": view.link(Subject::PlaceYear(programme, year, place)),
            })
        })
        .collect()
}

/// The reports of a programme, by year and place when they are given.
pub fn report_entries(
    view: &View<'_>,
    programme: ProgrammeId,
    year: Option<u16>,
    place: Option<JurisdictionId>,
) -> Vec<Json> {
    view.texts(programme)
        .into_iter()
        .filter_map(|id| {
            let identity = view.identity(id);
            let wanted = identity.kind == NarrativeKind::Report
                && year.is_none_or(|year| identity.year == year)
                && place.is_none_or(|place| identity.jurisdiction == Some(place));
            wanted.then(|| {
                let card = view.card(id);
                json!({
                    "title": card.title(),
                    "summary": card.summary(),
                    "tag": card.text_lang().tag(),
                    "foreign": card.text_lang() != view.lang(),
                    "href": view.link(Subject::Report(id)),
                    "year": parts::year_words(view, card.year()),
                    "place": card.jurisdiction().map(|place| parts::place_link(view, programme, place)),
                    "kind": parts::kind_of_digest(view, programme, id),
                })
            })
        })
        .collect()
}

/// The bulletin of an evaluation.
pub fn bulletin(view: &View<'_>, id: EvaluationId) -> Made {
    let evaluation = view.evaluation(id);
    let programme = evaluation.programme;
    let year = evaluation.year();
    let year_words = parts::year_words(view, year);
    let evaluator = view.say(&view.place(evaluation.evaluator).def.names);
    let text = view.texts(programme).into_iter().find(|text| {
        let identity = view.identity(*text);
        identity.kind == NarrativeKind::Bulletin
            && identity.year == year
            && identity.jurisdiction == Some(evaluation.evaluator)
    });
    let mut citations = Citations::default();
    let narrative = text.map(|text| narrative(view, text, Setting { numbered: true }));
    let untranslated = narrative.as_ref().is_some_and(|narrative| narrative["foreign"] == json!(true));
    let figures: Vec<Json> = text
        .map(|text| view.figures_in(text))
        .unwrap_or_default()
        .into_iter()
        .map(|figure| parts::figure_row(view, figure, &mut citations))
        .collect();
    let problems = view.problems(programme, ProblemList::Year(year));
    let problems: Vec<_> =
        problems.into_iter().filter(|problem| view.problem(*problem).evaluation() == Some(id)).collect();
    let head = Head::new(
        view.say(&evaluation.def.titles),
        view.fill("bulletin.lede", &[("year", &year_words), ("evaluator", evaluator)]),
    )
    .crumb(year_words.clone(), view.link(Subject::Year(programme, year)))
    .crumb(evaluator, None)
    .untranslated(untranslated);
    let data = json!({
        "title": view.say(&evaluation.def.titles),
        "evaluator": evaluator,
        "year": year_words,
        "document": evaluation.document.map(|id| parts::document_facts(view, id)),
        "published": evaluation.def.published.as_ref().map(|date| date.words(view.lang())),
        "published_datetime": evaluation.def.published.as_ref().map(|date| date.to_string()),
        "narrative": narrative,
        "grades": parts::grade_groups(view, id),
        "grades_note": evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
        "stages": stages(view, id),
        "course_href": view.link(Subject::Frameworks(programme)).map(|href| format!("{href}#part-course")),
        "legal_basis": legal_basis(view, programme, evaluation.evaluator),
        "categories": problem_categories(view, programme, &problems),
        "problem_count": problems.len(),
        "problems_href": view.link(Subject::Problems(programme, ProblemList::Year(year))),
        "places": evaluation.subjects.iter().map(|place| json!({
            "name": view.say(&view.place(*place).def.names),
            "href": parts::place_year_link(view, programme, year, *place),
            "grade": evaluation.grade_of(*place).map(|grade| parts::grade_badge(view, programme, grade)),
        })).collect::<Vec<_>>(),
        "cases": view.cases(programme, CaseList::Year(year)).len(),
        "cases_href": view.link(Subject::Cases(programme, CaseList::Year(year), 1)),
        "figures": figures,
        "sources": citations.list(),
        "notes": statement::list(view, &evaluation.def.notes),
        "previous": neighbour(view, id, true),
        "next": neighbour(view, id, false),
    });
    Made::untyped("bulletin.html", head, &data)
}

/// The same evaluator's evaluation before or after.
fn neighbour(view: &View<'_>, id: EvaluationId, before: bool) -> Option<Json> {
    let here = view.evaluation(id);
    let others = view.evaluations(here.programme).into_iter().filter(|other| {
        let other = view.evaluation(*other);
        let side = if before { other.year() < here.year() } else { other.year() > here.year() };
        other.evaluator == here.evaluator && side
    });
    let nearest = others.min_by_key(|other| view.evaluation(*other).year().abs_diff(here.year()))?;
    Some(json!({
        "label": parts::year_words(view, view.evaluation(nearest).year()),
        "href": view.link(Subject::Bulletin(nearest)),
    }))
}

fn stages(view: &View<'_>, id: EvaluationId) -> Vec<Json> {
    let evaluation = view.evaluation(id);
    parts::stage_entries(view, evaluation.programme, &evaluation.def.stages, evaluation.document)
}

/// The documents on which an evaluation of a place rests.
pub fn legal_basis(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    let mut here = Some(place);
    let mut within = Vec::new();
    while let Some(id) = here {
        within.push(view.place(id).def.slug.value.as_str());
        here = view.place(id).parent;
    }
    view.programme(programme)
        .legal_basis
        .iter()
        .filter(|basis| basis.jurisdiction.as_ref().is_none_or(|place| within.contains(&place.value.as_str())))
        .filter_map(|basis| {
            let document = parts::document_facts(view, view.document_named(&basis.document)?);
            Some(json!({
                "document": document,
                "sets": basis.sets.as_ref().map(|text| statement::html(view, text)),
                "note": basis.note.as_ref().map(|text| statement::html(view, text)),
            }))
        })
        .collect()
}

fn problem_categories(view: &View<'_>, programme: ProgrammeId, problems: &[crate::portal::ProblemId]) -> Vec<Json> {
    let categories = &view.programme(programme).categories;
    categories
        .iter()
        .enumerate()
        .filter_map(|(position, category)| {
            let count = problems.iter().filter(|id| view.problem(**id).category == Some(position)).count();
            (count > 0).then(|| {
                json!({
                    "name": view.say(&category.names),
                    "count": count,
                    "href": view.link(Subject::Problems(programme, ProblemList::Category(position))),
                })
            })
        })
        .collect()
}

/// A narrative for a page: its HTML, contents and language.
pub fn narrative(view: &View<'_>, id: NarrativeId, setting: Setting) -> Json {
    let Some((text, lang)) = view.body(id) else { return Json::Null };
    let contents: Vec<Json> = text
        .def
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| json!({"text": heading.text, "anchor": heading.anchor, "level": heading.level}))
        .collect();
    json!({
        "html": prose::html(view, text, lang, setting),
        "tag": lang.tag(),
        "foreign": lang != view.lang(),
        "title": text.def.fields.title.value,
        "summary": text.def.fields.summary.as_ref().map(|summary| &summary.value),
        "notes": text.def.fields.notes.iter().map(|note| escape(note)).collect::<Vec<_>>(),
        "contents": nested(contents),
        "long": text.def.headings.iter().filter(|heading| heading.level == 2).count() >= 4,
    })
}

/// Headings of the third level inside those of the second.
fn nested(flat: Vec<Json>) -> Vec<Json> {
    let mut nested: Vec<Json> = Vec::new();
    for heading in flat {
        match nested.last_mut() {
            Some(last) if heading["level"] == json!(3) => {
                if let Some(Json::Array(children)) = last.get_mut("children") {
                    children.push(heading);
                }
            }
            _ => {
                let mut heading = heading;
                heading["children"] = json!([]);
                nested.push(heading);
            }
        }
    }
    nested
}
