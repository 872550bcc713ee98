//! The files for machines: tables of all data, of one indicator, of one chart.
//!
//! They are made through the same view and from the same figures as the pages.

mod archive;
mod catalogue;
mod comparison;
mod feed;
mod indicator;
mod json_stat;
mod package;
mod sdmx;
mod sheet;
mod tables;
mod workbook;

use crate::diag::{Code, Diagnostic, Span};
use crate::plan::{DataFile, IndicatorForm, SdmxFile};
use crate::say;

use super::charts;
use super::media::media_bytes;
use super::view::View;

pub use sheet::{ColumnType, Sheet, SheetColumn};
pub use tables::{observations, sheet};

/// The bytes of a file.
pub fn file(view: &View<'_>, file: DataFile) -> Vec<u8> {
    match file {
        DataFile::Indicator(id, IndicatorForm::Csv) => indicator::csv(view, id),
        DataFile::Indicator(id, IndicatorForm::Json) => indicator::json(view, id),
        DataFile::IndicatorSchema => indicator::schema(view),
        DataFile::Place(id) => {
            let name = &view.place(id).def.slug.value;
            observations(view, name, &view.figures_of_place(id)).csv()
        }
        DataFile::ChartArchive(part) => packed(view, charts::chart_files(view, part)),
        DataFile::Package => package::description(view),
        DataFile::Table(table) => sheet(view, table).csv(),
        DataFile::TableSchema(table) => package::schema(view, &sheet(view, table)),
        DataFile::Media(fingerprint, form) => media_bytes(view, fingerprint, form),
        DataFile::Archive => packed(view, package::files(view)),
        DataFile::Workbook => packed(view, workbook::parts(&package::sheets(view))),
        DataFile::Catalogue => catalogue::catalogue(view),
        DataFile::Interface => catalogue::interface(view),
        DataFile::Redirects => tables::redirects(view).csv(),
        DataFile::Cube(programme) => json_stat::cube(view, programme),
        DataFile::Sdmx(SdmxFile::Structure) => sdmx::structure(view),
        DataFile::Sdmx(SdmxFile::Table(programme)) => sdmx::csv(view, programme, true),
        DataFile::Sdmx(SdmxFile::Undated(programme)) => sdmx::csv(view, programme, false),
        DataFile::Sdmx(SdmxFile::Json(programme)) => sdmx::json(view, programme),
        DataFile::Comparison(programme) => comparison::script(view, programme),
        DataFile::Feed => feed::feed(view),
    }
}

/// Files in one archive; one that cannot be packed is reported and left empty.
fn packed(view: &View<'_>, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    archive::archive(files).unwrap_or_else(|error| {
        let reason = error.to_string();
        let message = say!("不能打包数据：{reason}", "the data cannot be packed: {reason}");
        view.report(Diagnostic::new(Code::Unreadable, Span::project(), message));
        Vec::new()
    })
}
