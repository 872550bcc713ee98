//! The bulletin of an evaluation: the text, and beside it what the data holds of the
//! document: grades, stages, achievements, problems, places, figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::evaluation_passages::{EvaluationPassage, achievements, demands};
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{EvaluationId, JurisdictionId, ProblemId, ProgrammeId};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::LabelLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, DocumentFacts, FigureRow, GradeBadge, LegalBasis, NarrativeBody, PlacesOfGrade, StageEntry,
    bulletin_text, document_facts, figure_row, grade_badge, grade_groups, legal_basis, narrative_body, place_year_link,
    stage_entries, year_words,
};
use crate::render::prose::Setting;
use crate::render::statement;
use crate::render::view::View;

/// The page of a bulletin.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BulletinPage {
    /// The title of the bulletin.
    pub title: String,
    /// The place whose government evaluates.
    pub evaluator: String,
    /// The year evaluated, in words.
    pub year: String,
    /// The published document.
    pub document: Option<DocumentFacts>,
    /// The day of publication, in words.
    pub published: Option<String>,
    /// The day of publication for machines: `2021-06-30`.
    pub published_datetime: Option<String>,
    /// The text, where there is one.
    pub narrative: Option<NarrativeBody>,
    /// The grades as issued, each with its places; empty when none were published.
    pub grades: Vec<PlacesOfGrade>,
    /// A remark on the grades.
    pub grades_note: Option<Html>,
    /// The stages of the evaluation.
    pub stages: Vec<StageEntry>,
    /// The table of the stages of all years and places.
    pub course_href: Option<String>,
    /// The documents on which the evaluation rests.
    pub legal_basis: Vec<LegalBasis>,
    /// What the document reports as done.
    pub achievements: Vec<EvaluationPassage>,
    /// What the document asks for.
    pub demands: Vec<EvaluationPassage>,
    /// The problems that the document names, counted by category.
    pub categories: Vec<CategoryCount>,
    /// How many problems the document names.
    pub problem_count: usize,
    /// The ledger of the year's problems.
    pub problems_href: Option<String>,
    /// The places that were evaluated.
    pub places: Vec<EvaluatedPlace>,
    /// How many cases there are of the year.
    pub cases: usize,
    /// The list of the year's cases.
    pub cases_href: Option<String>,
    /// The figures that the text gives.
    pub figures: Vec<FigureRow>,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
    /// Remarks of the editors on the evaluation.
    pub notes: Vec<Html>,
    /// The same evaluator's evaluation before.
    pub previous: Option<LabelLink>,
    /// The same evaluator's evaluation after.
    pub next: Option<LabelLink>,
}

impl PageData for BulletinPage {
    const TEMPLATE: &'static str = "bulletin.html";
}

/// How many problems are of one category.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CategoryCount {
    /// The name of the category.
    pub name: String,
    /// The ledger of the category's problems.
    pub href: Option<String>,
    /// How many problems are of it.
    pub count: usize,
}

/// A place that was evaluated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EvaluatedPlace {
    /// The name of the place.
    pub name: String,
    /// The page of the place in the year.
    pub href: Option<String>,
    /// The grade that it was given.
    pub grade: Option<GradeBadge>,
}

