//! The templates, compiled. A template is given data and asks for nothing: its filters
//! are pure functions of their arguments.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::Files;
use super::check::Checked;
use super::words::fill;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::parse::records::Limit;
use crate::say;
use crate::source::FileId;

/// Compiled templates.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The file of each template, to place errors.
    files: BTreeMap<String, FileId>,
    /// Why a template could not be compiled: the pages made from it say the same, once.
    broken: BTreeMap<String, Diagnostic>,
    /// The bytes that one may write for a page. Tera does not count its steps: a template cannot
    /// call itself, and what goes round for ever writes for ever.
    page_bytes: Limit,
}

/// A page as far as it is written, and no further than allowed.
struct Bounded {
    page: Vec<u8>,
    most: Limit,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.most.is_passed(self.page.len() + bytes.len()) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.page.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why a page could not be made from its template.
#[derive(Debug)]
pub struct TemplateError {
    pub diagnostic: Diagnostic,
}

impl Templates {
    /// Makes a page from a template and its data.
    ///
    /// # Errors
    /// When the template asks for data that is not there, or does not exist.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Box<TemplateError>> {
        if let Some(diagnostic) = self.broken.get(name) {
            return Err(Box::new(TemplateError { diagnostic: diagnostic.clone() }));
        }
        let mut page = Bounded { page: Vec::new(), most: self.page_bytes };
        let made = self.tera.render_to(name, context, &mut page);
        let made = made.and_then(|()| Ok(String::from_utf8(page.page)?));
        made.map_err(|error| Box::new(TemplateError { diagnostic: self.explain(&error, name) }))
    }

    fn explain(&self, error: &tera::Error, name: &str) -> Diagnostic {
        let ErrorKind::Io(kind) = error.kind() else { return explain(error, name, &self.files) };
        let span = self.files.get(name).map_or(Span::project(), |file| Span::file(*file));
        let most = self.page_bytes.most;
        let message = if *kind == io::ErrorKind::FileTooLarge {
            say!(
                "模板`{name}`为一个页面写出的内容超过{most}字节",
                "the template `{name}` writes more than {most} bytes for a page"
            )
        } else {
            say!("模板`{name}`写不出页面：{kind}", "the template `{name}` cannot write a page: {kind}")
        };
        let first = say!("检查模板里的循环", "look at the loops of the template");
        Diagnostic::new(Code::TemplateError, span, message).help(self.page_bytes.cure(first))
    }
}

/// Compiles the templates of a theme that the check found nothing fatal in; those that cannot
/// be compiled for another reason are reported, each with its first error, and left out.
pub fn load(files: &Files<'_>, checked: Checked, page_bytes: Limit, problems: &mut Diagnostics) -> Templates {
    let Checked { mut broken, refused } = checked;
    let mut texts: Vec<(&str, &str)> = Vec::new();
    let mut ids = BTreeMap::new();
    for (path, source) in files.under("templates/") {
        ids.insert(path.to_owned(), source.id);
        if !refused.contains(path) {
            texts.push((path, source.text().unwrap_or("")));
        }
    }
    loop {
        let mut tera = empty();
        match tera.add_raw_templates(texts.clone()) {
            Ok(()) => return Templates { tera, files: ids, broken, page_bytes },
            Err(error) => {
                let wrong = culprit(&error).filter(|name| texts.iter().any(|(known, _)| known == name));
                let problem = explain(&error, wrong.as_deref().unwrap_or(""), &ids);
                problems.push(problem.clone());
                let Some(wrong) = wrong else {
                    // Nobody knows which: all pages say so.
                    broken.extend(texts.iter().map(|(name, _)| ((*name).to_owned(), problem.clone())));
                    return Templates { tera: empty(), files: ids, broken, page_bytes };
                };
                broken.entry(wrong.clone()).or_insert(problem);
                texts.retain(|(name, _)| *name != wrong);
            }
        }
    }
}

/// Tera with the filters that templates may use.
fn empty() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml", ".svg"]);
    tera.register_filter("fill", fill_filter);
    tera.register_filter("count", count_filter);
    tera
}

/// `{{ w.sentence | fill(name=value) }}`
fn fill_filter(text: &str, values: Kwargs, _: &State) -> TeraResult<String> {
    Ok(fill_from(text, &values))
}

/// `{{ w.cases | count(n=3) }}`: the text for one or for any other number.
fn count_filter(word: &Value, values: Kwargs, _: &State) -> TeraResult<String> {
    let number: Cow<'_, str> = match values.get::<i64>("n") {
        Ok(Some(number)) => number.to_string().into(),
        _ => Cow::Borrowed(""),
    };
    if let Some(text) = word.as_str() {
        return Ok(fill_from(text, &values));
    }
    let form = if number == "1" { "one" } else { "other" };
    let text = word.as_map().and_then(|map| map.get(&tera::value::Key::from(form))).and_then(Value::as_str);
    let text = text.ok_or_else(|| tera::Error::message("`count` wants a word with `one` and `other`"))?;
    Ok(fill_from(text, &values))
}

fn fill_from(text: &str, values: &Kwargs) -> String {
    let pairs: Vec<(String, String)> =
        values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fill(text, &pairs)
}

/// The template in which an error is, where Tera says so.
fn culprit(error: &tera::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename().to_owned()),
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl.clone()),
        _ => {
            // Unknown filters and components come as a printed report: `--> name:line:column`.
            let text = error.to_string();
            let after = text.split("--> ").nth(1)?;
            Some(after.split(':').next()?.to_owned())
        }
    }
}

/// An error of Tera as a problem at its place.
fn explain(error: &tera::Error, template: &str, files: &BTreeMap<String, FileId>) -> Diagnostic {
    let (name, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.span().range.clone(), report.message().to_owned())
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
            (template.to_owned(), 0..0, first)
        }
    };
    let span = match files.get(&name).or_else(|| files.get(template)) {
        Some(file) => Span::new(*file, range),
        None => Span::project(),
    };
    let (zh, en) = (&message, &message);
    Diagnostic::new(Code::TemplateError, span, say!("模板`{name}`有错：{zh}", "in the template `{name}`: {en}")).help(
        say!("对照`themes/gongbao/templates`里的写法改正", "compare with the templates in `themes/gongbao/templates`"),
    )
}
