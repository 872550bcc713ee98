//! Figures as people print them: read, compared with the data, found in prose, written out.
//!
//! The grammar knows Chinese and English. It works on strings and decimals only: it never reads a file, never uses
//! floating point, never rounds a value that is printed and never corrects one. What it cannot read it refuses.
//!
//! - [`number`] reads number words and digits exactly, with the precision printed.
//! - [`printed`] reads a whole figure phrase: qualifier, number or range, unit, measure word.
//! - [`compare`] says whether such a phrase states a value of the data.
//! - [`scan`] finds the figures in prose and tells dates, names and list numbers apart from them.
//! - [`frame`] says what the words around a figure make of it.
//! - [`write`] writes a value exactly for readers.

pub mod compare;
pub mod frame;
pub mod lexicon;
pub mod likeness;
pub mod moments;
pub mod number;
pub mod printed;
pub mod scan;
pub mod write;

mod qualifier;
pub mod words;

pub use crate::i18n::Lang;
pub use compare::{ComparedValue, Slip, Verdict, compare};
pub use printed::{Dimension, Printed, PrintedError, parse};
pub use qualifier::Qualifier;
pub use scan::{Found, FoundKind, scan};
pub use write::{UnitKind, grouped, write};
