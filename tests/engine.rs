//! The engine with memory against a cold build, and how much it does for an edit.

#[path = "../benches/generator/mod.rs"]
#[allow(dead_code)]
mod generator;

use std::fs;
use std::path::{Path, PathBuf};

use generator::{CITIES, FIRST_YEAR, Size, case_folder, city_slug, generate};
use gongbao::diag::{Code, Severity};
use gongbao::engine::{Engine, Options};
use gongbao::i18n::Lang;

const SMALL: Size = Size { provinces: 1, years: 2, cases: 1 };

struct Site {
    root: tempfile::TempDir,
    engine: Engine,
}

impl Site {
    /// A generated portal, opened, with all its pages made.
    fn open() -> Site {
        let root = tempfile::tempdir().unwrap();
        generate(root.path(), SMALL).unwrap();
        let mut engine = Engine::open(root.path(), Options::default()).unwrap();
        engine.all_files();
        Site { root, engine }
    }

    fn path(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.root.path()).unwrap().join(path)
    }

    /// Rewrites a file and tells the engine; returns how many files were parsed and how
    /// many pages made.
    fn edit(&mut self, path: &str, change: impl Fn(&str) -> String) -> (usize, usize) {
        let path = self.path(path);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, change(&text)).unwrap();
        self.take(path)
    }

    fn take(&mut self, path: PathBuf) -> (usize, usize) {
        let before = self.engine.counts();
        self.engine.apply(Some(&[path]));
        self.engine.settle(None);
        let after = self.engine.counts();
        (after.parsed - before.parsed, after.rendered - before.rendered)
    }

    fn assert_equals_cold_build(&mut self) {
        let cold = Engine::open(self.root.path(), Options::default()).unwrap();
        let told = |engine: &Engine| {
            let problems = engine.problems();
            let place = |span: gongbao::diag::Span| {
                let source = engine.sources().find(span.file);
                (source.map(|source| source.path.to_string()), span.start, span.end)
            };
            let mut told: Vec<_> = problems
                .iter()
                .map(|problem| {
                    let related: Vec<_> = problem.related.iter().map(|(span, _)| place(*span)).collect();
                    (place(problem.span), problem.code, problem.message.en.clone(), related)
                })
                .collect();
            told.sort();
            told
        };
        assert_eq!(told(&self.engine), told(&cold));
        let (cold, _) = cold.render_all();
        let warm = self.engine.all_files();
        let paths = |files: &[gongbao::engine::SiteFile]| files.iter().map(|f| f.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&warm), paths(&cold));
        for (warm, cold) in warm.iter().zip(&cold) {
            assert!(warm.bytes == cold.bytes, "{} differs from a cold build", warm.path);
        }
    }
}

fn case(language: &str) -> String {
    format!("{}/{language}.md", case_folder(FIRST_YEAR, 0, 3, 0))
}

#[test]
fn nothing_changed_does_nothing() {
    let mut site = Site::open();
    assert_eq!(site.edit(&case("zh"), str::to_owned), (0, 0));
}

#[test]
fn the_text_of_a_narrative_makes_stale_its_own_page_only() {
    let mut site = Site::open();
    let (parsed, rendered) = site.edit(&case("zh"), |text| format!("{text}\n又一句。\n"));
    assert_eq!(parsed, 1);
    assert!(rendered <= 1, "{rendered} pages were made again");
    site.assert_equals_cold_build();
}

#[test]
fn a_title_wakes_the_pages_that_show_it() {
    let mut site = Site::open();
    let (parsed, rendered) = site.edit(&case("zh"), |text| text.replace("title: ", "title: 新"));
    assert_eq!(parsed, 1);
    let all = site.engine.world().plan.pages.len();
    assert!(rendered > 3 && rendered < all / 4, "{rendered} of {all} pages");
    site.assert_equals_cold_build();
}

#[test]
fn a_figure_wakes_the_pages_that_show_it() {
    let mut site = Site::open();
    let file = format!("data/observations/{FIRST_YEAR}/{}.yaml", city_slug(0, 5));
    let (parsed, rendered) = site.edit(&file, |text| {
        text.replacen("indicator: indicator-3\n    value: '", "indicator: indicator-3\n    value: '1", 1)
    });
    assert_eq!(parsed, 1);
    let all = site.engine.world().plan.pages.len();
    assert!(rendered > 2 && rendered < all / 3, "{rendered} of {all} pages");
    site.assert_equals_cold_build();
}

