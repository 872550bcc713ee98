//! How a target is run: a fixed number of inputs at each run of the tests, or for some minutes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::mutate::{Numbers, mutated};

/// No input takes longer; what does hangs or grows with a square.
const LONGEST: Duration = Duration::from_secs(20);

/// What is tried, and with what.
pub struct Target<'t> {
    /// Its folder of the corpus.
    pub name: &'t str,
    /// Words that are put in.
    pub words: &'t [&'t str],
    /// How many inputs are tried at each run of the tests.
    pub inputs: usize,
}

/// The seed of the inputs of each run.
const SEED: u64 = 20_240_229;

/// Tries inputs; what is wrong with one is told with the input, which is kept.
pub fn run(target: &Target<'_>, mut check: impl FnMut(&str) -> Result<(), String>) {
    let corpus = corpus(target.name);
    for text in &corpus {
        one(target, text, &mut check);
    }
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let until = asked("GONGBAO_FUZZ_MINUTES").map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let mut numbers = Numbers(asked("GONGBAO_FUZZ_SEED").unwrap_or(SEED));
    let mut tried = 0_usize;
    while until.map_or(tried < target.inputs, |until| Instant::now() < until) {
        one(target, &mutated(&corpus, target.words, &mut numbers), &mut check);
        tried += 1;
    }
    println!("{}: {tried} inputs", target.name);
}

fn one(target: &Target<'_>, text: &str, check: &mut impl FnMut(&str) -> Result<(), String>) {
    let start = Instant::now();
    let found = match catch_unwind(AssertUnwindSafe(|| check(text))) {
        Ok(found) => found,
        Err(_) => Err("it panicked".to_owned()),
    };
    let slow = start.elapsed() > LONGEST;
    let found = if slow { Err(format!("it took {:?}", start.elapsed())) } else { found };
    if let Err(wrong) = found {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}.txt", target.name));
        fs::write(&kept, text).expect("the input");
        panic!("{}: {wrong}\nthe input is kept in {}", target.name, kept.display());
    }
}

fn corpus(name: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "the corpus of {name} is empty");
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}
