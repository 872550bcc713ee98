//! What is known about a value.

/// How sure and how public a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Ok,
    Approx,
    Provisional,
    Revised,
    NotComparable,
    Illegible,
    NotPublished,
    Masked,
    NotApplicable,
}
