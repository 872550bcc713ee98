//! One figure, many faces: drawing, table, file of the chart, file of the indicator, JSON,
//! sentence, the other language. Every chart of every page is held against the data files.

mod chart;
mod check;
mod read;
mod truth;

use check::differences;
use read::Files;

use crate::portal::{Portal, make, project, unpacked};

fn files_of(name: &str) -> Files {
    with_archives(Portal::of(name).make().files)
}

/// The archives of charts are unpacked beside them.
fn with_archives(mut files: Files) -> Files {
    let archives = files.iter().filter(|(path, _)| path.starts_with("data/figures/"));
    let inside: Vec<(String, String)> = archives.flat_map(|(path, bytes)| unpacked(path, bytes)).collect();
    files.extend(inside.into_iter().map(|(name, text)| (format!("data/figures/{name}"), text.into_bytes())));
    files
}

#[test]
fn every_figure_says_the_same_everywhere() {
    let found = differences(&with_archives(make(project()).files));
    assert!(found.wrong.is_empty(), "{}", found.wrong.join("\n"));
    assert!(found.charts > 200, "only {} charts were looked at", found.charts);
}

#[test]
fn every_figure_of_small_portals_says_the_same_everywhere() {
    for name in ["base", "grain", "series"] {
        let found = differences(&files_of(name));
        assert!(found.wrong.is_empty(), "{name}:\n{}", found.wrong.join("\n"));
        assert!(found.charts > 0 || name == "base", "{name} has no chart");
    }
}

/// A change of one face that a reader would be misled by.
struct Slip {
    path: &'static str,
    from: &'static str,
    to: &'static str,
}

#[test]
fn a_difference_in_any_face_is_found() {
    let files = files_of("series");
    let indicator = "zh/indicators/sound-bridges/index.html";
    for slip in [
        Slip { path: indicator, from: "<td class=\"num\">81.5%", to: "<td class=\"num\">81.6%" },
        Slip { path: indicator, from: "figure-title\">6个市", to: "figure-title\">5个市" },
        Slip { path: indicator, from: ">90.0%</text>", to: ">90.1%</text>" },
        Slip { path: indicator, from: "最高丁市90.0%", to: "最高丁市90.1%" },
        Slip { path: indicator, from: "最高丁市90.0%", to: "最高甲市80.0%" },
        Slip { path: indicator, from: "<small>80.0%", to: "<small>80.5%" },
        Slip { path: indicator, from: "<data value=\"81.5\">81.5%", to: "<data value=\"81.5\">81.4%" },
        Slip { path: indicator, from: "个达到目标（80%）", to: "个达到目标（65%）" },
        Slip { path: "zh/indicators/closed-bridges/index.html", from: ">−2座</td>", to: ">−3座</td>" },
        Slip { path: "zh/cities/alder/index.html", from: ">81.5%", to: ">81.7%" },
        Slip {
            path: "zh/compare/alder-birch/index.html",
            from: "<td class=\"num\">150万元",
            to: "<td class=\"num\">15万元",
        },
        Slip { path: "zh/compare/2022/index.html", from: "81.5%</td>", to: "81.6%</td>" },
        Slip { path: "zh/about/index.html", from: "个市中3个达到", to: "个市中4个达到" },
        Slip { path: indicator, from: "丁市,90.0", to: "丁市,90.5" },
        Slip { path: "data/figures/zh-indicators-sound-bridges-f1.csv", from: "90.0", to: "90.5" },
        Slip { path: "data/figures/zh-indicators-sound-bridges-f1.svg", from: ">90.0%</text>", to: ">90.5%</text>" },
        Slip { path: "data/figures/en-indicators-sound-bridges-f4.csv", from: "81.5", to: "18.5" },
        Slip { path: "data/figures/zh-cities-alder-f2.csv", from: "1000000", to: "100000" },
        Slip { path: "data/indicators/sound-bridges.csv", from: ",81.5,", to: ",81.6," },
        Slip {
            path: "data/indicators/sound-bridges.json",
            from: "\"value_exact\": \"81.5\"",
            to: "\"value_exact\": \"81.6\"",
        },
        Slip { path: "data/indicators/sound-bridges.json", from: "\"zh\": \"81.5%\"", to: "\"zh\": \"81.6%\"" },
        Slip { path: "data/cities/alder.csv", from: ",81.5,", to: ",81.6," },
        Slip { path: "data/package/observations.csv", from: ",81.5,", to: ",81.6," },
        Slip { path: "data/compare/bridges-zh.js", from: "[\"81.5%\"", to: "[\"81.6%\"" },
    ] {
        let mut changed = files.clone();
        let text = read::text(&files, slip.path).unwrap_or_else(|| panic!("no file {}", slip.path));
        assert!(text.contains(slip.from), "{} does not say {}", slip.path, slip.from);
        changed.insert(slip.path.to_owned(), text.replacen(slip.from, slip.to, 1).into_bytes());
        assert!(!differences(&changed).wrong.is_empty(), "{}: {} for {} is not noticed", slip.path, slip.to, slip.from);
    }
}
