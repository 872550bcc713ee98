//! Files beside texts: pictures, sealed documents, tables, videos.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::media::{MediaFault, MediaKind, inspect};
use crate::source::{Content, FileId, Fingerprint, Source};

/// A file beside texts, by itself.
#[derive(Clone, Debug)]
pub struct MediaFile {
    pub file: FileId,
    /// Relative to the root.
    pub path: Arc<str>,
    pub fingerprint: Fingerprint,
    pub bytes: Arc<[u8]>,
    /// What it is, or why it cannot be published.
    pub kind: Result<MediaKind, MediaFault>,
}

impl MediaFile {
    /// What a source is, where its bytes were read.
    pub fn of(source: &Source) -> Option<MediaFile> {
        let Content::Binary(bytes) = &source.content else { return None };
        Some(MediaFile {
            file: source.id,
            path: source.path.clone(),
            fingerprint: source.fingerprint,
            bytes: bytes.clone(),
            kind: inspect(&source.path, bytes),
        })
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Two files of one path with the same bytes.
impl PartialEq for MediaFile {
    fn eq(&self, other: &MediaFile) -> bool {
        (self.fingerprint, &self.path) == (other.fingerprint, &other.path)
    }
}

impl Eq for MediaFile {}

impl Hash for MediaFile {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}
