//! The finished site on the disk, as the real program writes it: what it refuses to touch,
//! what it repairs, and what it makes of an interrupted command.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::portal::{Portal, files_below};

/// Exit code and all that was said.
pub fn gongbao(root: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["--lang", "en", arguments[0], "--root"])
        .arg(root)
        .args(&arguments[1..])
        .current_dir(root)
        .output()
        .expect("the program");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.code().unwrap_or(-1), said)
}

pub fn succeeds(portal: &Portal, arguments: &[&str]) -> String {
    let (code, said) = gongbao(portal.path(), arguments);
    assert_eq!(code, 0, "{arguments:?}: {said}");
    said
}

/// All files below a folder with their bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: String| {
        let bytes = fs::read(folder.join(&path)).expect("a file that can be read");
        (path, bytes)
    };
    files_below(folder).into_iter().map(read).collect()
}

#[test]
fn the_project_is_never_written_over() {
    let portal = Portal::of("base");
    portal.write("only-copy.txt", "mine");
    let name = portal.path().file_name().expect("a name").to_string_lossy().into_owned();
    let before = contents(portal.path());
    for folder in [".", "..", &format!("../{name}"), "data", "data/editions/new", "content/../data", "themes"] {
        for force in [&[][..], &["--force"]] {
            let (code, said) = gongbao(portal.path(), &[&["build", "--output-dir", folder], force].concat());
            assert_eq!(code, 2, "{folder}: {said}");
            assert!(said.contains("cannot be written into"), "{folder}: {said}");
            assert!(contents(portal.path()) == before, "{folder}: something was touched");
        }
    }
}

