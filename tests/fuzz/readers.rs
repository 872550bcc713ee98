//! The readers of single files, and the grammar of figures.

use std::sync::Arc;

use gongbao::diag::Diagnostics;
use gongbao::figure::{parse as parse_figure, scan};
use gongbao::i18n::Lang;
use gongbao::parse::{Depth, parse};
use gongbao::source::{Content, FileId, Fingerprint, Source, TextContent};

use crate::portal::inside;
use crate::run::{Target, run};

/// What YAML and front matter are made of.
const YAML: &[&str] = &[
    "id: ", "- ", "  ", "\n", "'", "\"", "{", "}", "[", "]", ",", ": ", "：", " # ", "|\n  ", ">\n  ", "&a ", "*a",
    "---\n", "~", "null", "zh: ", "济南", "\t", "\u{a0}", "\u{200b}", "\u{202e}", "\u{0}", "1.50", "99%", "\\u202e",
    "<<: ", "!!str ", "figure:none", "year: 2021-2023\n", "values: ", "as_printed: ", "status: ", "1e400", "- - - ",
    "? ",
];

/// What figures and the words around them are made of.
const FIGURES: &[&str] = &[
    "1", "23.5", "%", "％", "万", "亿元", "十", "百", "两三", "一", "第", "年", "2023", "月", "个", "所", "至", "—",
    "～", ",", "，", "。", ".", "/", "1/3", "：", "比", "约", "超过", "不足", "增长", "下降", "个百分点", "分之", "多",
    "余", "倍", "“", "”", "《", "》", "*", "×", "x", "¥", "-", "−", "(", ")", "（", "）", "\n", " ", "per cent",
    " million", "two thirds", "ninth", " of ", "fell by ", "to ", "in ", "a half", "bn", "th", "’s", "\u{a0}",
    "\u{3000}", "１２", "电话", "附件", "岁", "\u{301}",
];

/// What tables are made of.
const TABLES: &[&str] = &[
    ",", "\t", ";", "\"", "\"\"", "\n", "\r", "beta", "gamma", "清井占比", "2023", "2022", "x", "…", "<5", "约92",
    "5-9", "12.3*", "%", "万元", "（预计）", "=1+1", "'", "\u{feff}", "", "合计", "年", "1,234.5",
];

/// Reads a text as the file at a path.
fn read(path: &str, text: &str) -> Result<Diagnostics, String> {
    let source = Source {
        id: FileId(0),
        path: Arc::from(path),
        content: Content::Text(TextContent { text: Arc::from(text), byte_order_mark: false, carriage_returns: false }),
        fingerprint: Fingerprint::of(text.as_bytes()),
        built_in: false,
    };
    let (_, problems) = parse(&source, Depth::Whole);
    let outside = problems.iter().find(|problem| {
        let related = problem.related.iter().map(|(span, _)| *span);
        std::iter::once(problem.span).chain(related).any(|span| !inside(text, span))
    });
    outside.map_or(Ok(()), |problem| Err(format!("{path}: {problem:?} stands outside")))?;
    Ok(problems)
}

#[test]
fn records() {
    const PATHS: [&str; 9] = [
        "data/site.yaml", "data/glossary.yaml", "data/indicators/water.yaml", "data/observations/2023/beta.yaml",
        "data/evaluations/wells/2023/alpha.yaml", "data/programmes/wells.yaml", "data/arithmetic/sums.yaml",
        "data/corrections.yaml", "data/reports/wells/2023/beta.yaml",
    ];
    run(&Target { name: "records", words: YAML, inputs: 250 }, |text| {
        PATHS.iter().try_for_each(|path| read(path, text).map(drop))
    });
}

#[test]
fn front_matter() {
    const PATHS: [&str; 3] =
        ["content/2023/beta/cases/clean-wells/zh.md", "content/pages/about/en.md", "content/2023/alpha/bulletin/zh.md"];
    run(&Target { name: "front-matter", words: YAML, inputs: 300 }, |text| {
        PATHS.iter().try_for_each(|path| read(path, text).map(drop))
    });
}

#[test]
fn figures() {
    run(&Target { name: "figures", words: FIGURES, inputs: 400 }, |text| {
        for lang in Lang::ALL {
            let mut end = 0;
            for found in scan(text, lang) {
                let fits =
                    found.range.start >= end && text.get(found.range.clone()).is_some_and(|words| !words.is_empty());
                if !fits {
                    return Err(format!("{lang}: {found:?} after {end}"));
                }
                end = found.range.end;
            }
            // Each line by itself, as the text of a link.
            text.lines().for_each(|line| drop(parse_figure(line, lang)));
        }
        Ok(())
    });
}

#[test]
fn tables() {
    run(&Target { name: "tables", words: TABLES, inputs: 400 }, |text| {
        read("data/observations/2023/wells.csv", text).map(drop)
    });
}
