//! How pages are found and followed: what their heads say to machines, the site map, feeds
//! and citations.

use std::collections::{BTreeMap, BTreeSet};

use gongbao::engine::{Engine, Options};
use serde_json::Value;

use crate::portal::Portal;

const BASE: &str = "https://example.org/gb/";

/// The files of a portal that is published at [`BASE`].
fn published(portal: &Portal) -> BTreeMap<String, String> {
    let options = Options { base_url: Some(BASE.to_owned()), ..Options::default() };
    let engine = Engine::open(portal.path(), options).expect("a folder that can be read");
    let (files, _) = engine.render_all();
    files.into_iter().filter_map(|file| Some((file.path, String::from_utf8(file.bytes).ok()?))).collect()
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.ends_with(".html"))
}

/// What stands between two texts, each time.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end).map(|(found, _)| found)).collect()
}

/// The linked data of a page: its one element of that type, parsed.
fn linked_data(path: &str, html: &str) -> Value {
    let found = between(html, "<script type=\"application/ld+json\">", "</script>");
    assert_eq!(found.len(), 1, "{path}");
    serde_json::from_str(found[0]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_page_says_what_it_is() {
    let files = published(&Portal::of("series"));
    for (path, html) in pages(&files) {
        let data = linked_data(path, html);
        let page = &data["@graph"][0];
        let parts: Vec<&str> = path.split('/').collect();
        let expected = match parts.as_slice() {
            [_, "index.html"] => Some("WebSite"),
            [_, "indicators", _, ..] if parts.len() > 3 => Some("Dataset"),
            [_, "data", "index.html"] => Some("Dataset"),
            _ => None,
        };
        if let Some(expected) = expected {
            assert_eq!(page["@type"], expected, "{path}");
        }
        assert!(html.contains("<meta property=\"og:title\""), "{path}");
        let items = data["@graph"][1]["itemListElement"].as_array().map(Vec::as_slice).unwrap_or_default();
        for item in items.iter().filter_map(|item| item["item"].as_str()) {
            let file = item.strip_prefix(BASE).unwrap_or_else(|| panic!("{path}: {item}"));
            let file = file.split('#').next().unwrap_or(file);
            assert!(files.contains_key(&format!("{file}index.html")), "{path}: {item}");
        }
    }
}

#[test]
fn a_title_ends_no_script() {
    let portal = Portal::of("base");
    let case = "content/2023/beta/cases/clean-wells/zh.md";
    let title = "</script><b>x <!-- & \"y\"";
    let text = portal.read(case);
    let line = text.lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
    portal.write(case, text.replace(&line, &format!("title: '{title}'")));
    let files = published(&portal);
    let (path, html) =
        pages(&files).find(|(path, _)| path.ends_with("zh/cases/2023/beta/clean-wells/index.html")).expect("it");
    let data = linked_data(path, html);
    assert_eq!(data["@graph"][0]["@type"], "Article");
    assert_eq!(data["@graph"][0]["name"], title);
}

#[test]
fn the_site_map_lists_what_may_be_listed() {
    let files = published(&Portal::of("series"));
    let map = &files["sitemap.xml"];
    let listed: BTreeSet<&str> = between(map, "<loc>", "</loc>").into_iter().collect();
    let wanted: BTreeSet<&str> = pages(&files)
        .filter(|(_, html)| !html.contains("content=\"noindex\""))
        .flat_map(|(_, html)| between(html, "<link rel=\"canonical\" href=\"", "\""))
        .collect();
    assert!(listed.len() > 10);
    assert_eq!(listed, wanted);
    for address in between(map, " href=\"", "\"") {
        assert!(listed.contains(address), "{address} is named as another language and is no page");
    }
    assert!(files["robots.txt"].contains(&format!("Sitemap: {BASE}sitemap.xml")));
    assert!(!Portal::of("base").make().files.contains_key("sitemap.xml"), "no address, no map");
}

#[test]
fn a_feed_tells_the_newest_first_and_names_each_once() {
    for portal in ["grain", "base"] {
        let files = published(&Portal::of(portal));
        for lang in ["zh", "en"] {
            let feed = &files[&format!("{lang}/feed.xml")];
            let days = between(feed, "<published>", "</published>");
            assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
            let ids = between(feed, "<id>", "</id>");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{portal}: {ids:?}");
            assert_eq!(feed.matches("<entry>").count(), days.len());
            assert_eq!(feed.matches("<entry>").count(), feed.matches("</entry>").count());
            assert_eq!(feed.matches("</feed>").count(), 1);
            for address in between(feed, "type=\"text/html\" href=\"", "\"") {
                let file = address.strip_prefix(BASE).unwrap_or_else(|| panic!("{address}"));
                assert!(files.contains_key(&format!("{file}index.html")), "{address}");
            }
        }
    }
}

#[test]
fn a_page_can_be_cited() {
    let files = published(&Portal::of("base"));
    let page = &files["zh/cases/2023/beta/clean-wells/index.html"];
    let address = format!("{BASE}zh/cases/2023/beta/clean-wells/");
    let facts = between(page, "<footer class=\"page-facts\"", "</footer>")[0];
    assert!(facts.matches(&address).count() >= 4, "the sentence, GB/T 7714, BibTeX and RIS give the whole address");
}

/// The cells of a table in `data/package`, by the names of its columns.
fn table(files: &BTreeMap<String, String>, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(files[&format!("data/package/{name}.csv")].as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn every_cell_of_a_cube_is_a_figure_of_the_tables() {
    let files = published(&Portal::of("series"));
    let rows = table(&files, "observations");
    let mut cells = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("data/json-stat/")) {
        let cube: Value = serde_json::from_str(text).expect("JSON");
        let category = |name: &str| -> Vec<String> {
            let index = cube["dimension"][name]["category"]["index"].as_array().expect("an index");
            index.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
        };
        let (indicators, places, years) = (category("indicator"), category("place"), category("year"));
        assert_eq!(cube["size"], serde_json::json!([indicators.len(), places.len(), years.len()]), "{path}");
        for (cell, value) in cube["value"].as_object().expect("values") {
            let cell: usize = cell.parse().expect("a position");
            let (rest, year) = (cell / years.len(), &years[cell % years.len()]);
            let (indicator, place) = (&indicators[rest / places.len()], &places[rest % places.len()]);
            let known = rows.iter().any(|row| {
                let number = [&row["value"], &row["value_low"]].into_iter().find(|text| !text.is_empty());
                let same = number.and_then(|text| serde_json::from_str::<Value>(text).ok()).as_ref() == Some(value);
                row["indicator"] == *indicator && row["city"] == *place && row["year"] == *year && same
            });
            assert!(known, "{path}: {indicator} {place} {year} {value}");
            cells += 1;
        }
    }
    assert!(cells > 0);
}

#[test]
fn the_catalogue_names_files_that_are_there() {
    let portal = Portal::of("series");
    let files = published(&portal);
    let catalogue: Value = serde_json::from_str(&files["data/catalog.jsonld"]).expect("JSON");
    let all = portal.make().files;
    let datasets = catalogue["dcat:dataset"].as_array().expect("datasets");
    let distributions = datasets.iter().flat_map(|dataset| dataset["dcat:distribution"].as_array().expect("files"));
    let mut count = 0;
    for distribution in distributions {
        let address = distribution["dcat:downloadURL"]["@id"].as_str().expect("an address");
        let path = address.strip_prefix(BASE).expect("a whole address");
        assert!(all.contains_key(path), "{address}");
        count += 1;
    }
    assert!(count > 5);
    let interface: Value = serde_json::from_str(&files["data/openapi.json"]).expect("JSON");
    let paths = interface["paths"].as_object().expect("paths");
    for path in paths.keys().filter(|path| !path.contains('{')) {
        assert!(all.contains_key(path.trim_start_matches('/')), "{path}");
    }
}
