//! One indicator, over all years or in one.

use schemars::JsonSchema;
use serde::Serialize;

use super::embed::{EmbedOffer, embed_offer};
use super::indicator_facts::{
    FigureFacts, IndicatorDownload, TargetEntry, figure_facts, indicator_downloads, quality_sentences, target_entries,
};
use super::indicator_links::{
    IndicatorProblem, cases_with_figures, groups_apart, indicator_years, problems_of_indicator, related_indicators,
};
use crate::plan::Subject;
use crate::portal::{GroupId, IndicatorId, ObservationId};
use crate::render::charts::{self, ChartFigure};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::{ChoiceLink, NamedLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{CaseEntry, Citations, FigureRow, figure_row, only_of_parts, year_words};
use crate::render::statement;
use crate::render::view::View;

/// One indicator, over all years or in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorPage {
    /// The name of the indicator.
    pub name: String,
    /// The year, on the page of a year.
    pub year: Option<String>,
    /// The group, on the page of a group.
    pub group: Option<String>,
    /// What the first chart shows, in a sentence.
    pub finding: Option<String>,
    /// The charts.
    pub charts: Vec<ChartFigure>,
    /// Why there is no chart; none where there are charts.
    pub no_chart: Option<String>,
    /// The pages of its years, newest first; none when there is one year.
    pub years: Vec<ChoiceLink>,
    /// The pages of the other groups in which it is drawn.
    pub groups: Vec<NamedLink>,
    /// The files of its figures.
    pub downloads: Vec<IndicatorDownload>,
    /// How pages of other sites show its charts; none on the page of a year or group.
    pub embed: Option<EmbedOffer>,
    /// Where its figures come from, in short.
    pub key: FigureFacts,
    /// What it measures.
    pub definition: Html,
    /// How its definition changed.
    pub definition_changes: Vec<Html>,
    /// Its unit.
    pub unit: String,
    /// Which way is better, in words.
    pub direction: String,
    /// Its percentages may exceed a hundred.
    pub may_exceed_100: bool,
    /// The theme that it belongs to.
    pub theme: String,
    /// What is asked in it.
    pub targets: Vec<TargetEntry>,
    /// What is doubtful in it.
    pub notes: Vec<Html>,
    /// Its figures, place by place.
    pub rows: Vec<FigureRow>,
    /// How many figures there are, where the page does not show all.
    pub rows_of: Option<usize>,
    /// What a reader must know of the figures: a sentence for each thing that occurs.
    pub quality: Vec<String>,
    /// The sources that are cited.
    pub sources: Vec<String>,
    /// Indicators that belong with it.
    pub related: Vec<NamedLink>,
    /// The problems that name it.
    pub problems: Vec<IndicatorProblem>,
    /// The cases that print one of its figures.
    pub cases: Vec<CaseEntry>,
}

impl PageData for IndicatorPage {
    const TEMPLATE: &'static str = "indicator.html";
}

/// How many figures a page shows. Where there are more, those of the newest year come
/// first; all of them are in its files.
const MOST_ROWS: usize = 150;

