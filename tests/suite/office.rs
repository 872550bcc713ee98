//! The way of an office into a portal, as the real program goes it: begin, take in an issued
//! text, fill forms, read what a code means.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::portal::{Portal, files_below, make};

/// Exit code and all that was said.
fn gongbao(here: &Path, arguments: &[&str]) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_gongbao");
    let output = Command::new(program).args(arguments).args(["--lang", "en"]).current_dir(here).output();
    let output = output.expect("the program");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap_or(-1), said)
}

fn succeeds(here: &Path, arguments: &[&str]) -> String {
    let (code, said) = gongbao(here, arguments);
    assert_eq!(code, 0, "{arguments:?}: {said}");
    said
}

#[test]
fn a_portal_begins_with_one_command_and_builds() {
    let here = tempfile::tempdir().expect("a folder");
    succeeds(here.path(), &["init", "mine"]);
    let root = here.path().join("mine");
    let made = make(&root);
    assert!(made.problems.is_empty(), "{}", made.printed(gongbao::i18n::Lang::En));
    let before = files_below(&root);
    let (code, said) = gongbao(here.path(), &["init", "mine"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("never written over") && files_below(&root) == before, "{said}");
}

#[test]
fn forms_stand_where_they_belong_and_write_over_nothing() {
    let portal = Portal::of("base");
    let root = portal.path();
    let case = ["new", "case", "--year", "2023", "--place", "乙市", "--title", "新井"];
    let said = succeeds(root, &case);
    assert!(said.contains("content/2023/beta/cases/xin-jing/zh.md"), "{said}");
    let text = portal.read("content/2023/beta/cases/xin-jing/zh.md");
    assert!(text.contains("title: '新井'") && text.contains("# themes:"), "{text}");
    succeeds(root, &case);
    assert!(root.join("content/2023/beta/cases/xin-jing-2/zh.md").exists(), "the next free name");
    let (code, said) = gongbao(root, &["new", "case", "--year", "2023", "--place", "nowhere", "--title", "x"]);
    assert!(code == 2 && said.contains("no place named `nowhere`"), "{said}");
    succeeds(root, &["new", "indicator", "--slug", "well-depth", "--title", "井深", "--theme", "wells"]);
    let form = portal.read("data/indicators/well-depth.yaml");
    assert!(form.starts_with("# yaml-language-server: $schema=../../.schemas/indicators.schema.json"), "{form}");
    assert!(root.join(".schemas/indicators.schema.json").exists());
    let (code, said) = gongbao(root, &["new", "indicator", "--slug", "well-depth", "--title", "井深"]);
    assert!(code == 2 && said.contains("never written over"), "{said}");
    // What the form leaves empty is told in it, and nothing else is.
    let (code, said) = gongbao(root, &["check"]);
    assert_eq!(code, 1, "{said}");
    let elsewhere = said
        .lines()
        .filter(|line| line.contains("--> "))
        .find(|line| !["xin-jing", "well-depth"].iter().any(|name| line.contains(name)));
    assert_eq!(elsewhere, None, "{said}");
}

#[test]
fn a_code_is_explained_and_every_code_has_a_page() {
    let here = tempfile::tempdir().expect("a folder");
    let said = succeeds(here.path(), &["explain", "e014"]);
    assert!(said.contains("figure-differs") && said.contains("Fix"), "{said}");
    assert_eq!(gongbao(here.path(), &["explain", "E999"]).0, 2);
    succeeds(here.path(), &["init", "guide"]);
    succeeds(here.path(), &["explain", "--pages", "guide"]);
    let made = make(&here.path().join("guide"));
    assert_eq!(made.errors_and_warnings(), 0, "{}", made.printed(gongbao::i18n::Lang::En));
    assert!(made.page("zh/about/e014/index.html").contains("文稿里绑定的数和数据不一样"));
}

#[test]
fn the_site_goes_where_the_command_stands_and_knows_its_address() {
    let portal = Portal::of("base");
    let here = tempfile::tempdir().expect("a folder");
    let site = portal.read("data/site.yaml");
    portal.write("data/site.yaml", format!("{site}\nbase_url: https://example.org/sub\n"));
    let root = portal.path().to_string_lossy().into_owned();
    succeeds(here.path(), &["build", "--root", &root, "--output-dir", "out"]);
    let read = |path: &str| fs::read_to_string(here.path().join("out").join(path)).expect("a page");
    assert!(read("zh/index.html").contains("<link rel=\"canonical\" href=\"https://example.org/sub/zh/\">"));
    // At any depth and on any host: from the root of the server.
    let lost = read("404.html");
    for link in
        ["href=\"/sub/assets/main.css\"", "src=\"/sub/assets/main.js\"", "href=\"/sub/zh/\"", "href=\"/sub/en/\""]
    {
        assert!(lost.contains(link), "{link} in {lost}");
    }
    succeeds(here.path(), &["build", "--root", &root, "--output-dir", "out", "--base-url", "https://other.example"]);
    assert!(
        fs::read_to_string(here.path().join("out/404.html")).expect("a page").contains("href=\"/assets/main.css\"")
    );
}

const ISSUED: &str = "2023年治水情况的通报\n\n一、成效\n\n（一）投入增长。各市投入1.5亿元。\n\n附件\n\n各市案例\n\n乙市\n\n1.清井队。乙市清井３０口。\n\n2.夜巡。巡查20次。\n";

#[test]
fn an_issued_text_becomes_drafts_that_are_shown() {
    let portal = Portal::of("base");
    let root = portal.path();
    portal.write("inbox/issued.txt", ISSUED);
    let arguments = ["import", "inbox/issued.txt", "--place", "甲省"];
    let said = succeeds(root, &arguments);
    for path in [
        "content/2023/alpha/bulletin/zh.md", "content/2023/beta/cases/qing-jing-dui/zh.md",
        "content/2023/beta/cases/ye-xun/zh.md",
    ] {
        assert!(said.contains(path) && root.join(path).exists(), "{path}: {said}");
    }
    let case = portal.read("content/2023/beta/cases/qing-jing-dui/zh.md");
    assert!(case.contains("乙市清井30口。") && case.contains("status: draft"), "{case}");
    assert!(case.contains("place: {zh: '附件 乙市第1条'"), "{case}");
    let folder = fs::read_dir(root.join("imports")).expect("imports").next().expect("one").expect("one").path();
    assert_eq!(fs::read(folder.join("original.txt")).expect("the original"), ISSUED.as_bytes());
    for file in ["ledger.csv", "figures.csv", "evaluation.yaml"] {
        assert!(folder.join(file).exists(), "{file}");
    }
    // The document is new: its form tells what is left to fill in, and nothing else is wrong.
    let (_, said) = gongbao(root, &["check", "--drafts"]);
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error")).collect();
    assert!(errors.iter().all(|line| line.contains("empty-text")), "{said}");
}

#[test]
fn a_document_taken_in_again_touches_no_edited_text() {
    let portal = Portal::of("base");
    let root = portal.path();
    portal.write("inbox/issued.txt", ISSUED);
    let arguments = ["import", "inbox/issued.txt", "--place", "甲省"];
    succeeds(root, &arguments);
    let edited = "content/2023/beta/cases/qing-jing-dui/zh.md";
    portal.write(edited, portal.read(edited).replace("status: draft\n", ""));
    let mine = portal.read(edited);
    portal.write("inbox/issued.txt", ISSUED.replace("３０口", "31口").replace("20次", "21次"));
    let said = succeeds(root, &arguments);
    assert_eq!(portal.read(edited), mine, "an edited text is not touched");
    assert!(said.contains("- 乙市清井30口。") && said.contains("+ 乙市清井31口。"), "{said}");
    assert!(
        portal.read("content/2023/beta/cases/ye-xun/zh.md").contains("21次"),
        "an unedited one is brought up to date"
    );
}

#[test]
fn a_spreadsheet_becomes_a_table_of_the_data_and_says_what_is_open() {
    let portal = Portal::of("base");
    let root = portal.path();
    let table = "data/observations/jing.csv";
    portal.write("inbox/井.csv", "地区,2021,2022\n甲省,80,85.5\n乙市,x,约92\n丁市,1,2\n");
    let (code, said) = gongbao(root, &["import", "inbox/井.csv"]);
    assert!(code == 1 && said.contains("data/observations/jing.table.yaml") && said.contains("丁市"), "{said}");
    let form = portal.read("data/observations/jing.table.yaml");
    portal.write("inbox/井.csv", "地区,2021,2022\n甲省,80,85.5\n乙市,x,约92\n");
    let filled = "indicator: clear-wells\nunit: '%'\nsource: {document: notice-2023, place: {zh: 表1, en: Table 1}}\n";
    portal.write("data/observations/jing.table.yaml", format!("{filled}{}", form.lines().next().unwrap_or_default()));
    let said = succeeds(root, &["import", "inbox/井.csv"]);
    assert!(said.contains("4 figures read, 0 problems"), "{said}");
    assert!(portal.read("data/observations/jing.table.yaml").starts_with(filled), "the form is the office's own");
    portal.write("inbox/井.csv", "地区,2021,2022\n甲省,81,85.5\n乙市,,约92\n");
    let said = succeeds(root, &["import", "inbox/井.csv"]);
    assert!(said.contains("0 new, 1 changed, 1 gone"), "{said}");
    assert_eq!(portal.read(table), portal.read("inbox/井.csv"));
}

#[test]
fn a_table_that_was_edited_or_never_taken_in_is_not_replaced() {
    let portal = Portal::of("base");
    let (taken, own) = ("data/observations/wells.csv", "data/observations/own.csv");
    portal.write("inbox/wells.csv", "地区,2022\n乙市,93\n");
    portal.write("inbox/own.csv", "地区,2022\n乙市,94\n");
    gongbao(portal.path(), &["import", "inbox/wells.csv"]);
    portal.write(own, "place,2022\nbeta,90\n");
    for (table, source, why) in
        [(taken, "inbox/wells.csv", "was edited since"), (own, "inbox/own.csv", "was not taken in")]
    {
        let edited = portal.read(table) + "甲省,80\n";
        portal.write(table, &edited);
        portal.write(source, "地区,2022\n乙市,95\n");
        let (code, said) = gongbao(portal.path(), &["import", source]);
        assert!(code == 1 && said.contains(why) && said.contains("help:"), "{said}");
        assert_eq!(portal.read(table), edited);
    }
}

#[test]
fn a_table_in_a_charset_of_offices_is_kept_as_utf_8() {
    let portal = Portal::of("base");
    let (bytes, _, _) = encoding_rs::GBK.encode("地区,2022\n乙市,93\n");
    portal.write("inbox/wells.csv", bytes);
    let (_, said) = gongbao(portal.path(), &["import", "inbox/wells.csv"]);
    assert!(said.contains("kept as UTF-8"), "{said}");
    assert_eq!(portal.read("data/observations/wells.csv"), "地区,2022\n乙市,93\n");
}

#[test]
fn a_new_table_has_a_row_for_each_place() {
    let portal = Portal::of("base");
    let said = succeeds(portal.path(), &["new", "table", "--title", "清井", "--place", "甲省", "--year", "2022"]);
    assert!(said.contains("data/observations/qing-jing.csv"), "{said}");
    let table = portal.read("data/observations/qing-jing.csv");
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows.len() > 2 && rows[0] == "place,2022" && rows[1].ends_with(','), "{table}");
    let (code, said) = gongbao(portal.path(), &["check"]);
    let open = said.lines().filter(|line| line.contains("--> ")).all(|line| line.contains("qing-jing"));
    assert!(code == 1 && open, "{said}");
}

