//! What keeps a portal of many places in bounds: pairs only where there is something to
//! compare, one page for each of many groups, tables that are cut and say so.

use std::fmt::Write as _;

use crate::portal::{Made, Portal};

/// The smallest portal with groups of more cities, each with the figures of some years.
fn with_groups(groups: usize, cities: usize, years: std::ops::Range<u16>) -> Made {
    let portal = Portal::of("smallest");
    let mut places = String::from("jurisdictions:\n");
    let mut peers = String::from("groups:\n");
    for group in 0..groups {
        let slugs: Vec<String> = (0..cities).map(|city| format!("g{group}c{city}")).collect();
        let _ = writeln!(
            peers,
            "  - {{id: group-{group}, names: {{zh: 第{group}组, en: Group {group}}}, members: [{}]}}",
            slugs.join(", ")
        );
        for (city, slug) in slugs.iter().enumerate() {
            let code = 310_000 + group * 10_000 + (city + 1) * 100;
            let _ = writeln!(
                places,
                "  - {{slug: {slug}, code: '{code}', level: city, parent: hillside, names: {{zh: {group}组{city}市, en: City {group}-{city}}}}}"
            );
            // The last city of each group has a figure of a year that no other has.
            let years = if city + 1 == cities { 2001..2002 } else { years.clone() };
            for year in years {
                let value = 10 + (city * 7 + usize::from(year)) % 80;
                portal.write(
                    &format!("data/observations/{year}/{slug}.yaml"),
                    format!(
                        "jurisdiction: {slug}\nyear: {year}\nobservations:\n  - id: o-{slug}-{year}\n    indicator: living-trees\n    value: '{value}'\n    source: {{document: notice-2024, place: {{zh: 第1条, en: Item 1}}}}\n"
                    ),
                );
            }
        }
    }
    portal.write("data/jurisdictions/more.yaml", places);
    portal.write("data/peer-groups.yaml", peers);
    portal.make()
}

fn pairs(made: &Made) -> Vec<&String> {
    let pairs = made.files.keys().filter(|path| path.starts_with("zh/compare/g"));
    pairs.collect()
}

#[test]
fn only_places_with_something_in_common_are_a_pair() {
    let made = with_groups(1, 4, 2024..2025);
    let found: Vec<&str> = pairs(&made).into_iter().map(|path| path.as_str()).collect();
    let wanted = ["g0c0-g0c1", "g0c0-g0c2", "g0c1-g0c2"].map(|pair| format!("zh/compare/{pair}/index.html"));
    assert_eq!(found, wanted);
    assert!(made.page("zh/compare/index.html").contains("g0c0-g0c1/index.html"));
    assert!(!made.page("zh/compare/index.html").contains("g0c3-"), "a place without a year in common has no pair");
    assert!(!made.charts().keys().any(|name| name.starts_with("zh-compare")), "the page holds its drawings");
}

#[test]
fn a_large_group_has_tables_and_no_pairs() {
    let made = with_groups(1, 42, 2024..2025);
    assert!(pairs(&made).is_empty());
    assert!(made.page("zh/compare/index.html").contains("这一组地方太多"));
    assert!(made.page("zh/compare/2024/index.html").contains("<table class=\"heat\">"));
    let indicator = made.page("zh/indicators/living-trees/index.html");
    assert!(!indicator.contains("<figure"), "a large group is not drawn");
    assert!(indicator.contains("这一组地方太多，不画图"));
}

#[test]
fn many_groups_have_pages_of_their_own() {
    let few = with_groups(3, 3, 2024..2025);
    assert!(!few.files.keys().any(|path| path.contains("/living-trees/groups/")));
    let many = with_groups(4, 3, 2024..2025);
    let page =
        |path: &str| many.page(&format!("zh/indicators/living-trees/{path}index.html")).matches("<figure").count();
    assert_eq!(page(""), page("groups/group-1/"));
    assert!(page("") > 0);
    assert!(!many.files.contains_key("zh/indicators/living-trees/groups/group-0/index.html"), "on the main page");
    for group in 1..4 {
        let link = format!("groups/group-{group}/index.html");
        assert!(many.page("zh/indicators/living-trees/index.html").contains(&link), "{link}");
    }
}

#[test]
fn a_long_table_is_cut_and_says_so() {
    let made = with_groups(1, 60, 2015..2025);
    let rows = |path: &str| made.page(path).matches("<data value=").count();
    let page = made.page("zh/indicators/living-trees/index.html");
    assert!(page.contains("共592个数值，这里列出60个"), "59 cities of ten years, and two figures more");
    assert!(rows("zh/indicators/living-trees/2020/index.html") >= 59, "the year has all of them");
    assert!(page.len() < 300_000, "{} bytes", page.len());
}