/// One indicator.
pub fn indicator(view: &View<'_>, id: IndicatorId, year: Option<u16>, group: Option<GroupId>) -> Made {
    let indicator = view.indicator(id);
    let mut figures = view.figures_of_indicator(id);
    if year.is_some() {
        figures.retain(|id| view.observation(*id).def.period.map(|period| period.to) == year);
    }
    if let Some(group) = group {
        let members = &view.group(group).members;
        figures.retain(|id| members.contains(&view.observation(*id).jurisdiction));
    }
    let all = figures.len();
    cut_rows(view, id, &mut figures);
    let mut citations = Citations::default();
    let rows = figures.iter().map(|id| figure_row(view, *id, &mut citations)).collect();
    let charts = charts::chart_figures(view);
    let changes = indicator.def.definition_changes.iter();
    let data = IndicatorPage {
        name: view.say(&indicator.def.names).to_owned(),
        year: year.map(|year| year_words(view, year)),
        group: group.map(|group| view.say(&view.group(group).def.names).to_owned()),
        finding: finding(view, &charts),
        no_chart: no_chart(view, id, year.or_else(|| view.newest_year(id)), &figures),
        years: indicator_years(view, id, year),
        groups: groups_apart(view, id, group),
        downloads: indicator_downloads(view, id),
        embed: if year.is_none() && group.is_none() { embed_offer(view, id, &charts) } else { None },
        key: figure_facts(view, id, &figures),
        definition: statement::html(view, &indicator.def.definition),
        definition_changes: changes.map(|change| statement::html(view, &change.note)).collect(),
        unit: view.say(&view.unit(id).names).to_owned(),
        direction: view.word(&format!("direction.{}", indicator.def.direction.code())),
        may_exceed_100: indicator.def.may_exceed_100,
        theme: view.say(&view.programme(indicator.programme).themes[indicator.theme].names).to_owned(),
        targets: target_entries(view, id),
        notes: statement::list(view, &indicator.def.notes),
        rows,
        rows_of: (all > figures.len()).then_some(all),
        quality: quality_sentences(view, id, &figures),
        sources: citations.list(),
        related: related_indicators(view, id),
        problems: problems_of_indicator(view, id),
        cases: cases_with_figures(view, indicator.programme, &figures),
        charts,
    };
    Made::new(head(view, id, year, group), &data)
}

/// Of too many figures, those of the newest year; of too many of these, the first.
fn cut_rows(view: &View<'_>, id: IndicatorId, figures: &mut Vec<ObservationId>) {
    if figures.len() > MOST_ROWS {
        let newest = view.newest_year(id);
        figures.retain(|id| view.observation(*id).def.period.and_then(|period| period.year()) == newest);
        figures.truncate(MOST_ROWS);
    }
}

fn head(view: &View<'_>, id: IndicatorId, year: Option<u16>, group: Option<GroupId>) -> Head {
    let indicator = view.indicator(id);
    let name = view.say(&indicator.def.names);
    let theme = &view.programme(indicator.programme).themes[indicator.theme];
    let catalogue = view.link(Subject::Indicators(indicator.programme));
    let theme_href = catalogue.as_ref().map(|href| format!("{href}#{}", theme.id.value));
    let head = Head::new(name, view.say(&indicator.def.definition))
        .crumb(view.word("menu.indicators"), catalogue)
        .crumb(view.say(&theme.names), theme_href);
    let part = year.map(|year| year_words(view, year));
    match part.or_else(|| Some(view.say(&view.group(group?).def.names).to_owned())) {
        Some(part) => head.crumb(name, view.link(Subject::Indicator(id))).crumb(part, None),
        None => head.crumb(name, None),
    }
}

/// What the first chart with figures shows.
fn finding(view: &View<'_>, charts: &[ChartFigure]) -> Option<String> {
    let drawings = view.drawings(view.page().subject).iter().zip(charts);
    drawings.filter(|(_, chart)| !chart.empty).find_map(|(drawing, chart)| {
        let year = year_words(view, *drawing.request.years.last()?);
        Some(view.fill("charts.finding", &[("year", &year), ("title", chart.title.as_deref()?)]))
    })
}

/// Why nothing is drawn: how many places of the groups published a figure that can be
/// compared.
fn no_chart(view: &View<'_>, id: IndicatorId, year: Option<u16>, figures: &[ObservationId]) -> Option<String> {
    if !view.drawings(view.page().subject).is_empty() {
        return None;
    }
    if !view.drawable(id) {
        return Some(view.word("charts.not_drawable"));
    }
    if figures.is_empty() {
        return Some(view.word("charts.no_figures"));
    }
    if only_of_parts(view, figures) {
        return Some(view.word("charts.broken_down"));
    }
    let comparable = |year: u16| {
        let groups = view
            .groups()
            .map(|group| view.group(group).members.iter().filter(|place| view.compares(**place, id, year)).count());
        groups.max().unwrap_or(0)
    };
    match year.map(comparable) {
        Some(2..) => Some(view.word("charts.large_group")),
        Some(1) => Some(view.word("charts.one_only")),
        _ => Some(view.word("charts.none_comparable")),
    }
}
