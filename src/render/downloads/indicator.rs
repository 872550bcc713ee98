//! The figures of one indicator as files.

use serde_json::json;

use super::{package, tables};
use crate::i18n::Lang;
use crate::parse::records::Origin;
use crate::portal::IndicatorId;
use crate::render::charts;
use crate::render::view::View;

fn sheet(view: &View<'_>, id: IndicatorId) -> super::Sheet {
    let figures = view.figures_of_indicator(id);
    tables::observations(view, &view.indicator(id).def.id.value, &figures)
}

/// One line for each figure.
pub fn csv(view: &View<'_>, id: IndicatorId) -> Vec<u8> {
    sheet(view, id).csv()
}

/// What the columns of the tables of all indicators are.
pub fn schema(view: &View<'_>) -> Vec<u8> {
    let ids = view.programmes().flat_map(|programme| view.indicators(programme).collect::<Vec<_>>());
    let files = ids.map(|id| format!("{}.csv", view.indicator(id).def.id.value));
    package::schema_of_all(view, &tables::observations(view, "", &[]), files)
}

/// Definition and figures, each figure also as it is printed in both languages.
pub fn json(view: &View<'_>, id: IndicatorId) -> Vec<u8> {
    let indicator = view.indicator(id);
    let def = &indicator.def;
    let unit = view.unit(id);
    let both = |text: &crate::i18n::Text| json!({"zh": text.zh, "en": text.en});
    let targets: Vec<_> = indicator
        .targets
        .iter()
        .map(|target| {
            json!({
                "operator": target.def.operator.code(),
                "value": target.def.value.as_ref().map(|value| value.value.to_string()),
                "city": target.jurisdiction.map(|place| view.place(place).def.slug.value.clone()),
                "from_year": target.def.from_year(),
                "origin": if target.def.origin == Origin::Derived { "derived" } else { "stated" },
                "basis": target.def.basis.as_deref().map(both),
            })
        })
        .collect();
    let changes: Vec<_> = def
        .definition_changes
        .iter()
        .map(|change| {
            let version = def.definition_of_year(change.from);
            json!({"version": version, "from_year": change.from, "note": both(&change.note)})
        })
        .collect();
    let next = def.next_expected.as_ref().map(|next| {
        json!({
            "date": next.date.to_string(),
            "source_doc": next.source.document.value,
            "source_place": next.source.place.as_deref().map(both),
        })
    });
    let sheet = sheet(view, id);
    let mut rows = sheet.objects();
    for (row, figure) in rows.iter_mut().zip(view.figures_of_indicator(id)) {
        row["value_exact"] = json!(view.observation(figure).decimal().map(|value| value.to_string()));
        row["printed"] = json!({
            "zh": charts::figure_label(view, figure, Lang::Zh),
            "en": charts::figure_label(view, figure, Lang::En),
        });
    }
    let file = json!({
        "indicator": {
            "id": def.id.value,
            "programme": view.programme(indicator.programme).id.value,
            "theme": view.programme(indicator.programme).themes[indicator.theme].id.value,
            "names": both(&def.names),
            "definition": both(&def.definition),
            "unit": {"id": unit.id.value, "names": both(&unit.names)},
            "direction": def.direction.code(),
            "may_exceed_100": def.may_exceed_100,
            "definition_changes": changes,
            "targets": targets,
            "next_expected": next,
            "notes": def.notes.iter().map(|note| both(note)).collect::<Vec<_>>(),
        },
        "observations": rows,
    });
    package::pretty(&file)
}
