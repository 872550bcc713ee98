//! The places of a programme.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CaseList, Subject};
use crate::portal::{GroupId, JurisdictionId, ProgrammeId};
use crate::render::charts::{self, PlaceTiles};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    PlaceGrade, PlaceReportLink, grades_of_place, places_with_profile, programme_figures_of_place, reports_of_place,
    years_of_place,
};
use crate::render::statement;
use crate::render::view::View;

/// The places of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesPage {
    /// The peer groups that have a place with a profile.
    pub groups: Vec<PlaceGroup>,
    /// The places of no group.
    pub others: Vec<PlaceRow>,
}

impl PageData for PlacesPage {
    const TEMPLATE: &'static str = "places.html";
}

/// A peer group, on its map and as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceGroup {
    /// The name and the map.
    #[serde(flatten)]
    pub tiles: PlaceTiles,
    /// At least one place was evaluated.
    pub graded: bool,
    /// At least one place reported.
    pub reported: bool,
    /// At least one place has cases.
    pub with_cases: bool,
    /// The places have several parents, so that each is to be named.
    pub mixed: bool,
    /// What is doubtful in the group.
    pub notes: Vec<Html>,
    /// The places in the official order.
    pub rows: Vec<PlaceRow>,
    /// How many members have nothing here, and no row.
    pub without: usize,
}

/// A place in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceRow {
    /// The full name.
    pub name: String,
    /// The page of the place.
    pub href: Option<String>,
    /// Its official code.
    pub code: Option<String>,
    /// The place that it belongs to.
    pub parent: Option<String>,
    /// The grades that it was given, newest first.
    pub grades: Vec<PlaceGrade>,
    /// Its reports.
    pub reports: Vec<PlaceReportLink>,
    /// How many figures it has.
    pub figures: usize,
    /// How many cases it has.
    pub cases: usize,
}

/// All places: each peer group on its map, then the others.
pub fn places(view: &View<'_>, programme: ProgrammeId) -> Made {
    let known = places_with_profile(view, programme);
    let groups = view.groups().filter(|group| view.group(*group).members.iter().any(|member| known.contains(member)));
    let groups = groups.map(|group| place_group(view, programme, group)).collect();
    let grouped: Vec<JurisdictionId> = view.groups().flat_map(|group| view.group(group).members.clone()).collect();
    let others = known.iter().filter(|place| !grouped.contains(place));
    let others = others.map(|place| place_row(view, programme, *place)).collect();
    let head = Head::new(view.word("places.title"), view.fill("places.lede", &[("n", &known.len().to_string())]))
        .crumb(view.word("menu.places"), None);
    Made::new(head, &PlacesPage { groups, others })
}

fn place_group(view: &View<'_>, programme: ProgrammeId, id: GroupId) -> PlaceGroup {
    let group = view.group(id);
    let mut rows: Vec<PlaceRow> = group.members.iter().map(|place| place_row(view, programme, *place)).collect();
    rows.retain(|row| row.href.is_some());
    PlaceGroup {
        without: group.members.len() - rows.len(),
        tiles: charts::place_tiles(view, id, |place| view.link(Subject::Place(programme, place))),
        graded: rows.iter().any(|row| !row.grades.is_empty()),
        reported: rows.iter().any(|row| !row.reports.is_empty()),
        with_cases: rows.iter().any(|row| row.cases > 0),
        // Members of one parent need not be told apart by it.
        mixed: group.def.parent.is_none(),
        notes: statement::list(view, &group.def.notes),
        rows,
    }
}

fn place_row(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> PlaceRow {
    let def = &view.place(place).def;
    let years = years_of_place(view, programme, place).into_iter();
    let parent = view.place(place).parent;
    PlaceRow {
        name: view.say(&def.names).to_owned(),
        href: view.link(Subject::Place(programme, place)),
        code: def.code.as_ref().map(|code| code.value.clone()),
        parent: parent.map(|parent| view.say(&view.place(parent).def.names).to_owned()),
        grades: grades_of_place(view, programme, place),
        reports: reports_of_place(view, programme, place),
        figures: programme_figures_of_place(view, programme, place).len(),
        cases: years.map(|year| view.cases(programme, CaseList::PlaceYear(year, place)).len()).sum(),
    }
}
