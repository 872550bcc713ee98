//! What can be said about a chart in a sentence: counts, extremes, changes, what is missing. All of
//! it is counted from the same figures that are drawn.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::kind::ChartKind;
use super::number;
use super::order;
use super::spec::{ChartSpec, Figure, Qualifier, Row, Status};
use super::target;
use super::words::{self, ChartFact};
use crate::figure::grouped;

/// Every placeholder a pattern may use. One that has nothing to say for a chart is still known.
pub(super) const NAMES: [&str; 32] = [
    "title", "subtitle", "indicator", "unit", "column", "previous", "n", "total", "met", "unmet", "max.place",
    "max.value", "min.place", "min.value", "group", "group.value", "target", "missing", "list", "apart", "apart.list",
    "focus", "focus.value", "focus.previous", "change", "rise", "fall", "up", "down", "same", "panels", "panels.list",
];

/// What the chart yields, by placeholder. Absent: nothing to say.
pub fn facts(spec: &ChartSpec) -> BTreeMap<&'static str, String> {
    let mut out = BTreeMap::new();
    let column = spec.current();
    let measure = spec.measure_of(column);
    say(&mut out, "title", &spec.title);
    say(&mut out, "subtitle", &spec.subtitle);
    say(&mut out, "indicator", &measure.name);
    say(&mut out, "unit", &measure.unit.name);
    say(&mut out, "column", spec.head(column));
    if spec.columns.len() > 1 {
        say(&mut out, "previous", spec.head(column - 1));
    }
    if spec.kind == ChartKind::Multiples {
        out.insert("panels", spec.panels.len().to_string());
        let names = spec.panels.iter().map(|panel| panel.title.clone()).collect();
        say(&mut out, "panels.list", &join(spec, names));
    }
    add_counts(&mut out, spec, column);
    add_extremes(&mut out, spec, column);
    add_group_and_focus(&mut out, spec, column);
    add_changes(&mut out, spec, column);
    out
}

/// The sentence that describes the drawing, from the pattern in the words.
pub fn description(spec: &ChartSpec) -> String {
    let facts = facts(spec);
    let pattern = &spec.words.description;
    let strict = words::fill(pattern, &|name| lookup(&facts, name));
    // A mistake in a word list must not cost the reader the sentence: what is unknown stays as it
    // is typed, what has nothing to say stays empty.
    let lenient = |name: &str| match lookup(&facts, name) {
        ChartFact::Unknown => ChartFact::Said(format!("{{{name}}}")),
        ChartFact::Nothing => ChartFact::Said(String::new()),
        ChartFact::Said(text) => ChartFact::Said(text),
    };
    strict.or_else(|_| words::fill(pattern, &lenient)).unwrap_or_else(|_| pattern.clone())
}

pub(super) fn lookup(facts: &BTreeMap<&'static str, String>, name: &str) -> ChartFact {
    match facts.get(name) {
        Some(text) => ChartFact::Said(text.clone()),
        None if NAMES.contains(&name) => ChartFact::Nothing,
        None => ChartFact::Unknown,
    }
}

fn say(out: &mut BTreeMap<&'static str, String>, name: &'static str, text: &str) {
    if !text.is_empty() {
        out.insert(name, text.to_owned());
    }
}

fn add_counts(out: &mut BTreeMap<&'static str, String>, spec: &ChartSpec, column: usize) {
    if spec.rows.is_empty() {
        return;
    }
    let drawn = spec.rows.iter().filter(|row| row.figure(column).drawn().is_some()).count();
    out.insert("n", drawn.to_string());
    out.insert("total", spec.rows.len().to_string());
    if drawn < spec.rows.len() {
        out.insert("missing", (spec.rows.len() - drawn).to_string());
        let names = spec.rows.iter().filter(|row| row.figure(column).drawn().is_none());
        out.insert("list", join(spec, names.map(|row| with_status(spec, row, column)).collect()));
    }
    let apart: Vec<&Row> = spec.rows.iter().filter(|row| is_apart(row.figure(column))).collect();
    if !apart.is_empty() {
        out.insert("apart", apart.len().to_string());
        let names = apart.iter().map(|row| row.place.short.clone()).collect();
        out.insert("apart.list", join(spec, names));
    }
    // Several targets that hold at once are told in one order, and so is who reaches each.
    let labels = spec.measure_of(column).targets.iter().map(|target| target.label.clone()).collect();
    say(out, "target", &join(spec, labels));
    if let Some(counts) = target::counts(spec, column) {
        out.insert("met", join(spec, counts.iter().map(|(met, _)| met.to_string()).collect()));
        out.insert("unmet", join(spec, counts.iter().map(|(_, unmet)| unmet.to_string()).collect()));
    }
}

fn is_apart(figure: &Figure) -> bool {
    figure.status == Status::NotComparable && figure.drawn().is_some()
}

