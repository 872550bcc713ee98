//! What the page of data offers: files with their rows and sizes, and what the columns
//! mean.

use serde_json::{Value as Json, json};

use crate::plan::{DataFile, IndicatorForm, Subject, Table};
use crate::render::downloads::{self, Column, Sheet, Type};
use crate::render::view::View;

/// The whole package: its description and the archive.
pub fn package(view: &View<'_>) -> Json {
    let file = |file: DataFile| {
        let bytes = downloads::file(view, file).len();
        json!({"href": view.link(Subject::File(file)), "size": size(view, bytes)})
    };
    json!({"archive": file(DataFile::Archive), "description": file(DataFile::Package)})
}

/// The licences, and of which day the data is.
pub fn terms(view: &View<'_>) -> Json {
    let licences = view.site().map(|site| site.data.licences.as_slice()).unwrap_or_default();
    let version = view.data_version();
    json!({
        "licences": licences.iter().map(|licence| {
            json!({"name": view.say(&licence.names), "href": licence.url})
        }).collect::<Vec<_>>(),
        "version": version.map(|date| date.words(view.lang())),
        "datetime": version.map(|date| date.to_string()),
    })
}

/// The tables of the package.
pub fn tables(view: &View<'_>) -> Vec<Json> {
    Table::ALL
        .into_iter()
        .map(|(name, table)| {
            let sheet = downloads::sheet(view, table);
            json!({
                "name": view.word(&format!("sheets.{name}")),
                "file": format!("{name}.csv"),
                "href": view.link(Subject::File(DataFile::Table(table))),
                "schema": view.link(Subject::File(DataFile::TableSchema(table))),
                "rows": sheet.rows.len(),
                "size": size(view, sheet.csv().len()),
            })
        })
        .collect()
}

/// The files of each indicator that has figures.
pub fn indicators(view: &View<'_>) -> Vec<Json> {
    let mut rows = Vec::new();
    for programme in view.programmes() {
        for id in view.indicators(programme) {
            let figures = view.figures_of_indicator(id);
            if figures.is_empty() {
                continue;
            }
            let name = &view.indicator(id).def.id.value;
            let sheet = downloads::observations(view, name, &figures);
            let link = |form| view.link(Subject::File(DataFile::Indicator(id, form)));
            rows.push(json!({
                "name": view.say(&view.indicator(id).def.names),
                "page": view.link(Subject::Indicator(id)),
                "file": format!("{name}.csv"),
                "csv": link(IndicatorForm::Csv),
                "json": link(IndicatorForm::Json),
                "rows": figures.len(),
                "size": size(view, sheet.csv().len()),
            }));
        }
    }
    rows
}

/// The columns of the tables, each table once.
pub fn dictionary(view: &View<'_>) -> Vec<Json> {
    let tables = Table::ALL.into_iter().map(|(name, table)| {
        let sheet: Sheet = downloads::sheet(view, table);
        let columns: Vec<Json> = sheet.columns.iter().map(|column| entry(view, column, &sheet)).collect();
        json!({"name": view.word(&format!("sheets.{name}")), "file": format!("{name}.csv"), "columns": columns})
    });
    tables.collect()
}

fn entry(view: &View<'_>, column: &Column, sheet: &Sheet) -> Json {
    let kind = match column.kind {
        Type::Text => "text",
        Type::Whole => "whole",
        Type::Number => "number",
        Type::Truth => "truth",
        Type::Code(_) => "choice",
    };
    json!({
        "name": column.name,
        "title": view.word(&format!("columns.{}", column.name)),
        "kind": view.word(&format!("column_kinds.{kind}")),
        "key": sheet.key == Some(column.name),
        "refers": column.refers.map(|(table, key)| {
            format!("{}.{key}", if table.is_empty() { sheet.name.as_str() } else { table })
        }),
    })
}

/// A size for people.
fn size(view: &View<'_>, bytes: usize) -> String {
    // Shown to the nearest kilobyte: it says how long a download takes, nothing more.
    let kilobytes = bytes.div_ceil(1000).to_string();
    view.fill("downloads.size", &[("n", &kilobytes)])
}
