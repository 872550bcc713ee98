//! A file of the site, and what becomes of it.

/// What becomes of a file of the site where it was made, by its path and bytes.
pub type TakeFile<'a, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'a;

/// A file of the site.
#[derive(Clone, Debug)]
pub struct SiteFile {
    pub path: String,
    pub bytes: Vec<u8>,
}
