use super::*;
use crate::output::Published;
use crate::output::manifest::NAME;

/// A folder that does not exist yet, alone in a temporary one.
fn fresh() -> (tempfile::TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let folder = fs::canonicalize(parent.path()).unwrap().join("public");
    (parent, folder)
}

fn publish(folder: &Path, files: &[(&'static str, &'static str)], force: bool) -> Result<Published, PublishError> {
    let destination = Destination::at(folder.to_owned())?;
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let next = destination.begin(&paths, &|path| path.starts_with("kept/"), force)?;
    for (path, text) in files {
        next.write(path, text.as_bytes())?;
    }
    Ok(next.publish()?)
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// How many things lie beside the folder, itself included.
fn neighbours(folder: &Path) -> usize {
    fs::read_dir(folder.parent().unwrap()).unwrap().count()
}

#[test]
fn publishes_keeps_strangers_and_removes_only_its_own() {
    let (_parent, folder) = fresh();
    let first = publish(&folder, &[("a/b.html", "1"), ("c.html", "2"), ("e/f.html", "4")], false).unwrap();
    assert_eq!(first, Published { written: 3, ..Published::default() });
    fs::write(folder.join("CNAME"), "x").unwrap();
    fs::create_dir_all(folder.join("empty/deep")).unwrap();
    let second = publish(&folder, &[("a/b.html", "1"), ("d.html", "3")], false).unwrap();
    assert_eq!(second, Published { written: 1, unchanged: 1, removed: 2, ..Published::default() });
    assert!(!folder.join("c.html").exists());
    assert!(!folder.join("e").exists(), "a folder that held our files only goes with them");
    assert!(folder.join("empty/deep").is_dir(), "an empty folder of others stays");
    assert_eq!(read(&folder, "CNAME"), "x");
    assert_eq!(neighbours(&folder), 1);
}

#[test]
fn what_is_on_the_disk_is_repaired() {
    let files = [("a.html", "right"), ("b.html", "also"), ("c/d.html", "third"), ("e.html", "fourth")];
    let (_parent, folder) = fresh();
    publish(&folder, &files, false).unwrap();
    // Other bytes of the same length, none, a file that is gone.
    fs::write(folder.join("a.html"), "wrong").unwrap();
    fs::write(folder.join("b.html"), "").unwrap();
    fs::remove_file(folder.join("c/d.html")).unwrap();
    let again = publish(&folder, &files, false).unwrap();
    assert_eq!(again, Published { written: 3, repaired: 3, unchanged: 1, ..Published::default() });
    for (path, text) in files {
        assert_eq!(read(&folder, path), text);
    }
    let quiet = publish(&folder, &files, false).unwrap();
    assert_eq!(quiet, Published { unchanged: 4, ..Published::default() });
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_page_is_repaired() {
    let (_parent, folder) = fresh();
    publish(&folder, &[("a.html", "1")], false).unwrap();
    let other = folder.with_file_name("other");
    fs::write(&other, "1").unwrap();
    fs::remove_file(folder.join("a.html")).unwrap();
    std::os::unix::fs::symlink(&other, folder.join("a.html")).unwrap();
    assert_eq!(publish(&folder, &[("a.html", "1")], false).unwrap().repaired, 1);
    assert!(!folder.join("a.html").is_symlink());
    assert_eq!(read(&folder, "../other"), "1");
}

#[test]
fn kept_files_that_are_damaged_are_named_each_time() {
    let (_parent, folder) = fresh();
    publish(&folder, &[("kept/a.html", "1"), ("kept/b.html", "2"), ("kept/c.html", "3")], false).unwrap();
    fs::write(folder.join("kept/a.html"), "x").unwrap();
    fs::remove_file(folder.join("kept/b.html")).unwrap();
    for _ in 0..2 {
        let published = publish(&folder, &[], false).unwrap();
        assert_eq!(published.damaged, ["kept/a.html", "kept/b.html"]);
        assert_eq!((published.unchanged, published.removed), (1, 0));
    }
    fs::write(folder.join("kept/a.html"), "1").unwrap();
    fs::write(folder.join("kept/b.html"), "2").unwrap();
    assert_eq!(publish(&folder, &[], false).unwrap().unchanged, 3);
}

#[test]
fn refuses_a_folder_that_it_did_not_make() {
    let (_parent, folder) = fresh();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("thesis.doc"), "x").unwrap();
    let refused = publish(&folder, &[("index.html", "1")], false);
    assert!(matches!(refused, Err(PublishError::Refused(Refusal::NotOurs { .. }))), "{refused:?}");
    assert!(!folder.join("index.html").exists());
    publish(&folder, &[("index.html", "1")], true).unwrap();
    assert_eq!(read(&folder, "thesis.doc"), "x");
    // Nor one with a manifest that says something else.
    fs::write(folder.join(NAME), "gongbao manifest 1\nzz  ../x\n").unwrap();
    let refused = publish(&folder, &[("index.html", "1")], false);
    assert!(matches!(refused, Err(PublishError::Refused(Refusal::ManifestUnreadable { .. }))), "{refused:?}");
}

#[test]
fn what_others_put_in_the_way_stays() {
    let next = [("a.html", "1"), ("b/c.html", "2"), ("d/e/f.html", "3")];
    for (path, is_folder) in [("b/c.html", false), ("b", false), ("d/e", false), ("d/e/f.html", true)] {
        let (_parent, folder) = fresh();
        publish(&folder, &[("a.html", "0")], false).unwrap();
        let foreign = folder.join(path);
        fs::create_dir_all(foreign.parent().unwrap()).unwrap();
        if is_folder {
            fs::create_dir(&foreign).unwrap();
        } else {
            fs::write(&foreign, "mine").unwrap();
        }
        let Err(PublishError::Refused(refusal)) = publish(&folder, &next, false) else { panic!("{path}") };
        assert_eq!(refusal, Refusal::InTheWay { folder: folder.clone(), paths: vec![path.to_owned()] });
        assert!(is_folder || fs::read(&foreign).unwrap() == b"mine");
        assert_eq!(read(&folder, "a.html"), "0");
        let destination = Destination::at(folder.clone()).unwrap();
        let begun = destination.begin(&next.map(|(path, _)| path), &|_| false, true).unwrap();
        assert!(begun.replaced.iter().eq([path]));
        drop(begun);
        drop(destination);
        assert!(is_folder || fs::read(&foreign).unwrap() == b"mine", "a site that is dropped changes nothing");
        publish(&folder, &next, true).unwrap();
        assert_eq!(read(&folder, "d/e/f.html"), "3");
    }
}

#[test]
fn force_never_replaces_a_folder_that_holds_something() {
    let (_parent, folder) = fresh();
    fs::create_dir_all(folder.join("a.html")).unwrap();
    fs::write(folder.join("a.html/thesis.doc"), "x").unwrap();
    let refused = publish(&folder, &[("a.html", "1")], true);
    assert!(matches!(refused, Err(PublishError::Refused(Refusal::FoldersInTheWay { .. }))), "{refused:?}");
    assert_eq!(read(&folder, "a.html/thesis.doc"), "x");
}

#[test]
fn our_own_pages_are_never_in_the_way() {
    let (_parent, folder) = fresh();
    publish(&folder, &[("a", "1"), ("b/c", "2")], false).unwrap();
    publish(&folder, &[("a/x", "3"), ("b", "4")], false).unwrap();
    assert_eq!((read(&folder, "a/x"), read(&folder, "b")), ("3".to_owned(), "4".to_owned()));
}

#[test]
fn a_failure_leaves_the_folder_as_it_was() {
    let (_parent, folder) = fresh();
    publish(&folder, &[("a.html", "1")], false).unwrap();
    // A file where a folder is wanted makes the second file fail.
    assert!(publish(&folder, &[("a.html", "2"), ("a.html/b.html", "3")], false).is_err());
    assert_eq!(read(&folder, "a.html"), "1");
    assert_eq!(neighbours(&folder), 1);
}

#[test]
fn remains_of_a_kill_are_put_in_order() {
    let (_parent, folder) = fresh();
    publish(&folder, &[("a.html", "1")], false).unwrap();
    fs::rename(&folder, folder.with_file_name(".public.gongbao-old")).unwrap();
    fs::create_dir_all(folder.with_file_name(".public.gongbao-new").join("half")).unwrap();
    fs::write(folder.with_file_name(".public.gongbao-lock"), "1\n").unwrap();
    assert_eq!(publish(&folder, &[("a.html", "1")], false).unwrap().unchanged, 1);
    assert_eq!(neighbours(&folder), 1);
}

#[test]
fn folders_that_were_made_for_nothing_go_again() {
    let (_parent, folder) = fresh();
    let deep = folder.join("x/y");
    drop(Destination::at(deep.clone()).unwrap());
    assert!(!folder.exists());
    publish(&deep, &[("a.html", "1")], false).unwrap();
    assert_eq!(read(&deep, "a.html"), "1");
}

#[test]
fn one_process_at_a_time() {
    let (_parent, folder) = fresh();
    let first = Destination::at(folder.clone()).unwrap();
    let second = Destination::at(folder.clone());
    assert!(matches!(second, Err(PublishError::Refused(Refusal::Busy { .. }))), "{second:?}");
    drop(first);
    Destination::at(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn modes_of_folders_stay() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let (_parent, folder) = fresh();
    publish(&folder, &[("a/b.html", "1")], false).unwrap();
    for (path, given) in [(folder.clone(), 0o750), (folder.join("a"), 0o711)] {
        fs::set_permissions(path, fs::Permissions::from_mode(given)).unwrap();
    }
    publish(&folder, &[("a/b.html", "2")], false).unwrap();
    assert_eq!((mode(&folder), mode(&folder.join("a"))), (0o750, 0o711));
}
