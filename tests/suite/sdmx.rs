//! The messages of SDMX: every figure of the package is in them, once, with its digits.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::portal::{Made, Portal};

/// The rows of a table by the values of their columns.
fn rows(made: &Made, path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(made.page(path).as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let row = |row: csv::StringRecord| heads.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn tables(made: &Made) -> Vec<BTreeMap<String, String>> {
    let paths = made.files.keys().filter(|path| path.starts_with("data/sdmx/") && path.ends_with(".csv"));
    paths.flat_map(|path| rows(made, path)).collect()
}

const KEYS: [&str; 6] = ["REF_AREA", "INDICATOR", "BREAKDOWN", "NATURE", "STATEMENT", "TIME_PERIOD"];

#[test]
fn every_figure_is_an_observation_with_its_digits() {
    for name in ["base", "grain", "series", "tables"] {
        let made = Portal::of(name).make();
        let observations = tables(&made);
        let figures = rows(&made, "data/package/observations.csv");
        assert_eq!(observations.len(), figures.len(), "{name}");
        let by_id: BTreeMap<&str, _> = observations.iter().map(|row| (row["FIGURE"].as_str(), row)).collect();
        for figure in &figures {
            let row = by_id[figure["id"].as_str()];
            for (column, component) in
                [("value", "OBS_VALUE"), ("value_high", "VALUE_HIGH"), ("status", "STATUS"), ("unit", "UNIT_MEASURE")]
            {
                assert_eq!(figure[column], row[component], "{name}: {}", figure["id"]);
            }
            let hidden = figure["status"] == "masked";
            assert_eq!(row["CONF_STATUS"], if hidden { "N" } else { "F" }, "{name}: {}", figure["id"]);
        }
        let key = |row: &BTreeMap<String, String>| KEYS.map(|key| row.get(key).cloned().unwrap_or_default());
        let keys: BTreeSet<_> = observations.iter().map(key).collect();
        assert_eq!(keys.len(), observations.len(), "{name}: two observations have one key");
    }
}

#[test]
fn the_structure_has_every_code_in_both_languages() {
    let made = Portal::of("series").make();
    let structure = made.page("data/sdmx/structure.xml");
    for row in tables(&made) {
        for (column, list) in [
            ("REF_AREA", "CL_AREA"),
            ("INDICATOR", "CL_INDICATOR"),
            ("OBS_STATUS", "CL_OBS_STATUS"),
            ("QUALIFIER", "CL_QUALIFIER"),
            ("SOURCE_DOC", "CL_DOCUMENT"),
            ("BREAKDOWN", "CL_BREAKDOWN"),
        ] {
            let code = format!(":{list}(1.0).{}\">", row[column]);
            let (_, names) = structure.split_once(&code).unwrap_or_else(|| panic!("no {code}"));
            assert!(names.starts_with("<com:Name xml:lang=\"zh\">"), "{code}");
        }
    }
}

#[test]
fn json_has_the_same_observations_by_position() {
    let made = Portal::of("series").make();
    let json: Json = serde_json::from_str(made.page("data/sdmx/bridges.json")).expect("JSON");
    let sets = json["data"]["dataSets"].as_array().expect("sets");
    let all: usize = sets.iter().map(|set| set["observations"].as_object().expect("observations").len()).sum();
    assert_eq!(all, tables(&made).len());
    let dimensions = json["data"]["structures"][0]["dimensions"]["observation"].as_array().expect("dimensions");
    for (key, cells) in sets[0]["observations"].as_object().expect("observations") {
        let codes = key.split(':').zip(dimensions).map(|(position, dimension)| {
            let value = &dimension["values"][position.parse::<usize>().expect("a position")];
            let code = value["id"].as_str().or(value["value"].as_str()).expect("a code");
            (dimension["id"].as_str().expect("an id"), code)
        });
        let codes: BTreeMap<&str, &str> = codes.collect();
        let same = |row: &BTreeMap<String, String>| {
            codes.iter().all(|(id, code)| row.get(*id).map(String::as_str) == Some(*code))
        };
        let row = tables(&made).into_iter().find(same).unwrap_or_else(|| panic!("no row for {codes:?}"));
        let value = cells[0].as_f64().map(|value| value.to_string()).unwrap_or_default();
        assert_eq!(value.parse::<f64>().ok(), row["OBS_VALUE"].parse::<f64>().ok(), "{codes:?}");
    }
}
