//! A chart as the parts of a page, as a table of its own, and as a drawing that stands
//! alone.

use serde_json::{Value as Json, json};

use super::spec::{Chart, chart};
use super::tiles;
use crate::chart::{self, ChartKind, Scene, Size, Standalone, TitleError};
use crate::diag::{Code, Diagnostic, Span};
use crate::i18n::Lang;
use crate::plan::{DataFile, Drawing, FigureForm, FigureOwner, Subject};
use crate::portal::{DocumentId, JurisdictionId};
use crate::render::view::View;
use crate::say;

/// The charts of the view's page, in their order; those without a figure say so.
pub fn figures(view: &View<'_>) -> Vec<Json> {
    let drawings = view.drawings(view.page().subject);
    drawings.iter().map(|drawing| figure(view, drawing, view.lang(), None)).collect()
}

/// The parts of one chart. `at` is where its title was written.
pub fn figure(view: &View<'_>, drawing: &Drawing, lang: Lang, at: Option<Span>) -> Json {
    let id = format!("f{}", drawing.number);
    let kind = drawing.request.kind;
    let Some(chart) = chart(view, &drawing.request, drawing.title.as_deref(), lang) else {
        let words = view.words_in(lang);
        return json!({
            "id": id,
            "kind": kind.name(),
            "empty": true,
            "title": drawing.title.as_deref().filter(|title| !title.contains('{')),
            "text": words.plain("charts.no_data"),
        });
    };
    if let (Some(error), Some(at)) = (&chart.title_error, at) {
        view.report(wrong_title(error, at));
    }
    let [phone, desk] = [Size::Phone, Size::Desk].map(|size| scene(&chart, size));
    let drawn = !kind.is_laid_by_html();
    let notes = |scene: &Scene| {
        scene.notes.iter().map(|note| json!({"mark": note.mark, "text": note.text})).collect::<Vec<_>>()
    };
    let file = |form| {
        let owner = FigureOwner::of(drawing.page)?;
        view.link(Subject::File(DataFile::Figure(owner, drawing.number, form)))
    };
    let (phone_notes, desk_notes) = (notes(&phone), notes(&desk));
    let same = phone_notes == desk_notes;
    json!({
        "id": id,
        "kind": kind.name(),
        "empty": false,
        "title": chart.full.title,
        "sub": chart.full.subtitle,
        "phone": drawn.then(|| chart::svg(&phone, &format!("{id}p"))),
        "desk": drawn.then(|| chart::svg(&desk, &format!("{id}d"))),
        "notes": if same { desk_notes.clone() } else { Vec::new() },
        "phone_notes": if same { Vec::new() } else { phone_notes },
        "desk_notes": if same { Vec::new() } else { desk_notes },
        "left_out": chart.left_out,
        "source": source(view, &chart.documents, lang),
        "table": table(view, &chart),
        "tiles": (kind == ChartKind::Tiles).then(|| tiles::of_chart(view, &chart, |place| row_link(view, &chart, place))),
        "heat": (kind == ChartKind::Heat).then(|| heat(view, &chart)),
        "description": chart::description(&chart.full),
        "csv": file(FigureForm::Csv),
        "svg": file(FigureForm::Svg),
    })
}

/// The laid-out drawing, described by all places and not only those that are drawn.
fn scene(chart: &Chart, size: Size) -> Scene {
    let mut scene = chart::layout(&chart.drawn, size);
    scene.description = chart::description(&chart.full);
    scene
}

/// The published documents that the figures come from.
fn source(view: &View<'_>, documents: &[DocumentId], lang: Lang) -> Option<String> {
    if documents.is_empty() {
        return None;
    }
    let words = view.words_in(lang);
    let titles: Vec<String> = documents
        .iter()
        .map(|id| words.fill("charts.document", &[("title", view.document(*id).titles.get(lang))]))
        .collect();
    Some(words.fill("charts.source", &[("documents", &titles.join(&words.plain("charts.separator")))]))
}

