//! What is saved, what is refused, and that no update is lost.

use std::fs;

use super::{CASE, Desk, ENGLISH, all_files, text};
use crate::portal::Portal;
use crate::preview::Preview;

#[test]
fn what_is_saved_is_the_file_and_its_page() {
    let desk = Desk::of(Portal::of("base"));
    let (_, of) = desk.ask("of?zh/cases/2023/beta/clean-wells/");
    assert_eq!(of["files"], serde_json::json!([CASE, ENGLISH]));
    let file = desk.open(CASE);
    let now = text(&file, "text").replace("淘井", "清淘水井");
    let (status, saved) = desk.save(CASE, text(&file, "fingerprint"), &now);
    assert_eq!((status, text(&saved, "state")), (200, "saved"));
    assert_eq!(desk.preview.portal.read(CASE), now);
    assert_eq!(text(&saved["file"], "text"), now);
    // The page shows it at once: the save went through the loop.
    assert!(desk.preview.get("/zh/cases/2023/beta/clean-wells/").1.contains("清淘水井"));
}

#[test]
fn opening_and_saving_changes_no_byte() {
    let portal = Portal::of("base");
    let written = portal.read(CASE).replace('\n', "\r\n");
    portal.write(CASE, format!("\u{feff}{written}"));
    portal.write("data/odd.yaml", "# 一行\r\nterms: []\n");
    let desk = Desk::of(portal);
    let before = desk.all_files();
    let (_, list) = desk.ask("files");
    for file in list["files"].as_array().expect("files") {
        let opened = desk.open(file.as_str().expect("a path"));
        let (status, answer) = desk.save(text(&opened, "path"), text(&opened, "fingerprint"), text(&opened, "text"));
        assert_eq!((status, text(&answer, "state")), (200, "unchanged"), "{file}");
    }
    assert_eq!(before, desk.all_files());
    // A change leaves every other byte as it is.
    let opened = desk.open(CASE);
    let now = format!("{}\n又一行。\n", text(&opened, "text"));
    assert_eq!(desk.save(CASE, text(&opened, "fingerprint"), &now).0, 200);
    assert_eq!(desk.preview.portal.read(CASE), format!("\u{feff}{written}\r\n又一行。\r\n"));
}

#[test]
fn what_others_changed_is_never_written_over() {
    let desk = Desk::of(Portal::of("base"));
    let file = desk.open(CASE);
    let theirs = format!("{}\n别处写的。\n", text(&file, "text"));
    desk.preview.portal.write(CASE, &theirs);
    let (status, answer) = desk.save(CASE, text(&file, "fingerprint"), "mine");
    assert_eq!((status, text(&answer, "state")), (409, "changed"));
    assert_eq!(text(&answer["file"], "text"), theirs);
    assert_eq!(desk.preview.portal.read(CASE), theirs);
    // With what was shown, it can be saved.
    let seen = text(&answer["file"], "fingerprint").to_owned();
    assert_eq!(desk.save(CASE, &seen, &theirs.replace("别处", "这里")).0, 200);
    desk.preview.portal.remove(CASE);
    let (status, answer) = desk.save(CASE, &seen, "mine");
    assert_eq!((status, text(&answer, "state")), (404, "gone"));
    assert!(!desk.preview.portal.path().join(CASE).exists());
}

