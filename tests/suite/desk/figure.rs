//! The figure at the caret of a text as it is being written.

use serde_json::{Value, json};

use super::{CASE, Desk, ENGLISH, text};
use crate::portal::Portal;

/// Asks for the figure at the mark `‸` in what stands below the fields of a file.
fn at_mark(desk: &Desk, file: &str, body: &str) -> (String, Value) {
    let opened = desk.open(file);
    let fields = text(&opened, "text").split_inclusive("---\n").take(2).collect::<String>();
    let marked = format!("{fields}{body}");
    let at = marked.find('‸').expect("a mark");
    let written = marked.replace('‸', "");
    let (status, answer) = desk.post("figure", &json!({ "file": file, "text": written, "at": at }));
    assert_eq!(status, 200, "{body}");
    (written, answer)
}

#[test]
fn what_the_data_has_of_the_figure_at_the_caret() {
    let desk = Desk::of(Portal::of("base"));
    let english = "77.7% of the wells are clear; 110,000 yuan was spent.";
    let chinese = "清井占77.7%，花了11万元。";
    let first = english.split_inclusive("; ").next().unwrap_or("").trim();
    for (file, body, state, words, figures, other) in [
        // Bound, wherever in its marks the caret stands; text that is not saved counts.
        (CASE, "清井占[77‸.7%](figure:w-beta-clear)。", "bound", "77.7%", vec!["w-beta-clear"], Some(first)),
        (CASE, "清井占[77.7%](figure:w-beta-cl‸ear)。", "bound", "77.7%", vec!["w-beta-clear"], Some(first)),
        (CASE, "清井占[77.6%](figure:‸w-beta-clear)。", "differs", "77.6%", vec!["w-beta-clear"], Some(first)),
        (ENGLISH, "[110,000 yuan‸](figure:w-beta-fund)", "bound", "110,000 yuan", vec!["w-beta-fund"], Some(chinese)),
        (CASE, "修了[3口‸井](figure:none)。", "no-data", "3口井", vec![], None),
        (CASE, "清井占[77.7%‸](figure:w-nobody)。", "unknown", "77.7%", vec![], Some(first)),
        // Free: what it may state.
        (CASE, "又说清井占77.‸7%。", "certain", "77.7%", vec!["w-beta-clear"], Some(first)),
        (ENGLISH, "Clear wells are ‸77.7% now.", "certain", "77.7%", vec!["w-beta-clear"], Some(chinese)),
        (CASE, "清井占12.34%‸。", "free", "12.34%", vec![], None),
    ] {
        let (written, answer) = at_mark(&desk, file, body);
        assert_eq!(text(&answer, "state"), state, "{body}: {answer}");
        assert_eq!(text(&answer, "words"), words, "{body}");
        let ids = answer["figures"].as_array().expect("figures").iter().map(|figure| text(figure, "id"));
        assert_eq!(ids.collect::<Vec<_>>(), figures, "{body}");
        assert_eq!(answer["other"].as_str(), other, "{body}");
        let range = |end: usize| answer["bytes"][end].as_u64().expect("a byte") as usize;
        let part = &written[range(0)..range(1)];
        assert!(part.contains(words) && (part == words || part.starts_with('[') && part.ends_with(')')), "{part}");
    }
    let (_, answer) = at_mark(&desk, CASE, "清井占[77.7%‸](figure:w-beta-clear)。");
    let figure = &answer["figures"][0];
    let zh = |key: &str| text(&figure[key], "zh").to_owned();
    assert_eq!((zh("value"), zh("place"), text(figure, "period")), ("77.7%".into(), "乙市".into(), "2023"));
    assert_eq!((zh("status"), zh("document_place")), ("确数".into(), "第1条".into()));
    assert_eq!(text(figure, "file"), "data/observations/2023/beta.yaml");
}

#[test]
fn where_no_figure_stands_nothing_is_said() {
    let desk = Desk::of(Portal::of("base"));
    for (file, written, at) in [
        (CASE, "---\ntitle: 井\n---\n没有数。", 24),
        (CASE, "---\ntitle: 没有写完", 12),
        (CASE, "", 99),
        ("data/site.yaml", "a: 77.7%", 4),
        ("content/no.md", "77.7%", 2),
        ("../../etc/passwd", "77.7%", 2),
    ] {
        let (status, answer) = desk.post("figure", &json!({ "file": file, "text": written, "at": at }));
        assert_eq!((status, text(&answer, "state")), (200, "none"), "{file} {written}");
    }
    for (body, headers, status) in [
        ("{}", desk.token_line(), 400),
        ("not JSON", desk.token_line(), 400),
        ("{}", String::new(), 403),
        ("{}", format!("{}Sec-Fetch-Site: cross-site\r\n", desk.token_line()), 403),
    ] {
        assert_eq!(desk.post_with("figure", body.as_bytes(), &headers).0, status, "{body} {headers}");
    }
}
