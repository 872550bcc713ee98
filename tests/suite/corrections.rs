//! A correction is shown on every page that shows its figure.

use std::fmt::Write as _;

use gongbao::diag::Code;
use gongbao::engine::{Engine, Options};

use crate::portal::{Portal, files_below};
use crate::warm::Warm;

/// A file with one digit of a figure's value exchanged for another; `None` where the
/// record holds no digit.
fn with_other_value(text: &str, id: &str) -> Option<String> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let start = text.match_indices(&format!("id: {id}")).find(|(at, found)| ends(&text[at + found.len()..]))?.0;
    let record = &text[start..];
    let record = &record[..record[3..].find("id: ").map_or(record.len(), |end| end + 3)];
    let value = record.find("value: ")? + start + "value: ".len();
    let line = text[value..].find(['\n', ',', '}']).map_or(text.len(), |end| value + end);
    let digit = text[value..line].rfind(|c: char| c.is_ascii_digit())? + value;
    let other = if &text[digit..=digit] == "3" { "4" } else { "3" };
    Some(format!("{}{other}{}", &text[..digit], &text[digit + 1..]))
}

/// Changes every `step`-th figure alone and asks for its correction on the pages that
/// differ.
fn every_page_tells(name: &str, portal: Portal, step: usize) {
    let engine = Engine::open(portal.path(), Options::default()).expect("a folder that can be read");
    let figures = engine.world().portal.observations.iter().step_by(step);
    let ids: Vec<String> = figures.map(|figure| figure.def.id.value.clone()).collect();
    let mut log = "corrections:\n".to_owned();
    for (position, id) in ids.iter().enumerate() {
        let _ = writeln!(
            log,
            "  - {{date: 2024-05-06, page: about/nowhere/, observation: {id}, was: {{zh: 旧, en: old}}, now: {{zh: 新, en: new}}, why: {{zh: 缘由甲{position}乙, en: reason a{position}b}}}}"
        );
    }
    portal.write("data/corrections.yaml", log);
    let files: Vec<String> =
        files_below(portal.path()).into_iter().filter(|path| path.starts_with("data/observations/")).collect();
    let mut warm = Warm::open(portal);
    let mut changed = 0;
    for (position, id) in ids.iter().enumerate() {
        let told = [format!("甲{position}乙"), format!("a{position}b")];
        for path in &files {
            let text = warm.portal.read(path);
            let Some(other) = with_other_value(&text, id) else { continue };
            warm.write(path, &other);
            // A statement that no longer adds up says so beside all its figures, and nothing
            // can be published.
            if warm.engine.problems().iter().any(|problem| problem.code == Code::ArithmeticFails) {
                warm.put_back(path, &text);
                continue;
            }
            for (page, bytes) in warm.different_pages() {
                let shown = String::from_utf8_lossy(&bytes);
                let tells = told.iter().any(|why| shown.contains(why.as_str()));
                assert!(tells, "{name}: {page} shows {id} and not its correction");
                changed += 1;
            }
            warm.put_back(path, &text);
        }
    }
    assert!(changed > 0, "{name}: no page shows any figure");
}

#[test]
fn every_page_that_shows_a_figure_shows_its_correction() {
    for name in ["base", "grain", "series"] {
        every_page_tells(name, Portal::of(name), 1);
    }
}

#[test]
fn so_do_the_pages_of_the_real_portal() {
    every_page_tells("the real portal", Portal::real(), 60);
}
