//! Mistakes that editors make, planted one by one in a copy of the real portal: each must
//! be told at its line, and none may end the program.

use std::fs;

use gongbao::diag::{Severity, SourcePlaces, to_json};
use gongbao::engine::{Engine, Options};
use serde_json::Value;

use crate::portal::{Portal, project};

/// One record of `tests/mistakes.txt`.
struct Mistake {
    what: String,
    path: String,
    old: String,
    new: String,
    /// Where it must be told, when not at the changed line.
    at: Option<String>,
    /// A text on a line that the message must show beside the place where it is told: no
    /// one can know which of the places is the wrong one.
    shown: Option<String>,
}

fn mistakes() -> Vec<Mistake> {
    let text = fs::read_to_string(project().join("tests/mistakes.txt")).expect("tests/mistakes.txt");
    let records = text.split("\n\n").filter(|record| !record.starts_with('#') && !record.trim().is_empty());
    let mistake = |record: &str| {
        let mut lines = record.lines();
        let mut line = || lines.next().unwrap_or_else(|| panic!("a record is too short: {record}")).to_owned();
        let (what, path, old, new) = (line(), line(), line(), line());
        let piece = |line: &str, mark: &str| plain(line.strip_prefix(mark).expect("- old and + new"));
        let (old, new) = (piece(&old, "- "), piece(&new, "+ "));
        let last = lines.next();
        let shown = last.and_then(|line| line.strip_prefix("@@ ")).map(plain);
        let at = last.filter(|_| shown.is_none()).map(|line| plain(line.strip_prefix("@ ").expect("@ text")));
        Mistake { what, path, old, new, at, shown }
    };
    records.map(mistake).collect()
}

/// `\n`, `\t`, `\0` and `\u{…}` written out.
fn plain(text: &str) -> String {
    let text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
    let Some((before, rest)) = text.split_once("\\u{") else { return text };
    let (digits, after) = rest.split_once('}').expect("a closing brace");
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).expect("a character");
    format!("{before}{c}{}", plain(after))
}

/// A portal that is looked at again after each mistake, without making its pages.
struct Watched {
    portal: Portal,
    engine: Engine,
    /// The file that was put back and not looked at again yet.
    back: Option<String>,
}

impl Watched {
    fn real() -> Watched {
        let portal = Portal::real();
        let engine = Engine::open(portal.path(), Options::default()).expect("a folder that can be read");
        assert!(!engine.problems().iter().any(|problem| problem.severity() == Severity::Error));
        Watched { portal, engine, back: None }
    }

    fn write(&mut self, path: &str, text: &str) {
        self.portal.write(path, text);
        let files = self.back.take().into_iter().chain([path.to_owned()]);
        let files: Vec<_> = files.map(|file| self.portal.path().join(file)).collect();
        self.engine.apply(Some(&files));
    }

    /// Puts a file back; it is looked at with the next one.
    fn put_back(&mut self, path: &str, text: &str) {
        self.portal.write(path, text);
        self.back = Some(path.to_owned());
    }
}

/// The problems of the files and of the portal.
fn problems(engine: &Engine) -> Vec<Value> {
    let places = SourcePlaces::of(engine.sources());
    engine.problems().iter().map(|problem| to_json(problem, &places)).collect()
}

fn lines_of(text: &str, start: usize, length: usize) -> std::ops::RangeInclusive<u64> {
    let line = |at: usize| text[..at].matches('\n').count() as u64 + 1;
    line(start)..=line(start + length)
}

/// Plants one mistake, and says what is wrong with how it is told.
fn plant(watched: &mut Watched, mistake: &Mistake) -> Option<String> {
    let Mistake { what, path, old, new, at, shown } = mistake;
    let before = watched.portal.read(path);
    let Some(place) = before.find(old.as_str()) else { return Some(format!("{what}: {path} has no {old:?}")) };
    let after = before.replacen(old.as_str(), new, 1);
    watched.write(path, &after);
    let lines = match at.as_ref().or(shown.as_ref()) {
        None => lines_of(&after, place, new.len()),
        Some(at) => match after.find(at.as_str()) {
            Some(place) => lines_of(&after, place, 0),
            None => return Some(format!("{what}: no {at:?}")),
        },
    };
    let told = problems(&watched.engine);
    watched.put_back(path, &before);
    let here = |place: &Value| {
        place["file"] == path.as_str() && place["line"].as_u64().is_some_and(|line| lines.contains(&line))
    };
    let also = |problem: &Value| problem["related"].as_array().is_some_and(|places| places.iter().any(here));
    if told.iter().any(|problem| here(problem) || (shown.is_some() && also(problem))) {
        return None;
    }
    let list: Vec<String> =
        told.iter().map(|p| format!("{} {} {}:{}", p["code"], p["message"]["en"], p["file"], p["line"])).collect();
    Some(format!("{what}: nothing at {path}:{lines:?}, but {list:#?}"))
}

