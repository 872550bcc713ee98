//! The files of the index: a head that says which pages there are, shards of terms, of
//! texts, and of figures.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value as Json, json};

use super::fold::{Folding, tokens};
use super::postings::{Postings, number};
use super::{IndexFile, SearchablePage, SearchableSite, in_order, pinyin};

/// About how large a shard of terms is; half of it when compressed.
const TERMS: usize = 6_000;
/// About how large a shard of texts or figures is; a third of it when compressed.
const TEXTS: usize = 9_000;
/// About how large a shard of the way from units to pages is; half of it when compressed.
const UNITS: usize = 24_000;

/// A distinct block with the pages that hold it.
struct IndexUnit<'a> {
    text: &'a str,
    heading: bool,
    pages: Vec<u32>,
}

/// The files of the index of a language. The same pages give the same bytes.
pub fn files(site: &SearchableSite<'_>) -> Vec<IndexFile> {
    let pages = in_order(site);
    let units = units(&pages);
    let folding = Folding::default();
    let mut used: HashSet<char> = HashSet::new();
    let mut postings = Postings::default();
    let mut folded: Vec<char> = Vec::new();
    for (number, unit) in (0..).zip(&units) {
        folded.clear();
        folded.extend(unit.text.chars().map(|c| folding.fold(c)));
        used.extend(&folded);
        postings.enter(number, &tokens(&folded));
    }
    let terms = postings.shards(TERMS);
    let (starts, texts) = text_shards(&units);
    let (unit_starts, unit_pages) = runs(&units);
    let (figure_shards, figures) = figure_shards(site, &pages);
    let simplified: String =
        Folding::pairs().filter(|(_, to)| used.contains(to)).flat_map(|(from, to)| [from, to]).collect();
    let mut head = json!({
        "kinds": site.kinds,
        "perKind": (0..site.kinds.len())
            .map(|kind| pages.iter().filter(|page| page.kind == kind).count())
            .collect::<Vec<_>>(),
        "titles": pages.iter().map(|page| page.text.title.as_str()).collect::<Vec<_>>().join("\n"),
        "addresses": pages.iter().map(|page| page.address).collect::<Vec<_>>().join("\n"),
        "places": site.places,
        "placeOf": numbers(pages.iter().map(|page| page.place.map_or(0, |place| place + 1))),
        "yearOf": numbers(pages.iter().map(|page| page.year.map_or(0, usize::from))),
        "named": numbers(pages.iter().map(|page| usize::from(page.named))),
        "headings": units.iter().filter(|unit| unit.heading).count(),
        "units": unit_starts,
        "terms": terms.len(),
        "texts": starts,
        "figures": figure_shards,
        "simplified": simplified,
        "pronounced": site.pronounced,
    });
    let mut files: Vec<IndexFile> = Vec::new();
    let shards = [("terms", terms), ("units", unit_pages), ("texts", texts), ("figures", figures)];
    for (kind, shards) in shards {
        let of_kind = shards.into_iter().enumerate();
        files.extend(of_kind.map(|(at, text)| file(&format!("{kind}/{at}"), &Json::String(text))));
    }
    if site.pronounced {
        files.push(file("readings", &Json::String(readings(site, &pages).join(" "))));
    }
    head["stamp"] = Json::String(stamp(&files));
    files.push(file("head", &head));
    files
}

/// The file that hands a value over under its name.
fn file(name: &str, value: &Json) -> IndexFile {
    IndexFile { path: format!("{name}.js"), text: format!("gongbaoSearch({},{value});\n", json!(name)) }
}

/// Names the shards of one state of the site, so that a browser never joins those of two.
fn stamp(files: &[IndexFile]) -> String {
    let bytes = files.iter().flat_map(|file| file.text.bytes());
    let hash = bytes
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    format!("{hash:016x}")
}

