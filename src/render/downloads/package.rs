//! The package of all data: its description after Data Package 2.0, and the descriptions
//! of single tables after CSV on the Web.

use serde_json::{Map, Value as Json, json};

use super::sheet::{ColumnType, Sheet, SheetColumn};
use super::tables::sheet;
use crate::i18n::Lang;
use crate::plan::DownloadTable;
use crate::render::view::View;

/// JSON for people too.
pub fn pretty(value: &Json) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// `datapackage.json`.
pub fn description(view: &View<'_>) -> Vec<u8> {
    describe(view, &sheets(view))
}

/// The tables of the package.
pub fn sheets(view: &View<'_>) -> Vec<Sheet> {
    DownloadTable::ALL.into_iter().map(|(_, table)| sheet(view, table)).collect()
}

/// The files of the package, for the archive.
pub fn files(view: &View<'_>) -> Vec<(String, Vec<u8>)> {
    let sheets = sheets(view);
    let mut files = vec![("datapackage.json".to_owned(), describe(view, &sheets))];
    for sheet in &sheets {
        files.push((format!("{}.csv", sheet.name), sheet.csv()));
        files.push((format!("{}.csv-metadata.json", sheet.name), schema(view, sheet)));
    }
    files
}

fn describe(view: &View<'_>, sheets: &[Sheet]) -> Vec<u8> {
    let (zh, en) = (view.words_in(Lang::Zh), view.words_in(Lang::En));
    let mut package = Map::new();
    package.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    package.insert("name".into(), json!("gongbao"));
    if let Some(site) = view.site() {
        package.insert("title".into(), json!(site.names.zh));
        package.insert("title_en".into(), json!(site.names.en));
        package.insert("description".into(), json!(site.disclaimer.zh));
        package.insert("description_en".into(), json!(site.disclaimer.en));
        let licences = site.data.licences.iter();
        let licences: Vec<Json> = licences
            .map(|licence| json!({"name": licence.id, "path": licence.url, "title": licence.names.en}))
            .collect();
        if !licences.is_empty() {
            package.insert("licenses".into(), Json::Array(licences));
        }
        package.insert("contributors".into(), json!([{"title": site.organiser.zh, "roles": ["publisher"]}]));
    }
    if let Some(version) = view.data_version() {
        package.insert("version".into(), json!(version.to_string()));
        // The format asks for a time: the first of that day where the portal is read.
        if version.day.is_some() {
            package.insert("created".into(), json!(format!("{version}T00:00:00+08:00")));
        }
    }
    if let Some(base) = view.base_url() {
        package.insert("homepage".into(), json!(base));
    }
    package.insert("languages".into(), json!([Lang::Zh.tag(), Lang::En.tag()]));
    let resources: Vec<Json> = sheets
        .iter()
        .map(|sheet| {
            let key = format!("sheets.{}", sheet.name);
            json!({
                "name": sheet.name,
                "type": "table",
                "path": format!("{}.csv", sheet.name),
                "title": zh.plain(&key),
                "title_en": en.plain(&key),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": sheet.csv().len(),
                "schema": table_schema(view, sheet),
            })
        })
        .collect();
    package.insert("resources".into(), Json::Array(resources));
    pretty(&Json::Object(package))
}

/// The schema of a table: types, keys, labelled codes.
fn table_schema(view: &View<'_>, sheet: &Sheet) -> Json {
    let fields: Vec<Json> = sheet.columns.iter().map(|column| field(view, column, sheet)).collect();
    let foreign: Vec<Json> = sheet
        .columns
        .iter()
        .filter_map(|column| {
            let (table, key) = column.refers?;
            Some(json!({"fields": [column.name], "reference": {"resource": table, "fields": [key]}}))
        })
        .collect();
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/tableschema.json"));
    schema.insert("fields".into(), Json::Array(fields));
    schema.insert("missingValues".into(), json!([""]));
    if let Some(key) = sheet.key {
        schema.insert("primaryKey".into(), json!([key]));
    }
    if !foreign.is_empty() {
        schema.insert("foreignKeys".into(), Json::Array(foreign));
    }
    Json::Object(schema)
}

fn field(view: &View<'_>, column: &SheetColumn, sheet: &Sheet) -> Json {
    let (zh, en) = (view.words_in(Lang::Zh), view.words_in(Lang::En));
    let key = format!("columns.{}", column.name);
    let mut field = Map::new();
    field.insert("name".into(), json!(column.name));
    field.insert("type".into(), json!(kind(column.kind)));
    field.insert("title".into(), json!(zh.plain(&key)));
    field.insert("title_en".into(), json!(en.plain(&key)));
    let mut constraints = Map::new();
    if column.full {
        constraints.insert("required".into(), json!(true));
    }
    if sheet.key == Some(column.name) {
        constraints.insert("unique".into(), json!(true));
    }
    if let ColumnType::Code(list) = column.kind {
        let codes = list.codes();
        constraints.insert("enum".into(), json!(codes));
        let labelled: Vec<Json> = codes
            .iter()
            .map(|code| {
                let key = list.word(code);
                json!({"value": code, "label": zh.plain(&key), "label_en": en.plain(&key)})
            })
            .collect();
        field.insert("categories".into(), Json::Array(labelled));
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), Json::Object(constraints));
    }
    Json::Object(field)
}

fn kind(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text | ColumnType::Code(_) => "string",
        ColumnType::Whole => "integer",
        ColumnType::Number => "number",
        ColumnType::Truth => "boolean",
    }
}

/// What the columns of a table are, after CSV on the Web.
pub fn schema(view: &View<'_>, sheet: &Sheet) -> Vec<u8> {
    pretty(&json!({
        "@context": context(),
        "url": format!("{}.csv", sheet.name),
        "dialect": {"encoding": "utf-8", "header": true},
        "tableSchema": columns(view, sheet),
    }))
}

/// The same of several files that have the columns of one table.
pub fn schema_of_all(view: &View<'_>, sheet: &Sheet, files: impl Iterator<Item = String>) -> Vec<u8> {
    pretty(&json!({
        "@context": context(),
        "dialect": {"encoding": "utf-8", "header": true},
        "tableSchema": columns(view, sheet),
        "tables": files.map(|url| json!({"url": url})).collect::<Vec<_>>(),
    }))
}

fn context() -> Json {
    json!(["http://www.w3.org/ns/csvw", {"language": "zh"}])
}

fn columns(view: &View<'_>, sheet: &Sheet) -> Json {
    let (zh, en) = (view.words_in(Lang::Zh), view.words_in(Lang::En));
    let columns: Vec<Json> = sheet
        .columns
        .iter()
        .map(|column| {
            let key = format!("columns.{}", column.name);
            json!({
                "name": column.name,
                "titles": {"zh": [zh.plain(&key), column.name], "en": [en.plain(&key), column.name]},
                "datatype": match column.kind {
                    ColumnType::Number => "decimal",
                    ColumnType::Text | ColumnType::Whole | ColumnType::Truth | ColumnType::Code(_) => kind(column.kind),
                },
                "required": column.full,
            })
        })
        .collect();
    let mut table = Map::new();
    table.insert("columns".into(), Json::Array(columns));
    if let Some(key) = sheet.key {
        table.insert("primaryKey".into(), json!(key));
    }
    Json::Object(table)
}
