//! One framework: each item with what the reports say on it.

use schemars::JsonSchema;
use serde::Serialize;

use super::framework_links::framework_link;
use super::report_heads::{ReportHead, report_head, reports_answering};
use crate::plan::Subject;
use crate::portal::{FrameworkId, ReportId};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::NamedLink;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{FigureBrief, figure_brief};
use crate::render::statement;
use crate::render::view::View;

/// The page of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkPage {
    /// The name of the framework.
    pub name: String,
    /// Remarks of the editors on it.
    pub notes: Vec<Html>,
    /// The reports that answer it.
    pub reports: Vec<ReportHead>,
    /// Its headings and items, each heading before its items.
    pub items: Vec<FrameworkEntry>,
    /// The other frameworks of the programme.
    pub others: Vec<NamedLink>,
}

/// A heading or item of the framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkEntry {
    /// Its id, also its anchor.
    pub id: String,
    /// Its number, in the document's language; empty where it has none.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Remarks of the editors on it.
    pub notes: Vec<Html>,
    /// It is a heading: items stand below it.
    pub heading: bool,
    /// What the reports say on it, those that say something.
    pub answers: Vec<FrameworkAnswer>,
    /// How much each of the reports says on it, in the order of the reports.
    pub cells: Vec<FrameworkCell>,
}

/// What a report says on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkAnswer {
    /// The report.
    pub report: ReportHead,
    /// Its points on the item.
    pub points: Vec<AnsweringPoint>,
}

/// A point that answers an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnsweringPoint {
    /// What it says.
    pub text: Html,
    /// The figures that it gives.
    pub figures: Vec<FigureBrief>,
}

/// How much a report says on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkCell {
    /// How many points.
    pub points: usize,
    /// How many figures in them.
    pub figures: usize,
}

impl PageData for FrameworkPage {
    const TEMPLATE: &'static str = "framework.html";
}

/// One framework.
pub fn framework(view: &View<'_>, id: FrameworkId) -> Made {
    let framework = view.framework(id);
    let programme = framework.programme;
    let reports = reports_answering(view, id, &view.reports(programme));
    let name = view.say(&framework.def.names);
    let headings = framework.items.iter().filter(|item| item.depth == 0).count().to_string();
    let below = framework.items.iter().filter(|item| item.depth > 0).count().to_string();
    let head = Head::new(name, view.fill("frameworks.lede_one", &[("n", &headings), ("m", &below)]))
        .crumb(view.word("frameworks.title"), view.link(Subject::Frameworks(programme)))
        .crumb(name, None);
    let items = (0..framework.items.len()).map(|position| framework_entry(view, id, position, &reports));
    let others = view.frameworks(programme).into_iter().filter(|other| *other != id);
    let page = FrameworkPage {
        name: name.to_owned(),
        notes: statement::list(view, &framework.def.notes),
        items: items.collect(),
        others: others.map(|other| framework_link(view, other)).collect(),
        reports: reports.iter().map(|id| report_head(view, *id)).collect(),
    };
    Made::new(head, &page)
}

/// An item with the points of each report that answer it.
fn framework_entry(view: &View<'_>, id: FrameworkId, position: usize, reports: &[ReportId]) -> FrameworkEntry {
    let item = &view.framework(id).items[position];
    let by_report: Vec<(ReportId, Vec<AnsweringPoint>)> =
        reports.iter().map(|report| (*report, answering_points(view, *report, id, position))).collect();
    let cells = by_report.iter().map(|(_, points)| FrameworkCell {
        points: points.len(),
        figures: points.iter().map(|point| point.figures.len()).sum(),
    });
    FrameworkEntry {
        id: item.id.clone(),
        number: item.number.clone(),
        name: view.say(&item.names).to_owned(),
        notes: statement::list(view, &item.notes),
        heading: item.depth == 0,
        cells: cells.collect(),
        answers: by_report
            .into_iter()
            .filter(|(_, points)| !points.is_empty())
            .map(|(report, points)| FrameworkAnswer { report: report_head(view, report), points })
            .collect(),
    }
}

/// The points of a report that answer an item.
fn answering_points(view: &View<'_>, report: ReportId, id: FrameworkId, position: usize) -> Vec<AnsweringPoint> {
    let report = view.published_report(report);
    let points = report.def.points.iter().zip(&report.points);
    points
        .filter(|(_, refs)| refs.items.contains(&(id, position)))
        .map(|(point, refs)| AnsweringPoint {
            text: statement::html(view, &point.text),
            figures: refs.figures.iter().map(|id| figure_brief(view, *id)).collect(),
        })
        .collect()
}
