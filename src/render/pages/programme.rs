//! The entrance of a programme that is not the one of the home page.

use schemars::JsonSchema;
use serde::Serialize;

use super::programme_overview::{ProgrammeOverview, programme_overview};
use crate::portal::ProgrammeId;
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{LegalBasis, legal_basis_everywhere};
use crate::render::statement;
use crate::render::view::View;

/// The entrance of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammePage {
    /// Its newest results.
    #[serde(flatten)]
    pub overview: ProgrammeOverview,
    /// How the programme works.
    pub about: ProgrammeAbout,
}

impl PageData for ProgrammePage {
    const TEMPLATE: &'static str = "programme.html";
}

/// How a programme works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeAbout {
    /// The stages of an evaluation, in their order.
    pub process: Vec<ProgrammeStage>,
    /// The documents on which it rests.
    pub basis: Vec<LegalBasis>,
    /// The names of its themes.
    pub themes: Vec<String>,
    /// What is doubtful in it.
    pub notes: Vec<Html>,
}

/// A stage of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeStage {
    /// The name.
    pub name: String,
    /// Who acts.
    pub actor: Option<String>,
    /// What happens.
    pub description: Option<Html>,
}

/// The entrance of a programme that is not the default one.
pub fn programme(view: &View<'_>, id: ProgrammeId) -> Made {
    let def = view.programme(id);
    let data = ProgrammePage { overview: programme_overview(view, id, None), about: programme_about(view, id) };
    let head = Head::new(view.say(&def.names), view.say(&def.description)).crumb(view.say(&def.short), None);
    Made::new(head, &data)
}

fn programme_about(view: &View<'_>, id: ProgrammeId) -> ProgrammeAbout {
    let def = view.programme(id);
    let process = def.process.iter().map(|stage| ProgrammeStage {
        name: view.say(&stage.names).to_owned(),
        actor: stage.actor.as_ref().map(|text| view.say(text).to_owned()),
        description: stage.description.as_ref().map(|text| statement::html(view, text)),
    });
    ProgrammeAbout {
        process: process.collect(),
        basis: legal_basis_everywhere(view, id),
        themes: def.themes.iter().map(|theme| view.say(&theme.names).to_owned()).collect(),
        notes: statement::list(view, &def.notes),
    }
}
