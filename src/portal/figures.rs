//! Figures printed in narratives against the data they are bound to.

use super::{Portal, Target};
use crate::diag::Diagnostics;
use crate::i18n::Lang;
use crate::parse::Reference;

/// Checks one bound figure.
pub fn check(_portal: &Portal, _reference: &Reference, _target: &Target, _lang: Lang, _problems: &mut Diagnostics) {}
