//! Which lists of codes there are, and what they are called.

/// The lists of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeListId {
    Frequencies,
    Places,
    Indicators,
    Breakdowns,
    Natures,
    ObservationStatuses,
    Confidentialities,
    Units,
    Statuses,
    Qualifiers,
    Documents,
    YearBases,
}

impl CodeListId {
    pub const ALL: [CodeListId; 12] = [
        CodeListId::Frequencies,
        CodeListId::Places,
        CodeListId::Indicators,
        CodeListId::Breakdowns,
        CodeListId::Natures,
        CodeListId::ObservationStatuses,
        CodeListId::Confidentialities,
        CodeListId::Units,
        CodeListId::Statuses,
        CodeListId::Qualifiers,
        CodeListId::Documents,
        CodeListId::YearBases,
    ];

    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// The identifier, and the word of the theme that names the list.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            CodeListId::Frequencies => ("CL_FREQ", "sdmx.frequency"),
            CodeListId::Places => ("CL_AREA", "city"),
            CodeListId::Indicators => ("CL_INDICATOR", "indicator"),
            CodeListId::Breakdowns => ("CL_BREAKDOWN", "breakdown"),
            CodeListId::Natures => ("CL_NATURE", "nature"),
            CodeListId::ObservationStatuses => ("CL_OBS_STATUS", "sdmx.obs_status"),
            CodeListId::Confidentialities => ("CL_CONF_STATUS", "sdmx.conf_status"),
            CodeListId::Units => ("CL_UNIT", "unit"),
            CodeListId::Statuses => ("CL_STATUS", "status"),
            CodeListId::Qualifiers => ("CL_QUALIFIER", "qualifier"),
            CodeListId::Documents => ("CL_DOCUMENT", "source_doc"),
            CodeListId::YearBases => ("CL_YEAR_BASIS", "year_basis"),
        }
    }
}
