//! The limits of a site: documented as they are, and taken in when they change.

use std::collections::BTreeMap;

use gongbao::diag::Code;
use gongbao::parse::records::Limits;

use crate::portal::{Portal, project};
use crate::warm::Warm;

/// The files that pass the limits.
const CASE: &str = "problems/over-limit";

#[test]
fn the_table_of_limits_has_their_defaults() {
    let table = std::fs::read_to_string(project().join("SECURITY.md")).expect("SECURITY.md");
    for field in Limits::RECORD.written_fields() {
        let row = table.lines().find(|line| line.starts_with(&format!("| `{}` |", field.key)));
        let default = (field.default)().expect("a limit has a default");
        assert!(row.is_some_and(|row| row.ends_with(&format!("| {default} |"))), "{}", field.key);
    }
}

#[test]
fn raised_limits_let_the_same_files_through() {
    let portal = Portal::of("base").with_files_of(&project().join("tests").join(CASE));
    let site = portal.read("data/site.yaml");
    let lowered = portal.make();
    assert!(lowered.problems.iter().any(|problem| problem.code == Code::OverLimit));
    portal.write("data/site.yaml", site.split("limits:").next().unwrap_or(""));
    let raised = portal.make();
    let limited = |code| matches!(code, Code::OverLimit | Code::Unreadable | Code::TemplateError | Code::StyleError);
    let left: Vec<Code> = raised.problems.iter().map(|problem| problem.code).filter(|code| limited(*code)).collect();
    assert_eq!(left, []);
}

#[test]
fn limits_that_change_are_applied_to_files_read_before() {
    let portal = Portal::of("base").with_files_of(&project().join("tests").join(CASE));
    let site = portal.read("data/site.yaml");
    let without = site.split("limits:").next().unwrap_or("").to_owned();
    let mut warm = Warm::open(portal);
    for text in [&without, &site, &without] {
        warm.write("data/site.yaml", text);
        let (made, cold) = (warm.engine.all_files(), warm.portal.make());
        let made: BTreeMap<String, Vec<u8>> = made.into_iter().map(|file| (file.path, file.bytes)).collect();
        assert!(made == cold.files, "limits: {}", text.contains("limits:"));
        let count = warm.engine.problems().len() + warm.engine.page_problems().len();
        assert_eq!(count > 8, text.contains("limits:"), "{count} problems");
    }
}
