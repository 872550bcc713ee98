//! Figures as a table.

use crate::i18n::{Lang, Text};
use crate::parse::records::{self, Qualifier, YearBasis};
use crate::portal::{LinkedObservation, ObservationId};
use crate::render::downloads::sheet::{CodeList, ColumnType, Filled, Sheet, column, full, refers};
use crate::render::parts::does_not_add_up;
use crate::render::view::View;

use super::{joined, or_empty, year};

struct ObservationRow<'v, 'w> {
    view: &'v View<'w>,
    id: ObservationId,
    figure: &'w LinkedObservation,
    def: &'w records::Observation,
    place: &'w records::Jurisdiction,
}

impl<'v, 'w> ObservationRow<'v, 'w> {
    fn new(view: &'v View<'w>, id: ObservationId) -> ObservationRow<'v, 'w> {
        let figure = view.observation(id);
        ObservationRow { view, id, figure, def: &figure.def, place: &view.place(figure.jurisdiction).def }
    }

    fn is_range(&self) -> bool {
        self.def.qualifier == Qualifier::Range
    }

    /// The number, in the column of single values or in that of the lower ends of ranges.
    fn number(&self, of_range: bool) -> String {
        let value = self.figure.decimal().filter(|_| self.is_range() == of_range);
        value.map(|value| value.to_string()).unwrap_or_default()
    }

    fn definition_version(&self) -> Option<usize> {
        self.view.indicator(self.figure.indicator).def.definition_version(self.def.period)
    }

    fn year_basis(&self) -> &'static str {
        match (self.def.period, self.def.year_basis) {
            (None, _) => "",
            (Some(_), YearBasis::Stated) => "stated",
            (Some(_), YearBasis::Inferred) => "inferred",
        }
    }

    fn breakdown(&self) -> String {
        let pairs = self.def.breakdown.iter().map(|(name, value)| format!("{}={}", name.value, value.value));
        pairs.collect::<Vec<_>>().join(";")
    }

    /// A time of day has no number.
    fn time_of_day(&self) -> String {
        let clock = self.figure.value.filter(|value| value.decimal().is_none());
        clock.map(|clock| clock.to_string()).unwrap_or_default()
    }

    fn source_place(&self) -> Option<&'w Text> {
        self.def.source.place.as_deref()
    }

    /// What pages say of a figure in marks: how it came here, and whether the document
    /// contradicts itself about it.
    fn remarks(&self) -> String {
        let marks = [
            (self.def.worded, "worded"),
            (self.def.counted, "counted"),
            (self.def.repaired, "repaired"),
            (self.def.derived, "derived"),
            (does_not_add_up(self.view, self.id), "does-not-add-up"),
        ];
        marks.into_iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect::<Vec<_>>().join(" ")
    }
}

/// The figures in a table of their own.
pub fn sheet(view: &View<'_>, name: &str, ids: &[ObservationId]) -> Sheet {
    Sheet::new(name, Some("id"), &columns(), ids.iter().map(|id| ObservationRow::new(view, *id)))
}

/// The columns that every user looks for first, then what tells records of one indicator,
/// place and year apart.
fn columns<'v, 'w>() -> [Filled<ObservationRow<'v, 'w>>; 26] {
    [
        refers("indicator", "indicators", "id")
            .with(|row| row.view.indicator(row.figure.indicator).def.id.value.clone()),
        column("city_code", ColumnType::Text)
            .with(|row| row.place.code.as_ref().map(|code| code.value.clone()).unwrap_or_default()),
        full("city_zh", ColumnType::Text).with(|row| row.place.names.zh.clone()),
        full("city_en", ColumnType::Text).with(|row| row.place.names.en.clone()),
        column("year", ColumnType::Whole).with(|row| year(row.def.period.map(|period| period.to))),
        column("value", ColumnType::Number).with(|row| row.number(false)),
        full("qualifier", ColumnType::Code(CodeList::Qualifiers)).with(|row| row.def.qualifier.code().to_owned()),
        column("value_low", ColumnType::Number).with(|row| row.number(true)),
        column("value_high", ColumnType::Number)
            .with(|row| row.figure.upper.map(|upper| upper.to_string()).unwrap_or_default()),
        full("unit", ColumnType::Text).with(|row| row.view.unit(row.figure.indicator).id.value.clone()),
        full("status", ColumnType::Code(CodeList::Statuses)).with(|row| row.def.status.code().to_owned()),
        column("definition_version", ColumnType::Whole)
            .with(|row| row.definition_version().map(|version| version.to_string()).unwrap_or_default()),
        column("as_printed", ColumnType::Text).with(|row| row.def.printed().unwrap_or_default().to_owned()),
        refers("source_doc", "documents", "id").with(|row| row.view.document(row.figure.document).id.value.clone()),
        column("source_place", ColumnType::Text).with(|row| or_empty(row.source_place(), Lang::Zh)),
        column("note_zh", ColumnType::Text).with(|row| joined(&row.def.notes, Lang::Zh)),
        column("note_en", ColumnType::Text).with(|row| joined(&row.def.notes, Lang::En)),
        full("id", ColumnType::Text).with(|row| row.def.id.value.clone()),
        refers("city", "cities", "slug").with(|row| row.place.slug.value.clone()),
        full("nature", ColumnType::Code(CodeList::Natures)).with(|row| row.def.nature.code().to_owned()),
        column("breakdown", ColumnType::Text).with(ObservationRow::breakdown),
        column("year_from", ColumnType::Whole)
            .with(|row| year(row.def.period.filter(|period| period.from != period.to).map(|period| period.from))),
        column("year_basis", ColumnType::Code(CodeList::YearBases)).with(|row| row.year_basis().to_owned()),
        column("time_of_day", ColumnType::Text).with(ObservationRow::time_of_day),
        column("source_place_en", ColumnType::Text).with(|row| or_empty(row.source_place(), Lang::En)),
        column("remarks", ColumnType::Text).with(ObservationRow::remarks),
    ]
}
