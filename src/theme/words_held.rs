//! Holds the interface words against what templates and pages ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::Files;
use super::check::TemplateOwner;
use super::words::Loaded;
use super::words_asked;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, nearest, nearest_words};
use crate::i18n::{Lang, PerLang};
use crate::say;

/// The keys that templates ask for, with the places that do. A key may be a branch, of which
/// every word is asked for.
pub type AskedByTemplates = Vec<(String, Vec<(Span, TemplateOwner)>)>;

/// Reports words that are asked for and missing, and words that nobody asks for. Gives back
/// the bodies that ask for missing ones.
pub fn check(
    files: &Files<'_>,
    loaded: &Loaded,
    by_templates: AskedByTemplates,
    problems: &mut Diagnostics,
) -> Vec<(TemplateOwner, Diagnostic)> {
    let known = |key: &str| loaded.keys.zh.contains_key(key) || loaded.keys.en.contains_key(key);
    let branch = |key: &str| loaded.words.zh.is_branch(key) || loaded.words.en.is_branch(key);
    let mut missing: BTreeMap<String, Vec<(Span, TemplateOwner)>> = BTreeMap::new();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut branches: Vec<String> = Vec::new();
    let mut broken = Vec::new();
    for (key, places) in by_templates {
        if let Some(problem) = loaded.lacking.get(&key) {
            broken.extend(places.iter().map(|(_, owner)| (owner.clone(), problem.clone())));
        }
        if known(&key) {
            asked.insert(key);
        } else if branch(&key) {
            branches.push(format!("{key}."));
        } else {
            missing.insert(key, places);
        }
    }
    for key in words_asked::all() {
        if known(&key) {
            asked.insert(key);
        } else {
            missing.entry(key).or_default();
        }
    }
    let unasked = |key: &str| !asked.contains(key) && !branches.iter().any(|branch| key.starts_with(branch.as_str()));
    for (key, places) in missing {
        let problem = missing_word(files, loaded, &key, &places);
        problems.push(problem.clone());
        broken.extend(places.into_iter().map(|(_, owner)| (owner, problem.clone())));
    }
    for (key, span) in loaded.keys.zh.iter().filter(|(key, _)| unasked(key)) {
        let own = |lang: Lang| files.get(&words_file(lang)).is_some_and(|source| !source.built_in);
        // Words of the built-in theme may be asked for by a template that a project replaced;
        // a word that one language lacks was told of already.
        if let Some(other) = loaded.keys.en.get(key).filter(|_| own(Lang::Zh) || own(Lang::En)) {
            problems.push(unused_word(key, *span, *other));
        }
    }
    broken
}

fn words_file(lang: Lang) -> String {
    format!("words/{}.yaml", lang.code())
}

/// A missing word stands where a template asks for it; one that only pages ask for, at the
/// key that is most like it.
fn missing_word(files: &Files<'_>, loaded: &Loaded, key: &str, places: &[(Span, TemplateOwner)]) -> Diagnostic {
    let near = nearest_key(key, &loaded.keys);
    let line = |lang: Lang| near.and_then(|near| loaded.keys.get(lang).get(near)).copied();
    let whole = || files.get(&words_file(Lang::Zh)).map_or(files.anywhere(), |source| Span::file(source.id));
    let span = places.first().map(|(span, _)| *span).or(line(Lang::Zh)).unwrap_or_else(whole);
    let mut problem =
        Diagnostic::new(Code::MissingWord, span, say!("没有界面用语`{key}`", "there is no interface word `{key}`"));
    for (place, _) in places.iter().skip(1) {
        problem = problem.related(*place, say!("这里也要用它", "it is asked for here too"));
    }
    for at in Lang::ALL.into_iter().filter_map(line).filter(|at| *at != span) {
        problem = problem.related(at, say!("最相近的用语", "the word that is most like it"));
    }
    let help = near.and_then(|near| nearest_words(key, [near])).unwrap_or_else(|| {
        say!("在`words/zh.yaml`和`words/en.yaml`里补上", "add it to `words/zh.yaml` and `words/en.yaml`")
    });
    let last = |key: &str| key.rsplit('.').next().unwrap_or("").to_owned();
    match near
        .filter(|near| !places.is_empty() && near.rsplit_once('.').map(|k| k.0) == key.rsplit_once('.').map(|k| k.0))
    {
        Some(near) => problem.help(help).instead(&last(key), &last(near)),
        None => problem.help(help),
    }
}

/// The key that is most like another, one with the same beginning before all others.
fn nearest_key<'a>(key: &str, keys: &'a PerLang<BTreeMap<String, Span>>) -> Option<&'a str> {
    let branch = key.rsplit_once('.').map_or("", |(branch, _)| branch);
    let (near, far): (Vec<&str>, Vec<&str>) = keys
        .zh
        .keys()
        .map(String::as_str)
        .partition(|known| known.rsplit_once('.').map_or("", |(branch, _)| branch) == branch);
    nearest(key, near).into_iter().chain(nearest(key, far)).next()
}

fn unused_word(key: &str, zh: Span, en: Span) -> Diagnostic {
    Diagnostic::new(Code::UnusedWord, zh, say!("没有人用界面用语`{key}`", "nobody asks for the interface word `{key}`"))
        .related(en, say!("另一种语言", "the other language"))
        .help(say!("两种语言都删去它", "remove it in both languages"))
}
