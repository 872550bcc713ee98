//! YAML text to a tree in which everything has its place.
//!
//! serde_yaml says what the file means: its structure, its strings, aliases expanded and
//! bounded, scalars resolved by the YAML 1.2 core schema. The event stream of
//! saphyr-parser says where each piece stands. Both readings are laid over each other
//! here, so that every later message can point at the very word, and a plain number
//! keeps the characters it was written with (`14.80` stays `14.80`).
//!
//! What is so plain that one pass can tell both is read in one pass (`fast_path`).

mod decode;
mod depth;
mod edit;
mod explain;
mod fast_path;
mod fields;
mod folding;
mod languages;
mod node;
mod read;
mod spans;
mod translations;
mod unclosed;
mod values;

pub use decode::{Cx, Decode, Inherited, MaybeEmpty};
pub use edit::{NewValue, YamlStep, add_item, node_at, node_of, set_value};
pub use fields::Fields;
pub use languages::in_both_languages;
pub use node::{Node, Value, part_of_scalar};
pub use read::read;

#[cfg(test)]
mod tests;
