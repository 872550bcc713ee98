//! What is known of a file, or why it cannot be published.

use super::orientation::Turn;

/// The kinds of pictures that pages can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureFormat {
    Jpeg,
    Png,
    WebP,
    Svg,
}

/// What is known of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureFacts {
    pub format: PictureFormat,
    /// In pixels, turned upright.
    pub width: u32,
    pub height: u32,
    pub turn: Turn,
    /// Lines and plain areas, which stay sharp only where nothing is lost.
    pub drawing: bool,
}

/// A kind of file that is passed on as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentForm {
    /// The ending of its name.
    pub ending: &'static str,
    /// What people call it.
    pub name: &'static str,
    pub video: bool,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    Picture(PictureFacts),
    Attachment(AttachmentForm),
}

/// Why a file cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MediaFault {
    /// Its bytes are not what its ending says; what they are, where that is known.
    OtherBytes(Option<&'static str>),
    /// A kind of picture that browsers do not show everywhere.
    Unsupported,
    TooManyPixels(u32, u32),
    /// A drawing with something in it that acts: the word for it.
    ActiveDrawing(&'static str),
    /// It begins rightly and goes wrong; the words of the reader.
    Broken(String),
}
