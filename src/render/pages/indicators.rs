//! The catalogue of indicators.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::only_of_parts;
use crate::render::view::View;

/// The catalogue of indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorsPage {
    /// The themes that have indicators.
    pub themes: Vec<CatalogueTheme>,
    /// The group whose indicators come first; none where no group is put first.
    pub group: Option<String>,
}

impl PageData for IndicatorsPage {
    const TEMPLATE: &'static str = "indicators.html";
}

/// The indicators of a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CatalogueTheme {
    /// The theme's name in the data, used as an anchor.
    pub id: String,
    /// The theme.
    pub name: String,
    /// How many indicators it has.
    pub count: usize,
    /// The indicators that the group reports, or nobody.
    pub rows: Vec<CatalogueRow>,
    /// The indicators that only others report.
    pub others: Vec<OtherCatalogueRow>,
}

/// An indicator in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CatalogueRow {
    /// A small line that stands for it.
    pub course: Option<CatalogueCourse>,
    /// All measurements are of parts, none of the whole.
    pub broken_down: bool,
    /// The indicator.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// Its unit.
    pub unit: String,
    /// Which way is better, in words.
    pub direction: String,
    /// How many places published a figure.
    pub places: usize,
    /// The newest period of a figure, in words.
    pub newest: Option<String>,
}

/// A small line over the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CatalogueCourse {
    /// The drawing.
    pub drawing: Html,
    /// Of which place and years it is.
    pub label: String,
}

/// An indicator that only places outside the group report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherCatalogueRow {
    /// The indicator.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// The places that report it.
    pub places: Vec<String>,
}

/// The catalogue by theme: first what the focus group reports, then, in short, what only
/// others do, so that neither hides the other.
pub fn indicators(view: &View<'_>, programme: ProgrammeId) -> Made {
    let ids: Vec<IndicatorId> = view.indicators(programme).collect();
    let themes = view.programme(programme).themes.iter().enumerate();
    let themes = themes.filter_map(|(position, theme)| {
        let members = ids.iter().copied().filter(|id| view.indicator(*id).theme == position);
        let (first, others): (Vec<_>, Vec<_>) = members.partition(|id| in_focus(view, *id));
        let count = first.len() + others.len();
        (count > 0).then(|| CatalogueTheme {
            id: theme.id.value.clone(),
            name: view.say(&theme.names).to_owned(),
            count,
            rows: first.into_iter().map(|id| catalogue_row(view, id)).collect(),
            others: others.into_iter().map(|id| other_row(view, id)).collect(),
        })
    });
    let themes = themes.collect();
    let group = view.focus().filter(|_| view.default_programme() == Some(programme));
    let group = group.map(|group| view.say(&view.group(group).def.names).to_owned());
    let with_figures = ids.iter().filter(|id| !view.figures_of_indicator(**id).is_empty()).count();
    let head = Head::new(
        view.word("indicators.title"),
        view.fill("indicators.lede", &[("n", &ids.len().to_string()), ("m", &with_figures.to_string())]),
    )
    .crumb(view.word("menu.indicators"), None);
    Made::new(head, &IndicatorsPage { themes, group })
}

/// Whether an indicator belongs in the first list: a place of the focus group, or one
/// within such a place, reports it, or nobody does.
fn in_focus(view: &View<'_>, id: IndicatorId) -> bool {
    let figures = view.figures_of_indicator(id);
    let Some(group) = view.focus().filter(|_| view.default_programme() == Some(view.indicator(id).programme)) else {
        return true;
    };
    let def = view.group(group);
    let inside = |place: JurisdictionId| {
        let mut here = Some(place);
        while let Some(id) = here {
            if def.members.contains(&id) || def.members.iter().any(|member| view.place(*member).parent == Some(id)) {
                return true;
            }
            here = view.place(id).parent;
        }
        false
    };
    figures.is_empty() || figures.iter().any(|figure| inside(view.observation(*figure).jurisdiction))
}

/// An indicator that only places outside the focus group report, and which these are.
fn other_row(view: &View<'_>, id: IndicatorId) -> OtherCatalogueRow {
    let mut places: Vec<_> =
        view.figures_of_indicator(id).into_iter().map(|figure| view.observation(figure).jurisdiction).collect();
    places.dedup();
    OtherCatalogueRow {
        name: view.say(&view.indicator(id).def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
        places: places.into_iter().map(|place| view.say(&view.place(place).def.short).to_owned()).collect(),
    }
}

fn catalogue_row(view: &View<'_>, id: IndicatorId) -> CatalogueRow {
    let indicator = view.indicator(id);
    let figures = view.figures_of_indicator(id);
    let mut places: Vec<_> = figures.iter().map(|id| view.observation(*id).jurisdiction).collect();
    places.sort();
    places.dedup();
    let newest = figures.iter().filter_map(|id| view.observation(*id).def.period).max();
    CatalogueRow {
        course: catalogue_course(view, id, &places),
        broken_down: only_of_parts(view, &figures),
        name: view.say(&indicator.def.names).to_owned(),
        href: view.link(Subject::Indicator(id)),
        unit: view.say(&view.unit(id).names).to_owned(),
        direction: view.word(&format!("direction.{}", indicator.def.direction.code())),
        places: places.len(),
        newest: newest.map(|period| figures::period(view, Some(period), view.lang())),
    }
}

/// The line that stands for an indicator in the catalogue, and whose it is: of the place
/// above those that published figures, else of the member of a group, else of the place
/// with the most comparable years.
fn catalogue_course(view: &View<'_>, id: IndicatorId, places: &[JurisdictionId]) -> Option<CatalogueCourse> {
    let mut parents: Vec<JurisdictionId> =
        places.iter().map(|place| view.place(*place).parent.unwrap_or(*place)).collect();
    parents.dedup();
    let whole = if let [only] = parents[..] { Some(only) } else { None };
    let grouped = |place: &JurisdictionId| view.groups().any(|group| view.group(group).members.contains(place));
    let known = places.iter().copied().chain(whole).filter_map(|place| {
        let years = view.steady_years(place, id).len();
        (years > 1).then_some((Some(place) == whole, grouped(&place), years, std::cmp::Reverse(place)))
    });
    let (.., std::cmp::Reverse(place)) = known.max()?;
    let (drawing, first, last) = charts::spark(view, place, id, &format!("k{}", id.0))?;
    let years = view.fill("charts.years", &[("first", &first.to_string()), ("last", &last.to_string())]);
    let place = view.say(&view.place(place).def.short);
    let label = view.fill("indicators.course", &[("place", place), ("years", &years)]);
    Some(CatalogueCourse { drawing, label })
}
