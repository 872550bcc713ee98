//! Spreadsheets: the parts of an `.xlsx` file that say what stands in which cell.
//!
//! Numbers are taken from the characters of the file, never through binary fractions, and
//! shown as their format says: as percentages, with their decimals, or as dates. What the
//! parts unpack to is bounded, so that a small file cannot fill the memory.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::csv::diagnose_large;
use super::grid::{Area, Cell, CellKind, DataTable, TableSheet};
use super::numerals::of_spreadsheet;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::parse::records::Limit;
use crate::say;
use crate::source::FileId;

/// To how many bytes all parts together may unpack.
const LARGEST_UNPACKED: u64 = 96 * 1024 * 1024;

/// Why a file is no spreadsheet that can be read.
enum XlsxFault {
    /// Not an `.xlsx` file, or one that is damaged.
    Damaged,
    /// It unpacks to too much.
    Bomb,
    /// It has too many cells; the place of the one too many.
    Large(Span, Limit),
}

impl From<quick_xml::Error> for XlsxFault {
    fn from(_: quick_xml::Error) -> XlsxFault {
        XlsxFault::Damaged
    }
}

/// Reads all sheets of a spreadsheet.
pub fn read_xlsx(file: FileId, stem: &str, bytes: &[u8], most: Limit, problems: &mut Diagnostics) -> Option<DataTable> {
    match read(file, bytes, most) {
        Ok(sheets) => Some(DataTable { file, stem: stem.to_owned(), sheets }),
        Err(fault) => {
            problems.push(diagnose(fault, file));
            None
        }
    }
}

fn diagnose(fault: XlsxFault, file: FileId) -> Diagnostic {
    let span = Span::file(file);
    match fault {
        XlsxFault::Large(span, most) => diagnose_large(span, most),
        XlsxFault::Bomb => {
            let most = LARGEST_UNPACKED / 1024 / 1024;
            Diagnostic::new(
                Code::Unreadable,
                span,
                say!(
                    "电子表格解开后超过{most} MB，没有读取",
                    "the spreadsheet unpacks to more than {most} MB and was not read"
                ),
            )
            .help(say!("只留下要发布的工作表、行和列", "keep only the sheets, rows and columns to be published"))
        }
        XlsxFault::Damaged => Diagnostic::new(
            Code::Unreadable,
            span,
            say!("这个文件不是可读的`.xlsx`电子表格", "the file is no `.xlsx` spreadsheet that can be read"),
        )
        .help(say!(
            "用电子表格软件打开，另存为“Excel工作簿（.xlsx）”，不加密码",
            "open it in a spreadsheet program and save it as “Excel workbook (.xlsx)” without a password"
        )),
    }
}

fn read(file: FileId, bytes: &[u8], most: Limit) -> Result<Vec<TableSheet>, XlsxFault> {
    let mut parts =
        Parts { archive: ZipArchive::new(Cursor::new(bytes)).map_err(|_| XlsxFault::Damaged)?, left: LARGEST_UNPACKED };
    let workbook = parts.text("xl/workbook.xml")?.ok_or(XlsxFault::Damaged)?;
    let relations = parts.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let strings = parts.text("xl/sharedStrings.xml")?.map_or(Ok(Vec::new()), |xml| shared_strings(&xml))?;
    let formats = parts.text("xl/styles.xml")?.map_or(Ok(Vec::new()), |xml| formats(&xml))?;
    let targets = relation_targets(&relations)?;
    let mut cells = 0;
    let mut sheets = Vec::new();
    for (number, listed) in listed_sheets(&workbook)?.into_iter().enumerate() {
        let Some((_, target)) = targets.iter().find(|(id, _)| *id == listed.relation) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let Some(xml) = parts.text(&path)? else { continue };
        let place = |row, column| Span::cell(file, number, row, column);
        let context = SheetContext { strings: &strings, formats: &formats, place: &place };
        let mut sheet = context.read(&xml, most, &mut cells)?;
        (sheet.name, sheet.hidden) = (listed.name, listed.hidden);
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(XlsxFault::Damaged) } else { Ok(sheets) }
}

/// The parts of the file, with what may still be unpacked.
struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl Parts<'_> {
    /// The text of a part; `None` where there is no such part.
    fn text(&mut self, path: &str) -> Result<Option<String>, XlsxFault> {
        let part = match self.archive.by_name(path) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(XlsxFault::Damaged),
        };
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| XlsxFault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(XlsxFault::Bomb)?;
        String::from_utf8(bytes).map(Some).map_err(|_| XlsxFault::Damaged)
    }
}

