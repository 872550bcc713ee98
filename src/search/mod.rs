//! The index that readers search: finished pages in, script files out.
//!
//! Units are the distinct blocks of text of all pages of a language. A query of several
//! Chinese characters is found by its pairs of neighbours with their positions, a word by
//! itself, so that exactly the pages are found that hold it. Files are scripts that call one
//! function: that works under a strict content security policy and from a folder on a disk.
//! This module is pure and knows no stage.

mod blocks;
mod fold;
mod pinyin;
mod postings;
mod shards;

pub use blocks::{IndexBlock, blocks};
pub use fold::{Folding, Token, tokens};
pub use shards::files;

/// What a finished page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageText {
    /// Its first heading.
    pub title: String,
    pub blocks: Vec<IndexBlock>,
}

/// Reads what a finished page says.
pub fn page_text(html: &str) -> PageText {
    let (title, blocks) = blocks(html);
    PageText { title, blocks }
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct SearchablePage<'a> {
    /// Below the root of the site, without `index.html`.
    pub address: &'a str,
    pub text: &'a PageText,
    /// By position in [`SearchableSite::kinds`].
    pub kind: usize,
    /// By position in [`SearchableSite::places`].
    pub place: Option<usize>,
    pub year: Option<u16>,
    /// What the page is about has a name that may be typed as it is pronounced.
    pub named: bool,
}

/// A figure that answers a query by itself.
#[derive(Clone, Debug)]
pub struct SearchableFigure<'a> {
    /// By position in [`SearchableSite::places`].
    pub place: usize,
    /// The page of its indicator.
    pub address: &'a str,
    /// Its anchor there.
    pub anchor: &'a str,
    pub year: Option<u16>,
    /// The number with its unit and what has to be said with it.
    pub text: String,
    /// The document that prints it.
    pub source: String,
}

/// All that is searched in one language.
#[derive(Clone, Debug, Default)]
pub struct SearchableSite<'a> {
    /// The kinds of pages, those first that readers look for first.
    pub kinds: Vec<String>,
    /// The names of each place.
    pub places: Vec<Vec<String>>,
    pub pages: Vec<SearchablePage<'a>>,
    pub figures: Vec<SearchableFigure<'a>>,
    /// Names may be typed as they are pronounced.
    pub pronounced: bool,
}

/// A file of the index, below its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    pub path: String,
    pub text: String,
}

/// The pages in the order in which they answer.
fn in_order<'a>(site: &'a SearchableSite<'a>) -> Vec<&'a SearchablePage<'a>> {
    let mut pages: Vec<&SearchablePage<'_>> = site.pages.iter().collect();
    pages.sort_by_key(|page| (page.kind, std::cmp::Reverse(page.year), page.address));
    pages
}
