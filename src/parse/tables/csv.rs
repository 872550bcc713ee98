//! CSV: the cells of a text, each with its bytes.

use super::grid::{Cell, CellKind, DataTable, TableSheet};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::parse::records::Limit;
use crate::say;
use crate::source::FileId;

/// What may stand between cells; the one that stands most often in the first line does.
const SEPARATORS: [char; 3] = [',', '\t', ';'];

/// Reads a text with commas, tabs or semicolons between its cells. A cell in quotes may hold
/// these, line ends, and quotes written twice.
pub fn read_csv(file: FileId, stem: &str, text: &str, most: Limit, problems: &mut Diagnostics) -> Option<DataTable> {
    if text.trim().is_empty() {
        let problem = Diagnostic::new(Code::EmptyFile, Span::file(file), say!("表是空的", "the table is empty"));
        problems.push(problem.help(say!("填上数据，或删去这个文件", "fill it in, or delete the file")));
        return None;
    }
    let first = text.lines().next().unwrap_or("");
    let count = |separator: &char| first.matches(*separator).count();
    let separator = SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(',');
    let mut reader = CsvReader { text, at: 0, separator };
    let mut sheet = TableSheet::default();
    let (mut row, mut column, mut cells) = (0, 0, 0);
    while reader.at < text.len() {
        let (start, cell, end) = match reader.cell() {
            Ok(cell) => cell,
            Err(start) => {
                problems.push(diagnose_open_quote(Span::new(file, start..start + 1)));
                break;
            }
        };
        let shown = cell.trim();
        if !shown.is_empty() {
            cells += 1;
            let span = Span::new(file, start..end);
            if most.is_passed(cells) {
                problems.push(diagnose_large(span, most));
                return None;
            }
            sheet.put(row, column, Cell { text: shown.to_owned(), kind: CellKind::Text, span });
        }
        if reader.next_cell() {
            column += 1;
        } else {
            (row, column) = (row + 1, 0);
        }
    }
    Some(DataTable { file, stem: stem.to_owned(), sheets: vec![sheet] })
}

/// Says that a table is too large, at the cell that is one too many.
pub fn diagnose_large(span: Span, cells: Limit) -> Diagnostic {
    let most = cells.most;
    let message =
        say!("表太大：超过{most}格，没有读取", "the table is too large: more than {most} cells; it was not read");
    let first =
        say!("只留下要发布的行和列，或分成几个文件", "keep the rows and columns to be published, or split the file");
    Diagnostic::new(Code::Unreadable, span, message).help(cells.cure(first))
}

fn diagnose_open_quote(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TableCell,
        span,
        say!("这里的引号没有结束，以下没有读取", "the quotation mark is not closed; nothing behind it was read"),
    )
    .help(say!("补上另一个`\"`；格里的引号写两个", "close it with `\"`; write a quotation mark in a cell twice"))
}

struct CsvReader<'t> {
    text: &'t str,
    at: usize,
    separator: char,
}

impl CsvReader<'_> {
    /// The cell that begins here, with its range; the position of a quote that is not closed.
    fn cell(&mut self) -> Result<(usize, String, usize), usize> {
        let rest = &self.text[self.at..];
        let start = self.at;
        if !rest.starts_with('"') {
            let length = rest.find([self.separator, '\n']).unwrap_or(rest.len());
            self.at += length;
            return Ok((start, rest[..length].to_owned(), self.at));
        }
        let mut text = String::new();
        let mut inside = start + 1;
        loop {
            let length = self.text[inside..].find('"').ok_or(start)?;
            text.push_str(&self.text[inside..inside + length]);
            inside += length + 1;
            if !self.text[inside..].starts_with('"') {
                break;
            }
            text.push('"');
            inside += 1;
        }
        // What stands between the quote and the next separator belongs to the cell.
        let tail = self.text[inside..].find([self.separator, '\n']).unwrap_or(self.text.len() - inside);
        text.push_str(&self.text[inside..inside + tail]);
        self.at = inside + tail;
        Ok((start, text, self.at))
    }

    /// Goes behind the separator; false at the end of a line.
    fn next_cell(&mut self) -> bool {
        let next = self.text[self.at..].chars().next();
        self.at += next.map_or(0, char::len_utf8);
        next == Some(self.separator)
    }
}
