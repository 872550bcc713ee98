//! Dense numbers for the things of a portal, in display order.

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the thing at a position of its list.
            pub fn new(position: usize) -> $name {
                $name(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A programme of evaluation.
    ProgrammeId;
    /// A place.
    JurisdictionId;
    /// A peer group.
    GroupId;
    /// A unit of measurement.
    UnitId;
    /// An indicator.
    IndicatorId;
    /// A published document.
    DocumentId;
    /// A figure.
    ObservationId;
    /// An evaluation of one year.
    EvaluationId;
    /// A problem named by an evaluation.
    ProblemId;
    /// A government's own report on one year.
    ReportId;
    /// A set of headings and items by which reports are written.
    FrameworkId;
    /// A narrative in its one or two languages.
    NarrativeId;
    /// A glossary term.
    TermId;
}
