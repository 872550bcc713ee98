use super::*;
use crate::diag::{CellPlace, Code, Diagnostics};
use crate::figure::Qualifier;
use crate::parse::records::{Limit, Limits, MarkFile, Status};
use crate::parse::yaml::{self, Cx, Decode};
use crate::source::FileId;

fn cells() -> Limit {
    Limits::default().cells()
}

/// The signs that the program carries.
fn marks() -> MarkFile {
    let mut problems = Diagnostics::new();
    let text = include_str!("../../../data/marks.yaml");
    let node = yaml::read(FileId(0), text, 0, &mut problems).expect("YAML");
    let file = MarkFile::decode(&node, &mut Cx::new(&mut problems)).expect("signs");
    assert!(problems.is_empty(), "{problems:?}");
    file
}

/// Value, upper end, qualifier, status and unit of a cell, in one line.
fn line(text: &str) -> String {
    let file = marks();
    match read_cell(text, &Signs::new(&file.marks)) {
        Err(why) => format!("{why:?}"),
        Ok(read) => {
            let shown =
                |amount: Option<crate::parse::Amount>| amount.map_or("-".to_owned(), |amount| amount.to_string());
            let qualifier = read.qualifier.map_or("-".to_owned(), |qualifier: Qualifier| format!("{qualifier:?}"));
            let status = read.status.map_or("-".to_owned(), |status: Status| format!("{status:?}"));
            let unit = read.unit.unwrap_or("-".to_owned());
            format!("{} {} {qualifier} {status} {unit}", shown(read.value), shown(read.upper))
        }
    }
}