/// A text that links to another one which comes, moves, gets a second language, and goes.
#[test]
fn texts_that_come_move_and_go_wake_lists_and_links_to_them() {
    let mut site = Site::open();
    let place = city_slug(0, 3);
    let new = |slug: &str, lang: &str| format!("content/{FIRST_YEAR}/{place}/cases/{slug}/{lang}.md");
    let text = |more: &str| {
        format!(
            "---\ntitle: 新案例\nsummary: 新写的。\nthemes: [first]\nsource: {{document: bulletin}}\n---\n\n正文{more}。\n"
        )
    };
    let dead = |site: &Site| site.engine.problems().iter().filter(|p| p.code == Code::DeadReference).count();
    site.edit(&case("zh"), |text| format!("{text}\n见[那一篇](case:{FIRST_YEAR}/{place}/new-one)。\n"));
    assert_eq!(dead(&site), 1);
    let (parsed, rendered) = site.edit(&new("new-one", "zh"), |_| text("，见[另一篇](page:about)"));
    let all = site.engine.world().plan.pages.len();
    assert_eq!((parsed, dead(&site)), (1, 1), "its own link is dead, the one to it is not");
    assert!(rendered > 3 && rendered < all / 3, "{rendered} of {all} pages");
    site.assert_equals_cold_build();
    site.edit(&new("new-one", "en"), |_| text(""));
    site.edit("content/pages/about/zh.md", |_| "---\ntitle: 关于\norder: 2\n---\n\n说明。\n".to_owned());
    assert_eq!(dead(&site), 0);
    site.assert_equals_cold_build();
    let (from, to) = (site.path(&new("new-one", "zh")), site.path(&new("new-name", "zh")));
    let folder = |path: &Path| path.parent().unwrap().to_owned();
    fs::rename(folder(&from), folder(&to)).unwrap();
    site.engine.apply(Some(&[folder(&from), folder(&to)]));
    site.engine.settle(None);
    assert_eq!(dead(&site), 1);
    site.assert_equals_cold_build();
    // Without the file that was read first it is another narrative, of one language.
    fs::remove_file(&to).unwrap();
    site.take(to);
    site.assert_equals_cold_build();
    fs::remove_dir_all(site.path("content/pages/about")).unwrap();
    site.take(site.path("content/pages/about"));
    site.assert_equals_cold_build();
    assert_eq!(site.engine.counts().joined, 0, "no text needs all others for that");
}

#[test]
fn an_interface_word_wakes_the_pages_of_its_language() {
    let mut site = Site::open();
    let words = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/gongbao/words/en.yaml")).unwrap();
    site.edit("themes/gongbao/words/en.yaml", |_| words.clone());
    let changed = words.replacen("Cases", "Examples", 1);
    let (parsed, rendered) = site.edit("themes/gongbao/words/en.yaml", |_| changed.clone());
    // The pages of the language, and the files that carry the words of both.
    let pages = &site.engine.world().plan.pages;
    let of_language = pages.iter().filter(|page| page.lang == Lang::En || page.subject.facets().neutral).count();
    assert_eq!(parsed, 1);
    assert!(rendered > 0 && rendered <= of_language, "{rendered} of {} pages", pages.len());
    site.assert_equals_cold_build();
}

/// A small generator of numbers, so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn warm_equals_cold_after_any_edits() {
    for seed in 1..=2 {
        let mut site = Site::open();
        let mut numbers = Numbers(seed);
        for step in 1..=32 {
            random_edit(&mut site, &mut numbers);
            if step % 8 == 0 {
                site.assert_equals_cold_build();
            }
        }
    }
}

