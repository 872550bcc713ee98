//! The interface words that Rust asks for: the code is read and held against the table
//! `theme::WORDS` and `theme::FAMILIES`, both ways, and families against their enums.

use std::collections::BTreeSet;
use std::fs;

use gongbao::chart::ChartKind;
use gongbao::parse::records::{Nature, ProblemState, Qualifier, ReportKind, Status};
use gongbao::plan::DownloadTable;

use gongbao::theme::{FAMILIES, WORDS};

use crate::portal::{files_below, project};

/// The code of `render`, without comments and tests: path and text.
fn code() -> Vec<(String, String)> {
    let folder = project().join("src/render");
    let files = files_below(&folder).into_iter().filter(|path| path.ends_with(".rs"));
    files
        .map(|path| {
            let text = fs::read_to_string(folder.join(&path)).expect("a source file");
            let text = text.split("\n#[cfg(test)]").next().unwrap_or("");
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let text: String = lines.map(|line| format!("{line}\n")).collect();
            // Quotation marks that open or close no text.
            (path, text.replace("'\"'", "").replace("\\\"", ""))
        })
        .collect()
}

/// The texts in quotes in some code.
fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

/// The branches in which the words of the theme stand.
fn branches() -> BTreeSet<String> {
    let words = fs::read_to_string(project().join("themes/gongbao/words/zh.yaml")).expect("words");
    let top = words.lines().filter(|line| !line.starts_with([' ', '#']));
    top.filter_map(|line| line.strip_suffix(':')).map(str::to_owned).collect()
}

/// Whether a text looks like the key of a word: `menu.cases`, `status.{}.name`.
fn is_key(text: &str, branches: &BTreeSet<String>) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-{}".contains(c);
    let file = [".html", ".csv", ".json", ".svg", ".zip", ".js"].iter().any(|end| text.ends_with(end));
    let branch = text.split_once('.').is_some_and(|(branch, rest)| branches.contains(branch) && !rest.is_empty());
    branch && !file && text.chars().all(good)
}

/// `status.{code}.name` as `status.{}.name`.
fn pattern(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |sum, part| sum + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// Keys that code puts together, with the key of the branch that `charts` leaves out.
fn asked(text: &str, path: &str, branches: &BTreeSet<String>) -> Vec<String> {
    let in_charts = path.starts_with("charts/");
    let under_charts = |key: &str| format!("charts.{key}");
    let known = |key: &str| {
        WORDS.contains(&key) || FAMILIES.iter().any(|family| family.pattern == key || composed(family.pattern, key))
    };
    let keys = literals(text).map(pattern).filter(|key| is_key(key, branches));
    keys.map(|key| if in_charts && !known(&key) && known(&under_charts(&key)) { under_charts(&key) } else { key })
        .collect()
}

/// Whether a key with more places open stands for a family: `charts.{}.{}`.
fn composed(family: &str, key: &str) -> bool {
    let (family, key): (Vec<&str>, Vec<&str>) = (family.split('.').collect(), key.split('.').collect());
    family.len() == key.len() && family.iter().zip(&key).all(|(known, part)| *part == "{}" || known == part)
}

#[test]
fn every_key_in_the_code_is_in_the_table() {
    let branches = branches();
    assert!(branches.len() > 30, "the branches were found");
    let mut lacking = Vec::new();
    for (path, text) in code() {
        for key in asked(&text, &path, &branches) {
            let known = WORDS.contains(&key.as_str())
                || FAMILIES.iter().any(|family| composed(family.pattern, &key))
                || key == "charts.{}";
            if !known {
                lacking.push(format!("{path}: {key}"));
            }
        }
    }
    assert!(lacking.is_empty(), "not in `src/theme/words_asked.rs`:\n{}", lacking.join("\n"));
}

#[test]
fn every_key_of_the_table_is_in_the_code() {
    let code: Vec<(String, String)> = code();
    let texts: BTreeSet<String> =
        code.iter().flat_map(|(_, text)| literals(text).map(pattern).collect::<Vec<_>>()).collect();
    let short = |key: &str| key.strip_prefix("charts.").is_some_and(|short| texts.contains(short));
    let unused = WORDS.iter().filter(|key| !texts.contains(**key) && !short(key));
    let unused: Vec<&&str> = unused.collect();
    assert!(unused.is_empty(), "in `src/theme/words_asked.rs`, and nobody asks: {unused:?}");
    let open = |family: &str| texts.iter().any(|text| text.contains("{}") && composed(family, text));
    let unused: Vec<&str> =
        FAMILIES.iter().map(|family| family.pattern).filter(|pattern| !open(pattern) && !short(pattern)).collect();
    assert!(unused.is_empty(), "families that nobody puts together: {unused:?}");
}

#[test]
fn families_have_the_names_of_their_enums() {
    fn names<T, const N: usize>(all: [(&'static str, T); N]) -> Vec<&'static str> {
        all.into_iter().map(|(name, _)| name).collect()
    }
    let enums: [(&str, Vec<&str>); 12] = [
        ("status.{}.name", names(Status::ALL)),
        ("status.{}.cell", names(Status::ALL)),
        ("status.{}.meaning", names(Status::ALL)),
        ("nature.{}", names(Nature::ALL)),
        ("qualifier.{}", names(Qualifier::ALL)),
        ("qualifier_meaning.{}", names(Qualifier::ALL)),
        ("states.{}.name", names(ProblemState::ALL)),
        ("states.{}.meaning", names(ProblemState::ALL)),
        ("reports.kind.{}", names(ReportKind::ALL)),
        ("sheets.{}", names(DownloadTable::ALL)),
        ("charts.description.{}", names(ChartKind::ALL)),
        ("levels.{}", vec!["country", "province", "city", "county"]),
    ];
    for (pattern, names) in enums {
        let family = FAMILIES.iter().find(|family| family.pattern == pattern).expect("a family");
        let (listed, names): (BTreeSet<&str>, BTreeSet<&str>) =
            (family.names.iter().copied().collect(), names.into_iter().collect());
        assert_eq!(listed, names, "{pattern}");
    }
}
