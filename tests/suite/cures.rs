//! Cures: applying all certain ones never makes a new error, and what is cured is gone.

use std::collections::BTreeSet;

use gongbao::diag::{Certainty, Code, Diagnostics, Severity, amended, certain_cures, cures};
use gongbao::engine::{Engine, Options};
use rayon::prelude::*;

use crate::portal::{Portal, files_below};
use crate::problems::{cases, portal};

/// The least share of all codes that have a cure, in per cent. It only rises.
const LEAST_SHARE: usize = 60;

/// How often it is looked for further cures, as `check --fix` does.
const ROUNDS: usize = 8;

type Told = (Code, String);

/// Which codes of a case have a cure, and what went wrong with the certain ones.
type Looked = (BTreeSet<(Code, Certainty)>, Option<String>);

/// What is wrong with a portal.
fn looked_at(portal: &Portal) -> (Engine, Diagnostics) {
    let engine = Engine::open(portal.path(), Options::default()).expect("a folder that can be read");
    let mut problems = engine.problems();
    problems.extend(engine.check_pages(&engine.pages_to_check(), &|| ()));
    let problems = problems.sorted(engine.sources());
    (engine, problems)
}

/// Errors by code and words: lines move.
fn errors(problems: &Diagnostics) -> BTreeSet<Told> {
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(|problem| (problem.code, problem.message.en.clone())).collect()
}

/// Applies the certain cures of a portal once; returns what was cured.
fn mend(portal: &Portal, engine: &Engine, problems: &Diagnostics) -> BTreeSet<Told> {
    let sources = engine.sources();
    let mut cured = BTreeSet::new();
    for (file, of_file) in certain_cures(problems, sources) {
        let path = &sources.get(file).path;
        let changes: Vec<_> = of_file.iter().map(|cure| &cure.cure.change).collect();
        let now = amended(&portal.read(path), &changes).unwrap_or_else(|error| panic!("{path}: {error:?}"));
        portal.write(path, now);
        for cure in &of_file {
            let told = problems.iter().filter(|problem| problem.code == cure.code);
            let of_cure = told.filter(|problem| cures(problem, sources).contains(&cure.cure));
            cured.extend(of_cure.map(|problem| (problem.code, problem.message.en.clone())));
        }
    }
    cured
}

/// What applying all certain cures of a portal made, and what it left of what it cured.
fn mended(portal: &Portal, engine: Engine, problems: Diagnostics) -> Option<String> {
    let before = errors(&problems);
    let (mut now, mut cured) = ((engine, problems), BTreeSet::new());
    for _ in 0..ROUNDS {
        let more = mend(portal, &now.0, &now.1);
        if more.is_empty() {
            break;
        }
        cured.extend(more);
        now = looked_at(portal);
    }
    let new: Vec<Told> = errors(&now.1).difference(&before).cloned().collect();
    let told: BTreeSet<Told> = now.1.iter().map(|problem| (problem.code, problem.message.en.clone())).collect();
    let left: Vec<&Told> = cured.intersection(&told).collect();
    (!new.is_empty() || !left.is_empty()).then(|| format!("new {new:?}, not cured {left:?}"))
}

#[test]
fn certain_cures_make_no_new_error_and_most_codes_have_one() {
    let all: Vec<String> = cases().into_iter().collect();
    let looked: Vec<Looked> = all
        .par_iter()
        .map(|case| {
            let portal = portal(case);
            let (engine, problems) = looked_at(&portal);
            let of = |problem| cures(problem, engine.sources()).first().map(|cure| cure.certainty);
            let found = problems.iter().filter_map(|problem| Some((problem.code, of(problem)?))).collect();
            (found, mended(&portal, engine, problems).map(|wrong| format!("{case}: {wrong}")))
        })
        .collect();
    let wrong: Vec<&String> = looked.iter().filter_map(|(_, wrong)| wrong.as_ref()).collect();
    let found = || looked.iter().flat_map(|(found, _)| found);
    let with: BTreeSet<Code> = found().map(|(code, _)| *code).collect();
    let certain = found().filter(|(_, certainty)| *certainty == Certainty::Certain);
    let certain: BTreeSet<Code> = certain.map(|(code, _)| *code).collect();
    let without: Vec<&str> = Code::ALL.iter().filter(|code| !with.contains(code)).map(|code| code.number()).collect();
    let (with, certain, all) = (with.len(), certain.len(), Code::ALL.len());
    println!("{with} of {all} codes have a cure, {certain} a certain one; without: {}", without.join(" "));
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(with * 100 >= all * LEAST_SHARE, "{with} of {all}; without: {}", without.join(" "));
}

#[test]
fn a_portal_without_problems_has_nothing_to_mend() {
    let portal = Portal::of("base");
    let (engine, problems) = looked_at(&portal);
    let files = || files_below(portal.path()).into_iter().map(|path| portal.read(&path)).collect::<Vec<_>>();
    let before = files();
    assert!(mend(&portal, &engine, &problems).is_empty());
    assert_eq!(before, files());
}
