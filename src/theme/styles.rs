//! The style sheets: bundled and minified by lightningcss into one file.

use std::path::{Path, PathBuf};

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

/// `styles/main.css` with all that it imports, as `assets/main.css`.
pub fn load(files: &Files<'_>, selectors: Limit, problems: &mut Diagnostics) -> Vec<Asset> {
    let Some(main) = files.get("styles/main.css") else {
        problems.push(Diagnostic::new(
            Code::StyleError,
            files.anywhere(),
            say!("主题外观没有`styles/main.css`", "the theme has no `styles/main.css`"),
        ));
        return Vec::new();
    };
    let sheets = files.under("styles/").filter(|(path, _)| path.ends_with(".css"));
    let over: Vec<Diagnostic> = sheets.filter_map(|(_, source)| diagnose_over_budget(source, selectors)).collect();
    if !over.is_empty() {
        over.into_iter().for_each(|problem| problems.push(problem));
        return Vec::new();
    }
    let provider = Provider { files };
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = match bundler.bundle(Path::new("main.css")) {
        Ok(sheet) => sheet,
        Err(error) => {
            let message = error.kind.to_string();
            problems.push(explain(files, main, error.loc.map(|l| (l.filename, l.line, l.column)), &message));
            return Vec::new();
        }
    };
    let minify = MinifyOptions { targets: targets(), ..MinifyOptions::default() };
    if let Err(error) = sheet.minify(minify) {
        let message = error.kind.to_string();
        problems.push(explain(files, main, error.loc.map(|l| (l.filename, l.line, l.column)), &message));
        return Vec::new();
    }
    match sheet.to_css(PrinterOptions { minify: true, targets: targets(), ..PrinterOptions::default() }) {
        Ok(result) => vec![Asset { file: "assets/main.css".to_owned(), bytes: result.code.into_bytes() }],
        Err(error) => {
            let message = error.kind.to_string();
            problems.push(explain(files, main, error.loc.map(|l| (l.filename, l.line, l.column)), &message));
            Vec::new()
        }
    }
}

/// `chart-standalone.css`, minified, for drawings that leave the site.
pub fn of_drawings(files: &Files<'_>, selectors: Limit, problems: &mut Diagnostics) -> String {
    let Some(source) = files.get("chart-standalone.css") else { return String::new() };
    if let Some(problem) = diagnose_over_budget(source, selectors) {
        problems.push(problem);
        return String::new();
    }
    let text = source.text().unwrap_or("");
    let minified = StyleSheet::parse(text, ParserOptions::default())
        .map_err(|error| (error.kind.to_string(), error.loc.map(|at| (String::new(), at.line, at.column))))
        .and_then(|sheet| {
            let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
            sheet.to_css(options).map_err(|error| (error.kind.to_string(), None))
        });
    match minified {
        Ok(result) => result.code,
        Err((message, place)) => {
            problems.push(explain(files, source, place, &message));
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

/// lightningcss counts lines from zero and columns from one.
fn explain(files: &Files<'_>, main: &Source, place: Option<(String, u32, u32)>, message: &str) -> Diagnostic {
    let (source, line, column) = match &place {
        Some((name, line, column)) => {
            (files.get(&format!("styles/{name}")).unwrap_or(main), *line as usize, *column as usize)
        }
        None => (main, 0, 1),
    };
    let text = source.text().unwrap_or("");
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    let (zh, en) = (message, message);
    Diagnostic::new(
        Code::StyleError,
        Span::new(source.id, at..at),
        say!("样式表有错：{zh}", "in the style sheet: {en}"),
    )
    .help(say!("改正这一行", "correct this line"))
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

    fn resolve(&self, specifier: &str, _: &Path) -> Result<ResolveResult, NoSuchSheet> {
        let name = specifier.trim_start_matches("./");
        match self.files.get(&format!("styles/{name}")) {
            Some(_) => Ok(ResolveResult::File(PathBuf::from(name))),
            None => Err(NoSuchSheet(specifier.to_owned())),
        }
    }
}
