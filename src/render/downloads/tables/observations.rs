//! Figures as a table.

use crate::i18n::{Lang, Text};
use crate::parse::records::{self, Qualifier, YearBasis};
use crate::portal::{LinkedObservation, ObservationId};
use crate::render::downloads::sheet::{CodeList, Filled, Sheet, Type, column, full, refers};
use crate::render::parts::does_not_add_up;
use crate::render::view::View;

use super::{joined, or_empty, year};

struct Figure<'v, 'w> {
    view: &'v View<'w>,
    id: ObservationId,
    figure: &'w LinkedObservation,
    def: &'w records::Observation,
    place: &'w records::Jurisdiction,
}

impl<'v, 'w> Figure<'v, 'w> {
    fn new(view: &'v View<'w>, id: ObservationId) -> Figure<'v, 'w> {
        let figure = view.observation(id);
        Figure { view, id, figure, def: &figure.def, place: &view.place(figure.jurisdiction).def }
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
    Sheet::new(name, Some("id"), &columns(), ids.iter().map(|id| Figure::new(view, *id)))
}

/// The columns that every user looks for first, then what tells records of one indicator,
/// place and year apart.
fn columns<'v, 'w>() -> [Filled<Figure<'v, 'w>>; 26] {
    [
        refers("indicator", "indicators", "id")
            .with(|row| row.view.indicator(row.figure.indicator).def.id.value.clone()),
        column("city_code", Type::Text)
            .with(|row| row.place.code.as_ref().map(|code| code.value.clone()).unwrap_or_default()),
        full("city_zh", Type::Text).with(|row| row.place.names.zh.clone()),
        full("city_en", Type::Text).with(|row| row.place.names.en.clone()),
        column("year", Type::Whole).with(|row| year(row.def.period.map(|period| period.to))),
        column("value", Type::Number).with(|row| row.number(false)),
        full("qualifier", Type::Code(CodeList::Qualifiers)).with(|row| row.def.qualifier.code().to_owned()),
        column("value_low", Type::Number).with(|row| row.number(true)),
        column("value_high", Type::Number)
            .with(|row| row.figure.upper.map(|upper| upper.to_string()).unwrap_or_default()),
        full("unit", Type::Text).with(|row| row.view.unit(row.figure.indicator).id.value.clone()),
        full("status", Type::Code(CodeList::Statuses)).with(|row| row.def.status.code().to_owned()),
        column("definition_version", Type::Whole)
            .with(|row| row.definition_version().map(|version| version.to_string()).unwrap_or_default()),
        column("as_printed", Type::Text).with(|row| row.def.printed().unwrap_or_default().to_owned()),
        refers("source_doc", "documents", "id").with(|row| row.view.document(row.figure.document).id.value.clone()),
        column("source_place", Type::Text).with(|row| or_empty(row.source_place(), Lang::Zh)),
        column("note_zh", Type::Text).with(|row| joined(&row.def.notes, Lang::Zh)),
        column("note_en", Type::Text).with(|row| joined(&row.def.notes, Lang::En)),
        full("id", Type::Text).with(|row| row.def.id.value.clone()),
        refers("city", "cities", "slug").with(|row| row.place.slug.value.clone()),
        full("nature", Type::Code(CodeList::Natures)).with(|row| row.def.nature.code().to_owned()),
        column("breakdown", Type::Text).with(Figure::breakdown),
        column("year_from", Type::Whole)
            .with(|row| year(row.def.period.filter(|period| period.from != period.to).map(|period| period.from))),
        column("year_basis", Type::Code(CodeList::YearBases)).with(|row| row.year_basis().to_owned()),
        column("time_of_day", Type::Text).with(Figure::time_of_day),
        column("source_place_en", Type::Text).with(|row| or_empty(row.source_place(), Lang::En)),
        column("remarks", Type::Text).with(Figure::remarks),
    ]
}
