//! Tile maps: of the values of a chart, and of the places of a group by name alone.

use serde_json::{Value as Json, json};

use super::spec::{Builder, Chart};
use crate::chart::{self, ChartKind, ChartSpec, Direction, Measure, Row, ScaleKind, Status, Tile, Unit};
use crate::portal::{ChartRequest, GroupId, JurisdictionId};
use crate::render::view::View;

/// The tiles of a chart, each with its value or why it has none.
pub fn of_chart(view: &View<'_>, chart: &Chart, link: impl Fn(&str) -> Option<String>) -> Vec<Json> {
    let words = view.words_in(chart.lang);
    let map = chart::tile_map(&chart.full);
    map.tiles
        .iter()
        .map(|tile| {
            let row = chart.full.rows.iter().find(|row| row.place.id == tile.place);
            let missing = row.is_none_or(|row| row.figure(chart.full.current()).drawn().is_none());
            let short = match tile.status {
                Status::Masked => "masked",
                Status::NotApplicable => "not_applicable",
                Status::Illegible => "illegible",
                _ => "not_published",
            };
            let label = if missing { words.plain(&format!("charts.tile.{short}")) } else { tile.label.clone() };
            let mut json = placed(tile, link(&tile.place));
            json["label"] = json!(label);
            json["step"] = json!(tile.step);
            json["missing"] = json!(missing);
            json
        })
        .collect()
}

/// The members of a peer group as tiles, and whether all of them have a position.
pub fn of_group(view: &View<'_>, group: GroupId, link: impl Fn(JurisdictionId) -> Option<String>) -> Json {
    let request = ChartRequest {
        kind: ChartKind::Tiles,
        indicators: Vec::new(),
        group: Some(group),
        years: Vec::new(),
        focus: Vec::new(),
    };
    let builder = Builder::new(view, &request, view.lang());
    let mut spec = builder.empty(nothing_measured());
    let members = &view.group(group).members;
    spec.rows = members.iter().map(|member| Row::new(builder.place(*member), Vec::new())).collect();
    let tiles =
        names(&spec, |slug| link(members.iter().copied().find(|member| view.place(*member).def.slug.value == slug)?));
    let mapped = !tiles.is_empty() && tiles.len() == members.len();
    let list: Vec<Json> = members
        .iter()
        .map(|member| json!({"name": view.say(&view.place(*member).def.short), "href": link(*member)}))
        .collect();
    json!({"name": view.say(&view.group(group).def.names), "mapped": mapped, "tiles": tiles, "list": list})
}

fn names(spec: &ChartSpec, link: impl Fn(&str) -> Option<String>) -> Vec<Json> {
    chart::tile_map(spec).tiles.iter().map(|tile| placed(tile, link(&tile.place))).collect()
}

/// A tile where it lies; a long name may break between its pieces.
fn placed(tile: &Tile, href: Option<String>) -> Json {
    json!({
        "name": tile.name,
        "pieces": crate::render::pages::pieces(&tile.name),
        "row": tile.row,
        "column": tile.column,
        "href": href,
        "label": null,
        "step": null,
        "missing": false,
    })
}

fn nothing_measured() -> Measure {
    Measure {
        name: String::new(),
        unit: Unit::default(),
        direction: Direction::None,
        scale: ScaleKind::Amount,
        targets: Vec::new(),
    }
}
