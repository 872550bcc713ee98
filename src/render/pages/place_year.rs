//! A place in a year.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{EvaluationId, JurisdictionId, ProgrammeId};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::{LabelLink, NamedLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    CaseEntry, Citations, DocumentFacts, FigureGroup, GradeBadge, ProblemEntry, ReportEntry, case_entry,
    document_facts, figures_by_theme, grade_badge, place_year_link, problem_entry, programme_figures_of_place,
    report_entries, year_words, years_of_place,
};
use crate::render::statement;
use crate::render::view::View;

/// A place in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceYearPage {
    /// The title: place and year.
    pub title: String,
    /// The full name of the place.
    pub name: String,
    /// The year in words.
    pub year: String,
    /// The page of the place.
    pub place_href: Option<String>,
    /// The grade that it was given.
    pub grade: Option<GradeBadge>,
    /// The evaluation of the year that covers the place.
    pub evaluation: Option<PlaceYearEvaluation>,
    /// Its figures of the year by theme.
    pub figures: Vec<FigureGroup>,
    /// How many figures these are.
    pub figure_count: usize,
    /// Its cases of the year.
    pub cases: Vec<CaseEntry>,
    /// The problems named for it in the year.
    pub problems: Vec<ProblemEntry>,
    /// Its reports of the year.
    pub reports: Vec<ReportEntry>,
    /// The sources that are cited.
    pub sources: Vec<String>,
    /// What is doubtful about the place.
    pub notes: Vec<Html>,
    /// Its other years, newest first.
    pub other_years: Vec<LabelLink>,
    /// The other places that were evaluated in the year.
    pub others: Vec<NamedLink>,
}

impl PageData for PlaceYearPage {
    const TEMPLATE: &'static str = "place_year.html";
}

/// The evaluation of a year that covers a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceYearEvaluation {
    /// The title of its bulletin.
    pub title: String,
    /// The page of the bulletin.
    pub href: Option<String>,
    /// The bulletin gives grades.
    pub graded: bool,
    /// Who evaluated.
    pub evaluator: String,
    /// How many problems it names.
    pub problems: usize,
    /// The page of these problems.
    pub problems_href: Option<String>,
    /// The document of the bulletin.
    pub document: Option<DocumentFacts>,
}

/// A place in a year.
pub fn place_year(view: &View<'_>, programme: ProgrammeId, year: u16, place: JurisdictionId) -> Made {
    let name = view.say(&view.place(place).def.names);
    let words = year_words(view, year);
    let mut citations = Citations::default();
    let mut figures = programme_figures_of_place(view, programme, place);
    figures.retain(|id| view.observation(*id).def.period.is_some_and(|period| period.to == year));
    let figure_count = figures.len();
    let figures = figures_by_theme(view, programme, figures, &mut citations);
    let evaluations = view.evaluations_of_place(programme, place).iter().copied();
    let evaluation = evaluations.into_iter().find(|id| view.evaluation(*id).year() == year);
    let grade = evaluation.and_then(|id| view.evaluation(id).grade_of(place));
    let cases = view.cases(programme, CaseList::PlaceYear(year, place)).into_iter();
    let problems = view.problems(programme, ProblemList::PlaceYear(year, place)).into_iter();
    let problems = problems.map(|id| problem_entry(view, programme, id, &mut citations)).collect();
    let title = view.fill("place_year.title", &[("place", name), ("year", &words)]);
    let head = Head::new(title.clone(), view.fill("place_year.lede", &[("place", name), ("year", &words)]))
        .crumb(words.clone(), view.link(Subject::Year(programme, year)))
        .crumb(name, None);
    let data = PlaceYearPage {
        title,
        name: name.to_owned(),
        year: words,
        place_href: view.link(Subject::Place(programme, place)),
        grade: grade.map(|grade| grade_badge(view, programme, grade)),
        evaluation: evaluation.map(|id| place_year_evaluation(view, id)),
        figures,
        figure_count,
        cases: cases.filter_map(|id| case_entry(view, id)).collect(),
        problems,
        reports: report_entries(view, programme, Some(year), Some(place)),
        sources: citations.list(),
        notes: statement::list(view, &view.place(place).def.notes),
        other_years: other_years(view, programme, year, place),
        others: evaluation.map(|id| other_places(view, id, place)).unwrap_or_default(),
    };
    Made::new(head, &data)
}

fn place_year_evaluation(view: &View<'_>, id: EvaluationId) -> PlaceYearEvaluation {
    let evaluation = view.evaluation(id);
    let problems = Subject::Problems(evaluation.programme, ProblemList::Year(evaluation.year()));
    PlaceYearEvaluation {
        title: view.say(&evaluation.def.titles).to_owned(),
        href: view.link(Subject::Bulletin(id)),
        graded: !evaluation.grades.is_empty(),
        evaluator: view.say(&view.place(evaluation.evaluator).def.names).to_owned(),
        problems: evaluation.problems.len(),
        problems_href: view.link(problems),
        document: evaluation.document.map(|id| document_facts(view, id)),
    }
}

/// The other years of a place that have a page.
fn other_years(view: &View<'_>, programme: ProgrammeId, here: u16, place: JurisdictionId) -> Vec<LabelLink> {
    let years = years_of_place(view, programme, place).into_iter().filter(|year| *year != here);
    let links = years
        .map(|year| LabelLink { label: year_words(view, year), href: place_year_link(view, programme, year, place) });
    links.collect()
}

/// The other places that an evaluation covers.
fn other_places(view: &View<'_>, id: EvaluationId, here: JurisdictionId) -> Vec<NamedLink> {
    let evaluation = view.evaluation(id);
    let others = evaluation.subjects.iter().filter(|other| **other != here).map(|other| NamedLink {
        name: view.say(&view.place(*other).def.short).to_owned(),
        href: place_year_link(view, evaluation.programme, evaluation.year(), *other),
    });
    others.collect()
}
