//! Two places side by side: indicator by indicator, in charts, and as they were evaluated.

use schemars::JsonSchema;
use serde::Serialize;

use super::compare_pair_rows::{PairRow, pair_rows, place_above};
use crate::plan::{ProblemList, Subject};
use crate::portal::{EvaluationId, JurisdictionId, ProblemId, ProgrammeId};
use crate::render::charts::{self, ChartFigure};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::LabelLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    GradeBadge, PlaceLink, current_state, grade_badge, pair_link, place_link, place_year_link, state_words, year_words,
};
use crate::render::statement;
use crate::render::view::View;

/// The page of two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparePairPage {
    /// The title: both places.
    pub title: String,
    /// The first place.
    pub a: PlaceLink,
    /// The second place.
    pub b: PlaceLink,
    /// The short name of the place to which both belong; none when they belong to two.
    pub whole: Option<String>,
    /// How many indicators both have in one year.
    pub compared: usize,
    /// The indicators that both have in one year, by theme.
    pub themes: Vec<PairTheme>,
    /// The other indicators of which at least one has a figure, by theme.
    pub one_sided: Vec<PairTheme>,
    /// How many these are.
    pub one_sided_count: usize,
    /// The charts of both places.
    pub charts: Vec<ChartFigure>,
    /// The evaluations that cover both places, newest first.
    pub evaluations: Vec<PairEvaluation>,
    /// Remarks of the editors on either place.
    pub notes: Vec<Html>,
    /// The other pairs of each place.
    pub others: [OtherPairs; 2],
}

/// The indicators of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairTheme {
    /// The theme.
    pub name: String,
    /// Its indicators.
    pub rows: Vec<PairRow>,
}

/// How both places came off in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairEvaluation {
    /// The year evaluated, in words.
    pub year: String,
    /// The title of the bulletin.
    pub title: String,
    /// The page of the bulletin.
    pub href: Option<String>,
    /// Both places, in the order of the page.
    pub sides: [PairSide; 2],
}

/// How one place came off in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairSide {
    /// The name of the place.
    pub name: String,
    /// The page of the place in the year.
    pub href: Option<String>,
    /// The grade that it was given.
    pub grade: Option<GradeBadge>,
    /// The problems named for it.
    pub problems: Vec<PairProblem>,
    /// The ledger of these problems.
    pub problems_href: Option<String>,
}

/// A problem named for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairProblem {
    /// The words of the document.
    pub text: String,
    /// The code of its state, for styles.
    pub code: String,
    /// The sign of its state.
    pub mark: String,
    /// Its state in words.
    pub state: String,
}

/// The other pairs of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherPairs {
    /// The name of the place.
    pub name: String,
    /// The other members of the group by their short names, each with the page of the pair.
    pub links: Vec<LabelLink>,
}

impl PageData for ComparePairPage {
    const TEMPLATE: &'static str = "compare_pair.html";
}

/// Two places.
pub fn compare_pair(view: &View<'_>, programme: ProgrammeId, a: JurisdictionId, b: JurisdictionId) -> Made {
    let [name_a, name_b] = [a, b].map(|place| view.say(&view.place(place).def.names));
    let values = [("a", name_a), ("b", name_b)];
    let title = view.fill("compare.pair_title", &values);
    let head = Head::new(title.clone(), view.fill("compare.pair_lede", &values))
        .crumb(view.word("menu.compare"), view.link(Subject::Compare(programme)))
        .crumb(title.clone(), None);
    let (both, one_sided) = pair_rows(view, programme, a, b);
    let places = [a, b];
    let notes = places.iter().flat_map(|place| &view.place(*place).def.notes);
    let page = ComparePairPage {
        title,
        a: place_link(view, programme, a),
        b: place_link(view, programme, b),
        whole: place_above(view, a, b).map(|place| view.say(&view.place(place).def.short).to_owned()),
        compared: both.len(),
        one_sided_count: one_sided.len(),
        themes: pair_themes(view, programme, both),
        one_sided: pair_themes(view, programme, one_sided),
        charts: charts::chart_figures(view),
        evaluations: pair_evaluations(view, programme, a, b),
        notes: notes.map(|note| statement::html(view, note)).collect(),
        others: [a, b].map(|here| other_pairs(view, programme, here, [a, b])),
    };
    Made::new(head, &page)
}

/// Rows, each with the position of its theme, by theme in the order of the programme.
fn pair_themes(view: &View<'_>, programme: ProgrammeId, rows: Vec<(usize, PairRow)>) -> Vec<PairTheme> {
    let themes = view.programme(programme).themes.iter();
    let mut groups: Vec<PairTheme> =
        themes.map(|theme| PairTheme { name: view.say(&theme.names).to_owned(), rows: Vec::new() }).collect();
    for (theme, row) in rows {
        if let Some(group) = groups.get_mut(theme) {
            group.rows.push(row);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// Grades and named problems of each evaluation of both, side by side.
fn pair_evaluations(
    view: &View<'_>,
    programme: ProgrammeId,
    a: JurisdictionId,
    b: JurisdictionId,
) -> Vec<PairEvaluation> {
    let evaluations = view.evaluations_of_place(programme, a).iter().copied();
    evaluations
        .filter(|id| view.evaluation(*id).subjects.contains(&b))
        .map(|id| {
            let evaluation = view.evaluation(id);
            PairEvaluation {
                year: year_words(view, evaluation.year()),
                title: view.say(&evaluation.def.titles).to_owned(),
                href: view.link(Subject::Bulletin(id)),
                sides: [a, b].map(|place| pair_side(view, id, place)),
            }
        })
        .collect()
}

fn pair_side(view: &View<'_>, id: EvaluationId, place: JurisdictionId) -> PairSide {
    let evaluation = view.evaluation(id);
    let (programme, year) = (evaluation.programme, evaluation.year());
    let list = ProblemList::PlaceYear(year, place);
    let problems = view.problems(programme, list).into_iter();
    let problems = problems.filter(|problem| view.problem(*problem).evaluation() == Some(id));
    PairSide {
        name: view.say(&view.place(place).def.names).to_owned(),
        href: place_year_link(view, programme, year, place),
        grade: evaluation.grade_of(place).map(|grade| grade_badge(view, programme, grade)),
        problems: problems.map(|problem| pair_problem(view, problem)).collect(),
        problems_href: view.link(Subject::Problems(programme, list)),
    }
}

fn pair_problem(view: &View<'_>, id: ProblemId) -> PairProblem {
    let state = current_state(view, id);
    PairProblem {
        text: view.say(&view.problem(id).def.text).to_owned(),
        code: state.code().to_owned(),
        mark: state.mark().to_owned(),
        state: state_words(view, state),
    }
}

/// The other pairs of a place.
fn other_pairs(
    view: &View<'_>,
    programme: ProgrammeId,
    here: JurisdictionId,
    shown: [JurisdictionId; 2],
) -> OtherPairs {
    let [a, b] = shown;
    let members = view.pair_group(a, b).map(|group| view.group(group).members.clone()).unwrap_or_default();
    let others = members.into_iter().filter(|other| !shown.contains(other));
    let links = others.filter_map(|other| {
        let href = pair_link(view, programme, here, other)?;
        Some(LabelLink { label: view.say(&view.place(other).def.short).to_owned(), href: Some(href) })
    });
    OtherPairs { name: view.say(&view.place(here).def.names).to_owned(), links: links.collect() }
}
