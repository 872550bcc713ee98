//! One problem at its permanent address: who named it, and what the documents of all years
//! say of it, each step with its document and the place in it.

use serde_json::{Value as Json, json};

use crate::parse::data::SourceRef;
use crate::plan::{ProblemList, Subject};
use crate::portal::{JurisdictionId, Problem, ProblemId, Voice};
use crate::render::figures;
use crate::render::parts::Citations;
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::view::View;

/// A problem and its history.
pub fn problem(view: &View<'_>, id: ProblemId) -> Made {
    let problem = view.problem(id);
    let programme = problem.programme;
    let year = parts::year_words(view, problem.year);
    let mut citations = Citations::default();
    let entry = parts::problem_entry(view, programme, id, &mut citations);
    let text = view.say(&problem.def.text);
    let list = ProblemList::Year(problem.year);
    let head = Head::new(text, view.fill("problem.lede", &[("text", text), ("year", &year)]))
        .crumb(view.word("menu.problems"), view.link(Subject::Problems(programme, ProblemList::All)))
        .crumb(year.clone(), view.link(Subject::Problems(programme, list)))
        .crumb(problem.def.id.value.clone(), None);
    let (finder, document_href) = finder(view, problem);
    let mut figures = problem.observations.clone();
    if let Voice::Answered(report, position) = problem.voice {
        figures.extend(view.published_report(report).rectification.get(position).into_iter().flatten());
    }
    let figures: Vec<Json> = figures.into_iter().map(|id| parts::figure_brief(view, id)).collect();
    let ledger = view.link(Subject::Problems(programme, list));
    let category = problem.category.and_then(|category| {
        let href = view.link(Subject::Problems(programme, ProblemList::Category(category)));
        let name = view.say(&view.programme(programme).categories[category].names);
        Some(json!({"name": name, "href": href?}))
    });
    let data = json!({
        "title": text,
        "html": statement::html(view, &problem.def.text),
        "year": year,
        "entry": entry,
        "finder": finder,
        "document_href": document_href,
        "category": category,
        "steps": steps(view, problem, &mut citations),
        "figures": figures,
        "ledger_href": ledger.map(|href| format!("{href}#{}", problem.def.id.value)),
        "near": near(view, id),
        "sources": citations.list(),
    });
    Made::untyped("problem.html", head, &data)
}

/// Who names the problem, and the page of the document that does.
fn finder(view: &View<'_>, problem: &Problem) -> (String, Option<String>) {
    match problem.voice {
        Voice::Evaluation(id) => {
            let evaluator = view.say(&view.place(view.evaluation(id).evaluator).def.names);
            (evaluator.to_owned(), view.link(Subject::Bulletin(id)))
        }
        Voice::Own(id) | Voice::Answered(id, _) => {
            let report = view.published_report(id);
            let place = view.say(&view.place(report.jurisdiction).def.names);
            let href = report.digest.and_then(|digest| view.link(Subject::Report(digest)));
            (place.to_owned(), href)
        }
    }
}

/// What the documents say, oldest first: the finding, then each answer.
fn steps(view: &View<'_>, problem: &Problem, citations: &mut Citations) -> Vec<Json> {
    let mut step = |year: u16, source: &SourceRef| {
        let document = view.document_named(&source.document);
        json!({
            "year": parts::year_words(view, year),
            "document": document.map(|id| parts::document_facts(view, id)),
            "source": document.map(|id| figures::source(view, id, source, view.lang())),
            "cite": document.map(|id| citations.cite(view, id, source)),
        })
    };
    let mut steps = Vec::new();
    let mut found = step(problem.year, &problem.def.source);
    // A finding known only from its answer is told with that answer.
    if !matches!(problem.voice, Voice::Answered(..)) {
        found["found"] = json!(true);
        steps.push(found);
    }
    for answer in &problem.answers {
        let mut said = step(answer.year, &answer.source);
        said["code"] = json!(answer.state.code());
        said["mark"] = json!(answer.state.mark());
        said["state"] = json!(view.word(&format!("states.{}.name", answer.state.code())));
        said["inferred"] = json!(answer.state_inferred);
        said["text"] = json!(answer.text.as_ref().map(|text| statement::html(view, text)));
        steps.push(said);
    }
    steps
}

/// Problems of other years on an indicator of this one, by the same voice. No document says
/// that they are the same problem.
fn near(view: &View<'_>, id: ProblemId) -> Vec<Json> {
    let here = view.problem(id);
    view.problems(here.programme, ProblemList::All)
        .into_iter()
        .filter(|other| {
            let other = view.problem(*other);
            let shared = other.indicators.iter().any(|indicator| here.indicators.contains(indicator));
            shared && other.year != here.year && speaker(view, other) == speaker(view, here)
        })
        .map(|other| {
            let href = view.link(Subject::Problem(other));
            let other = view.problem(other);
            json!({
                "text": view.say(&other.def.text),
                "year": parts::year_words(view, other.year),
                "href": href,
            })
        })
        .collect()
}

/// The place whose documents speak of a problem.
fn speaker(view: &View<'_>, problem: &Problem) -> JurisdictionId {
    match problem.voice {
        Voice::Evaluation(id) => view.evaluation(id).evaluator,
        Voice::Own(id) | Voice::Answered(id, _) => view.published_report(id).jurisdiction,
    }
}