fn random_edit(site: &mut Site, numbers: &mut Numbers) {
    let year = FIRST_YEAR + numbers.below(SMALL.years);
    let city = numbers.below(CITIES);
    let folder = case_folder(year, 0, city, 0);
    let language = ["zh", "en"][numbers.below(2)];
    let file = format!("{folder}/{language}.md");
    let exists = site.path(&file).exists();
    match numbers.below(19) {
        0 if exists => drop(site.edit(&file, |text| format!("{text}\n更多。\n"))),
        // Nothing is bound to it: a note, whose place moves with later edits.
        1 if exists => drop(site.edit(&file, |text| text.replacen("\n\n", "\n\n增加了12所。\n\n", 1))),
        2 if exists => drop(site.edit(&file, |text| text.replace("title: ", "title: 改"))),
        3 if exists => {
            let path = site.path(&file);
            fs::remove_file(&path).unwrap();
            site.take(path);
        }
        4 => {
            let path = site.path(&folder);
            if path.exists() {
                fs::remove_dir_all(&path).unwrap();
                site.take(path);
            }
        }
        5 => {
            let new = format!("content/{year}/{}/cases/new-{}/zh.md", city_slug(0, city), numbers.below(3));
            site.edit(&new, |_| {
                "---\ntitle: 新案例\nsummary: 新写的。\nthemes: [first]\nsource: {document: bulletin}\n---\n\n正文。\n"
                    .to_owned()
            });
        }
        6 => {
            let (from, to) = (site.path(&folder), site.path(&format!("{folder}-moved")));
            if from.exists() && !to.exists() {
                fs::rename(&from, &to).unwrap();
                site.engine.apply(Some(&[from, to]));
                site.engine.settle(None);
            }
        }
        7 | 8 => {
            let file = format!("data/observations/{year}/{}.yaml", city_slug(0, city));
            let digit = numbers.below(10);
            site.edit(&file, |text| {
                text.replacen(
                    "indicator-1\n    value: '",
                    &format!("indicator-1\n    value: '{digit}", digit = digit.max(1)),
                    1,
                )
            });
        }
        9 => {
            // A record less: the ids of all that follow shift.
            let file = format!("data/observations/{year}/{}.yaml", city_slug(0, city));
            site.edit(&file, |text| {
                let cut = text.rfind("  - id:").filter(|_| text.matches("- id:").count() > 3);
                cut.map_or_else(|| text.to_owned(), |cut| text[..cut].to_owned())
            });
        }
        10 => drop(site.edit("data/jurisdictions/places.yaml", |text| {
            text.replace(&format!("zh: 0省{city}市"), &format!("zh: 新0省{city}市"))
        })),
        11 => drop(site.edit("data/indicators/first.yaml", |text| text.replacen("zh: 指标", "zh: 新指标", 1))),
        12 => drop(site.edit(&format!("data/evaluations/sample/{year}/p0.yaml"), |text| {
            text.replace("一个问题。", "一个大问题。")
        })),
        14 | 15 if site.path(&folder).exists() => {
            let path = site.path(&format!("{folder}/photo.png"));
            fs::write(&path, picture(numbers.below(3))).unwrap();
            site.take(path);
        }
        16 => {
            let path = site.path(&format!("{folder}/photo.png"));
            if path.exists() {
                fs::remove_file(&path).unwrap();
                site.take(path);
            }
        }
        17 if exists => drop(site.edit(&file, |text| format!("{text}\n![甲](photo.png)\n"))),
        18 if exists => drop(site.edit(&file, |text| match text.contains("text: issued\n") {
            true => text.replace("text: issued\n", ""),
            false => text.replacen("title: ", "text: issued\ntitle: ", 1),
        })),
        13 => drop(site.edit("data/site.yaml", |text| text.replace("样例编者", "样例新编者"))),
        _ => {}
    }
}

/// A picture, of another colour for another number; the last is none.
fn picture(number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = [u8::try_from(number).unwrap() * 80, 0, 0].repeat(64);
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    if number == 2 { b"no picture".to_vec() } else { bytes }
}

/// Two records of one place, indicator and year stand in the order of their file.
#[test]
fn records_that_change_places_change_them_in_the_pages() {
    let mut site = Site::open();
    let file = format!("data/observations/{FIRST_YEAR}/{}.yaml", city_slug(0, 3));
    let record = |id: &str, value: &str| {
        format!(
            "  - id: {id}\n    indicator: indicator-1\n    value: '{value}'\n    \
             source: {{document: bulletin, place: {{zh: 另一处, en: Elsewhere}}}}\n"
        )
    };
    let (one, two) = (record("o-one", "41.1"), record("o-two", "42.2"));
    site.edit(&file, |text| format!("{text}{one}{two}"));
    site.assert_equals_cold_build();
    site.edit(&file, |text| text.replace(&format!("{one}{two}"), &format!("{two}{one}")));
    site.assert_equals_cold_build();
    // One name twice, the other gone: as many records as before.
    site.edit(&file, |text| text.replace("o-two", "o-one"));
    site.assert_equals_cold_build();
}

