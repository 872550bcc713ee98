//! The figures of a chart as a CSV file (RFC 4180): plain numbers, remarks in words beside them.
//! A byte-order mark is the caller's choice.

use super::kind::ChartKind;
use super::spec::{ChartSpec, Figure, Row, Status};
use super::table;
use crate::i18n::write_csv;

/// One line per place, the group last. Columns that would be empty throughout are left out.
pub fn csv(spec: &ChartSpec) -> String {
    if spec.kind == ChartKind::Multiples {
        return csv(&table::one_row_a_panel(spec));
    }
    let rows: Vec<&Row> = spec.rows.iter().chain(&spec.group).collect();
    let columns: Vec<CsvColumn> = (0..spec.columns.len())
        .map(|column| CsvColumn {
            column,
            upper: rows.iter().any(|row| row.figure(column).range().is_some()),
            remarks: rows.iter().any(|row| !remark(spec, row.figure(column)).is_empty()),
        })
        .collect();
    let lines = std::iter::once(heads(spec, &columns)).chain(rows.into_iter().map(|row| line(spec, row, &columns)));
    let lines: Vec<Vec<String>> = lines.collect();
    write_csv(lines.iter().map(|line| line.iter().map(String::as_str).collect()))
}

struct CsvColumn {
    column: usize,
    upper: bool,
    remarks: bool,
}

fn heads(spec: &ChartSpec, columns: &[CsvColumn]) -> Vec<String> {
    let mut out = vec![spec.words.place_head.clone()];
    for column in columns {
        let head = table::head_text(spec, column.column, spec.measure_of(column.column));
        out.push(head.clone());
        if column.upper {
            out.push(format!("{head} {}", spec.words.upper_head));
        }
        if column.remarks {
            out.push(format!("{head} {}", spec.words.status_head));
        }
    }
    out
}

fn line(spec: &ChartSpec, row: &Row, columns: &[CsvColumn]) -> Vec<String> {
    let mut out = vec![row.place.full.clone()];
    for column in columns {
        let figure = row.figure(column.column);
        let range = figure.range();
        let value = range.map(|(low, _)| low).or(figure.drawn());
        out.push(value.map_or(String::new(), |value| value.to_string()));
        if column.upper {
            out.push(range.map_or(String::new(), |(_, high)| high.to_string()));
        }
        if column.remarks {
            out.push(remark(spec, figure));
        }
    }
    out
}

/// Status, qualifier and footnote of a figure in words; empty for a plain value.
fn remark(spec: &ChartSpec, figure: &Figure) -> String {
    let status = match figure.drawn() {
        // The qualifier says more than the bare "approximate".
        Some(_) if figure.status == Status::Approx => "",
        Some(_) => spec.words.status.word(figure.status),
        None => spec.words.status.missing(figure.status),
    };
    let qualifier = figure.drawn().map_or("", |_| spec.words.qualifier.word(figure.bound()));
    let footnote = figure.footnote.as_deref().unwrap_or("");
    let parts = [status, qualifier, footnote];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&spec.words.separator)
}
