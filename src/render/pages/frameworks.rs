//! Frameworks: the headings and items by which reports are written, who reported on each,
//! and how the frameworks differ.

use serde_json::{Value as Json, json};

use crate::parse::data::{Stage, YearBasis};
use crate::plan::Subject;
use crate::portal::{FrameworkId, JurisdictionId, ObservationId, ProgrammeId, ReportId};
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::view::View;

/// The frameworks of a programme side by side, and which theme each report covers.
pub fn frameworks(view: &View<'_>, programme: ProgrammeId) -> Made {
    let ids = view.frameworks(programme);
    let reports = view.reports(programme);
    let list: Vec<Json> = ids.iter().map(|id| card(view, *id, &answering(view, *id, &reports))).collect();
    let name = view.say(&view.programme(programme).names);
    let head = Head::new(view.word("frameworks.title"), view.fill("frameworks.lede", &[("programme", name)]))
        .crumb(view.word("frameworks.title"), None);
    let data = json!({
        "frameworks": list,
        "themes": coverage(view, programme, &reports),
        "differences": differences(view, programme, &ids, &reports),
        "course": course(view, programme, &reports),
    });
    Made::untyped("frameworks.html", head, &data)
}

/// The reports that answer an item of a framework.
fn answering(view: &View<'_>, framework: FrameworkId, reports: &[ReportId]) -> Vec<ReportId> {
    let answers = |id: &&ReportId| {
        let points = &view.published_report(**id).points;
        points.iter().any(|point| point.items.iter().any(|(of, _)| *of == framework))
    };
    reports.iter().filter(answers).copied().collect()
}

fn report_link(view: &View<'_>, id: ReportId) -> Json {
    let report = view.published_report(id);
    let place = &view.place(report.jurisdiction).def;
    json!({
        "title": view.say(&report.def.titles),
        "short": view.say(&place.short),
        "place": view.say(&place.names),
        "year": parts::year_words(view, report.def.year),
        "inferred": report.def.year_basis == YearBasis::Inferred,
        "href": report.digest.and_then(|digest| view.link(Subject::Report(digest))),
    })
}

fn card(view: &View<'_>, id: FrameworkId, reports: &[ReportId]) -> Json {
    let framework = view.framework(id);
    json!({
        "name": view.say(&framework.def.names),
        "href": view.link(Subject::Framework(id)),
        "headings": framework.items.iter().filter(|item| item.depth == 0).count(),
        "items": framework.items.iter().filter(|item| item.depth > 0).count(),
        "answered": framework.items.iter().enumerate()
            .filter(|(position, item)| item.depth > 0 && is_answered(view, id, *position, reports))
            .count(),
        "reports": reports.iter().map(|id| report_link(view, *id)).collect::<Vec<_>>(),
        "notes": statement::list(view, &framework.def.notes),
    })
}

fn is_answered(view: &View<'_>, framework: FrameworkId, item: usize, reports: &[ReportId]) -> bool {
    reports.iter().any(|id| {
        let points = &view.published_report(*id).points;
        points.iter().any(|point| point.items.contains(&(framework, item)))
    })
}

/// All figures that the points, problems, plans and answers of a report cite: those that
/// its document prints.
fn figures(view: &View<'_>, id: ReportId) -> Vec<ObservationId> {
    view.published_report(id).document.map(|document| view.figures_of_document(document)).unwrap_or_default()
}

/// Themes by reports: how many figures each report has on each theme.
fn coverage(view: &View<'_>, programme: ProgrammeId, reports: &[ReportId]) -> Json {
    let themes = &view.programme(programme).themes;
    let counts: Vec<Vec<usize>> = reports
        .iter()
        .map(|id| {
            let mut counts = vec![0; themes.len()];
            for figure in figures(view, *id) {
                let indicator = view.indicator(view.observation(figure).indicator);
                if indicator.programme == programme && indicator.theme < counts.len() {
                    counts[indicator.theme] += 1;
                }
            }
            counts
        })
        .collect();
    let catalogue = view.link(Subject::Indicators(programme));
    let rows: Vec<Json> = themes
        .iter()
        .enumerate()
        .map(|(position, theme)| {
            let cells: Vec<usize> = counts.iter().map(|of_report| of_report[position]).collect();
            json!({
                "name": view.say(&theme.names),
                "href": catalogue.as_ref().map(|href| format!("{href}#{}", theme.id.value)),
                "total": cells.iter().sum::<usize>(),
                "cells": cells,
            })
        })
        .filter(|row| row["total"] != json!(0))
        .collect();
    let totals: Vec<usize> = counts.iter().map(|of_report| of_report.iter().sum()).collect();
    json!({
        "reports": reports.iter().map(|id| report_link(view, *id)).collect::<Vec<_>>(),
        "rows": rows,
        "totals": totals,
    })
}

/// Themes by frameworks: the headings under which the figures of a theme are reported.
fn differences(view: &View<'_>, programme: ProgrammeId, ids: &[FrameworkId], reports: &[ReportId]) -> Option<Json> {
    if ids.len() < 2 {
        return None;
    }
    let themes = &view.programme(programme).themes;
    // For each framework and theme, the headings in the framework's order.
    let mut headings: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); themes.len()]; ids.len()];
    for report in reports {
        for point in &view.published_report(*report).points {
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
    }
    let cell = |column: usize, theme: usize| -> Vec<Json> {
        let mut tops = headings[column][theme].clone();
        tops.sort_unstable();
        tops.dedup();
        let href = view.link(Subject::Framework(ids[column]));
        tops.into_iter()
            .map(|top| {
                let item = &view.framework(ids[column]).items[top];
                json!({
                    "number": item.number,
                    "name": view.say(&item.names),
                    "href": href.as_ref().map(|href| format!("{href}#{}", item.id)),
                })
            })
            .collect()
    };
    let rows: Vec<Json> = themes
        .iter()
        .enumerate()
        .map(|(theme, named)| {
            let cells: Vec<Vec<Json>> = (0..ids.len()).map(|column| cell(column, theme)).collect();
            json!({"name": view.say(&named.names), "empty": cells.iter().all(Vec::is_empty), "cells": cells})
        })
        .filter(|row| row["empty"] == json!(false))
        .collect();
    Some(json!({
        "frameworks": ids.iter().map(|id| {
            let short = answering(view, *id, reports).first().map(|report| report_link(view, *report));
            json!({
                "name": view.say(&view.framework(*id).def.names),
                "short": short.map(|report| report["short"].clone()),
                "href": view.link(Subject::Framework(*id)),
            })
        }).collect::<Vec<_>>(),
        "rows": rows,
    }))
}

