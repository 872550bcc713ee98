//! Figures that can be trusted: mistakes planted in copies of the real content, each found
//! at its line; every bound figure of the real content in agreement with the data; and a
//! tiny portal for each thing that the real content does not have.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use gongbao::diag::{Code, Diagnostic, Diagnostics, Severity, Span, place};
use gongbao::i18n::{Lang, PartialDate};
use gongbao::parse::{self, NarrativeKind, Parsed, ParsedFile, ReferenceKind};
use gongbao::plan::{self, Plan};
use gongbao::portal::{self, LinkTarget, Portal};
use gongbao::source::{Content, FileId, Fingerprint, Source, Sources, TextContent};

/// The files of a portal, which a test can change without touching the disk.
#[derive(Clone)]
struct Files {
    sources: Vec<Source>,
    parsed: Vec<(FileId, Arc<Parsed>)>,
    of_files: Diagnostics,
}

struct Made {
    portal: Arc<Portal>,
    plan: Plan,
    problems: Vec<Diagnostic>,
}

impl Files {
    fn read(root: &Path) -> Files {
        let sources = Sources::read(root, &[]).expect("a folder");
        let mut files = Files { sources: Vec::new(), parsed: Vec::new(), of_files: Diagnostics::new() };
        for source in sources.iter().filter(|source| !source.path.starts_with("themes/")) {
            let id = FileId(u32::try_from(files.sources.len()).expect("few files"));
            files.add(Source { id, ..source.clone() });
        }
        files
    }

