//! Governments' own reports, frameworks and further programmes: the figures of the facts
//! are in the data, every report is readable in both languages, and what is wrong in the
//! data is told at its place.

use std::fs;
use std::path::{Path, PathBuf};

use gongbao::diag::{Code, Span};
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;
use gongbao::parse::records::{Qualifier, Status};
use gongbao::plan::Subject;
use gongbao::portal::{Portal, Voice};
use rust_decimal::Decimal;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn open(root: &Path) -> Engine {
    Engine::open(root, Options::default()).expect("the project’s folder can be read")
}

/// The lines of `tests/figures/printed.tsv`: id, as printed, value, upper end, unit,
/// qualifier, flag, indicator.
fn facts() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("tests/figures/printed.tsv")).expect("the list of figures");
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn every_figure_of_the_facts_is_in_the_data() {
    let engine = open(&root());
    let portal = &engine.world().portal;
    let facts = facts();
    // And five that a document prints beside another figure: the year before, a rise, a bar;
    // the one figure of the grain report that is not masked; and four of Guangdong.
    assert_eq!(facts.len(), 799 + 189 + 5 + 1 + 4);
    for fact in &facts {
        let [id, printed, value, upper, _, qualifier, flag, _] = fact.as_slice() else {
            panic!("a line of eight columns: {fact:?}");
        };
        let found = portal.observation_named(id).unwrap_or_else(|| panic!("{id} is not in the data"));
        let observation = portal.observation(found);
        let def = &observation.def;
        assert_eq!(def.printed().unwrap_or(""), printed, "{id}, as printed");
        let number = |text: &str| text.parse::<Decimal>().ok();
        let amount = |amount: Option<gongbao::parse::Amount>| amount.map(|amount| amount.to_string());
        match number(value) {
            Some(value) => assert_eq!(observation.decimal(), Some(value), "{id}, value"),
            None => assert_eq!(amount(observation.value).unwrap_or_default(), *value, "{id}, value"),
        }
        let end = observation.upper.and_then(|upper| upper.decimal());
        assert_eq!(end, number(upper), "{id}, upper end");
        let (status, as_data) = (def.status, def.qualifier);
        let agrees = match qualifier.as_str() {
            "exact" if upper.is_empty() => status == Status::Ok && as_data == Qualifier::Exact,
            "exact" => as_data == Qualifier::Range,
            "at-least" => matches!(as_data, Qualifier::AtLeast | Qualifier::MoreThan),
            "at-most" => matches!(as_data, Qualifier::AtMost | Qualifier::LessThan),
            "approx" => matches!(as_data, Qualifier::About | Qualifier::MoreThan),
            "masked" => status == Status::Masked && observation.value.is_none(),
            "illegible" => status == Status::Illegible && observation.value.is_none(),
            other => panic!("{id}: unknown qualifier {other}"),
        };
        assert!(agrees, "{id}: {qualifier} in the facts, {status:?} and {as_data:?} in the data");
        assert!(flag != "worded" || def.worded, "{id}, worded");
        assert!(flag != "counted" || def.counted, "{id}, counted");
    }
    let of_tables = |span: Span| !engine.sources().get(span.file).path.ends_with(".yaml");
    let typed = portal.observations.iter().filter(|observation| !of_tables(observation.def.id.span)).count();
    assert_eq!(typed, facts.len(), "no figure without a fact");
}

#[test]
fn every_report_has_a_page_in_both_languages() {
    let engine = open(&root());
    let world = engine.world();
    let portal = &world.portal;
    assert_eq!(portal.reports.len(), 11);
    for report in &portal.reports {
        let id = &report.def.id.value;
        let digest = report.digest.unwrap_or_else(|| panic!("{id} has no digest"));
        let narrative = portal.narrative(digest);
        for lang in Lang::ALL {
            assert!(narrative.texts.get(lang).is_some(), "{id} lacks {}", lang.code());
            assert!(world.plan.route(Subject::Report(digest), lang).is_some(), "{id} has no page");
        }
        let both = Lang::ALL.map(|lang| {
            let mut figures = narrative.figures(lang);
            figures.sort();
            figures
        });
        assert_eq!(both[0], both[1], "{id}: the two languages bind the same figures");
        let of_document = report.document.map(|id| portal.figures_of_document(id)).unwrap_or_default();
        for figure in &both[0] {
            let name = &portal.observation(*figure).def.id.value;
            assert!(of_document.contains(figure), "{id}: {name} is a figure of another document");
        }
    }
}