#[test]
fn what_cannot_be_read_leaves_nothing_behind() {
    let portal = Portal::of("base");
    let root = portal.path();
    portal.write("inbox/old.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let before = files_below(root);
    let (code, said) = gongbao(root, &["import", "inbox/old.docx", "--place", "beta", "--year", "2023"]);
    assert!(code == 1 && said.contains("old .doc file") && said.contains("help:"), "{said}");
    assert_eq!(files_below(root), before);
}

#[test]
fn an_edition_is_handed_over_with_fingerprints_and_the_pages_that_changed() {
    let portal = Portal::of("base");
    let root = portal.path();
    let read = |name: &str, part: &str| -> String {
        let bytes = fs::read(root.join(name)).expect("an archive");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let part = archive.by_name(part).expect("a part");
        std::io::read_to_string(part).expect("text")
    };
    succeeds(root, &["publish", "--date", "2024-01-02"]);
    let first = read("public-2024-01-02.zip", "CHANGES.txt");
    assert!(first.contains("+ zh/index.html\n") && !first.contains("- "), "{first}");
    let prints = read("public-2024-01-02.zip", "FINGERPRINTS.txt");
    let page = fs::read(root.join("public/zh/index.html")).expect("a page");
    assert!(prints.contains(&format!("{}  zh/index.html\n", blake3::hash(&page).to_hex())), "{prints}");
    portal.write("content/pages/help/zh.md", "---\ntitle: 帮助\n---\n\n说明。\n");
    succeeds(root, &["publish", "--date", "2024-02-03"]);
    let second = read("public-2024-02-03.zip", "CHANGES.txt");
    assert!(second.contains("+ zh/about/help/index.html\n"), "{second}");
}

#[test]
fn the_guide_is_a_portal_without_a_message() {
    let made = Portal::of("smallest").with_files_of(&crate::portal::project().join("guide")).make();
    assert_eq!(made.errors_and_warnings(), 0, "{}", made.printed(gongbao::i18n::Lang::En));
    for page in ["start", "take-in", "figures", "check", "publish"] {
        assert!(made.page(&format!("zh/about/{page}/index.html")).contains("<h2"), "{page}");
    }
}

#[test]
fn what_was_wrong_with_a_former_text_is_not_told_of_a_broken_one() {
    use gongbao::engine::{Engine, Options};
    let portal = Portal::of("base");
    let mut engine =
        Engine::open(portal.path(), Options { keep_last_good: true, ..Options::default() }).expect("a portal");
    let path = "content/2023/beta/cases/clean-wells/zh.md";
    let good = portal.read(path);
    let told = |engine: &Engine| -> Vec<&'static str> {
        engine.problems().iter().map(|problem| problem.code.name()).collect()
    };
    portal.write(path, good.replace("themes: [water]", "themes: [watr]"));
    engine.apply(None);
    assert!(told(&engine).contains(&"unknown-theme"), "{:?}", told(&engine));
    portal.write(path, good.replace("summary: ", "summary："));
    engine.apply(None);
    let left = told(&engine);
    assert!(!left.is_empty() && !left.contains(&"unknown-theme") && !left.contains(&"language-conflict"), "{left:?}");
    portal.write(path, good);
    engine.apply(None);
    assert!(told(&engine).is_empty(), "{:?}", told(&engine));
}

#[test]
fn places_listed_one_by_one_are_shown_by_grade() {
    let path = "data/evaluations/wells/2023/alpha.yaml";
    let home = |grades: &str| {
        let portal = Portal::of("base");
        let own = "  - {grade: clear, jurisdictions: [beta]}\n  - {grade: muddy, jurisdictions: [gamma]}\n";
        let text = portal.read(path);
        assert!(text.contains(own), "{text}");
        portal.write(path, text.replace(own, grades));
        portal.make().page("zh/index.html").to_owned()
    };
    let together = home("  - {grade: clear, jurisdictions: [beta, gamma]}\n");
    let apart = home("  - {grade: clear, jurisdictions: [beta]}\n  - {grade: clear, jurisdictions: [gamma]}\n");
    assert_eq!(together, apart);
}
