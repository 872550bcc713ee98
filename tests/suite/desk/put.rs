//! Files that go in at the desk: beside a text, as drafts, as a new case; never over another.

use serde_json::{Value, json};

use super::{CASE, Desk, ENGLISH, text};
use crate::pictures::drawing;
use crate::portal::Portal;

const FOLDER: &str = "content/2023/beta/cases/clean-wells";

impl Desk {
    /// Sends a file with what is said of it.
    fn upload_with(&self, part: &str, said: &Value, bytes: &[u8], headers: &str) -> (u16, Value) {
        let said: String = said.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect();
        let kind = "Content-Type: application/x-gongbao-file\r\n";
        self.post_as(part, bytes, kind, &format!("X-Gongbao-Given: {said}\r\n{headers}"))
    }

    fn upload(&self, part: &str, said: &Value, bytes: &[u8]) -> (u16, String, Value) {
        let (status, answer) = self.upload_with(part, said, bytes, &self.token_line());
        (status, answer["state"].as_str().unwrap_or("").to_owned(), answer)
    }
}

fn picture(name: &str, beside: &str) -> Value {
    json!({
        "beside": beside, "name": name, "alt": {"zh": "一口'井'", "en": "A\nwell: deep"},
        "caption": {"zh": "", "en": ""}, "credit": {"zh": "王某摄", "en": "A. Wang"}, "consent": "not-needed",
    })
}

#[test]
fn a_picture_lies_beside_its_text_with_what_is_said_of_it() {
    let desk = Desk::of(Portal::of("base"));
    let bytes = drawing(320, 200);
    let (status, state, answer) = desk.upload("put", &picture("well.png", CASE), &bytes);
    assert_eq!((status, state.as_str()), (200, "written"), "{answer}");
    assert_eq!(std::fs::read(desk.preview.portal.path().join(FOLDER).join("well.png")).expect("it"), bytes);
    let record: Vec<&str> = answer["record"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
    let lines = [
        "- file: well.png", "  alt: {zh: '一口''井''', en: 'A well: deep'}", "  credit: {zh: '王某摄', en: 'A. Wang'}",
        "  consent: not-needed",
    ];
    assert_eq!(record, lines);
    // With these lines in the text, its page shows the picture and nothing is wrong.
    let opened = desk.open(CASE);
    let record: String = record.iter().map(|line| format!("  {line}\n")).collect();
    let written = text(&opened, "text").replacen("\n---\n", &format!("\npictures:\n{record}---\n"), 1);
    let (status, saved) = desk.save(CASE, text(&opened, "fingerprint"), &written);
    assert_eq!((status, &saved["file"]["problems"]), (200, &json!([])));
    let page = desk.preview.get("/zh/cases/2023/beta/clean-wells/").1;
    assert!(page.contains("alt=\"一口&#39;井&#39;\""), "{page}");
    // Never over another.
    let before = desk.all_files();
    assert_eq!(desk.upload("put", &picture("well.png", CASE), &drawing(40, 40)).1, "there");
    assert_eq!(before, desk.all_files());
}

#[test]
fn a_document_is_offered_with_its_text() {
    let desk = Desk::of(Portal::of("base"));
    let said = json!({"beside": CASE, "name": "notice.pdf", "names": {"zh": "通报", "en": "The notice"}});
    let (status, _, answer) = desk.upload("put", &said, b"%PDF-1.4\n%%EOF\n");
    assert_eq!((status, text(&answer, "field")), (200, "attachments"), "{answer}");
    assert_eq!(answer["record"], json!(["- file: notice.pdf", "  names: {zh: '通报', en: 'The notice'}"]));
}

#[test]
fn what_cannot_lie_beside_a_text_is_refused_with_a_reason() {
    let portal = Portal::of("base");
    portal.write("outside.md", "outside");
    #[cfg(unix)]
    std::os::unix::fs::symlink(portal.path().join("content/2023"), portal.path().join("content/2022")).unwrap();
    let desk = Desk::of(portal);
    let before = desk.all_files();
    let png = drawing(40, 40);
    for (name, beside, state) in [
        ("../well.png", CASE, "name"),
        ("a/well.png", CASE, "name"),
        (".well.png", CASE, "name"),
        ("well", CASE, "name"),
        ("Well 1.png", CASE, "name"),
        ("well.PNG", CASE, "name"),
        ("zh.md", CASE, "unusable"),
        ("well.exe", CASE, "unusable"),
        ("well.jpg", CASE, "unusable"),
        ("well.pdf", CASE, "unusable"),
        ("well.png", "data/site.yaml", "no-text"),
        ("well.png", "outside.md", "no-text"),
        ("well.png", "content/2023/beta/cases/none/zh.md", "no-text"),
        ("well.png", "content/2022/beta/cases/clean-wells/zh.md", "no-text"),
        ("well.png", "../x/zh.md", "no-text"),
    ] {
        let (status, found, answer) = desk.upload("put", &picture(name, beside), &png);
        assert_eq!(found, state, "{name} {beside}: {status} {answer}");
        assert!((400..500).contains(&status), "{name} {beside}");
        assert_eq!(answer["why"]["zh"].is_string(), state == "unusable", "{name}");
    }
    assert_eq!(before, desk.all_files());
}

const ISSUED: &str =
    "2023年治水情况的通报\n\n一、成效\n\n各市投入1.5亿元。\n\n附件\n\n各市案例\n\n乙市\n\n1.清井队。乙市清井30口。\n";

#[test]
fn a_document_is_looked_at_first_and_taken_in_then() {
    let desk = Desk::of(Portal::of("base"));
    let before = desk.all_files();
    let said = |write: bool| json!({"name": "通报.txt", "place": "alpha", "kind": "", "year": null, "write": write});
    let (status, state, looked) = desk.upload("take-in", &said(false), ISSUED.as_bytes());
    assert_eq!((status, state.as_str()), (200, "looked"), "{looked}");
    let drafts = looked["drafts"].as_array().expect("drafts");
    assert!(drafts.iter().any(|draft| draft[2].as_str().is_some_and(|text| text.contains("乙市清井30口"))), "{looked}");
    assert!(looked["ledger"].as_array().is_some_and(|rows| rows.len() > 5));
    assert_eq!(before, desk.all_files());
    let (status, state, written) = desk.upload("take-in", &said(true), ISSUED.as_bytes());
    assert_eq!((status, state.as_str()), (200, "written"), "{written}");
    assert_eq!(written["drafts"], looked["drafts"]);
    let after = desk.all_files();
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)), "what was there is as it was");
    for draft in drafts {
        let path = draft[0].as_str().expect("a path");
        assert_eq!(desk.preview.portal.read(path), draft[2].as_str().expect("a text"));
        // The preview knows it at once.
        desk.open(path);
    }
    let (status, state, _) = desk.upload("take-in", &said(true), ISSUED.as_bytes());
    assert_eq!((status, state.as_str()), (409, "there"));
    assert_eq!(after, desk.all_files());
    let (status, state, answer) = desk.upload("take-in", &json!({"name": "old.docx", "write": true}), b"no Word file");
    assert_eq!((status, state.as_str()), (422, "refused"), "{answer}");
    assert_eq!(after, desk.all_files());
}

