//! Tables beside YAML: what their cells become.

use gongbao::i18n::Lang;

use crate::portal::{Portal, compare, project};

/// What tells the fate of a cell, in the file of all figures.
const COLUMNS: [&str; 10] = [
    "id", "value", "value_low", "value_high", "qualifier", "status", "nature", "as_printed", "source_place",
    "source_place_en",
];

fn portal() -> Portal {
    Portal::of("base").with_files_of(&project().join("tests/portals/tables"))
}

#[test]
fn cells_become_figures_with_their_marks() {
    let made = portal().make();
    let mut reader = csv::Reader::from_reader(made.page("data/package/observations.csv").as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let wanted = COLUMNS.map(|name| heads.iter().position(|head| head.trim_start_matches('\u{feff}') == name));
    let mut lines = vec![COLUMNS.join(" | ")];
    for row in reader.records() {
        let row = row.expect("a row");
        lines.push(wanted.map(|column| row[column.expect("a column")].to_owned()).join(" | "));
    }
    let found = format!("{}\n\n{}", lines.join("\n"), made.printed(Lang::En));
    let wrong = compare(&project().join("tests/portals/tables/expected.txt"), &found);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

#[test]
fn rows_in_another_order_and_another_table_are_the_same_figures() {
    let portal = portal();
    let path = "data/observations/wells.csv";
    let before = portal.make();
    let text = portal.read(path);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(3, 4);
    portal.write(path, lines.join("\r\n"));
    let after = portal.make();
    assert_eq!(before.page("data/package/observations.csv"), after.page("data/package/observations.csv"));
}

#[test]
fn a_code_that_two_places_had_names_neither() {
    let places = "data/jurisdictions/alpha.yaml";
    let later = "  - {slug: late, code: '290100', valid: {from: 2024}, level: city, parent: alpha, names: {zh: 晚市, en: Late}}\n";
    for (again, told) in [(false, false), (true, true)] {
        let portal = Portal::of("base");
        portal.write("data/observations/coded.csv", "地区,2021\n290100,93.4\n");
        portal.write(
            "data/observations/coded.table.yaml",
            "indicator: clear-wells\nunit: '%'\nsource: {document: notice-2023, place: {zh: 表1, en: Table 1}}\n",
        );
        if again {
            let earlier = portal.read(places).replace("code: '290100'", "code: '290100', valid: {to: 2023}");
            portal.write(places, earlier + later);
        }
        let said = portal.make().printed(Lang::En);
        assert_eq!(said.contains("coded.csv:2"), told, "{said}");
    }
}
