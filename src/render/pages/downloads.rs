//! What the page of data offers: files with their rows and sizes, and what the columns
//! mean.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{DataFile, DownloadTable, IndicatorForm, SdmxFile, Subject};
use crate::portal::{IndicatorId, ProgrammeId};
use crate::render::downloads::{self, ColumnType, Sheet, SheetColumn};
use crate::render::links::NamedLink;
use crate::render::view::View;

/// The whole package of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataPackage {
    /// All tables in one archive.
    pub archive: DownloadFile,
    /// What the package holds, for machines.
    pub description: DownloadFile,
    /// All tables as one workbook.
    pub workbook: DownloadFile,
    /// The data for catalogues of open data.
    pub catalogue: Option<String>,
    /// How programs find the files.
    pub interface: Option<String>,
    /// The figures of each programme as a cube.
    pub cubes: Vec<NamedLink>,
    /// The charts of each programme: tables and drawings in one archive.
    pub charts: Vec<NamedLink>,
    /// The structures of the figures in the form of SDMX; none where there are no figures.
    pub sdmx: Option<String>,
    /// The figures of each programme in the forms of SDMX.
    pub sdmx_data: Vec<SdmxData>,
}

/// The figures of a programme in the forms of SDMX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SdmxData {
    /// The programme.
    pub name: String,
    /// The figures that have a year, as SDMX-CSV.
    pub csv: Option<String>,
    /// The figures without a year, as SDMX-CSV.
    pub undated: Option<String>,
    /// All of them as SDMX-JSON.
    pub json: Option<String>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DownloadFile {
    /// The file.
    pub href: Option<String>,
    /// Its size in words.
    pub size: String,
}

/// The licences, and of which day the data is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DownloadTerms {
    /// The licences under which the data may be used.
    pub licences: Vec<LicenceLink>,
    /// The day of the data, in words.
    pub version: Option<String>,
    /// The same day for machines.
    pub datetime: Option<String>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LicenceLink {
    /// The name of the licence.
    pub name: String,
    /// Its text.
    pub href: String,
}

/// A table of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableFile {
    /// What the table holds.
    pub name: String,
    /// The name of its file.
    pub file: String,
    /// The file.
    pub href: Option<String>,
    /// The description of its columns, for machines.
    pub schema: Option<String>,
    /// How many rows it has.
    pub rows: usize,
    /// The size of the file in words.
    pub size: String,
}

