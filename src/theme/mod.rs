//! Turns `themes/<name>` into compiled templates, interface words and assets.
//!
//! A theme knows no content: it sees neither portal nor plan. The files of the built-in
//! theme stand in wherever the project's theme has none of its own.

mod check;
mod contrast;
mod style_budget;
mod styles;
mod templates;
mod words;
mod words_asked;
mod words_held;

use std::collections::BTreeMap;

pub use check::{Given, describe};
pub use templates::{TemplateError, Templates};
pub use words::{Word, Words};
pub use words_asked::{FAMILIES, Family, WORDS};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::i18n::PerLang;
use crate::parse::records::Limits;
use crate::say;
use crate::source::{BuiltIn, Content, Fingerprint, Source, Sources};

/// The theme that comes with the program.
pub const DEFAULT: &str = "gongbao";

/// A file that the theme puts into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path below the root of the site.
    pub file: String,
    pub bytes: Vec<u8>,
}

/// How the portal looks and speaks.
#[derive(Debug)]
pub struct Theme {
    pub templates: Templates,
    /// Of the files of the templates: other bytes may make other pages.
    pub templates_fingerprint: Fingerprint,
    pub words: PerLang<Words>,
    pub assets: Vec<Asset>,
    /// For charts that leave the site: colours written out.
    pub drawing_styles: String,
}

/// Loads the theme with a name, and holds its templates against what they are given.
pub fn load(sources: &Sources, name: &Spanned<String>, given: &[Given], limits: Limits) -> (Theme, Diagnostics) {
    let mut problems = Diagnostics::new();
    let files = Files::of(sources, &name.value);
    if files.own == 0 && name.value != DEFAULT {
        let wrong = &name.value;
        let known: Vec<&str> =
            sources.iter().filter_map(|source| source.path.strip_prefix("themes/")?.split('/').next()).collect();
        let problem = Diagnostic::new(
            Code::UnknownName,
            name.span,
            say!("没有名为`{wrong}`的主题外观", "there is no theme named `{wrong}`"),
        );
        problems.push(problem.meant(wrong, known, || {
            say!("写`themes`下的文件夹名，或`{DEFAULT}`", "write the name of a folder under `themes`, or `{DEFAULT}`")
        }));
    }
    let words = words::load(&files, &mut problems);
    let checked = check::check(&files, &words, given, &mut problems);
    let templates = templates::load(&files, checked, limits.page_bytes(), &mut problems);
    let words = words.words;
    let templates_fingerprint = digest(files.under("templates/"));
    let mut assets = styles::load(&files, limits.selectors(), &mut problems);
    contrast::check(&files, &mut problems);
    assets.extend(files.under("assets/").filter_map(|(path, source)| {
        let bytes = match &source.content {
            Content::Binary(bytes) => bytes.to_vec(),
            _ => source.text()?.as_bytes().to_vec(),
        };
        Some(Asset { file: format!("assets/{path}"), bytes })
    }));
    assets.extend(files.under("scripts/").filter_map(|(path, source)| {
        Some(Asset { file: format!("assets/{path}"), bytes: source.text()?.as_bytes().to_vec() })
    }));
    let drawing_styles = styles::of_drawings(&files, limits.selectors(), &mut problems);
    assets.push(styles::of_drawings_as_script(&drawing_styles));
    (Theme { templates, templates_fingerprint, words, assets, drawing_styles }, problems)
}

/// The fingerprint of everything that a theme is made of.
pub fn fingerprint(sources: &Sources, name: &str) -> Fingerprint {
    digest(Files::of(sources, name).by_path.into_iter())
}

/// Whether a theme is made of the files that the program carries for it, and of no others:
/// what the program's own tests have filled in on all kinds of pages.
pub fn is_built_in(sources: &Sources, name: &str) -> bool {
    let files = Files::of(sources, name);
    let folder = format!("themes/{DEFAULT}/");
    let mut carried = BUILT_IN.iter().filter_map(|file| Some((file.path.strip_prefix(folder.as_str())?, file.bytes)));
    let same = |(path, bytes): (&str, &[u8])| {
        files.get(path).is_some_and(|source| source.fingerprint == Fingerprint::of(bytes))
    };
    files.by_path.len() == carried.clone().count() && carried.all(same)
}

fn digest<'a>(files: impl Iterator<Item = (&'a str, &'a Source)>) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for (path, source) in files {
        hasher.update(path.as_bytes());
        hasher.update(&source.fingerprint.0.to_be_bytes());
    }
    Fingerprint::from_hash(&hasher.finalize())
}

/// The files of a theme by their path within it, the project's own before the built-in.
struct Files<'a> {
    by_path: BTreeMap<&'a str, &'a Source>,
    own: usize,
}

impl<'a> Files<'a> {
    fn of(sources: &'a Sources, name: &str) -> Files<'a> {
        let mut by_path = BTreeMap::new();
        let mut own = 0;
        for theme in [DEFAULT, name] {
            let folder = format!("themes/{theme}/");
            for source in sources.below(&folder) {
                if let Some(path) = source.path.strip_prefix(folder.as_str()) {
                    by_path.insert(path, source);
                    own += usize::from(theme == name);
                }
            }
        }
        Files { by_path, own }
    }

    fn get(&self, path: &str) -> Option<&'a Source> {
        self.by_path.get(path).copied()
    }

    /// The files below a folder, with their path in it.
    fn under(&self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        self.by_path.iter().filter_map(move |(path, source)| Some((path.strip_prefix(folder)?, *source)))
    }

    /// A place for problems that belong to no single file.
    fn anywhere(&self) -> Span {
        Span::project()
    }
}

/// The built-in theme, for [`Sources::read`].
pub fn built_in() -> &'static [BuiltIn] {
    &BUILT_IN
}

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
