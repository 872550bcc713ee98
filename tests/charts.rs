//! Charts, comparisons and data files over a whole portal: one figure, the same in every
//! face.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use gongbao::diag::Diagnostics;
use gongbao::engine::{Engine, Options};

type Files = BTreeMap<String, Vec<u8>>;

/// The files of the project's own portal, made once.
fn own() -> &'static Files {
    static OWN: OnceLock<Files> = OnceLock::new();
    OWN.get_or_init(|| {
        let engine = Engine::open(Path::new(env!("CARGO_MANIFEST_DIR")), Options::default()).unwrap();
        let (files, _) = engine.render_all();
        files.into_iter().map(|file| (file.path, file.bytes)).collect()
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The page of a narrative with some Markdown beside the project's data, the codes of
/// its problems, and the engine for more.
fn with_text(markdown: &str) -> (String, Vec<String>, Engine) {
    let root = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &root.path().join("data"));
    let folder = root.path().join("content/pages/charts");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("zh.md"), format!("---\ntitle: 图\nsummary: 图\norder: 9\n---\n\n{markdown}\n")).unwrap();
    fs::write(folder.join("en.md"), "---\ntitle: Charts\nsummary: Charts\n---\n\nNone.\n").unwrap();
    let mut engine = Engine::open(root.path(), Options::default()).unwrap();
    let page = engine.file("zh/about/charts/index.html").unwrap();
    let mut problems: Diagnostics = engine.problems();
    problems.extend(engine.page_problems());
    let codes = problems.iter().map(|problem| problem.code.number().to_owned()).collect();
    (String::from_utf8_lossy(&page).into_owned(), codes, engine)
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no file {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// The cells of a file of comma-separated values.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

const BAR: &str = "chart:bar?indicator=inclusive-kindergarten-coverage&year=2020&group=shandong-cities";

#[test]
fn every_figure_stands_on_a_page_as_its_file_prints_it() {
    let files = own();
    let package = cells(text(files, "data/package/observations.csv"));
    let column = |name: &str| package[0].iter().position(|head| head == name).unwrap();
    let (id, value, indicator) = (column("id"), column("value"), column("indicator"));
    let all: BTreeMap<&str, &Vec<String>> = package[1..].iter().map(|row| (row[id].as_str(), row)).collect();
    let mut seen = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("data/indicators/")) {
        let Some(name) = path.strip_prefix("data/indicators/").and_then(|path| path.strip_suffix(".json")) else {
            continue;
        };
        if name.ends_with("csv-metadata") {
            continue;
        }
        let json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let own = cells(text(files, &format!("data/indicators/{name}.csv")));
        for observation in json["observations"].as_array().unwrap() {
            let row = all[observation["id"].as_str().unwrap()];
            assert_eq!(row[indicator], name);
            assert!(own.contains(row), "{name}: the file of the indicator differs from the package");
            let Some(exact) = observation["value_exact"].as_str() else { continue };
            if observation["qualifier"] != "range" {
                assert_eq!(row[value], exact);
            }
            let parsed: f64 = exact.parse().unwrap();
            assert_eq!(observation["value"].as_f64().unwrap_or(parsed), parsed);
            let year = observation["year"].as_u64().map(|year| format!("{year}/")).unwrap_or_default();
            for lang in ["zh", "en"] {
                // Programmes other than the first one have a folder of their own.
                let pages = ["".to_owned(), year.clone()].map(|year| format!("/indicators/{name}/{year}index.html"));
                let is_own = |path: &str| path.starts_with(lang) && pages.iter().any(|page| path.ends_with(page));
                let printed = observation["printed"][lang].as_str().unwrap();
                let cell = format!("<data value=\"{exact}\">{printed}</data>");
                let mut own_pages = files.iter().filter(|(path, _)| is_own(path));
                let shown = own_pages.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&cell));
                assert!(shown, "{name} {lang}: {printed} is on no page");
            }
            seen += 1;
        }
    }
    assert!(seen > 100);
}

