//! Every problem that can be told: a folder for each code under `tests/problems`, with the
//! files in which it differs from `tests/portals/base`, and the message in `expected.txt`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use gongbao::diag::{Code, Diagnostic};
use gongbao::i18n::{Lang, Text};
use rayon::prelude::*;

use crate::portal::{Portal, compare, project};

/// Codes that no file of a project can bring about, each with the reason.
const NOT_FROM_A_FILE: &[(&str, &str)] = &[];

/// Folders that show how problems stand together, and belong to no single code.
const TOGETHER: &[&str] = &["several-at-once"];

fn folder() -> PathBuf {
    project().join("tests/problems")
}

/// The names of the cases; `code-name.another` is a further case of a code.
pub fn cases() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("tests/problems");
    let folders = entries.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

fn code_of(case: &str) -> &str {
    case.split('.').next().unwrap_or(case)
}

/// The base portal with what a case changes: the files beside it; the files named in
/// `removed.txt` deleted; in those named in `changes.txt`, a `- ` line replaced by the
/// `+ ` line after it (files of the built-in theme are copied first).
pub fn portal(case: &str) -> Portal {
    let here = folder().join(case);
    let portal = Portal::of("base").with_files_of(&here);
    let listed = |name: &str| fs::read_to_string(here.join(name)).unwrap_or_default();
    listed("removed.txt").lines().for_each(|path| portal.remove(path));
    let changes = listed("changes.txt");
    let mut lines = changes.lines();
    while let (Some(path), Some(old), Some(new)) = (lines.next(), lines.next(), lines.next()) {
        if !portal.path().join(path).exists() {
            portal.write(path, fs::read(project().join(path)).expect("a file of the built-in theme"));
        }
        let (old, new) = (old.strip_prefix("- ").expect("- old"), new.strip_prefix("+ ").expect("+ new"));
        let text = portal.read(path);
        assert!(text.contains(old), "{case}: {path} has no `{old}`");
        portal.write(path, text.replacen(old, new, 1));
    }
    portal
}

#[test]
fn the_base_portal_has_no_problems() {
    let made = Portal::of("base").make();
    assert!(made.problems.is_empty(), "{}", made.printed(Lang::En));
}

#[test]
fn each_problem_is_told_as_expected() {
    let cases: Vec<String> = cases().into_iter().collect();
    let wrong: Vec<String> = cases.par_iter().filter_map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with the messages of one case.
fn check(case: &str) -> Option<String> {
    let made = portal(case).make();
    let printed = format!("{}\n{}", made.printed(Lang::Zh), made.printed(Lang::En));
    let code = code_of(case);
    if !TOGETHER.contains(&code) && !printed.contains(&format!(" {code}]")) {
        return Some(format!("{case}: the code {code} is not raised\n{printed}"));
    }
    made.problems.iter().find_map(well_worded).or_else(|| compare(&folder().join(case).join("expected.txt"), &printed))
}

/// A message exists in both languages, says a cure, and ends without a full stop.
fn well_worded(problem: &Diagnostic) -> Option<String> {
    let name = problem.code.name();
    let Some(help) = &problem.help else { return Some(format!("{name} says no cure")) };
    if problem.message.zh == problem.message.en {
        return Some(format!("{name} is not translated"));
    }
    let good = |text: &Text| {
        let (zh, en) = (&text.zh, &text.en);
        !zh.is_empty() && !en.is_empty() && !zh.ends_with('。') && !en.ends_with('.')
    };
    let bad = [&problem.message, help].into_iter().find(|text| !good(text));
    bad.map(|text| format!("{name} is empty or ends with a full stop: {text:?}"))
}

#[test]
fn every_code_has_a_case_and_every_case_a_code() {
    let cases = cases();
    let with_case: BTreeSet<&str> = cases.iter().map(|case| code_of(case)).collect();
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let without: BTreeSet<&str> = NOT_FROM_A_FILE.iter().map(|(name, _)| *name).collect();
    for name in &names {
        assert!(with_case.contains(name) != without.contains(name), "{name}: a folder, or a reason for none");
    }
    for name in with_case {
        assert!(names.contains(name) || TOGETHER.contains(&name), "tests/problems/{name} is a left-over");
    }
    for name in without {
        assert!(names.contains(name), "{name} is no code");
    }
}