/// Evaluations and reports by stages: which stages of each are known, and when. Shows
/// what differs between years and places.
fn course(view: &View<'_>, programme: ProgrammeId, reports: &[ReportId]) -> Option<Json> {
    let mut rows: Vec<(Json, &[Stage], JurisdictionId)> = Vec::new();
    for id in view.evaluations(programme) {
        let evaluation = view.evaluation(id);
        let head = json!({
            "place": view.say(&view.place(evaluation.evaluator).def.short),
            "kind": view.word("frameworks.bulletin"),
            "year": parts::year_words(view, evaluation.year()),
            "inferred": false,
            "href": view.link(Subject::Bulletin(id)),
        });
        rows.push((head, &evaluation.def.stages, evaluation.evaluator));
    }
    for id in reports {
        let report = view.published_report(*id);
        let mut head = report_link(view, *id);
        head["place"] = head["short"].clone();
        head["kind"] = json!(view.word(&format!("reports.kind.{}", report.def.kind.code())));
        rows.push((head, &report.def.stages, report.jurisdiction));
    }
    rows.retain(|(_, stages, _)| !stages.is_empty());
    let process = &view.programme(programme).process;
    let used: Vec<_> = process
        .iter()
        .filter(|known| rows.iter().any(|(_, stages, _)| stages.iter().any(|s| s.stage.value == known.id.value)))
        .collect();
    let heads: Vec<&str> = used.iter().map(|stage| view.say(&stage.names)).collect();
    let lines: Vec<Json> = rows
        .into_iter()
        .map(|(mut head, stages, place)| {
            let cells: Vec<Json> = used
                .iter()
                .map(|known| match stages.iter().find(|stage| stage.stage.value == known.id.value) {
                    None => Json::Null,
                    Some(stage) => json!({
                        "name": stage.names.as_ref().map(|names| view.say(names)),
                        "date": stage.date.map(|date| date.words(view.lang())),
                        "datetime": stage.date.map(|date| date.to_string()),
                    }),
                })
                .collect();
            head["cells"] = Json::Array(cells);
            head["basis"] = Json::Array(parts::legal_basis(view, programme, place));
            head
        })
        .collect();
    (!lines.is_empty()).then(|| json!({"heads": heads, "rows": lines}))
}

/// One framework: each item with what the reports say on it.
pub fn framework(view: &View<'_>, id: FrameworkId) -> Made {
    let framework = view.framework(id);
    let programme = framework.programme;
    let reports = answering(view, id, &view.reports(programme));
    let items: Vec<Json> = (0..framework.items.len()).map(|position| item(view, id, position, &reports)).collect();
    let name = view.say(&framework.def.names);
    let headings = framework.items.iter().filter(|item| item.depth == 0).count().to_string();
    let below = framework.items.iter().filter(|item| item.depth > 0).count().to_string();
    let head = Head::new(name, view.fill("frameworks.lede_one", &[("n", &headings), ("m", &below)]))
        .crumb(view.word("frameworks.title"), view.link(Subject::Frameworks(programme)))
        .crumb(name, None);
    let data = json!({
        "name": name,
        "notes": statement::list(view, &framework.def.notes),
        "reports": reports.iter().map(|id| report_link(view, *id)).collect::<Vec<_>>(),
        "items": items,
        "others": view.frameworks(programme).into_iter().filter(|other| *other != id).map(|other| json!({
            "name": view.say(&view.framework(other).def.names),
            "href": view.link(Subject::Framework(other)),
        })).collect::<Vec<_>>(),
    });
    Made::untyped("framework.html", head, &data)
}

/// An item with the points of each report that answer it.
fn item(view: &View<'_>, framework: FrameworkId, position: usize, reports: &[ReportId]) -> Json {
    let item = &view.framework(framework).items[position];
    let mut cells = Vec::new();
    let answers: Vec<Json> = reports
        .iter()
        .filter_map(|id| {
            let report = view.published_report(*id);
            let points: Vec<Json> = report
                .def
                .points
                .iter()
                .zip(&report.points)
                .filter(|(_, refs)| refs.items.contains(&(framework, position)))
                .map(|(point, refs)| {
                    json!({
                        "text": statement::html(view, &point.text),
                        "figures": refs.figures.iter().map(|id| parts::figure_brief(view, *id)).collect::<Vec<_>>(),
                    })
                })
                .collect();
            let figures: usize = points.iter().map(|point| point["figures"].as_array().map_or(0, Vec::len)).sum();
            cells.push(json!({"points": points.len(), "figures": figures}));
            (!points.is_empty()).then(|| json!({"report": report_link(view, *id), "points": points}))
        })
        .collect();
    json!({
        "id": item.id,
        "number": item.number,
        "name": view.say(&item.names),
        "notes": statement::list(view, &item.notes),
        "heading": item.depth == 0,
        "answers": answers,
        "cells": cells,
    })
}
