//! The theme that the site names, with what it was loaded from.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::documents::Documents;
use crate::diag::{Diagnostics, Span, Spanned};
use crate::i18n::Lang;
use crate::parse::Depth;
use crate::parse::records::Limits;
use crate::portal::{self, Portal};
use crate::render;
use crate::source::{Fingerprint, Sources};
use crate::theme::{self, Theme};

/// The theme in use, with what it was loaded from.
#[derive(Clone)]
pub(super) struct ThemeInUse {
    /// As the site says it: its place is that of problems.
    pub name: Spanned<String>,
    pub limits: Limits,
    pub fingerprint: Fingerprint,
    pub theme: Arc<Theme>,
    pub problems: Arc<Diagnostics>,
}

/// What the templates of a project's theme are given, written for a designer.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn theme_data(root: &Path, lang: Lang) -> io::Result<String> {
    let sources = Sources::read(root, theme::built_in())?;
    let parsed = sources.iter().map(|source| source.id).collect();
    let mut documents = Documents::default();
    documents.parse(&sources, parsed, Depth::Fields);
    let joined = portal::assemble(&documents.in_order(&sources));
    Ok(theme::describe(&sources, &theme_name(&joined.portal), &given(), lang))
}

/// The theme that the site names, kept when its files are the same.
pub(super) fn loaded(sources: &Sources, portal: &Portal, known: Option<&ThemeInUse>) -> ThemeInUse {
    let name = theme_name(portal);
    let fingerprint = theme::fingerprint(sources, &name.value);
    let limits = portal.site.as_ref().map(|site| site.limits).unwrap_or_default();
    let same = |known: &&ThemeInUse| {
        let told_here = known.problems.is_empty() || known.name.span == name.span;
        (known.fingerprint, known.limits) == (fingerprint, limits) && known.name.value == name.value && told_here
    };
    known.filter(same).cloned().unwrap_or_else(|| {
        let (theme, problems) = theme::load(sources, &name, &given(), limits);
        ThemeInUse { name, limits, fingerprint, theme: Arc::new(theme), problems: Arc::new(problems) }
    })
}

fn theme_name(portal: &Portal) -> Spanned<String> {
    portal
        .site
        .as_ref()
        .map_or_else(|| Spanned::new(theme::DEFAULT.to_owned(), Span::project()), |site| site.theme.clone())
}

/// What pages give to templates.
pub(super) fn given() -> Vec<theme::Given> {
    let schemas = render::template_schemas().into_iter();
    schemas.map(|(template, schema)| theme::Given { template, schema: schema.to_value() }).collect()
}

/// The files of the theme that are different, come or gone.
pub(super) fn changed_assets(old: &Theme, new: &Theme) -> Vec<String> {
    if std::ptr::eq(old, new) {
        return Vec::new();
    }
    let changed = new.assets.iter().filter(|asset| !old.assets.contains(asset));
    let gone = old.assets.iter().filter(|asset| !new.assets.iter().any(|other| other.file == asset.file));
    changed.chain(gone).map(|asset| asset.file.clone()).collect()
}
