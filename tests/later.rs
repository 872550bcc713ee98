//! Bodies of texts that are read when they are needed: pages and problems are those of a
//! build that reads everything first.

#[path = "../benches/generator/mod.rs"]
#[allow(dead_code)]
mod generator;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::{FIRST_YEAR, Size, case_folder, city_slug, generate};
use gongbao::diag::{Code, Severity};
use gongbao::engine::{Engine, Options};

const SMALL: Size = Size { provinces: 1, years: 2, cases: 1 };

fn open_later(root: &Path) -> Engine {
    let options = Options { bodies_later: true, keep_last_good: true, ..Options::default() };
    Engine::open(root, options).unwrap()
}

fn generated() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    generate(root.path(), SMALL).unwrap();
    root
}

fn page_of_case() -> String {
    format!("zh/cases/{FIRST_YEAR}/{}/case-0/index.html", city_slug(0, 3))
}

fn file_of_case(root: &Path) -> PathBuf {
    fs::canonicalize(root).unwrap().join(case_folder(FIRST_YEAR, 0, 3, 0)).join("zh.md")
}

#[test]
fn a_page_reads_its_own_bodies_only() {
    let root = generated();
    let mut engine = open_later(root.path());
    assert_eq!(engine.counts().bodies, 0);
    engine.file("zh/index.html").unwrap();
    assert_eq!(engine.counts().bodies, 0);
    engine.file(&page_of_case()).unwrap();
    assert_eq!(engine.counts().bodies, 2, "the texts in both languages");
    engine.file(&page_of_case().replacen("zh", "en", 1)).unwrap();
    assert_eq!(engine.counts().bodies, 2);
    while engine.unread() > 0 {
        engine.read_more(5);
    }
    let narratives = engine.sources().iter().filter(|source| source.path.ends_with(".md")).count();
    assert_eq!(engine.counts().bodies, narratives);
}

/// The table and the drawing of a chart are in the archive, whoever read the text.
#[test]
fn a_chart_in_one_language_is_archived_at_once() {
    let root = generated();
    let file = file_of_case(root.path());
    let text = fs::read_to_string(&file).unwrap();
    let chart = format!("![某指标](chart:bar?indicator=indicator-1&year={FIRST_YEAR}&group=p0-cities)");
    fs::write(&file, format!("{text}\n{chart}\n")).unwrap();
    let files = |engine: &mut Engine| {
        let is_archive = |path: &&str| path.starts_with("data/figures/") && path.ends_with("zh.zip");
        let archives: Vec<String> = engine.paths().into_iter().filter(is_archive).map(str::to_owned).collect();
        let names = archives.iter().flat_map(|path| {
            let bytes = engine.file(path).unwrap();
            let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            archive.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>()
        });
        names.filter(|name| name.starts_with("zh-cases")).collect::<Vec<_>>()
    };
    let cold = files(&mut Engine::open(root.path(), Options::default()).unwrap());
    assert_eq!(cold.len(), 2, "{cold:?}");
    let mut engine = open_later(root.path());
    assert_eq!(files(&mut engine), cold);
    engine.read_more(usize::MAX);
    assert_eq!(files(&mut engine), cold);
}

#[test]
fn what_is_wrong_in_a_body_is_told_when_it_was_read() {
    let root = generated();
    let file = file_of_case(root.path());
    let good = fs::read_to_string(&file).unwrap();
    fs::write(&file, good.replace("(figure:", "(figure:no-such-")).unwrap();
    let mut engine = open_later(root.path());
    assert_eq!(engine.problems().count(Severity::Error), 0);
    engine.read_more(usize::MAX);
    assert_eq!(engine.problems().count(Severity::Error), 1);
}

#[test]
fn a_text_that_breaks_before_its_body_was_read_stays_as_it_was() {
    let root = generated();
    let file = file_of_case(root.path());
    let good = Engine::open(root.path(), Options::default()).unwrap().file(&page_of_case()).unwrap();
    let mut engine = open_later(root.path());
    fs::write(&file, "---\ntitle: [\n---\n").unwrap();
    engine.apply(Some(std::slice::from_ref(&file)));
    assert!(engine.is_broken());
    assert_eq!(engine.file(&page_of_case()).unwrap(), good);
}

/// At any degree of reading, after any edits, each page is that of a cold build, and no
/// problem is told that a cold build does not tell.
#[test]
fn pages_are_those_of_a_cold_build_however_much_was_read() {
    for (seed, portal) in [(1, "base"), (2, "grain"), (3, "series"), (4, "base"), (5, "grain")] {
        let root = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portals").join(portal);
        let mut files = copy(&from, root.path());
        files.retain(|file| file.ends_with(".md") || file.ends_with(".yaml"));
        let mut numbers = Numbers(seed);
        let mut engine = Engine::open(root.path(), Options { bodies_later: true, ..Options::default() }).unwrap();
        for step in 0..24 {
            match numbers.below(3) {
                0 => engine.read_more(1 + numbers.below(3)),
                _ => {
                    let path = fs::canonicalize(root.path()).unwrap().join(&files[numbers.below(files.len())]);
                    let text = fs::read_to_string(&path).unwrap();
                    fs::write(&path, without_a_line(&text, &mut numbers)).unwrap();
                    engine.apply(Some(&[path]));
                }
            }
            if step % 4 == 0 {
                assert_same(&mut engine, root.path(), &mut numbers);
            }
        }
        engine.read_more(usize::MAX);
        let cold = Engine::open(root.path(), Options::default()).unwrap();
        assert_eq!(told(&engine), told(&cold), "{portal}");
    }
}

fn assert_same(engine: &mut Engine, root: &Path, numbers: &mut Numbers) {
    let mut cold = Engine::open(root, Options::default()).unwrap();
    let pages: Vec<String> = cold.world().plan.pages.iter().map(|page| page.route.file().to_owned()).collect();
    for _ in 0..8 {
        let page = &pages[numbers.below(pages.len())];
        assert!(engine.file(page) == cold.file(page), "{page} differs from a cold build");
    }
    let too_much: Vec<_> = told(engine).difference(&told(&cold)).cloned().collect();
    assert!(too_much.is_empty(), "{too_much:?}");
}

/// The problems with their places, by path: ids of files are others in another engine.
fn told(engine: &Engine) -> BTreeSet<(String, u32, u32, Code, String)> {
    let of = |problem: &gongbao::diag::Diagnostic| {
        let path = engine.sources().find(problem.span.file).map_or(String::new(), |source| source.path.to_string());
        (path, problem.span.start, problem.span.end, problem.code, problem.message.en.clone())
    };
    engine.problems().iter().map(of).collect()
}

fn without_a_line(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 1 {
        lines.remove(numbers.below(lines.len()));
    }
    lines.join("\n") + "\n"
}

/// A small generator of numbers, the same at each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Copies a folder; returns the files below it, in order.
fn copy(from: &Path, to: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(from).unwrap();
        fs::create_dir_all(to.join(path).parent().unwrap()).unwrap();
        fs::copy(entry.path(), to.join(path)).unwrap();
        files.push(path.to_string_lossy().replace('\\', "/"));
    }
    files.sort();
    files
}
