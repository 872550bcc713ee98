//! What the data files say, in a form in which everything else can be held against it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::read::{Files, cells, text};

/// A figure as the file of its indicator gives it.
#[derive(Clone, Debug)]
pub struct Figure {
    pub exact: Option<Decimal>,
    pub upper: Option<Decimal>,
    pub status: String,
    pub qualifier: String,
    pub version: Option<u64>,
    /// In Chinese and in English.
    pub printed: [String; 2],
}

impl Figure {
    /// What may be put in an order with others.
    pub fn ranked(&self) -> Option<Decimal> {
        self.exact.filter(|_| self.status != "not-comparable")
    }

    /// What may be subtracted.
    pub fn certain(&self) -> Option<Decimal> {
        self.ranked().filter(|_| self.qualifier == "exact" && self.status != "approx")
    }

    /// Whether it surely is on the wanted side of a value, or surely is not.
    pub fn meets(&self, target: Decimal, higher: bool) -> Option<bool> {
        let value = self.ranked()?;
        let (low, high) = match self.qualifier.as_str() {
            "exact" if self.status != "approx" => (Some((value, false)), Some((value, false))),
            "at-least" => (Some((value, false)), None),
            "more-than" => (Some((value, true)), None),
            "at-most" => (None, Some((value, false))),
            "less-than" => (None, Some((value, true))),
            "range" => (Some((value, false)), self.upper.map(|upper| (upper, false))),
            _ => return None,
        };
        if higher {
            match (low, high) {
                (Some((low, _)), _) if low >= target => Some(true),
                (_, Some((high, open))) if high < target || (open && high == target) => Some(false),
                _ => None,
            }
        } else {
            match (low, high) {
                (_, Some((high, _))) if high <= target => Some(true),
                (Some((low, open)), _) if low > target || (open && low == target) => Some(false),
                _ => None,
            }
        }
    }
}

#[derive(Debug, Default)]
pub struct Indicator {
    /// In Chinese and in English.
    pub names: [String; 2],
    pub higher: Option<bool>,
    /// Targets of all places that fit the wanted direction: the year from which, the value.
    pub targets: Vec<(Option<u64>, Decimal)>,
}

#[derive(Debug, Default)]
pub struct Truth {
    pub indicators: BTreeMap<String, Indicator>,
    /// Undivided measurements by indicator, place and year.
    figures: BTreeMap<(String, String, u16), Vec<Figure>>,
    /// Every value with the words for it, in Chinese and in English.
    pub all: Vec<(String, [String; 2])>,
    /// Short and full names of places, in Chinese and in English.
    places: [BTreeMap<String, String>; 2],
}

impl Truth {
    /// Reads the files of the indicators; tells what in them does not agree.
    pub fn read(files: &Files, wrong: &mut Vec<String>) -> Truth {
        let mut truth = Truth::default();
        let cities = cells(text(files, "data/package/cities.csv").unwrap_or_default());
        let column = |name: &str| cities.first().and_then(|heads| heads.iter().position(|head| head == name));
        for row in cities.iter().skip(1) {
            for (lang, heads) in [["name_zh", "short_zh"], ["name_en", "short_en"]].iter().enumerate() {
                for head in heads.iter().filter_map(|head| column(head)) {
                    truth.places[lang].insert(row[head].clone(), row[column("slug").unwrap_or(0)].clone());
                }
            }
        }
        let package = cells(text(files, "data/package/observations.csv").unwrap_or_default());
        for path in files.keys().filter(|path| path.starts_with("data/cities/")) {
            for row in cells(text(files, path).unwrap_or_default()).iter().filter(|row| !package.contains(row)) {
                wrong.push(format!("{path}: the package has no such row as {row:?}"));
            }
        }
        let mut rows = 0;
        for path in files.keys().filter(|path| path.starts_with("data/indicators/") && path.ends_with(".json")) {
            if let Some(stem) = path.strip_suffix(".json").filter(|_| !path.ends_with("metadata.json")) {
                rows += truth.indicator(files, stem, &package, wrong);
            }
        }
        if rows + 1 != package.len() {
            wrong.push(format!("the package has {} figures, the files of indicators {rows}", package.len()));
        }
        truth
    }

