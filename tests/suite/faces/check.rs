//! Holds every face of every figure against the data files.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::chart;
use super::read::{Files, Shown, all_between, between, cells, lang_of, numerals, plain, resolve, rows, shown, text};
use super::truth::Truth;

/// What was looked at, and what does not agree.
pub struct Found {
    pub charts: usize,
    pub wrong: Vec<String>,
}

/// A page for other sites shows charts of the page of its indicator, and has no file of its own.
fn embedded(charts: &BTreeMap<&str, Vec<Shown>>, path: &str, wrong: &mut Vec<String>) {
    let Some((lang, rest)) = path.split_once("/embed/") else { return };
    let (programme, indicator) = rest.strip_suffix("/index.html").and_then(|rest| rest.rsplit_once('/')).map_or_else(
        || (String::new(), rest.trim_end_matches("/index.html")),
        |(programme, indicator)| (format!("{programme}/"), indicator),
    );
    let page = format!("{lang}/{programme}indicators/{indicator}/index.html");
    let Some(whole) = charts.get(page.as_str()) else { return wrong.push(format!("{path}: there is no {page}")) };
    for one in &charts[path] {
        let same = whole.iter().any(|other| {
            (&other.id, &other.title, &other.sub, &other.drawings) == (&one.id, &one.title, &one.sub, &one.drawings)
        });
        if !same {
            wrong.push(format!("{path} {}: is no chart of {page}", one.id));
        }
    }
}

pub fn differences(files: &Files) -> Found {
    let mut wrong = Vec::new();
    let truth = Truth::read(files, &mut wrong);
    let html: Vec<(&str, usize, &str)> = files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .filter_map(|path| Some((path.as_str(), lang_of(path)?, text(files, path)?)))
        .collect();
    let charts: BTreeMap<&str, Vec<Shown>> = html.iter().map(|(path, _, page)| (*path, shown(path, page))).collect();
    for (path, lang, page) in &html {
        if path.contains("/embed/") {
            embedded(&charts, path, &mut wrong);
            continue;
        }
        for one in &charts[path] {
            chart::check(&truth, files, path, *lang, one, &mut wrong);
        }
        marked(&truth, path, *lang, page, &mut wrong);
        heat_tables(&truth, path, *lang, page, &mut wrong);
        findings(&charts, path, page, &mut wrong);
    }
    languages(&charts, &mut wrong);
    for path in files.keys().filter(|path| path.starts_with("data/compare/")) {
        comparison(&truth, path, text(files, path).unwrap_or_default(), &mut wrong);
    }
    Found { charts: charts.values().map(Vec::len).sum(), wrong }
}

/// A value marked for machines in a table is printed as the data files print it. Figures in
/// prose are in the words of their document.
fn marked(truth: &Truth, path: &str, lang: usize, page: &str, wrong: &mut Vec<String>) {
    for cell in all_between(page, "<td", "</td>") {
        let opened = cell.split_once('>').and_then(|(_, inner)| inner.strip_prefix("<data value=\""));
        let Some((value, printed)) = opened.and_then(|data| data.split("</data>").next()?.split_once("\">")) else {
            continue;
        };
        let printed = plain(printed);
        if !truth.all.iter().any(|(known, texts)| known == value && texts[lang] == printed) {
            wrong.push(format!("{path}: {printed} stands for {value}, which no file says"));
        }
    }
}

/// The tables of a year.
fn heat_tables(truth: &Truth, path: &str, lang: usize, page: &str, wrong: &mut Vec<String>) {
    let Some(rest) = path.split("/compare/").nth(1) else { return };
    let Some(year) = rest.split('/').find_map(|part| part.parse::<u16>().ok()) else { return };
    for table in all_between(page, "<table class=\"heat\">", "</table>") {
        let (heads, lines) = rows(path, table);
        for (line, (head, cell)) in lines
            .iter()
            .flat_map(|line| line.cells.iter().enumerate().map(move |c| (line, c)))
            .map(|(line, (column, cell))| (line, (heads.get(column + 1), cell)))
        {
            let indicator = head.and_then(|head| truth.indicator_of(head, lang));
            let place = line.link.as_deref().and_then(|link| chart::named(link, "cities"));
            // A place without a page in this part of the site states nothing there.
            if line.link.is_none() && !cell.number {
                continue;
            }
            let (Some(indicator), Some(place)) = (indicator, place) else {
                wrong.push(format!("{path}: a cell of {} is of nothing that is known", line.head));
                continue;
            };
            let known = truth.figures(indicator, place, year);
            let agrees = match cell.number {
                true => known.iter().any(|figure| figure.exact.is_some() && figure.printed[lang] == cell.text),
                false => known.iter().all(|figure| figure.exact.is_none()) && !cell.text.is_empty(),
            };
            if !agrees {
                wrong.push(format!("{path}: {indicator}, {place}: {} is not in the data", cell.text));
            }
        }
    }
}

