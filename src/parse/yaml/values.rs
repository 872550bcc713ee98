//! What a YAML text means, read by serde_yaml: structure and strings, without places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The meaning of a piece of YAML. Numbers and booleans are [`Meaning::Plain`]: their
/// characters are taken from the text, because a number read as binary would lose its
/// trailing zeros.
#[derive(Debug)]
pub enum Meaning {
    Null,
    Plain,
    Text(String),
    Seq(Vec<Meaning>),
    /// Keys may repeat: the caller reports that with both places.
    Map(Vec<(Meaning, Meaning)>),
}

/// Reads a text.
///
/// # Errors
/// serde_yaml's own: bad syntax, an alias bomb, too deep, more than one document.
pub fn read(text: &str) -> Result<Meaning, serde_yaml::Error> {
    if text.trim().is_empty() {
        return Ok(Meaning::Null);
    }
    serde_yaml::from_str(text)
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MeaningVisitor)
    }
}

struct MeaningVisitor;

impl<'de> Visitor<'de> for MeaningVisitor {
    type Value = Meaning;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Meaning, E> {
        Ok(Meaning::Null)
    }

    fn visit_none<E>(self) -> Result<Meaning, E> {
        Ok(Meaning::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Meaning, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Meaning, E> {
        Ok(Meaning::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Meaning, E> {
        Ok(Meaning::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Meaning, E> {
        Ok(Meaning::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Meaning, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Meaning::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Meaning, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Meaning::Map(entries))
    }

    /// A custom tag: the value under it counts, the tag says nothing here.
    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, access: A) -> Result<Meaning, A::Error> {
        use serde::de::VariantAccess;
        let (_, variant): (Meaning, _) = access.variant()?;
        variant.newtype_variant()
    }
}
