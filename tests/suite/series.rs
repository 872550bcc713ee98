//! Figures over the years: what is compared, what meets a target, what is left apart.
//! `tests/portals/series` has a case of each.

use crate::portal::{Made, Portal};

/// The cells of the row about an indicator in the table of a city's page, without tags.
fn progress(made: &Made, city: &str, indicator: &str) -> Vec<String> {
    let page = made.page(&format!("zh/cities/{city}/index.html"));
    let table = &page[page.find("part-progress").unwrap_or_else(|| panic!("{city} has no table"))..];
    let table = &table[..table.find("</table>").expect("its end")];
    let row = table.split("<tr>").find(|row| row.contains(&format!(">{indicator}</a>")));
    let row = row.unwrap_or_else(|| panic!("{city}: no row for {indicator}"));
    // A column that no row has a value for is left out.
    let cells: Vec<&str> = row.split("<td").skip(1).map(|cell| cell.split("</td>").next().unwrap_or("")).collect();
    let cell = |label: &str| cells.iter().find(|cell| cell.contains(&format!("data-label=\"{label}\"")));
    let texts = ["最近", "此前", "变化", "目标", "是否达到"].map(cell);
    texts.map(|cell| cell.map_or_else(String::new, |cell| plain(&cell[cell.find('>').map_or(0, |at| at + 1)..]))).into()
}

/// Text without tags; a drawing is nothing.
fn plain(html: &str) -> String {
    let html = html.split("<svg").next().unwrap_or("");
    let mut inside = false;
    let kept = html.chars().filter(|c| {
        inside = (inside || *c == '<') && *c != '>';
        !inside && *c != '>'
    });
    kept.collect::<String>().trim().to_owned()
}

#[test]
fn a_target_is_met_only_where_that_is_certain() {
    let made = Portal::of("series").make();
    for (city, indicator, wanted) in [
        ("alder", "完好率", "达到"),
        ("birch", "完好率", "不能确定"),
        ("cedar", "完好率", "不能确定"),
        ("delta", "完好率", "达到"),
        ("elm", "完好率", "不能确定"),
        ("fir", "完好率", "达到"),
        ("alder", "封闭桥梁数", "达到"),
        ("birch", "封闭桥梁数", "未达到"),
        ("alder", "每桥护桥员", "达到"),
        ("birch", "每桥护桥员", "未达到"),
        ("cedar", "每桥护桥员", "不能确定"),
        ("alder", "修桥经费", "达到"),
        ("birch", "修桥经费", "未达到"),
        ("cedar", "修桥经费", "不能确定"),
        ("elm", "修桥经费", "不能确定"),
        ("alder", "收费桥占比", "不能确定"),
    ] {
        assert_eq!(progress(&made, city, indicator)[4], wanted, "{city}, {indicator}");
    }
    assert_eq!(progress(&made, "delta", "完好率")[3], "不低于90%", "its own target comes first");
    assert_eq!(progress(&made, "alder", "完好率")[3], "不低于80%");
}

#[test]
fn bounds_that_reach_a_target_are_certain() {
    for (city, from, to, wanted) in [
        ("birch", "'79'\n    qualifier: at-least", "'80'\n    qualifier: at-least", "达到"),
        ("birch", "'79'\n    qualifier: at-least", "'80'\n    qualifier: more-than", "达到"),
        ("birch", "'79'\n    qualifier: at-least", "'79.9'\n    qualifier: more-than", "不能确定"),
        ("elm", "qualifier: at-most", "qualifier: less-than", "未达到"),
        ("elm", "'80'\n    qualifier: at-most", "'79.9'\n    qualifier: at-most", "未达到"),
        ("cedar", "upper: '82'", "upper: '79.9'", "未达到"),
        ("cedar", "value: '78'", "value: '80'", "达到"),
    ] {
        let portal = Portal::of("series");
        let path = format!("data/observations/2023/{city}.yaml");
        let text = portal.read(&path);
        assert!(text.contains(from), "{city}: {from}");
        portal.write(&path, text.replacen(from, to, 1));
        assert_eq!(progress(&portal.make(), city, "完好率")[4], wanted, "{city}: {to}");
    }
}

#[test]
fn years_are_compared_within_one_definition_and_one_boundary() {
    let made = Portal::of("series").make();
    // 2021 and 2022 stand on two sides of a change of definition.
    assert_eq!(progress(&made, "delta", "完好率")[1..3], ["89.9%2022年", "+0.1个百分点"]);
    let before = Portal::of("series");
    before.remove("data/observations/2023/delta.yaml");
    let row = progress(&before.make(), "delta", "完好率");
    assert_eq!(row[0], "89.9%2022年");
    assert_eq!(row[1..3], ["", ""], "two definitions are not compared");
    // An indicator's page of the first year of a definition has no change since the year before.
    let page = made.page("zh/indicators/sound-bridges/2022/index.html");
    assert!(!page.contains("class=\"chart dumbbell desk"), "compares two definitions");
    assert!(made.page("zh/indicators/sound-bridges/index.html").contains("class=\"chart dumbbell desk"));
    // Asked for by a writer, the years are shown, flagged, and counted nowhere.
    let csv = made.chart("zh-about-f2.csv");
    let alder = csv.lines().find(|line| line.starts_with("甲市")).expect("a line");
    assert!(alder.contains("80.0,口径不同，不参与排序、自2022年起人行桥也计入。,81.5"), "{alder}");
    let page = made.page("zh/about/index.html");
    assert!(!page.contains("个上升"), "counts a change across two definitions");
}

