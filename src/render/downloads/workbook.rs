//! The tables of all data as one workbook (Office Open XML): numbers as numbers, all other
//! cells as plain text, so that none of them can run.

use std::fmt::Write as _;

use super::sheet::{ColumnType, Sheet};
use crate::render::html::escape;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The parts of the workbook, each with its path in the archive.
pub fn parts(sheets: &[Sheet]) -> Vec<(String, Vec<u8>)> {
    let mut types = String::new();
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (number, sheet) in (1..).zip(sheets) {
        let path = format!("worksheets/sheet{number}.xml");
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        let _ = write!(types, "<Override PartName=\"/xl/{path}\" ContentType=\"{kind}\"/>");
        let name = escape(&sheet.name);
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let _ =
            write!(relations, "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"{path}\"/>");
        parts.push((format!("xl/{path}"), worksheet(sheet).into_bytes()));
    }
    let kinds = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"
    );
    let top = format!("<Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let workbook =
        format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>");
    let first = [
        ("[Content_Types].xml", kinds),
        ("_rels/.rels", relationships(&top)),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relationships(&relations)),
    ];
    let mut all: Vec<(String, Vec<u8>)> =
        first.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    all.append(&mut parts);
    all
}

fn relationships(list: &str) -> String {
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>")
}

/// A table with its head in the first line, which stays in sight.
fn worksheet(sheet: &Sheet) -> String {
    let mut out = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData><row r=\"1\">"
    );
    for column in &sheet.columns {
        text_cell(&mut out, column.name);
    }
    out.push_str("</row>");
    for (number, row) in (2..).zip(&sheet.rows) {
        let _ = write!(out, "<row r=\"{number}\">");
        for (column, text) in sheet.columns.iter().zip(row) {
            match column.kind {
                _ if text.is_empty() => out.push_str("<c/>"),
                ColumnType::Whole | ColumnType::Number => {
                    let _ = write!(out, "<c><v>{}</v></c>", escape(text));
                }
                ColumnType::Text | ColumnType::Truth | ColumnType::Code(_) => text_cell(&mut out, text),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

fn text_cell(out: &mut String, text: &str) {
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let _ = write!(out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escape(&kept));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::downloads::sheet::{column, full};

    #[test]
    fn numbers_are_numbers_and_texts_never_run() {
        let columns = [
            full("id", ColumnType::Text).with(|row: &[&str; 2]| row[0].to_owned()),
            column("value", ColumnType::Number).with(|row: &[&str; 2]| row[1].to_owned()),
        ];
        let sheet = Sheet::new("t", Some("id"), &columns, [["=1+1<", "93.40"], ["b", ""]]);
        let text = worksheet(&sheet);
        assert!(
            text.contains("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1&lt;</t></is></c><c><v>93.40</v></c>")
        );
        assert!(text.contains("<t xml:space=\"preserve\">b</t></is></c><c/></row>"));
        assert_eq!(parts(&[sheet]).len(), 5);
    }
}
