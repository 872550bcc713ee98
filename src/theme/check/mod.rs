//! Holds the templates of a theme against what they are given, before a page is made.
//!
//! Tera reads a name that is not there as “absent” wherever it stands in a condition: a
//! misspelt field takes a section from every page and nobody is told. Here every name of
//! a template is looked up in the types of its data and in the interface words.

mod builtins;
mod calls;
mod components;
mod describe;
mod expression;
mod expressions;
mod findings;
mod inheritance;
mod lexer;
mod parser;
mod scope;
mod syntax;
#[cfg(test)]
mod tests;
mod types;
mod walk;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value as Json;

pub use describe::describe;

pub use self::findings::TemplateOwner;
use self::findings::{TemplateFinding, TemplatePlace};
use self::syntax::Template;
use self::types::{FieldType, RecordType, TemplateType, Types};
use self::walk::Checker;
use super::Files;
use super::words::{Loaded, Word, Words};
use super::words_held;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::PerLang;
use crate::say;
use crate::source::FileId;

/// What a template is given: a JSON schema of an object whose properties are the names. The
/// interface words (`w`) are given to every template and stand in no schema.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file name of the template.
    pub template: &'static str,
    pub schema: Json,
}

/// What the check says of templates that are wrong.
#[derive(Debug, Default)]
pub struct Checked {
    /// Why no page can be made from a template.
    pub broken: BTreeMap<String, Diagnostic>,
    /// Templates that Tera would refuse as well, and those that need them.
    pub refused: BTreeSet<String>,
}

/// The words of both languages: their keys agree, or it was told that they do not.
#[derive(Clone, Copy)]
pub struct Lexicon<'a>(&'a PerLang<Words>);

impl<'a> Lexicon<'a> {
    pub fn get(self, key: &str) -> Option<&'a Word> {
        self.0.zh.get(key).or_else(|| self.0.en.get(key))
    }

    pub fn is_branch(self, key: &str) -> bool {
        self.0.zh.is_branch(key) || self.0.en.is_branch(key)
    }
}

/// Checks the templates and words of a theme.
pub fn check(files: &Files<'_>, words: &Loaded, given: &[Given], problems: &mut Diagnostics) -> Checked {
    let read = read(files);
    let mut checked = Checked::default();
    let mut owners: BTreeMap<TemplateOwner, Diagnostic> = BTreeMap::new();
    for (template, problem) in &read.unread {
        problems.push(problem.clone());
        owners.insert(TemplateOwner::Template(template.clone()), problem.clone());
    }
    let unread_components: BTreeMap<&str, &str> = read
        .unread
        .keys()
        .flat_map(|file| components_named(files, file).into_iter().map(move |component| (component, file.as_str())))
        .collect();
    for (component, file) in &unread_components {
        owners.insert(TemplateOwner::Component((*component).to_owned()), read.unread[*file].clone());
    }
    let unread = read.unread.keys().cloned().chain(unread_components.keys().map(|name| (*name).to_owned())).collect();
    let mut checker = walked(words, given, &read.templates, unread);
    checker.uncalled();
    let (found, asked) = std::mem::take(&mut checker.findings).all();
    let mut refused: BTreeMap<String, Diagnostic> = read.unread.clone();
    for (place, finding) in found {
        let problem = diagnostic(&place, &finding, files);
        problems.push(problem.clone());
        if finding.refused {
            refused.entry(place.template.clone()).or_insert_with(|| problem.clone());
        }
        owners.entry(finding.owner).or_insert(problem);
    }
    let components = checker.components.iter().map(|(name, (_, component))| (*name, *component)).collect();
    for (call, circle) in calls::endless(&components) {
        let Some((file, _)) = circle.last().and_then(|last| checker.components.get(last)) else { continue };
        let problem = endless(call, &circle, Span::new(id(files, file), call.span.clone()), file);
        problems.push(problem.clone());
        for name in circle {
            owners.entry(TemplateOwner::Component(name.to_owned())).or_insert_with(|| problem.clone());
        }
    }
    let span = |place: &TemplatePlace| Span::new(id(files, &place.template), place.start..place.end);
    let asked = asked
        .into_iter()
        .map(|(key, places)| (key, places.into_iter().map(|(place, owner)| (span(&place), owner)).collect::<Vec<_>>()));
    for (owner, problem) in words_held::check(files, words, asked.collect(), problems) {
        owners.entry(owner).or_insert(problem);
    }
    let needs = needs(&checker, &read.templates);
    let files_needed = files_needed(&checker, &unread_components, &needs);
    for template in files.under("templates/").map(|(path, _)| path) {
        let bodies = closure(TemplateOwner::Template(template.to_owned()), &needs);
        let needed = closure(template.to_owned(), &files_needed);
        let refused = needed.iter().find_map(|file| refused.get(file));
        if refused.is_some() {
            checked.refused.insert(template.to_owned());
        }
        if let Some(problem) = bodies.iter().find_map(|owner| owners.get(owner)).or(refused) {
            checked.broken.insert(template.to_owned(), problem.clone());
        }
    }
    checked
}

