//! The rules of ARCHITECTURE that code can be read for: who imports whom, who touches the
//! disk, and what may not stand in Rust or in the theme.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::file_graph::{FileGraph, name_at};
use crate::portal::{files_below, project};

/// Which modules a module may import, itself and `say!` apart. Whoever changes a line
/// changes the architecture: change `src/lib.rs` and ARCHITECTURE.md with it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("i18n", &[]),
    ("diag", &["source", "i18n"]),
    ("media", &["source"]),
    ("figure", &["i18n"]),
    ("search", &[]),
    ("chart", &["figure", "i18n"]),
    ("arithmetic", &["i18n"]),
    ("parse", &["media", "source", "figure", "arithmetic", "diag", "i18n"]),
    ("import", &["figure", "i18n"]),
    ("portal", &["media", "chart", "parse", "figure", "arithmetic", "diag", "i18n", "source"]),
    ("plan", &["media", "chart", "portal", "parse", "figure", "source", "diag", "i18n"]),
    ("theme", &["source", "parse", "diag", "i18n"]),
    (
        "render",
        &[
            "media", "portal", "plan", "theme", "chart", "search", "figure", "arithmetic", "parse", "source", "diag",
            "i18n",
        ],
    ),
    ("output", &["source", "plan"]),
    ("engine", &["media", "source", "parse", "portal", "plan", "theme", "render", "search", "output", "diag", "i18n"]),
    ("preview", &["engine", "output", "source", "diag", "i18n"]),
    ("cli", &["engine", "preview", "import", "output", "source", "parse", "diag", "i18n"]),
];

/// Modules whose files still import each other in circles. Each is to be deleted from this
/// list when it is cleared; the test fails when a module stands here without need.
const WITH_CIRCLES: &[&str] = &[];

/// Modules whose `mod.rs` defines words that its files use, and uses these files itself. A
/// root that only declares and re-exports has no part in a circle.
const ROOT_IN_CIRCLE: &[&str] = &[
    "arithmetic", "chart", "cli", "diag", "engine", "figure", "i18n", "import", "output", "parse", "plan", "render",
    "search", "theme", "preview",
];

/// How many names of types may stand for two or more types.
const NAMES_OF_TWO_TYPES: usize = 10;

/// One source file: its module, its path, and its code without comments and tests.
struct File {
    module: String,
    path: String,
    code: String,
}

fn files() -> Vec<File> {
    let src = project().join("src");
    let rust = files_below(&src).into_iter().filter(|path| path.ends_with(".rs"));
    let own = rust.filter(|path| {
        // `embed.rs` is the build script: it runs before there is a program.
        !["lib.rs", "main.rs", "embed.rs"].contains(&path.as_str())
            && !path.ends_with("tests.rs")
            && !path.contains("/tests/")
    });
    own.map(|path| {
        let text = fs::read_to_string(src.join(&path)).expect("a source file");
        let module = path.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
        File { module, code: without_comments(without_tests(&text)), path }
    })
    .collect()
}

/// Tests stand at the end of a file.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The files in which a needle occurs, but for those of some modules.
fn with(needle: &str, except: &[&str]) -> Vec<String> {
    let found = files().into_iter().filter(|file| !except.contains(&file.module.as_str()));
    found.filter(|file| file.code.contains(needle)).map(|file| format!("{}: {needle}", file.path)).collect()
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn modules_import_what_stands_before_them() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in files() {
        let Some(allowed) = table.get(file.module.as_str()) else {
            wrong.push(format!("{}: the module is not in the table", file.path));
            continue;
        };
        for after in file.code.split("crate::").skip(1) {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let imports_module = table.contains_key(name.as_str()) && name != file.module;
            if imports_module && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{} imports {name}", file.path));
            }
        }
        if file.code.contains("use crate::{") {
            wrong.push(format!("{}: one `use` for each module, so that this test sees it", file.path));
        }
    }
    none(wrong, "imports against the order of ARCHITECTURE section 2");
}

#[test]
fn one_module_reads_the_disk_and_one_writes_it() {
    // The commands that write drafts for editors stand in `cli`.
    for needle in ["std::fs", "fs::", "walkdir"] {
        none(with(needle, &["source", "output", "cli"]), "only `source` reads the disk, only `output` writes it");
    }
    for needle in ["fs::write", "fs::create", "fs::remove", "fs::rename", "File::create", "OpenOptions"] {
        none(with(needle, &["output", "cli"]), "`source` does not write");
    }
}

