//! Cures: what would have to be changed in a file so that a problem is gone.
//!
//! A cure is data: whoever found the problem says what to change, and [`super::amend`] works
//! out where that is in the text as it stands. Nothing here changes a file.

use std::ops::Range;

use super::Span;
use crate::i18n::Text;
use crate::source::FileId;

/// Whether a cure may be applied without a look at the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The file says the same afterwards, or what it can only have meant.
    Certain,
    /// Somebody has to decide: another cure may be the right one.
    Proposed,
}

impl Certainty {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Proposed => "proposed",
        }
    }
}

/// A piece of text to be replaced.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    pub span: Span,
    /// What stands there, or at one place within. The edit is not made where it does not.
    pub was: String,
    pub now: String,
}

/// What is changed in one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Amendment {
    /// Pieces are replaced.
    Edits(Vec<Edit>),
    /// Two pieces change places.
    Swap(Span, Span),
    /// A mapping, which begins at the span, gets a key.
    AddKey { at: Span, key: String, value: String },
    /// A list of the front matter gets an item.
    AddItem { file: FileId, key: &'static str, item: String },
    /// The mark at the beginning of the file goes.
    NoByteOrderMark(FileId),
    /// All line ends become line feeds.
    LineFeeds(FileId),
}

impl Amendment {
    /// The file that is changed.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Amendment::Edits(edits) => edits.first().map(|edit| edit.span.file),
            Amendment::Swap(span, _) | Amendment::AddKey { at: span, .. } => Some(span.file),
            Amendment::AddItem { file, .. } | Amendment::NoByteOrderMark(file) | Amendment::LineFeeds(file) => {
                Some(*file)
            }
        }
    }
}

/// A cure, with the sentence that is read before it is applied.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cure {
    pub says: Text,
    pub certainty: Certainty,
    pub change: Amendment,
}

impl Cure {
    /// One that somebody has to decide on.
    pub fn proposed(says: Text, change: Amendment) -> Cure {
        Cure { says, certainty: Certainty::Proposed, change }
    }

    /// One that may be applied unasked.
    pub fn certain(says: Text, change: Amendment) -> Cure {
        Cure { says, certainty: Certainty::Certain, change }
    }

    /// Another piece of text in the place of one.
    pub fn replace(span: Span, was: impl Into<String>, now: impl Into<String>) -> Cure {
        let (was, now) = (was.into(), now.into());
        let says = crate::say!("把`{was}`改成`{now}`", "write `{now}` instead of `{was}`");
        Cure::proposed(says, Amendment::Edits(vec![Edit { span, was, now }]))
    }

    /// The same, to be applied unasked where it is so.
    pub fn certain_if(mut self, certain: bool) -> Cure {
        if certain {
            self.certainty = Certainty::Certain;
        }
        self
    }
}

/// A piece of a text by its bytes, and what is to stand there.
pub type Replacement = (Range<usize>, String);
