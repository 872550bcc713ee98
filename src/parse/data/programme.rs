//! `data/programmes/<id>.yaml`: one yearly evaluation and its fixed vocabulary.

use super::site::pair;
use crate::diag::Spanned;
use crate::i18n::{PerLang, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, MaybeEmpty, Node};

/// A programme of evaluation: which duty is evaluated, in which words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Programme {
    pub id: Spanned<String>,
    /// First part of its pages' addresses; empty for the site's default programme.
    pub prefix: String,
    pub names: Text,
    /// In menus.
    pub short: Text,
    pub description: Statement,
    /// What is evaluated, as a noun phrase.
    pub duty: Option<Statement>,
    pub legal_basis: Vec<Basis>,
    /// Best first.
    pub grades: Vec<Grade>,
    /// In order.
    pub process: Vec<ProcessStage>,
    pub themes: Vec<Named>,
    pub categories: Vec<Category>,
    /// How widely a problem occurs, in the documents' words.
    pub extents: Vec<Named>,
    /// Recognitions that cases claim.
    pub recognitions: Vec<Named>,
    pub notes: Vec<Statement>,
}

/// Something with an id and names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    pub id: Spanned<String>,
    pub names: Text,
}

/// A document on which the programme rests.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Basis {
    pub document: Spanned<String>,
    /// Where it holds, with all places below; everywhere when it is not given.
    pub jurisdiction: Option<Spanned<String>>,
    /// What it lays down.
    pub sets: Option<Statement>,
    pub note: Option<Statement>,
}

/// A grade as issued.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    pub id: Spanned<String>,
    pub names: Text,
    pub tone: Tone,
}

/// How strongly a grade's badge is drawn; never a traffic light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    Best,
    Good,
    Fair,
    Poor,
}

impl Tone {
    /// The name of the tone, for templates.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Best => "best",
            Tone::Good => "good",
            Tone::Fair => "fair",
            Tone::Poor => "poor",
        }
    }
}

/// A stage of the yearly process.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProcessStage {
    pub id: Spanned<String>,
    pub names: Text,
    pub actor: Option<Text>,
    pub description: Option<Statement>,
    /// What comes out of it.
    pub product: Option<Statement>,
}

/// A category of problems.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Category {
    pub id: Spanned<String>,
    pub names: Text,
    pub theme: Option<Spanned<String>>,
}

impl Decode for Programme {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Programme> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let prefix: Option<MaybeEmpty> = fields.optional("prefix", cx);
        let names: Option<Text> = fields.required("names", cx);
        let short = fields.optional("short", cx).or_else(|| names.clone());
        let description = fields.required("description", cx);
        let duty = fields.optional("duty", cx);
        let legal_basis = fields.list("legal_basis", cx);
        let grades = fields.list("grades", cx);
        let process = fields.list("process", cx);
        let themes = fields.list("themes", cx);
        let categories = fields.list("categories", cx);
        let extents = fields.list("extents", cx);
        let recognitions = fields.list("recognitions", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(Programme {
            id: id?,
            prefix: prefix.unwrap_or_default().0.trim().to_owned(),
            names: names?,
            short: short?,
            description: description?,
            duty,
            legal_basis,
            grades,
            process,
            themes,
            categories,
            extents,
            recognitions,
            notes,
        })
    }
}

impl Decode for Named {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Named> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        // The words by which a document says it; kept for the writer of the data.
        let _quantifiers: Vec<String> = fields.list("quantifiers", cx);
        fields.finish(cx);
        Some(Named { id: id?, names: names? })
    }
}

impl Decode for Basis {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Basis> {
        let mut fields = Fields::of(node, cx)?;
        let document = fields.required("document", cx);
        let jurisdiction = fields.optional("jurisdiction", cx);
        let sets = fields.optional("sets", cx);
        let note = fields.optional("note", cx);
        fields.finish(cx);
        Some(Basis { document: document?, jurisdiction, sets, note })
    }
}

impl Decode for Grade {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Grade> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        let tones = [("best", Tone::Best), ("good", Tone::Good), ("fair", Tone::Fair), ("poor", Tone::Poor)];
        let tone = fields.choice("tone", &tones, cx).unwrap_or(Tone::Fair);
        fields.finish(cx);
        Some(Grade { id: id?, names: names?, tone })
    }
}

impl Decode for ProcessStage {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<ProcessStage> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        let actor = fields.optional::<PerLang<MaybeEmpty>>("actor", cx).map(pair).filter(|text| !text.zh.is_empty());
        let description = fields.optional("description", cx);
        let product = fields.optional("product", cx);
        fields.finish(cx);
        Some(ProcessStage { id: id?, names: names?, actor, description, product })
    }
}

impl Decode for Category {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Category> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        let theme = fields.optional("theme", cx);
        fields.finish(cx);
        Some(Category { id: id?, names: names?, theme })
    }
}
