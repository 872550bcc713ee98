//! Counts, ranks and years that texts bind to what follows from the data, and the table of grades.

use gongbao::diag::Code;

use crate::portal::{Made, Portal};

const TEXTS: [&str; 2] = ["content/2023/beta/cases/clean-wells/zh.md", "content/2023/beta/cases/clean-wells/en.md"];

/// Three places with clear wells, a target, and both texts with a sentence more.
fn stating(zh: &str, en: &str) -> Made {
    let portal = Portal::of("base");
    portal.write(
        "data/observations/2023/gamma.yaml",
        "jurisdiction: gamma\nyear: 2023\nobservations:\n  \
         - {id: w-gamma, indicator: clear-wells, value: '81.5', source: {document: notice-2023}}\n",
    );
    let water = portal.read("data/indicators/water.yaml");
    let target = "    targets:\n      - {value: '80', operator: at-least, year: 2021}\n";
    portal.write(
        "data/indicators/water.yaml",
        water.replacen("    direction: higher\n", &format!("    direction: higher\n{target}"), 1),
    );
    for (path, more) in TEXTS.into_iter().zip([zh, en]) {
        let text = portal.read(path);
        portal.write(path, format!("{text}\n{more}\n"));
    }
    portal.make()
}

fn told(made: &Made) -> Vec<(Code, String)> {
    made.problems.iter().map(|problem| (problem.code, problem.message.en.clone())).collect()
}

#[test]
fn what_follows_from_the_data_passes_and_the_rest_is_told_in_both_languages() {
    // The address, the right words, and wrong ones of which both languages agree.
    for (address, right, wrong) in [
        ("places", ("2个", "2 places"), ("3个", "3 places")),
        ("places?grade=clear", ("1个", "one"), ("2个", "two")),
        ("places?grade=muddy&year=2023", ("一半", "half"), ("全部", "all")),
        ("problems", ("1项", "1 problem"), ("2项", "2 problems")),
        ("problems?category=leaks", ("全部", "all"), ("无", "none")),
        ("categories", ("1类", "1 kind"), ("4类", "4 kinds")),
        ("cases", ("1个", "1 case"), ("5个", "5 cases")),
        ("reached?indicator=clear-wells&group=cities", ("1个", "1"), ("2个", "2")),
        ("missed?indicator=clear-wells&group=cities", ("1个", "1"), ("0个", "0")),
        ("rank?indicator=clear-wells&group=cities", ("第二", "second"), ("第一", "first")),
        ("rank?indicator=clear-wells&group=cities&place=gamma", ("第1位", "1st"), ("第2位", "2nd")),
        ("target-year?indicator=clear-wells", ("2021年", "2021"), ("2022年", "2022")),
    ] {
        let of =
            |(zh, en): (&str, &str)| stating(&format!("[{zh}](fact:{address})"), &format!("[{en}](fact:{address})"));
        let made = of(right);
        assert_eq!(told(&made), [], "{address}");
        let made = of(wrong);
        let codes: Vec<Code> = made.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::GradesDiffer, Code::GradesDiffer], "{address}: {:?}", told(&made));
    }
}

#[test]
fn an_address_that_names_nothing_is_told() {
    for address in
        ["plases", "places?grade=clean", "rank?indicator=clear-wels", "cases?colour=red", "problems?year=1990"]
    {
        let made = stating(&format!("[1](fact:{address})"), "");
        let known = [Code::DeadReference, Code::UnknownIndicator];
        assert!(made.problems.iter().any(|problem| known.contains(&problem.code)), "{address}: {:?}", told(&made));
    }
}

#[test]
fn a_table_of_grades_comes_from_the_data() {
    let made = stating("![各地等级](table:grades)", "![Grades of places](table:grades?year=2023)");
    assert_eq!(told(&made), []);
    for (path, caption, row) in [
        ("zh/cases/2023/beta/clean-wells/index.html", "各地等级", "浊"),
        ("en/cases/2023/beta/clean-wells/index.html", "Grades of places", "Muddy"),
    ] {
        let page = made.page(path);
        assert!(page.contains(&format!("<caption>{caption}</caption>")), "{page}");
        assert!(page.contains(&format!("{row}</span></th><td class=\"num\">1</td>")), "{page}");
    }
}
