//! Every declared statement in `data/arithmetic` gets the verdict that is declared for
//! it, computed from the published figures in `tests/arithmetic/observations.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use gongbao::arithmetic::check::{Bases, Check, Tolerance, judge};
use gongbao::arithmetic::formula::Formula;
use gongbao::arithmetic::operand::{Exactness, Operand, PrintedOperand, printed_step};
use gongbao::arithmetic::rounding::Rounding;
use gongbao::arithmetic::verdict::Verdict;

type Observations = BTreeMap<String, Operand>;
type Record = BTreeMap<String, String>;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn observations() -> Observations {
    let text = read("tests/arithmetic/observations.tsv");
    text.lines().skip(1).map(observation).collect()
}

fn observation(line: &str) -> (String, Operand) {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, value, upper, qualifier, as_printed] = fields[..] else { panic!("{line}") };
    let exactness = match qualifier {
        "masked" => return (id.to_owned(), Operand::Masked),
        "exact" => Exactness::Exact,
        "at-least" => Exactness::AtLeast,
        "at-most" => Exactness::AtMost,
        "more-than" => Exactness::MoreThan,
        "about" => Exactness::About,
        other => panic!("{id}: {other}"),
    };
    let low = value.parse().unwrap_or_else(|_| panic!("{id}: {value}"));
    let high = (!upper.is_empty()).then(|| upper.parse().expect("a decimal"));
    let step = printed_step(as_printed);
    (id.to_owned(), Operand::Printed(PrintedOperand { low, high, exactness, step }))
}

/// The records of a data file: fields in one line, folded formulas and plain lists.
fn records(file: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut key = String::new();
    for line in read(file).lines() {
        let line = if let Some(first) = line.strip_prefix("  - ") {
            records.push(Record::new());
            format!("    {first}")
        } else {
            line.to_owned()
        };
        let Some(record) = records.last_mut() else {
            continue;
        };
        let plain = |text: &str| text.trim_matches('\'').to_owned();
        if let Some(more) = line.strip_prefix("      ") {
            let more = plain(more.strip_prefix("- ").unwrap_or(more));
            let value = record.entry(key.clone()).or_default();
            *value = if value.is_empty() { more } else { format!("{value}\n{more}") };
        } else if let Some((name, value)) = line.trim_start().split_once(':') {
            key = name.to_owned();
            let value = value.trim_start();
            record.insert(key.clone(), if value == ">-" { String::new() } else { plain(value) });
        }
    }
    records
}

fn check(record: &Record, observations: &Observations) -> Check {
    let id = &record["id"];
    let field = |name: &str| record.get(name).map(String::as_str);
    let formula = |text: &str| Formula::parse(text).unwrap_or_else(|error| panic!("{id}: {text}: {error:?}"));
    let printed = match (field("printed"), field("printed_observation")) {
        (Some(text), None) => Some(Operand::Printed(PrintedOperand::exactly(text.parse().expect("a decimal")))),
        (None, Some(name)) => Some(observations[name]),
        (None, None) => None,
        _ => panic!("{id}: printed twice"),
    };
    let word = field("rounding").unwrap_or("auto");
    let rounding = Rounding::ALL.into_iter().find(|(known, _)| *known == word);
    Check {
        formula: formula(&record["formula"]),
        alternatives: field("alternatives").map_or(Vec::new(), |all| all.lines().map(formula).collect()),
        printed,
        decimals: field("decimals").map(|text| text.parse().expect("a number")),
        rounding: rounding.unwrap_or_else(|| panic!("{id}: {word}")).1,
        bases: match field("bases") {
            None => Bases::Same,
            Some("differ") => Bases::Differ,
            Some("not-stated") => Bases::NotStated,
            Some(other) => panic!("{id}: {other}"),
        },
        tolerance: match field("tolerance") {
            None => Tolerance::Stated,
            Some("not-stated") => Tolerance::NotStated,
            Some(other) => panic!("{id}: {other}"),
        },
    }
}

/// Judges all statements of a file and returns how many there are of each verdict.
fn reproduce(file: &str) -> BTreeMap<&'static str, usize> {
    let observations = observations();
    let lookup = |id: &str| observations.get(id).copied();
    let mut counts = BTreeMap::new();
    let mut wrong = Vec::new();
    for record in records(file) {
        let finding = judge(&check(&record, &observations), &lookup);
        let declared = &record["verdict"];
        if finding.verdict.code() != declared {
            wrong.push(format!("{}: {declared} declared, {finding:?}", record["id"]));
        }
        if std::env::var_os("SHOW_FINDINGS").is_some() {
            println!("{}\t{}\t{:?}\t{:?}", record["id"], declared, finding.reason, finding.result());
        }
        *counts.entry(finding.verdict.code()).or_default() += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    counts
}

#[test]
fn the_shandong_statements_get_their_verdicts() {
    let counts = reproduce("data/arithmetic/shandong-2020.yaml");
    assert_eq!(counts, BTreeMap::from([("derived", 29), ("holds", 20), ("not-recomputable", 5)]));
}

#[test]
fn the_self_evaluations_get_their_verdicts() {
    let counts = reproduce("data/arithmetic/self-evaluations.yaml");
    let expected = [
        ("ambiguous", 3),
        ("derived", 31),
        ("does-not-hold", 10),
        ("holds", 50),
        ("holds-by-rounding", 2),
        ("holds-by-truncation", 1),
        ("not-comparable", 2),
        ("not-recomputable", 3),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
}

/// A verdict is worth little if a wrong figure gets the same one. In every sum, share
/// and growth that holds, each printed result is moved by one unit of its last digit.
#[test]
fn a_slip_in_the_last_digit_changes_the_verdict() {
    let observations = observations();
    let lookup = |id: &str| observations.get(id).copied();
    let files = ["data/arithmetic/shandong-2020.yaml", "data/arithmetic/self-evaluations.yaml"];
    let mut moved = 0;
    for record in files.into_iter().flat_map(records) {
        let check = check(&record, &observations);
        let Some(Operand::Printed(printed)) = check.printed else {
            continue;
        };
        let bounded = printed.exactness != Exactness::Exact;
        if judge(&check, &lookup).verdict != Verdict::Holds || bounded {
            continue;
        }
        let unit = printed.step.unwrap_or_else(|| rust_decimal::Decimal::new(1, printed.low.scale()));
        for low in [printed.low + unit, printed.low - unit] {
            let slipped = Check { printed: Some(Operand::Printed(PrintedOperand { low, ..printed })), ..check.clone() };
            let verdict = judge(&slipped, &lookup).verdict;
            assert_ne!(verdict, Verdict::Holds, "{} with {low}", record["id"]);
            moved += 1;
        }
    }
    assert!(moved > 60, "{moved}");
}