/// The files of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorFiles {
    /// The indicator.
    pub name: String,
    /// The page of the indicator.
    pub page: Option<String>,
    /// Its figures as a table.
    pub csv: Option<String>,
    /// Its figures for programs.
    pub json: Option<String>,
    /// How many figures there are.
    pub rows: usize,
    /// The size of the table's file in words.
    pub size: String,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableColumns {
    /// What the table holds.
    pub name: String,
    /// The name of its file.
    pub file: String,
    /// Its columns, from left to right.
    pub columns: Vec<ColumnMeaning>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ColumnMeaning {
    /// The name in the first line of the file.
    pub name: String,
    /// What it holds.
    pub title: String,
    /// What kind of value it holds, in words.
    pub kind: String,
    /// It is the key of the table: no value occurs twice.
    pub key: bool,
    /// The table and column whose values it names, as `table.column`.
    pub refers: Option<String>,
}

/// The whole package: its description and the archive.
pub fn data_package(view: &View<'_>) -> DataPackage {
    let file = |file: DataFile| DownloadFile {
        href: view.link(Subject::File(file)),
        size: size_words(view, downloads::file(view, file).len()),
    };
    let cube = |id| NamedLink {
        name: view.say(&view.programme(id).short).to_owned(),
        href: view.link(Subject::File(DataFile::Cube(id))),
    };
    let charts = |id| {
        let href = view.link(Subject::File(DataFile::ChartArchive(Some(id))))?;
        Some(NamedLink { name: view.say(&view.programme(id).short).to_owned(), href: Some(href) })
    };
    DataPackage {
        archive: file(DataFile::Archive),
        description: file(DataFile::Package),
        workbook: file(DataFile::Workbook),
        catalogue: view.link(Subject::File(DataFile::Catalogue)),
        interface: view.link(Subject::File(DataFile::Interface)),
        cubes: view.programmes().map(cube).collect(),
        charts: view.programmes().filter_map(charts).collect(),
        sdmx: view.link(Subject::File(DataFile::Sdmx(SdmxFile::Structure))),
        sdmx_data: view.programmes().map(|id| sdmx_data(view, id)).filter(|data| data.json.is_some()).collect(),
    }
}

fn sdmx_data(view: &View<'_>, programme: ProgrammeId) -> SdmxData {
    let link = |file| view.link(Subject::File(DataFile::Sdmx(file)));
    SdmxData {
        name: view.say(&view.programme(programme).short).to_owned(),
        csv: link(SdmxFile::Table(programme)),
        undated: link(SdmxFile::Undated(programme)),
        json: link(SdmxFile::Json(programme)),
    }
}

/// The licences, and of which day the data is.
pub fn download_terms(view: &View<'_>) -> DownloadTerms {
    let licences = view.site().map(|site| site.data.licences.as_slice()).unwrap_or_default().iter();
    let version = view.data_version();
    DownloadTerms {
        licences: licences
            .map(|licence| LicenceLink { name: view.say(&licence.names).to_owned(), href: licence.url.clone() })
            .collect(),
        version: version.map(|date| date.words(view.lang())),
        datetime: version.map(|date| date.to_string()),
    }
}

/// The tables of the package.
pub fn table_files(view: &View<'_>) -> Vec<TableFile> {
    let files = DownloadTable::ALL.into_iter().map(|(name, table)| {
        let sheet = downloads::sheet(view, table);
        TableFile {
            name: view.word(&format!("sheets.{name}")),
            file: format!("{name}.csv"),
            href: view.link(Subject::File(DataFile::Table(table))),
            schema: view.link(Subject::File(DataFile::TableSchema(table))),
            rows: sheet.rows.len(),
            size: size_words(view, sheet.csv().len()),
        }
    });
    files.collect()
}

/// The files of those indicators that have figures.
pub fn indicator_files(view: &View<'_>, ids: impl Iterator<Item = IndicatorId>) -> Vec<IndicatorFiles> {
    let files = ids.filter_map(|id| {
        let figures = view.figures_of_indicator(id);
        let name = &view.indicator(id).def.id.value;
        let link = |form| view.link(Subject::File(DataFile::Indicator(id, form)));
        (!figures.is_empty()).then(|| IndicatorFiles {
            name: view.say(&view.indicator(id).def.names).to_owned(),
            page: view.link(Subject::Indicator(id)),
            csv: link(IndicatorForm::Csv),
            json: link(IndicatorForm::Json),
            rows: figures.len(),
            size: size_words(view, downloads::observations(view, name, &figures).csv().len()),
        })
    });
    files.collect()
}

/// The columns of the tables, each table once.
pub fn table_columns(view: &View<'_>) -> Vec<TableColumns> {
    let tables = DownloadTable::ALL.into_iter().map(|(name, table)| {
        let sheet: Sheet = downloads::sheet(view, table);
        TableColumns {
            name: view.word(&format!("sheets.{name}")),
            file: format!("{name}.csv"),
            columns: sheet.columns.iter().map(|column| column_meaning(view, column, &sheet)).collect(),
        }
    });
    tables.collect()
}

fn column_meaning(view: &View<'_>, column: &SheetColumn, sheet: &Sheet) -> ColumnMeaning {
    let kind = match column.kind {
        ColumnType::Text => "text",
        ColumnType::Whole => "whole",
        ColumnType::Number => "number",
        ColumnType::Truth => "truth",
        ColumnType::Code(_) => "choice",
    };
    let refers = column.refers.map(|(table, key)| {
        let table = if table.is_empty() { sheet.name.as_str() } else { table };
        format!("{table}.{key}")
    });
    ColumnMeaning {
        name: column.name.to_owned(),
        title: view.word(&format!("columns.{}", column.name)),
        kind: view.word(&format!("column_kinds.{kind}")),
        key: sheet.key == Some(column.name),
        refers,
    }
}

/// A size for people, to the nearest kilobyte: it says how long a download takes, nothing more.
fn size_words(view: &View<'_>, bytes: usize) -> String {
    let kilobytes = bytes.div_ceil(1000).to_string();
    view.fill("downloads.size", &[("n", &kilobytes)])
}
