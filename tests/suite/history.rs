//! The page of one problem: its history over the years, and the figures in its words.

use crate::portal::Portal;

const EVALUATION: &str = "data/evaluations/wells/2023/alpha.yaml";

/// An evaluation of a later year that answers the problem of the base portal.
fn answered(portal: &Portal, year: u16, state: &str, words: &str) {
    let answer = format!(
        "programme: wells\nyear: {year}\nevaluator: alpha\ndocument: notice-2023\n\
         titles: {{zh: 水井通报, en: Notice on wells}}\nanswers:\n  - problem: p-leak\n    state: {state}\n    \
         text: {{zh: 说法{year}。, en: {words}}}\n    source: {{document: notice-2023, place: {{zh: 第{year}页, en: Page {year}}}}}\n"
    );
    portal.write(&format!("data/evaluations/wells/{year}/alpha.yaml"), answer);
}

fn at(page: &str, needle: &str) -> usize {
    page.find(needle).unwrap_or_else(|| panic!("no {needle} in {page}"))
}

#[test]
fn the_history_of_a_problem_is_told_in_order_with_its_sources() {
    let portal = Portal::of("base");
    answered(&portal, 2024, "found-again", "It leaks again.");
    answered(&portal, 2025, "rectified", "It was mended.");
    let made = portal.make();
    for lang in ["zh", "en"] {
        let page = made.page(&format!("{lang}/problems/p-leak/index.html"));
        let (found, again, mended) = (at(page, "2023"), at(page, "state-found-again"), at(page, "state-rectified"));
        assert!(found < again, "{page}");
        // The newest state stands at the head, and once more in the history.
        assert!(mended < again && page.rfind("state-rectified") > Some(again), "{page}");
    }
    let page = made.page("en/problems/p-leak/index.html");
    assert!(at(page, "It leaks again.") < at(page, "Page 2024"));
    assert!(at(page, "Page 2024") < at(page, "It was mended."));
    // A place's own page names it with its state, and that it was found again.
    let profile = made.page("en/cities/gamma/index.html");
    assert!(profile.contains("problems/p-leak/index.html") && profile.contains("state-rectified"));
    assert!(profile.contains("state-found-again"), "{profile}");
    for list in ["en/problems/index.html", "en/problems/2023/index.html"] {
        assert!(made.page(list).contains("p-leak/index.html\">History"), "{list}");
    }
}

#[test]
fn a_problem_without_an_answer_says_so() {
    let made = Portal::of("base").make();
    let page = made.page("en/problems/p-leak/index.html");
    assert!(page.contains("No document published here speaks of it since"), "{page}");
}

#[test]
fn a_figure_in_the_words_of_a_problem_leads_to_its_indicator() {
    let portal = Portal::of("base");
    let bound = portal.read(EVALUATION).replace(
        "{zh: 井漏水。, en: A well leaks.}",
        "{zh: '井漏水 & 清井占[77.7%](figure:w-beta-clear)。', en: 'A well <leaks>, [77.7%](figure:w-beta-clear) are clear.'}",
    );
    portal.write(EVALUATION, bound);
    let made = portal.make();
    assert!(made.problems.is_empty());
    let page = made.page("en/problems/p-leak/index.html");
    assert!(page.contains("<data value=\"77.7\">77.7%</data></a> are clear."), "{page}");
    assert!(page.contains("A well &lt;leaks&gt;, <a") && !page.contains("](figure:"));
    // Where no link can stand, the words stand alone.
    assert!(page.contains("<title>A well &lt;leaks&gt;, 77.7% are clear."), "{page}");
}

#[test]
fn home_draws_the_states_of_the_newest_problems_as_one_bar() {
    let portal = Portal::of("base");
    let more: String = ["rust", "moss", "silt", "sand", "frost", "roots"]
        .iter()
        .map(|id| {
            format!(
                "  - id: p-{id}\n    category: leaks\n    text: {{zh: 井有{id}。, en: A well has {id}.}}\n    \
                 jurisdictions: [gamma]\n    source: {{document: notice-2023}}\n"
            )
        })
        .collect();
    portal.write(EVALUATION, portal.read(EVALUATION) + &more);
    answered(&portal, 2024, "rectified", "It was mended.");
    let made = portal.make();
    for lang in ["zh", "en"] {
        let page = made.page(&format!("{lang}/index.html"));
        let bar = &page[at(page, "<svg class=\"state-bar\"")..];
        let bar = &bar[..at(bar, "</svg>")];
        // One of seven, then the other six to the end of the bar; the marks tell them apart.
        assert!(bar.contains("state-rectified\"><rect x=\"0.0%\" width=\"14.2%\""), "{bar}");
        assert!(bar.contains("state-not-reported\"><rect x=\"14.2%\" width=\"85.8%\""), "{bar}");
        assert!(bar.contains(">●</text>") && bar.contains(">–</text>"), "{bar}");
    }
}

#[test]
fn home_lists_what_came_last_with_its_day() {
    let portal = Portal::of("base");
    portal.write(
        "data/corrections.yaml",
        "corrections:\n  - date: 2024-05-06\n    page: cities/gamma/\n    was: {zh: 七, en: seven}\n    \
         now: {zh: 八, en: eight}\n    why: {zh: 抄错, en: A slip}\n",
    );
    let made = portal.make();
    let page = made.page("en/index.html");
    let list = &page[at(page, "part-updates")..];
    let (correction, bulletin) = (at(list, "A slip</a>"), at(list, "Notice on wells</a>"));
    assert!(correction < bulletin, "the newest comes first: {list}");
    assert!(at(list, "datetime=\"2024-05-06\"") < at(list, "4 March 2024"), "{list}");
    // Without a day nothing is said to be new.
    let dateless = portal.read("data/documents.yaml").replace("    date: '2024-03-04'\n", "");
    portal.write("data/documents.yaml", dateless);
    portal.remove("data/corrections.yaml");
    assert!(!portal.make().page("en/index.html").contains("part-updates"));
}