/// The templates as trees, and why some could not be read.
struct ReadTemplates {
    templates: BTreeMap<String, Template>,
    unread: BTreeMap<String, Diagnostic>,
}

fn read(files: &Files<'_>) -> ReadTemplates {
    let mut read = ReadTemplates { templates: BTreeMap::new(), unread: BTreeMap::new() };
    for (path, source) in files.under("templates/") {
        let text = source.text().unwrap_or("");
        if text.trim().is_empty() {
            let problem = Diagnostic::new(
                Code::TemplateError,
                Span::file(source.id),
                say!("模板`{path}`是空的", "the template `{path}` is empty"),
            );
            let help =
                say!("写入内容；删去文件则用内置的模板", "write it; without the file, the built-in template is used");
            read.unread.insert(path.to_owned(), problem.help(help));
            continue;
        }
        match parser::parse(text) {
            Ok(template) => {
                read.templates.insert(path.to_owned(), template);
            }
            Err(error) => {
                let span = Span::new(source.id, error.span.clone());
                let problem = Diagnostic::new(Code::TemplateError, span, in_template(path, &error.message));
                read.unread.insert(path.to_owned(), problem.help(error.help));
            }
        }
    }
    read
}

fn in_template(template: &str, message: &crate::i18n::Text) -> crate::i18n::Text {
    let (zh, en) = (&message.zh, &message.en);
    say!("模板`{template}`有错：{zh}", "in the template `{template}`: {en}")
}

/// The components that a text defines, as far as that can be seen without reading it.
fn components_named<'a>(files: &Files<'a>, template: &str) -> Vec<&'a str> {
    let text = files.get(&format!("templates/{template}")).and_then(|source| source.text()).unwrap_or("");
    let after = text.split("component ").skip(1);
    after.filter_map(|rest| rest.split('(').next().filter(|name| !name.is_empty() && name.len() < 60)).collect()
}

/// All templates, walked through with what they are given.
fn walked<'a>(
    words: &'a Loaded,
    given: &[Given],
    templates: &'a BTreeMap<String, Template>,
    unread: HashSet<String>,
) -> Checker<'a> {
    let mut types = Types::default();
    let roots: Vec<(&'static str, Vec<(String, TemplateType)>)> =
        given.iter().map(|given| (given.template, variables(&mut types, &given.schema))).collect();
    let pages = roots.iter().map(|(name, _)| *name).collect();
    let mut checker = Checker::new(types, Lexicon(&words.words), templates, unread, pages);
    for (name, data) in &roots {
        if let Some((name, _)) = templates.get_key_value(*name) {
            checker.template(name, Some(data));
        }
    }
    // What nobody gives data to is a parent or a piece of another, or is not used yet.
    let mut pieces: HashSet<&str> = roots.iter().map(|(name, _)| *name).collect();
    for template in templates.values() {
        pieces.extend(template.parent.iter().map(|parent| parent.text.as_str()));
        let mut included = Vec::new();
        calls::includes(&template.nodes, &mut included);
        pieces.extend(included.into_iter().map(|name| name.text.as_str()));
    }
    for name in templates.keys().filter(|name| !pieces.contains(name.as_str())) {
        checker.template(name, None);
    }
    checker
}

/// The names that a schema gives to a template.
fn variables(types: &mut Types, schema: &Json) -> Vec<(String, TemplateType)> {
    let TemplateType::Record(at) = types.read(schema) else { return Vec::new() };
    let fields = types.record(at).map(|record| record.fields.clone()).unwrap_or_default();
    fields.into_iter().map(|(name, field)| (name, field.of)).collect()
}

