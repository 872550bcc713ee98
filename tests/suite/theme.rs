//! The built-in theme can be read, and nothing in it can be misspelt: every name in a
//! template and every word, renamed alone, is reported where it stands.

use std::fs;

use gongbao::diag::{Diagnostic, Span};
use gongbao::engine::{Engine, Options};
use rayon::prelude::*;

use crate::portal::{Portal, files_below, project};

const THEME: &str = "themes/gongbao";

/// A renamed name: where, and the file as it is then.
struct Mutant {
    path: String,
    at: usize,
    text: String,
    /// The same for the words of the other language.
    other: Option<(String, String)>,
}

/// Every how many names one is renamed; `MUTATIONS=all` renames all of them.
fn step(sample: usize) -> usize {
    if std::env::var("MUTATIONS").is_ok_and(|value| value == "all") { 1 } else { sample }
}

fn theme_files(folder: &str) -> Vec<(String, String)> {
    let files = files_below(&project().join(THEME).join(folder)).into_iter();
    files
        .map(|path| format!("{THEME}/{folder}/{path}"))
        .map(|path| (path.clone(), fs::read_to_string(project().join(&path)).expect("a file of the theme")))
        .collect()
}

/// The places of names after a dot in the tags of a template.
fn names(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut at, mut inside, mut quote) = (0, false, None);
    let bytes = text.as_bytes();
    while at + 1 < bytes.len() {
        match (&bytes[at..at + 2], quote) {
            (b"{#", None) if !inside => at += text[at..].find("#}").expect("the end of a comment"),
            (b"{{" | b"{%", None) => inside = true,
            (b"}}" | b"%}", None) => inside = false,
            _ => {}
        }
        if inside && matches!(bytes[at], b'"') {
            quote = if quote.is_some() { None } else { Some(bytes[at]) };
        }
        if inside && quote.is_none() && bytes[at] == b'.' && bytes[at + 1].is_ascii_alphabetic() {
            let rest = &text[at + 1..];
            let length = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            found.push((at + 1, length));
            at += length;
        }
        at += 1;
    }
    found
}

fn renamed(text: &str, at: usize, length: usize) -> String {
    format!("{}{}q{}", &text[..at], &text[at..at + length], &text[at + length..])
}

fn mutants_of_templates() -> Vec<Mutant> {
    let all = theme_files("templates").into_iter().flat_map(|(path, text)| {
        let names = names(&text).into_iter();
        let mutants =
            names.map(|(at, length)| Mutant { path: path.clone(), at, text: renamed(&text, at, length), other: None });
        mutants.collect::<Vec<_>>()
    });
    all.step_by(step(29)).collect()
}

/// The place of each key that has a text, with the keys above it.
fn keys(text: &str) -> Vec<(String, usize, usize)> {
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some((key, value)) = line[indent..].split_once(':')
            && !key.starts_with('#')
        {
            above.retain(|(depth, _)| *depth < indent);
            above.push((indent, key.to_owned()));
            if !value.trim().is_empty() {
                let path = above.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".");
                found.push((path, start + indent, key.len()));
            }
        }
        start += line.len();
    }
    found
}

fn mutants_of_words() -> Vec<Mutant> {
    let read = |lang: &str| {
        let path = format!("{THEME}/words/{lang}.yaml");
        (path.clone(), fs::read_to_string(project().join(path)).expect("words"))
    };
    let ((zh_path, zh), (en_path, en)) = (read("zh"), read("en"));
    let english = keys(&en);
    let chinese = keys(&zh).into_iter();
    let both = chinese.filter_map(|(path, at, length)| {
        // A counted word has two texts in English only.
        let (_, other, other_length) = english.iter().find(|(other, ..)| *other == path)?;
        Some(Mutant {
            path: zh_path.clone(),
            at,
            text: renamed(&zh, at, length),
            other: Some((en_path.clone(), renamed(&en, *other, *other_length))),
        })
    });
    both.step_by(step(17)).collect()
}

/// The line of a renamed name that nobody reports, in a portal with the built-in theme.
fn survives(mutant: &Mutant) -> Option<String> {
    let copy = Portal::of("base");
    for (path, text) in [Some((&mutant.path, &mutant.text)), mutant.other.as_ref().map(|(path, text)| (path, text))]
        .into_iter()
        .flatten()
    {
        copy.write(path, text);
    }
    let engine = Engine::open(copy.path(), Options::default()).expect("a portal");
    let sources = engine.sources();
    let line = |text: &str, at: usize| text[..at].matches('\n').count();
    let here = line(&mutant.text, mutant.at);
    let marks = |span: &Span| {
        sources.find(span.file).is_some_and(|source| {
            *source.path == *mutant.path && line(source.text().unwrap_or(""), span.start as usize) == here
        })
    };
    let told = |problem: &Diagnostic| marks(&problem.span) || problem.related.iter().any(|(span, _)| marks(span));
    let found = engine.problems().iter().any(told);
    (!found).then(|| format!("{}:{}: {}", mutant.path, here + 1, mutant.text.lines().nth(here).unwrap_or("")))
}

fn none_survives(mutants: &[Mutant], at_least: usize) {
    assert!(mutants.len() >= at_least, "names were found: {}", mutants.len());
    let survivors: Vec<String> = mutants.par_iter().filter_map(survives).collect();
    assert!(survivors.is_empty(), "{} of {} survive:\n{}", survivors.len(), mutants.len(), survivors.join("\n"));
}

#[test]
fn a_renamed_name_in_a_template_is_reported() {
    none_survives(&mutants_of_templates(), 50);
}

#[test]
fn a_renamed_word_is_reported() {
    none_survives(&mutants_of_words(), 30);
}

#[test]
fn the_lines_of_the_theme_can_be_read() {
    let files = ["templates", "styles", "scripts"].into_iter().flat_map(theme_files);
    let long: Vec<String> = files
        .flat_map(|(path, text)| {
            let lines = text.lines().enumerate().filter(|(_, line)| line.chars().count() > 160);
            lines.map(|(number, _)| format!("{path}:{}", number + 1)).collect::<Vec<_>>()
        })
        .collect();
    assert!(long.is_empty(), "more than 160 characters: {long:?}");
}

#[test]
fn with_the_carried_theme_only_titles_of_charts_are_made_to_be_checked() {
    let portal = Portal::of("smallest");
    let to_check = || {
        let engine = Engine::open(portal.path(), Options::default()).expect("a folder that can be read");
        (engine.pages_to_check().len(), engine.world().plan.pages.len())
    };
    assert_eq!(to_check().0, 0, "no text of this portal gives a chart a title");
    let styles = "themes/gongbao/styles/base.css";
    let carried = fs::read_to_string(project().join(styles)).expect("a file of the theme");
    portal.write(styles, format!("{carried}\n/* ours */\n"));
    let (made, all) = to_check();
    assert_eq!(made, all, "with a theme of one's own all pages are made");
}
