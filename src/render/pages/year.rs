//! A year of a programme: who evaluated whom, grades, achievements, reports, places, cases
//! and problems.

use schemars::JsonSchema;
use serde::Serialize;

use super::evaluation_passages::{EvaluationPassage, achievements};
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{EvaluationId, JurisdictionId, ProgrammeId};
use crate::render::frame::{self, Head};
use crate::render::html::Html;
use crate::render::links::{ChoiceLink, NamedLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    Citations, DocumentFacts, GradeBadge, PlacesOfGrade, ReportEntry, document_facts, grade_badge, grade_groups,
    place_year_link, report_entries, year_words,
};
use crate::render::statement;
use crate::render::view::View;

/// The page of a year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearPage {
    /// The year in words.
    pub year: String,
    /// The name of the programme.
    pub programme: String,
    /// The years of the programme, newest first.
    pub years: Vec<ChoiceLink>,
    /// The evaluations of the year.
    pub evaluations: Vec<YearEvaluation>,
    /// The reports of the year.
    pub reports: Vec<ReportEntry>,
    /// The frameworks by which reports are written.
    pub frameworks_href: Option<String>,
    /// Places with a page in the year that no evaluation of it covers.
    pub places: Vec<NamedLink>,
    /// How many cases there are of the year.
    pub cases: usize,
    /// The list of the year's cases.
    pub cases_href: Option<String>,
    /// How many problems there are of the year.
    pub problems: usize,
    /// The ledger of the year's problems.
    pub problems_href: Option<String>,
    /// The sources cited on the page, in the order of their numbers.
    pub sources: Vec<String>,
}

impl PageData for YearPage {
    const TEMPLATE: &'static str = "year.html";
}

/// An evaluation of the year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearEvaluation {
    /// The title of the bulletin.
    pub title: String,
    /// The page of the bulletin.
    pub href: Option<String>,
    /// The place whose government evaluates.
    pub evaluator: String,
    /// How many places were evaluated.
    pub subjects: usize,
    /// The day of publication, in words.
    pub published: Option<String>,
    /// The day of publication for machines: `2021-06-30`.
    pub published_datetime: Option<String>,
    /// The published document.
    pub document: Option<DocumentFacts>,
    /// How many problems the document names.
    pub problems: usize,
    /// Whether grades were published.
    pub graded: bool,
    /// The grades as issued, each with its places.
    pub grades: Vec<PlacesOfGrade>,
    /// A remark on the grades.
    pub grades_note: Option<Html>,
    /// What the document reports as done.
    pub achievements: Vec<EvaluationPassage>,
    /// The places that were evaluated, each a row of a table.
    pub rows: Vec<YearEvaluationRow>,
}

/// A place that was evaluated, as a row of a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearEvaluationRow {
    /// The name of the place.
    pub name: String,
    /// The page of the place in the year.
    pub href: Option<String>,
    /// The grade that it was given.
    pub grade: Option<GradeBadge>,
    /// How many cases of the place there are of the year.
    pub cases: usize,
    /// The list of these cases.
    pub cases_href: Option<String>,
}

/// A year: who evaluated whom, grades, bulletins, reports.
pub fn year(view: &View<'_>, programme: ProgrammeId, year: u16) -> Made {
    let words = year_words(view, year);
    let name = view.say(&view.programme(programme).names);
    let values = [("year", words.as_str()), ("programme", name)];
    let head = Head::new(view.fill("year.title", &values[..1]), view.fill("year.lede", &values));
    let head = head.crumb(words.clone(), None);
    let mut evaluations = view.evaluations(programme);
    evaluations.retain(|id| view.evaluation(*id).year() == year);
    let mut citations = Citations::default();
    let page = YearPage {
        programme: name.to_owned(),
        years: frame::years(view, programme)
            .into_iter()
            .map(|other| ChoiceLink {
                label: year_words(view, other),
                href: view.link(Subject::Year(programme, other)),
                current: other == year,
            })
            .collect(),
        evaluations: evaluations.iter().map(|id| year_evaluation(view, *id, &mut citations)).collect(),
        reports: report_entries(view, programme, Some(year), None),
        frameworks_href: view.link(Subject::Frameworks(programme)),
        places: places_without_evaluation(view, programme, year, &evaluations),
        cases: view.cases(programme, CaseList::Year(year)).len(),
        cases_href: view.link(Subject::Cases(programme, CaseList::Year(year), 1)),
        problems: view.problems(programme, ProblemList::Year(year)).len(),
        problems_href: view.link(Subject::Problems(programme, ProblemList::Year(year))),
        sources: citations.list(),
        year: words,
    };
    Made::new(head, &page)
}

fn year_evaluation(view: &View<'_>, id: EvaluationId, citations: &mut Citations) -> YearEvaluation {
    let evaluation = view.evaluation(id);
    let published = evaluation.def.published.as_ref();
    YearEvaluation {
        title: view.say(&evaluation.def.titles).to_owned(),
        href: view.link(Subject::Bulletin(id)),
        evaluator: view.say(&view.place(evaluation.evaluator).def.names).to_owned(),
        subjects: evaluation.subjects.len(),
        published: published.map(|date| date.words(view.lang())),
        published_datetime: published.map(|date| date.to_string()),
        document: evaluation.document.map(|id| document_facts(view, id)),
        problems: evaluation.problems.len(),
        graded: !evaluation.grades.is_empty(),
        grades: grade_groups(view, id),
        grades_note: evaluation.def.grades_note.as_ref().map(|note| statement::html(view, note)),
        achievements: achievements(view, id, citations),
        rows: evaluation.subjects.iter().map(|place| row(view, id, *place)).collect(),
    }
}

fn row(view: &View<'_>, id: EvaluationId, place: JurisdictionId) -> YearEvaluationRow {
    let evaluation = view.evaluation(id);
    let (programme, year) = (evaluation.programme, evaluation.year());
    let cases = CaseList::PlaceYear(year, place);
    YearEvaluationRow {
        name: view.say(&view.place(place).def.names).to_owned(),
        href: place_year_link(view, programme, year, place),
        grade: evaluation.grade_of(place).map(|grade| grade_badge(view, programme, grade)),
        cases: view.cases(programme, cases).len(),
        cases_href: view.link(Subject::Cases(programme, cases, 1)),
    }
}

/// Places with pages in a year that no evaluation of the year covers.
fn places_without_evaluation(
    view: &View<'_>,
    programme: ProgrammeId,
    year: u16,
    evaluations: &[EvaluationId],
) -> Vec<NamedLink> {
    let covered = |place: JurisdictionId| {
        evaluations.iter().any(|id| {
            let evaluation = view.evaluation(*id);
            evaluation.evaluator == place || evaluation.subjects.contains(&place)
        })
    };
    let places = view.pages(programme).places_of_year(year).iter().filter(|place| !covered(**place));
    let links = places.map(|place| NamedLink {
        name: view.say(&view.place(*place).def.names).to_owned(),
        href: view.link(Subject::PlaceYear(programme, year, *place)),
    });
    links.collect()
}
