//! What is written is shown so: zeros with their decimals, folded texts without spaces between
//! Chinese characters.

use crate::portal::Portal;

const CASE: &str = "content/2023/beta/cases/clean-wells";

#[test]
fn a_zero_keeps_its_decimals_on_every_face() {
    let portal = Portal::of("base");
    for path in [format!("{CASE}/zh.md"), format!("{CASE}/en.md"), "data/observations/2023/beta.yaml".to_owned()] {
        let text = portal.read(&path);
        assert!(text.contains("77.7"), "{path}");
        portal.write(&path, text.replace("77.7", "0.0"));
    }
    let made = portal.make();
    let json: serde_json::Value = serde_json::from_str(made.page("data/indicators/clear-wells.json")).expect("JSON");
    assert_eq!(json["observations"][0]["value"].to_string().trim_matches('"'), "0.0");
    let mut csv = csv::Reader::from_reader(made.page("data/indicators/clear-wells.csv").as_bytes());
    let value = csv.headers().expect("a head").iter().position(|name| name == "value").expect("a value");
    assert_eq!(&csv.records().next().expect("a row").expect("a row")[value], "0.0");
    for page in ["zh/indicators/clear-wells/index.html", "en/indicators/clear-wells/index.html"] {
        let page = made.page(page);
        assert!(page.contains("0.0%") && !page.contains(">0%"), "{page}");
    }
}

#[test]
fn line_ends_between_chinese_characters_are_no_spaces() {
    let portal = Portal::of("base");
    let path = "data/indicators/water.yaml";
    let folded = "definition:\n      zh: >\n        清井占全部\n        水井的比例。\n      en: >\n        Clear wells\n        as a share of all.";
    let text = portal.read(path);
    let line = text.lines().find(|line| line.trim_start().starts_with("definition:")).expect("a definition");
    portal.write(path, text.replace(line.trim_start(), folded));
    let made = portal.make();
    assert!(made.problems.is_empty(), "{:?}", made.problems);
    assert!(made.page("zh/indicators/clear-wells/index.html").contains("清井占全部水井的比例。"));
    assert!(made.page("en/indicators/clear-wells/index.html").contains("Clear wells as a share of all."));
}
