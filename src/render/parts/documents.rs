//! Published documents, the stages of an evaluation, and what it rests on.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::Stage;
use crate::portal::{DocumentId, JurisdictionId, ProgrammeId};
use crate::render::html::Html;
use crate::render::statement;
use crate::render::view::View;

/// A published document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentFacts {
    /// The title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number as issued; none when it has none.
    pub number: Option<String>,
    /// When it was issued, in words.
    pub date: Option<String>,
    /// The same date for machines.
    pub datetime: Option<String>,
    /// What is to be said about the date.
    pub date_note: Option<Html>,
    /// Where it is published; none when that is not known.
    pub url: Option<String>,
    /// What is doubtful in it.
    pub notes: Vec<Html>,
}

/// A document on which an evaluation rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LegalBasis {
    /// The document.
    pub document: DocumentFacts,
    /// What it sets.
    pub sets: Option<Html>,
    /// What else is to be said.
    pub note: Option<Html>,
}

/// A stage of an evaluation or report that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StageEntry {
    /// The name: its own, or that of the programme's stage.
    pub name: String,
    /// Who acts.
    pub actor: Option<String>,
    /// What comes out of it.
    pub product: Option<Html>,
    /// What happens.
    pub description: Option<Html>,
    /// When it was, in words.
    pub date: Option<String>,
    /// The same date for machines.
    pub datetime: Option<String>,
    /// What is to be said about it.
    pub note: Option<Html>,
    /// The title of the document that tells of it.
    pub document: Option<String>,
    /// That document is the one of this page.
    pub here: bool,
}

/// The facts of a published document.
pub fn document_facts(view: &View<'_>, id: DocumentId) -> DocumentFacts {
    let document = view.document(id);
    DocumentFacts {
        title: view.say(&document.titles).to_owned(),
        issuer: view.say(&document.issuer).to_owned(),
        number: document.numbered().map(str::to_owned),
        date: document.date.as_ref().map(|date| date.words(view.lang())),
        datetime: document.date.as_ref().map(|date| date.to_string()),
        date_note: document.date_note.as_ref().map(|note| statement::html(view, note)),
        url: document.url.clone(),
        notes: statement::list(view, &document.notes),
    }
}

/// The stages of an evaluation that are known, in the order of the data, each with the
/// programme's words where it has none of its own.
pub fn stage_entries(
    view: &View<'_>,
    programme: ProgrammeId,
    stages: &[Stage],
    own: Option<DocumentId>,
) -> Vec<StageEntry> {
    let process = &view.programme(programme).process;
    stages
        .iter()
        .filter_map(|stage| {
            let known = process.iter().find(|known| known.id.value == stage.stage.value)?;
            let document = stage.source.as_ref().and_then(|source| view.document_named(&source.document));
            Some(StageEntry {
                name: view.say(stage.names.as_ref().unwrap_or(&known.names)).to_owned(),
                actor: stage.actor.as_ref().or(known.actor.as_ref()).map(|text| view.say(text).to_owned()),
                product: known.product.as_ref().map(|text| statement::html(view, text)),
                description: known.description.as_ref().map(|text| statement::html(view, text)),
                date: stage.date.map(|date| date.words(view.lang())),
                datetime: stage.date.map(|date| date.to_string()),
                note: stage.note.as_ref().map(|text| statement::html(view, text)),
                document: document.map(|id| view.say(&view.document(id).titles).to_owned()),
                here: document.is_some() && document == own,
            })
        })
        .collect()
}

/// The documents on which an evaluation of a place rests.
pub fn legal_basis(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<LegalBasis> {
    let mut here = Some(place);
    let mut within = Vec::new();
    while let Some(id) = here {
        within.push(view.place(id).def.slug.value.as_str());
        here = view.place(id).parent;
    }
    let applies = |place: &str| within.contains(&place);
    legal_basis_where(view, programme, applies)
}

/// All documents on which the evaluations of a programme rest.
pub fn legal_basis_everywhere(view: &View<'_>, programme: ProgrammeId) -> Vec<LegalBasis> {
    legal_basis_where(view, programme, |_| true)
}

fn legal_basis_where(view: &View<'_>, programme: ProgrammeId, applies: impl Fn(&str) -> bool) -> Vec<LegalBasis> {
    view.programme(programme)
        .legal_basis
        .iter()
        .filter(|basis| basis.jurisdiction.as_ref().is_none_or(|place| applies(&place.value)))
        .filter_map(|basis| {
            Some(LegalBasis {
                document: document_facts(view, view.document_named(&basis.document)?),
                sets: basis.sets.as_ref().map(|text| statement::html(view, text)),
                note: basis.note.as_ref().map(|text| statement::html(view, text)),
            })
        })
        .collect()
}
