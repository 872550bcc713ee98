//! Narratives: Markdown with front matter. A narrative keeps its typed fields, its
//! headings, its references and its text with places; HTML is made when it is rendered.

mod body;
pub mod emphasis;
mod fields;
mod footnotes;
mod ids;
mod issued;
mod losses;
mod markdown_body;
mod passages;
mod pictures;
mod run_together;
mod text;
mod unmeant;

#[cfg(test)]
mod tests;

pub use body::{Heading, options};
pub use fields::{NarrativeFields, NarrativeKind, SharedFields};
pub use issued::pieces as issued_pieces;
pub use passages::BindingPassage;
pub use text::{Depth, Narrative, NarrativeReading, read};
