//! A table as files carry it: typed columns and rows of plain text.

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Whole,
    Number,
    Truth,
    /// A code of a list, labelled in the words at this key.
    Choice(&'static str),
}

/// A column: its name is that of its head, its title a word of the theme.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Type,
    /// A cell is never empty.
    pub full: bool,
    /// The table and column whose values it repeats.
    pub refers: Option<(&'static str, &'static str)>,
}

/// A column of any cells.
pub const fn column(name: &'static str, kind: Type) -> Column {
    Column { name, kind, full: false, refers: None }
}

/// A column without empty cells.
pub const fn full(name: &'static str, kind: Type) -> Column {
    Column { name, kind, full: true, refers: None }
}

/// A column that names rows of another table.
pub const fn refers(name: &'static str, table: &'static str, key: &'static str) -> Column {
    Column { name, kind: Type::Text, full: false, refers: Some((table, key)) }
}

/// A table.
pub struct Sheet {
    pub name: String,
    pub columns: &'static [Column],
    /// The column whose cells tell the rows apart.
    pub key: Option<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table in the form of RFC 4180, UTF-8 without a mark.
    pub fn csv(&self) -> Vec<u8> {
        let mut out = String::new();
        let heads = self.columns.iter().map(|column| column.name);
        line(&mut out, heads);
        for row in &self.rows {
            line(&mut out, row.iter().map(String::as_str));
        }
        out.into_bytes()
    }
}

fn line<'a>(out: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (position, field) in fields.enumerate() {
        if position > 0 {
            out.push(',');
        }
        if field.contains(['"', ',', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}