#[test]
fn lines_are_broken_where_the_definition_changed() {
    let made = Portal::of("series").make();
    let svg = made.chart("zh-indicators-sound-bridges-f4.svg");
    assert!(svg.contains("class=\"break\""), "no sign of the change");
    assert!(svg.contains("自2022年起人行桥也计入。"), "does not say what changed");
    let csv = made.chart("zh-cities-alder-f1.csv");
    let line = csv.lines().find(|line| line.starts_with("完好率")).expect("a line");
    assert!(line.contains("80.0,自2022年起人行桥也计入。,81.5"), "{line}");
    let page = made.page("zh/indicators/sound-bridges/index.html");
    assert!(page.contains("个数值按以前的口径统计"), "does not say how many figures are of the old definition");
}

#[test]
fn files_tell_the_version_of_the_definition() {
    let made = Portal::of("series").make();
    let csv = made.page("data/indicators/sound-bridges.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (year, version) = (at("year"), at("definition_version"));
    for row in reader.records().map(|row| row.expect("a row")) {
        let wanted = if row[year].parse::<u16>().expect("a year") < 2022 { "1" } else { "2" };
        assert_eq!(&row[version], wanted, "{row:?}");
    }
    let json: serde_json::Value = serde_json::from_str(made.page("data/indicators/sound-bridges.json")).expect("JSON");
    assert_eq!(json["indicator"]["definition_changes"][0]["version"], 2);
    assert_eq!(json["indicator"]["definition_changes"][0]["from_year"], 2022);
    assert_eq!(json["observations"][0]["definition_version"], 1);
    assert!(made.page("data/package/indicators.csv").contains("2 from 2022"));
}

#[test]
fn a_place_has_a_small_line_for_every_indicator_with_comparable_years() {
    let made = Portal::of("series").make();
    let rows = |path: &str| {
        made.chart(path)
            .lines()
            .skip(1)
            .map(|line| line.split('（').next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(rows("zh-cities-alder-f1.csv"), ["完好率"], "two years are no line");
    assert_eq!(rows("zh-cities-alder-f2.csv"), ["修桥经费"]);
    assert_eq!(rows("zh-cities-elm-f1.csv"), ["完好率"]);
    assert!(!made.charts().contains_key("zh-cities-fir-f1.csv"), "one year is no line");
    let page = made.page("zh/cities/alder/index.html");
    assert!(page.contains("class=\"chart multiples phone") && page.contains("class=\"chart multiples desk"));
    assert!(made.page("zh/about/index.html").contains("3个市有多年可比的数值"), "of places, not of indicators");
    // The whole file of a place, and its problems, are one step away.
    assert!(page.contains("../../../data/cities/alder.csv"));
    assert!(page.contains("甲市修桥经费：2020年100万元，2023年120万元"));
}

#[test]
fn what_is_missing_is_written_beside_what_is_drawn() {
    let made = Portal::of("series").make();
    let svg = made.chart("zh-indicators-sound-bridges-f3.svg");
    // Fir: 85% to 88% in the later year, masked in the earlier: the words clear the stretch.
    let words = svg.split("<text ").find(|text| text.contains("2022年 隐去")).expect("the words");
    let number = |text: &str, name: &str| -> f64 {
        let rest = &text[text.find(&format!(" {name}=\"")).expect("an attribute") + name.len() + 3..];
        rest[..rest.find('"').expect("its end")].parse().expect("a number")
    };
    let words_at = format!(" {words}");
    let stretches = svg.split("<rect ").skip(1).filter(|rect| rect.contains("hatched"));
    let (x, y) = (number(&words_at, "x"), number(&words_at, "y"));
    for rect in stretches.map(|rect| format!(" {rect}")).filter(|rect| (number(rect, "y") + 8.0 - y).abs() < 10.0) {
        let left = number(&rect, "x");
        let right = left + number(&rect, "width");
        let clear = if words.contains("text-anchor=\"end\"") { x < left } else { x > right };
        assert!(clear, "the words at {x} lie on what goes from {left} to {right}");
    }
}

#[test]
fn findings_are_the_titles_of_charts_and_places_stand_on_one_kind_of_map() {
    let made = Portal::of("series").make();
    let home = made.page("zh/index.html");
    let finding = home.split("<li class=\"finding figure\">").nth(1).expect("a finding");
    let finding = &finding[..finding.find("</li>").expect("its end")];
    assert!(finding.contains("indicators/sound-bridges/index.html#f4"), "{finding}");
    let title = "2023年最高丁市90.0%，最低丙市78%~82%";
    assert!(finding.contains(&format!(">{title}</h3>")), "{finding}");
    assert!(made.page("zh/indicators/sound-bridges/index.html").contains(title));
    // The same tiles, with values and without.
    let tiles = |page: &str| -> Vec<String> {
        let list = &page[page.find("<ol class=\"tiles\">").expect("a map")..];
        let list = &list[..list.find("</ol>").expect("its end")];
        list.split("<li class=\"").skip(1).map(|tile| tile.split('"').next().unwrap_or("").to_owned()).collect()
    };
    let places = tiles(home);
    assert_eq!(places, ["r1 c1", "r1 c2", "r1 c3", "r2 c1", "r2 c2", "r2 c3"]);
    assert_eq!(places, tiles(made.page("zh/indicators/sound-bridges/index.html")));
}

#[test]
fn the_catalogue_says_whose_line_it_draws_and_what_is_only_broken_down() {
    let made = Portal::of("series").make();
    let page = made.page("zh/indicators/index.html");
    let row = |name: &str| {
        let start = page.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("no row for {name}"));
        &page[start..start + page[start..].find("</tr>").expect("its end")]
    };
    // Two years of one definition are a change and no line.
    assert!(!row("完好率").contains("chart spark"));
    assert!(row("修桥经费").contains("chart spark") && row("修桥经费").contains("甲市，2020—2023年"));
    assert!(!row("收费桥占比").contains("chart spark"));
    assert!(row("分材料的桥").contains("只公布了分组的数值"));
    let page = made.page("zh/indicators/by-material/index.html");
    assert!(page.contains("只公布了分组的数值，没有总数") && page.contains("木桥"));
}

#[test]
fn the_package_tells_licence_and_day_from_the_data() {
    let portal = Portal::of("series");
    let package = |made: &Made| -> serde_json::Value {
        serde_json::from_str(made.page("data/package/datapackage.json")).expect("JSON")
    };
    let made = portal.make();
    let described = package(&made);
    assert_eq!(described["version"], "2024-05-06");
    assert_eq!(described["created"], "2024-05-06T00:00:00+08:00");
    assert_eq!(described["licenses"][0]["name"], "CC-BY-4.0");
    let page = made.page("en/data/index.html");
    assert!(page.contains("Attribution 4.0") && page.contains("6 May 2024"));
    // An edition that was published since says the day.
    portal.write("data/editions/2024-07-08.yaml", "date: '2024-07-08'\n");
    assert_eq!(package(&portal.make())["version"], "2024-07-08");
    // Without one there is no day: none is taken from the clock.
    let site = portal.read("data/site.yaml").replace("  version: 2024-05-06\n", "");
    portal.write("data/site.yaml", site);
    portal.remove("data/editions/2024-07-08.yaml");
    let described = package(&portal.make());
    assert!(described.get("version").is_none() && described.get("created").is_none());
}

#[test]
fn the_next_figures_are_announced_only_where_a_document_does() {
    let portal = Portal::of("series");
    let made = portal.make();
    let page = made.page("en/indicators/sound-bridges/index.html");
    let row = "<dt>Next expected</dt><dd><time datetime=\"2025-03\">March 2025</time><span class=\"under\">";
    assert!(page.contains(&format!("{row}Bridge yearbook, Afterword</span>")), "the date has its source");
    assert!(made.page("zh/indicators/sound-bridges/index.html").contains("2025年3月"));
    assert!(!made.page("en/indicators/toll-share/index.html").contains("Next expected"));
    let file: serde_json::Value = serde_json::from_str(made.page("data/indicators/sound-bridges.json")).expect("JSON");
    assert_eq!(file["indicator"]["next_expected"]["date"], "2025-03");
    assert_eq!(file["indicator"]["next_expected"]["source_doc"], "bridge-book");
    // A date without a known document is told at its place.
    let path = "data/indicators/structure.yaml";
    let unknown =
        portal.read(path).replace("source: {document: bridge-book, place", "source: {document: hearsay, place");
    portal.write(path, unknown);
    let told = portal.make().printed(gongbao::i18n::Lang::En);
    assert!(
        told.contains("there is no published document named `hearsay`") && told.contains("structure.yaml:13:"),
        "{told}"
    );
}

#[test]
fn two_years_without_a_pair_are_drawn_with_what_there_is() {
    let portal = Portal::of("series");
    let page = portal.read("content/pages/about/zh.md");
    portal.write("content/pages/about/zh.md", page + "\n![](chart:dumbbell?indicator=toll-share&years=2022,2023)\n");
    let made = portal.make();
    let page = made.page("zh/about/index.html");
    let figure = &page[page.rfind("<figure").expect("a figure")..];
    assert!(figure.contains("class=\"dot") && figure.contains("2022年 未公布"), "{figure}");
}
