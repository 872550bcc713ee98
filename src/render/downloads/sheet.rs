//! A table as files carry it: typed columns and rows of plain text.

use serde_json::Value as Json;

use crate::parse::records::{Nature, ProblemState, Qualifier, Status};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    Whole,
    Number,
    Truth,
    /// A code of a list; each code has a word in the theme.
    Code(CodeList),
}

/// The lists of codes that cells are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeList {
    Directions,
    Levels,
    Natures,
    Qualifiers,
    States,
    Statuses,
    YearBases,
}

impl CodeList {
    /// The codes, as the data files write them.
    pub fn codes(self) -> Vec<&'static str> {
        match self {
            CodeList::Directions => vec!["higher", "lower", "none"],
            CodeList::Levels => vec!["country", "province", "city", "county"],
            CodeList::Natures => Nature::ALL.map(|(code, _)| code).to_vec(),
            CodeList::Qualifiers => Qualifier::ALL.map(|(code, _)| code).to_vec(),
            CodeList::States => ProblemState::ALL.map(|(code, _)| code).to_vec(),
            CodeList::Statuses => Status::ALL.map(|(code, _)| code).to_vec(),
            CodeList::YearBases => vec!["stated", "inferred"],
        }
    }

    /// The key of the theme's word for a code.
    pub fn word(self, code: &str) -> String {
        match self {
            CodeList::Directions => format!("direction.{code}"),
            CodeList::Levels => format!("levels.{code}"),
            CodeList::Natures => format!("nature.{code}"),
            CodeList::Qualifiers if code == Qualifier::Exact.code() => "charts.qualifier.exact".to_owned(),
            CodeList::Qualifiers => format!("qualifier_meaning.{code}"),
            CodeList::States => format!("states.{code}.name"),
            CodeList::Statuses => format!("status.{code}.name"),
            CodeList::YearBases => format!("year_bases.{code}"),
        }
    }
}

/// A column: its name is that of its head, its title a word of the theme.
#[derive(Clone, Copy, Debug)]
pub struct SheetColumn {
    pub name: &'static str,
    pub kind: ColumnType,
    /// A cell is never empty.
    pub full: bool,
    /// The table and column whose values it repeats.
    pub refers: Option<(&'static str, &'static str)>,
}

/// A column with the function that fills its cell in the row of a record.
pub struct Filled<R> {
    column: SheetColumn,
    cell: fn(&R) -> String,
}

impl SheetColumn {
    /// Fills the column's cells.
    pub const fn with<R>(self, cell: fn(&R) -> String) -> Filled<R> {
        Filled { column: self, cell }
    }
}

/// A column of any cells.
pub const fn column(name: &'static str, kind: ColumnType) -> SheetColumn {
    SheetColumn { name, kind, full: false, refers: None }
}

/// A column without empty cells.
pub const fn full(name: &'static str, kind: ColumnType) -> SheetColumn {
    SheetColumn { name, kind, full: true, refers: None }
}

/// A column that names rows of another table.
pub const fn refers(name: &'static str, table: &'static str, key: &'static str) -> SheetColumn {
    SheetColumn { name, kind: ColumnType::Text, full: false, refers: Some((table, key)) }
}

/// A table.
pub struct Sheet {
    pub name: String,
    pub columns: Vec<SheetColumn>,
    /// The column whose cells tell the rows apart.
    pub key: Option<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table of some records.
    pub fn new<R>(
        name: &str,
        key: Option<&'static str>,
        columns: &[Filled<R>],
        records: impl IntoIterator<Item = R>,
    ) -> Sheet {
        let rows = records.into_iter().map(|record| columns.iter().map(|filled| (filled.cell)(&record)).collect());
        let rows = rows.collect();
        Sheet { name: name.to_owned(), columns: columns.iter().map(|filled| filled.column).collect(), key, rows }
    }

    /// The rows as JSON objects, an empty cell as null.
    pub fn objects(&self) -> Vec<Json> {
        let object = |row: &Vec<String>| {
            let cells = self.columns.iter().zip(row);
            Json::Object(cells.map(|(column, text)| (column.name.to_owned(), json_cell(column.kind, text))).collect())
        };
        self.rows.iter().map(object).collect()
    }

    /// The table in the form of RFC 4180, UTF-8 without a mark.
    pub fn csv(&self) -> Vec<u8> {
        let heads: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(String::as_str).collect());
        crate::i18n::write_csv(std::iter::once(heads).chain(rows)).into_bytes()
    }
}

fn json_cell(kind: ColumnType, text: &str) -> Json {
    match kind {
        _ if text.is_empty() => Json::Null,
        ColumnType::Whole | ColumnType::Number => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        ColumnType::Truth => (text == "true").into(),
        ColumnType::Text | ColumnType::Code(_) => text.into(),
    }
}