#[test]
fn a_number_typed_into_a_title_stops_the_build() {
    let (_, problems, _) = with_text(&format!("![有95个市达到]({BAR})"));
    assert!(problems.contains(&"E050".to_owned()), "{problems:?}");
    let (_, problems, _) = with_text(&format!("![{{n}}个市，最高{{highest}}]({BAR})"));
    assert!(problems.contains(&"E051".to_owned()), "{problems:?}");
    let (page, problems, mut engine) = with_text(&format!("![有数据的{{n}}个市，最高{{max.value}}]({BAR})"));
    assert!(!problems.iter().any(|code| code.starts_with("E05")), "{problems:?}");
    assert!(page.contains("有数据的4个市，最高93.37%"));
    assert!(!page.contains("<p><figure"));
    let mut archived = |path: &str| {
        let Some(bytes) = engine.file(path) else { return false };
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        archive.file_names().any(|name| name.unwrap().ends_with("-about-charts-f1.svg"))
    };
    assert!(archived("data/figures/zh.zip"));
    assert!(!archived("data/figures/en.zip"));
}

#[test]
fn charts_that_cannot_be_drawn_are_told() {
    let code = |address: &str, wanted: &str| {
        let (page, problems, _) = with_text(&format!("![]({address})"));
        assert!(problems.contains(&wanted.to_owned()), "{address}: {problems:?}");
        page
    };
    code("chart:pie?indicator=inclusive-kindergarten-coverage", "E042");
    code("chart:bar?indicator=inclusive-kindergarten-coverage&colour=red", "E042");
    code("chart:bar?indicator=inclusive-kindergarten-coverage&year=last", "E042");
    code("chart:bar?indicator=inclusive-kindergarten-coverge&year=2020", "E018");
    code("chart:bar?year=2020", "E042");
    let page = code("chart:bar?indicator=inclusive-kindergarten-coverage&year=2001", "W120");
    assert!(page.contains("没有可以画出的数据"), "the page says nothing");
}

#[test]
fn every_kind_of_chart_can_be_asked_for() {
    let one = "indicator=inclusive-kindergarten-coverage&year=2020";
    let charts = [
        format!("chart:bar?{one}"),
        format!("chart:amount?{one}"),
        format!("chart:dots?{one}&focus=weihai"),
        format!("chart:tiles?{one}"),
        "chart:heat?indicators=inclusive-kindergarten-coverage,teachers-added&year=2020".to_owned(),
        "chart:sides?indicator=inclusive-kindergarten-coverage&focus=dongying,weihai".to_owned(),
    ];
    for chart in charts {
        let (page, problems, _) = with_text(&format!("![]({chart})"));
        assert!(page.contains("<figure class=\"figure\" id=\"f1\">"), "{chart}: {problems:?}");
        assert!(page.contains("93.37%"), "{chart}");
    }
}

#[test]
fn shades_need_three_values_and_the_best_is_nearest_the_wanted_end() {
    let files = own();
    let page = text(files, "zh/compare/2020/index.html");
    assert!(page.contains("93.37%") && page.contains("14.80%"));
    // Four of sixteen places are no table: their values are listed.
    assert!(!page.contains("<table class=\"heat\">"), "more than half of its cells would be empty");
    assert!(!page.contains("未公布"), "a list names those that have a value");
}

#[test]
fn no_table_of_places_by_indicators_is_more_than_half_empty() {
    for (path, page) in own().iter().filter(|(path, _)| path.contains("/compare/20") && path.ends_with(".html")) {
        let page = std::str::from_utf8(page).expect("a page");
        for table in page.split("<table class=\"heat\">").skip(1).map(|t| &t[..t.find("</table>").expect("its end")]) {
            let (cells, empty) = (table.matches("<td").count(), table.matches("<td class=\"num none\"").count());
            assert!(empty * 2 < cells, "{path}: {empty} of {cells}");
        }
    }
}

#[test]
fn pairs_that_share_a_value_have_one_page_in_official_order() {
    let files = own();
    let pages = files.keys().filter_map(|path| path.strip_prefix("zh/compare/")?.strip_suffix("/index.html"));
    let pairs: Vec<&str> = pages.filter(|page| page.contains('-') && !page.starts_with("20")).collect();
    assert!(pairs.contains(&"qingdao-dongying"), "both published a coverage: {pairs:?}");
    assert!(!pairs.contains(&"dongying-qingdao"), "each pair once");
    for pair in pairs {
        let page = text(files, &format!("zh/compare/{pair}/index.html"));
        assert!(page.contains("id=\"table-both\""), "{pair} has nothing to compare");
    }
}
