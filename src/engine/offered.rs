//! What a desk may begin: files that are to lie beside a text, texts of places and years.

use std::collections::BTreeMap;

use super::Engine;
use crate::diag::{Diagnostic, Span};
use crate::i18n::Text;
use crate::media::{MediaKind, ending_of, inspect};
use crate::parse::{self, SourceKind, usable_slug};
use crate::portal;
use crate::source::Source;

/// A file that may lie beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedMedia {
    /// Where it is to lie, relative to the root.
    pub path: String,
    pub is_picture: bool,
}

/// Why a file may not.
#[derive(Clone, Debug)]
pub enum OfferRefusal {
    /// There is no such text.
    NoText,
    /// Its name cannot stand in an address.
    Name,
    TooLarge,
    /// It is not what its name says, or cannot be published.
    Unusable(Box<Diagnostic>),
}

/// A year of a programme of which there are texts or an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluatedYear {
    pub programme: String,
    pub year: u16,
    /// What its evaluation is called.
    pub title: Option<Text>,
}

impl Engine {
    /// Whether a file may lie beside a text, and where.
    ///
    /// # Errors
    /// Why it may not.
    pub fn offered_media(&self, text: &str, name: &str, bytes: &[u8]) -> Result<OfferedMedia, OfferRefusal> {
        let source = self.sources.by_path(text).filter(|source| source.exists() && self.is_editable(source));
        let source = source.filter(|source| matches!(parse::kind_of(&source.path), SourceKind::Narrative(_)));
        let folder = source.and_then(|source| source.path.rsplit_once('/')).ok_or(OfferRefusal::NoText)?.0;
        let (stem, ending) = name.rsplit_once('.').ok_or(OfferRefusal::Name)?;
        if !usable_slug(stem) || ending != ending_of(name) {
            return Err(OfferRefusal::Name);
        }
        if bytes.len() as u64 > self.sources.largest().binary {
            return Err(OfferRefusal::TooLarge);
        }
        let kind = inspect(name, bytes)
            .map_err(|fault| OfferRefusal::Unusable(Box::new(portal::diagnose_fault(name, &fault, Span::project()))))?;
        Ok(OfferedMedia { path: format!("{folder}/{name}"), is_picture: matches!(kind, MediaKind::Picture(_)) })
    }

    /// Where the other language of a text would lie; nothing where it is there, or the file is no
    /// text that may be edited.
    pub fn missing_language(&self, text: &str) -> Option<String> {
        let source = self.sources.by_path(text).filter(|source| source.exists() && self.is_editable(source))?;
        let SourceKind::Narrative(place) = parse::kind_of(&source.path) else { return None };
        let path = format!("{}/{}.md", source.path.rsplit_once('/')?.0, place.lang.other().code());
        let there = self.sources.by_path(&path).is_some_and(Source::exists);
        (!there).then_some(path)
    }

    /// The places, by their slugs, in the official order.
    pub fn place_names(&self) -> Vec<(String, Text)> {
        let places = self.world.portal.jurisdictions.iter();
        places.map(|place| (place.def.slug.value.clone(), place.def.names.clone())).collect()
    }

    /// The years that were evaluated or of which there are texts: those of the site's own programme
    /// first, the newest first.
    pub fn evaluated_years(&self) -> Vec<EvaluatedYear> {
        let portal = &self.world.portal;
        let own = |programme| portal.default_programme != Some(programme);
        let mut years = BTreeMap::new();
        let of_texts = portal.narratives.iter().filter_map(|text| Some((text.programme?, text.year)));
        for (programme, year) in of_texts {
            years.insert((own(programme), programme, std::cmp::Reverse(year)), None);
        }
        for evaluation in &portal.evaluations {
            let title = Text::clone(&evaluation.def.titles);
            years.insert(
                (own(evaluation.programme), evaluation.programme, std::cmp::Reverse(evaluation.year())),
                Some(title),
            );
        }
        let evaluated = years.into_iter().map(|((_, programme, year), title)| EvaluatedYear {
            programme: portal.programme(programme).id.value.clone(),
            year: year.0,
            title,
        });
        evaluated.collect()
    }
}