/// Every figure of a report’s document stands under a point, problem, plan or answer, so
/// that a reader who goes through the sections meets them all.
#[test]
fn every_figure_of_a_report_stands_under_an_entry() {
    let engine = open(&root());
    let portal = &engine.world().portal;
    for report in &portal.reports {
        let Some(document) = report.document else { continue };
        let mut linked: Vec<_> = report.points.iter().flat_map(|point| &point.figures).copied().collect();
        linked.extend(report.planned.iter().chain(&report.rectification).flatten().copied());
        linked.extend(report.problems.iter().flat_map(|id| portal.problem(*id).observations.clone()));
        for figure in portal.figures_of_document(document) {
            let name = &portal.observation(figure).def.id.value;
            assert!(linked.contains(&figure), "{}: {name} stands under nothing", report.def.id.value);
        }
    }
}

#[test]
fn answers_stand_in_the_ledger_with_their_state() {
    let engine = open(&root());
    let portal = &engine.world().portal;
    let answers: usize = portal.reports.iter().map(|report| report.def.rectification.len()).sum();
    assert_eq!(answers, 21);
    for report in &portal.reports {
        for answer in &report.def.rectification {
            let finding = answer.problem.as_ref().unwrap_or(&answer.id);
            let id = portal.problem_named(finding).expect("the finding is in the ledger");
            let problem = portal.problem(id);
            assert_eq!(matches!(problem.voice, Voice::Answered(..)), answer.problem.is_none());
            assert_eq!(problem.answers.len(), 1);
            assert_eq!(problem.answers[0].state, answer.state);
            assert_eq!(problem.answers[0].state_inferred, answer.state_inferred);
        }
    }
}

#[test]
fn further_programmes_have_their_own_pages_and_nothing_of_others() {
    let engine = open(&root());
    let world = engine.world();
    let portal = &world.portal;
    let (files, problems) = engine.render_all();
    assert_eq!(problems.count(gongbao::diag::Severity::Error), 0);
    for id in portal.programme_ids().filter(|id| portal.default_programme != Some(*id)) {
        let prefix = &portal.programme(id).prefix;
        let home = format!("en/{prefix}/index.html");
        let page = files.iter().find(|file| file.path == home).expect("an entrance");
        let html = String::from_utf8_lossy(&page.bytes);
        assert!(html.contains(&portal.programme(id).names.en));
        let measured = portal.indicator_ids().any(|indicator| portal.indicator(indicator).programme == id);
        let listed = world.plan.route(Subject::Indicators(id), Lang::En).is_some();
        assert_eq!(listed, measured, "{prefix} lists the indicators that it has");
        assert!(!html.contains("Jinan"), "{prefix} shows places of another programme");
    }
}

