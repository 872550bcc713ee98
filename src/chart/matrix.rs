//! The matrix of problems: places in official order, categories by their total, a count and the
//! marks of the states in every cell.

use rust_decimal::Decimal;

use super::spec::{ChartSpec, Figure, StateMark, Status};

/// A matrix whose columns are sorted by total, largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    pub caption: String,
    pub place_head: String,
    /// Head and printed total of each category.
    pub columns: Vec<(String, String)>,
    pub rows: Vec<MatrixRow>,
    pub total: Decimal,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    pub head: String,
    pub place: String,
    pub cells: Vec<MatrixCell>,
    pub total: Decimal,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MatrixCell {
    /// Index of the column in the spec, for links.
    pub column: usize,
    /// The printed count, or why there is none; a count of zero is printed as the caller labels it.
    pub text: String,
    pub status: Status,
    pub states: Vec<StateMark>,
}

/// Counts are the figures of the spec, states those of its rows.
pub fn problem_matrix(spec: &ChartSpec) -> Matrix {
    let count = |figure: &Figure| figure.drawn().unwrap_or_default();
    let total_of = |column: usize| -> Decimal { spec.rows.iter().map(|row| count(row.figure(column))).sum() };
    let mut order: Vec<usize> = (0..spec.columns.len()).collect();
    order.sort_by_key(|column| std::cmp::Reverse(total_of(*column)));
    let rows: Vec<MatrixRow> = spec
        .rows
        .iter()
        .map(|row| MatrixRow {
            head: row.place.full.clone(),
            place: row.place.id.clone(),
            cells: order
                .iter()
                .map(|column| MatrixCell {
                    column: *column,
                    text: spec.printed(row.figure(*column)).to_owned(),
                    status: row.figure(*column).status,
                    states: row.states.get(*column).cloned().unwrap_or_default(),
                })
                .collect(),
            total: row.figures.iter().map(count).sum(),
        })
        .collect();
    Matrix {
        caption: spec.title.clone(),
        place_head: spec.words.place_head.clone(),
        columns: order.iter().map(|c| (spec.head(*c).to_owned(), total_of(*c).to_string())).collect(),
        total: rows.iter().map(|row| row.total).sum(),
        rows,
    }
}