#[test]
fn cells_as_offices_type_them() {
    let cases = [
        ("93.40", "93.40 - - - -"),
        ("1,234.5", "1234.5 - - - -"),
        ("１２，３４５", "12345 - - - -"),
        ("12 345", "12345 - - - -"),
        ("-7.2", "-7.2 - - - -"),
        ("−7.2%", "-7.2 - - - %"),
        ("+3.20", "3.20 - - - -"),
        ("0", "0 - - - -"),
        (".5", "0.5 - - - -"),
        ("x", "- - - Masked -"),
        ("XX", "- - - Masked -"),
        ("…", "- - - NotPublished -"),
        ("-", "- - - NotPublished -"),
        ("[z]", "- - - NotApplicable -"),
        ("约92", "92 - About - -"),
        ("<5", "5 - LessThan - -"),
        ("≥95%", "95 - AtLeast - %"),
        ("2100余人", "2100 - MoreThan - 人"),
        ("95%以上", "95 - AtLeast - %"),
        ("92.4（预计）", "92.4 - - Provisional -"),
        ("92.4%（预计）", "92.4 - - Provisional %"),
        ("约92.4(r)", "92.4 - About Revised -"),
        ("5-9", "5 9 Range - -"),
        ("5%～9%", "5 9 Range - %"),
        ("12.3*", "12.3 - - - -"),
        ("2138084万元", "2138084 - - - 万元"),
        ("8:30", "8:30 - - - -"),
        ("9-5", "NoRange"),
        ("1,23", "NoNumber"),
        ("三", "NoNumber"),
        ("12.3 45.6", "NoNumber"),
        ("", "NoNumber"),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .filter(|(text, wanted)| line(text) != *wanted)
        .map(|(text, wanted)| format!("{text}: {} and not {wanted}", line(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_footnote_without_words_is_remembered() {
    let file = marks();
    let read = read_cell("12.3*", &Signs::new(&file.marks)).expect("a number");
    assert_eq!(read.unexplained, ["*"]);
    assert_eq!(read.number_end, 4);
}

#[test]
fn cells_of_csv_know_their_bytes() {
    let mut problems = Diagnostics::new();
    let text = "地区,2019\n\"甲,市\",\" 1,234 \"\n乙,\"a\"\"b\"\n\n丙;丁,x\n";
    let table = read_csv(FileId(0), "data/observations/t", text, cells(), &mut problems).expect("a table");
    let cells: Vec<(u32, u32, &str)> = table.sheets[0]
        .rows
        .iter()
        .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (*row, *column, cell.text.as_str())))
        .collect();
    let wanted = [(0, 0, "地区"), (0, 1, "2019"), (1, 0, "甲,市"), (1, 1, "1,234"), (2, 0, "乙"), (2, 1, "a\"b")];
    assert_eq!(cells[..6], wanted);
    assert_eq!(cells[6..], [(4, 0, "丙;丁"), (4, 1, "x")]);
    let cell = table.sheets[0].cell(1, 1).expect("a cell");
    assert_eq!(&text[cell.span.start as usize..cell.span.end as usize], "\" 1,234 \"");
    assert!(problems.is_empty());
}

#[test]
fn a_quote_that_is_not_closed_is_reported() {
    let mut problems = Diagnostics::new();
    let table = read_csv(FileId(0), "t", "a,b\n1,\"2\n3,4\n", cells(), &mut problems).expect("what stands before it");
    assert_eq!(table.sheets[0].rows.len(), 2);
    let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::TableCell]);
}

/// A spreadsheet of given parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in parts {
        writer.start_file(*path, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("a file").into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/><sheet name="底稿" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const STYLES: &str = r##"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.00_ "/><numFmt numFmtId="171" formatCode="yyyy\-mm"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="171"/></cellXfs></styleSheet>"##;

#[test]
fn cells_of_spreadsheets_are_read_as_they_are_shown() {
    let strings =
        r#"<sst><si><t>地区</t></si><si><r><t>济</t></r><r><t>南 &amp; A</t></r><rPh><t>jinan</t></rPh></si></sst>"#;
    let sheet = r#"<worksheet><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2019</v></c></row>
        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>93.4</v></c><c r="C2" s="2"><v>0.93370000000000009</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>青岛</t></is></c><c r="B4" s="3"><v>43959</v></c><c r="C4"><f>A1+1</f></c>
        <c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AA4"><f>2*3</f><v>6</v></c><c r="E4"><v>1.2E-2</v></c></row>
        </sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>"#;
    let bytes = packed(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
    ]);
    let mut problems = Diagnostics::new();
    let table = read_xlsx(FileId(0), "t", &bytes, cells(), &mut problems).expect("a spreadsheet");
    assert!(problems.is_empty(), "{problems:?}");
    let first = &table.sheets[0];
    let cells: Vec<(String, &str, CellKind)> = first
        .rows
        .values()
        .flat_map(|cells| cells.values())
        .map(|cell| (CellPlace::of(cell.span).address(), cell.text.as_str(), cell.kind))
        .collect();
    let cells: Vec<(&str, &str, CellKind)> = cells.iter().map(|(at, text, kind)| (at.as_str(), *text, *kind)).collect();
    let wanted = [
        ("A1", "地区", CellKind::Text),
        ("B1", "2019", CellKind::Number),
        ("A2", "济南 & A", CellKind::Text),
        ("B2", "93.40", CellKind::Number),
        ("C2", "93.37%", CellKind::Number),
        ("A4", "青岛", CellKind::Text),
        ("B4", "43959", CellKind::Date),
        ("C4", "", CellKind::NoResult),
        ("D4", "#DIV/0!", CellKind::Error),
        ("E4", "0.012", CellKind::Number),
        ("AA4", "6", CellKind::Number),
    ];
    assert_eq!(cells, wanted);
    assert_eq!(first.covering(2, 0).map(|cell| cell.text.as_str()), Some("济南 & A"));
    assert!(table.sheets[1].hidden);
}

#[test]
fn what_is_no_spreadsheet_is_refused_and_so_is_what_unpacks_to_too_much() {
    let codes = |bytes: &[u8]| -> Vec<Code> {
        let mut problems = Diagnostics::new();
        assert_eq!(read_xlsx(FileId(0), "t", bytes, cells(), &mut problems), None);
        problems.iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes(b"<html>"), [Code::Unreadable]);
    assert_eq!(codes(&packed(&[("word/document.xml", "<w/>")])), [Code::Unreadable]);
    let long = " ".repeat(100 * 1024 * 1024);
    let bomb = packed(&[("xl/workbook.xml", &long)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(codes(&bomb), [Code::Unreadable]);
}