fn add_extremes(out: &mut BTreeMap<&'static str, String>, spec: &ChartSpec, column: usize) {
    let order = order::ranked_order(spec, column);
    let ranked: Vec<(usize, Decimal)> =
        order.into_iter().filter_map(|row| Some((row, spec.rows[row].figure(column).ranked()?))).collect();
    let values = ranked.iter().map(|(_, value)| *value);
    let (Some(highest), Some(lowest)) = (values.clone().max(), values.min()) else {
        return;
    };
    for (place, printed, wanted) in [("max.place", "max.value", highest), ("min.place", "min.value", lowest)] {
        let rows: Vec<&Row> = ranked.iter().filter(|(_, v)| *v == wanted).map(|(row, _)| &spec.rows[*row]).collect();
        out.insert(place, tied(spec, &rows));
        if let Some(row) = rows.first() {
            say(out, printed, &row.figure(column).label);
        }
    }
}

/// The name that stands for all places with a value.
pub(super) fn equals(spec: &ChartSpec, column: usize, value: Decimal) -> String {
    let same = |row: &&Row| row.figure(column).ranked() == Some(value);
    tied(spec, &spec.rows.iter().filter(same).collect::<Vec<_>>())
}

/// Up to three equal places by name, more by the first name and the count.
fn tied(spec: &ChartSpec, rows: &[&Row]) -> String {
    let names: Vec<String> = rows.iter().map(|row| row.place.short.clone()).collect();
    match names.as_slice() {
        [first, _, _, _, ..] => {
            let count = names.len().to_string();
            words::fill_known(&spec.words.tied, &[("place", first.as_str()), ("n", &count)])
        }
        _ => join(spec, names),
    }
}

fn add_group_and_focus(out: &mut BTreeMap<&'static str, String>, spec: &ChartSpec, column: usize) {
    if let Some(group) = &spec.group {
        say(out, "group", &group.place.short);
        say(out, "group.value", spec.printed(group.figure(column)));
    }
    let Some(focus) = spec.rows.iter().find(|row| spec.in_focus(row)) else {
        return;
    };
    say(out, "focus", &focus.place.short);
    say(out, "focus.value", spec.printed(focus.figure(column)));
    if column > 0 {
        say(out, "focus.previous", spec.printed(focus.figure(column - 1)));
    }
}

/// Changes between the last two columns: of the place in focus, else of the group.
fn add_changes(out: &mut BTreeMap<&'static str, String>, spec: &ChartSpec, column: usize) {
    let Some(earlier) = column.checked_sub(1) else {
        return;
    };
    let changes: Vec<Decimal> = spec.rows.iter().filter_map(|row| difference(spec, row, earlier, column)).collect();
    let count = |test: &dyn Fn(&Decimal) -> bool| changes.iter().filter(|c| test(c)).count().to_string();
    if !changes.is_empty() {
        out.insert("up", count(&|change| *change > Decimal::ZERO));
        out.insert("down", count(&|change| *change < Decimal::ZERO));
        out.insert("same", count(&Decimal::is_zero));
    }
    let about = spec.rows.iter().find(|row| spec.in_focus(row)).or(spec.group.as_ref());
    let Some(change) = about.and_then(|row| difference(spec, row, earlier, column)) else {
        return;
    };
    let size = grouped(&change.abs());
    if change > Decimal::ZERO {
        out.insert("rise", size);
    } else if change < Decimal::ZERO {
        out.insert("fall", size);
    }
    out.insert("change", number::signed(change));
}

/// The exact difference between two columns; none where a value is missing, approximate or of
/// another definition.
pub(super) fn difference(spec: &ChartSpec, row: &Row, earlier: usize, later: usize) -> Option<Decimal> {
    let (before, after) = (row.figure(earlier), row.figure(later));
    let sure = |figure: &Figure| figure.bound() == Qualifier::Exact;
    if earlier == later || !sure(before) || !sure(after) || redefined(spec, earlier, later) {
        return None;
    }
    number::difference(after.ranked()?, before.ranked()?)
}

/// Whether the definition changed between two columns.
pub(super) fn redefined(spec: &ChartSpec, earlier: usize, later: usize) -> bool {
    spec.breaks.iter().any(|change| change.before_column > earlier && change.before_column <= later)
}

/// The printed change of a row: what the caller gave, else the exact difference, else a dash.
pub(super) fn change(spec: &ChartSpec, row: &Row, earlier: usize, later: usize) -> String {
    if let Some(text) = &row.change {
        return text.clone();
    }
    match difference(spec, row, earlier, later) {
        Some(change) => {
            let magnitude = number::magnitude_for(change, &spec.words.magnitudes);
            let plus = if change > Decimal::ZERO { "+" } else { "" };
            match magnitude {
                Some(_) => format!("{plus}{}", number::in_magnitude(change, magnitude)),
                None => number::signed(change),
            }
        }
        None => "–".to_owned(),
    }
}

fn with_status(spec: &ChartSpec, row: &Row, column: usize) -> String {
    let status = spec.words.status.missing(row.figure(column).status);
    let facts = [("place", row.place.short.as_str()), ("status", status)];
    words::fill_known(&spec.words.place_status, &facts)
}

fn join(spec: &ChartSpec, names: Vec<String>) -> String {
    names.join(&spec.words.separator)
}