/// A finding says what the chart says to which it leads; the first sentence of an
/// indicator's page is the title of one of its charts.
fn findings(charts: &BTreeMap<&str, Vec<Shown>>, path: &str, page: &str, wrong: &mut Vec<String>) {
    let lede = plain(between(page, "<p class=\"lede\">", "</p>").unwrap_or_default());
    let of_indicator = path.contains("/indicators/") && !charts[path].is_empty();
    if of_indicator && !charts[path].iter().any(|chart| lede.contains(&chart.title)) {
        wrong.push(format!("{path}: `{lede}` is the title of none of its charts"));
    }
    for finding in all_between(page, "<li class=\"finding\">", "</li>") {
        let href = between(finding, "href=\"", "\"").unwrap_or_default();
        let id = href.split('#').nth(1).unwrap_or_default();
        let there = charts.get(resolve(path, href).as_str());
        let Some(chart) = there.and_then(|charts| charts.iter().find(|chart| chart.id == id)) else {
            wrong.push(format!("{path}: no chart at {href}"));
            continue;
        };
        let sentence = plain(finding.rsplit("<p>").next().unwrap_or_default());
        if !sentence.contains(&chart.title) {
            wrong.push(format!("{path}: `{sentence}` is not what the chart says: {}", chart.title));
        }
        let big = numerals(&plain(between(finding, "class=\"big\">", "<small>").unwrap_or_default()));
        let said = numerals(&chart.title);
        if big.is_empty() || big.iter().any(|numeral| !said.contains(numeral)) {
            wrong.push(format!("{path}: the number {big:?} is not in `{}`", chart.title));
        }
    }
}

/// Both languages of a page draw the same numbers.
fn languages(charts: &BTreeMap<&str, Vec<Shown>>, wrong: &mut Vec<String>) {
    let numbers = |chart: &Shown| -> Option<Vec<Vec<Decimal>>> {
        let table = cells(chart.csv.as_deref()?);
        let row = |row: &Vec<String>| row.iter().skip(1).filter_map(|cell| cell.parse().ok()).collect();
        Some(table.iter().skip(1).map(row).collect())
    };
    for (path, here) in charts.iter().filter(|(path, _)| path.starts_with("zh/")) {
        let other = format!("en/{}", &path[3..]);
        for chart in here {
            let Some(there) = charts.get(other.as_str()).and_then(|all| all.iter().find(|one| one.id == chart.id))
            else {
                continue;
            };
            if chart.kind != there.kind || numbers(chart) != numbers(there) {
                wrong.push(format!("{path}: {} differs from the same figure in the other language", chart.id));
            }
        }
    }
}

/// The file of the reader's own comparison.
fn comparison(truth: &Truth, path: &str, script: &str, wrong: &mut Vec<String>) {
    let lang = usize::from(path.ends_with("-en.js"));
    let json = script.trim_start_matches("window.gongbaoComparison=").trim_end().trim_end_matches(';');
    let Ok(data) = serde_json::from_str::<Json>(json) else {
        return wrong.push(format!("{path} cannot be read"));
    };
    for indicator in data["indicators"].as_array().into_iter().flatten() {
        let id = indicator["id"].as_str().unwrap_or_default();
        for (year, places) in indicator["years"].as_object().into_iter().flatten() {
            for (place, value) in places.as_object().into_iter().flatten() {
                let known = truth.figures(id, place, year.parse().unwrap_or(0));
                let agrees = known.iter().any(|figure| {
                    let plain = figure.ranked().map(|value| value.to_string());
                    value[0] == figure.printed[lang]
                        && value[1].as_str().map(str::to_owned) == plain
                        && value[2] == figure.status
                        && value[3] == figure.qualifier
                });
                if !agrees {
                    wrong.push(format!("{path}: {id}, {place}, {year}: {value} is not in the data"));
                }
            }
        }
    }
}
