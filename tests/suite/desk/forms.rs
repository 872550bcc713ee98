//! Records of data files as forms: what is written is the lines of the record, and nothing else.

use serde_json::{Value, json};

use super::{CASE, Desk, text};
use crate::portal::Portal;

fn form(desk: &Desk, file: &str, written: &str, more: Value) -> Value {
    let mut asked = json!({ "file": file, "text": written });
    asked.as_object_mut().expect("a question").extend(more.as_object().expect("more").clone());
    let (status, answer) = desk.post("form", &asked);
    assert_eq!(status, 200, "{file}");
    answer
}

fn filled(desk: &Desk, file: &str, written: &str, more: Value) -> (u16, Value) {
    let mut asked = json!({ "file": file, "text": written });
    asked.as_object_mut().expect("a form").extend(more.as_object().expect("more").clone());
    desk.post("form-filled", &asked)
}

/// Every field of every record of a portal: written as it is it changes no byte, written otherwise
/// it changes lines of its record alone, or is left to the text.
#[test]
fn every_record_can_be_filled_in_and_all_else_stays() {
    let desk = Desk::of(Portal::of("base"));
    let (_, list) = desk.ask("files");
    let files: Vec<&str> = list["files"].as_array().expect("files").iter().filter_map(Value::as_str).collect();
    let (mut tried, mut by_hand) = (0, 0);
    for file in files.into_iter().filter(|file| file.starts_with("data/") && file.ends_with(".yaml")) {
        let opened = desk.open(file);
        let before = text(&opened, "text");
        let forms = form(&desk, file, before, json!({}));
        for entry in forms["entries"].as_array().expect("entries") {
            let path = text(entry, "path");
            let this = form(&desk, file, before, json!({ "entry": path }));
            let range = |end: usize| entry["bytes"][end].as_u64().expect("a byte") as usize;
            let fields = this["fields"].as_array().expect("fields");
            let same: serde_json::Map<String, Value> =
                fields.iter().map(|field| (text(field, "key").to_owned(), field["value"].clone())).collect();
            let (status, done) = filled(&desk, file, before, json!({ "entry": path, "values": same }));
            assert_eq!((status, text(&done, "text")), (200, before), "{file} {path}");
            for field in fields.iter().filter(|field| text(field, "input") == "words") {
                let (key, other) = (text(field, "key"), format!("{}：新", text(field, "value")));
                let values = json!({ "entry": path, "values": { key: other } });
                let (status, done) = filled(&desk, file, before, values);
                tried += 1;
                if status == 422 {
                    by_hand += 1;
                    continue;
                }
                let now = text(&done, "text");
                let (head, tail) = (&before[..range(0)], before[range(1)..].split_once('\n').map_or("", |(_, t)| t));
                assert!(now.starts_with(head) && now.ends_with(tail), "{file} {path} {key}:\n{now}");
                let again = form(&desk, file, now, json!({ "entry": path }));
                let value = again["fields"].as_array().expect("fields").iter().find(|f| text(f, "key") == key);
                assert_eq!(value.map(|field| text(field, "value").to_owned()), Some(other), "{file} {path} {key}");
            }
        }
    }
    assert!(tried > 150 && by_hand * 20 <= tried, "{tried} tried, {by_hand} left to the text");
}

#[test]
fn a_form_says_what_a_field_is_and_finds_the_record_at_the_cursor() {
    let desk = Desk::of(Portal::of("base"));
    let file = "data/evaluations/wells/2023/alpha.yaml";
    let opened = desk.open(file);
    let written = text(&opened, "text");
    let at = written.find("井漏水").expect("the problem");
    let form = form(&desk, file, written, json!({ "at": at }));
    assert_eq!(text(&form, "entry"), "problems/0");
    let field = |key: &str| form["fields"].as_array().and_then(|fields| fields.iter().find(|f| text(f, "key") == key));
    let words = field("text.zh").expect("its words");
    assert_eq!((text(words, "value"), &words["required"], text(words, "lang")), ("井漏水。", &json!(true), "zh"));
    assert!(!text(&words["label"], "zh").is_empty() && !text(&words["label"], "en").is_empty());
    assert_eq!(field("jurisdictions").map(|field| text(field, "input")), Some("lines"));
    assert_eq!(field("source.document").map(|field| text(field, "value")), Some("notice-2023"));
}

#[test]
fn a_record_is_added_with_what_was_filled_in() {
    let desk = Desk::of(Portal::of("base"));
    let file = "data/documents.yaml";
    let opened = desk.open(file);
    let before = text(&opened, "text");
    let values = json!({ "id": "notice-2024", "titles.zh": "水井通报", "titles.en": "Notice: wells", "issuer.zh": "甲省", "issuer.en": "Alpha" });
    let (status, done) = filled(&desk, file, before, json!({ "list": "documents", "values": values }));
    assert_eq!(status, 200, "{done}");
    let added =
        "  - id: notice-2024\n    titles: {zh: 水井通报, en: 'Notice: wells'}\n    issuer: {zh: 甲省, en: Alpha}\n";
    assert_eq!(text(&done, "text"), format!("{before}{added}"));
    // It is saved as any text is, and is right.
    let (status, saved) = desk.save(file, text(&opened, "fingerprint"), text(&done, "text"));
    assert_eq!((status, &saved["file"]["problems"]), (200, &json!([])));
}

#[test]
fn there_are_forms_of_data_alone() {
    let portal = Portal::of("base");
    portal.write("outside.yaml", "a: 1\n");
    let desk = Desk::of(portal);
    let before = desk.all_files();
    for file in [CASE, "outside.yaml", "data/none.yaml", "../outside.yaml", "data/editions/x.yaml"] {
        assert_eq!(text(&form(&desk, file, "a: 1\n", json!({})), "state"), "none", "{file}");
        assert_eq!(filled(&desk, file, "a: 1\n", json!({ "entry": "", "values": {} })).0, 404, "{file}");
    }
    let broken = form(&desk, "data/documents.yaml", "documents: [", json!({}));
    assert_eq!(broken["entries"], json!([]));
    assert_eq!(desk.post_with("form", b"{}", "").0, 403);
    assert_eq!(before, desk.all_files());
}