/// A sheet as the workbook lists it.
struct ListedSheet {
    name: String,
    relation: String,
    hidden: bool,
}

fn listed_sheets(xml: &str) -> Result<Vec<ListedSheet>, XlsxFault> {
    let mut sheets = Vec::new();
    each_start(xml, |start| {
        if start.local_name().as_ref() == "sheet" {
            let hidden = attribute(start, "state").is_some_and(|state| state != "visible");
            let (name, relation) = (attribute(start, "name"), attribute(start, "id"));
            sheets.extend(name.zip(relation).map(|(name, relation)| ListedSheet { name, relation, hidden }));
        }
    })?;
    Ok(sheets)
}

fn relation_targets(xml: &str) -> Result<Vec<(String, String)>, XlsxFault> {
    let mut targets = Vec::new();
    each_start(xml, |start| targets.extend(attribute(start, "Id").zip(attribute(start, "Target"))))?;
    Ok(targets)
}

/// How a number is shown.
#[derive(Clone, Copy, Default)]
struct NumberFormat {
    decimals: u32,
    percent: bool,
    date: bool,
}

impl NumberFormat {
    /// One of the formats that have a number and no code.
    fn built_in(id: u32) -> NumberFormat {
        let plain = |decimals| NumberFormat { decimals, ..NumberFormat::default() };
        match id {
            2 | 4 | 39 | 40 | 43 | 44 => plain(2),
            9 => NumberFormat { percent: true, ..plain(0) },
            10 => NumberFormat { percent: true, ..plain(2) },
            14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat { date: true, ..plain(0) },
            _ => plain(0),
        }
    }

    /// A format by its code, such as `#,##0.00` or `0.0%`.
    fn of_code(code: &str) -> NumberFormat {
        let first = without_literals(code.split(';').next().unwrap_or(""));
        let decimals = first.split_once('.').map_or(0, |(_, after)| {
            after.chars().take_while(|c| matches!(c, '0' | '#' | '?')).filter(|c| *c == '0').count()
        });
        let date =
            first.to_lowercase().contains(['y', 'm', 'd', 'h', 's']) && !first.to_lowercase().contains("general");
        let decimals = u32::try_from(decimals).unwrap_or(0).min(12);
        NumberFormat { decimals, percent: first.contains('%'), date }
    }
}

/// A format code without what is shown as it stands: `"元"`, `\m`, `[Red]`.
fn without_literals(code: &str) -> String {
    let mut plain = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            c => plain.push(c),
        }
    }
    plain
}

/// The formats of cells, by the number of their style.
fn formats(xml: &str) -> Result<Vec<NumberFormat>, XlsxFault> {
    let mut own: Vec<(u32, NumberFormat)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    each_start(xml, |start| match start.local_name().as_ref() {
        "numFmt" => {
            let id = attribute(start, "numFmtId").and_then(|id| id.parse().ok());
            own.extend(id.zip(attribute(start, "formatCode").map(|code| NumberFormat::of_code(&code))));
        }
        "cellXfs" => in_cells = true,
        "cellStyles" | "dxfs" => in_cells = false,
        "xf" if in_cells => {
            let id = attribute(start, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
            let known = own.iter().find(|(known, _)| *known == id).map(|(_, format)| *format);
            styles.push(known.unwrap_or_else(|| NumberFormat::built_in(id)));
        }
        _ => {}
    })?;
    Ok(styles)
}

fn shared_strings(xml: &str) -> Result<Vec<String>, XlsxFault> {
    let mut strings: Vec<String> = Vec::new();
    let mut reader = Reader::from_str(xml);
    let (mut in_text, mut phonetic) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "si" => strings.push(String::new()),
                "rPh" => phonetic = true,
                "t" => in_text = !phonetic,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => phonetic = false,
                "t" => in_text = false,
                _ => {}
            },
            Event::Eof => return Ok(strings),
            event if in_text => {
                if let Some(text) = strings.last_mut() {
                    push_text(text, &event);
                }
            }
            _ => {}
        }
    }
}

/// Adds what an event says as text.
fn push_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(piece),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            _ => text.push_str(quick_xml::escape::resolve_predefined_entity(reference).unwrap_or("")),
        },
        _ => {}
    }
}

/// What the cells of a sheet refer to.
struct SheetContext<'x> {
    strings: &'x [String],
    formats: &'x [NumberFormat],
    place: &'x dyn Fn(u32, u32) -> Span,
}

