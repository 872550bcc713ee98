//! The search finds exactly the pages that hold what is asked for: the index is read here
//! and held against the texts of all pages, and where there is `node`, so are the answers of
//! the theme's own script.

use std::collections::{BTreeSet, HashMap};
use std::io::Write as _;
use std::process::{Command, Stdio};

use gongbao::search::{Folding, blocks};
use serde_json::Value;

use crate::portal::{Made, Portal, project};

/// The pages of a language that are searched: address and folded blocks.
fn texts(made: &Made, lang: &str) -> Vec<(String, Vec<String>)> {
    let folding = Folding::default();
    // A page at a former address leads on and is not searched.
    let leads_on = |html: &str| html.contains("http-equiv=\"refresh\"");
    // Charts for other sites stand on the pages of their indicators, which are found.
    let own = |path: &str| !["/search/", "/embed/"].iter().any(|folder| path.contains(folder));
    let pages = made.pages().filter(|(path, html)| path.starts_with(lang) && own(path) && !leads_on(html));
    let folded = |text: String| text.chars().map(|c| folding.fold(c)).collect::<String>();
    let read = pages.map(|(path, html)| {
        let blocks = blocks(html).1.into_iter().map(|block| folded(block.text)).collect();
        (path.trim_end_matches("index.html").to_owned(), blocks)
    });
    read.collect()
}

/// The runs of Chinese characters of a text that have two or more.
fn runs(text: &str) -> impl Iterator<Item = Vec<char>> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let runs = text.split(move |c| !han(c)).map(|run| run.chars().collect::<Vec<char>>());
    runs.filter(|run| run.len() > 1)
}

/// Pieces of the texts, the same at each run, wherever words begin or end.
fn pieces(texts: &[(String, Vec<String>)], count: usize) -> Vec<String> {
    let all: Vec<Vec<char>> = texts.iter().flat_map(|(_, blocks)| blocks).flat_map(|block| runs(block)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let mut state = 7_usize;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let drawn = (0..count).map(|_| {
        let run = &all[draw(all.len())];
        let length = 2 + draw(run.len().min(8) - 1);
        let start = draw(run.len() - length + 1);
        run[start..start + length].iter().collect()
    });
    drawn.collect()
}

/// The pages with a block that holds a text.
fn holding(texts: &[(String, Vec<String>)], query: &str) -> BTreeSet<String> {
    let pages = texts.iter().filter(|(_, blocks)| blocks.iter().any(|block| block.contains(query)));
    pages.map(|(address, _)| address.clone()).collect()
}

/// The index as its files say it.
struct IndexReader {
    addresses: Vec<String>,
    /// By term, the units with their positions.
    terms: HashMap<String, HashMap<u32, Vec<u32>>>,
    /// By unit, its pages.
    units: Vec<Vec<u32>>,
}

/// The numbers of a text in digits of five bits.
fn numbers(text: &str) -> Vec<u32> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut found, mut value, mut shift) = (Vec::new(), 0, 0);
    for c in text.chars() {
        let digit = digits.find(c).expect("a digit") as u32;
        value += (digit % 32) << shift;
        shift += 5;
        if digit < 32 {
            found.push(value);
            (value, shift) = (0, 0);
        }
    }
    found
}

fn value(made: &Made, path: &str) -> Value {
    let text = made.page(path);
    let call = text.strip_prefix("gongbaoSearch(").and_then(|rest| rest.strip_suffix(");\n")).expect("a call");
    let (_, value) = call.split_once(',').expect("a name and a value");
    serde_json::from_str(value).expect("a value")
}

impl IndexReader {
    fn of(made: &Made, lang: &str) -> IndexReader {
        let head = value(made, &format!("search/{lang}/head.js"));
        let shards = |kind: &str| {
            let files = (0..).map(|at| format!("search/{lang}/{kind}/{at}.js"));
            let files = files.take_while(|path| made.files.contains_key(path));
            files.map(|path| value(made, &path).as_str().expect("a text").to_owned()).collect::<Vec<_>>()
        };
        let mut terms = HashMap::new();
        for shard in shards("terms") {
            for (term, list) in shard.lines().map(|line| line.split_once(' ').expect("a term")) {
                terms.insert(term.to_owned(), positions(&numbers(list)));
            }
        }
        let units = shards("units").iter().flat_map(|shard| pages_of_units(&numbers(shard))).collect();
        let addresses = head["addresses"].as_str().expect("addresses").split('\n').map(str::to_owned).collect();
        IndexReader { addresses, terms, units }
    }

