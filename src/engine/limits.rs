//! The limits that the site's own file sets, known before other files are read by them.

use crate::parse::records::Limits;
use crate::parse::{self, Depth, ParsedFile, SourceKind};
use crate::source::{LargestFiles, Sources};

/// What the site's file allows; the defaults where there is none that can be read.
pub fn of_site(sources: &Sources) -> Limits {
    let site = sources.below("data/").find(|source| matches!(parse::kind_of(&source.path), SourceKind::Site));
    match site.map(|source| parse::parse(source, Depth::Fields).0.file) {
        Some(ParsedFile::Site(site)) => site.limits,
        _ => Limits::default(),
    }
}

/// Has the files held to the limits.
pub fn hold(sources: &mut Sources, limits: Limits) {
    let Limits { text_bytes, media_bytes, .. } = limits;
    sources.keep_to(LargestFiles { text: text_bytes.into(), binary: media_bytes.into() });
}
