//! Frameworks: the headings and items by which reports are written, who reported on each,
//! and how the frameworks differ.

use schemars::JsonSchema;
use serde::Serialize;

use super::framework_course::{Course, course};
use super::framework_links::{FrameworkItemLink, item_link};
use super::report_heads::{ReportHead, report_head, reports_answering};
use crate::plan::Subject;
use crate::portal::{FrameworkId, ObservationId, ProgrammeId, ReportId};
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The page of all frameworks of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworksPage {
    /// The frameworks in short.
    pub frameworks: Vec<FrameworkCard>,
    /// How many figures each report has on each theme.
    pub themes: ThemeCoverage,
    /// Under which headings the frameworks report on a theme; none with fewer than two frameworks.
    pub differences: Option<FrameworkDifferences>,
    /// Which stages of each evaluation and report are known; none where no stage is.
    pub course: Option<Course>,
}

/// A framework in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkCard {
    /// The name of the framework.
    pub name: String,
    /// The page of the framework.
    pub href: Option<String>,
    /// How many headings it has.
    pub headings: usize,
    /// How many items stand below them.
    pub items: usize,
    /// How many of these items at least one report answers.
    pub answered: usize,
    /// The reports that answer it.
    pub reports: Vec<ReportHead>,
}

/// Themes by reports: how many figures each report has on each theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThemeCoverage {
    /// The reports, as heads of the columns.
    pub reports: Vec<ReportHead>,
    /// The themes on which there are figures.
    pub rows: Vec<ThemeCoverageRow>,
    /// How many figures each report has.
    pub totals: Vec<usize>,
}

/// How many figures each report has on a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThemeCoverageRow {
    /// The theme.
    pub name: String,
    /// The theme in the catalogue of indicators.
    pub href: Option<String>,
    /// How many figures, report by report.
    pub cells: Vec<usize>,
    /// How many figures of all reports.
    pub total: usize,
}

/// Themes by frameworks: the headings under which the figures of a theme are reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkDifferences {
    /// The frameworks, as heads of the columns.
    pub frameworks: Vec<FrameworkHead>,
    /// The themes that are reported on.
    pub rows: Vec<FrameworkDifferenceRow>,
}

/// A framework in the head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkHead {
    /// The name of the framework.
    pub name: String,
    /// The short name of the place that reports by it first; none when no report does.
    pub short: Option<String>,
    /// The page of the framework.
    pub href: Option<String>,
}

/// The headings of each framework under which a theme is reported on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkDifferenceRow {
    /// The theme.
    pub name: String,
    /// The headings, framework by framework.
    pub cells: Vec<Vec<FrameworkItemLink>>,
}

impl PageData for FrameworksPage {
    const TEMPLATE: &'static str = "frameworks.html";
}

/// The frameworks of a programme side by side, and which theme each report covers.
pub fn frameworks(view: &View<'_>, programme: ProgrammeId) -> Made {
    let ids = view.frameworks(programme);
    let reports = view.reports(programme);
    let name = view.say(&view.programme(programme).names);
    let head = Head::new(view.word("frameworks.title"), view.fill("frameworks.lede", &[("programme", name)]))
        .crumb(view.word("frameworks.title"), None);
    let page = FrameworksPage {
        frameworks: ids.iter().map(|id| framework_card(view, *id, &reports)).collect(),
        themes: theme_coverage(view, programme, &reports),
        differences: framework_differences(view, programme, &ids, &reports),
        course: course(view, programme, &reports),
    };
    Made::new(head, &page)
}

fn framework_card(view: &View<'_>, id: FrameworkId, reports: &[ReportId]) -> FrameworkCard {
    let framework = view.framework(id);
    let reports = reports_answering(view, id, reports);
    let is_answered = |item: usize| {
        let mut points = reports.iter().flat_map(|report| &view.published_report(*report).points);
        points.any(|point| point.items.contains(&(id, item)))
    };
    let below = || framework.items.iter().enumerate().filter(|(_, item)| item.depth > 0);
    FrameworkCard {
        name: view.say(&framework.def.names).to_owned(),
        href: view.link(Subject::Framework(id)),
        headings: framework.items.len() - below().count(),
        items: below().count(),
        answered: below().filter(|(position, _)| is_answered(*position)).count(),
        reports: reports.iter().map(|id| report_head(view, *id)).collect(),
    }
}

