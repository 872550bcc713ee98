//! The figures for the reader’s own comparison, as a script that sets one variable: a
//! script is read from a disk too, where a request for data is not allowed.

use serde_json::{Map, Value as Json, json};

use crate::parse::records::UnitKind;
use crate::plan::Subject;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::view::View;

/// `data/compare/<programme>-<lang>.js`
pub fn script(view: &View<'_>, programme: ProgrammeId) -> Vec<u8> {
    let groups = view.compared_groups(programme);
    let places: Vec<JurisdictionId> = groups.iter().flat_map(|(_, members)| members.clone()).collect();
    let indicators: Vec<Json> = view.indicators(programme).filter_map(|id| indicator(view, id, &places)).collect();
    let groups: Vec<Json> = groups
        .iter()
        .map(|(group, members)| {
            json!({
                "id": view.group(*group).def.id.value,
                "name": view.say(&view.group(*group).def.names),
                "places": members.iter().map(|place| {
                    let def = &view.place(*place).def;
                    json!({"id": def.slug.value, "name": view.say(&def.names), "short": view.say(&def.short)})
                }).collect::<Vec<_>>(),
            })
        })
        .collect();
    let data = json!({"groups": groups, "indicators": indicators});
    format!("window.gongbaoComparison={};\n", data).into_bytes()
}

/// An indicator with the figures of the years of which two places or more have one.
fn indicator(view: &View<'_>, id: IndicatorId, places: &[JurisdictionId]) -> Option<Json> {
    let mut years = view.compared_years(places, id);
    years.retain(|year| places.iter().filter(|place| view.compares(**place, id, *year)).count() > 1);
    if years.is_empty() {
        return None;
    }
    let indicator = view.indicator(id);
    let mut by_year = Map::new();
    for year in years {
        let mut of_year = Map::new();
        for place in places {
            let Some(figure) = view.figure_for(*place, id, year) else { continue };
            let observation = view.observation(figure);
            let chart = charts::chart_figure(view, figure, view.lang());
            let plain = observation.decimal().filter(|_| chart.ranked().is_some()).map(|value| value.to_string());
            of_year.insert(
                view.place(*place).def.slug.value.clone(),
                json!([
                    charts::figure_label(view, figure, view.lang()),
                    plain,
                    observation.def.status.code(),
                    observation.def.qualifier.code(),
                ]),
            );
        }
        by_year.insert(year.to_string(), Json::Object(of_year));
    }
    let unit = view.unit(id);
    Some(json!({
        "id": indicator.def.id.value,
        "name": view.say(&indicator.def.names),
        "theme": view.say(&view.programme(indicator.programme).themes[indicator.theme].names),
        "unit": view.say(&unit.names),
        "drawn": !matches!(unit.kind, UnitKind::Rank | UnitKind::Clock),
        "page": view.link(Subject::Compare(indicator.programme)).and_then(|_| view.address(Subject::Indicator(id), view.lang())),
        "years": by_year,
    }))
}
