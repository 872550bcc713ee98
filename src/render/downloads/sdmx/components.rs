//! The components of the data structures: what a figure is told apart by, and what is said
//! of it. The cells are those of the table of figures wherever it has them.

use super::figure::SdmxFigure;
use super::lists::CodeListId;
use crate::parse::records::Status;

/// What a component is in the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentPart {
    Dimension,
    /// The dimension of time.
    Time,
    Measure,
    Attribute,
}

/// What its values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentValues {
    Codes(CodeListId),
    Text,
    Whole,
    Decimal,
    Period,
}

/// A component, and how its value is found.
pub struct SdmxComponent {
    pub id: &'static str,
    pub part: ComponentPart,
    pub holds: ComponentValues,
    /// The word of the theme that names it, or the column of the tables whose name it has.
    pub name: &'static str,
    pub cell: fn(&SdmxFigure<'_, '_>) -> String,
}

const fn dimension(id: &'static str, list: CodeListId, name: &'static str, cell: CellOf) -> SdmxComponent {
    SdmxComponent { id, part: ComponentPart::Dimension, holds: ComponentValues::Codes(list), name, cell }
}

const fn attribute(id: &'static str, holds: ComponentValues, name: &'static str, cell: CellOf) -> SdmxComponent {
    SdmxComponent { id, part: ComponentPart::Attribute, holds, name, cell }
}

type CellOf = fn(&SdmxFigure<'_, '_>) -> String;

/// All components in their order: dimensions, time, the measure, attributes.
pub const COMPONENTS: &[SdmxComponent] = &[
    dimension("FREQ", CodeListId::Frequencies, "sdmx.frequency", |figure| figure.frequency()),
    dimension("REF_AREA", CodeListId::Places, "city", |figure| figure.place()),
    dimension("INDICATOR", CodeListId::Indicators, "indicator", |figure| figure.indicator()),
    dimension("BREAKDOWN", CodeListId::Breakdowns, "breakdown", |figure| figure.breakdown()),
    dimension("NATURE", CodeListId::Natures, "nature", |figure| figure.column("nature")),
    SdmxComponent {
        id: "STATEMENT",
        part: ComponentPart::Dimension,
        holds: ComponentValues::Text,
        name: "sdmx.statement",
        cell: |figure| figure.statement.to_string(),
    },
    SdmxComponent {
        id: "TIME_PERIOD",
        part: ComponentPart::Time,
        holds: ComponentValues::Period,
        name: "year",
        cell: |figure| figure.period(),
    },
    SdmxComponent {
        id: "OBS_VALUE",
        part: ComponentPart::Measure,
        holds: ComponentValues::Decimal,
        name: "value",
        cell: |figure| figure.column("value"),
    },
    attribute("OBS_STATUS", ComponentValues::Codes(CodeListId::ObservationStatuses), "sdmx.obs_status", |figure| {
        observation_status(figure.def.status).to_owned()
    }),
    attribute("CONF_STATUS", ComponentValues::Codes(CodeListId::Confidentialities), "sdmx.conf_status", |figure| {
        confidentiality(figure.def.status).to_owned()
    }),
    attribute("UNIT_MEASURE", ComponentValues::Codes(CodeListId::Units), "unit", |figure| figure.unit()),
    attribute("DECIMALS", ComponentValues::Whole, "sdmx.decimals", |figure| figure.decimals()),
    attribute("STATUS", ComponentValues::Codes(CodeListId::Statuses), "status", |figure| figure.column("status")),
    attribute("QUALIFIER", ComponentValues::Codes(CodeListId::Qualifiers), "qualifier", |figure| {
        figure.column("qualifier")
    }),
    attribute("VALUE_LOW", ComponentValues::Decimal, "value_low", |figure| figure.column("value_low")),
    attribute("VALUE_HIGH", ComponentValues::Decimal, "value_high", |figure| figure.column("value_high")),
    attribute("TIME_OF_DAY", ComponentValues::Text, "time_of_day", |figure| figure.column("time_of_day")),
    attribute("AS_PRINTED", ComponentValues::Text, "as_printed", |figure| figure.column("as_printed")),
    attribute("SOURCE_DOC", ComponentValues::Codes(CodeListId::Documents), "source_doc", |figure| figure.document()),
    attribute("SOURCE_PLACE", ComponentValues::Text, "source_place", |figure| figure.column("source_place")),
    attribute("SOURCE_PLACE_EN", ComponentValues::Text, "source_place_en", |figure| figure.column("source_place_en")),
    attribute("YEAR_BASIS", ComponentValues::Codes(CodeListId::YearBases), "year_basis", |figure| {
        figure.column("year_basis")
    }),
    attribute("DEFINITION_VERSION", ComponentValues::Whole, "definition_version", |figure| {
        figure.column("definition_version")
    }),
    attribute("REMARKS", ComponentValues::Text, "remarks", |figure| figure.column("remarks")),
    attribute("NOTE_ZH", ComponentValues::Text, "note_zh", |figure| figure.column("note_zh")),
    attribute("NOTE_EN", ComponentValues::Text, "note_en", |figure| figure.column("note_en")),
    attribute("FIGURE", ComponentValues::Text, "id", |figure| figure.column("id")),
];

/// The components of figures with or without a year.
pub fn components(dated: bool) -> impl Iterator<Item = &'static SdmxComponent> {
    COMPONENTS.iter().filter(move |component| dated || !matches!(component.id, "FREQ" | "TIME_PERIOD"))
}

/// The codes of `CL_OBS_STATUS` that are used, with the words for them.
pub const OBSERVATION_STATUSES: [(&str, &str); 6] = [
    ("A", "sdmx.normal"),
    ("D", "sdmx.definition_differs"),
    ("M", "sdmx.cannot_exist"),
    ("O", "sdmx.missing"),
    ("P", "sdmx.provisional"),
    ("Q", "sdmx.suppressed"),
];

/// The codes of `CL_CONF_STATUS` that are used, with the words for them.
pub const CONFIDENTIALITIES: [(&str, &str); 2] = [("F", "sdmx.free"), ("N", "sdmx.not_for_publication")];

/// The code of the field's own list. That a value is approximate or revised is no state of
/// that list: `QUALIFIER` and `STATUS` say so.
fn observation_status(status: Status) -> &'static str {
    match status {
        Status::Ok | Status::Approx | Status::Revised => "A",
        Status::Provisional => "P",
        Status::NotPublished | Status::Illegible => "O",
        Status::Masked => "Q",
        Status::NotApplicable => "M",
        Status::NotComparable => "D",
    }
}

/// Digits that a document hides are not for publication.
fn confidentiality(status: Status) -> &'static str {
    match status {
        Status::Masked => "N",
        Status::Ok
        | Status::Approx
        | Status::Revised
        | Status::Provisional
        | Status::NotPublished
        | Status::Illegible
        | Status::NotApplicable
        | Status::NotComparable => "F",
    }
}
