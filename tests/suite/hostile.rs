//! Files that are large, deep or odd: reading them ends with pages or with messages, and
//! every page stays well-formed as far as it can be told here: its ids are its own.

use std::collections::BTreeSet;

use gongbao::diag::Severity;
use gongbao::i18n::Lang;
use rayon::prelude::*;

use crate::portal::{Made, Portal};

const TEXT: &str = "content/2023/beta/cases/clean-wells/zh.md";
const TERMS: &str = "data/glossary.yaml";
const STYLES: &str = "themes/gongbao/styles/main.css";
const HOME: &str = "themes/gongbao/templates/home.html";

/// What becomes of a file.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    /// With an error that has this code.
    Error(&'static str),
    /// With pages; what is told is no error.
    Pages,
}
use Ends::{Error, Pages};

/// Path, text before, what is repeated, how often, text behind, and how it ends.
const FILES: [(&str, &str, &str, usize, &str, Ends); 26] = [
    (TERMS, "a: ", "[", 100_000, "", Error("E001")),
    (TERMS, "a: ", "[ ", 50_000, "", Error("E001")),
    (TERMS, "", "{a: ", 50_000, "", Error("E001")),
    (TERMS, "", "- ", 50_000, "a", Error("E001")),
    (TERMS, "", "? ", 20_000, "a", Error("E001")),
    (TERMS, "a: &a [x]\nb: [", "*a, ", 10_000, "]", Error("E002")),
    (TERMS, "terms:\n", "  - a\n", 2_000, "", Error("E004")),
    ("data/site.yaml", "programme: wells\n", "x", 100_000, ": 1\n", Error("E001")),
    (STYLES, "", "a{", 5_000, "", Error("E036")),
    (STYLES, "", "a,b,c,d{", 12, "x:y", Error("E036")),
    (STYLES, "a{b:", "(", 5_000, "", Error("E036")),
    (STYLES, "", "@media all{", 5_000, "", Error("E036")),
    (HOME, "", "{% if page.title %}", 2_000, "", Error("E035")),
    (HOME, "{{ ", "(", 5_000, "1", Error("E035")),
    (HOME, "{{ ", "not ", 5_000, "1 }}", Error("E035")),
    (TEXT, "", "[", 20_000, "\n", Pages),
    (TEXT, "", "*a_ ", 10_000, "\n", Pages),
    (TEXT, "", "`a ", 10_000, "\n", Pages),
    (TEXT, "", ">", 5_000, "a\n", Pages),
    (TEXT, "", "- ", 1_000, "a\n", Pages),
    (TEXT, "[^a]: 注\n\n", "[^a]", 5_000, "\n", Pages),
    (TEXT, "## 甲\n\n### 乙\n\n", "#### 丙\n\n文\n\n", 2_000, "", Pages),
    (TEXT, "", "共有123人，", 5_000, "\n", Pages),
    (TEXT, "", "一、甲\n", 2_000, "\n", Pages),
    (TEXT, "|a|b|\n|--|--|\n", "|1|2|\n", 2_000, "\n", Pages),
    (TEXT, "", "&amp;&#x2014;", 5_000, "\n", Pages),
];

#[test]
fn large_deep_and_odd_files_end_with_pages_or_with_messages() {
    let wrong: Vec<String> =
        FILES.par_iter().enumerate().filter_map(|(position, file)| check(position, file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(
    position: usize,
    (path, before, repeated, times, behind, ends): &(&str, &str, &str, usize, &str, Ends),
) -> Option<String> {
    let portal = Portal::of("base");
    let known = if *path == TEXT { portal.read(path) + "\n" } else { String::new() };
    portal.write(path, format!("{known}{before}{}{behind}", repeated.repeat(*times)));
    let made = portal.make();
    let errors: BTreeSet<&str> =
        made.problems.iter().filter(|p| p.severity() == Severity::Error).map(|problem| problem.code.number()).collect();
    let as_wanted = match ends {
        Error(code) => errors.contains(code),
        Pages => true,
    };
    let twice = ids_twice(&made);
    // Printing them must end too.
    made.printed(Lang::Zh);
    let which = format!("{position}: {path} with {times} times {repeated:?}");
    match (as_wanted, twice) {
        (false, _) => Some(format!("{which} gives the errors {errors:?}")),
        (true, Some(id)) => Some(format!("{which} has an id twice: {id}")),
        (true, None) => None,
    }
}

/// A page and an id that it has twice.
fn ids_twice(made: &Made) -> Option<String> {
    made.pages().find_map(|(path, html)| {
        let mut seen = BTreeSet::new();
        let mut ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        ids.find(|id| !seen.insert(id.to_owned())).map(|id| format!("{path}#{id}"))
    })
}
