//! A place over all years.

use schemars::JsonSchema;
use serde::Serialize;

use super::place_problems::{PlaceProblemYear, place_problems};
use super::place_progress::{ProgressColumns, ProgressGroup, place_progress, progress_columns};
use crate::plan::{CaseList, DataFile, Subject};
use crate::portal::{JurisdictionId, ProgrammeId};
use crate::render::charts::{self, ChartFigure};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::links::{LabelLink, NamedLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{
    CaseEntry, Citations, DisplayNumber, FigureGroup, PlaceGrade, PlaceLink, ReportEntry, case_entry, figures_by_theme,
    grades_of_place, key_numbers, pair_link, place_link, place_year_link, places_with_profile,
    programme_figures_of_place, report_entries, year_words, years_of_place,
};
use crate::render::statement;
use crate::render::view::View;

/// A place over all years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacePage {
    /// The full name.
    pub name: String,
    /// The official code.
    pub code: Option<String>,
    /// The level of the place, in words.
    pub level: String,
    /// The document does not name the place.
    pub placeholder: bool,
    /// The place that it belongs to.
    pub parent: Option<PlaceLink>,
    /// The last year of its existence.
    pub until: Option<String>,
    /// The places that took its place.
    pub successors: Vec<PlaceLink>,
    /// The places that it took the place of.
    pub predecessors: Vec<PlaceLink>,
    /// What is doubtful about it.
    pub notes: Vec<Html>,
    /// The numbers that say most of it.
    pub numbers: Vec<DisplayNumber>,
    /// The grades that it was given, newest first.
    pub grades: Vec<PlaceGrade>,
    /// Its years, newest first.
    pub years: Vec<LabelLink>,
    /// Its figures by theme.
    pub figures: Vec<FigureGroup>,
    /// How many figures it has.
    pub figure_count: usize,
    /// The indicators over the years, by theme.
    pub progress: Vec<ProgressGroup>,
    /// Of what these have something.
    pub progress_has: ProgressColumns,
    /// Its charts.
    pub charts: Vec<ChartFigure>,
    /// The problems named for it, by year.
    pub problems: Vec<PlaceProblemYear>,
    /// The file of its figures; none where it has no figure.
    pub file: Option<String>,
    /// The places that it is compared with.
    pub pairs: Vec<NamedLink>,
    /// The sources that are cited.
    pub sources: Vec<String>,
    /// Its cases, newest first.
    pub cases: Vec<CaseEntry>,
    /// The cases of other places that are about it or mention it.
    pub mentioned: Vec<CaseEntry>,
    /// Its reports.
    pub reports: Vec<ReportEntry>,
    /// The places that belong to it.
    pub within: Vec<PlaceLink>,
    /// The other members of its peer groups.
    pub peers: Vec<PeerPlaces>,
}

impl PageData for PlacePage {
    const TEMPLATE: &'static str = "place.html";
}

/// The other members of a peer group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeerPlaces {
    /// The name of the group.
    pub name: String,
    /// Its other members.
    pub places: Vec<PlaceLink>,
}

/// A place over all years.
pub fn place(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Made {
    let here = view.place(place);
    let mut citations = Citations::default();
    let figures = programme_figures_of_place(view, programme, place);
    let figure_count = figures.len();
    let figures = figures_by_theme(view, programme, figures, &mut citations);
    let years = years_of_place(view, programme, place);
    let cases = years.iter().flat_map(|year| view.cases(programme, CaseList::PlaceYear(*year, place)));
    let cases = cases.filter_map(|id| case_entry(view, id)).collect();
    let years = years
        .iter()
        .map(|year| LabelLink { label: year_words(view, *year), href: place_year_link(view, programme, *year, place) });
    let within = places_with_profile(view, programme).into_iter();
    let within = within.filter(|other| view.place(*other).parent == Some(place));
    let progress = place_progress(view, programme, place);
    let links = |places: &[JurisdictionId]| places.iter().map(|id| place_link(view, programme, *id)).collect();
    let data = PlacePage {
        name: view.say(&here.def.names).to_owned(),
        code: here.def.code.as_ref().map(|code| code.value.clone()),
        level: view.word(&format!("levels.{}", here.def.level.code())),
        placeholder: here.def.placeholder,
        parent: here.parent.map(|parent| place_link(view, programme, parent)),
        until: here.def.valid.to.map(|year| year_words(view, year)),
        successors: links(&here.successors),
        predecessors: links(&here.predecessors),
        notes: statement::list(view, &here.def.notes),
        numbers: key_numbers(view, programme, place),
        grades: grades_of_place(view, programme, place),
        years: years.collect(),
        figures,
        figure_count,
        progress_has: progress_columns(&progress),
        progress,
        charts: charts::chart_figures(view),
        problems: place_problems(view, programme, place),
        file: view.link(Subject::File(DataFile::Place(place))).filter(|_| figure_count > 0),
        pairs: pair_links(view, programme, place),
        sources: citations.list(),
        cases,
        mentioned: view.mentions(programme, place).into_iter().filter_map(|id| case_entry(view, id)).collect(),
        reports: report_entries(view, programme, None, Some(place)),
        within: within.map(|other| place_link(view, programme, other)).collect(),
        peers: peer_places(view, programme, place),
    };
    Made::new(head(view, programme, place), &data)
}

fn head(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Head {
    let name = view.say(&view.place(place).def.names);
    let mut head = Head::new(name, view.fill("place.lede", &[("place", name)]))
        .crumb(view.word("menu.places"), view.link(Subject::Places(programme)));
    if let Some(parent) = view.place(place).parent {
        head = head.crumb(view.say(&view.place(parent).def.names), view.link(Subject::Place(programme, parent)));
    }
    head.crumb(name, None)
}

/// The places that a place is compared with.
fn pair_links(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<NamedLink> {
    let members = view.pair_group(place, place).map(|group| view.group(group).members.clone());
    let links = members.unwrap_or_default().into_iter().filter_map(|other| {
        let href = pair_link(view, programme, place, other)?;
        Some(NamedLink { name: view.say(&view.place(other).def.short).to_owned(), href: Some(href) })
    });
    links.collect()
}

/// The other members of the peer groups of a place.
fn peer_places(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<PeerPlaces> {
    let groups = view.groups().map(|group| view.group(group)).filter(|group| group.members.contains(&place));
    let peers = groups.map(|group| PeerPlaces {
        name: view.say(&group.def.names).to_owned(),
        places: group
            .members
            .iter()
            .filter(|member| **member != place)
            .map(|member| place_link(view, programme, *member))
            .collect(),
    });
    peers.collect()
}
