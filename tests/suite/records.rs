//! The record of editions: what was published cannot be altered, deleted, backdated or corrected untruly without being
//! told, and anyone with the published folder can verify it.

use crate::portal::Portal;
use crate::publishing::{gongbao, succeeds};

const FIRST: &str = "data/editions/2020-01-01.yaml";
const SECOND: &str = "data/editions/2020-02-02.yaml";
const TEXTS: [&str; 2] = ["content/2023/beta/cases/clean-wells/zh.md", "content/2023/beta/cases/clean-wells/en.md"];
const FIGURES: &str = "data/observations/2023/beta.yaml";

fn published() -> Portal {
    let portal = Portal::of("base");
    succeeds(&portal, &["publish", "--date", "2020-01-01"]);
    portal
}

fn exchange(portal: &Portal, path: &str, from: &str, to: &str) {
    let text = portal.read(path);
    assert!(text.contains(from), "{path} has {from}");
    portal.write(path, text.replace(from, to));
}

/// What `check` says, which must not be that all is well.
fn refused(portal: &Portal) -> String {
    let (code, said) = gongbao(portal.path(), &["check"]);
    assert_eq!(code, 1, "{said}");
    said
}

/// The share of clear wells is another one, in the data and in both texts.
fn correct_the_share(portal: &Portal) {
    exchange(portal, FIGURES, "'77.7'", "'78.7'");
    TEXTS.iter().for_each(|path| exchange(portal, path, "77.7%", "78.7%"));
}

fn log(portal: &Portal, was: &str, why: &str) {
    portal.write(
        "data/corrections.yaml",
        format!(
            "corrections:\n  - {{date: 2020-01-05, page: 2023/beta/, observation: w-beta-clear, was: {{zh: {was}, en: {was}}}, \
             now: {{zh: 78.7%, en: 78.7%}}, why: {{zh: {why}, en: {why}}}}}\n"
        ),
    );
}

#[test]
fn an_altered_record_is_told() {
    for (from, to) in [("77.7%", "78.7%"), ("'p-leak'", "'p-lea'"), ("seal: '", "seal: '0"), ("\nseal: ", "\n# ")] {
        let portal = published();
        exchange(&portal, FIRST, from, to);
        let said = refused(&portal);
        assert!(said.contains("E066 record-altered"), "{from}: {said}");
    }
}

#[test]
fn a_deleted_record_is_told() {
    let portal = published();
    succeeds(&portal, &["publish", "--date", "2020-02-02"]);
    let first = portal.read(FIRST);
    portal.remove(FIRST);
    assert!(refused(&portal).contains("the record before the edition of 2020-02-02 is gone"));
    portal.write(FIRST, first);
    succeeds(&portal, &["check"]);
    portal.remove(SECOND);
    assert!(refused(&portal).contains("data/editions/2020-02-02.yaml is gone"));
}

#[test]
fn an_edition_is_not_of_a_later_day() {
    let portal = Portal::of("base");
    let (code, said) = gongbao(portal.path(), &["publish", "--date", "2999-01-01"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("2999-01-01 has not come yet"), "{said}");
}

#[test]
fn a_correction_is_true_and_stays() {
    let portal = published();
    correct_the_share(&portal);
    log(&portal, "76.7%", "a slip");
    assert!(refused(&portal).contains("`was` of the correction says 76.7%, and it is 77.7%"));
    log(&portal, "77.7%", "…");
    assert!(refused(&portal).contains("does not say why"));
    log(&portal, "77.7%", "a slip");
    succeeds(&portal, &["publish", "--date", "2020-02-02"]);
    portal.remove("data/corrections.yaml");
    assert!(refused(&portal).contains("was changed or deleted"));
}

#[test]
fn a_published_figure_does_not_become_one_that_nobody_checks() {
    let portal = published();
    TEXTS.iter().for_each(|path| exchange(&portal, path, "[77.7%](figure:w-beta-clear)", "[78.7%](figure:none)"));
    assert!(refused(&portal).contains("no longer states the figure `w-beta-clear`"));
}

#[test]
fn what_the_data_states_does_not_change_silently() {
    for (path, from, to) in [
        ("data/indicators/water.yaml", "清井占全部水井的比例。", "清井占公用水井的比例。"),
        ("data/evaluations/wells/2023/alpha.yaml", "井漏水。", "井干了。"),
        (FIGURES, "year: 2023", "year: 2022"),
    ] {
        let portal = published();
        exchange(&portal, path, from, to);
        let said = refused(&portal);
        assert!(said.contains("E045 silent-change"), "{path}: {said}");
    }
}

#[test]
fn anyone_can_verify_the_published_folder() {
    let portal = published();
    let verify = |portal: &Portal| gongbao_verify(portal);
    let (code, said) = verify(&portal);
    assert_eq!(code, 0, "{said}");
    let page = "public/editions/2020-01-01/en/cases/2023/beta/clean-wells/index.html";
    exchange(&portal, page, "77.7%", "78.7%");
    let (code, said) = verify(&portal);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("editions/2020-01-01/en/cases/2023/beta/clean-wells/index.html is not what was published"),
        "{said}"
    );
    assert!(said.contains("w-beta-clear (77.7%)"), "{said}");
}

fn gongbao_verify(portal: &Portal) -> (i32, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["--lang", "en", "verify"])
        .arg(portal.path().join("public"))
        .output()
        .expect("the program");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap_or(-1), said)
}