/// A note states figures of other records: what it says is held against them after any edit.
#[test]
fn notes_of_figures_are_checked_and_drawn_again() {
    let mut site = Site::open();
    let file = |year| format!("data/observations/{year}/{}.yaml", city_slug(0, 3));
    let first = |text: &str, key: &str| {
        let rest = &text[text.find(key).unwrap() + key.len()..];
        rest[..rest.find(['\n', '\'']).unwrap()].to_owned()
    };
    let text = fs::read_to_string(site.path(&file(FIRST_YEAR))).unwrap();
    let (id, value) = (first(&text, "- id: "), first(&text, "value: '"));
    let note = format!(
        "    notes:\n      - {{zh: '上年是[{value}%](figure:{id})。', en: 'It was [{value}%](figure:{id}) before.'}}\n"
    );
    site.edit(&file(FIRST_YEAR + 1), |text| {
        let end = text.find("  - id:").unwrap();
        let end = text[end + 5..].find("  - id:").map_or(text.len(), |next| end + 5 + next);
        format!("{}{note}{}", &text[..end], &text[end..])
    });
    site.assert_equals_cold_build();
    let errors = |site: &Site| {
        let in_data = |file| site.engine.sources().get(file).path.starts_with("data/");
        let problems = site.engine.problems();
        problems.iter().filter(|p| p.code == Code::FigureDiffers && in_data(p.span.file)).count()
    };
    let before = errors(&site);
    // The figure that the note states changes in another file.
    site.edit(&file(FIRST_YEAR), |text| text.replacen(&format!("value: '{value}"), &format!("value: '9{value}"), 1));
    assert_eq!(errors(&site), before + 2, "both languages of the note say something else now");
    site.assert_equals_cold_build();
    // A line above the note moves it; then the note itself is put right.
    site.edit(&file(FIRST_YEAR + 1), |text| format!("# a remark\n{text}"));
    site.assert_equals_cold_build();
    site.edit(&file(FIRST_YEAR + 1), |text| {
        text.replace(&format!("[{value}%](figure:{id})"), &format!("[9{value}%](figure:{id})"))
    });
    assert_eq!(errors(&site), before);
    site.assert_equals_cold_build();
}

/// Any line of any file changed, in portals with arithmetic, charts, reports and problems.
#[test]
fn warm_equals_cold_after_any_change_of_any_line() {
    for (seed, portal) in [(3, "base"), (4, "grain")] {
        let root = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portals").join(portal);
        let mut files = copy(&from, root.path());
        files.sort();
        let mut engine = Engine::open(root.path(), Options::default()).unwrap();
        engine.all_files();
        let mut site = Site { root, engine };
        let mut numbers = Numbers(seed);
        for step in 1..=80 {
            let file = files[numbers.below(files.len())].clone();
            let path = site.path(&file);
            let original = fs::read_to_string(from.join(&file)).unwrap();
            let now = fs::read_to_string(&path).unwrap_or_default();
            write(&path, &changed(&now, &original, &mut numbers));
            site.take(path);
            if step % 8 == 0 {
                site.assert_equals_cold_build();
            }
        }
    }
}

/// Another digit, a line less or twice, or the file as it was.
fn changed(now: &str, original: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = now.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return original.to_owned();
    }
    let line = numbers.below(lines.len());
    match numbers.below(6) {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line].clone()),
        2 => return original.to_owned(),
        _ => {
            let digits: Vec<usize> =
                lines[line].match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            if !digits.is_empty() {
                let at = digits[numbers.below(digits.len())];
                lines[line].replace_range(at..=at, &numbers.below(10).to_string());
            }
        }
    }
    lines.join("\n") + "\n"
}

/// Copies a folder; returns the texts below it.
fn copy(from: &Path, to: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(from).unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        fs::create_dir_all(to.join(path).parent().unwrap()).unwrap();
        fs::write(to.join(path), &bytes).unwrap();
        if String::from_utf8(bytes).is_ok() {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    files
}

#[test]
fn what_was_good_stays_while_a_file_has_errors() {
    let root = tempfile::tempdir().unwrap();
    generate(root.path(), SMALL).unwrap();
    let options = Options { keep_last_good: true, ..Options::default() };
    let mut engine = Engine::open(root.path(), options).unwrap();
    let page = format!("zh/cases/{FIRST_YEAR}/{}/case-0/index.html", city_slug(0, 3));
    let good = engine.file(&page).unwrap();
    let path = fs::canonicalize(root.path()).unwrap().join(case("zh"));
    let text = fs::read_to_string(&path).unwrap();
    for wrong in ["", "---\ntitle: x", "---\ntitle: [\n---\n", "---\ntitle: x\nsumary: y\n---\n"] {
        write(&path, wrong);
        engine.apply(Some(std::slice::from_ref(&path)));
        assert!(engine.is_broken());
        assert!(engine.problems().count(Severity::Error) > 0, "{wrong:?}");
        assert_eq!(engine.file(&page).unwrap(), good, "{wrong:?}");
    }
    write(&path, &text);
    engine.apply(Some(std::slice::from_ref(&path)));
    assert!(!engine.is_broken());
    assert_eq!(engine.problems().count(Severity::Error), 0);
    assert_eq!(engine.file(&page).unwrap(), good);
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