#[test]
fn one_module_prints_and_exits() {
    for needle in ["println!", "eprintln!", "print!(", "std::io::stdout", "std::io::stderr", "process::exit"] {
        none(with(needle, &["cli"]), "only `cli` prints and exits");
    }
    for needle in ["std::env::var", "std::env::args", "env::current_dir"] {
        none(with(needle, &["cli"]), "only `cli` looks at the environment");
    }
}

#[test]
fn nothing_is_global() {
    for needle in ["static mut", "thread_local!", "OnceLock", "OnceCell", "LazyLock", "lazy_static"] {
        none(with(needle, &[]), "no global or thread-local state");
    }
}

#[test]
fn no_clock_in_the_spine() {
    for needle in ["SystemTime", "chrono", "thread::sleep"] {
        none(with(needle, &["cli", "preview"]), "bytes decide whether something changed, never times");
    }
    // The engine stops work at a deadline that it is given; that reaches no byte.
    none(with("Instant", &["cli", "preview", "engine"]), "only who waits looks at the clock");
    for needle in ["rand::random", "rand::rng", "thread_rng", "RandomState"] {
        none(with(needle, &[]), "no chance");
    }
}

#[test]
fn no_colour_and_no_font_in_rust() {
    let mut wrong = Vec::new();
    for file in files() {
        for (at, _) in file.code.match_indices('#') {
            let digits: String = file.code[at + 1..].chars().take_while(char::is_ascii_hexdigit).collect();
            let after = file.code[at + 1 + digits.len()..].chars().next().unwrap_or(' ');
            let colour = matches!(digits.len(), 3 | 6 | 8) && !after.is_alphanumeric() && after != '-';
            if colour {
                wrong.push(format!("{}: #{digits}", file.path));
            }
        }
        for needle in ["font-family", "rgb(", "rgba(", "oklch(", "hsl(", "sans-serif", "Noto "] {
            // The check of contrasts reads colours; it sets none.
            if file.code.contains(needle) && file.path != "theme/contrast.rs" {
                wrong.push(format!("{}: {needle}", file.path));
            }
        }
    }
    none(wrong, "colours and fonts belong to the theme");
}

/// Chinese characters stand in Rust as follows: `i18n` writes dates and names the languages;
/// `figure` and the titles of charts read and write numbers in words, by its lexicons; `cli`, `preview` and `diag` speak
/// to the editor; `parse`, `portal`, `plan` and `theme` tell problems, in both languages. Whoever
/// makes pages has none: their words come from the theme and from the data.
#[test]
fn no_interface_word_where_pages_are_made() {
    let mut wrong = Vec::new();
    for file in
        files().iter().filter(|file| ["render", "engine", "output", "source", "chart"].contains(&file.module.as_str()))
    {
        if file.path == "chart/title.rs" {
            continue;
        }
        let messages: Vec<(usize, usize)> = spans_of_messages(&file.code);
        let han = file.code.char_indices().filter(|(_, c)| ('\u{4e00}'..='\u{9fff}').contains(c));
        let outside = han.filter(|(at, _)| !messages.iter().any(|(start, end)| start <= at && at < end));
        wrong.extend(outside.map(|(at, c)| {
            let line = file.code[..at].lines().last().unwrap_or("").trim();
            format!("{}: {c} after {line}", file.path)
        }));
    }
    none(wrong, "interface words come from themes/<name>/words");
}

/// Where `say!( … )` begins and ends.
fn spans_of_messages(code: &str) -> Vec<(usize, usize)> {
    let spans = code.match_indices("say!(").map(|(start, _)| {
        let mut depth = 0;
        let end = code[start..].char_indices().find_map(|(at, c)| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            (c == ')' && depth == 0).then_some(start + at)
        });
        (start, end.unwrap_or(code.len()))
    });
    spans.collect()
}