#[test]
fn a_case_begins_in_four_fields() {
    let desk = Desk::of(Portal::of("base"));
    let (_, lists) = desk.ask("lists");
    assert!(lists["places"].as_array().is_some_and(|places| places.iter().any(|place| place["slug"] == "beta")));
    assert_eq!((&lists["years"][0]["year"], &lists["years"][0]["programme"]), (&json!(2023), &json!("wells")));
    let (_, named) = desk.post("address", &json!({"title": "清井队"}));
    assert_eq!(named["address"], "qing-jing-dui");
    let case = |slug: &str, place: &str, programme: &str| {
        let asked = json!({"title": "清井'队'", "title_en": "Well team", "place": place, "year": 2023, "slug": slug, "programme": programme, "lang": "zh"});
        let (status, answer) = desk.post("new-case", &asked);
        (status, answer["state"].as_str().unwrap_or("").to_owned(), answer)
    };
    let (status, state, answer) = case("qing-jing-dui", "beta", "wells");
    assert_eq!((status, state.as_str()), (200, "written"), "{answer}");
    let folder = "content/2023/beta/cases/qing-jing-dui";
    assert_eq!(answer["files"], json!([format!("{folder}/zh.md"), format!("{folder}/en.md")]));
    assert!(text(&desk.open(&format!("{folder}/zh.md")), "text").contains("title: '清井''队'''"));
    let before = desk.all_files();
    for (slug, place, programme, wanted) in [
        ("qing-jing-dui", "beta", "wells", "there"),
        ("../up", "beta", "wells", "name"),
        ("Upper", "beta", "wells", "name"),
        ("new", "", "wells", "empty"),
        ("new", "nowhere", "wells", "refused"),
        ("new", "../..", "wells", "refused"),
        ("new", "beta", "../../..", "refused"),
    ] {
        let (status, state, answer) = case(slug, place, programme);
        assert_eq!(state, wanted, "{slug} {place} {programme}: {answer}");
        assert!((400..500).contains(&status));
    }
    assert_eq!(before, desk.all_files());
}

#[test]
fn the_other_language_of_a_text_is_begun_once() {
    let portal = Portal::of("base");
    portal.remove(ENGLISH);
    let desk = Desk::of(portal);
    let begin = |file: &str| desk.post("other-language", &json!({ "file": file }));
    let (status, answer) = begin(CASE);
    assert_eq!((status, text(&answer, "state"), &answer["files"]), (200, "written", &json!([ENGLISH])));
    assert_eq!(text(&desk.open(ENGLISH), "text"), "---\ntitle: ''\nsummary: ''\n---\n\n");
    let before = desk.all_files();
    for file in [CASE, ENGLISH, "data/site.yaml", "content/none/zh.md", "../zh.md", ""] {
        assert_eq!(begin(file).0, 404, "{file}");
    }
    assert_eq!(before, desk.all_files());
}

#[test]
fn files_are_taken_from_the_desk_alone() {
    let desk = Desk::of(Portal::of("base"));
    let before = desk.all_files();
    let token = desk.token_line();
    let said = picture("well.png", CASE);
    for headers in [
        String::new(),
        format!("{token}Origin: http://evil.example\r\n"),
        format!("{token}Sec-Fetch-Site: same-site\r\n"),
    ] {
        for part in ["put", "take-in"] {
            assert_eq!(desk.upload_with(part, &said, &drawing(40, 40), &headers).0, 403, "{part} {headers}");
        }
        assert_eq!(desk.post_with("new-case", b"{}", &headers).0, 403);
    }
    // Neither a form nor a text is a file.
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/x-gongbao-text"] {
        let kind = format!("Content-Type: {kind}\r\n");
        assert_eq!(desk.post_as("put", b"x", &kind, &token).0, 415);
    }
    assert_eq!(desk.upload_with("put", &json!({"name": 1}), b"x", &token).0, 400);
    let huge = vec![b'x'; 65 * 1024 * 1024];
    let (status, _) = desk.upload_with("put", &said, &huge, &token);
    // Where the answer is overtaken by the end of the connection, there is none.
    assert!(status == 413 || status == 0, "{status}");
    assert_eq!(before, desk.all_files());
}