/// A cell while it is read.
#[derive(Default)]
struct OpenCell {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    formula: bool,
    value: String,
    has_value: bool,
}

impl SheetContext<'_> {
    fn read(&self, xml: &str, most: Limit, cells: &mut usize) -> Result<TableSheet, XlsxFault> {
        let mut sheet = TableSheet::default();
        let mut merged = Vec::new();
        let mut reader = Reader::from_str(xml);
        let (mut next_row, mut next_column) = (0, 0);
        let mut open: Option<OpenCell> = None;
        let (mut in_value, mut phonetic) = (false, false);
        loop {
            let event = reader.read_event()?;
            let empty = matches!(event, Event::Empty(_));
            match &event {
                Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                    "row" => {
                        let number = attribute(start, "r").and_then(|r| r.parse::<u32>().ok());
                        next_row = number.map_or(next_row, |number| number.saturating_sub(1)) + 1;
                        next_column = 0;
                    }
                    "c" => {
                        let place = attribute(start, "r").and_then(|r| address(&r));
                        let (row, column) = place.unwrap_or((u32::saturating_sub(next_row, 1), next_column));
                        next_column = column + 1;
                        open = (!empty).then(|| OpenCell {
                            row,
                            column,
                            kind: attribute(start, "t").unwrap_or_default(),
                            style: attribute(start, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
                            ..OpenCell::default()
                        });
                    }
                    "f" => open.iter_mut().for_each(|cell| cell.formula = true),
                    "rPh" if !empty => phonetic = true,
                    "v" | "t" if !empty && !phonetic => {
                        in_value = true;
                        open.iter_mut().for_each(|cell| cell.has_value = true);
                    }
                    "mergeCell" => merged.extend(attribute(start, "ref").and_then(|area| merged_area(&area))),
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "rPh" => phonetic = false,
                    "v" | "t" => in_value = false,
                    "c" => {
                        if let Some((row, column, cell)) = open.take().and_then(|cell| self.close(cell)) {
                            *cells += 1;
                            if most.is_passed(*cells) {
                                return Err(XlsxFault::Large(cell.span, most));
                            }
                            sheet.put(row, column, cell);
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                event if in_value => open.iter_mut().for_each(|cell| push_text(&mut cell.value, event)),
                _ => {}
            }
        }
        match merged.iter().find(|area| !sheet.merge(area, most)) {
            Some(area) => Err(XlsxFault::Large((self.place)(area.rows.0, area.columns.0), most)),
            None => Ok(sheet),
        }
    }

    /// What a finished cell holds; `None` for an empty one.
    fn close(&self, open: OpenCell) -> Option<(u32, u32, Cell)> {
        let span = (self.place)(open.row, open.column);
        let stored = open.value.trim();
        let format = self.formats.get(open.style).copied().unwrap_or_default();
        let (text, kind) = match open.kind.as_str() {
            _ if open.formula && (!open.has_value || stored.is_empty()) => (String::new(), CellKind::NoResult),
            "s" => (self.strings.get(stored.parse::<usize>().ok()?)?.trim().to_owned(), CellKind::Text),
            "e" => (stored.to_owned(), CellKind::Error),
            "str" | "inlineStr" => (stored.to_owned(), CellKind::Text),
            "b" => (if stored == "1" { "TRUE" } else { "FALSE" }.to_owned(), CellKind::Text),
            "d" => (stored.to_owned(), CellKind::Date),
            _ if format.date => (stored.to_owned(), CellKind::Date),
            _ => match of_spreadsheet(stored, format.decimals, format.percent) {
                Some(number) => (number, CellKind::Number),
                None => (stored.to_owned(), CellKind::Text),
            },
        };
        let empty = text.is_empty() && kind != CellKind::NoResult;
        (!empty).then_some((open.row, open.column, Cell { text, kind, span }))
    }
}

/// Row and column of an address such as `B7`, from zero.
fn address(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = text.split_at(letters);
    let row: u32 = digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    Some((row - 1, column - 1))
}

fn merged_area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
    Some(Area { rows: (top, bottom), columns: (left, right) }).filter(Area::is_large)
}

/// Calls a function with each element that begins.
fn each_start(xml: &str, mut act: impl FnMut(&BytesStart<'_>)) -> Result<(), XlsxFault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(start) | Event::Empty(start) => act(&start),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute, whatever the prefix of its name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|known| known.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}