/// The record of `loop`.
fn loop_type(types: &mut Types) -> TemplateType {
    let fields = builtins::LOOP.iter().map(|(name, of)| {
        ((*name).to_owned(), FieldType { of: of.clone(), may_be_absent: false, sentence: String::new() })
    });
    types.add(RecordType { name: "loop".to_owned(), sentence: String::new(), fields: fields.collect() })
}

fn id(files: &Files<'_>, template: &str) -> FileId {
    files.get(&format!("templates/{template}")).map_or(files.anywhere().file, |source| source.id)
}

fn diagnostic(place: &TemplatePlace, finding: &TemplateFinding, files: &Files<'_>) -> Diagnostic {
    let span = |place: &TemplatePlace| Span::new(id(files, &place.template), place.start..place.end);
    let message = in_template(&place.template, &finding.message);
    let problem = Diagnostic::new(Code::TemplateError, span(place), message).help(finding.help.clone());
    match &finding.call {
        Some(call) => problem.related(span(call), say!("这样调用时", "when it is called here")),
        None => problem,
    }
}

fn endless(call: &syntax::Ident, circle: &[&str], span: Span, file: &str) -> Diagnostic {
    let name = &call.text;
    let message = if let [name] = circle {
        say!("组件`{name}`没有尽头地调用自己", "the component `{name}` calls itself without end")
    } else {
        let through = circle.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
        say!("组件没有尽头地互相调用：{through}", "components call each other without end: {through}")
    };
    Diagnostic::new(Code::TemplateError, span, in_template(file, &message)).help(say!(
        "删去对`{name}`的调用，或在`for`、`if`里只传下去一部分数据",
        "remove the call of `{name}`, or pass on a part of the data inside `for` or `if`"
    ))
}

/// Which bodies a body needs: components that it calls, its parent, what it includes.
fn needs(
    checker: &Checker<'_>,
    templates: &BTreeMap<String, Template>,
) -> BTreeMap<TemplateOwner, BTreeSet<TemplateOwner>> {
    let called = |nodes| {
        calls::calls(nodes, std::iter::empty()).into_iter().map(|c| TemplateOwner::Component(c.name.text.clone()))
    };
    let mut needs: BTreeMap<TemplateOwner, BTreeSet<TemplateOwner>> = BTreeMap::new();
    for (name, template) in templates {
        let mut all: BTreeSet<TemplateOwner> = called(&template.nodes).collect();
        let mut others: Vec<&syntax::Ident> = template.parent.iter().collect();
        calls::includes(&template.nodes, &mut others);
        all.extend(others.into_iter().map(|other| TemplateOwner::Template(other.text.clone())));
        needs.insert(TemplateOwner::Template(name.clone()), all);
    }
    for (name, (_, component)) in &checker.components {
        needs.insert(TemplateOwner::Component((*name).to_owned()), called(&component.body).collect());
    }
    needs
}

/// Which files a file needs: Tera takes or refuses files as a whole.
fn files_needed(
    checker: &Checker<'_>,
    unread: &BTreeMap<&str, &str>,
    needs: &BTreeMap<TemplateOwner, BTreeSet<TemplateOwner>>,
) -> BTreeMap<String, BTreeSet<String>> {
    let file = |owner: &TemplateOwner| match owner {
        TemplateOwner::Template(name) => Some(name.clone()),
        TemplateOwner::Component(name) => {
            let known = checker.components.get(name.as_str()).map(|(file, _)| *file);
            known.or_else(|| unread.get(name.as_str()).copied()).map(str::to_owned)
        }
    };
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (owner, needed) in needs {
        if let Some(name) = file(owner) {
            files.entry(name).or_default().extend(needed.iter().filter_map(file));
        }
    }
    files
}

/// What is reached from a start.
fn closure<T: Ord + Clone>(start: T, needs: &BTreeMap<T, BTreeSet<T>>) -> BTreeSet<T> {
    let mut all = BTreeSet::new();
    let mut next = vec![start];
    while let Some(one) = next.pop() {
        if all.insert(one.clone()) {
            next.extend(needs.get(&one).into_iter().flatten().cloned());
        }
    }
    all
}