#[test]
fn a_damaged_page_is_repaired_and_told() {
    let portal = Portal::of("base");
    succeeds(&portal, &["build"]);
    let right = contents(&portal.path().join("public"));
    portal.write("public/zh/index.html", "<script>");
    portal.write("public/en/index.html", "");
    let said = succeeds(&portal, &["build"]);
    assert!(said.contains("(2 files written, 2 of them repaired, "), "{said}");
    assert!(contents(&portal.path().join("public")) == right);
    let said = succeeds(&portal, &["build"]);
    assert!(said.contains("(0 files written, "), "{said}");
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let portal = Portal::of("base");
    succeeds(&portal, &["build"]);
    let page = "public/zh/index.html";
    let manifest = portal.read("public/.gongbao-manifest");
    let others: Vec<&str> = manifest.lines().filter(|line| !line.ends_with("  zh/index.html")).collect();
    // Somebody else’s file: the manifest does not name it.
    portal.write("public/.gongbao-manifest", format!("{}\n", others.join("\n")));
    portal.write(page, "mine");
    let before = contents(portal.path());
    let (code, said) = gongbao(portal.path(), &["build"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("\n  zh/index.html"), "{said}");
    assert!(contents(portal.path()) == before);
    let said = succeeds(&portal, &["build", "--force"]);
    assert!(said.contains("are replaced by pages:\n  zh/index.html"), "{said}");
    assert_ne!(portal.read(page), "mine");
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_published_in_place() {
    let (portal, server) = (Portal::of("base"), tempfile::tempdir().expect("a temporary folder"));
    let target = server.path().join("www");
    fs::create_dir(&target).expect("a new folder");
    std::os::unix::fs::symlink(&target, portal.path().join("public")).expect("a link");
    for _ in 0..2 {
        succeeds(&portal, &["build"]);
        assert!(portal.path().join("public").is_symlink());
        assert!(target.join("zh/index.html").is_file() && !target.is_symlink());
    }
}

#[test]
fn one_build_at_a_time() {
    let portal = Portal::of("base");
    let lock = fs::File::create(portal.path().join(".public.gongbao-lock")).expect("a lock file");
    lock.lock().expect("the lock");
    fs::write(portal.path().join(".public.gongbao-lock"), "4711\n").expect("a written file");
    for command in [&["build"][..], &["publish", "--date", "2020-01-01"]] {
        let (code, said) = gongbao(portal.path(), command);
        assert_eq!(code, 3, "{said}");
        assert!(said.contains("(process 4711)"), "{said}");
    }
    assert!(!portal.path().join("public").exists());
    drop(lock);
    succeeds(&portal, &["build"]);
    assert!(!portal.path().join(".public.gongbao-lock").exists());
}

const EDITION: [&str; 3] = ["publish", "--date", "2020-01-01"];

#[test]
fn publishing_again_is_the_same_edition_or_none() {
    let portal = Portal::of("base");
    succeeds(&portal, &EDITION);
    let published = contents(portal.path());
    assert!(published.keys().any(|path| path.starts_with("public/editions/2020-01-01/")));
    succeeds(&portal, &EDITION);
    assert!(contents(portal.path()) == published, "nothing is different the second time");
    let site = portal.read("data/site.yaml");
    portal.write("data/site.yaml", format!("{site}\n# another word\n"));
    succeeds(&portal, &EDITION);
    let (code, said) = gongbao(portal.path(), &["publish", "--date", "2019-12-31"]);
    assert_eq!(code, 2, "{said}");
    let (code, said) = gongbao(portal.path(), &["publish", "--date", "2020-01-01", "--base-url", "https://x.test/"]);
    assert_eq!(code, 2, "the pages are others: {said}");
    assert!(said.contains("an edition of 2020-01-01 exists"), "{said}");
}

#[test]
fn a_killed_publication_is_none_until_it_is_given_again() {
    let portal = Portal::of("base");
    succeeds(&portal, &["build"]);
    let built = contents(&portal.path().join("public"));
    succeeds(&portal, &EDITION);
    let published = contents(portal.path());
    let (record, hidden) = ("data/editions/2020-01-01.yaml", "data/editions/.2020-01-01.yaml.unfinished");
    // Killed after the site was published, before the record was complete.
    let kill = || fs::rename(portal.path().join(record), portal.path().join(hidden)).expect("a renamed file");
    kill();
    succeeds(&portal, &EDITION);
    assert!(contents(portal.path()) == published);
    // A build in between knows of no such edition, and publishes none of its pages.
    kill();
    let said = succeeds(&portal, &["build"]);
    assert!(said.contains("the edition of 2020-01-01 was not completed"), "{said}");
    assert!(contents(&portal.path().join("public")) == built);
    succeeds(&portal, &EDITION);
    assert!(contents(portal.path()) == published);
    // Another day instead.
    kill();
    succeeds(&portal, &["publish", "--date", "2020-02-02"]);
    let paths: Vec<String> = files_below(portal.path());
    assert!(!paths.iter().any(|path| path.contains("2020-01-01")), "no phantom edition stays");
    assert!(paths.iter().any(|path| path.starts_with("public/editions/2020-02-02/")));
    // Killed while the record was being written: half of it is there.
    portal.write("data/editions/.2020-03-03.yaml.unfinished", "date: '20");
    succeeds(&portal, &["publish", "--date", "2020-03-03"]);
    assert!(portal.read("data/editions/2020-03-03.yaml").len() > 100);
}

/// A preview is made of what is unfinished; an edition is not.
#[test]
fn a_free_figure_stops_an_edition_and_no_preview() {
    let portal = Portal::of("base");
    let text = "content/2023/beta/cases/clean-wells/en.md";
    let said = succeeds(&portal, &["check"]);
    assert!(said.contains("; `publish` would go; "), "{said}");
    portal.write(text, portal.read(text) + "\nIn the end 4,711 people came.\n");
    let said = succeeds(&portal, &["check"]);
    assert!(said.contains("; 1 of them stops `publish`; "), "{said}");
    succeeds(&portal, &["build"]);
    let (code, said) = gongbao(portal.path(), &EDITION);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("`4,711 people` is not bound") && said.contains("nothing was published"), "{said}");
    assert!(!portal.path().join("data/editions").exists());
}