    fn real() -> Files {
        Files::read(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    fn add(&mut self, source: Source) {
        let (parsed, problems) = parse::parse(&source, parse::Depth::Whole);
        self.of_files.extend(problems);
        self.parsed.push((source.id, Arc::new(parsed)));
        self.sources.push(source);
    }

    /// These files with one of them changed, or new.
    fn with(&self, path: &str, text: &str) -> Files {
        let mut files = self.clone();
        let content = TextContent { text: text.into(), byte_order_mark: false, carriage_returns: false };
        let known = files.sources.iter().position(|source| &*source.path == path);
        let id = FileId(u32::try_from(known.unwrap_or(files.sources.len())).expect("few files"));
        let fingerprint = Fingerprint::of(text.as_bytes());
        let source = Source { id, path: path.into(), content: Content::Text(content), fingerprint, built_in: false };
        match known {
            Some(at) => {
                let (parsed, problems) = parse::parse(&source, parse::Depth::Whole);
                files.of_files = files.of_files.into_iter().filter(|problem| problem.span.file != id).collect();
                files.of_files.extend(problems);
                files.parsed[at] = (id, Arc::new(parsed));
                files.sources[at] = source;
            }
            None => files.add(source),
        }
        files
    }

    fn without(&self, path: &str) -> Files {
        let mut files = self.clone();
        let gone = files.sources.iter().find(|source| &*source.path == path).expect("a file").id;
        files.parsed.retain(|(id, _)| *id != gone);
        files
    }

    fn text(&self, path: &str) -> &str {
        let source = self.sources.iter().find(|source| &*source.path == path);
        source.and_then(Source::text).unwrap_or_else(|| panic!("no {path}"))
    }

    fn make(&self) -> Made {
        let joined = portal::assemble(&self.parsed);
        let (portal, mut problems) = (joined.portal.clone(), joined.diagnostics());
        let (plan, of_plan) = plan::plan(&portal, plan::PlanOptions::default());
        problems.extend(of_plan);
        problems.extend(plan::unpublished(
            &portal,
            &plan,
            plan::PlanOptions::default(),
            &std::collections::HashMap::new(),
        ));
        problems.extend(self.of_files.clone());
        Made { portal, plan, problems: problems.into_iter().collect() }
    }

    /// Path and line of a span.
    fn line(&self, span: Span) -> (String, usize) {
        let source = &self.sources[span.file.0 as usize];
        (source.path.to_string(), place(source.text().unwrap_or(""), span.start as usize).line)
    }

    /// Whether an error or warning points at a line, itself or by a place that belongs to it.
    fn tells(&self, made: &Made, path: &str, line: usize) -> bool {
        made.problems.iter().filter(|problem| problem.severity() != Severity::Note).any(|problem| {
            let spans = std::iter::once(problem.span).chain(problem.related.iter().map(|(span, _)| *span));
            spans.map(|span| self.line(span)).any(|at| at == (path.to_owned(), line))
        })
    }
}

fn codes(made: &Made) -> Vec<&'static str> {
    made.problems.iter().map(|problem| problem.code.number()).collect()
}

fn with_code(made: &Made, code: Code) -> Vec<&Diagnostic> {
    made.problems.iter().filter(|problem| problem.code == code).collect()
}

/// A figure that a narrative of the real content binds.
struct Bound {
    path: String,
    lang: Lang,
    text: String,
    /// In the file.
    range: std::ops::Range<usize>,
    /// Of the name behind `figure:`.
    target: std::ops::Range<usize>,
    name: String,
    line: usize,
}

fn bound(files: &Files) -> Vec<Bound> {
    let mut bound = Vec::new();
    for (id, parsed) in &files.parsed {
        let ParsedFile::Narrative(narrative) = &parsed.file else { continue };
        for reference in &narrative.references {
            if reference.kind != ReferenceKind::Figure || reference.target.value == parse::NO_DATA {
                continue;
            }
            let bytes = |span: Span| span.start as usize..span.end as usize;
            let (path, line) = files.line(reference.text.span);
            bound.push(Bound {
                path,
                lang: narrative.lang(),
                text: reference.text.value.clone(),
                range: bytes(reference.text.span),
                target: bytes(reference.target.span),
                name: reference.target.value.clone(),
                line,
            });
            assert_eq!(files.sources[id.0 as usize].id, *id);
        }
    }
    bound
}

fn replaced(text: &str, range: std::ops::Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}

/// The text with its first digit, from `at` on, made another one.
fn other_digit(text: &str, at: usize) -> Option<String> {
    let (position, digit) = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(at)?;
    let other = char::from(b'1' + (digit as u8 - b'0' + 4) % 9);
    let other = if other == digit { '7' } else { other };
    Some(replaced(text, position..position + 1, &other.to_string()))
}

type Mistake = (&'static str, fn(&Bound) -> Option<String>);

const MISTAKES: [Mistake; 8] = [
    ("a wrong first digit", |bound| other_digit(&bound.text, 0)),
    ("a wrong second digit", |bound| other_digit(&bound.text, 1)),
    ("two digits swapped", |bound| {
        let bytes = bound.text.as_bytes();
        let pair = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1].is_ascii_digit() && pair[0] != pair[1];
        let at = bytes.windows(2).position(pair)?;
        let swapped: String = [bytes[at + 1] as char, bytes[at] as char].iter().collect();
        Some(replaced(&bound.text, at..at + 2, &swapped))
    }),
    ("万 and 亿, million and billion", |bound| {
        [("万", "亿"), ("亿", "万"), ("million", "billion"), ("billion", "million")]
            .into_iter()
            .find(|(word, _)| bound.text.contains(word))
            .map(|(word, other)| bound.text.replacen(word, other, 1))
    }),
    ("a lost decimal point", |bound| bound.text.contains('.').then(|| bound.text.replacen('.', "", 1))),
    ("a wrong unit", |bound| {
        let points = if bound.lang == Lang::Zh { "个百分点" } else { " percentage points" };
        bound.text.contains('%').then(|| bound.text.replace('%', points))
    }),
    ("a lost qualifier", |bound| {
        ["more than ", "at least ", "about ", "nearly ", "余", "以上", "约", "近", "多"]
            .into_iter()
            .find(|word| bound.text.contains(word))
            .map(|word| bound.text.replacen(word, "", 1))
    }),
    ("money for a count", |bound| {
        ["人", "所", "名"]
            .into_iter()
            .find(|word| bound.text.ends_with(word))
            .map(|word| bound.text.replace(word, "元"))
    }),
];

/// At most so many mistakes of each kind.
const OF_EACH: usize = 10;

#[test]
fn planted_mistakes_in_texts_are_found_at_their_line() {
    let files = Files::real();
    let bound = bound(&files);
    let (mut planted, mut missed) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for (offset, (what, change)) in MISTAKES.into_iter().enumerate() {
        // Another part of the content for each kind.
        for bound in bound.iter().skip(offset * 3).step_by(5) {
            let count = planted.entry(what).or_default();
            let Some(wrong) = change(bound).filter(|wrong| *wrong != bound.text && *count < OF_EACH) else { continue };
            *count += 1;
            let changed = files.with(&bound.path, &replaced(files.text(&bound.path), bound.range.clone(), &wrong));
            if !changed.tells(&changed.make(), &bound.path, bound.line) {
                missed.push(format!("{what}: {}:{} {} for {}", bound.path, bound.line, wrong, bound.text));
            }
        }
    }
    let total: usize = planted.values().sum();
    assert!(total >= 50, "{planted:?}");
    assert!(missed.is_empty(), "{} of {total} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn broken_parity_and_swapped_places_are_found_at_their_line() {
    let files = Files::real();
    let bound = bound(&files);
    let mut planted = 0;
    for (position, one) in bound.iter().enumerate().step_by(23) {
        let text = files.text(&one.path);
        // The binding is lost in one language.
        let start = one.range.start - 1;
        let end = one.target.end + 1;
        let twice = bound.iter().filter(|other| other.path == one.path && other.name == one.name).count() > 1;
        if !twice {
            let changed = files.with(&one.path, &replaced(text, start..end, &one.text));
            let made = changed.make();
            let told = with_code(&made, Code::FigureParity);
            assert_eq!(told.len(), 1, "{}:{} {}", one.path, one.line, one.text);
            assert_eq!(told[0].related.len(), 1, "both places are shown");
            planted += 1;
        }
        // The figure of another city is bound.
        let city = |path: &str| path.split('/').nth(2).map(str::to_owned);
        let other =
            bound[position..].iter().find(|other| city(&other.path) != city(&one.path) && other.name != one.name);
        if let Some(other) = other.filter(|_| city(&one.path).as_deref() != Some("shandong")) {
            let changed = files.with(&one.path, &replaced(text, one.target.clone(), &other.name));
            assert!(changed.tells(&changed.make(), &one.path, one.line), "{}:{} {}", one.path, one.line, other.name);
            planted += 1;
        }
    }
    assert!(planted >= 15, "{planted}");
}

#[test]
fn swapped_cities_are_found_at_their_line() {
    let files = Files::real();
    let mut planted = 0;
    for source in files.sources.iter().filter(|source| source.path.starts_with("content/2020/")) {
        let text = source.text().expect("a text");
        let Some(at) = text.find("](place:") else { continue };
        let start = at + "](place:".len();
        let end = start + text[start..].find(')').expect("the end of a link");
        let other = if &text[start..end] == "jinan" { "qingdao" } else { "jinan" };
        let changed = files.with(&source.path, &replaced(text, start..end, other));
        let line = place(text, start).line;
        assert!(changed.tells(&changed.make(), &source.path, line), "{}:{line}", source.path);
        planted += 1;
    }
    assert!(planted >= 5, "{planted}");
    let path = "data/observations/2020/jinan.yaml";
    let text = files.text(path).replacen("jurisdiction: jinan", "jurisdiction: qingdao", 1);
    let changed = files.with(path, &text);
    let line = line_after(&text, "observations:", "- id:");
    assert!(changed.tells(&changed.make(), path, line));
}

/// The line of a file on which a needle stands, after another one.
fn line_after(text: &str, after: &str, needle: &str) -> usize {
    let from = text.find(after).unwrap_or_else(|| panic!("no {after}"));
    let at = from + text[from..].find(needle).unwrap_or_else(|| panic!("no {needle} after {after}"));
    place(text, at).line
}

#[test]
fn planted_mistakes_in_data_are_found_at_their_line() {
    let files = Files::real();
    let made = files.make();
    let mut planted = 0;
    for observation in made.portal.observations.iter().step_by(4) {
        let (Some(value), Some(printed)) = (&observation.def.value, &observation.def.as_printed) else { continue };
        // Written once, a number is the value and what is printed: here nothing can disagree with it.
        if value.span == printed.span {
            continue;
        }
        let (path, line) = files.line(value.span);
        let range = value.span.start as usize..value.span.end as usize;
        let text = files.text(&path);
        let Some(wrong) = other_digit(&text[range.clone()], 0) else { continue };
        let changed = files.with(&path, &replaced(text, range, &wrong));
        let now = changed.make();
        assert!(changed.tells(&now, &path, line), "{path}:{line} {wrong}: {:?}", codes(&now));
        planted += 1;
    }
    assert!(planted >= 15, "{planted}");
}

#[test]
fn a_figure_changed_everywhere_breaks_its_arithmetic() {
    let files = Files::real();
    let path = "data/observations/2020/jinan.yaml";
    let text = files.text(path).replace("14.80", "14.90");
    let line = line_after(&text, "id: o-370100-1-3", "value:");
    let mut changed = files.with(path, &text);
    for lang in ["zh", "en"] {
        let path = format!("content/2020/jinan/cases/education-spending-growth/{lang}.md");
        changed = changed.with(&path, &files.text(&path).replace("14.80", "14.90"));
    }
    let notes = "data/arithmetic/shandong-2020.yaml";
    changed = changed.with(notes, &files.text(notes).replace("[14.80%]", "[14.90%]"));
    let made = changed.make();
    let told = with_code(&made, Code::ArithmeticFails);
    let related = told.iter().flat_map(|problem| &problem.related).map(|(span, _)| changed.line(*span));
    assert!(related.into_iter().any(|at| at == (path.to_owned(), line)));
    assert!(told.iter().any(|problem| problem.label.as_ref().is_some_and(|label| label.en.contains("14.8042"))));
    assert!(with_code(&made, Code::FigureDiffers).is_empty(), "the texts agree with the data");
}

#[test]
fn a_value_that_becomes_masked_may_not_stay_in_a_text() {
    let files = Files::real();
    let path = "data/observations/2020/jinan.yaml";
    let text = files.text(path).replacen("    value: '144'\n", "    status: masked\n", 1);
    assert_ne!(text, files.text(path));
    let made = files.with(path, &text).make();
    let told = with_code(&made, Code::FigureDiffers);
    assert_eq!(told.len(), 2, "one for each language");
    assert!(told.iter().all(|problem| problem.message.en.contains("masks this figure")));
}

#[test]
fn the_real_content_has_no_unexplained_figure() {
    let files = Files::real();
    let made = files.make();
    let of_figures = |problem: &&Diagnostic| {
        matches!(
            problem.code,
            Code::FigureDiffers
                | Code::FigureParity
                | Code::FigureElsewhere
                | Code::UnsupportedFigure
                | Code::UnboundFigure
                | Code::ArithmeticFails
                | Code::NotAsPrinted
        )
    };
    let told: Vec<String> = made
        .problems
        .iter()
        .filter(of_figures)
        .map(|problem| format!("{:?} {} {}", files.line(problem.span), problem.code.number(), problem.message.en))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(bound(&files).len() >= 282);
    assert!(made.portal.checks.len() >= 54);
}

/// The real files with an edition of them recorded.
fn published() -> Files {
    let files = Files::real();
    let made = files.make();
    let date = PartialDate::parse("2026-11-20").expect("a date");
    let record = plan::record(&made.portal, &made.plan, date, &Default::default());
    let published = files.with("data/editions/2026-11-20.yaml", &record);
    let made = published.make();
    let told = made.problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    let first = made.problems.iter().find(|problem| problem.severity() == Severity::Error);
    let first = first.map(|problem| (published.line(problem.span), &problem.message.en));
    assert_eq!(told, 0, "a fresh record agrees with itself: {first:?}");
    published
}

#[test]
fn a_published_figure_does_not_change_silently() {
    let files = published();
    let path = "data/observations/2020/jinan.yaml";
    let text = files.text(path).replace("14.80", "14.90");
    let line = line_after(&text, "id: o-370100-1-3", "value:");
    let mut changed = files.with(path, &text);
    for lang in ["zh", "en"] {
        let path = format!("content/2020/jinan/cases/education-spending-growth/{lang}.md");
        changed = changed.with(&path, &files.text(&path).replace("14.80", "14.90"));
    }
    let made = changed.make();
    let told = with_code(&made, Code::SilentChange);
    assert_eq!(told.len(), 1);
    assert_eq!(changed.line(told[0].span), (path.to_owned(), line));
    assert!(told[0].message.en.ends_with("14.80% → 14.90%"), "{}", told[0].message.en);
    assert_eq!(told[0].related.len(), 5, "the edition, and in each language one sentence and the note of the check");
    let help = &told[0].help.as_ref().expect("a cure").en;
    // Which pages show it follows from making them: see `tests/suite/corrections.rs`.
    assert!(help.contains("observation: o-370100-1-3"), "{help}");

    let mut page = "zh/cases/2020/jinan/education-spending-growth/";
    let entry = |page: &str, now: &str| {
        format!(
            "corrections:\n  - date: 2026-12-01\n    page: {page}\n    \
             observation: o-370100-1-3\n    was: {{zh: 14.80%, en: 14.80%}}\n    now: {{zh: {now}, en: {now}}}\n    \
             why: {{zh: 录入有误, en: A slip of entry}}\n"
        )
    };
    let corrected = changed.with("data/corrections.yaml", &entry(page, "14.90%")).make();
    assert!(with_code(&corrected, Code::SilentChange).is_empty(), "the log says so");
    page = "cases/2020/jinan/education-spending/";
    let lost = changed.with("data/corrections.yaml", &entry(page, "14.90%")).make();
    assert_eq!(with_code(&lost, Code::DeadReference).len(), 1, "the log names a page that never was");
    let other = changed.with("data/corrections.yaml", &entry(page, "15.90%")).make();
    assert_eq!(with_code(&other, Code::SilentChange).len(), 1, "the log says something else");
}

#[test]
fn a_published_problem_grade_or_page_does_not_go_unnoticed() {
    let files = published();
    let record = "data/editions/2026-11-20.yaml";

    let evaluation = "data/evaluations/education-duties/2020/shandong.yaml";
    let text = files.text(evaluation);
    let start = text.find("  - id: p-2020-shandong-2-01").expect("a problem");
    let end = start + 4 + text[start + 4..].find("\n  - id: p-").expect("the next one");
    let dropped = files.with(evaluation, &replaced(text, start..end + 1, "")).make();
    let told = with_code(&dropped, Code::AddressGone);
    let line = place(files.text(record), files.text(record).find("'p-2020-shandong-2-01'").expect("recorded")).line;
    assert!(told.iter().any(|problem| files.line(problem.span) == (record.to_owned(), line)), "{:?}", codes(&dropped));

    let evaluation = "data/evaluations/education-duties/2019/shandong.yaml";
    let text = files.text(evaluation);
    let changed = text.replacen("qingdao", "@", 1).replacen("heze", "qingdao", 1).replacen('@', "heze", 1);
    let swapped = files.with(evaluation, &changed).make();
    assert_eq!(with_code(&swapped, Code::SilentChange).len(), 2, "two places changed grades");

    let gone = files
        .without("content/2020/jinan/cases/education-spending-growth/zh.md")
        .without("content/2020/jinan/cases/education-spending-growth/en.md")
        .make();
    let told = with_code(&gone, Code::AddressGone);
    assert!(
        !told.is_empty() && told.iter().all(|problem| problem.message.zh.contains("zh/")),
        "one for both languages"
    );
}

/// A small portal of its own, in the words of no real place.
fn tiny(files: &[(&str, &str)]) -> Files {
    let base: [(&str, &str); 6] = [
        (
            "data/site.yaml",
            "names: {zh: 网, en: Site}\nshort: {zh: 网, en: Site}\ntagline: {zh: 词, en: Words}\norganiser: {zh: 甲, en: A}\n\
             contact: {zh: 乙, en: B}\nprogramme: trees\ntheme: gongbao\ndisclaimer: {zh: 摘编, en: Digest}\n",
        ),
        (
            "data/programmes/trees.yaml",
            "id: trees\nprefix: ''\nnames: {zh: 植树, en: Trees}\nshort: {zh: 植树, en: Trees}\ndescription: {zh: 植树, en: Trees}\n\
             themes: [{id: woods, names: {zh: 林, en: Woods}}]\n\
             categories: [{id: gaps, names: {zh: 缺口, en: Gaps}, theme: woods}]\n",
        ),
        (
            "data/jurisdictions/all.yaml",
            "jurisdictions:\n  - {slug: upland, code: '210000', level: province, names: {zh: 甲省, en: Upland}, short: {zh: 甲, en: Upland}}\n  \
             - {slug: northwood, code: '210100', level: city, parent: upland, names: {zh: 北林市, en: Northwood}, short: {zh: 北林, en: Northwood}}\n",
        ),
        (
            "data/units.yaml",
            "units:\n  - {id: trees, kind: count, names: {zh: 棵, en: trees}, suffix: {zh: 棵, en: ' trees'}}\n",
        ),
        (
            "data/documents.yaml",
            "documents:\n  - {id: report, titles: {zh: 报告, en: Report}, issuer: {zh: 甲, en: A}}\n",
        ),
        (
            "data/indicators/woods.yaml",
            "programme: trees\ntheme: woods\nindicators:\n  - {id: oaks, names: {zh: 栎树, en: Oaks}, definition: {zh: 栎, en: Oaks}, unit: trees, decimals: 0, direction: higher}\n  \
             - {id: pines, names: {zh: 松树, en: Pines}, definition: {zh: 松, en: Pines}, unit: trees, decimals: 0, direction: higher}\n  \
             - {id: all-trees, names: {zh: 总数, en: All}, definition: {zh: 总, en: All}, unit: trees, decimals: 0, direction: higher}\n",
        ),
    ];
    let none = Files { sources: Vec::new(), parsed: Vec::new(), of_files: Diagnostics::new() };
    base.iter().chain(files).fold(none, |files, (path, text)| files.with(path, text))
}

fn observations(oaks: &str, pines: &str, all: &str) -> String {
    let one = |id: &str, indicator: &str, value: &str| {
        format!("  - {{id: {id}, indicator: {indicator}, {value}, source: {{document: report}}}}\n")
    };
    format!(
        "jurisdiction: northwood\nyear: 2031\nobservations:\n{}{}{}",
        one("t-1", "oaks", oaks),
        one("t-2", "pines", pines),
        one("t-3", "all-trees", all)
    )
}

fn sum(verdict: &str) -> String {
    format!(
        "checks:\n  - id: s-1\n    kind: sum\n    jurisdiction: northwood\n    statement: {{zh: 合计, en: The total}}\n    \
         formula: '{{t-1}} + {{t-2}}'\n    printed_observation: t-3\n    rounding: exact\n    verdict: {verdict}\n    \
         source: {{document: report}}\n"
    )
}

const OBSERVATIONS: &str = "data/observations/2031/northwood.yaml";
const ARITHMETIC: &str = "data/arithmetic/sums.yaml";

#[test]
fn a_sum_is_computed_and_its_own_mistake_may_be_declared() {
    let right = observations("value: '2342'", "value: '780'", "value: '3122'");
    let wrong = observations("value: '2342'", "value: '780'", "value: '3137'");
    let made = tiny(&[(OBSERVATIONS, &right), (ARITHMETIC, &sum("holds"))]).make();
    assert_eq!(codes(&made), Vec::<&str>::new());
    let made = tiny(&[(OBSERVATIONS, &wrong), (ARITHMETIC, &sum("holds"))]).make();
    let told = with_code(&made, Code::ArithmeticFails);
    assert_eq!(told.len(), 1);
    assert!(told[0].label.as_ref().is_some_and(|label| label.en.contains("3122")));
    assert_eq!(told[0].related.len(), 4, "the formula and its three figures");
    let made = tiny(&[(OBSERVATIONS, &wrong), (ARITHMETIC, &sum("does-not-hold"))]).make();
    assert_eq!(codes(&made), Vec::<&str>::new(), "as published, and declared so");
}

#[test]
fn a_masked_part_is_no_zero_and_must_not_follow_from_the_total() {
    let masked = observations("value: '2342'", "status: masked", "value: '3122'");
    let made = tiny(&[(OBSERVATIONS, &masked), (ARITHMETIC, &sum("not-recomputable"))]).make();
    assert_eq!(codes(&made), ["W106"]);
    let made = tiny(&[(OBSERVATIONS, &masked), (ARITHMETIC, &sum("does-not-hold"))]).make();
    assert!(codes(&made).contains(&"E044"), "a sum with a masked part is neither right nor wrong");
}

#[test]
fn wrong_formulas_and_unproved_values_are_told() {
    let derived = observations("value: '2342'", "value: '780'", "value: '3122', derived: true");
    let made = tiny(&[(OBSERVATIONS, &derived)]).make();
    assert_eq!(codes(&made), ["W132"]);
    let made = tiny(&[(OBSERVATIONS, &derived), (ARITHMETIC, &sum("holds"))]).make();
    assert_eq!(codes(&made), Vec::<&str>::new());
    let broken = sum("holds").replace("{t-1} + {t-2}", "{t-1} × {t-2}");
    let made = tiny(&[(OBSERVATIONS, &derived), (ARITHMETIC, &broken)]).make();
    assert!(codes(&made).contains(&"E060"), "{:?}", codes(&made));
    let unknown = sum("holds").replace("{t-2}", "{t-9}");
    let made = tiny(&[(OBSERVATIONS, &derived), (ARITHMETIC, &unknown)]).make();
    assert!(codes(&made).contains(&"E021"), "{:?}", codes(&made));
}

fn case(lang: Lang, body: &str, more: &str) -> (String, String) {
    let source = if lang == Lang::Zh { "themes: [woods]\nsource: {document: report}\n" } else { "" };
    let text = format!("---\ntitle: 北林市 Northwood\nsummary: 摘要 Summary.\n{source}{more}---\n{body}\n");
    (format!("content/2031/northwood/cases/oaks/{}.md", lang.code()), text)
}

#[test]
fn free_figures_are_noted_marked_ones_are_not() {
    let data = observations("value: '2342'", "value: '780'", "value: '3122'");
    let check = |zh: &str, en: &str| {
        let (zh, en) = (case(Lang::Zh, zh, ""), case(Lang::En, en, ""));
        let files = tiny(&[(OBSERVATIONS, &data), (&zh.0, &zh.1), (&en.0, &en.1)]);
        files.make()
    };
    let made = check("种了2342棵。", "It planted [2,342 trees](figure:t-1).");
    assert_eq!(codes(&made), ["N203", "W104"]);
    assert!(made.problems[0].help.as_ref().is_some_and(|help| help.zh.contains("(figure:t-1)")), "it names the figure");
    let made = check("种了[2342棵](figure:t-1)，第7页有图。", "It planted [2,342 trees](figure:t-1), see `42 trees`.");
    assert_eq!(codes(&made), Vec::<&str>::new());
    let made = check("展板[35块](figure:none)。", "[35 panels](figure:none) were shown.");
    assert_eq!(codes(&made), Vec::<&str>::new());
    let narrative = made.portal.narratives.iter().find(|one| one.kind == NarrativeKind::Case).expect("the case");
    let text = narrative.texts.zh.as_ref().expect("in Chinese");
    let coverage = portal::coverage(&made.portal, narrative, text);
    assert_eq!((coverage.bound, coverage.marked, coverage.unbound.len()), (0, 1, 0));
    assert!(text.targets.values().all(|target| *target == LinkTarget::NoData));
    let made = check("**种了2342棵，**很多。\n\n## 共780棵", "Many.");
    let places: Vec<String> = with_code(&made, Code::UnboundFigure)
        .iter()
        .map(|problem| made_text(&case(Lang::Zh, "**种了2342棵，**很多。\n\n## 共780棵", "").1, problem.span))
        .collect();
    assert_eq!(places, ["2342棵", "780棵"], "places are those of the file, under emphasis and in headings too");
}

fn made_text(text: &str, span: Span) -> String {
    text[span.start as usize..span.end as usize].to_owned()
}

#[test]
fn a_summary_states_only_what_the_text_binds() {
    let data = observations("value: '2342'", "value: '780'", "value: '3122'");
    let (zh, en) = (case(Lang::Zh, "种了[2342棵](figure:t-1)。", ""), case(Lang::En, "[2,342 trees](figure:t-1).", ""));
    let check = |zh_text: &str| tiny(&[(OBSERVATIONS, &data), (&zh.0, zh_text), (&en.0, &en.1)]).make();
    assert_eq!(codes(&check(&zh.1.replace("摘要 Summary.", "种了2342棵。"))), Vec::<&str>::new());
    assert_eq!(codes(&check(&zh.1.replace("摘要 Summary.", "种了2432棵。"))), ["W131"]);
    let marked = zh.1.replace("摘要 Summary.", "图15张。\nno_data: [15张]");
    assert_eq!(codes(&check(&marked)), Vec::<&str>::new());
}

#[test]
fn an_open_problem_is_carried_to_the_next_evaluation() {
    let evaluation = |year: u16, rest: &str| {
        format!(
            "programme: trees\nyear: {year}\nevaluator: upland\ntitles: {{zh: 公报, en: Bulletin}}\ndocument: report\n{rest}"
        )
    };
    let found = |year: u16| {
        format!(
            "problems:\n  - {{id: p-{year}, category: gaps, text: {{zh: 缺, en: A gap}}, source: {{document: report}}}}\n"
        )
    };
    let first = evaluation(2031, &found(2031));
    let path = |year: u16| format!("data/evaluations/trees/{year}/upland.yaml");
    let check = |second: &str| tiny(&[(&path(2031), &first), (&path(2032), second)]).make();
    assert_eq!(codes(&check(&evaluation(2032, ""))), Vec::<&str>::new(), "nothing is known of that evaluation");
    let silent = check(&evaluation(2032, &found(2032)));
    assert_eq!(codes(&silent), ["W105"]);
    assert_eq!(silent.problems[0].related.len(), 1);
    let answer = |state: &str| {
        let answers = format!("answers:\n  - {{problem: p-2031, state: {state}, source: {{document: report}}}}\n");
        evaluation(2032, &format!("{}{answers}", found(2032)))
    };
    for state in ["rectified", "in-progress", "not-reported"] {
        assert_eq!(codes(&check(&answer(state))), Vec::<&str>::new(), "{state}");
    }
    let third = evaluation(2033, &found(2033));
    let later = |second: &str| tiny(&[(&path(2031), &first), (&path(2032), second), (&path(2033), &third)]).make();
    assert_eq!(codes(&later(&answer("rectified"))), ["W105"], "only the problem of the second year is open");
    assert_eq!(codes(&later(&answer("in-progress"))), ["W105", "W105"]);
}

/// Runs the program in a folder and returns its exit code.
fn run(folder: &Path, arguments: &[&str]) -> i32 {
    let program = env!("CARGO_BIN_EXE_gongbao");
    let done = std::process::Command::new(program).current_dir(folder).args(arguments).output().expect("it runs");
    done.status.code().expect("it ends by itself")
}

#[test]
fn publish_records_keeps_former_editions_and_takes_back_a_failed_record() {
    let data = observations("value: '2342'", "value: '780'", "value: '3122'");
    let files = tiny(&[(OBSERVATIONS, &data)]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        std::fs::write(path, text).expect("a written file");
    };
    for source in &files.sources {
        write(&source.path, source.text().expect("a text"));
    }
    let record = root.join("data/editions/2021-05-01.yaml");
    assert_eq!(run(root, &["publish", "--date", "2021-05"]), 2, "a day is asked for");
    write("public/thesis.txt", "x");
    assert_eq!(run(root, &["publish", "--date", "2021-05-01"]), 3, "a folder of somebody else");
    assert!(!record.exists(), "nothing was published, nothing is recorded");
    std::fs::remove_file(root.join("public/thesis.txt")).expect("removed");

    assert_eq!(run(root, &["publish", "--date", "2021-05-01"]), 0);
    let page = "zh/indicators/oaks/index.html";
    let former = root.join("public/editions/2021-05-01").join(page);
    let before = std::fs::read_to_string(&former).expect("the lasting copy");
    assert!(before.contains("2,342棵") && before.contains("2021年5月1日") && before.contains("noindex"));
    let record_before = std::fs::read_to_string(&record).expect("the record");
    assert_eq!(run(root, &["publish", "--date", "2021-05-01"]), 0, "the same command again is done already");
    assert_eq!(std::fs::read_to_string(&record).expect("kept"), record_before);

    write(OBSERVATIONS, &data.replace("2342", "2432"));
    assert_eq!(run(root, &["build"]), 1, "a silent change");
    write(
        "data/corrections.yaml",
        "corrections:\n  - {date: 2021-06-01, page: indicators/oaks/, observation: t-1, was: {zh: '2,342棵', en: '2,342 trees'}, \
         now: {zh: '2,432棵', en: '2,432 trees'}, why: {zh: 数字颠倒, en: Digits swapped}}\n",
    );
    assert_eq!(run(root, &["publish", "--date", "2021-05-01"]), 2, "a day has one edition");
    assert_eq!(run(root, &["build"]), 0);
    let now = std::fs::read_to_string(root.join("public").join(page)).expect("the page");
    assert!(now.contains("数字颠倒"), "the page tells its correction");
    assert_eq!(std::fs::read_to_string(&former).expect("kept"), before, "the former edition stays as it was");
}
