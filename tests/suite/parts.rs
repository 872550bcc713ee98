//! A site of parts is the site of one build, and nothing else becomes a site.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::portal::{Portal, files_below};

fn gongbao(root: &Path, arguments: &[&str]) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_gongbao");
    let output = Command::new(program).args(arguments).args(["--lang", "en"]).current_dir(root).output();
    let output = output.expect("the program");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap_or(-1), said)
}

fn succeeds(root: &Path, arguments: &[&str]) {
    let (code, said) = gongbao(root, arguments);
    assert_eq!(code, 0, "{arguments:?}: {said}");
}

fn join(root: &Path, parts: &[&str]) -> (i32, String) {
    gongbao(root, &[&["join"], parts, &["--output-dir", "joined"]].concat())
}

const PARTS: [&str; 3] = ["public-part-3-of-3", "public-part-1-of-3", "public-part-2-of-3"];

#[test]
fn parts_joined_are_one_build() {
    let portal = Portal::of("grain");
    let root = portal.path();
    succeeds(root, &["build", "--output-dir", "whole"]);
    for part in ["1/3", "2/3", "3/3"] {
        succeeds(root, &["build", "--part", part]);
    }
    let (code, said) = join(root, &PARTS);
    assert_eq!(code, 0, "{said}");
    let read = |folder: &str| -> Vec<(String, Vec<u8>)> {
        let folder = root.join(folder);
        let files = files_below(&folder).into_iter();
        files.map(|path| (path.clone(), fs::read(folder.join(path)).expect("a file"))).collect()
    };
    let (whole, joined) = (read("whole"), read("joined"));
    let pages = PARTS.map(|part| files_below(&root.join(part)).len());
    assert!(whole == joined && pages.iter().all(|count| *count > 10 && *count < whole.len() / 2), "{pages:?}");
}

#[test]
fn what_are_not_the_parts_of_this_project_is_not_joined() {
    let portal = Portal::of("grain");
    let root = portal.path();
    for part in ["1/3", "2/3", "3/3"] {
        succeeds(root, &["build", "--part", part]);
    }
    let refused = |parts: &[&str], why: &str| {
        let (code, said) = join(root, parts);
        assert!(code != 0 && said.contains(why), "{code} {said}");
        assert!(!root.join("joined").exists(), "nothing was written");
    };
    refused(&PARTS[..2], "part 2 of 3 was given 0 times");
    refused(&[PARTS[0], PARTS[1], PARTS[1]], "part 1 of 3 was given 2 times");
    refused(&["content", PARTS[1], PARTS[2]], "was not written by build --part");
    let page = root
        .join(PARTS[1])
        .join(files_below(&root.join(PARTS[1])).into_iter().find(|path| path.ends_with(".html")).expect("a page"));
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replacen("</p>", "!</p>", 1) + " ").expect("a changed page");
    refused(&PARTS, "were changed after they were made");
    fs::remove_file(&page).expect("a page less");
    refused(&PARTS, "make that part again");
    succeeds(root, &["build", "--part", "1/3"]);
    portal.write("content/pages/more/zh.md", "---\ntitle: 更多\n---\n\n话。\n");
    refused(&PARTS, "other content");
}
