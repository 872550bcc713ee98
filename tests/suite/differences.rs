//! The pages that tell readers what is different between editions, and since the newest one.

use crate::portal::Portal;
use crate::publishing::succeeds;

const FIGURES: &str = "data/observations/2023/beta.yaml";
const WATER: &str = "data/indicators/water.yaml";
const NOW: &str = "public/en/about/differences/now/index.html";
const SECOND: &str = "public/en/about/differences/2020-02-02/index.html";

fn exchange(portal: &Portal, path: &str, from: &str, to: &str) {
    let text = portal.read(path);
    assert!(text.contains(from), "{path} has {from}");
    portal.write(path, text.replace(from, to));
}

/// The words of a page without its marks.
fn words(portal: &Portal, path: &str) -> String {
    let html = portal.read(path);
    let main = html.split("<main").nth(1).and_then(|main| main.split("page-facts").next()).unwrap_or(&html);
    let text: String =
        main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| format!("{text} ")).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two editions, with a figure, a definition, a problem, a grade and a page that are different in the second.
fn twice_published() -> Portal {
    let portal = Portal::of("base");
    succeeds(&portal, &["publish", "--date", "2020-01-01"]);
    exchange(&portal, FIGURES, "'77.7'", "'78.7'");
    for lang in ["zh", "en"] {
        exchange(&portal, &format!("content/2023/beta/cases/clean-wells/{lang}.md"), "77.7%", "78.7%");
        let text = portal.read(&format!("content/2023/beta/cases/clean-wells/{lang}.md"));
        portal.write(&format!("content/2023/beta/cases/clear-wells/{lang}.md"), text);
        portal.remove(&format!("content/2023/beta/cases/clean-wells/{lang}.md"));
    }
    exchange(&portal, WATER, "Clear wells as a share of all.", "Clear wells per hundred.");
    exchange(
        &portal, "data/evaluations/wells/2023/alpha.yaml", "grade: clear, jurisdictions: [beta]",
        "grade: clear, jurisdictions: [beta, gamma]",
    );
    exchange(&portal, "data/evaluations/wells/2023/alpha.yaml", "  - {grade: muddy, jurisdictions: [gamma]}\n", "");
    let problems = portal.read("data/evaluations/wells/2023/alpha.yaml");
    let second = "  - id: p-rope\n    category: leaks\n    text: {zh: 绳断了。, en: A rope broke.}\n    jurisdictions: [gamma]\n    source: {document: notice-2023}\n";
    portal.write("data/evaluations/wells/2023/alpha.yaml", format!("{problems}{second}"));
    portal.write(
        "data/corrections.yaml",
        "moved:\n  - {from: cases/2023/beta/clean-wells, to: cases/2023/beta/clear-wells}\n\
         corrections:\n  \
         - {date: 2020-01-05, page: 2023/beta/, observation: w-beta-clear, was: {zh: 77.7%, en: 77.7%}, \
         now: {zh: 78.7%, en: 78.7%}, why: {zh: 抄错了, en: a slip of the pen}}\n  \
         - {date: 2020-01-05, page: 2023/gamma/, was: {zh: 浊, en: Muddy}, now: {zh: 清, en: Clear}, \
         why: {zh: 复查, en: looked at again}}\n  \
         - {date: 2020-01-05, page: indicators/clear-wells/, was: {zh: 清井占全部水井的比例。, en: Clear wells as a share of all.}, \
         now: {zh: 清井占全部水井的比例。, en: Clear wells per hundred.}, why: {zh: 写明, en: made plain}}\n",
    );
    succeeds(&portal, &["publish", "--date", "2020-02-02"]);
    portal
}

#[test]
fn one_edition_has_nothing_to_compare() {
    let portal = Portal::of("base");
    succeeds(&portal, &["publish", "--date", "2020-01-01"]);
    succeeds(&portal, &["build"]);
    assert!(!portal.path().join("public/en/about/differences").exists());
    assert!(!portal.read("public/en/about/corrections/index.html").contains("differences/"));
}

#[test]
fn readers_are_told_what_the_second_edition_changed() {
    let portal = twice_published();
    let said = words(&portal, SECOND);
    for part in [
        "From the edition of 1 January 2020 to that of 2 February 2020",
        "Share of clear wells Beta 2023 77.7% 78.7% a slip of the pen",
        "Clear wells as a share of all. Clear wells per hundred. made plain",
        "2023 Alpha Muddy Clear looked at again",
        "p-rope – A rope broke.",
        "cases/2023/beta/clear-wells/ formerly cases/2023/beta/clean-wells/",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // A page that moved is neither new nor gone, and pages of differences are no news.
    assert!(!said.contains("Pages withdrawn") && !said.contains("about/differences"), "{said}");
    let chinese = words(&portal, &SECOND.replace("/en/", "/zh/"));
    assert!(chinese.contains("77.7% 78.7% 抄错了"), "{chinese}");
}

#[test]
fn what_changed_since_the_newest_edition_is_no_part_of_a_copy() {
    let portal = twice_published();
    assert!(words(&portal, NOW).contains("Nothing is different."));
    for path in ["public/en/about/corrections/index.html", "public/en/data/index.html"] {
        assert!(portal.read(path).contains("differences/2020-02-02/index.html"), "{path}");
    }
    let copy = "public/editions/2020-02-02/en/about/";
    assert!(portal.path().join(copy).join("differences/2020-02-02/index.html").exists());
    assert!(!portal.path().join(copy).join("differences/now").exists());
    assert!(!portal.read(&format!("{copy}corrections/index.html")).contains("differences/now"));
    // A text changes, and a figure comes.
    let about = portal.read("content/pages/about/en.md");
    portal.write("content/pages/about/en.md", about + "\nMore of it.\n");
    portal.write(
        "data/observations/2022/beta.yaml",
        "jurisdiction: beta\nyear: 2022\nobservations:\n  - {id: w-new, indicator: clear-wells, value: '70.1', source: {document: notice-2023}}\n",
    );
    succeeds(&portal, &["build"]);
    let said = words(&portal, NOW);
    assert!(said.contains("Since the edition of 2 February 2020"), "{said}");
    assert!(said.contains("Share of clear wells Beta 2022 – 70.1%"), "{said}");
    assert!(said.contains("Pages whose text changed about/"), "{said}");
    assert!(!said.contains("77.7%"), "{said}");
    // The next edition publishes what was news, and the page at its own address stays.
    succeeds(&portal, &["publish", "--date", "2020-03-03"]);
    assert_eq!(words(&portal, NOW).matches("Nothing is different.").count(), 1);
    assert!(words(&portal, "public/en/about/differences/2020-03-03/index.html").contains("70.1%"));
    assert!(portal.path().join(SECOND).exists());
}
