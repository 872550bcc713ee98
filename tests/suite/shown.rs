//! What pages and downloads make of decimals, of targets that hold at once, of places that
//! are no more, of texts that a spreadsheet would compute, and of footnotes.

use crate::portal::{Made, Portal};

const INDICATOR: &str = "data/indicators/water.yaml";
const FIGURES: &str = "data/observations/2023/beta.yaml";
const PLACES: &str = "data/jurisdictions/alpha.yaml";
const PAGE: &str = "zh/indicators/clear-wells/index.html";

/// The base portal with a figure of the place gamma.
fn with_gamma(value: &str) -> Portal {
    let portal = Portal::of("base");
    let figure = format!(
        "  - id: w-gamma-clear\n    jurisdiction: gamma\n    indicator: clear-wells\n    value: '{value}'\n    source: {{document: notice-2023, place: {{zh: 第3条, en: Item 3}}}}\n"
    );
    portal.write(FIGURES, portal.read(FIGURES) + &figure);
    portal
}

/// The parts of a page between two marks.
fn parts<'a>(page: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    page.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

/// The titles of the charts of the page of the indicator.
fn titles(made: &Made) -> String {
    parts(made.page(PAGE), "<figcaption", "</figcaption>").join("\n")
}

#[test]
fn decimals_round_what_is_drawn_and_said_and_nothing_else() {
    let made = with_gamma("33.8949560319386394").make();
    let page = made.page(PAGE);
    let drawings = parts(page, "<svg", "</svg>");
    assert!(drawings.iter().any(|drawing| drawing.contains("33.9%")), "{page}");
    assert!(!drawings.iter().any(|drawing| drawing.contains("33.89")), "{page}");
    assert!(titles(&made).contains("33.9%") && !titles(&made).contains("33.89"), "{}", titles(&made));
    let tables = parts(page, "<table", "</table>");
    assert!(tables.iter().any(|table| table.contains("33.8949560319386394%")), "{page}");
    assert!(made.page("data/indicators/clear-wells.csv").contains("33.8949560319386394"));
}

#[test]
fn a_figure_that_would_be_rounded_to_zero_is_no_zero() {
    let made = with_gamma("0.04").make();
    assert!(titles(&made).contains("0.04%"), "{}", titles(&made));
}

#[test]
fn targets_that_hold_at_once_are_both_shown_in_whatever_order_they_stand() {
    let target = |value: &str| {
        format!(
            "      - {{value: '{value}', operator: at-least, basis: {{zh: 目标。, en: A target.}}, source: {{document: notice-2023}}}}\n"
        )
    };
    let shown = |first: &str, second: &str| {
        let portal = with_gamma("76");
        let targets = format!("direction: higher\n    targets:\n{}{}", target(first), target(second));
        portal.write(INDICATOR, portal.read(INDICATOR).replace("direction: higher\n", &targets));
        let made = portal.make();
        let drawings = parts(made.page(PAGE), "<svg", "</svg>").join("");
        format!("{}{drawings}", titles(&made))
    };
    let page = shown("80", "75");
    assert_eq!(page, shown("75", "80"));
    assert!(page.contains("80%") && page.contains("75%"), "{page}");
}

#[test]
fn a_place_that_was_no_more_is_not_compared() {
    let portal = with_gamma("50");
    assert!(titles(&portal.make()).contains("丙市"));
    let names = "names: {zh: 丙市, en: Gamma}";
    portal.write(PLACES, portal.read(PLACES).replace(names, &format!("{names}, valid: {{to: 2018}}")));
    let made = portal.make();
    assert!(!titles(&made).contains("丙市"), "{}", titles(&made));
    assert!(made.page("data/indicators/clear-wells.csv").contains("gamma"), "the data keeps it");
}

#[test]
fn a_place_that_ended_leads_to_those_that_came_after_it() {
    let portal = with_gamma("50");
    let ended = "names: {zh: 丙市, en: Gamma}, valid: {to: 2018}, successors: [beta]";
    portal.write(PLACES, portal.read(PLACES).replace("names: {zh: 丙市, en: Gamma}", ended));
    let made = portal.make();
    let (old, new) = (made.page("en/cities/gamma/index.html"), made.page("en/cities/beta/index.html"));
    assert!(old.contains("existed until 2018. It was succeeded by <a"), "{old}");
    assert!(new.contains("It took the place of <a"), "{new}");
}

#[test]
fn a_code_can_be_given_again_to_a_later_place() {
    for (years, refused) in
        [("", true), ("valid: {to: 2018}, ", true), ("valid: {to: 2020}, ", true), ("valid: {from: 2019}, ", false)]
    {
        let portal = Portal::of("base");
        let places = portal.read(PLACES).replace("code: '290200'", "code: '290200', valid: {to: 2018}");
        let again = format!(
            "  - {{slug: late, {years}code: '290200', level: city, parent: alpha, names: {{zh: 晚市, en: Late}}}}\n"
        );
        portal.write(PLACES, places + &again);
        let said = portal.make().printed(gongbao::i18n::Lang::En);
        assert_eq!(said.contains("the code `290200` exists already"), refused, "{years}: {said}");
    }
}

#[test]
fn no_cell_of_a_download_is_computed() {
    let portal = Portal::of("base");
    portal.write(PLACES, portal.read(PLACES).replace("en: Gamma}", "en: '=HYPERLINK(1)'}"));
    let made = portal.make();
    let cells: Vec<String> = made
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".csv"))
        .flat_map(|(_, bytes)| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
            let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
            rows.into_iter().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<String>>())
        })
        .collect();
    assert!(cells.iter().any(|cell| cell == "'=HYPERLINK(1)"));
    assert!(!cells.iter().any(|cell| cell.starts_with(['=', '@'])));
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_in_which_they_are_called() {
    let portal = Portal::of("base");
    let path = "content/2023/beta/cases/clean-wells/zh.md";
    let notes = "\n先看[^二]，再看[^一]，又看[^二]。\n\n[^一]: 第一个说明。\n\n[^二]: 第二个说明。\n\n最后一段。\n";
    portal.write(path, portal.read(path) + notes);
    let made = portal.make();
    let page = made.page("zh/cases/2023/beta/clean-wells/index.html");
    let places =
        ["href=\"#fn-1\"", "href=\"#fn-2\"", "最后一段", "id=\"fn-1\"", "第二个说明", "id=\"fn-2\"", "第一个说明"];
    assert!(places.map(|what| page.find(what).unwrap_or_else(|| panic!("{what}: {page}"))).is_sorted(), "{page}");
    for back in ["fnref-1", "fnref-1-2", "fnref-2"] {
        assert!(page.contains(&format!("id=\"{back}\"")) && page.contains(&format!("href=\"#{back}\"")), "{back}");
    }
}
