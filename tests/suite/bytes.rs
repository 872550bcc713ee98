//! The same input makes the same bytes, with any number of threads, and no input is written.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, time::SystemTime};

use crate::portal::{Portal, files_below, make, project};

fn with_threads(count: usize, root: &Path) -> BTreeMap<String, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("a pool of threads");
    pool.install(|| make(root).files)
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) {
    assert!(one.keys().eq(two.keys()), "the lists of files differ");
    for (path, bytes) in one {
        assert!(bytes == &two[path], "{path} differs");
    }
}

#[test]
fn the_real_portal_is_the_same_with_one_thread_and_two() {
    assert_same(&with_threads(1, project()), &with_threads(2, project()));
}

#[test]
fn another_folder_makes_the_same_bytes() {
    let (one, two) = (Portal::of("grain"), Portal::of("grain"));
    assert_same(&one.make().files, &two.make().files);
}

/// Paths, contents and times of all files below a folder.
fn state(root: &Path) -> Vec<(String, Vec<u8>, SystemTime)> {
    let files = files_below(root).into_iter();
    let state = files.map(|path| {
        let file = root.join(&path);
        let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("a time");
        let bytes = fs::read(&file).expect("a file");
        (path, bytes, time)
    });
    state.collect()
}

#[test]
fn no_input_is_written() {
    let portal = Portal::of("grain");
    let before = state(portal.path());
    portal.make();
    assert!(before == state(portal.path()));
}

#[test]
fn check_and_build_write_nothing_but_the_output_folder() {
    let portal = Portal::of("grain");
    let before = state(portal.path());
    let output = tempfile::tempdir().expect("a temporary folder");
    let gongbao = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gongbao"));
        command.args(arguments).arg("--root").arg(portal.path()).output().expect("a finished run")
    };
    let checked = gongbao(&["check", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stderr));
    let lines = String::from_utf8(checked.stdout).expect("UTF-8");
    for line in lines.lines() {
        let problem: serde_json::Value = serde_json::from_str(line).expect("one JSON object a line");
        assert!(problem["code"].is_string() && problem["message"]["zh"].is_string());
    }
    let folder = output.path().join("site");
    let built = gongbao(&["build", "--output-dir", &folder.to_string_lossy()]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(folder.join("zh/index.html").exists());
    let failed = gongbao(&["check", "--strict"]);
    assert_eq!(failed.status.code(), Some(1), "a warning fails with --strict");
    assert!(before == state(portal.path()));
}