/// The table behind a chart: every place, every value, what is missing in words.
pub fn table(view: &View<'_>, chart: &Chart) -> Json {
    let table = chart::table(&chart.full);
    let rows: Vec<Json> = table
        .rows
        .iter()
        .map(|row| {
            json!({
                "head": row.head,
                "href": row_link(view, chart, &row.place),
                "group": row.group,
                "focus": row.focus,
                "cells": row.cells.iter().map(|cell| json!({
                    "text": cell.text,
                    "numeric": cell.numeric,
                    "marks": cell.marks,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "caption": table.caption,
        "heads": table.heads.iter().map(|head| json!({"text": head.text, "numeric": head.numeric})).collect::<Vec<_>>(),
        "rows": rows,
        "notes": table.notes.iter().map(|(mark, text)| json!({"mark": mark, "text": text})).collect::<Vec<_>>(),
        "wide": table.heads.len() > 5,
    })
}

/// The page of what a row is about.
fn row_link(view: &View<'_>, chart: &Chart, id: &str) -> Option<String> {
    if chart.full.is_of_sides() || (chart.request.kind == ChartKind::Multiples && chart.request.focus.len() == 1) {
        return view.indicator_named(id).and_then(|id| view.link(Subject::Indicator(id)));
    }
    let programme = view.indicator(*chart.request.indicators.first()?).programme;
    view.link(Subject::Place(programme, place_named(view, chart, id)?))
}

fn place_named(view: &View<'_>, chart: &Chart, slug: &str) -> Option<JurisdictionId> {
    let members = chart.request.group.map(|group| view.group(group).members.clone()).unwrap_or_default();
    let all = members.iter().chain(&chart.request.focus);
    all.copied().find(|place| view.place(*place).def.slug.value == slug)
}

/// The rows of a heat table with their shading steps.
pub fn heat(view: &View<'_>, chart: &Chart) -> Json {
    let heat = chart::heat_table(&chart.full);
    let shaded = heat.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.step.is_some());
    let heads: Vec<Json> = chart
        .request
        .indicators
        .iter()
        .zip(heat.table.heads.iter().skip(1))
        .map(|(id, head)| {
            json!({
                "text": view.indicator(*id).def.names.get(chart.lang),
                "unit": head.unit,
                "href": view.link(Subject::Indicator(*id)),
                "direction": view.words_in(chart.lang).plain(&format!("charts.direction.{}", view.indicator(*id).def.direction.code())),
            })
        })
        .collect();
    let rows: Vec<Json> = heat
        .rows
        .iter()
        .map(|row| {
            json!({
                "head": row.head,
                "href": row_link(view, chart, &row.place),
                "focus": row.focus,
                "cells": row.cells.iter().map(|cell| json!({
                    "text": cell.cell.text,
                    "numeric": cell.cell.numeric,
                    "marks": cell.cell.marks,
                    "step": cell.step,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let notes: Vec<Json> = heat.table.notes.iter().map(|(mark, text)| json!({"mark": mark, "text": text})).collect();
    json!({"place_head": chart.full.words.place_head, "heads": heads, "rows": rows, "shaded": shaded, "notes": notes})
}

/// The table of a chart as a file, with the mark by which spreadsheets know UTF-8.
pub fn csv(view: &View<'_>, drawing: &Drawing) -> String {
    let made = chart(view, &drawing.request, drawing.title.as_deref(), drawing.lang);
    let text = made.map(|made| chart::csv(&made.full)).unwrap_or_default();
    format!("\u{feff}{text}")
}

/// The drawing of a chart as a file that needs nothing else.
pub fn svg(view: &View<'_>, drawing: &Drawing) -> String {
    let lang = drawing.lang;
    let Some(made) = chart(view, &drawing.request, drawing.title.as_deref(), lang) else {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>\n".to_owned();
    };
    let address = view.address(drawing.page, lang).unwrap_or_default();
    let address = format!("{}{address}", view.base_url().unwrap_or_default());
    let site = view.site().map(|site| site.names.get(lang).clone()).unwrap_or_default();
    let words = view.words_in(lang);
    let address = words.fill("charts.published_at", &[("site", &site), ("address", &address)]);
    let mut source = source(view, &made.documents, lang).unwrap_or_default();
    if let Some(left_out) = &made.left_out {
        source = format!("{left_out}\u{2003}{source}");
    }
    let meta = Standalone {
        title: &made.full.title,
        subtitle: &made.full.subtitle,
        source: &source,
        address: &address,
        css: view.drawing_styles(),
        lang: lang.tag(),
    };
    chart::standalone_svg(&scene(&made, Size::Desk), "f", &meta)
}

/// What is wrong with a title in a narrative.
fn wrong_title(error: &TitleError, at: Span) -> Diagnostic {
    let braces = say!(
        "用花括号写由数据填的内容，如`{{n}}`、`{{met}}`、`{{max.place}}`、`{{max.value}}`",
        "write what the data fills in braces: `{{n}}`, `{{met}}`, `{{max.place}}`, `{{max.value}}`"
    );
    match error {
        TitleError::TypedNumber(number) => Diagnostic::new(
            Code::TitleNumber,
            at,
            say!(
                "图题里的`{number}`不是这幅图的数据得出的",
                "the data of this chart does not yield the `{number}` in its title"
            ),
        )
        .help(braces),
        TitleError::UnknownPlaceholder(name) => Diagnostic::new(
            Code::TitlePlace,
            at,
            say!("图题里没有`{{{name}}}`这一项", "there is no `{{{name}}}` for titles of charts"),
        )
        .help(braces),
        TitleError::NoData(name) => Diagnostic::new(
            Code::TitlePlace,
            at,
            say!("这幅图没有可以填`{{{name}}}`的数据", "this chart has nothing to fill `{{{name}}}` with"),
        )
        .help(say!("换一种说法，或换一幅图", "say it otherwise, or choose another chart")),
        TitleError::Unclosed => {
            Diagnostic::new(Code::TitlePlace, at, say!("图题里的括号没有成对", "a bracket in the title is not closed"))
                .help(say!("补上另一半括号", "add the other half"))
        }
    }
}
