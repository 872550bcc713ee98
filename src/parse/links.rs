//! Links of texts: of narratives, and of statements in data files.

use super::prose::Stated;
use crate::diag::Spanned;

/// A link or picture.
#[derive(Clone, Debug)]
pub struct Reference {
    pub kind: ReferenceKind,
    /// What follows the scheme, or the whole address.
    pub target: Spanned<String>,
    /// The printed text, or the description of a picture.
    pub text: Spanned<String>,
    /// The figure that the text prints, where the link binds one or marks it as no data.
    pub stated: Option<Box<Stated>>,
    /// The author says that the words around the figure are meant as they stand.
    pub meant: bool,
}

/// The title of a link whose author knows that the words around it seem to speak of another thing:
/// `[5%](figure:o-1 "meant")`.
pub const MEANT: &str = "meant";

/// The address of a link that marks a figure as no data: `[35所](figure:none)`.
pub const NO_DATA: &str = "none";

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    Figure,
    Place,
    Indicator,
    Case,
    Document,
    Problem,
    Term,
    Page,
    Chart,
    /// A count, a rank or a year that follows from the data.
    Fact,
    /// A table of the data, shown in place of a picture.
    Table,
    /// A file beside the text, shown as a picture.
    Picture,
    /// A place in the same page.
    Anchor,
    /// http or https.
    External,
    /// Something else: not allowed.
    Other,
}

impl ReferenceKind {
    /// The schemes of typed references.
    pub const SCHEMES: [(&'static str, ReferenceKind); 11] = [
        ("figure", ReferenceKind::Figure),
        ("place", ReferenceKind::Place),
        ("indicator", ReferenceKind::Indicator),
        ("case", ReferenceKind::Case),
        ("document", ReferenceKind::Document),
        ("problem", ReferenceKind::Problem),
        ("term", ReferenceKind::Term),
        ("page", ReferenceKind::Page),
        ("chart", ReferenceKind::Chart),
        ("fact", ReferenceKind::Fact),
        ("table", ReferenceKind::Table),
    ];

    /// Tells an address apart: its kind, and what of it names the target.
    pub fn of(address: &str) -> (ReferenceKind, &str) {
        if let Some(anchor) = address.strip_prefix('#') {
            return (ReferenceKind::Anchor, anchor);
        }
        if address.starts_with("https://") || address.starts_with("http://") {
            return (ReferenceKind::External, address);
        }
        let scheme = address.split_once(':').and_then(|(scheme, rest)| {
            let known = Self::SCHEMES.iter().find(|(name, _)| *name == scheme)?;
            Some((known.1, rest))
        });
        match scheme {
            Some(found) => found,
            None => (ReferenceKind::Other, address),
        }
    }
}

/// The same text with spaces for the addresses of its links, whose names hold numbers too.
pub fn without_addresses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end);
        plain.push_str(&rest[..at + 2]);
        plain.extend(std::iter::repeat_n(' ', end - at - 2));
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}