#[test]
fn every_planted_mistake_is_told_at_its_line() {
    let mistakes = mistakes();
    assert!(mistakes.len() > 120);
    let mut watched = Watched::real();
    let wrong: Vec<String> = mistakes.iter().filter_map(|mistake| plant(&mut watched, mistake)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks the base portal after a change, and asks for a problem of this name at this file.
fn told_after(change: impl FnOnce(&Portal), file: &str, name: &str) {
    let portal = Portal::of("base");
    change(&portal);
    let made = portal.make();
    let told = made.json();
    let found = told.iter().any(|problem| problem["file"] == file && problem["name"] == name);
    assert!(found, "no {name} at {file}: {told:#?}");
}

const CASE: &str = "content/2023/beta/cases/clean-wells";

#[test]
fn files_with_other_names_are_told() {
    for (name, problem) in [
        ("zh.MD", "unused-file"),
        ("zh.md.bak", "unused-file"),
        ("zh.markdown", "unused-file"),
        ("zh..md", "unusable-name"),
    ] {
        let path = format!("{CASE}/{name}");
        told_after(|portal| portal.write(&path, portal.read(&format!("{CASE}/zh.md"))), &path, problem);
    }
    for (path, problem) in [
        ("content/2023/beta/case/wells/zh.md", "unused-file"),
        ("content/20233/beta/cases/wells/zh.md", "unused-file"),
        ("data/observation/2023/x.yaml", "file-misnamed"),
    ] {
        told_after(|portal| portal.write(path, "---\ntitle: a\n---\n"), path, problem);
    }
}

#[test]
fn a_case_in_the_folder_of_a_wrong_year_or_place_is_told() {
    let path = "content/2023/betta/cases/wells/zh.md";
    told_after(|portal| portal.write(path, portal.read(&format!("{CASE}/zh.md"))), path, "unknown-place");
    let path = "content/2022/beta/cases/wells/zh.md";
    told_after(|portal| portal.write(path, portal.read(&format!("{CASE}/zh.md"))), path, "year-without-evaluation");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let glossary = "data/glossary.yaml";
    told_after(|portal| portal.write(glossary, b"terms:\n  - {id: \xb2\xe2}\n"), glossary, "not-utf8");
    told_after(|portal| portal.write(glossary, b"terms: []\n\0\0\0"), glossary, "yaml-syntax");
    told_after(|portal| portal.write(glossary, ""), glossary, "empty-file");
    told_after(|portal| portal.write(glossary, "\u{feff}terms: []\n"), glossary, "byte-order-mark");
    told_after(|portal| portal.write(glossary, "terms: []\r\n"), glossary, "carriage-returns");
    told_after(|portal| portal.write(glossary, "terms: []\r"), glossary, "carriage-returns");
}

#[test]
fn a_file_that_is_much_too_large_is_told() {
    let glossary = "data/glossary.yaml";
    told_after(|portal| portal.write(glossary, vec![b'a'; 20 * 1024 * 1024]), glossary, "unreadable");
}

#[test]
fn deep_and_swelling_yaml_is_told() {
    let glossary = "data/glossary.yaml";
    told_after(|portal| portal.write(glossary, "[".repeat(5000)), glossary, "yaml-syntax");
    let mut bomb = String::from("a0: &a0 [x]\n");
    for level in 1..40 {
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    }
    told_after(|portal| portal.write(glossary, &bomb), glossary, "yaml-syntax");
}

#[test]
fn a_folder_with_the_name_of_a_file_is_told() {
    let site = "data/site.yaml";
    let portal = Portal::of("base");
    portal.remove(site);
    portal.write("data/site.yaml/site.yaml", "x\n");
    let told = portal.make().json();
    let names: Vec<&str> = told.iter().filter_map(|problem| problem["name"].as_str()).collect();
    assert!(names.contains(&"no-site") && names.contains(&"unused-file"), "{names:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_astray_are_told() {
    use std::os::unix::fs::symlink;
    let link = |to: &'static str, at: &'static str| {
        move |portal: &Portal| {
            symlink(to, portal.path().join(at)).expect("a link");
        }
    };
    told_after(link("nowhere.yaml", "data/indicators/lost.yaml"), "data/indicators/lost.yaml", "unreadable");
    told_after(link("/etc/hostname", "data/indicators/out.yaml"), "data/indicators/out.yaml", "unreadable");
    told_after(link("../indicators", "data/indicators/loop"), "data/indicators/loop", "unreadable");
    told_after(link("self.yaml", "data/indicators/self.yaml"), "data/indicators/self.yaml", "unreadable");
    told_after(link("/", "content/everything"), "content/everything", "unreadable");
}

/// All problems of a run are shown: in one file and across files, not the first alone.
#[test]
fn all_mistakes_are_told_at_once() {
    let portal = Portal::of("base");
    portal.write("data/glossary.yaml", "terms:\n  - {id: A B}\n  - {names: x}\n  - 3\n");
    portal.write("data/units.yaml", portal.read("data/units.yaml").replace("kind: money", "kind: cash"));
    portal.write("content/pages/about/zh.md", "没有说明部分\n");
    let told = portal.make().json();
    for (file, line) in [
        ("data/glossary.yaml", 2),
        ("data/glossary.yaml", 3),
        ("data/glossary.yaml", 4),
        ("data/units.yaml", 3),
        ("content/pages/about/zh.md", 1),
    ] {
        let found = told.iter().any(|problem| problem["file"] == file && problem["line"] == line);
        assert!(found, "nothing at {file}:{line} in {told:#?}");
    }
}
