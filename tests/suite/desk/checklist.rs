//! The list before publication: what stops it, what is different since the newest edition.

use serde_json::{Value, json};

use super::{CASE, Desk, ENGLISH, text};
use crate::portal::Portal;
use crate::publishing::succeeds;

fn codes(list: &Value) -> Vec<&str> {
    list["list"].as_array().expect("a list").iter().map(|problem| text(problem, "code")).collect()
}

fn checklist(desk: &Desk) -> Value {
    let (status, answer) = desk.ask("checklist?en");
    assert_eq!(status, 200);
    answer
}

#[test]
fn what_stops_publication_comes_first() {
    let portal = Portal::of("base");
    let desk = Desk::of(portal);
    let clean = checklist(&desk);
    assert_eq!((&clean["must"]["count"], &clean["changes"], &clean["editions"]), (&json!(0), &Value::Null, &json!(0)));
    // A digit that the data does not have, in a text that no page was asked of.
    let portal = &desk.preview.portal;
    let opened = desk.open(CASE);
    let written = text(&opened, "text").replace("77.7%", "77.6%");
    assert_eq!(desk.save(CASE, text(&opened, "fingerprint"), &format!("{written}\n新打井30口。\n")).0, 200);
    let found = checklist(&desk);
    let must = &found["must"];
    assert_eq!(codes(must), ["E014", "N203"], "{must}");
    assert_eq!(must["count"], json!(codes(must).len()));
    let first = &must["list"][0];
    assert!(first["editable"] == json!(true) && first["line"].is_u64() && first["help"]["en"].is_string(), "{first}");
    // The command stops at the same.
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["publish", "--date", "2024-01-01", "--root"])
        .arg(portal.path())
        .output()
        .expect("the program");
    assert!(!output.status.success());
}

#[test]
fn what_is_different_since_the_newest_edition_is_shown() {
    let portal = Portal::of("base");
    succeeds(&portal, &["publish", "--date", "2024-01-01"]);
    let figures = "data/observations/2023/beta.yaml";
    for (file, from, to) in [(figures, "'77.7'", "'78.7'"), (CASE, "77.7%", "78.7%"), (ENGLISH, "77.7%", "78.7%")] {
        portal.write(file, portal.read(file).replace(from, to));
    }
    let desk = Desk::of(portal);
    let found = checklist(&desk);
    assert_eq!(found["changes"]["since"], json!("2024-01-01"));
    let changes = &found["changes"]["found"];
    let row = &changes["sections"][0]["changed"][0];
    assert_eq!((text(row, "was"), text(row, "now"), &row["why"]), ("77.7%", "78.7%", &Value::Null), "{changes}");
    let pages: Vec<&Value> =
        changes["pages"].as_array().expect("pages").iter().flat_map(|l| l["pages"].as_array()).flatten().collect();
    assert!(pages.iter().any(|page| text(page, "label").contains("clean-wells")), "{changes}");
    // A changed figure without a correction stops publication.
    assert_ne!(found["must"]["count"], json!(0));
    assert_eq!(desk.preview.with("/_gongbao/desk/checklist?en", "").0, 403);
}
