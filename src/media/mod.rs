//! Pictures, sealed documents, tables and videos beside texts: what they are by their bytes,
//! and pictures as pages show them.
//!
//! Pages show no picture as it was taken: it is turned upright, made as small as it is shown,
//! and written anew, so that nothing of what a camera noted (place, day, name of the owner)
//! goes out. What is written depends on the bytes alone, by whole numbers throughout: it is
//! the same on every machine.

mod facts;
mod kind;
mod memo;
mod orientation;
mod raster;
mod svg;
mod video;
mod written;

pub use facts::{AttachmentForm, MediaFault, MediaKind, PictureFacts, PictureFormat};
pub use kind::{ending_of, inspect, is_media};
pub use memo::PictureMemo;
pub use video::without_notes;
pub use written::{PictureForm, PictureVariant, write_picture};