#[test]
fn nothing_is_written_or_read_elsewhere_or_by_others() {
    let portal = Portal::of("base");
    portal.write("outside.md", "outside");
    portal.write("data/editions/2024-05-01.yaml", "date: '2024-05-01'\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(portal.path().join("outside.md"), portal.path().join("content/link.md")).unwrap();
        std::os::unix::fs::symlink(portal.path().join("data"), portal.path().join("content/up")).unwrap();
    }
    let desk = Desk::of(portal);
    let before = desk.all_files();
    let seen = text(&desk.open(CASE), "fingerprint").to_owned();
    let outside = gongbao::source::Fingerprint::of(b"outside").short(32);
    for bad in [
        "outside.md", "../outside.md", "content/../outside.md", "content/%2e%2e/outside.md", "content/link.md",
        "content/up/site.yaml", "/etc/passwd", "data/editions/2024-05-01.yaml", "content/2023", "content", "",
        "themes/gongbao/styles/main.css", "content/new.md", "content%5c..%5coutside.md", "content/%00.md",
    ] {
        let (status, answer) = desk.save(bad, &outside, "mine");
        assert!((400..=404).contains(&status), "{bad}: {status} {answer}");
        assert!((400..=404).contains(&desk.ask(&format!("file?{bad}")).0), "{bad}");
    }
    let token = desk.token_line();
    let forged = format!("X-Gongbao-Token: {}\r\n", "0".repeat(32));
    for (headers, why) in [
        (String::new(), "no token"),
        (forged.clone(), "a forged token"),
        (format!("{token}Origin: http://evil.example\r\n"), "another origin"),
        (format!("{token}Origin: null\r\n"), "no origin"),
        (format!("{token}Sec-Fetch-Site: cross-site\r\n"), "another site"),
        (
            format!("{token}Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"),
            "a form",
        ),
    ] {
        assert_eq!(desk.save_with(CASE, &seen, b"mine", &headers).0, 403, "{why}");
    }
    for headers in ["", &*forged, "Sec-Fetch-Site: cross-site\r\n"] {
        for part in ["files", "of?zh/", &format!("file?{CASE}")] {
            assert_eq!(desk.preview.with(&format!("/_gongbao/desk/{part}"), headers).0, 403, "{part} {headers}");
        }
    }
    // The page that has the token is given to no other site, not even for a visit.
    let visit = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(desk.preview.with("/_gongbao/desk/", visit).0, 403);
    assert_eq!(desk.save("x", "not-a-fingerprint", "mine").0, 404);
    assert_eq!(desk.save(CASE, "not-a-fingerprint", "mine").0, 400);
    assert_eq!(desk.save_with(CASE, &seen, b"\xff\xfe", &token).0, 400);
    let rebound = desk.preview.raw(b"GET /_gongbao/desk/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(rebound.0, 403);
    assert_eq!(before, desk.all_files());
}

#[test]
fn a_huge_text_is_refused() {
    let desk = Desk::of(Portal::of("smallest"));
    let before = desk.all_files();
    let host = format!("Host: localhost:{}", desk.preview.port);
    let head = format!(
        "POST /_gongbao/desk/save?data/site.yaml HTTP/1.1\r\n{host}\r\nContent-Type: application/x-gongbao-text\r\n\
         X-Gongbao-Seen: {}\r\nContent-Length: 99999999999\r\n{}Connection: close\r\n\r\n",
        "0".repeat(32),
        desk.token_line()
    );
    let huge = vec![b'x'; 17 * 1024 * 1024];
    let (status, _) = desk.preview.raw(&[head.as_bytes(), &huge].concat());
    // Where the answer is overtaken by the end of the connection, there is none.
    assert!(status == 413 || status == 0, "{status}");
    assert_eq!(before, desk.all_files());
    assert_eq!(desk.preview.get("/zh/").0, 200);
}

#[test]
fn without_the_option_nothing_can_be_written() {
    let preview = Preview::of("base");
    let before = all_files(&preview.portal);
    let page = preview.get("/zh/").1;
    assert!(!page.contains("data-desk"));
    for path in ["", "desk.js", "files", "of?zh/", &format!("file?{CASE}")] {
        assert_eq!(preview.get(&format!("/_gongbao/desk/{path}")).0, 404, "{path}");
    }
    for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "MKCOL"] {
        let parts = [
            "save?content/x.md", "put", "take-in", "new-case", "address", "figure", "form-filled", "draft",
            "other-language",
        ];
        let parts = parts.iter().map(|part| format!("/_gongbao/desk/{part}"));
        for path in parts.chain([format!("/_gongbao/desk/save?{CASE}"), "/zh/".to_owned(), format!("/{CASE}")]) {
            let request = format!(
                "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-gongbao-text\r\n\
                 X-Gongbao-Token: {}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmine",
                preview.port,
                "0".repeat(32)
            );
            assert_eq!(preview.raw(request.as_bytes()).0, 405, "{method} {path}");
        }
    }
    assert_eq!(before, all_files(&preview.portal));
}

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Two windows and an editor on one file, each writing what it last saw with a line of its
/// own. Whoever is told that it was saved finds its line in the file from then on.
#[test]
fn no_update_is_lost() {
    let desk = Desk::of(Portal::of("smallest"));
    let file = "data/site.yaml";
    let path = desk.preview.portal.path().join(file);
    let mut dice = Dice(7);
    let mut windows: Vec<(String, String)> = Vec::new();
    for _ in 0..2 {
        let opened = desk.open(file);
        windows.push((text(&opened, "fingerprint").to_owned(), text(&opened, "text").to_owned()));
    }
    let mut edited = desk.preview.portal.read(file);
    let mut lines: Vec<String> = Vec::new();
    let (mut saved, mut refused) = (0, 0);
    for step in 0..STEPS {
        let line = format!("# {step}");
        match dice.roll(4) {
            // A window saves what it has, with a line.
            who @ (0 | 1) => {
                let (seen, now) = &windows[who];
                let now = format!("{now}{line}\n");
                let (status, answer) = desk.save(file, seen, &now);
                let there = &answer["file"];
                windows[who] = (text(there, "fingerprint").to_owned(), text(there, "text").to_owned());
                match status {
                    200 => (saved, lines) = (saved + 1, [lines, vec![line]].concat()),
                    409 => refused += 1,
                    other => panic!("{other}: {answer}"),
                }
            }
            // The editor saves if nobody did meanwhile, as editors ask.
            2 if fs::read_to_string(&path).unwrap() == edited => {
                edited.push_str(&format!("{line}\n"));
                fs::write(&path, &edited).unwrap();
                lines.push(line);
            }
            // The editor reads the file again.
            _ => edited = fs::read_to_string(&path).unwrap(),
        }
        let now = fs::read_to_string(&path).unwrap();
        let there: Vec<&str> = now.lines().filter(|line| line.starts_with("# ")).collect();
        assert_eq!(there, lines, "step {step}");
        // A short file stays quick to compare.
        if lines.len() > 60 {
            let shorter: String =
                now.lines().filter(|line| !line.starts_with("# ")).map(|l| format!("{l}\n")).collect();
            fs::write(&path, shorter).unwrap();
            lines.clear();
        }
    }
    assert!(saved > STEPS / 20 && refused > STEPS / 20, "{saved} saved, {refused} refused");
}

const STEPS: usize = 3000;
