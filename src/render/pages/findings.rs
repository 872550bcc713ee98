//! The findings of an entrance: the charts that show the most values, each with its title,
//! small enough to stand beside others.

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::{self, ChartKind, Size};
use crate::plan::{Drawing, Subject};
use crate::portal::{GroupId, IndicatorId, ProgrammeId};
use crate::render::charts;
use crate::render::html::Html;
use crate::render::view::View;

/// A chart as a title, a small drawing or one number, and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntranceFinding {
    /// The title of the chart: what it shows.
    pub title: String,
    /// What is drawn: indicator, places, years, unit.
    pub sub: String,
    /// The drawing for narrow screens; none where its rows are too many to stand here.
    pub drawing: Option<Html>,
    /// The number in place of the drawing, large.
    pub number: Option<String>,
    /// What the number counts or is of, in a word or two.
    pub note: Option<String>,
    /// The indicator.
    pub indicator: String,
    /// The chart on the page of the indicator.
    pub href: String,
}

/// How many findings an entrance shows.
const SHOWN: usize = 3;

/// The most rows of bars that stand beside the drawings of other findings.
const ROWS: usize = 8;

/// A chart that could be a finding.
struct Candidate<'w> {
    indicator: IndicatorId,
    group: GroupId,
    drawing: &'w Drawing,
    /// How many values it shows.
    values: usize,
}

/// Of the charts of a programme's indicators, those that show the most values; of each
/// indicator one, and a group that was not shown yet before one that was. Titles and
/// numbers are those of the chart on the indicator's page, so that they are in its table
/// and its file too.
pub fn findings(view: &View<'_>, programme: ProgrammeId) -> Vec<EntranceFinding> {
    let mut candidates: Vec<Candidate<'_>> =
        view.indicators(programme).filter_map(|indicator| fullest(view, indicator)).collect();
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.values));
    let mut found = Vec::new();
    let mut groups: Vec<GroupId> = Vec::new();
    while found.len() < SHOWN && !candidates.is_empty() {
        let fresh = candidates.iter().position(|candidate| !groups.contains(&candidate.group)).unwrap_or(0);
        let chosen = candidates.remove(fresh);
        if let Some(finding) = finding(view, &chosen) {
            groups.push(chosen.group);
            found.push(finding);
        }
    }
    found
}

/// The chart of an indicator that shows the most values: places in a year, or over years.
fn fullest<'w>(view: &View<'w>, indicator: IndicatorId) -> Option<Candidate<'w>> {
    let drawings = view.drawings(Subject::Indicator(indicator)).iter();
    let candidates = drawings.filter_map(|drawing| {
        let shows = matches!(drawing.request.kind, ChartKind::Bar | ChartKind::Amount | ChartKind::Trend);
        let group = drawing.request.group.filter(|_| shows)?;
        let members = &view.group(group).members;
        let of_year = |year: &u16| members.iter().filter(|place| view.compares(**place, indicator, *year)).count();
        let values = drawing.request.years.iter().map(of_year).sum();
        Some(Candidate { indicator, group, drawing, values })
    });
    candidates.max_by_key(|candidate| (candidate.values, std::cmp::Reverse(candidate.drawing.number)))
}

fn finding(view: &View<'_>, candidate: &Candidate<'_>) -> Option<EntranceFinding> {
    let chart = charts::chart(view, &candidate.drawing.request, None, view.lang())?;
    let href = view.link(Subject::Indicator(candidate.indicator))?;
    let small = candidate.drawing.request.kind == ChartKind::Trend || chart.drawn.rows.len() <= ROWS;
    let number = if small { None } else { charts::finding_number(view, &chart) };
    let drawing = small.then(|| {
        let id = format!("n{}-{}", candidate.indicator.0, candidate.drawing.number);
        Html(chart::svg(&charts::scene(&chart, Size::Phone), &id))
    });
    let (number, note) = number.unzip();
    (drawing.is_some() || number.is_some()).then(|| EntranceFinding {
        title: chart.full.title.clone(),
        sub: chart.full.subtitle.clone(),
        drawing,
        number,
        note,
        indicator: view.say(&view.indicator(candidate.indicator).def.names).to_owned(),
        href: format!("{href}#f{}", candidate.drawing.number),
    })
}