/// The bulletin of an evaluation.
pub fn bulletin(view: &View<'_>, id: EvaluationId) -> Made {
    let evaluation = view.evaluation(id);
    let programme = evaluation.programme;
    let year = evaluation.year();
    let in_words = year_words(view, year);
    let title = view.say(&evaluation.def.titles);
    let evaluator = view.say(&view.place(evaluation.evaluator).def.names);
    let text = bulletin_text(view, id);
    let mut citations = Citations::default();
    let narrative = text.and_then(|text| narrative_body(view, text, Setting { numbered: true, ..Setting::default() }));
    let head = Head::new(title, view.fill("bulletin.lede", &[("year", &in_words), ("evaluator", evaluator)]))
        .crumb(in_words.clone(), view.link(Subject::Year(programme, year)))
        .crumb(evaluator, None)
        .untranslated(narrative.as_ref().is_some_and(|narrative| narrative.foreign));
    let figures = text.map(|text| view.figures_in(text)).unwrap_or_default();
    let figures = figures.into_iter().map(|figure| figure_row(view, figure, &mut citations)).collect();
    let achievements = achievements(view, id, &mut citations);
    let demands = demands(view, id, &mut citations);
    let problems = problems_of(view, id);
    let published = evaluation.def.published.as_ref();
    let page = BulletinPage {
        title: title.to_owned(),
        evaluator: evaluator.to_owned(),
        document: evaluation.document.map(|id| document_facts(view, id)),
        published: published.map(|date| date.words(view.lang())),
        published_datetime: published.map(|date| date.to_string()),
        narrative,
        grades: grade_groups(view, id),
        grades_note: evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
        stages: stage_entries(view, programme, &evaluation.def.stages, evaluation.document),
        course_href: view.link(Subject::Frameworks(programme)).map(|href| format!("{href}#part-course")),
        legal_basis: legal_basis(view, programme, evaluation.evaluator),
        achievements,
        demands,
        categories: count_categories(view, programme, &problems),
        problem_count: problems.len(),
        problems_href: view.link(Subject::Problems(programme, ProblemList::Year(year))),
        places: evaluation.subjects.iter().map(|place| evaluated_place(view, id, *place)).collect(),
        cases: view.cases(programme, CaseList::Year(year)).len(),
        cases_href: view.link(Subject::Cases(programme, CaseList::Year(year), 1)),
        figures,
        sources: citations.list(),
        notes: statement::list(view, &evaluation.def.notes),
        previous: neighbour(view, id, true),
        next: neighbour(view, id, false),
        year: in_words,
    };
    Made::new(head, &page)
}

/// The problems that an evaluation names.
fn problems_of(view: &View<'_>, id: EvaluationId) -> Vec<ProblemId> {
    let evaluation = view.evaluation(id);
    let problems = view.problems(evaluation.programme, ProblemList::Year(evaluation.year())).into_iter();
    problems.filter(|problem| view.problem(*problem).evaluation() == Some(id)).collect()
}

fn evaluated_place(view: &View<'_>, id: EvaluationId, place: JurisdictionId) -> EvaluatedPlace {
    let evaluation = view.evaluation(id);
    EvaluatedPlace {
        name: view.say(&view.place(place).def.names).to_owned(),
        href: place_year_link(view, evaluation.programme, evaluation.year(), place),
        grade: evaluation.grade_of(place).map(|grade| grade_badge(view, evaluation.programme, grade)),
    }
}

/// The same evaluator's evaluation before or after.
fn neighbour(view: &View<'_>, id: EvaluationId, before: bool) -> Option<LabelLink> {
    let here = view.evaluation(id);
    let others = view.evaluations(here.programme).into_iter().filter(|other| {
        let other = view.evaluation(*other);
        let side = if before { other.year() < here.year() } else { other.year() > here.year() };
        other.evaluator == here.evaluator && side
    });
    let nearest = others.min_by_key(|other| view.evaluation(*other).year().abs_diff(here.year()))?;
    Some(LabelLink {
        label: year_words(view, view.evaluation(nearest).year()),
        href: view.link(Subject::Bulletin(nearest)),
    })
}

/// Problems by the categories of their programme, those that occur only.
pub fn count_categories(view: &View<'_>, programme: ProgrammeId, problems: &[ProblemId]) -> Vec<CategoryCount> {
    let categories = &view.programme(programme).categories;
    categories
        .iter()
        .enumerate()
        .filter_map(|(position, category)| {
            let count = problems.iter().filter(|id| view.problem(**id).category == Some(position)).count();
            (count > 0).then(|| CategoryCount {
                name: view.say(&category.names).to_owned(),
                href: view.link(Subject::Problems(programme, ProblemList::Category(position))),
                count,
            })
        })
        .collect()
}