    /// One indicator: CSV and JSON must say the same, and the package too.
    fn indicator(&mut self, files: &Files, stem: &str, package: &[Vec<String>], wrong: &mut Vec<String>) -> usize {
        let json: Json =
            serde_json::from_str(text(files, &format!("{stem}.json")).unwrap_or("null")).unwrap_or_default();
        let csv = cells(text(files, &format!("{stem}.csv")).unwrap_or_default());
        let (def, observations) = (&json["indicator"], json["observations"].as_array().cloned().unwrap_or_default());
        let id = def["id"].as_str().unwrap_or_default().to_owned();
        let both = |value: &Json| ["zh", "en"].map(|lang| value[lang].as_str().unwrap_or_default().to_owned());
        let decimal = |value: &Json| value.as_str().and_then(|text| text.parse::<Decimal>().ok());
        let higher = match def["direction"].as_str() {
            Some("higher") => Some(true),
            Some("lower") => Some(false),
            _ => None,
        };
        let wanted = if higher == Some(true) { "at-least" } else { "at-most" };
        let targets = def["targets"].as_array().into_iter().flatten();
        let targets = targets.filter(|target| target["operator"] == wanted && target["city"].is_null());
        let targets = targets.filter_map(|target| Some((target["from_year"].as_u64(), decimal(&target["value"])?)));
        let entry = Indicator { names: both(&def["names"]), higher, targets: targets.collect() };
        self.indicators.insert(id.clone(), entry);
        if csv.len() != observations.len() + 1 || csv.is_empty() {
            wrong.push(format!("{stem}: CSV and JSON have different numbers of figures"));
            return csv.len().saturating_sub(1);
        }
        for (row, observation) in csv[1..].iter().zip(&observations) {
            if !package.contains(row) {
                wrong.push(format!("{stem}.csv: the package has no such row as {row:?}"));
            }
            for (head, cell) in csv[0].iter().zip(row) {
                if !same_cell(cell, &observation[head]) {
                    wrong.push(format!("{stem}: CSV says `{cell}` for {head}, JSON {}", observation[head]));
                }
            }
            let number = |name: &str| csv[0].iter().position(|head| head == name).and_then(|at| row[at].parse().ok());
            let exact = decimal(&observation["value_exact"]);
            if exact != number("value").or(number("value_low")) {
                wrong.push(format!("{stem}: the exact value {exact:?} is not that of {row:?}"));
            }
            let figure = Figure {
                exact,
                upper: number("value_high"),
                status: observation["status"].as_str().unwrap_or_default().to_owned(),
                qualifier: observation["qualifier"].as_str().unwrap_or_default().to_owned(),
                version: observation["definition_version"].as_u64(),
                printed: both(&observation["printed"]),
            };
            if let Some(exact) = figure.exact {
                check_printed(stem, &figure, exact, wrong);
            }
            let value = observation["value_exact"].as_str().or(observation["time_of_day"].as_str());
            self.all.push((value.unwrap_or_default().to_owned(), figure.printed.clone()));
            let whole = observation["breakdown"].is_null() && observation["nature"] == "measured";
            let year = observation["year"].as_u64().filter(|_| whole && observation["year_from"].is_null());
            if let Some(year) = year.and_then(|year| u16::try_from(year).ok()) {
                let place = observation["city"].as_str().unwrap_or_default().to_owned();
                self.figures.entry((id.clone(), place, year)).or_default().push(figure);
            }
        }
        observations.len()
    }

    /// The figures that may stand for a place in a year.
    pub fn figures(&self, indicator: &str, place: &str, year: u16) -> &[Figure] {
        self.figures.get(&(indicator.to_owned(), place.to_owned(), year)).map_or(&[], Vec::as_slice)
    }

    /// The indicator whose name a text begins with.
    pub fn indicator_of(&self, text: &str, lang: usize) -> Option<&str> {
        let named = self.indicators.iter().filter(|(_, indicator)| text.starts_with(&indicator.names[lang]));
        named.max_by_key(|(_, indicator)| indicator.names[lang].len()).map(|(id, _)| id.as_str())
    }

    pub fn place_named(&self, name: &str, lang: usize) -> Option<&str> {
        self.places[lang].get(name).map(String::as_str)
    }
}

fn same_cell(cell: &str, json: &Json) -> bool {
    match json {
        Json::Null => cell.is_empty(),
        Json::String(text) => text == cell,
        Json::Bool(truth) => cell == truth.to_string(),
        Json::Number(number) => cell.parse::<f64>().ok() == number.as_f64(),
        _ => false,
    }
}

/// A printed number, scaled by the word after it, is the exact one.
fn check_printed(stem: &str, figure: &Figure, exact: Decimal, wrong: &mut Vec<String>) {
    for printed in &figure.printed {
        // A ratio prints two numbers of which one is the value.
        if printed.contains([':', '∶']) {
            continue;
        }
        let found = super::read::numerals(printed);
        let scales = ["万", "亿", "thousand", "million", "billion"];
        let factors = [10_000_i64, 100_000_000, 1_000, 1_000_000, 1_000_000_000];
        let factor =
            scales.iter().zip(factors).find(|(word, _)| printed.contains(**word)).map_or(1, |(_, factor)| factor);
        let scaled = |numeral: &String| numeral.parse::<Decimal>().ok()?.checked_mul(factor.into());
        let values: Vec<Decimal> = found.iter().filter_map(scaled).collect();
        if !values.contains(&exact.abs()) && !values.contains(&Decimal::from_i128_with_scale(0, 0)) && !found.is_empty()
        {
            wrong.push(format!("{stem}: {printed} is not {exact}"));
        }
    }
}
