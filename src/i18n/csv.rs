//! Tables as text (RFC 4180), for downloads and for whoever opens them in a spreadsheet.

use super::characters::for_spreadsheet;

/// Rows of fields as a text in the form of RFC 4180; quoted only where it must be, and
/// without a cell that a spreadsheet would compute.
pub fn write_csv<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.into_iter().map(|cell| for_spreadsheet(cell).into_owned()));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
