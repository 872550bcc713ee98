//! The table of what is measured.

use crate::i18n::Lang;
use crate::parse::records;
use crate::portal::{IndicatorId, ProgrammeId};
use crate::render::downloads::sheet::{CodeList, ColumnType, Filled, Sheet, column, full};
use crate::render::view::View;

use super::joined;

struct MeasuredIndicator<'w> {
    programme: &'w records::Programme,
    theme: &'w records::Named,
    def: &'w records::Indicator,
    unit: &'w records::Unit,
}

impl<'w> MeasuredIndicator<'w> {
    fn new(view: &View<'w>, programme: ProgrammeId, id: IndicatorId) -> MeasuredIndicator<'w> {
        let programme = view.programme(programme);
        let indicator = view.indicator(id);
        MeasuredIndicator {
            programme,
            theme: &programme.themes[indicator.theme],
            def: &indicator.def,
            unit: view.unit(id),
        }
    }

    fn targets(&self) -> String {
        self.def.targets.iter().map(target_code).collect::<Vec<_>>().join("; ")
    }

    /// `2 from 2022; 3 from 2024`: versions of the definition after the first.
    fn definition_changes(&self) -> String {
        let changes = self.def.definition_changes.iter();
        let codes = changes.map(|change| format!("{} from {}", self.def.definition_of_year(change.from), change.from));
        codes.collect::<Vec<_>>().join("; ")
    }
}

/// All indicators, by programme and theme.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    let of_programme =
        |programme| view.indicators(programme).map(move |id| MeasuredIndicator::new(view, programme, id));
    Sheet::new(name, Some("id"), &columns(), view.programmes().flat_map(of_programme))
}

fn columns<'w>() -> [Filled<MeasuredIndicator<'w>>; 19] {
    [
        full("id", ColumnType::Text).with(|row| row.def.id.value.clone()),
        full("programme", ColumnType::Text).with(|row| row.programme.id.value.clone()),
        full("theme", ColumnType::Text).with(|row| row.theme.id.value.clone()),
        full("theme_zh", ColumnType::Text).with(|row| row.theme.names.zh.clone()),
        full("theme_en", ColumnType::Text).with(|row| row.theme.names.en.clone()),
        full("name_zh", ColumnType::Text).with(|row| row.def.names.zh.clone()),
        full("name_en", ColumnType::Text).with(|row| row.def.names.en.clone()),
        full("definition_zh", ColumnType::Text).with(|row| row.def.definition.zh.clone()),
        full("definition_en", ColumnType::Text).with(|row| row.def.definition.en.clone()),
        full("unit", ColumnType::Text).with(|row| row.unit.id.value.clone()),
        full("unit_zh", ColumnType::Text).with(|row| row.unit.names.zh.clone()),
        full("unit_en", ColumnType::Text).with(|row| row.unit.names.en.clone()),
        full("direction", ColumnType::Code(CodeList::Directions)).with(|row| row.def.direction.code().to_owned()),
        full("may_exceed_100", ColumnType::Truth).with(|row| row.def.may_exceed_100.to_string()),
        column("targets", ColumnType::Text).with(MeasuredIndicator::targets),
        column("definition_changes", ColumnType::Text).with(MeasuredIndicator::definition_changes),
        column("next_expected", ColumnType::Text)
            .with(|row| row.def.next_expected.as_ref().map(|next| next.date.to_string()).unwrap_or_default()),
        column("note_zh", ColumnType::Text).with(|row| joined(&row.def.notes, Lang::Zh)),
        column("note_en", ColumnType::Text).with(|row| joined(&row.def.notes, Lang::En)),
    ]
}

/// `at-least 80`, `at-least 90 qingdao from 2020`.
fn target_code(target: &records::Target) -> String {
    let value = target.value.as_ref().map(|value| value.value.to_string());
    let place = target.jurisdiction.as_ref().map(|place| place.value.clone());
    let year = target.from_year().map(|year| format!("from {year}"));
    let operator = Some(target.operator.code().to_owned());
    [operator, value, place, year].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