/// The distinct blocks: headings first; then those of the same pages together, so that the
/// way from units to pages is short.
fn units<'a>(pages: &[&'a SearchablePage<'a>]) -> Vec<IndexUnit<'a>> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut units: Vec<IndexUnit<'a>> = Vec::new();
    for (number, page) in (0..).zip(pages) {
        for block in &page.text.blocks {
            let at = *numbers.entry(&block.text).or_insert_with(|| {
                units.push(IndexUnit { text: &block.text, heading: false, pages: Vec::new() });
                units.len() - 1
            });
            let unit = &mut units[at];
            unit.heading |= block.heading;
            if unit.pages.last() != Some(&number) {
                unit.pages.push(number);
            }
        }
    }
    units.sort_by(|a, b| (!a.heading, &a.pages).cmp(&(!b.heading, &b.pages)));
    units
}

/// From units to pages: how many units in a row have the same pages, and these as ranges;
/// cut into shards, with the first unit of each.
fn runs(units: &[IndexUnit<'_>]) -> (Vec<usize>, Vec<String>) {
    let (mut starts, mut shards) = (vec![0], vec![String::new()]);
    let mut at = 0;
    for run in units.chunk_by(|a, b| a.pages == b.pages) {
        if shards.last().is_some_and(|shard| shard.len() > UNITS) {
            starts.push(at);
            shards.push(String::new());
        }
        if let (Some(out), Some(unit)) = (shards.last_mut(), run.first()) {
            write_run(out, run.len(), &unit.pages);
        }
        at += run.len();
    }
    (starts, shards)
}

fn write_run(out: &mut String, length: usize, pages: &[u32]) {
    let ranges: Vec<&[u32]> = pages.chunk_by(|a, b| a + 1 == *b).collect();
    number(out, u32::try_from(length).unwrap_or(u32::MAX));
    number(out, u32::try_from(ranges.len()).unwrap_or(u32::MAX));
    let mut after = 0;
    for range in ranges {
        let (Some(first), Some(last)) = (range.first(), range.last()) else { continue };
        number(out, first - after);
        number(out, last - first);
        after = last + 1;
    }
}

/// The texts of units, cut into shards, and the first unit of each.
fn text_shards(units: &[IndexUnit<'_>]) -> (Vec<usize>, Vec<String>) {
    let mut starts = Vec::new();
    let mut shards: Vec<String> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        match shards.last_mut().filter(|shard| shard.len() + unit.text.len() < TEXTS) {
            Some(shard) => {
                shard.push('\n');
                shard.push_str(unit.text);
            }
            None => {
                starts.push(at);
                shards.push(unit.text.to_owned());
            }
        }
    }
    (starts, shards)
}

/// The figures, those of a place together, and the shard of each place.
fn figure_shards(site: &SearchableSite<'_>, pages: &[&SearchablePage<'_>]) -> (BTreeMap<usize, usize>, Vec<String>) {
    let numbers: HashMap<&str, usize> = pages.iter().enumerate().map(|(at, page)| (page.address, at)).collect();
    let mut lines: BTreeMap<usize, String> = BTreeMap::new();
    for figure in &site.figures {
        let Some(page) = numbers.get(figure.address) else { continue };
        let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
        let line = lines.entry(figure.place).or_default();
        let fields = [&figure.place.to_string(), &page.to_string(), figure.anchor, &year, &figure.text, &figure.source];
        line.push_str(&fields.map(|field| field.replace(['\t', '\n'], " ")).join("\t"));
        line.push('\n');
    }
    let mut shards: Vec<String> = Vec::new();
    let mut of_place = BTreeMap::new();
    for (place, lines) in lines {
        match shards.last_mut().filter(|shard| shard.len() + lines.len() < TEXTS) {
            Some(shard) => shard.push_str(&lines),
            None => shards.push(lines),
        }
        of_place.insert(place, shards.len() - 1);
    }
    (of_place, shards)
}

fn numbers(values: impl Iterator<Item = usize>) -> String {
    let mut out = String::new();
    for value in values {
        number(&mut out, u32::try_from(value).unwrap_or(u32::MAX));
    }
    out
}

fn readings(site: &SearchableSite<'_>, pages: &[&SearchablePage<'_>]) -> Vec<String> {
    let titles = pages.iter().filter(|page| page.named).map(|page| page.text.title.as_str());
    pinyin::readings(titles.chain(site.places.iter().flatten().map(String::as_str)))
}
