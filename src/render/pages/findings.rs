//! The findings of an entrance: the charts that compare the most places, each as one
//! number and its sentence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::ChartKind;
use crate::plan::{Drawing, Subject};
use crate::portal::{GroupId, IndicatorId, ProgrammeId};
use crate::render::charts;
use crate::render::parts::year_words;
use crate::render::view::View;

/// A chart as one number and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntranceFinding {
    /// The number, large.
    pub number: String,
    /// What the number counts or is of, in a word or two.
    pub note: String,
    /// The indicator.
    pub indicator: String,
    /// The chart on the page of the indicator.
    pub href: String,
    /// The year, and the title of the chart as a sentence.
    pub sentence: String,
}

/// How many findings an entrance shows.
const SHOWN: usize = 3;

/// Of the indicators of a programme, those for which the most places of a group published
/// comparable figures of one year. Numbers and words are those of the chart on the
/// indicator's page, so that they are in its table and its file too.
pub fn findings(view: &View<'_>, programme: ProgrammeId, group: GroupId) -> Vec<EntranceFinding> {
    let members = &view.group(group).members;
    let mut found: Vec<(usize, u16, IndicatorId, &Drawing)> = view
        .indicators(programme)
        .filter_map(|id| {
            let compares = |drawing: &&Drawing| {
                let bars = matches!(drawing.request.kind, ChartKind::Bar | ChartKind::Amount);
                bars && drawing.request.group == Some(group)
            };
            let drawing = view.drawings(Subject::Indicator(id)).iter().find(compares)?;
            let year = *drawing.request.years.last()?;
            let count = members.iter().filter(|place| view.compares(**place, id, year)).count();
            Some((count, year, id, drawing))
        })
        .collect();
    found.sort_by_key(|(count, year, ..)| (std::cmp::Reverse(*count), std::cmp::Reverse(*year)));
    found.into_iter().filter_map(|(_, year, id, drawing)| finding(view, year, id, drawing)).take(SHOWN).collect()
}

fn finding(view: &View<'_>, year: u16, id: IndicatorId, drawing: &Drawing) -> Option<EntranceFinding> {
    let chart = charts::chart(view, &drawing.request, None, view.lang())?;
    let (number, note) = charts::finding_number(view, &chart)?;
    let year = year_words(view, year);
    let href = view.link(Subject::Indicator(id))?;
    Some(EntranceFinding {
        number,
        note,
        indicator: view.say(&view.indicator(id).def.names).to_owned(),
        href: format!("{href}#f{}", drawing.number),
        sentence: view.fill("charts.finding", &[("year", &year), ("title", &chart.full.title)]),
    })
}
