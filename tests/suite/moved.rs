//! A page with another address: readers who come to the former one are led on.

use gongbao::diag::Code;

use crate::portal::{Made, Portal};

const OLD: &str = "content/2023/beta/cases/clean-wells";
const NEW: &str = "content/2023/beta/cases/wells-cleaned";

fn renamed(moved: &str) -> Made {
    let portal = Portal::of("base");
    for name in ["zh.md", "en.md"] {
        let text = portal.read(&format!("{OLD}/{name}"));
        portal.write(&format!("{NEW}/{name}"), text);
        portal.remove(&format!("{OLD}/{name}"));
    }
    portal.write("data/corrections.yaml", format!("corrections: []\nmoved:\n{moved}"));
    portal.make()
}

fn codes(made: &Made) -> Vec<Code> {
    made.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_page_at_the_former_address_leads_on() {
    let made = renamed("  - {from: cases/2023/beta/clean-wells/, to: cases/2023/beta/wells-cleaned/}\n");
    assert_eq!(codes(&made), []);
    for lang in ["zh", "en"] {
        let page = made.page(&format!("{lang}/cases/2023/beta/clean-wells/index.html"));
        let to = "../wells-cleaned/index.html";
        for part in [
            format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">"),
            format!("<a href=\"{to}\">"),
            "<meta name=\"robots\" content=\"noindex\">".to_owned(),
        ] {
            assert!(page.contains(&part), "{part} in {page}");
        }
    }
    let rules = std::str::from_utf8(&made.files["redirects.csv"]).expect("UTF-8");
    let rows: Vec<&str> = rules.lines().collect();
    assert_eq!(
        rows,
        [
            "from,to",
            "zh/cases/2023/beta/clean-wells/,zh/cases/2023/beta/wells-cleaned/",
            "en/cases/2023/beta/clean-wells/,en/cases/2023/beta/wells-cleaned/",
        ]
    );
    // No list, and not the search, offers it.
    let linked = made.pages().filter(|(_, html)| html.contains("cases/clean-wells/"));
    assert_eq!(linked.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn what_cannot_be_led_on_is_told() {
    for (entry, code) in [
        // Nothing is there.
        ("{from: old, to: cases/2023/beta/wells-clean/}", Code::DeadReference),
        // There is a page already.
        ("{from: 2023/beta, to: cases/2023/beta/wells-cleaned/}", Code::DuplicateAddress),
        ("{from: ../../etc, to: 2023/beta/}", Code::UnusableName),
    ] {
        assert_eq!(codes(&renamed(&format!("  - {entry}\n"))), [code], "{entry}");
    }
}

#[test]
fn without_moves_there_are_no_rules() {
    assert!(!Portal::of("base").make().files.contains_key("redirects.csv"));
}