/// All figures that the document of a report prints.
fn figures_of_report(view: &View<'_>, id: ReportId) -> Vec<ObservationId> {
    view.published_report(id).document.map(|document| view.figures_of_document(document)).unwrap_or_default()
}

/// Themes by reports: how many figures each report has on each theme.
fn theme_coverage(view: &View<'_>, programme: ProgrammeId, reports: &[ReportId]) -> ThemeCoverage {
    let themes = &view.programme(programme).themes;
    let count = |report: &ReportId| {
        let mut counts = vec![0; themes.len()];
        for figure in figures_of_report(view, *report) {
            let indicator = view.indicator(view.observation(figure).indicator);
            if indicator.programme == programme && indicator.theme < counts.len() {
                counts[indicator.theme] += 1;
            }
        }
        counts
    };
    let counts: Vec<Vec<usize>> = reports.iter().map(count).collect();
    let catalogue = view.link(Subject::Indicators(programme));
    let rows = themes.iter().enumerate().map(|(position, theme)| {
        let cells: Vec<usize> = counts.iter().map(|of_report| of_report[position]).collect();
        ThemeCoverageRow {
            name: view.say(&theme.names).to_owned(),
            href: catalogue.as_ref().map(|href| format!("{href}#{}", theme.id.value)),
            total: cells.iter().sum(),
            cells,
        }
    });
    ThemeCoverage {
        reports: reports.iter().map(|id| report_head(view, *id)).collect(),
        rows: rows.filter(|row| row.total > 0).collect(),
        totals: counts.iter().map(|of_report| of_report.iter().sum()).collect(),
    }
}

/// Themes by frameworks: the headings under which the figures of a theme are reported.
fn framework_differences(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: &[FrameworkId],
    reports: &[ReportId],
) -> Option<FrameworkDifferences> {
    if ids.len() < 2 {
        return None;
    }
    let headings = headings_by_theme(view, programme, ids, reports);
    let rows = view.programme(programme).themes.iter().enumerate().map(|(theme, named)| FrameworkDifferenceRow {
        name: view.say(&named.names).to_owned(),
        cells: ids
            .iter()
            .zip(&headings)
            .map(|(id, of_framework)| {
                let mut tops = of_framework[theme].clone();
                tops.sort_unstable();
                tops.dedup();
                tops.into_iter().filter_map(|top| item_link(view, *id, top)).collect()
            })
            .collect(),
    });
    let heads = ids.iter().map(|id| {
        let first = reports_answering(view, *id, reports).first().copied();
        FrameworkHead {
            name: view.say(&view.framework(*id).def.names).to_owned(),
            short: first.map(|report| report_head(view, report).short),
            href: view.link(Subject::Framework(*id)),
        }
    });
    Some(FrameworkDifferences {
        frameworks: heads.collect(),
        rows: rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect(),
    })
}

/// For each framework and theme, the positions of the headings under which figures of the
/// theme are reported, as often as they are.
fn headings_by_theme(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: &[FrameworkId],
    reports: &[ReportId],
) -> Vec<Vec<Vec<usize>>> {
    let themes = view.programme(programme).themes.len();
    let mut headings = vec![vec![Vec::new(); themes]; ids.len()];
    for point in reports.iter().flat_map(|report| &view.published_report(*report).points) {
        for (framework, item) in &point.items {
            let Some(column) = ids.iter().position(|id| id == framework) else { continue };
            let top = view.framework(*framework).items[*item].top;
            for figure in &point.figures {
                let theme = view.indicator(view.observation(*figure).indicator).theme;
                if let Some(cell) = headings[column].get_mut(theme) {
                    cell.push(top);
                }
            }
        }
    }
    headings
}