/// A copy of the project’s data in which one file says something else.
fn broken(file: &str, was: &str, now: &str) -> (tempfile::TempDir, Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["data", "content"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(was), "{file} contains {was}");
    fs::write(&path, text.replacen(was, now, 1)).expect("written");
    let engine = open(folder.path());
    (folder, engine)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// The one problem of a code, as its headline and its help in English.
fn problem(engine: &Engine, code: Code) -> (String, String) {
    let problems = engine.problems();
    let of_code: Vec<_> = problems.iter().filter(|problem| problem.code == code).collect();
    assert_eq!(of_code.len(), 1, "one problem, one message");
    let help = of_code[0].help.as_ref().map(|help| help.en.clone()).unwrap_or_default();
    (of_code[0].message.en.clone(), help)
}

const NANTONG: &str = "data/reports/education-duties/2021/nantong.yaml";

#[test]
fn an_unknown_framework_item_is_told_with_the_nearest() {
    let (_folder, engine) = broken(NANTONG, "items: [nt-1-1]", "items: [nt-1-11]");
    let (message, help) = problem(&engine, Code::UnknownName);
    assert_eq!(message, "there is no framework item named `nt-1-11`");
    assert!(help.contains("nt-1-1"), "{help}");
}

#[test]
fn an_unknown_figure_is_told_with_the_nearest() {
    let (_folder, engine) = broken(NANTONG, "observations: [nt-001, nt-002]", "observations: [nt-001, nt-0002]");
    let (message, help) = problem(&engine, Code::UnknownName);
    assert_eq!(message, "there is no observation named `nt-0002`");
    assert!(help.contains("nt-"), "{help}");
}

#[test]
fn a_report_in_the_wrong_folder_and_one_without_a_digest_are_told() {
    let (_folder, engine) = broken(NANTONG, "year: 2021", "year: 2022");
    let (message, _) = problem(&engine, Code::PathConflict);
    assert!(message.contains("2021") && message.contains("2022"), "{message}");
    let (message, help) = problem(&engine, Code::ReportWithoutDigest);
    assert_eq!(message, "this report has no digest and therefore no page");
    assert!(help.contains("content/2022/nantong/report/"), "{help}");
}

#[test]
fn an_answer_can_name_a_problem_of_the_portal() {
    let (_folder, engine) = broken(NANTONG, "- id: nt-r01", "- id: nt-r01\n  problem: p-2020-shandong-1-01");
    let portal: &Portal = &engine.world().portal;
    let problem = portal.problem(portal.problem_named("p-2020-shandong-1-01").expect("the problem"));
    assert_eq!(problem.answers.len(), 1);
    assert!(portal.problem_named("nt-r01").is_none(), "it is no finding of its own");
}

/// An edit of a report’s data reaches every page that shows it, and no other way of
/// making these pages gives other bytes.
#[test]
fn an_edit_of_a_report_reaches_the_pages_that_show_it() {
    let (folder, mut engine) = broken(NANTONG, "kind: self-evaluation", "kind: self-evaluation ");
    copy(&root().join("themes"), &folder.path().join("themes"));
    engine.apply(None);
    let pages = [
        "zh/2021/nantong/report/index.html", "zh/2021/nantong/index.html", "zh/problems/index.html",
        "zh/problems/2021/index.html", "zh/frameworks/index.html", "zh/frameworks/nantong-2021/index.html",
        "zh/cities/index.html", "zh/indicators/index.html",
    ];
    let made = |engine: &mut Engine| pages.map(|page| engine.file(page).unwrap_or_else(|| panic!("{page}")));
    let before = made(&mut engine);
    let path = folder.path().join(NANTONG);
    let edits = [
        ("state: in-progress", "state: rectified"),
        ("zh: 学校每学期对意识形态作分析研判。", "zh: 各校每学期分析一次意识形态。"),
        ("items: [nt-1-3]", "items: [nt-1-2]"),
        ("observations: [nt-013]", "observations: []"),
        ("kind: self-evaluation", "kind: rectification"),
    ];
    for (was, now) in edits {
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(was), "{was}");
        fs::write(&path, text.replacen(was, now, 1)).expect("written");
        engine.apply(None);
        let warm = made(&mut engine);
        let cold = made(&mut open(folder.path()));
        for ((page, warm), cold) in pages.iter().zip(&warm).zip(&cold) {
            assert!(warm == cold, "{page} is stale after {now}");
        }
    }
    let after = made(&mut engine);
    assert!(before[0] != after[0], "the report shows its new state");
    assert!(before[7] == after[7], "the catalogue has nothing to do with it");
}