    /// The pages with a run of Chinese characters, by its pairs.
    fn pages(&self, query: &str) -> BTreeSet<String> {
        let characters: Vec<char> = query.chars().collect();
        let pairs: Vec<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
        let none = HashMap::new();
        let lists: Vec<&HashMap<u32, Vec<u32>>> =
            pairs.iter().map(|pair| self.terms.get(pair).unwrap_or(&none)).collect();
        let holds = |unit: &u32, start: u32| {
            (start..).zip(&lists).all(|(at, list)| list.get(unit).is_some_and(|places| places.contains(&at)))
        };
        let units = lists[0].iter().filter(|(unit, starts)| starts.iter().any(|start| holds(unit, *start)));
        let pages = units.flat_map(|(unit, _)| &self.units[*unit as usize]);
        pages.map(|page| self.addresses[*page as usize].clone()).collect()
    }
}

fn positions(numbers: &[u32]) -> HashMap<u32, Vec<u32>> {
    let mut numbers = numbers.iter().copied();
    let mut units = HashMap::new();
    let mut after = 0;
    while let Some(number) = numbers.next() {
        let unit = after + number / 2;
        let others = if number % 2 == 1 { numbers.next().expect("a count") } else { 0 };
        let mut position = numbers.next().expect("a position");
        let mut places = vec![position];
        for _ in 0..others {
            position += numbers.next().expect("a distance");
            places.push(position);
        }
        units.insert(unit, places);
        after = unit + 1;
    }
    units
}

fn pages_of_units(numbers: &[u32]) -> Vec<Vec<u32>> {
    let mut numbers = numbers.iter().copied();
    let mut units = Vec::new();
    while let Some(length) = numbers.next() {
        let (mut pages, mut after) = (Vec::new(), 0);
        for _ in 0..numbers.next().expect("a count") {
            let first = after + numbers.next().expect("a distance");
            let last = first + numbers.next().expect("a length");
            pages.extend(first..=last);
            after = last + 1;
        }
        units.extend((0..length).map(|_| pages.clone()));
    }
    units
}

#[test]
fn every_piece_of_a_text_finds_exactly_the_pages_that_hold_it() {
    for portal in ["grain", "series"] {
        let made = Portal::of(portal).make();
        for lang in ["zh", "en"] {
            let (index, texts) = (IndexReader::of(&made, lang), texts(&made, lang));
            let queries = pieces(&texts, if lang == "zh" { 300 } else { 30 });
            for query in queries.iter().map(String::as_str).chain(["\u{9f98}\u{9f98}", "\u{7684}\u{9f98}"]) {
                let at_root = |page: &String| !page.is_empty();
                let found: BTreeSet<String> = index.pages(query).into_iter().filter(at_root).collect();
                assert_eq!(found, holding(&texts, query), "{portal} {lang}: {query}");
            }
        }
    }
}

/// The answers of the theme's script, where there is `node`.
fn answers(made: &Made, lang: &str, queries: &[&str]) -> Option<Vec<Value>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in made.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("search/")?, bytes))) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        std::fs::write(path, bytes).expect("a written file");
    }
    let mut node = Command::new("node")
        .arg(project().join("tests/search/answers.js"))
        .arg(project().join("themes/gongbao/scripts/search.js"))
        .arg(folder.path().join(lang))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    node.stdin.take().expect("its input").write_all(queries.join("\n").as_bytes()).expect("written queries");
    let output = node.wait_with_output().expect("its output");
    assert!(output.status.success(), "the script failed");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect())
}

#[test]
fn the_script_answers_as_the_texts_say() {
    let made = Portal::of("grain").make();
    let texts = texts(&made, "zh");
    let pieces = pieces(&texts, 200);
    let queries: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let Some(answers) = answers(&made, "zh", &queries) else { return };
    assert_eq!(answers.len(), queries.len());
    for (query, answer) in queries.iter().zip(answers) {
        let pages = answer["pages"].as_array().expect("pages").iter().map(|page| page.as_str().expect("an address"));
        let found: BTreeSet<String> = pages.filter(|page| !page.is_empty()).map(str::to_owned).collect();
        assert_eq!(found, holding(&texts, query), "{query}");
        let unmarked = answer["marked"].as_array().expect("marks").iter().filter(|count| **count == 0).count();
        assert_eq!(unmarked, 0, "{query}: sentences without the query");
    }
}

#[test]
fn queries_that_nothing_holds_find_nothing() {
    let made = Portal::of("grain").make();
    let Some(answers) = answers(&made, "zh", &["\u{9f98}\u{9f98}\u{9f98}", "zzzzzz", "98765.4321"]) else { return };
    for answer in answers {
        assert_eq!(answer["pages"].as_array().map(Vec::len), Some(0), "{answer}");
    }
}
