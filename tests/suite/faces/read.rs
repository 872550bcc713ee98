//! Pages and files as a reader of them finds them: figures with their drawings, tables and
//! links, and the cells of files. Nothing here knows how they were made.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

pub type Files = BTreeMap<String, Vec<u8>>;

/// A chart on a page.
#[derive(Debug, Default)]
pub struct Shown {
    pub id: String,
    pub title: String,
    pub sub: String,
    /// What the drawings say of themselves.
    pub descriptions: Vec<String>,
    /// The drawings: of phones and of desks.
    pub drawings: Vec<String>,
    pub kind: String,
    pub heads: Vec<String>,
    pub rows: Vec<Line>,
    /// Of a tile map: the address that a tile leads to, and what it says.
    pub tiles: Vec<(String, String)>,
    /// Its table as a file, and the name under which it and the drawing are in an archive.
    pub csv: Option<String>,
    pub name: String,
}

/// A row of a table.
#[derive(Debug)]
pub struct Line {
    pub head: String,
    /// The path of the page that its head leads to.
    pub link: Option<String>,
    pub whole: bool,
    pub cells: Vec<Cell>,
}

#[derive(Debug)]
pub struct Cell {
    pub text: String,
    pub number: bool,
}

pub fn text<'a>(files: &'a Files, path: &str) -> Option<&'a str> {
    std::str::from_utf8(files.get(path)?).ok()
}

/// The language of a page, by its path.
pub fn lang_of(path: &str) -> Option<usize> {
    ["zh", "en"].iter().position(|lang| path.starts_with(&format!("{lang}/")))
}

/// The path that a link on a page leads to, without its anchor.
pub fn resolve(page: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What stands between two marks, the first time after which the rest begins.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)? + from.len();
    let end = text[start..].find(to)? + start;
    Some(&text[start..end])
}

/// All that stands between two marks.
pub fn all_between<'a>(mut text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    while let Some(start) = text.find(from) {
        let rest = &text[start + from.len()..];
        let Some(end) = rest.find(to) else { break };
        found.push(&rest[..end]);
        text = &rest[end..];
    }
    found
}

/// Text without tags, its entities read.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |text, (name, sign)| text.replace(name, sign)).trim().to_owned()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    between(tag, &format!("{name}=\""), "\"")
}

/// The charts of a page.
pub fn shown(page: &str, html: &str) -> Vec<Shown> {
    all_between(html, "<figure class=\"figure\"", "</figure>").into_iter().map(|block| figure(page, block)).collect()
}

fn figure(page: &str, block: &str) -> Shown {
    let mut shown = Shown {
        id: attribute(block, "id").unwrap_or_default().to_owned(),
        title: plain(between(block, "<p class=\"figure-title\">", "</p>").unwrap_or_default()),
        sub: plain(between(block, "<p class=\"figure-sub\">", "</p>").unwrap_or_default()),
        ..Shown::default()
    };
    for drawing in all_between(block, "<svg ", "</svg>") {
        shown.kind = between(drawing, "class=\"chart ", " ").unwrap_or_default().to_owned();
        shown.descriptions.push(plain(&format!("<desc{}", between(drawing, "<desc", "</desc>").unwrap_or_default())));
        shown.drawings.push(drawing.to_owned());
    }
    if let Some(tiles) = between(block, "<ol class=\"tiles\">", "</ol>") {
        shown.kind = "tiles".to_owned();
        for tile in all_between(tiles, "<li ", "</li>") {
            let link = attribute(tile, "href").map(|href| resolve(page, href)).unwrap_or_default();
            shown.tiles.push((link, plain(between(tile, "<small>", "</small>").unwrap_or_default())));
        }
    }
    if let Some(table) = between(block, "<table", "</table>") {
        (shown.heads, shown.rows) = rows(page, table);
    }
    shown.csv = between(block, "href=\"data:text/csv;charset=utf-8,", "\"").map(unescaped);
    shown.name = between(block, " download=\"", ".csv\"").unwrap_or_default().to_owned();
    shown
}

/// What an address holds in itself.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let code = (byte == b'%').then(|| [rest.next().unwrap_or(b'?'), rest.next().unwrap_or(b'?')]);
        let read = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(&code).ok()?, 16).ok());
        bytes.push(read.unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Heads and rows of a table.
pub fn rows(page: &str, table: &str) -> (Vec<String>, Vec<Line>) {
    let head = between(table, "<thead>", "</thead>").unwrap_or_default();
    let heads = all_between(head, "<th ", "</th>").into_iter().map(|th| plain(&format!("<th {th}"))).collect();
    let body = table.split("</thead>").nth(1).unwrap_or_default();
    let rows = all_between(body, "<tr", "</tr>")
        .into_iter()
        .map(|row| {
            let head = between(row, "<th", "</th>").unwrap_or_default();
            let cells = all_between(row, "<td", "</td>").into_iter().map(|cell| {
                let tag = cell.split('>').next().unwrap_or_default();
                let kept = format!("<td{}", cell.split("<sup>").next().unwrap_or_default());
                Cell { text: plain(&kept), number: !tag.contains("none") }
            });
            Line {
                head: plain(&format!("<th{head}")),
                link: attribute(head, "href").map(|href| resolve(page, href)),
                whole: row.starts_with(" class=\"total\""),
                cells: cells.collect(),
            }
        })
        .collect();
    (heads, rows)
}

/// The texts of a drawing with the class of each.
pub fn drawn(svg: &str) -> Vec<(String, String)> {
    all_between(svg, "<text ", "</text>")
        .into_iter()
        .map(|text| (attribute(text, "class").unwrap_or_default().to_owned(), plain(&format!("<text {text}"))))
        .collect()
}

/// The cells of a file of comma-separated values, heads first.
pub fn cells(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default()).collect()
}

/// The numerals of a text, without the commas between thousands.
pub fn numerals(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (matches!(c, '.' | ',') && !run.is_empty()) {
            run.push(c);
        } else if !run.is_empty() {
            found.push(run.trim_end_matches(['.', ',']).replace(',', ""));
            run.clear();
        }
    }
    found
}

/// Whether a number of a drawing or sentence is one of a table: the same, or the same with
/// fewer decimals, rounded.
pub fn stands_for(shown: &str, printed: &str) -> bool {
    let (Ok(value), Ok(whole)) = (shown.parse::<Decimal>(), printed.parse::<Decimal>()) else {
        return shown == printed;
    };
    let rounded = || whole.round_dp_with_strategy(value.scale(), RoundingStrategy::MidpointAwayFromZero);
    shown == printed || (1..whole.scale()).contains(&value.scale()) && rounded() == value
}
