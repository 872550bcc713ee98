//! What saves replaced can be brought back, and words that are not saved survive.

use serde_json::{Value, json};

use super::{CASE, Desk, text};
use crate::portal::{Portal, copy_tree};

fn states(desk: &Desk, file: &str) -> Vec<u64> {
    let (status, answer) = desk.ask(&format!("states?{file}"));
    assert_eq!(status, 200, "{file}");
    answer["states"].as_array().expect("states").iter().filter_map(|state| state["number"].as_u64()).collect()
}

/// The same project with another run of the preview.
fn again(desk: Desk) -> Desk {
    let (portal, kept) = (Portal::of("base"), desk.preview.portal.path().join(".gongbao"));
    let portal = portal.with_files_of(desk.preview.portal.path());
    copy_tree(&kept, &portal.path().join(".gongbao"));
    drop(desk);
    Desk::of(portal)
}

#[test]
fn what_a_save_replaced_can_be_brought_back_in_another_session() {
    let portal = Portal::of("base");
    // Its own line ends and mark are no words.
    let first = portal.read(CASE);
    portal.write(CASE, format!("\u{feff}{}", first.replace('\n', "\r\n")));
    let desk = Desk::of(portal);
    assert_eq!(states(&desk, CASE), Vec::<u64>::new());
    for word in ["一", "二"] {
        let opened = desk.open(CASE);
        let now = format!("{first}\n{word}。\n");
        let (status, saved) = desk.save(CASE, text(&opened, "fingerprint"), &now);
        assert_eq!((status, &saved["kept"]), (200, &json!(true)));
    }
    let desk = again(desk);
    let numbers = states(&desk, CASE);
    assert_eq!(numbers, [2, 1]);
    let former = |number: u64| desk.post("state", &json!({ "file": CASE, "number": number })).1;
    assert_eq!(text(&former(1), "text"), first);
    assert_eq!(text(&former(2), "text"), format!("{first}\n一。\n"));
    // It is saved as any text is, and nothing is lost by that.
    let opened = desk.open(CASE);
    assert_eq!(desk.save(CASE, text(&opened, "fingerprint"), &first).0, 200);
    assert_eq!(text(&former(3), "text"), format!("{first}\n二。\n"));
    assert_eq!(desk.post("state", &json!({ "file": CASE, "number": 9 })).0, 404);
    // The folder is no input, and Git leaves it alone.
    assert!(desk.ask("files").1["files"].as_array().is_some_and(|files| {
        files.iter().filter_map(Value::as_str).all(|file| file.starts_with("content/") || file.starts_with("data/"))
    }));
    assert_eq!(desk.preview.portal.read(".gongbao/.gitignore"), "*\n");
}

#[test]
fn typed_words_survive_the_end_of_the_preview() {
    let desk = Desk::of(Portal::of("base"));
    assert_eq!(desk.open(CASE)["draft"], Value::Null);
    let draft = json!({ "file": CASE, "seen": "x", "text": "没有写完", "at": 5 });
    assert_eq!(desk.post("draft", &draft).0, 200);
    let before = desk.preview.portal.read(CASE);
    let desk = again(desk);
    assert_eq!(desk.open(CASE)["draft"], json!({ "seen": "x", "text": "没有写完", "at": 5 }));
    assert_eq!(desk.preview.portal.read(CASE), before);
    assert_eq!(desk.post("draft", &json!({ "file": CASE })).0, 200);
    assert_eq!(desk.open(CASE)["draft"], Value::Null);
}

#[test]
fn nothing_is_kept_of_other_files_or_for_others() {
    let portal = Portal::of("base");
    portal.write("outside.md", "outside");
    portal.write("data/editions/2024-05-01.yaml", "date: '2024-05-01'\n");
    let desk = Desk::of(portal);
    let before = desk.all_files();
    for file in ["outside.md", "../x", "content/none.md", "data/editions/2024-05-01.yaml", ".gongbao/x", ""] {
        let status = desk.post("draft", &json!({ "file": file, "text": "x" })).0;
        assert_eq!(status, 404, "{file}");
        assert_eq!(desk.post("state", &json!({ "file": file, "number": 1 })).0, 404, "{file}");
        assert!((400..=404).contains(&desk.ask(&format!("states?{file}")).0), "{file}");
    }
    let draft = json!({ "file": CASE, "text": "x" }).to_string();
    assert_eq!(desk.post_with("draft", draft.as_bytes(), "").0, 403);
    assert_eq!(before, desk.all_files());
    // Where what was there cannot be kept, that is said, and the save is made.
    #[cfg(unix)]
    {
        let elsewhere = desk.preview.portal.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, desk.preview.portal.path().join(".gongbao")).unwrap();
        assert_eq!(desk.post_with("draft", draft.as_bytes(), &desk.token_line()).0, 500);
        let opened = desk.open(CASE);
        let now = format!("{}\n一。\n", text(&opened, "text"));
        let (status, saved) = desk.save(CASE, text(&opened, "fingerprint"), &now);
        assert_eq!((status, &saved["kept"]), (200, &json!(false)));
        assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
