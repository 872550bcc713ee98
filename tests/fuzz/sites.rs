//! Texts, templates, styles and charts, as far as the pages that they make.

use std::collections::BTreeMap;

use gongbao::diag::{Code, Diagnostics, Severity};
use gongbao::source::FileId;

use crate::html;
use crate::portal::{OpenPortal, project};
use crate::run::{Target, run};

/// What narratives are made of.
const MARKDOWN: &[&str] = &[
    "\n\n", "\n", "# ", "## ", "### ", "#### ", "- ", "1. ", "> ", "> [!NOTE]\n", "| a | b |\n|--|--|\n", "|", "**",
    "*", "_", "__", "~~", "`", "```\n", "[", "](", ")", "[甲](", "![",
    "![](chart:bar?indicator=clear-wells&year=2023)", "(figure:w-beta-clear)", "(figure:none)", "(place:beta)",
    "(case:2023/beta/clean-wells)", "(page:about)", "(https://example.org/)", "(javascript:alert(1))", "[^1]",
    "\n[^1]: ", "{#id}", " {#s1}", "<b>", "</b>", "<script>", "&amp;", "&#x202e;", "&lt;", "\\", "    ", "\t", "---\n",
    "===\n", "[x] ", "：", "；", "一、", "（一）", "①", "\u{200b}", "\u{202e}", "\u{e000}", "[a]: b\n", "* * *\n",
    ": 释义\n", "\"meant\"", "77.7%", "11万元", "3*5*2米", "甲乙丙丁。",
];

/// What templates are made of.
const TEMPLATES: &[&str] = &[
    "{{", "}}", "{%", "%}", "{#", "#}", " if ", " else ", "{% endif %}", "{% for a in d %}", "{% endfor %}", " | safe",
    " | fill(n=1)", " | count(n=1)", "page.title", "d.x", "w.home", "not ", " and ", "(", ")", "[0]", " == ", "'a'",
    "1", "{% set a = 1 %}", "{% block main %}", "{% endblock %}", "{% extends \"base.html\" %}",
    "{{ <page_facts /> }}", "{{ super() }}", "range(end=3)", "..", "-%}", "<p>", "\u{0}", "字",
];

/// What styles are made of.
const STYLES: &[&str] = &[
    "a", "{", "}", ";", ":", ",", "&", "&:hover", "@media print", "@import 'base.css';", "@import 'main.css';", "/*",
    "*/", "\"", "\\", "(", ")", "[", "]", ":is(", "var(--ink)", "calc(1px + 2px)", "url(x)", "!important",
    "color: red", "#fff", "@layer a", "@supports (a)", "::before", "字",
];

/// What is asked of charts, and the figures that they show.
const CHARTS: &[&str] = &[
    "![](chart:", "bar", "dots", "map", "trend", "slope", "dumbbell", "multiples", "heat", "?", "indicator=",
    "sound-bridges", "&year=2023", "&years=2021,2022", "&place=", "&group=cities", "&", "=", ")", "\n\n", "{n}",
    "{met}", "{max}", "{", "}",
];

#[test]
fn narratives() {
    const FILE: &str = "content/2023/beta/cases/clean-wells/zh.md";
    let mut portal = OpenPortal::of("base");
    let file = portal.engine.sources().by_path(FILE).expect("the text").id;
    run(&Target { name: "narratives", words: MARKDOWN, inputs: 250 }, |body| {
        let text = format!("{FRONT}{body}");
        let problems = portal.edit(FILE, &text)?;
        let page = portal.page("zh/cases/2023/beta/clean-wells/index.html")?;
        let broken = problems
            .iter()
            .any(|p| p.span.file == file && p.severity() == Severity::Error && p.code == Code::YamlSyntax);
        match page {
            Some(page) if !broken => nothing_is_lost(&text, file, &problems, &page),
            _ => Ok(()),
        }
    });
}

/// The front matter of each text.
const FRONT: &str =
    "---\ntitle: 淘井\nsummary: 乙市把井淘干净。\nthemes: [water]\nsource: {document: notice-2023}\n---\n";

/// Each Chinese character of a text stands on its page as often as in the text, but for those
/// that a message points at or quotes.
fn nothing_is_lost(text: &str, file: FileId, problems: &Diagnostics, page: &str) -> Result<(), String> {
    let told = |at: usize| {
        let covers =
            |span: gongbao::diag::Span| span.file == file && (span.start as usize..span.end as usize).contains(&at);
        problems.iter().any(|problem| covers(problem.span) || problem.related.iter().any(|(span, _)| covers(*span)))
    };
    let mut wanted: BTreeMap<char, usize> = BTreeMap::new();
    let body = text.char_indices().skip(FRONT.chars().count());
    for (_, c) in body.filter(|(at, c)| ('\u{4e00}'..='\u{9fff}').contains(c) && !told(*at)) {
        *wanted.entry(c).or_default() += 1;
    }
    let mut shown: BTreeMap<char, usize> = BTreeMap::new();
    let quoted = problems.iter().filter(|problem| problem.span.file == file).map(|problem| problem.message.zh.as_str());
    let page = html::text(page);
    quoted.chain([page.as_str()]).flat_map(str::chars).for_each(|c| *shown.entry(c).or_default() += 1);
    let lost = wanted.iter().find(|(c, count)| shown.get(c).unwrap_or(&0) < count);
    lost.map_or(Ok(()), |(c, count)| {
        Err(format!("{c} stands {count} times in the text and {:?} times on the page", shown.get(c)))
    })
}

#[test]
fn templates() {
    const FILE: &str = "themes/gongbao/templates/glossary.html";
    let mut portal = OpenPortal::of("base");
    run(&Target { name: "templates", words: TEMPLATES, inputs: 25 }, |text| {
        portal.edit(FILE, text)?;
        // A template may leave elements open: that is for its designer to see.
        portal.engine.file("zh/glossary/index.html");
        Ok(())
    });
}

#[test]
fn styles() {
    const FILE: &str = "themes/gongbao/styles/main.css";
    let mut portal = OpenPortal::of("base");
    run(&Target { name: "styles", words: STYLES, inputs: 25 }, |text| portal.edit(FILE, text).map(drop));
}

#[test]
fn charts() {
    let figures = "data/observations/2023/alder.yaml";
    let original = std::fs::read_to_string(project().join("tests/portals/series").join(figures)).expect("its figures");
    let mut portal = OpenPortal::of("series");
    run(&Target { name: "charts", words: CHARTS, inputs: 60 }, |text| {
        // The text of a page; behind a line of signs what is put in the place of the digits of figures.
        let (body, digits) = text.split_once("\n%%\n").unwrap_or((text, "7"));
        let changed = original.replacen(|c: char| c.is_ascii_digit(), digits.trim(), 30);
        portal.edit("content/pages/about/zh.md", body)?;
        portal.edit(figures, &changed)?;
        portal.page("zh/about/index.html").map(drop)
    });
}
