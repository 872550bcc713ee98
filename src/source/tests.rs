//! Random acts on the file system: whatever happened, looking again finds what a first look
//! would.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Content, Sources};

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

const NAMES: [&str; 12] = [
    "content", "data", "themes", "content/a", "content/a/b", "content/x.md", "content/a/y.md", "content/a/b/z.md",
    "data/site.yaml", "data/u.yaml", "away", "away/w.md",
];

/// Under which other names a path is known, when links lead to it.
fn names_of(path: &Path) -> impl Iterator<Item = PathBuf> {
    let behind =
        path.parent().zip(path.file_name()).and_then(|(parent, name)| Some(parent.canonicalize().ok()?.join(name)));
    [path.to_owned()].into_iter().chain(behind).chain(path.canonicalize().ok())
}

/// One act; the paths of which a file system that tells everything would speak.
fn act(root: &Path, dice: &mut Dice) -> Vec<PathBuf> {
    let (here, there) = (root.join(NAMES[dice.roll(NAMES.len())]), root.join(NAMES[dice.roll(NAMES.len())]));
    let mut told: Vec<PathBuf> = names_of(&here).chain(names_of(&there)).collect();
    // What does not go does not happen: a parent that is not there, a folder into itself.
    let _ = match dice.roll(8) {
        0..3 => fs::write(&here, format!("{}", dice.roll(3))),
        3 => fs::create_dir_all(&here),
        4 => fs::rename(&here, &there),
        5 => fs::remove_file(&here).or_else(|_| fs::remove_dir_all(&here)),
        #[cfg(unix)]
        6 => std::os::unix::fs::symlink(&there, &here),
        _ => here.parent().map_or(Ok(()), fs::create_dir_all),
    };
    told.extend(names_of(&here).chain(names_of(&there)));
    told
}

fn state(sources: &Sources) -> Vec<(String, Content)> {
    sources.iter().map(|source| (source.path.to_string(), source.content.clone())).collect()
}

#[test]
fn looking_again_finds_what_a_first_look_finds() {
    for seed in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut whole = Sources::read(root, &[]).unwrap();
        let mut told = Sources::read(root, &[]).unwrap();
        let mut dice = Dice(seed);
        for step in 0..400 {
            let paths = act(root, &mut dice);
            whole.look_again();
            told.look_at(&paths);
            told.look_at_unreported();
            let fresh = state(&Sources::read(root, &[]).unwrap());
            assert_eq!(state(&whole), fresh, "seed {seed}, step {step}: {paths:?}");
            assert_eq!(state(&told), fresh, "seed {seed}, step {step}, told of {paths:?}");
        }
    }
}
