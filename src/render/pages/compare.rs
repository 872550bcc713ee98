//! The ways to all comparisons: by group, by year, by pair, and the reader's own.

use schemars::JsonSchema;
use serde::Serialize;

use super::comparison_years::comparison_years;
use crate::plan::{DataFile, Subject};
use crate::portal::{GroupId, JurisdictionId, ProgrammeId};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::{ChoiceLink, NamedLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::pair_link;
use crate::render::statement;
use crate::render::view::View;

/// The page of the ways to all comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparePage {
    /// The peer groups that have comparisons.
    pub groups: Vec<ComparedGroup>,
    /// The figures for the reader's own comparison, as a script.
    pub script: Option<String>,
}

/// A peer group with its comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedGroup {
    /// The name of the group.
    pub name: String,
    /// Remarks of the editors on it.
    pub notes: Vec<Html>,
    /// The years of which all its places are compared, newest first.
    pub years: Vec<ChoiceLink>,
    /// It has too many places for a page of each two.
    pub large: bool,
    /// Its places that share a value with another, each with those that it is compared with.
    pub places: Vec<ComparedPlace>,
}

/// A place with those that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedPlace {
    /// Its name in the data, used as an anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The others by their short names, each with the page of the pair.
    pub others: Vec<NamedLink>,
}

impl PageData for ComparePage {
    const TEMPLATE: &'static str = "compare.html";
}

/// The ways to all comparisons.
pub fn compare(view: &View<'_>, programme: ProgrammeId) -> Made {
    let head = Head::new(view.word("compare.title"), view.word("compare.lede")).crumb(view.word("menu.compare"), None);
    let groups = view.compared_groups(programme).iter();
    let page = ComparePage {
        groups: groups.map(|(group, members)| compared_group(view, programme, *group, members)).collect(),
        script: view.link(Subject::File(DataFile::Comparison(programme))),
    };
    Made::new(head, &page)
}

fn compared_group(
    view: &View<'_>,
    programme: ProgrammeId,
    group: GroupId,
    members: &[JurisdictionId],
) -> ComparedGroup {
    let def = &view.group(group).def;
    let large = !view.has_pairs(group);
    let pairs = members.iter().filter(|_| !large);
    ComparedGroup {
        name: view.say(&def.names).to_owned(),
        notes: statement::list(view, &def.notes),
        years: comparison_years(view, programme, group, None),
        large,
        places: pairs.filter_map(|place| compared_place(view, programme, *place, members)).collect(),
    }
}

fn compared_place(
    view: &View<'_>,
    programme: ProgrammeId,
    place: JurisdictionId,
    members: &[JurisdictionId],
) -> Option<ComparedPlace> {
    let def = &view.place(place).def;
    let others = members.iter().filter(|other| **other != place);
    let others: Vec<NamedLink> = others
        .filter_map(|other| {
            let href = pair_link(view, programme, place, *other)?;
            Some(NamedLink { name: view.say(&view.place(*other).def.short).to_owned(), href: Some(href) })
        })
        .collect();
    let (id, name) = (def.slug.value.clone(), view.say(&def.names).to_owned());
    (!others.is_empty()).then_some(ComparedPlace { id, name, others })
}
