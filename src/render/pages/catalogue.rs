//! The catalogue of indicators.

use serde_json::{Value as Json, json};

use super::indicators::broken_down;
use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::view::View;

/// The catalogue by theme: first what the focus group reports, then, in short, what only
/// others do, so that neither hides the other.
pub fn indicators(view: &View<'_>, programme: ProgrammeId) -> Made {
    let def = view.programme(programme);
    let ids: Vec<IndicatorId> = view.indicators(programme).collect();
    let themes: Vec<Json> = def
        .themes
        .iter()
        .enumerate()
        .filter_map(|(position, theme)| {
            let of_theme = ids.iter().copied().filter(|id| view.indicator(*id).theme == position);
            let (first, others): (Vec<_>, Vec<_>) = of_theme.partition(|id| in_focus(view, *id));
            let count = first.len() + others.len();
            (count > 0).then(|| {
                json!({
                    "id": theme.id.value,
                    "name": view.say(&theme.names),
                    "count": count,
                    "rows": first.into_iter().map(|id| catalogue_row(view, id)).collect::<Vec<_>>(),
                    "others": others.into_iter().map(|id| other_row(view, id)).collect::<Vec<_>>(),
                })
            })
        })
        .collect();
    let group = view.focus().filter(|_| view.default_programme() == Some(programme));
    let group = group.map(|group| view.say(&view.group(group).def.names));
    let with_figures = ids.iter().filter(|id| !view.figures_of_indicator(**id).is_empty()).count();
    let head = Head::new(
        view.word("indicators.title"),
        view.fill("indicators.lede", &[("n", &ids.len().to_string()), ("m", &with_figures.to_string())]),
    )
    .crumb(view.word("menu.indicators"), None);
    Made::untyped("indicators.html", head, &json!({"themes": themes, "group": group}))
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
fn other_row(view: &View<'_>, id: IndicatorId) -> Json {
    let mut places: Vec<_> =
        view.figures_of_indicator(id).into_iter().map(|figure| view.observation(figure).jurisdiction).collect();
    places.dedup();
    let places: Vec<&str> = places.into_iter().map(|place| view.say(&view.place(place).def.short)).collect();
    json!({
        "name": view.say(&view.indicator(id).def.names),
        "href": view.link(Subject::Indicator(id)),
        "places": places,
    })
}

fn catalogue_row(view: &View<'_>, id: IndicatorId) -> Json {
    let indicator = view.indicator(id);
    let figures = view.figures_of_indicator(id);
    let mut places: Vec<_> = figures.iter().map(|id| view.observation(*id).jurisdiction).collect();
    places.sort();
    places.dedup();
    let newest = figures.iter().filter_map(|id| view.observation(*id).def.period).max();
    json!({
        "course": course(view, id, &places),
        "broken_down": broken_down(view, &figures),
        "name": view.say(&indicator.def.names),
        "href": view.link(Subject::Indicator(id)),
        "unit": view.say(&view.unit(id).names),
        "direction": view.word(&format!("direction.{}", indicator.def.direction.name())),
        "places": places.len(),
        "newest": newest.map(|period| figures::period(view, Some(period), view.lang())),
    })
}

/// The line that stands for an indicator in the catalogue, and whose it is: of the place
/// above those that published figures, else of the member of a group, else of the place
/// with the most comparable years.
fn course(view: &View<'_>, id: IndicatorId, places: &[JurisdictionId]) -> Option<Json> {
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
    Some(json!({"drawing": drawing, "label": view.fill("indicators.course", &[("place", place), ("years", &years)])}))
}
