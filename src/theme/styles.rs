//! The style sheets, bundled and minified by lightningcss: one for all pages, and those that
//! some pages or readers need besides.

use std::fmt::Display;
use std::iter;
use std::path::Path;

use lightningcss::bundler::{Bundler, ResolveResult, SourceProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use super::style_budget::over_budget;
use super::{Asset, Files};
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::parse::records::Limit;
use crate::say;
use crate::source::Source;

/// The browsers that the styles are written down for: the last Chrome of Windows 7,
/// still met in offices, and Safari and Firefox of its years.
fn targets() -> Targets {
    const fn version(major: u32, minor: u32) -> Option<u32> {
        Some((major << 16) | (minor << 8))
    }
    Targets::from(Browsers {
        chrome: version(109, 0),
        edge: version(109, 0),
        safari: version(15, 4),
        ios_saf: version(15, 4),
        firefox: version(115, 0),
        ..Browsers::default()
    })
}

/// `styles/main.css` with all that it imports, as `assets/main.css`, and each sheet of
/// `styles/sheets/` likewise: those that only some pages or readers need.
pub fn load(files: &Files<'_>, selectors: Limit, problems: &mut Diagnostics) -> Vec<Asset> {
    let Some(main) = files.get("styles/main.css") else {
        problems.push(Diagnostic::new(
            Code::StyleError,
            files.anywhere(),
            say!("主题外观没有`styles/main.css`", "the theme has no `styles/main.css`"),
        ));
        return Vec::new();
    };
    let sheets = || files.under("styles/").filter(|(path, _)| path.ends_with(".css"));
    let over: Vec<Diagnostic> = sheets().filter_map(|(_, source)| diagnose_over_budget(source, selectors)).collect();
    if !over.is_empty() {
        over.into_iter().for_each(|problem| problems.push(problem));
        return Vec::new();
    }
    let of_some_pages = sheets().filter(|(path, _)| path.starts_with("sheets/"));
    let mut wrong: Vec<(Span, Diagnostic)> = Vec::new();
    let mut assets = Vec::new();
    for (path, source) in iter::once(("main.css", main)).chain(of_some_pages) {
        match bundle(files, path) {
            Ok(css) => assets.push(Asset { file: format!("assets/{path}"), bytes: css.into_bytes() }),
            Err(fault) => {
                let (at, problem) = explain(files, source, fault);
                // A part that two sheets import is wrong once.
                if wrong.iter().all(|(known, _)| *known != at) {
                    wrong.push((at, problem));
                }
            }
        }
    }
    wrong.into_iter().for_each(|(_, problem)| problems.push(problem));
    assets
}

/// What is wrong with a sheet, and in which file, line and column, where that is known.
struct StyleFault {
    message: String,
    place: Option<(String, u32, u32)>,
}

/// One sheet with all that it imports, minified.
fn bundle(files: &Files<'_>, path: &str) -> Result<String, StyleFault> {
    let provider = Provider { files };
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = bundler.bundle(Path::new(path)).map_err(fault)?;
    sheet.minify(MinifyOptions { targets: targets(), ..MinifyOptions::default() }).map_err(fault)?;
    let options = PrinterOptions { minify: true, targets: targets(), ..PrinterOptions::default() };
    Ok(sheet.to_css(options).map_err(fault)?.code)
}

fn fault<T: Display>(error: lightningcss::error::Error<T>) -> StyleFault {
    StyleFault { message: error.kind.to_string(), place: error.loc.map(|at| (at.filename, at.line, at.column)) }
}

/// `chart-standalone.css`, minified, for drawings that leave the site.
pub fn of_drawings(files: &Files<'_>, selectors: Limit, problems: &mut Diagnostics) -> String {
    let Some(source) = files.get("chart-standalone.css") else { return String::new() };
    if let Some(problem) = diagnose_over_budget(source, selectors) {
        problems.push(problem);
        return String::new();
    }
    let text = source.text().unwrap_or("");
    let minified = StyleSheet::parse(text, ParserOptions::default()).map_err(fault).and_then(|sheet| {
        let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
        sheet.to_css(options).map_err(fault)
    });
    match minified {
        Ok(result) => result.code,
        Err(fault) => {
            problems.push(explain(files, source, fault).1);
            String::new()
        }
    }
}

/// The same as a script, for pages that save their drawings: one opened from a disk may read
/// scripts and no other files.
pub fn of_drawings_as_script(styles: &str) -> Asset {
    let text = format!("window.gongbaoDrawingStyles = {};\n", serde_json::Value::from(styles));
    Asset { file: "assets/drawing-styles.js".to_owned(), bytes: text.into_bytes() }
}

/// A sheet that would be too much for the parser, or become too much.
fn diagnose_over_budget(source: &Source, selectors: Limit) -> Option<Diagnostic> {
    let over = over_budget(source.text()?, selectors)?;
    let (zh, en) = (over.words().zh, over.words().en);
    let problem = Diagnostic::new(
        Code::StyleError,
        Span::new(source.id, over.at..over.at + 1),
        say!("样式表超出限度：{zh}", "the style sheet is beyond the limits: {en}"),
    );
    let first = say!("少套几层，或分开写", "nest less, or write the rules apart");
    Some(problem.help(over.cure(first)))
}

/// The place and the problem. lightningcss counts lines from zero and columns from one.
fn explain(files: &Files<'_>, sheet: &Source, fault: StyleFault) -> (Span, Diagnostic) {
    let (source, line, column) = match &fault.place {
        Some((name, line, column)) => {
            (files.get(&format!("styles/{name}")).unwrap_or(sheet), *line as usize, *column as usize)
        }
        None => (sheet, 0, 1),
    };
    let text = source.text().unwrap_or("");
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    let span = Span::new(source.id, at..at);
    let (zh, en) = (&fault.message, &fault.message);
    let problem = Diagnostic::new(Code::StyleError, span, say!("样式表有错：{zh}", "in the style sheet: {en}"));
    (span, problem.help(say!("改正这一行", "correct this line")))
}

/// The style sheets of a theme, for the bundler.
struct Provider<'a> {
    files: &'a Files<'a>,
}

/// An import without a file.
#[derive(Debug)]
struct NoSuchSheet(String);

impl std::fmt::Display for NoSuchSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no style sheet `{}`", self.0)
    }
}

impl std::error::Error for NoSuchSheet {}

impl SourceProvider for Provider<'_> {
    type Error = NoSuchSheet;

    fn read<'a>(&'a self, file: &Path) -> Result<&'a str, NoSuchSheet> {
        let name = file.to_string_lossy();
        let source = self.files.get(&format!("styles/{name}"));
        source.and_then(Source::text).ok_or_else(|| NoSuchSheet(name.into_owned()))
    }

    /// From the folder of the sheet that imports, as browsers do.
    fn resolve(&self, specifier: &str, from: &Path) -> Result<ResolveResult, NoSuchSheet> {
        let mut path = from.parent().map(Path::to_path_buf).unwrap_or_default();
        for part in specifier.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(path.pop()),
                name => path.push(name),
            }
        }
        match self.files.get(&format!("styles/{}", path.to_string_lossy())) {
            Some(_) => Ok(ResolveResult::File(path)),
            None => Err(NoSuchSheet(specifier.to_owned())),
        }
    }
}
