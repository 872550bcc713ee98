//! The figures of a programme as a cube of indicators, places and years (JSON-stat 2.0).
//! Each cell is the figure that stands for its place and year; all others are in the tables
//! of the package.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use crate::i18n::Lang;
use crate::parse::records::Status;
use crate::portal::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::view::View;

/// `data/json-stat/<programme>-<lang>.json`
pub fn cube(view: &View<'_>, programme: ProgrammeId) -> Vec<u8> {
    let indicators: Vec<IndicatorId> = view.indicators(programme).collect();
    let mut places: BTreeSet<JurisdictionId> = BTreeSet::new();
    let mut years: BTreeSet<u16> = BTreeSet::new();
    for figure in indicators.iter().flat_map(|indicator| view.figures_of_indicator(*indicator)) {
        let observation = view.observation(figure);
        places.insert(observation.jurisdiction);
        years.extend(observation.def.period.map(|period| period.to));
    }
    let (mut values, mut statuses) = (Map::new(), Map::new());
    let mut cell = 0_usize;
    for indicator in &indicators {
        for place in &places {
            for year in &years {
                if let Some(figure) = view.figure_for(*place, *indicator, *year) {
                    let observation = view.observation(figure);
                    let number = observation.decimal().and_then(|value| serde_json::from_str(&value.to_string()).ok());
                    values.extend(number.map(|number: Json| (cell.to_string(), number)));
                    if observation.def.status != Status::Ok {
                        statuses.insert(cell.to_string(), json!(observation.def.status.code()));
                    }
                }
                cell += 1;
            }
        }
    }
    let lang = view.lang();
    let mut data = json!({
        "version": "2.0",
        "class": "dataset",
        "label": view.say(&view.programme(programme).names),
        "extension": {"language": lang.tag()},
        "id": ["indicator", "place", "year"],
        "size": [indicators.len(), places.len(), years.len()],
        "role": {"time": ["year"], "geo": ["place"], "metric": ["indicator"]},
        "dimension": {
            "indicator": indicator_dimension(view, &indicators, lang),
            "place": dimension(
                view.word("charts.place_head"),
                places.iter().map(|place| {
                    let def = &view.place(*place).def;
                    (def.slug.value.clone(), view.say(&def.names).to_owned())
                }),
            ),
            "year": dimension(view.word("filters.year"), years.iter().map(|year| (year.to_string(), year.to_string()))),
        },
        "value": values,
        "status": statuses,
    });
    if let (Some(data), Some(version)) = (data.as_object_mut(), view.data_version()) {
        data.insert("updated".to_owned(), json!(version.to_string()));
    }
    let mut bytes = data.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn dimension(label: String, categories: impl Iterator<Item = (String, String)>) -> Json {
    let categories: Vec<(String, String)> = categories.collect();
    let index: Vec<&String> = categories.iter().map(|(id, _)| id).collect();
    let labels: Map<String, Json> = categories.iter().map(|(id, label)| (id.clone(), json!(label))).collect();
    json!({"label": label, "category": {"index": index, "label": labels}})
}

fn indicator_dimension(view: &View<'_>, indicators: &[IndicatorId], lang: Lang) -> Json {
    let names = indicators.iter().map(|id| {
        let def = &view.indicator(*id).def;
        (def.id.value.clone(), def.names.get(lang).to_owned())
    });
    let mut dimension = dimension(view.word("charts.indicator_head"), names);
    let units: Map<String, Json> = indicators
        .iter()
        .map(|id| {
            let label = view.say(&view.unit(*id).names);
            (view.indicator(*id).def.id.value.clone(), json!({"label": label}))
        })
        .collect();
    dimension["category"]["unit"] = Json::Object(units);
    dimension
}