#[test]
fn nothing_names_the_real_portal() {
    let mut names: BTreeSet<String> =
        ["山东", "Shandong", "shandong", "教育", "ducation", "2020"].map(str::to_owned).into();
    for path in files_below(&project().join("data/indicators")) {
        let text = fs::read_to_string(project().join("data/indicators").join(path)).expect("a data file");
        let ids = text.lines().filter_map(|line| line.trim_start().strip_prefix("- id: "));
        names.extend(ids.map(str::to_owned));
    }
    assert!(names.len() > 100, "the indicators were found");
    let mut wrong = Vec::new();
    for file in files() {
        // A dictionary of Chinese and English phrases holds names of schools and ministries
        // of the whole country, and may.
        let dictionary = file.path.starts_with("figure/lexicon/");
        let allowed = |name: &str| dictionary && ["教育", "ducation"].contains(&name);
        // The year in the name of a standard is that of no data.
        let code = file.code.replace("draft/2020-12/", "");
        let told = names.iter().filter(|name| code.contains(*name) && !allowed(name));
        wrong.extend(told.map(|name| format!("{}: {name}", file.path)));
    }
    let theme = project().join("themes/gongbao");
    for path in files_below(&theme).iter().filter(|path| path.starts_with("templates/") || path.starts_with("words/")) {
        let text = fs::read_to_string(theme.join(path)).expect("a file of the theme");
        // Words of one field of work, which the theme serves no more than any other.
        let of_schools = ["学校", "入学", "学生", "教师", "school", "pupil", "enrol", "teacher"].map(str::to_owned);
        let told = names.iter().chain(&of_schools).filter(|name| text.contains(*name));
        wrong.extend(told.map(|name| format!("{path}: {name}")));
    }
    none(wrong, "nothing is wired to one programme, province, year or indicator");
}

#[test]
fn no_two_files_of_a_module_import_each_other() {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.code.as_str())).collect();
    let circles = FileGraph::of(&files).circles();
    let of = |module: &str, with_root: bool| -> Vec<String> {
        let circles = circles.iter().filter(|(circle_with_root, files)| {
            files[0].split('/').next() == Some(module) && (with_root || !circle_with_root)
        });
        circles.map(|(_, files)| files.join(", ")).collect()
    };
    let mut wrong = Vec::new();
    for (module, _) in MAY_IMPORT {
        let (files, all) = (of(module, false), of(module, true));
        if files.is_empty() == WITH_CIRCLES.contains(module) {
            wrong.push(format!("{module} (WITH_CIRCLES): {}", files.join("; ")));
        }
        if all.is_empty() == ROOT_IN_CIRCLE.contains(module) {
            wrong.push(format!("{module} (ROOT_IN_CIRCLE): {}", all.join("; ")));
        }
    }
    none(wrong, "files that import each other in a circle, or a module that no longer has to be listed");
}

#[test]
fn a_name_stands_for_one_type() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files() {
        for line in file.code.lines() {
            // An associated type is no type of its own.
            let line = if line.contains("type ") { line } else { line.trim_start() };
            let line = line.strip_prefix("pub ").or(line.strip_prefix("pub(crate) ")).unwrap_or(line);
            let line = line.strip_prefix("pub(super) ").unwrap_or(line);
            let kinds = ["struct ", "enum ", "trait ", "type "];
            if let Some(rest) = kinds.iter().find_map(|kind| line.strip_prefix(kind)) {
                places.entry(name_at(rest)).or_default().push(file.path.clone());
            }
        }
    }
    let several: Vec<String> = places
        .iter()
        // A macro that declares a type has no name to read.
        .filter(|(name, places)| !name.is_empty() && places.len() > 1)
        .map(|(name, places)| format!("{name}: {}", places.join(", ")))
        .collect();
    let (count, list) = (several.len(), several.join("\n"));
    assert!(count <= NAMES_OF_TWO_TYPES, "{count} names stand for two types:\n{list}");
    let of_portal: Vec<&String> = several.iter().filter(|line| line.contains("portal/")).collect();
    assert!(of_portal.is_empty(), "types of `portal` have names of their own: {of_portal:?}");
}

#[test]
fn every_file_of_checks_stands_in_the_list() {
    let list = fs::read_to_string(project().join("src/portal/checks/mod.rs")).expect("the list of checks");
    let files = files_below(&project().join("src/portal/checks"));
    let stems = files.iter().filter_map(|path| path.strip_suffix(".rs"));
    let checks: Vec<&str> =
        stems.filter(|stem| !["mod", "scope", "findings", "leading_figures"].contains(stem)).collect();
    assert!(checks.len() > 10, "the checks were found");
    for check in checks {
        let runs = format!("run: {check}::check }}");
        assert!(list.contains(&runs), "`{check}` has a file and no line in CHECKS");
    }
    let last = list.lines().rfind(|line| line.contains("run: ") && line.contains("::check }"));
    let reads_the_others = last.is_some_and(|line| line.contains("suspect_values"));
    assert!(reads_the_others, "`suspect_values` reads what all others have found: it stands last");
}
